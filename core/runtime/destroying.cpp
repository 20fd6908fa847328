// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The end of a whole stack: in batches, each marked in the record before it is destroyed, so that a
// crash leaves nothing that looks deployed and is gone.
#include "core/runtime/destroyorder.h"
#include "core/runtime/runtime.h"

#include <QPointer>

#include <utility>

namespace creact {

namespace {

constexpr size_t destroyBatchSize = 16;

} // namespace

void Runtime::destroyAll(Done<void> done)
{
    if (m_tree || m_destruction) {
        done(Error{ErrorCode::InvalidArgument,
                   m_tree ? QStringLiteral("The stack is live.")
                          : QStringLiteral("The stack is being destroyed."),
                   stackName(), QStringLiteral("Stop it first.")});
        return;
    }
    m_halted.reset();
    m_audit.setWriting(true);
    m_destruction = std::make_unique<Destruction>(Destruction{.left = {}, .done = std::move(done)});
    QList<NodeId> ids;
    for (const NodeRecord &record : state().nodes())
        ids.append(record.id);
    const QList<NodeId> order = destroyOrder(state(), ids);
    m_destruction->left.assign(order.begin(), order.end());
    destroyBatch();
}

/// Stores what has gone and marks what goes next; then that is destroyed.
void Runtime::destroyBatch()
{
    Destruction &all = *m_destruction;
    while (!all.left.empty() && all.batch.size() < destroyBatchSize) {
        const NodeId id = all.left.front();
        all.left.pop_front();
        const NodeRecord *stored = all.kept.contains(id) ? nullptr : state().find(id);
        if (!stored)
            continue;
        NodeRecord record = *stored;
        all.batch.push_back(record);
        record.state = NodeState::Destroying;
        m_checkpoint.put(record);
    }
    if (all.batch.empty()) {
        finishDestruction({});
        return;
    }
    m_checkpoint.setStatus(StackStatus::Applying,
                           all.nodes.isEmpty() ? QStringList() : state().applyingNodeIds);
    m_audit.flush();
    m_checkpoint.save([this](const Result<void> &saved) {
        if (!m_destruction)
            return;
        if (saved.ok())
            destroyInBatch();
        else
            finishDestruction(saved);
    });
}

void Runtime::destroyInBatch()
{
    Destruction &all = *m_destruction;
    if (m_halted) {
        finishDestruction(*m_halted);
        return;
    }
    if (m_stopping) {
        finishDestruction(
            Error{ErrorCode::Cancelled, QStringLiteral("The stack was stopped."), stackName(), {}});
        return;
    }
    if (all.batch.empty()) {
        destroyBatch();
        return;
    }
    const NodeRecord record = all.batch.front();
    all.batch.pop_front();
    if (all.kept.contains(record.id)) {
        m_checkpoint.put(record);
        destroyInBatch();
        return;
    }
    m_provider.destroy(record,
                       [this, guard = QPointer(this), id = record.id](const Result<void> &result) {
                           if (guard && m_destruction)
                               takeDestroyed(id, result);
                       });
}

void Runtime::takeDestroyed(const NodeId &id, const Result<void> &result)
{
    if (result.ok()) {
        m_checkpoint.remove(id);
        m_hydrated.remove(id);
        m_interrupted.remove(id);
        audit(QStringLiteral("resource_destroyed"), id.toString(), {});
    } else if (const NodeRecord *stored = state().find(id)) {
        NodeRecord record = *stored;
        record.state = NodeState::Failed;
        record.error = result.error();
        if (record.error->where.isEmpty())
            record.error->where = id.toString();
        m_checkpoint.put(record);
        m_destruction->errors.append(*record.error);
        keepFromDestruction(id);
        audit(QStringLiteral("resource_failed"), id.toString(),
              {{QStringLiteral("code"), codeName(record.error->code)},
               {QStringLiteral("message"), record.error->message},
               {QStringLiteral("destroying"), true}});
    }
    // Queued: a thousand nodes are not a thousand nested calls.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_destruction)
                destroyInBatch();
        },
        Qt::QueuedConnection);
}

/// With what it depends on: its ancestors, and the nodes that its props name by their ids.
void Runtime::keepFromDestruction(const NodeId &id)
{
    QList<NodeId> todo{id};
    while (!todo.isEmpty()) {
        const NodeId next = todo.takeLast();
        const NodeRecord *record = state().find(next);
        if (!record || m_destruction->kept.contains(next))
            continue;
        m_destruction->kept.insert(next);
        if (!next.parent().isNull())
            todo.append(next.parent());
        todo += namedNodes(state(), *record);
    }
}

void Runtime::finishDestruction(const Result<void> &result)
{
    const std::unique_ptr<Destruction> all = std::move(m_destruction);
    m_audit.flush();
    if (!all->nodes.isEmpty()) {
        endNodeDestruction(*all, result);
        return;
    }
    if (!result.ok()) {
        all->done(result);
        return;
    }
    if (all->errors.isEmpty()) {
        m_checkpoint.reset(stackName(), std::nullopt);
        m_backend.deleteStack(stackName(), all->done);
        return;
    }
    Error error = all->errors.first();
    if (all->errors.size() > 1)
        error.message = QStringLiteral("%1 nodes could not be destroyed; the first: %2")
                            .arg(all->errors.size())
                            .arg(error.message);
    error.hint = QStringLiteral("Put that right, then destroy the stack again.");
    m_checkpoint.setStatus(StackStatus::Failed, {});
    m_checkpoint.save([error, done = all->done](const Result<void> &saved) {
        done(saved.ok() ? Result<void>(error) : saved);
    });
}

} // namespace creact
