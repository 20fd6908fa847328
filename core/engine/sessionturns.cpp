// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A session's messages and turns.
#include "core/backend/lease.h"
#include "core/engine/session.h"
#include "core/provider/chat/chatservice.h"
#include "core/provider/chat/mailbox.h"
#include "core/provider/tools/approvals.h"

#include <algorithm>

namespace creact {

/// Why nothing can be asked of the run: there is none, or another process has it.
Error Session::notLiveError() const
{
    if (m_foreignLock)
        return lockedBy(*m_foreignLock);
    return {ErrorCode::InvalidArgument, QStringLiteral("The stack is not live."), m_stack,
            QStringLiteral("Deploy the stack first.")};
}

void Session::sendMessage(const QString &handlerId, const ChatMessage &message,
                          Done<ChatTurn> accepted)
{
    if (!isLive() && m_foreignLock) {
        accepted(notLiveError());
        return;
    }
    const QStringList handlers = m_provider->chat().handlers();
    const QString handler =
        handlerId.isEmpty() && !handlers.isEmpty() ? handlers.first() : handlerId;
    if (!isLive() || handler.isEmpty()) {
        accepted(Error{ErrorCode::NotFound, QStringLiteral("No chat handler takes messages now."),
                       m_stack, QStringLiteral("Deploy the stack first.")});
        return;
    }
    m_provider->chat().post(handler, message, std::move(accepted));
}

void Session::cancelTurn(const QString &handlerId, const QString &turnId, Done<void> done)
{
    if (!isLive() && m_foreignLock)
        done(notLiveError());
    else
        m_provider->chat().cancelTurn(handlerId, turnId, std::move(done));
}

Result<void> Session::retry(const QString &nodeId)
{
    if (!isLive())
        return notLiveError();
    const Result<void> result = m_runtime->retry(nodeId);
    return result.ok() ? result : explained(result.error(), nodeId);
}

QList<ChatTurn> Session::turns() const
{
    QList<ChatTurn> turns;
    if (!m_runtime)
        return turns;
    for (const NodeRecord &record : m_runtime->state().nodes()) {
        if (record.constructType == QLatin1StringView("ChatHandler"))
            turns += Mailbox(record).turns();
    }
    return turns;
}

void Session::watchTurns()
{
    ChatService &chat = m_provider->chat();
    // First: the steps of a turn that has ended are told before that.
    m_watch = std::make_unique<TurnWatch>(*m_runtime, *m_provider);
    connect(m_watch.get(), &TurnWatch::stepsChanged, this, &Session::turnStepsChanged);
    connect(&chat, &ChatService::turnText, this, &Session::turnText);
    connect(&chat, &ChatService::turnActivity, this,
            [this](const QString &turnId, const QString &, const QString &text) {
                Q_EMIT turnActivity(turnId, text);
            });
    connect(&chat, &ChatService::turnChanged, this, &Session::turnChanged);
    connect(&chat, &ChatService::turnChanged, this, [this](const ChatTurn &turn) {
        if (turn.endedAt != 0)
            turnEnded(turn.id);
    });
    connect(&chat, &ChatService::handlersChanged, this, &Session::changed);
    connect(&m_provider->approvals(), &ToolApprovals::changed, this, &Session::changed);
}

QList<TurnStep> Session::turnSteps(const QString &turnId) const
{
    if (const QList<TurnStep> steps = m_watch ? m_watch->steps(turnId) : QList<TurnStep>();
        !steps.isEmpty())
        return steps;
    const auto kept = std::find_if(m_turns.cbegin(), m_turns.cend(),
                                   [&](const TurnRecord &turn) { return turn.id == turnId; });
    return kept == m_turns.cend() ? QList<TurnStep>() : turnStepsOf(*kept);
}

void Session::decideApproval(const QString &nodeId, ApprovalDecision decision,
                             const QString &reason, Done<void> done)
{
    if (!isLive())
        return done(notLiveError());
    m_provider->approvals().decide(nodeId, decision, reason, qEnvironmentVariable("USER"),
                                   std::move(done));
}

void Session::revokeApproval(const QString &toolNode, Done<void> done)
{
    changeByHand(
        [this, toolNode](Runtime &, const Done<void> &revoked) {
            m_provider->approvals().revoke(toolNode, qEnvironmentVariable("USER"), revoked);
        },
        done);
}

void Session::showTurns()
{
    for (const TurnRecord &turn : std::as_const(m_turns))
        m_projector.addTurn(turn);
}

} // namespace creact
