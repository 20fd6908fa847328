// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The edited document: checked, shown, evaluated, saved.
#include "core/engine/session.h"

namespace creact {

void Session::edit(const QByteArray &, quint64) { }

Result<void> Session::saveDocument(const SaveRequest &)
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

Result<LiveValue> Session::evaluate(TreeRow::Uid, const QString &)
{
    return Error{ErrorCode::Unsupported, QStringLiteral("Not yet."), {}, {}};
}

} // namespace creact
