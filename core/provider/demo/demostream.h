// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>

namespace creact {

/// The events that say a chat.completion word by word, as a streaming endpoint does; [DONE] last.
/// With `usage`, the counts come in a chunk of their own.
QList<QByteArray> demoStream(const QJsonObject &answer, bool usage);

} // namespace creact
