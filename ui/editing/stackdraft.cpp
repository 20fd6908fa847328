// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/stackdraft.h"

#include <QUndoCommand>
#include <QUndoStack>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

/// A splice of the text, there and back.
class StackDraft::Command : public QUndoCommand {
public:
    Command(StackDraft &draft, const QString &name, DocumentEdit edit, bool typed)
        : QUndoCommand(name)
        , m_draft(draft)
        , m_edit(std::move(edit))
        , m_typed(typed)
    {
    }

    void redo() override
    {
        m_draft.splice(m_edit.edits, std::exchange(m_typed, false));
        if (!m_edit.select.isEmpty())
            Q_EMIT m_draft.selectRequested(m_edit.select);
    }

    void undo() override { m_draft.splice(inverse(m_edit.edits), false); }

private:
    StackDraft &m_draft;
    DocumentEdit m_edit;
    bool m_typed;
};

StackDraft::StackDraft(Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_undo(new QUndoStack(this))
{
    connect(m_undo, &QUndoStack::cleanChanged, this,
            [this](bool clean) { Q_EMIT modifiedChanged(!clean); });
}

StackDraft::~StackDraft() = default;

void StackDraft::load(const LoadedDocument &document, const QString &path)
{
    clear();
    m_path = path;
    m_text = document.text;
    m_document = document;
    Q_EMIT loaded();
}

void StackDraft::clear()
{
    m_undo->clear();
    m_path.clear();
    m_text.clear();
    m_document.reset();
    m_revision = 0;
    m_shown = 0;
    m_waiting.clear();
}

const LoadedDocument &StackDraft::document() const
{
    if (!m_document)
        m_document = readStackDocument(m_text, m_path);
    return *m_document;
}

std::optional<Error> StackDraft::obstacle() const
{
    if (m_readOnly)
        return m_readOnly;
    if (!document().document)
        return Error{ErrorCode::DocumentInvalid,
                     tr("The text of the document cannot be read."),
                     {},
                     tr("Mend it in the text first, or undo.")};
    return {};
}

bool StackDraft::isModified() const
{
    return !m_undo->isClean();
}

bool StackDraft::make(const QString &name, const Result<DocumentEdit> &edit)
{
    if (const std::optional<Error> error = obstacle()) {
        Q_EMIT failed(*error);
        return false;
    }
    if (!edit) {
        Q_EMIT failed(edit.error());
        return false;
    }
    if (!edit->edits.isEmpty())
        m_undo->push(new Command(*this, name, *edit, false));
    else if (!edit->select.isEmpty())
        Q_EMIT selectRequested(edit->select);
    return true;
}

void StackDraft::whenShown(std::function<void()> edit)
{
    if (m_shown == m_revision)
        edit();
    else
        m_waiting.append(std::move(edit));
}

void StackDraft::setShown(quint64 revision)
{
    m_shown = revision;
    // Each of them may change the text, and the rest waits for the tree of that.
    while (m_shown == m_revision && !m_waiting.isEmpty())
        m_waiting.takeFirst()();
}

void StackDraft::type(const TextEdit &edit)
{
    m_undo->push(new Command(*this, tr("type"), {{edit}, {}}, true));
}

void StackDraft::setReadOnly(const std::optional<Error> &why)
{
    m_readOnly = why;
}

void StackDraft::splice(const TextEdits &edits, bool typed)
{
    Result<QByteArray> text = edited(m_text, edits);
    if (!text)
        return Q_EMIT failed(text.error());
    m_text = std::move(text).value();
    m_document.reset();
    ++m_revision;
    Q_EMIT textChanged(edits, typed);
    m_engine.edit(m_text, m_revision);
}

} // namespace creact
