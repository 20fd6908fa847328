// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to single nodes and stores of a stack.
#include "core/engine/session.h"

#include <algorithm>
#include <utility>

namespace creact {

/// A node that the run does not know may be one of a finished turn, which is shown all the same.
Error Session::explained(const Error &error, const QString &nodeId) const
{
    const bool kept = std::any_of(m_turns.begin(), m_turns.end(), [&](const TurnRecord &turn) {
        return std::any_of(turn.nodes.begin(), turn.nodes.end(), [&](const NodeRecord &record) {
            return record.id.toString() == nodeId;
        });
    });
    if (error.code != ErrorCode::NotFound || !kept)
        return error;
    return {ErrorCode::NotFound,
            QStringLiteral("'%1' belongs to a finished turn: it is kept to look at, and no longer "
                           "in the tree.")
                .arg(nodeId),
            nodeId, QStringLiteral("Send the message again.")};
}

Result<void> Session::retryFailed()
{
    return isLive() ? m_runtime->retryFailed() : notLiveError();
}

Result<void> Session::rerun(const QString &nodeId)
{
    if (!isLive())
        return notLiveError();
    const Result<void> result = m_runtime->rerun(nodeId);
    return result.ok() ? result : explained(result.error(), nodeId);
}

void Session::destroyNode(const QString &nodeId, const Done<void> &done)
{
    if (!isLive()) {
        done(notLiveError());
        return;
    }
    m_runtime->destroyNode(nodeId, [this, nodeId, done](const Result<void> &result) {
        Q_EMIT changed();
        done(result.ok() ? result : explained(result.error(), nodeId));
    });
}

void Session::pin(const QString &nodeId, bool pinned, const Done<void> &done)
{
    changeByHand(
        [nodeId, pinned](Runtime &runtime, const Done<void> &changed) {
            runtime.pin(nodeId, pinned, changed);
        },
        [this, nodeId, done](const Result<void> &result) {
            done(result.ok() ? result : explained(result.error(), nodeId));
        });
}

void Session::setStore(const StoreEdit &edit, const Done<void> &done)
{
    changeByHand(
        [edit](Runtime &runtime, const Done<void> &changed) {
            runtime.setStore(edit.store, edit.key, edit.value, changed);
        },
        done);
}

/// In the run; without one, in what is stored, under the lock.
void Session::changeByHand(const std::function<void(Runtime &, const Done<void> &)> &change,
                           const Done<void> &done)
{
    if (isLive() && m_status != StackInfo::Status::Stopping) {
        change(*m_runtime, [this, done](const Result<void> &result) {
            Q_EMIT changed();
            done(result);
        });
        return;
    }
    if (isBusy() || m_status != StackInfo::Status::Idle) {
        done(busyError());
        return;
    }
    if (m_unreadable) {
        done(*m_unreadable);
        return;
    }
    m_status = StackInfo::Status::Stopping;
    Q_EMIT changed();
    lockAndLoad(
        [this, change](const Done<void> &answer) {
            m_onStopped.append(answer);
            change(*m_runtime, [this](const Result<void> &result) { bringToRest(result); });
        },
        done);
}

} // namespace creact
