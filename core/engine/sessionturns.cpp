// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A session's messages and turns.
#include "core/backend/lease.h"
#include "core/engine/session.h"
#include "core/provider/chat/chatservice.h"
#include "core/provider/chat/mailbox.h"

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

void Session::showTurns()
{
    for (const TurnRecord &turn : std::as_const(m_turns))
        m_projector.addTurn(turn);
}

} // namespace creact
