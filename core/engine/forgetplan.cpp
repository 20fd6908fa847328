// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/forgetplan.h"

#include "core/provider/chat/mailbox.h"
#include "core/provider/chat/memorylog.h"

#include <QRegularExpression>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const NodeRecord *firstHandler(const StackRecord &state)
{
    for (const NodeRecord &record : state.nodes()) {
        if (record.constructType == u"ChatHandler")
            return &record;
    }
    return nullptr;
}

bool appends(const NodeRecord &record)
{
    return record.constructType == u"AddMessages" || record.constructType == u"AddMessage";
}

/// A recorded value's key has the flow keys of where it stands, as node ids have them.
bool namesATurn(const QString &key, const QSet<QString> &turns)
{
    static const QRegularExpression separators(u"[-.#/]"_s);
    for (QString part : key.split(separators)) {
        part.replace(u"%2D"_s, u"-"_s);
        if (turns.contains(part))
            return true;
    }
    return false;
}

} // namespace

Result<ForgetPlan> ForgetPlan::make(const ForgetRequest &request, const StackRecord &state,
                                    const QList<TurnRecord> &turns, const QList<AuditEntry> &log)
{
    const NodeRecord *handler =
        request.handlerId.isEmpty() ? firstHandler(state) : state.find(request.handlerId);
    if (!handler || handler->constructType != u"ChatHandler")
        return Error{ErrorCode::NotFound,
                     request.handlerId.isEmpty()
                         ? u"The stack has no ChatHandler."_s
                         : u"There is no ChatHandler %1."_s.arg(request.handlerId),
                     request.handlerId,
                     {}};
    ForgetPlan plan;
    plan.m_handlerId = handler->id.toString();
    plan.m_session = request.session;
    plan.findTurns(state, turns, log);
    plan.findMemories(state, turns);
    plan.findNodes(state);
    return plan;
}

void ForgetPlan::findTurns(const StackRecord &state, const QList<TurnRecord> &turns,
                           const QList<AuditEntry> &log)
{
    const QList<ChatTurn> known = Mailbox(*state.find(m_handlerId)).turns();
    for (const ChatTurn &turn : known) {
        if (m_session && turn.session != *m_session)
            continue;
        m_turns.insert(turn.id);
        m_records.append(turn.id);
        if (turn.endedAt == 0)
            m_open.append(turn.id);
        else
            ++m_answers;
    }
    for (const TurnRecord &turn : turns) {
        if (turn.handlerId != m_handlerId || (m_session && turn.session != *m_session))
            continue;
        m_turns.insert(turn.id);
        if (!m_records.contains(turn.id))
            m_records.append(turn.id);
    }
    for (const AuditEntry &entry : log) {
        if (entry.action == u"turn_accepted" && entry.nodeId == m_handlerId
            && (!m_session || entry.details.value("session"_L1).toString() == *m_session))
            m_turns.insert(entry.details.value("turn"_L1).toString());
    }
}

void ForgetPlan::findMemories(const StackRecord &state, const QList<TurnRecord> &turns)
{
    QSet<QString> used;
    for (const TurnRecord &turn : turns) {
        for (const NodeRecord &node : turn.nodes) {
            if (turn.handlerId == m_handlerId && appends(node))
                used.insert(node.props.value("memoryId"_L1).toString());
        }
    }
    for (const NodeRecord &node : state.nodes()) {
        if (appends(node) && node.cause.event.node == m_handlerId)
            used.insert(node.props.value("memoryId"_L1).toString());
    }
    const NodeId handler = state.find(m_handlerId)->id;
    for (const NodeRecord &node : state.nodes()) {
        if (node.constructType != u"Memory")
            continue;
        // Of one session is only what its own turns made.
        const Event &event = node.cause.event;
        const bool own = event.node == m_handlerId && m_turns.contains(event.id);
        const bool whole =
            m_session ? own : node.id.isDescendantOf(handler) || used.contains(node.id.toString());
        MemoryLog log(node.store, node.outputs);
        const qsizetype dropped = log.forget(whole ? nullptr : &m_turns);
        if (dropped == 0)
            continue;
        m_messages += dropped;
        m_memories.append({node.id.toString(), !whole});
        m_allTurns = m_allTurns || m_session;
    }
}

bool ForgetPlan::isTurnNode(const NodeRecord &record) const
{
    const Event &event = record.cause.event;
    return event.kind == u"message" && event.node == m_handlerId && m_turns.contains(event.id)
        && record.constructType != u"Memory" && record.id.toString() != m_handlerId;
}

void ForgetPlan::findNodes(const StackRecord &state)
{
    const Mailbox mailbox(*state.find(m_handlerId));
    QSet<NodeId> found;
    for (const NodeRecord &node : state.nodes()) {
        if (isTurnNode(node) || found.contains(node.id.parent())) {
            found.insert(node.id);
            m_nodes.append(node.id);
        } else if (m_allTurns && node.cause.event.kind == u"message") {
            const std::optional<ChatTurn> turn = mailbox.find(node.cause.event.id);
            if (turn && turn->endedAt == 0)
                m_inTheWay = turn->id;
        }
    }
}

NodePatch ForgetPlan::handlerPatch(const NodeRecord &handler, bool waiting) const
{
    Mailbox mailbox(handler);
    mailbox.forget(m_session, waiting);
    return {m_handlerId,
            {{u"pending"_s, mailbox.pending()}, {u"sessions"_s, mailbox.sessions()}},
            mailbox.store()};
}

NodePatch ForgetPlan::memoryPatch(const NodeRecord &record, bool some) const
{
    MemoryLog log(record.store, record.outputs);
    log.forget(some ? &m_turns : nullptr);
    return {record.id.toString(), {{u"messages"_s, log.window(record.props)}}, log.store()};
}

QList<NodePatch> ForgetPlan::patches(const StackRecord &state) const
{
    QList<NodePatch> patches;
    if (const NodeRecord *handler = state.find(m_handlerId))
        patches.append(handlerPatch(*handler, false));
    for (const Memory &memory : m_memories) {
        if (const NodeRecord *record = state.find(memory.id))
            patches.append(memoryPatch(*record, memory.some));
    }
    return patches;
}

StackRecord ForgetPlan::without(StackRecord state) const
{
    const auto apply = [&state](const NodePatch &patch) {
        NodeRecord record = *state.find(patch.nodeId);
        if (record.outputs) {
            for (auto it = patch.outputs.begin(); it != patch.outputs.end(); ++it)
                record.outputs->insert(it.key(), it.value());
        }
        record.store = *patch.store;
        state.put(record);
    };
    if (const NodeRecord *handler = state.find(m_handlerId))
        apply(handlerPatch(*handler, true));
    for (const Memory &memory : m_memories) {
        if (const NodeRecord *record = state.find(memory.id))
            apply(memoryPatch(*record, memory.some));
    }
    for (const NodeId &id : m_nodes) {
        state.applyingNodeIds.removeAll(id.toString());
        state.remove(id);
    }
    state.latches.removeIf([this](const auto &latch) {
        return namesATurn(latch.key(), m_turns)
            || (!m_session && latch.key().startsWith(m_handlerId + u'.'));
    });
    return state;
}

QJsonObject ForgetPlan::details() const
{
    QJsonObject details{{u"turns"_s, m_answers + m_open.size()}, {u"messages"_s, m_messages}};
    if (m_session)
        details.insert(u"session"_s, *m_session);
    return details;
}

} // namespace creact
