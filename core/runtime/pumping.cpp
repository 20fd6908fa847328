// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The pump that everything goes through, and what is told when a round of it is over.
#include "core/runtime/runtime.h"

#include <utility>

namespace creact {

void Runtime::schedulePump()
{
    if (m_pumping) {
        m_pumpAgain = true;
        return;
    }
    if (std::exchange(m_pumpScheduled, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_pumpScheduled = false;
            pump();
        },
        Qt::QueuedConnection);
}

void Runtime::pump()
{
    if (!m_tree && m_running.empty() && m_toDestroy.empty() && m_destroying.isEmpty())
        return;
    if (!m_commits.empty() && !m_pumping)
        return; // its answer pumps
    if (std::exchange(m_pumping, true)) {
        m_pumpAgain = true;
        return;
    }
    do {
        m_pumpAgain = false;
        workOff();
        tellElementFailures();
        sortOutLeavers();
        beginNodeDestruction();
        sweepOrphans();
        destroyNext();
        while (!m_candidates.empty() && !m_stopping) {
            const quint64 serial = m_candidates.front();
            m_candidates.pop_front();
            if (Node *node = m_bySerial.value(serial)) {
                node->queued = false;
                consider(*node);
            }
        }
        if (!m_stopping && !m_halted && m_commits.empty())
            startReady();
    } while ((m_pumpAgain || !m_finished.empty()) && m_commits.empty());
    m_pumping = false;
    if (m_commits.empty())
        finishRound();
}

void Runtime::finishRound()
{
    const bool idle = isIdle();
    if (m_stopping) {
        finishStop();
        return;
    }
    tellRecovery(idle);
    if (m_cancelling && !isDeployAtWork() && !holdHanging()) {
        m_cancelling = false;
        m_cancelled = true;
        audit(QStringLiteral("deploy_cancelled"), {},
              {{QStringLiteral("held"), qint64(m_held.size())}});
    }
    QStringList applying;
    for (const auto &[id, running] : m_running)
        applying.append(id);
    StackStatus status = StackStatus::Applying;
    if (idle) {
        status = failures().isEmpty() && !m_halted ? StackStatus::Deployed : StackStatus::Failed;
        if (m_tree && m_tree->undeterminedEverywhere() == 0)
            pruneLatches();
        if (std::exchange(m_worked, false)) {
            m_checkpoint.setDeployed(m_clock.now());
            if (m_settled && !m_cancelled && !m_cancelling)
                audit(QStringLiteral("deploy_complete"), {},
                      {{QStringLiteral("nodes"), qint64(state().nodeCount())}});
        }
    } else {
        m_worked = true;
    }
    m_checkpoint.setStatus(status, applying);
    if ((m_checkpoint.isDirty() || !m_afterSave.isEmpty()) && !m_halted) {
        m_checkpoint.save(
            [this, callbacks = std::exchange(m_afterSave, {})](const Result<void> &result) {
                if (!result.ok()) {
                    m_afterSave = callbacks + m_afterSave; // for the save that will succeed
                    return;
                }
                for (const auto &callback : callbacks)
                    callback();
                if (m_settled)
                    schedulePump();
            });
    }
    if (idle)
        m_audit.flush();
    else
        m_audit.flushSoon();
    Q_EMIT statusChanged();
    answerSettled(isIdle());
}

/// Settled is durable.
void Runtime::answerSettled(bool idle)
{
    const bool saved = !m_checkpoint.isDirty() && !m_checkpoint.isSaving();
    const bool ended = m_cancelling ? m_halted.has_value() : idle || m_cancelled;
    if (!m_settled || !ended || !(saved || m_halted))
        return;
    const bool cancelled = std::exchange(m_cancelled, false);
    const QList<Error> errors = failures();
    const auto settled = std::exchange(m_settled, {});
    if (m_halted)
        settled(*m_halted);
    else if (cancelled)
        settled(Error{ErrorCode::Cancelled, QStringLiteral("The deploy was cancelled."),
                      stackName(), QStringLiteral("Deploy again to go on with what was left.")});
    else if (!errors.isEmpty())
        settled(errors.first());
    else
        settled({});
}

/// As soon as every stored node is taken over, applied again or destroyed: a turn that goes on may
/// take minutes.
void Runtime::tellRecovery(bool idle)
{
    const bool decided = m_candidates.empty() && m_orphans.isEmpty() && m_interrupted.isEmpty()
        && m_toDestroy.empty() && m_destroying.isEmpty();
    if (!m_recovery.isPending() || !(idle || decided))
        return;
    const RecoveryReport report = m_recovery.take(m_clock.now());
    if (report.isEmpty())
        return;
    audit(QStringLiteral("recovered"), {}, report.toJson());
    Q_EMIT recovered(report);
}

} // namespace creact
