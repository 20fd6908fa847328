// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes that stay as they are: left out of a deploy, or not begun when it was cancelled.
#include "core/runtime/destroyorder.h"
#include "core/runtime/nodeprops.h"
#include "core/runtime/runtime.h"

#include <algorithm>
#include <utility>

namespace creact {

void Runtime::hold(Node &node)
{
    node.held = true;
    m_held.insert(node.id().toString());
    if (const NodeRecord *record = state().find(node.id())) {
        keepFromSweep(node.id());
        // Whoever takes it up has to know.
        if (record->state == NodeState::Applying)
            m_interrupted.insert(node.id());
    }
    considerHeld(node);
}

/// A stored node that has left the tree stays.
void Runtime::holdStored(const NodeId &id)
{
    m_orphans.remove(id);
    m_held.insert(id.toString());
    keepFromSweep(id);
}

/// It gives what it gave when that stands; else it is not there.
void Runtime::considerHeld(Node &node)
{
    if (Node *parent = node.parentNode(); parent && !parent->isSettled()) {
        blockOn(node, *parent);
        return;
    }
    const NodeRecord *record = state().find(node.id());
    const ConstructType *type = node.type();
    // What has to be made anew at each start is there only if this process made it.
    const bool real = record && type && record->constructType == type->name
        && (!type->ephemeral || m_hydrated.contains(node.id()));
    node.pinned = real && record->pinned;
    if (real && record->state == NodeState::Deployed && record->outputs) {
        tellHistory(node, *record);
        takeOver(node, *record);
    } else if (real && record->state == NodeState::Failed) {
        tellHistory(node, *record);
        // A server whose port is taken: what is below it goes on as it did.
        if (type->ephemeral && record->outputs && !node.degraded) {
            const NodeRecord degraded = *record;
            takeOver(node, degraded);
            node.degraded = true;
            fail(node, degraded.error.value_or(Error{}), Told::Before);
        } else {
            takeOverFailed(node, *record);
        }
    } else {
        unfail(node);
        setState(node, NodeState::Pending);
    }
}

/// Nothing begins any more, but for a turn that is at work.
bool Runtime::holdsBack(const Node &node) const
{
    return m_cancelling && !node.cause.isOfTurn();
}

/// False when it was not held.
bool Runtime::release(const QString &nodeId)
{
    if (!m_held.remove(nodeId))
        return false;
    keepHeldFromSweep();
    m_origin = {{}, {}, {QStringLiteral("retry"), {}, nodeId, m_clock.now()}};
    if (Node *node = findNode(nodeId)) {
        node->held = false;
        nodeDirty(*node);
    } else if (const NodeRecord *record = state().find(nodeId)) {
        m_orphans.insert(record->id);
    }
    schedulePump();
    return true;
}

/// With what it is below, and what its props name.
void Runtime::keepFromSweep(const NodeId &id)
{
    QList<NodeId> todo{id};
    while (!todo.isEmpty()) {
        const NodeId next = todo.takeLast();
        if (next.isNull() || m_kept.contains(next))
            continue;
        m_kept.insert(next);
        todo.append(next.parent());
        if (const NodeRecord *record = state().find(next))
            todo += namedNodes(state(), *record);
    }
}

void Runtime::keepHeldFromSweep()
{
    m_kept.clear();
    for (const QString &id : std::as_const(m_held)) {
        if (const NodeRecord *record = state().find(id))
            keepFromSweep(record->id);
    }
}

/// Deletes that have not begun, and must not.
void Runtime::spareKept()
{
    std::erase_if(m_toDestroy, [this](const NodeId &id) {
        if (!m_kept.contains(id))
            return false;
        m_destroying.remove(id);
        return true;
    });
    lookAtHeld();
}

Result<void> Runtime::cancelApply()
{
    if (!m_tree || !m_settled || m_stopping)
        return Error{ErrorCode::InvalidArgument,
                     QStringLiteral("Nothing is being deployed."),
                     stackName(),
                     {}};
    if (m_halted)
        return *m_halted;
    if (std::exchange(m_cancelling, true))
        return {};
    for (const NodeId &id : m_toDestroy) {
        const NodeRecord *record = state().find(id);
        if (record && !record->cause.isOfTurn())
            holdStored(id);
    }
    spareKept();
    for (const NodeId &id : QSet(m_runningIds)) {
        const NodeRecord *record = state().find(id);
        if (record && !record->cause.isOfTurn())
            cancelRunning(id);
    }
    // Ready, or about to be: looked at once more, which holds them.
    for (const quint64 serial : std::exchange(m_ready, {})) {
        if (Node *node = m_bySerial.value(serial); node && m_readyProps.contains(serial))
            enqueue(*node);
    }
    m_readyProps.clear();
    schedulePump();
    return {};
}

/// Anything that is not a turn's.
bool Runtime::isDeployAtWork() const
{
    if (!m_candidates.empty() || !m_finished.empty() || !m_toDestroy.empty()
        || !m_destroying.isEmpty() || !m_left.isEmpty())
        return true;
    return std::any_of(m_runningIds.begin(), m_runningIds.end(), [this](const NodeId &id) {
        const NodeRecord *record = state().find(id);
        return record && !record->cause.isOfTurn();
    });
}

/// What waits for one that is held keeps what it had, too. True when there was such a one.
bool Runtime::holdHanging()
{
    QList<Node *> nodes = m_bySerial.values();
    std::sort(nodes.begin(), nodes.end(),
              [](const Node *a, const Node *b) { return a->serial() < b->serial(); });
    bool any = false;
    for (Node *node : std::as_const(nodes)) {
        if (node->held || node->isSettled() || node->error || node->cause.isOfTurn())
            continue;
        const Node *parent = node->parentNode();
        const Node *waitsFor = parent && !parent->isSettled() ? parent : firstUnsettled(*node);
        if (!waitsFor || !waitsFor->held)
            continue;
        hold(*node);
        any = true;
    }
    if (any)
        schedulePump();
    return any;
}

} // namespace creact
