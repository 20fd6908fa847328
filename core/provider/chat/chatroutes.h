// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/chat/chatservice.h"
#include "core/provider/chat/turnstream.h"
#include "core/provider/http/httpserver.h"

#include <QPointer>

#include <map>

namespace creact {

/// One ChatHandler's HTTP face: `POST path` is held until the answer, `GET path/<id>` tells how a
/// turn stands, `DELETE path/<id>` stops it. Bodies: {"response", "id", "session"} or {"error":
/// {"code", "message"}, "id"?}. With `Accept: text/event-stream` both are streams (TurnStream) that
/// end with the turn.
class ChatRoutes final : public QObject {
    Q_OBJECT
public:
    ChatRoutes(const QString &handlerId, ChatService &service, Clock &clock);
    /// Those who still wait get 503 with the turn's id.
    ~ChatRoutes() override;

    /// The router's owner keeps it alive longer than this, or this hears of it by its QPointer.
    Result<void> serveOn(HttpServer &server, const QString &path);
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

private:
    struct Waiter {
        HttpReplyPtr reply;
        std::unique_ptr<Clock::Timer> timer;
        /// Null when the whole answer is waited for.
        std::shared_ptr<TurnStream> stream = {};

        void send(const ServerAnswer &answer) const;
    };

    void post(const ServerRequest &request, const HttpReplyPtr &reply);
    void accepted(const Result<ChatTurn> &turn, const HttpReplyPtr &reply, bool stream);
    void get(const ServerRequest &request, const HttpReplyPtr &reply);
    void stop(const ServerRequest &request, const HttpReplyPtr &reply);
    void answerOrHold(const ChatTurn &turn, const HttpReplyPtr &reply, bool stream);
    void hold(const QString &turnId, Waiter waiter);
    void late(const QString &turnId, const HttpReply *reply);
    std::optional<Waiter> take(const HttpReply *reply);
    void turnChanged(const ChatTurn &turn);

    const QString m_handlerId;
    ChatService &m_service;
    Clock &m_clock;
    std::chrono::milliseconds m_timeout{120'000};
    QPointer<HttpServer> m_server;
    std::multimap<QString, Waiter> m_waiting;
};

} // namespace creact
