// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/documenteditor.h"

namespace creact {

DocumentEditor::DocumentEditor(LoadedDocument document)
    : m_document(std::move(document))
{
}

Result<DocumentEdit> DocumentEditor::insert(const ElementPlace &, const JsonNode &) const
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

Result<DocumentEdit> DocumentEditor::remove(const QStringList &) const
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

Result<DocumentEdit> DocumentEditor::move(const QStringList &, const ElementPlace &) const
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

Result<DocumentEdit> DocumentEditor::duplicate(const QStringList &) const
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

Result<QByteArray> DocumentEditor::copy(const QStringList &) const
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

Result<DocumentEdit> DocumentEditor::paste(const ElementPlace &, const QByteArray &) const
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

Result<DocumentEdit> DocumentEditor::setDisabled(const QStringList &, bool) const
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

Result<DocumentEdit> DocumentEditor::setNote(const QString &, const QString &) const
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

Result<DocumentEdit> DocumentEditor::setValue(const QString &, const JsonNode &) const
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

Result<DocumentEdit> DocumentEditor::removeValue(const QString &) const
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

Result<DocumentEdit> DocumentEditor::rename(const DocumentName &, const QString &) const
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

Result<DocumentEdit> DocumentEditor::addComponent(const QString &) const
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

Result<void> DocumentEditor::fits(const ElementPlace &, const JsonNode &) const
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

QStringList DocumentEditor::readers(const DocumentName &) const
{
    return {};
}

QString componentOf(const QString &)
{
    return {};
}

int usesOf(const StackDocument &, const QString &)
{
    return 0;
}

ElementPlace placeOf(const QString &)
{
    return {};
}

const Element *elementAt(const StackDocument &, const QString &)
{
    return nullptr;
}

} // namespace creact
