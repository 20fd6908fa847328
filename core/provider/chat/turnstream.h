// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/chat/chatservice.h"
#include "core/provider/http/httpreply.h"

namespace creact {

/// A turn as text/event-stream, from now on:
///
///   accepted  {"id", "session"}
///   delta     {"node", "content"?, "reasoning"?, "again"?: true}   again: forget what it said
///   activity  {"node", "text"}                                     empty: it does nothing now
///   done      {"response", "id", "session"}
///   error     {"error": {"code", "message"}, "id"}
///
/// done or error is the last one. Comments keep the connection alive in between.
class TurnStream final : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds aliveEvery{10'000};

    TurnStream(const HttpReplyPtr &reply, const ChatTurn &turn, ChatService &service, Clock &clock);

    /// False: nobody wants it.
    bool start();
    /// What a client that does not stream would get.
    void end(const ServerAnswer &answer);

private:
    void text(const QString &nodeId, const TextDelta &delta);
    void send(const QByteArray &event, const QByteArray &data);
    void stayAlive();

    const HttpReplyPtr m_reply;
    const ChatTurn m_turn;
    ChatService &m_service;
    Clock &m_clock;
    std::unique_ptr<Clock::Timer> m_alive;
    /// Nodes whose words were sent.
    QSet<QString> m_spoke;
};

} // namespace creact
