// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// From a provider's result to the record, and from there back into the tree.
#include "core/runtime/nodeprops.h"
#include "core/runtime/runtime.h"

#include <utility>

namespace creact {

void Runtime::whenSaved(std::function<void()> callback)
{
    if (callback)
        m_afterSave.append(std::move(callback));
}

void Runtime::takeResult(Finished finished)
{
    const NodeId id = finished.id;
    Result<ApplyResult> result = std::move(finished.result);
    const auto found = m_running.find(id.toString());
    if (found == m_running.end() || found->second.run != finished.run)
        return; // given up by a stop
    const Running running = std::move(found->second);
    m_running.erase(found);
    m_runningIds.remove(id);
    if (Node *node = m_tree ? m_tree->find(id) : nullptr)
        node->activity.clear();
    const bool cancelled = !result.ok() && result.error().code == ErrorCode::Cancelled
        && (m_stopping || running.cancelled);
    std::optional<Error> error;
    if (!result.ok() && !cancelled)
        error = result.error();
    else if (result.ok())
        error = result->degraded;
    applyPatches(finished.others);
    if (result.ok())
        takeSuccess(id, running, std::move(result).value());
    else if (cancelled)
        takeCancelled(id, running);
    else
        takeFailure(id, running, result.error());
    Q_EMIT workEnded(id.toString(),
                     cancelled   ? NodeState::Pending
                         : error ? NodeState::Failed
                                 : NodeState::Deployed,
                     error);
    if (m_tree && !m_tree->find(id))
        m_left.append(id);
    lookAtHeld();
}

void Runtime::takeSuccess(const NodeId &id, const Running &running, ApplyResult result)
{
    const NodeRecord *stored = state().find(id);
    NodeRecord record = stored ? *stored : running.before;
    const QJsonObject before = record.outputs.value_or(QJsonObject());
    record.state = result.degraded ? NodeState::Failed : NodeState::Deployed;
    record.error = result.degraded;
    record.outputs = result.outputs;
    for (auto it = running.patched.begin(); it != running.patched.end(); ++it)
        record.outputs->insert(it.key(), it.value());
    if (result.store)
        record.store = *result.store;
    record.appliedAt = m_clock.now();
    record.durationMs = m_clock.monotonic() - running.startedAt;
    m_checkpoint.put(record);
    m_hydrated.insert(id);
    audit(QStringLiteral("resource_applied"), id.toString(),
          {{QStringLiteral("outputKeys"), QJsonArray::fromStringList(result.outputs.keys())},
           {QStringLiteral("cause"), record.cause.kind},
           {QStringLiteral("ms"), record.durationMs}});

    QList<NodeId> changed{id};
    changed += applyPatches(result.others);
    if (Node *node = m_tree ? m_tree->find(id) : nullptr) {
        node->hydrated = true;
        node->appliedAt = record.appliedAt;
        node->durationMs = record.durationMs;
        setState(*node, NodeState::Deployed);
        if (result.degraded) {
            node->degraded = true;
            fail(*node, *result.degraded);
        }
    }
    for (const StorePatch &patch : std::as_const(result.stores)) {
        m_checkpoint.setStore(patch.storeId, patch.values);
        audit(QStringLiteral("store_set"), id.toString(),
              {{QStringLiteral("store"), patch.storeId},
               {QStringLiteral("keys"), QJsonArray::fromStringList(patch.values.keys())}});
    }
    if (m_tree) {
        const QStringList outputs = changedProps(before, result.outputs);
        const Origin origin{id.toString(), outputs.isEmpty() ? QString() : outputs.first(),
                            result.event.value_or(record.cause.event)};
        m_tree->graph().batch([&] {
            m_origin = origin;
            for (const StorePatch &patch : std::as_const(result.stores))
                m_tree->setStore(patch.storeId, patch.values);
            flow(changed, origin);
        });
        flowPatches(result.others);
    }
    whenSaved(std::move(result.whenStored));
    // It may have left by its own result: look it up again.
    if (Node *still = m_tree ? m_tree->find(id) : nullptr) {
        settleDependents(*still);
        // What it reads may have changed while it was at work.
        if (std::exchange(still->lookAgain, false))
            enqueue(*still);
    }
}

void Runtime::takeFailure(const NodeId &id, const Running &running, const Error &error)
{
    const NodeRecord *stored = state().find(id);
    NodeRecord record = stored ? *stored : running.before;
    record.state = NodeState::Failed;
    record.error = error;
    if (record.error->where.isEmpty())
        record.error->where = id.toString();
    record.appliedAt = m_clock.now();
    record.durationMs = m_clock.monotonic() - running.startedAt;
    m_checkpoint.put(record);
    if (Node *node = m_tree ? m_tree->find(id) : nullptr) {
        node->hydrated = true;
        node->appliedAt = record.appliedAt;
        node->durationMs = record.durationMs;
        m_hydrated.insert(id);
        fail(*node, *record.error);
        if (Node *still = m_tree->find(id); still && std::exchange(still->lookAgain, false))
            enqueue(*still);
    } else {
        audit(QStringLiteral("resource_failed"), id.toString(),
              {{QStringLiteral("code"), codeName(error.code)},
               {QStringLiteral("message"), error.message}});
    }
}

/// As if it had not begun: a stop leaves it to the next start, a node without outputs was never
/// real.
void Runtime::takeCancelled(const NodeId &id, const Running &running)
{
    Node *node = m_tree ? m_tree->find(id) : nullptr;
    // Back in the tree before the job had ended: it is looked at as if it were new.
    if (node && !m_stopping) {
        node->lookAgain = false;
        enqueue(*node);
    }
    if (!running.begun) {
        if (node)
            node->forced = running.forced;
    } else {
        audit(QStringLiteral("resource_cancelled"), id.toString(), {});
    }
    const bool wasReal = running.before.outputs || m_stopping || m_cancelling || !running.begun;
    if (!wasReal || running.before.id.isNull()) {
        m_checkpoint.remove(id);
        return;
    }
    // But for what others changed meanwhile: an accepted message is not taken back.
    NodeRecord record = running.before;
    if (const NodeRecord *stored = state().find(id))
        record.store = stored->store;
    for (auto it = running.patched.begin(); it != running.patched.end() && record.outputs; ++it)
        record.outputs->insert(it.key(), it.value());
    m_checkpoint.put(record);
}

QList<NodeId> Runtime::applyPatches(const QList<NodePatch> &patches)
{
    QList<NodeId> changed;
    for (const NodePatch &patch : patches) {
        const NodeRecord *stored = state().find(patch.nodeId);
        if (!stored)
            continue;
        NodeRecord record = *stored;
        if (!patch.outputs.isEmpty() && !record.pinned) {
            QJsonObject outputs = record.outputs.value_or(QJsonObject());
            for (auto it = patch.outputs.begin(); it != patch.outputs.end(); ++it)
                outputs.insert(it.key(), it.value());
            record.outputs = outputs;
            if (const auto running = m_running.find(patch.nodeId); running != m_running.end()) {
                for (auto it = patch.outputs.begin(); it != patch.outputs.end(); ++it)
                    running->second.patched.insert(it.key(), it.value());
            }
        }
        if (patch.store)
            record.store = *patch.store;
        m_checkpoint.put(record);
        if (!patch.event)
            changed.append(record.id);
    }
    return changed;
}

/// Lets the recorded outputs of these nodes into the tree.
void Runtime::flow(const QList<NodeId> &changed, const Origin &origin)
{
    m_origin = origin;
    m_tree->graph().batch([&] {
        for (const NodeId &id : changed) {
            Node *node = m_tree->find(id);
            const NodeRecord *record = state().find(id);
            if (!node || !record)
                continue;
            node->setOutputs(record->outputs);
            if (m_observer)
                m_observer->instanceChanged(node->instance());
            node->notifyChanged();
        }
    });
}

/// Patches that answer to an event of their own go one by one, so that what follows knows which.
void Runtime::flowPatches(const QList<NodePatch> &patches)
{
    for (const NodePatch &patch : patches) {
        const NodeRecord *record = patch.event ? state().find(patch.nodeId) : nullptr;
        if (record) {
            const QStringList outputs = patch.outputs.keys();
            flow({record->id},
                 {patch.nodeId, outputs.isEmpty() ? QString() : outputs.first(), *patch.event});
        }
    }
}

} // namespace creact
