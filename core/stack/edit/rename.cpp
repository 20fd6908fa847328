// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/documenteditor.h"
#include "core/stack/edit/placecheck.h"

namespace creact {

Result<DocumentEdit> DocumentEditor::rename(const DocumentName &, const QString &) const
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

QStringList DocumentEditor::readers(const DocumentName &) const
{
    return {};
}

} // namespace creact
