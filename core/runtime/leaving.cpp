// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes that leave the tree, stored ones that nobody claims, and the turns that they worked for.
#include "core/runtime/destroyorder.h"
#include "core/runtime/runtime.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace creact {

namespace {
/// Turns whose nodes are held until the turn's end is told; more are forgotten, oldest first.
constexpr qsizetype heldTurns = 200;
} // namespace

void Runtime::nodeRemoved(Node &node)
{
    m_bySerial.remove(node.serial());
    if (m_rebuilding)
        return;
    if (node.error && node.boundary())
        node.boundary()->recover(&node);
    if (node.cause.isOfTurn())
        keepForTurn(node);
    // Whoever waits for it to settle looks again.
    settleDependents(node);
    m_left.append(node.id());
    schedulePump();
}

/// Pointer of the outermost flow element that the node lives under for this turn.
QString Runtime::placeOfTurn(const Node &node)
{
    QString pointer;
    for (const Instance *at = node.instance().parent; at && at->element; at = at->parent) {
        if (!at->node)
            pointer = at->element->pointer;
        else if (at->node->cause.event != node.cause.event || at->node->type()->collects)
            break;
    }
    return pointer;
}

void Runtime::keepForTurn(const Node &node)
{
    const NodeRecord *stored = state().find(node.id());
    if (!stored && !node.error)
        return;
    // What others add to is no part of a turn, though one may have begun it: a session's memory.
    if (node.type() && node.type()->collects)
        return;
    NodeRecord record = stored ? *stored : NodeRecord();
    if (!stored) { // its props failed: never applied, and worth keeping
        record.id = node.id();
        record.constructType = node.typeName();
        record.state = NodeState::Failed;
        record.error = node.error;
        record.cause = node.cause;
    }
    const QString id = node.cause.event.id;
    if (!m_turnNodes.contains(id)) {
        m_turnOrder.append(id);
        if (m_turnOrder.size() > heldTurns)
            m_turnNodes.remove(m_turnOrder.takeFirst());
    }
    TurnRecord &turn = m_turnNodes[id];
    // The shallowest node's is the turn's.
    if (const QString place = placeOfTurn(node);
        turn.elementPointer.isEmpty() || place.size() < turn.elementPointer.size())
        turn.elementPointer = place;
    const auto known = std::find_if(turn.nodes.begin(), turn.nodes.end(),
                                    [&](const NodeRecord &each) { return each.id == record.id; });
    if (known != turn.nodes.end())
        *known = record;
    else
        turn.nodes.append(record);
}

void Runtime::turnEnded(const TurnRecord &turn)
{
    TurnRecord kept = turn;
    for (const Node *node : std::as_const(m_bySerial)) {
        if (node->cause.isOfTurn() && node->cause.event.id == turn.id)
            keepForTurn(*node);
    }
    const TurnRecord held = m_turnNodes.take(turn.id);
    kept.nodes = held.nodes;
    kept.elementPointer = held.elementPointer;
    m_turnOrder.removeAll(turn.id);
    // Parents before children, as they ran.
    std::stable_sort(
        kept.nodes.begin(), kept.nodes.end(),
        [](const NodeRecord &a, const NodeRecord &b) { return a.id.depth() < b.id.depth(); });
    if (!isLockLost()) {
        m_backend.saveTurn(stackName(), kept, m_keptTurns,
                           [this, guard = QPointer(this)](const Result<void> &result) {
                               if (guard && !result.ok())
                                   recordFailed(result.error());
                           });
    }
    Q_EMIT turnKept(kept);
}

void Runtime::elementFailed(const Instance &instance, const Error *error, bool handled,
                            const Node *parent)
{
    if (!error) {
        m_elementErrors.remove(&instance);
        return;
    }
    const auto known = m_elementErrors.constFind(&instance);
    const bool told = known != m_elementErrors.cend() && known->told && known->error == *error;
    m_elementErrors.insert(
        &instance, {*error, handled, parent ? parent->id() : NodeId(), m_origin.event, told});
    schedulePump();
}

/// Not before the tree has settled: an id may be taken twice for as long as it moves.
void Runtime::tellElementFailures()
{
    // What hears of it may change the tree, and with it the table.
    QList<ElementFailure> untold;
    for (ElementFailure &failure : m_elementErrors) {
        if (!std::exchange(failure.told, true))
            untold.append(failure);
    }
    for (const ElementFailure &failure : std::as_const(untold)) {
        audit(QStringLiteral("element_failed"), failure.parent.toString(),
              {{QStringLiteral("code"), codeName(failure.error.code)},
               {QStringLiteral("message"), failure.error.message},
               {QStringLiteral("handled"), failure.handled}});
        // The message that the element worked for, if it did, must not wait for ever.
        NodeRecord record;
        record.id = failure.parent;
        record.state = NodeState::Failed;
        record.error = failure.error;
        record.cause.event = failure.event;
        m_provider.onError(record, failure.error, failure.handled);
    }
}

void Runtime::sortOutLeavers()
{
    for (const NodeId &id : std::exchange(m_left, {})) {
        if (Node *node = m_tree ? m_tree->find(id) : nullptr) {
            // Gone and back in one settle: it takes over what is stored.
            node->queued = false;
            enqueue(*node);
            continue;
        }
        if (m_runningIds.contains(id)) {
            cancelRunning(id);
            continue; // sorted out again when it has ended
        }
        if (state().find(id))
            m_orphans.insert(id);
    }
}

void Runtime::cancelRunning(const NodeId &id)
{
    const auto running = m_running.find(id.toString());
    if (running == m_running.end() || std::exchange(running->second.cancelled, true))
        return;
    if (const auto job = running->second.job.lock())
        job->cancel();
}

/// The rule of design section 4: its nearest living ancestor is deployed, and no flow element under
/// that one is still undecided.
bool Runtime::mayDestroy(const NodeId &id) const
{
    for (NodeId ancestor = id.parent(); !ancestor.isNull(); ancestor = ancestor.parent()) {
        if (const Node *node = m_tree->find(ancestor))
            return node->isSettled() && node->undetermined == 0;
    }
    return m_tree->undetermined() == 0;
}

void Runtime::sweepOrphans()
{
    if (!m_tree || m_stopping || m_halted || m_orphans.isEmpty())
        return;
    QList<NodeId> ripe;
    for (const NodeId &id : QSet(m_orphans)) {
        const NodeRecord *stored = state().find(id);
        if (m_tree->find(id) || !stored || m_kept.contains(id)) {
            m_orphans.remove(id);
            continue;
        }
        if (m_destroying.contains(id))
            continue;
        const bool busyBelow =
            std::any_of(m_runningIds.begin(), m_runningIds.end(),
                        [&](const NodeId &busy) { return busy == id || busy.isDescendantOf(id); });
        if (!mayDestroy(id))
            continue;
        if (m_cancelling && !stored->cause.isOfTurn())
            holdStored(id);
        else if (!busyBelow)
            ripe.append(id);
        else if (m_runningIds.contains(id)) // taken away by a new document
            cancelRunning(id);
    }
    const QList<NodeId> order = destroyOrder(state(), ripe);
    for (const NodeId &id : order) {
        m_orphans.remove(id);
        m_destroying.insert(id);
        m_toDestroy.push_back(id);
    }
}

/// The id belonged to a construct of another type: that one goes, with all that was below it.
void Runtime::makeRoomFor(Node &node)
{
    m_heldByDestroy.append(node.serial());
    setState(node, NodeState::Pending);
    QList<NodeId> ids{node.id()};
    bool busy = false;
    for (const NodeRecord &record : state().nodes()) {
        if (!record.id.isDescendantOf(node.id()))
            continue;
        ids.append(record.id);
        if (m_runningIds.contains(record.id)) {
            cancelRunning(record.id);
            busy = true;
        }
    }
    if (busy)
        return; // looked at again when they have ended
    const QList<NodeId> order = destroyOrder(state(), ids);
    for (const NodeId &id : order) {
        m_orphans.remove(id);
        m_destroying.insert(id);
        m_toDestroy.push_back(id);
    }
    schedulePump();
}

void Runtime::destroyNext()
{
    while (!m_toDestroy.empty() && !m_halted) {
        const NodeId id = m_toDestroy.front();
        const NodeRecord *stored = state().find(id);
        if (m_destroyRunning)
            return;
        m_toDestroy.pop_front();
        if (!stored) {
            m_destroying.remove(id);
            continue;
        }
        NodeRecord record = *stored;
        record.state = NodeState::Destroying;
        m_destroyRunning = true;
        Q_EMIT workBegan(id.toString(), NodeState::Destroying);
        m_provider.destroy(record, [this, guard = QPointer(this), id](const Result<void> &result) {
            if (guard)
                finishDestroy(id, result);
        });
    }
}

void Runtime::finishDestroy(const NodeId &id, const Result<void> &result)
{
    m_destroyRunning = false;
    m_interrupted.remove(id);
    // Not claimed since the load.
    if (const NodeRecord *record = state().find(id); record && !m_hydrated.contains(id))
        m_recovery.destroyed(*record);
    m_checkpoint.remove(id);
    m_hydrated.remove(id);
    m_destroying.remove(id);
    QJsonObject details;
    if (!result.ok())
        details.insert(QStringLiteral("error"), result.error().message);
    audit(QStringLiteral("resource_destroyed"), id.toString(), details);
    Q_EMIT workEnded(id.toString(), NodeState::Destroying,
                     result.ok() ? std::nullopt : std::optional(result.error()));
    lookAtHeld();
    schedulePump();
}

/// Those whose id, or an ancestor's, is being destroyed.
void Runtime::lookAtHeld()
{
    for (const quint64 serial : std::exchange(m_heldByDestroy, {})) {
        if (Node *node = m_bySerial.value(serial))
            enqueue(*node);
    }
}

} // namespace creact
