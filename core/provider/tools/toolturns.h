// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace creact {

/// How often tools were called in each turn, for the last turns only.
class ToolTurns {
public:
    /// False: nothing was counted for it, or too long ago.
    bool knows(const QString &turn) const { return m_turns.contains(turn); }
    /// Counts the call of a node; the same node counts once. The number of calls of that tool in
    /// that turn, with this one.
    int count(const QString &turn, const QString &tool, const QString &nodeId);

private:
    using Callers = QHash<QString, QSet<QString>>;

    QHash<QString, Callers> m_turns;
    QStringList m_order;
};

} // namespace creact
