// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Changes from outside, and what becomes of everything when something cannot be stored.
#include "core/runtime/runtime.h"

#include <utility>

namespace creact {

namespace {

bool saysLockLost(const Error &error)
{
    return error.code == ErrorCode::LockLost || error.code == ErrorCode::Locked;
}

} // namespace

bool Runtime::isLockLost() const
{
    return m_halted && saysLockLost(*m_halted);
}

void Runtime::commit(const QList<NodePatch> &patches, const Event &event, Done<void> done)
{
    if (m_halted) {
        if (done)
            done(*m_halted);
        else
            m_unsaved.append({patches, event, {}});
        return;
    }
    auto commit = std::make_shared<Commit>(Commit{patches, event, std::move(done)});
    for (const NodePatch &patch : patches) {
        const NodeRecord *record = state().find(patch.nodeId);
        if (!record) {
            if (commit->done)
                commit->done(Error{ErrorCode::NotFound,
                                   QStringLiteral("There is no node '%1'.").arg(patch.nodeId),
                                   patch.nodeId,
                                   {}});
            return;
        }
        const auto running = m_running.find(patch.nodeId);
        commit->before.append(
            {*record, running == m_running.end() ? QJsonObject() : running->second.patched});
    }
    applyPatches(patches);
    // A crash right after it must not look like a run that had come to rest.
    if (event.kind == QLatin1StringView("message"))
        m_checkpoint.setStatus(StackStatus::Applying, state().applyingNodeIds);
    // Stored before it is worked on: saved first, then let into the tree.
    m_commits.push_back(commit);
    m_checkpoint.save([this, commit](const Result<void> &result) {
        finishCommit(commit, result);
        if (!m_tree) // nothing comes to rest that would
            m_audit.flush();
    });
}

void Runtime::finishCommit(const std::shared_ptr<Commit> &commit, const Result<void> &result)
{
    std::erase(m_commits, commit);
    if (!result.ok()) { // and undone
        if (commit->done)
            commit->done(result);
        else
            m_unsaved.append({commit->patches, commit->event, {}});
    } else {
        if (commit->then)
            commit->then();
        if (m_tree && !m_stopping) {
            QString output;
            QList<NodeId> changed;
            for (const NodePatch &patch : std::as_const(commit->patches)) {
                const NodeRecord *record = patch.event ? nullptr : state().find(patch.nodeId);
                if (record)
                    changed.append(record->id);
                if (record && output.isEmpty() && !patch.outputs.isEmpty())
                    output = patch.outputs.keys().first();
            }
            flow(changed,
                 {changed.isEmpty() ? QString() : changed.first().toString(), output,
                  commit->event});
            flowPatches(commit->patches);
        }
        if (commit->done)
            commit->done(result);
    }
    schedulePump();
}

/// The newest first: each puts back what it found.
void Runtime::undoCommits()
{
    for (; !m_commits.empty(); m_commits.pop_back()) {
        if (const auto &store = m_commits.back()->storeBefore)
            m_checkpoint.setStore(store->storeId, store->values);
        for (auto it = m_commits.back()->before.crbegin(); it != m_commits.back()->before.crend();
             ++it) {
            if (state().find(it->record.id))
                m_checkpoint.put(it->record);
            const auto running = m_running.find(it->record.id.toString());
            if (running != m_running.end())
                running->second.patched = it->patched;
        }
    }
}

void Runtime::storageFailed(const Error &error)
{
    halt(error);
    if (saysLockLost(error))
        Q_EMIT lockLost(error);
}

void Runtime::recordFailed(const Error &error)
{
    Q_EMIT recordLost(error);
    if (saysLockLost(error))
        storageFailed(error);
}

void Runtime::halt(const Error &error)
{
    if (isLockLost())
        return;
    m_halted = error;
    m_ready.clear();
    m_readyProps.clear();
    // What is not being destroyed yet is an orphan again.
    for (const NodeId &id : std::exchange(m_toDestroy, {})) {
        m_destroying.remove(id);
        m_orphans.insert(id);
    }
    if (isLockLost()) {
        m_audit.setWriting(false);
        for (const NodeId &id : QSet(m_runningIds))
            cancelRunning(id);
    }
    Q_EMIT statusChanged();
    schedulePump();
}

/// Into the record: what shows the record next sees it.
void Runtime::takeUpUnsaved()
{
    for (const Commit &commit : std::exchange(m_unsaved, {}))
        applyPatches(commit.patches);
}

/// There is space again: the results that were held are saved, and what was about to begin begins.
void Runtime::resume()
{
    m_halted.reset();
    for (const Commit &unsaved : std::exchange(m_unsaved, {}))
        commit(unsaved.patches, unsaved.event, {});
    for (Node *node : std::as_const(m_bySerial)) {
        if (node->state == NodeState::Pending)
            enqueue(*node);
    }
    Q_EMIT statusChanged();
    schedulePump();
}

} // namespace creact
