// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person has the open stack do.
#include "ui/controllers/stackcontroller.h"

#include <QPointer>

namespace creact {

// An error of the stack as a whole comes with StackInfo and stays there; this is for the rest.
Done<void> StackController::reporting()
{
    const QPointer<StackController> guard(this);
    return [guard](const Result<void> &result) {
        if (guard && !result && result.error().code != ErrorCode::Cancelled)
            Q_EMIT guard->commandFailed(result.error());
    };
}

void StackController::deploy()
{
    if (!canDeploy())
        return;
    if (m_plan.state() == PlanController::State::Ready) {
        m_plan.apply();
        return;
    }
    if (!active())
        m_engine.setOptions(options(m_path));
    m_plan.request();
}

void StackController::stop(std::function<void()> stopped)
{
    const QPointer<StackController> guard(this);
    m_engine.stop([guard, stopped = std::move(stopped)](const Result<void> &) {
        if (guard && stopped)
            stopped();
    });
}

void StackController::sendMessage(const QString &handlerId, const QString &text,
                                  const QString &session)
{
    const QPointer<StackController> guard(this);
    m_engine.sendMessage(handlerId, {text, session, {}},
                         [guard, text](const Result<ChatTurn> &turn) {
                             if (!guard)
                                 return;
                             if (!turn)
                                 Q_EMIT guard->messageRefused(turn.error(), text);
                             else if (guard->m_chat.rowOf(turn->id) < 0)
                                 guard->m_chat.update(*turn);
                         });
}

void StackController::cancelTurn(const QString &handlerId, const QString &turnId)
{
    m_engine.cancelTurn(handlerId, turnId, reporting());
}

void StackController::decide(const QString &nodeId, ApprovalDecision decision)
{
    m_engine.decideApproval(nodeId, decision, {}, reporting());
}

void StackController::revoke(const QString &toolNode)
{
    m_engine.revokeApproval(toolNode, reporting());
}

void StackController::retry(const QString &nodeId)
{
    m_engine.retry(nodeId, reporting());
}

void StackController::retryFailed()
{
    m_engine.retryFailed(reporting());
}

void StackController::rerun(const QString &nodeId)
{
    m_engine.rerun(nodeId, reporting());
}

void StackController::setPinned(const QString &nodeId, bool pinned)
{
    m_engine.pin(nodeId, pinned, reporting());
}

void StackController::destroyNode(const QString &nodeId)
{
    m_engine.destroyNode(nodeId, reporting());
}

void StackController::destroyStack(std::function<void(const Result<void> &)> done)
{
    const QPointer<StackController> guard(this);
    m_engine.destroyStack([guard, done = std::move(done)](const Result<void> &result) {
        if (!guard)
            return;
        if (!result)
            Q_EMIT guard->commandFailed(result.error());
        guard->m_audit.load();
        guard->loadTurns();
        Q_EMIT guard->opened();
        if (done)
            done(result);
    });
}

void StackController::inspect(TreeRow::Uid uid)
{
    m_engine.inspect(uid);
}

void StackController::takeOver()
{
    const QPointer<StackController> guard(this);
    m_engine.breakLock([guard](const Result<std::optional<LockInfo>> &broken) {
        if (!guard)
            return;
        if (broken)
            guard->reload();
        else
            Q_EMIT guard->commandFailed(broken.error());
    });
}

void StackController::dismissRecovery()
{
    m_engine.dismissRecovery();
}

void StackController::forget(const QString &handlerId, const QString &session)
{
    ForgetRequest request{handlerId, {}};
    if (!session.isEmpty())
        request.session = session;
    const QPointer<StackController> guard(this);
    m_engine.forget(request, [guard](const Result<void> &forgotten) {
        if (!guard)
            return;
        guard->loadTurns();
        if (!forgotten)
            Q_EMIT guard->commandFailed(forgotten.error());
    });
}

} // namespace creact
