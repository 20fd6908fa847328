// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/toolturns.h"

namespace creact {

namespace {
constexpr qsizetype mostTurns = 200;
} // namespace

int ToolTurns::count(const QString &turn, const QString &tool, const QString &nodeId)
{
    if (!m_turns.contains(turn)) {
        m_order.append(turn);
        if (m_order.size() > mostTurns)
            m_turns.remove(m_order.takeFirst());
    }
    QSet<QString> &callers = m_turns[turn][tool];
    callers.insert(nodeId);
    return int(callers.size());
}

} // namespace creact
