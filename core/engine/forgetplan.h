// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"
#include "core/runtime/provider.h"

#include <QSet>

namespace creact {

/// What "forget this conversation" means for a state as it stands: a value, worked out before
/// anything is changed.
///
/// Forgotten are the handler's messages and answers; in the Memory nodes below it, or that its
/// turns appended to, all that was said (of one session: what its turns appended, known by their
/// `once`); the nodes of its turns and the recorded values that belong to them; the records of its
/// turns. When one session is forgotten whose words stood in a Memory, the records of all turns go:
/// others were given the same Memory.
class ForgetPlan {
public:
    /// NotFound: there is no such ChatHandler. `turns` and `log` are all that is kept; the log
    /// tells which session an old turn belonged to.
    static Result<ForgetPlan> make(const ForgetRequest &request, const StackRecord &state,
                                   const QList<TurnRecord> &turns, const QList<AuditEntry> &log);

    const QString &handlerId() const { return m_handlerId; }
    /// Unanswered ones; a live stack ends them first.
    const QStringList &openTurns() const { return m_open; }
    /// A turn of another session that works on what is to be forgotten; empty: none.
    const QString &turnInTheWay() const { return m_inTheWay; }
    /// Nodes of the conversation's turns are still there.
    bool hasTurnNodes() const { return !m_nodes.isEmpty(); }

    /// Changes of the handler and the memories; the messages that wait are left alone.
    QList<NodePatch> patches(const StackRecord &state) const;
    /// The state without the conversation.
    StackRecord without(StackRecord state) const;
    /// For Backend::purge.
    bool allTurns() const { return m_allTurns; }
    const QStringList &turnRecords() const { return m_records; }
    /// For the audit log: {"session"?, "turns", "messages"}. Numbers, no text.
    QJsonObject details() const;

private:
    struct Memory {
        QString id;
        /// Only what the conversation's turns appended.
        bool some = false;
    };

    void findTurns(const StackRecord &state, const QList<TurnRecord> &turns,
                   const QList<AuditEntry> &log);
    void findMemories(const StackRecord &state, const QList<TurnRecord> &turns);
    void findNodes(const StackRecord &state);
    bool isTurnNode(const NodeRecord &record) const;
    NodePatch handlerPatch(const NodeRecord &handler, bool waiting) const;
    NodePatch memoryPatch(const NodeRecord &record, bool some) const;

    QString m_handlerId;
    std::optional<QString> m_session;
    /// Ids of the conversation's turns.
    QSet<QString> m_turns;
    QStringList m_open;
    QString m_inTheWay;
    QList<Memory> m_memories;
    QList<NodeId> m_nodes;
    QStringList m_records;
    bool m_allTurns = false;
    qsizetype m_answers = 0;
    qsizetype m_messages = 0;
};

} // namespace creact
