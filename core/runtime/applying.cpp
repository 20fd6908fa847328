// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// From a node that wants to be looked at to a job at the provider.
#include "core/runtime/nodeprops.h"
#include "core/runtime/runtime.h"

#include <QPointer>

#include <utility>

namespace creact {

namespace {
/// A CReact 0.2 that was killed may have left another node's value in the `id` of a node.
QJsonObject withOwnId(const ConstructType &type, const NodeRecord &record)
{
    QJsonObject outputs = *record.outputs;
    const QString name = QStringLiteral("id");
    const bool hasId =
        std::any_of(type.outputs.begin(), type.outputs.end(), [&](const OutputSpec &output) {
            return output.name == name && output.type == ValueType::String;
        });
    if (hasId && outputs.contains(name) && !outputs.value(name).isString())
        outputs.insert(name, record.id.toString());
    return outputs;
}
} // namespace

void Runtime::nodeAdded(Node &node)
{
    m_bySerial.insert(node.serial(), &node);
    node.cause = {QStringLiteral("created"), {}, m_origin.node, m_origin.output, m_origin.event};
    node.held = !m_held.isEmpty() && m_held.contains(node.id().toString());
}

void Runtime::nodeDirty(Node &node)
{
    // What was not applied yet is applied because of the latest change, not of what made it wait.
    const bool applied = node.hydrated || node.state == NodeState::Failed;
    node.cause = {applied ? QStringLiteral("props") : node.cause.kind,
                  {},
                  m_origin.node,
                  m_origin.output,
                  m_origin.event};
    enqueue(node);
}

void Runtime::enqueue(Node &node)
{
    if (std::exchange(node.queued, true))
        return;
    m_candidates.push_back(node.serial());
    schedulePump();
}

void Runtime::setState(Node &node, NodeState state, const QStringList &waitsFor)
{
    node.state = state;
    node.waitsFor = waitsFor;
    if (m_observer)
        m_observer->instanceChanged(node.instance());
    node.notifyChanged();
}

/// Takes back a failure: whoever shows a fallback for it closes it.
void Runtime::unfail(Node &node)
{
    if (!node.error)
        return;
    node.error.reset();
    node.degraded = false;
    if (Boundary *boundary = node.boundary())
        m_tree->graph().batch([&] { boundary->recover(&node); });
}

void Runtime::fail(Node &node, const Error &error, Told told)
{
    node.error = error;
    if (node.error->where.isEmpty())
        node.error->where = node.id().toString();
    setState(node, NodeState::Failed);
    Boundary *boundary = node.boundary();
    const Origin before =
        std::exchange(m_origin, {node.id().toString(), QStringLiteral("error"), node.cause.event});
    if (boundary)
        m_tree->graph().batch([&] { boundary->fail(&node, *node.error); });
    m_origin = before;
    NodeRecord record;
    if (const NodeRecord *stored = state().find(node.id()))
        record = *stored;
    record.id = node.id();
    record.constructType = node.typeName();
    record.state = NodeState::Failed;
    record.error = node.error;
    record.cause = node.cause;
    const bool handled = boundary && boundary->handles();
    if (told == Told::Now) {
        audit(QStringLiteral("resource_failed"), node.id().toString(),
              {{QStringLiteral("code"), codeName(error.code)},
               {QStringLiteral("message"), error.message},
               {QStringLiteral("handled"), handled}});
    }
    m_provider.onError(record, *node.error, handled);
}

void Runtime::blockOn(Node &node, Node &other)
{
    other.dependents.push_back(node.serial());
    setState(node, NodeState::Pending, {other.shownName()});
}

void Runtime::settleDependents(Node &node)
{
    for (const quint64 serial : std::exchange(node.dependents, {})) {
        if (Node *dependent = m_bySerial.value(serial))
            enqueue(*dependent);
    }
}

void Runtime::consider(Node &node)
{
    if (m_runningIds.contains(node.id())) {
        node.lookAgain = true;
        const NodeRecord *record = state().find(node.id());
        if (record && record->constructType != node.typeName())
            cancelRunning(node.id());
        return;
    }
    m_readyProps.remove(node.serial()); // decided anew
    for (NodeId id = node.id(); !m_destroying.isEmpty() && !id.isNull(); id = id.parent()) {
        if (m_destroying.contains(id)) {
            m_heldByDestroy.append(node.serial());
            setState(node, node.held ? NodeState::Destroying : NodeState::Pending);
            return;
        }
    }
    if (node.held) {
        considerHeld(node);
        return;
    }
    if (Node *parent = node.parentNode(); parent && !parent->isSettled()) {
        blockOn(node, *parent);
        return;
    }
    if (takePinned(node))
        return;
    const NodeProps props = readProps(node);
    switch (props.state) {
    case NodeProps::State::Waiting:
        unfail(node);
        setState(node, NodeState::Waiting, props.missing);
        return;
    case NodeProps::State::Failed:
        if (node.error != props.error)
            fail(node, props.error);
        return;
    case NodeProps::State::Ready:
        break;
    }
    if (Node *other = firstUnsettled(node)) {
        blockOn(node, *other);
        return;
    }
    considerDeployable(node, props.values);
}

void Runtime::considerDeployable(Node &node, const QJsonObject &props)
{
    const NodeRecord *record = state().find(node.id());
    const bool interrupted = m_interrupted.remove(node.id());
    if (!record) {
        makeReady(node, props, node.cause.kind);
        return;
    }
    if (record->constructType != node.typeName()) {
        if (m_kept.contains(node.id()) || holdsBack(node))
            hold(node);
        else
            makeRoomFor(node);
        return;
    }
    if (!interrupted && node.forced.isEmpty() && hydrate(node, *record, props))
        return;
    if (interrupted && node.type()->effect == Effect::Manual && node.forced.isEmpty()) {
        NodeRecord failed = *record;
        failed.state = NodeState::Failed;
        failed.error =
            Error{ErrorCode::Interrupted,
                  QStringLiteral("The program ended while this was at work. Whether it took "
                                 "effect is not known."),
                  node.id().toString(), QStringLiteral("Look, then retry it.")};
        // Recorded: the next deploy must not take it for something to run.
        m_checkpoint.put(failed);
        node.hydrated = true;
        fail(node, *failed.error);
        return;
    }
    // It goes on answering what it answered when it was interrupted: a turn stays that turn.
    if (interrupted && !record->cause.kind.isEmpty())
        node.cause = record->cause;
    const bool restart = interrupted || !m_hydrated.contains(node.id());
    const bool same = sameProps(node.type(), record->props, props);
    makeReady(node, props,
              !node.forced.isEmpty() ? node.forced
                  : same             ? (restart ? QStringLiteral("restart") : node.cause.kind)
                  : record->outputs  ? QStringLiteral("props")
                                     : node.cause.kind);
}

/// Nothing to do: the record has what these props gave. True when it is so.
bool Runtime::hydrate(Node &node, const NodeRecord &record, const QJsonObject &props)
{
    if (record.constructType != node.typeName() || !sameProps(node.type(), record.props, props))
        return false;
    const bool known = m_hydrated.contains(record.id);
    // It was refused before it did anything, and may be allowed by now.
    if (!known && record.state == NodeState::Failed && record.error
        && record.error->code == ErrorCode::NotAllowed)
        return false;
    // One that failed may have outputs that stand (degraded); a new deploy tries it again.
    if (node.type()->ephemeral && (!known || (record.state == NodeState::Failed && !node.hydrated)))
        return false;
    tellHistory(node, record);
    if (record.state == NodeState::Failed)
        takeOverFailed(node, record);
    else if (record.state == NodeState::Deployed && record.outputs)
        takeOver(node, record);
    else
        return false;
    return true;
}

void Runtime::tellHistory(Node &node, const NodeRecord &record)
{
    node.attempts = record.attempts;
    node.appliedAt = record.appliedAt;
    node.durationMs = record.durationMs;
    if (!record.cause.kind.isEmpty())
        node.cause = record.cause;
}

void Runtime::takeOverFailed(Node &node, const NodeRecord &record)
{
    if (node.error && node.hydrated)
        return;
    node.hydrated = true;
    fail(node, record.error.value_or(Error{}), Told::Before);
}

/// Its recorded outputs are what it gives.
void Runtime::takeOver(Node &node, const NodeRecord &record)
{
    if (!m_hydrated.contains(record.id))
        m_recovery.kept();
    m_hydrated.insert(record.id);
    node.hydrated = true;
    unfail(node);
    setState(node, NodeState::Deployed);
    const Origin before =
        std::exchange(m_origin,
                      {node.id().toString(),
                       {},
                       node.cause.event.kind.isEmpty() ? m_origin.event : node.cause.event});
    const QJsonObject outputs = withOwnId(*node.type(), record);
    if (outputs != *record.outputs) {
        NodeRecord healed = record;
        healed.outputs = outputs;
        m_checkpoint.put(healed);
    }
    m_tree->graph().batch([&] { node.setOutputs(outputs); });
    m_origin = before;
    settleDependents(node);
}

} // namespace creact
