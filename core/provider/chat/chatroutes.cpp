// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/chat/chatroutes.h"

#include <QJsonDocument>

#include <utility>
#include <vector>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

Result<ChatMessage> messageFrom(const QByteArray &body)
{
    const auto invalid = [](const QString &sentence) {
        return Error{ErrorCode::InvalidArgument, sentence, {}, {}};
    };
    QJsonParseError parsed;
    const QJsonDocument document = QJsonDocument::fromJson(body, &parsed);
    if (parsed.error != QJsonParseError::NoError)
        return invalid(
            u"The body is no JSON: %1 at byte %2."_s.arg(parsed.errorString()).arg(parsed.offset));
    if (!document.isObject())
        return invalid(u"The body has to be a JSON object: {\"message\": \"…\"}."_s);
    const QJsonObject object = document.object();
    if (!object.value("message"_L1).isString())
        return invalid(object.contains("message"_L1)
                           ? u"\"message\" has to be a string."_s
                           : u"\"message\" is missing: {\"message\": \"…\"}."_s);
    for (const QLatin1StringView key : {"session"_L1, "id"_L1}) {
        const QJsonValue value = object.value(key);
        if (!value.isUndefined() && !value.isNull() && !value.isString())
            return invalid(u"\"%1\" has to be a string."_s.arg(key));
    }
    if (object.value("id"_L1).isString() && object.value("id"_L1).toString().isEmpty())
        return invalid(u"An id is 1 to 64 letters, digits, '_' and '-'."_s);
    return ChatMessage{object.value("message"_L1).toString(), object.value("session"_L1).toString(),
                       object.value("id"_L1).toString()};
}

ServerAnswer answerForError(const Error &error)
{
    const auto with = [&](int status) {
        return ServerAnswer::error(status, codeName(error.code), error.message);
    };
    switch (error.code) {
    case ErrorCode::InvalidArgument:
        return with(400);
    case ErrorCode::AlreadyExists:
        return with(409);
    case ErrorCode::QueueFull:
        return with(429).with("Retry-After"_ba, "2"_ba);
    case ErrorCode::NotFound:
        return with(503).with("Retry-After"_ba, "2"_ba);
    default:
        return with(500);
    }
}

QJsonObject errorBody(const QString &code, const QString &message, const QString &turnId)
{
    return {{u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, message}}},
            {u"id"_s, turnId}};
}

ServerAnswer answerForTurn(const ChatTurn &turn)
{
    if (turn.error)
        return ServerAnswer::json(
            502, errorBody(codeName(turn.error->code), turn.error->message, turn.id));
    return ServerAnswer::json(
        200, {{u"response"_s, turn.answer}, {u"id"_s, turn.id}, {u"session"_s, turn.session}});
}

bool wantsStream(const ServerRequest &request)
{
    return request.header("Accept").toLower().contains("text/event-stream");
}

QString turnStateName(ChatTurn::State state)
{
    switch (state) {
    case ChatTurn::State::Queued:
        return u"queued"_s;
    case ChatTurn::State::Running:
        return u"running"_s;
    case ChatTurn::State::Answered:
        return u"answered"_s;
    case ChatTurn::State::Failed:
        return u"failed"_s;
    }
    return {};
}

} // namespace

ChatRoutes::ChatRoutes(const QString &handlerId, ChatService &service, Clock &clock)
    : m_handlerId(handlerId)
    , m_service(service)
    , m_clock(clock)
{
    connect(&service, &ChatService::turnChanged, this, &ChatRoutes::turnChanged);
}

ChatRoutes::~ChatRoutes()
{
    if (m_server)
        m_server->router().removeAll(m_handlerId);
    for (const auto &[id, waiter] : std::exchange(m_waiting, {}))
        waiter.send(ServerAnswer::json(
            503, errorBody(u"stopping"_s, u"The stack stops. Ask for this turn later."_s, id)));
}

Result<void> ChatRoutes::serveOn(HttpServer &server, const QString &path)
{
    if (m_server)
        m_server->router().removeAll(m_handlerId);
    m_server = &server;
    Router &router = server.router();
    const Result<void> added = router.add(
        m_handlerId, "POST"_ba, path, Router::Match::Path,
        [this](const ServerRequest &request, const HttpReplyPtr &reply) { post(request, reply); });
    if (!added)
        return added;
    const Result<void> stopping = router.add(
        m_handlerId, "DELETE"_ba, path, Router::Match::Below,
        [this](const ServerRequest &request, const HttpReplyPtr &reply) { stop(request, reply); });
    if (!stopping)
        return stopping;
    return router.add(
        m_handlerId, "GET"_ba, path, Router::Match::Below,
        [this](const ServerRequest &request, const HttpReplyPtr &reply) { get(request, reply); });
}

void ChatRoutes::post(const ServerRequest &request, const HttpReplyPtr &reply)
{
    if (request.contentType() != "application/json")
        return reply->send(ServerAnswer::error(415, u"content_type"_s,
                                               u"Send the message as application/json."_s));
    const Result<ChatMessage> message = messageFrom(request.body);
    if (!message)
        return reply->send(answerForError(message.error()));
    m_service.post(m_handlerId, *message,
                   [self = QPointer(this), reply,
                    stream = wantsStream(request)](const Result<ChatTurn> &turn) {
                       if (self)
                           self->accepted(turn, reply, stream);
                   });
}

void ChatRoutes::accepted(const Result<ChatTurn> &turn, const HttpReplyPtr &reply, bool stream)
{
    if (!turn)
        return reply->send(answerForError(turn.error()));
    answerOrHold(*turn, reply, stream);
}

void ChatRoutes::answerOrHold(const ChatTurn &turn, const HttpReplyPtr &reply, bool stream)
{
    if (!reply->isOpen())
        return;
    Waiter waiter{reply, {}};
    if (stream) {
        waiter.stream = std::make_shared<TurnStream>(reply, turn, m_service, m_clock);
        if (!waiter.stream->start())
            return;
    }
    if (turn.endedAt != 0)
        return waiter.send(answerForTurn(turn));
    hold(turn.id, std::move(waiter));
}

void ChatRoutes::hold(const QString &turnId, Waiter waiter)
{
    const HttpReply *key = waiter.reply.get();
    connect(key, &HttpReply::clientGone, this, [this, key] {
        // Not now: the stream may be in the middle of writing to it.
        if (std::optional<Waiter> gone = take(key))
            QMetaObject::invokeMethod(
                this, [reply = gone->reply, stream = gone->stream] {}, Qt::QueuedConnection);
    });
    waiter.timer = m_clock.callAfter(m_timeout, [this, turnId, key] { late(turnId, key); });
    m_waiting.emplace(turnId, std::move(waiter));
}

void ChatRoutes::late(const QString &turnId, const HttpReply *reply)
{
    if (const std::optional<Waiter> waiter = take(reply))
        waiter->send(ServerAnswer::json(
            504,
            errorBody(codeName(ErrorCode::TimedOut),
                      u"No answer yet. The turn goes on; ask for it later."_s, turnId)));
}

std::optional<ChatRoutes::Waiter> ChatRoutes::take(const HttpReply *reply)
{
    const auto it = std::find_if(m_waiting.begin(), m_waiting.end(), [reply](const auto &entry) {
        return entry.second.reply.get() == reply;
    });
    if (it == m_waiting.end())
        return {};
    std::optional<Waiter> waiter = std::move(it->second);
    m_waiting.erase(it);
    return waiter;
}

void ChatRoutes::Waiter::send(const ServerAnswer &answer) const
{
    if (stream)
        stream->end(answer);
    else
        reply->send(answer);
}

void ChatRoutes::turnChanged(const ChatTurn &turn)
{
    if (turn.handlerId != m_handlerId || turn.endedAt == 0)
        return;
    // Out of the map first: sending may make a client's leaving known.
    const auto [first, last] = m_waiting.equal_range(turn.id);
    std::vector<Waiter> waiters;
    for (auto it = first; it != last; ++it)
        waiters.push_back(std::move(it->second));
    m_waiting.erase(first, last);
    for (const Waiter &waiter : waiters)
        waiter.send(answerForTurn(turn));
}

/// Who waits for the turn hears that it was cancelled.
void ChatRoutes::stop(const ServerRequest &request, const HttpReplyPtr &reply)
{
    const QString turnId = request.tail;
    m_service.cancelTurn(m_handlerId, turnId, [reply, turnId](const Result<void> &result) {
        if (result)
            reply->send(ServerAnswer::json(200, {{u"id"_s, turnId}, {u"state"_s, u"cancelled"_s}}));
        else if (result.error().code == ErrorCode::NotFound)
            reply->send(ServerAnswer::error(404, codeName(ErrorCode::NotFound),
                                            u"No turn of that id is at work."_s));
        else
            reply->send(answerForError(result.error()));
    });
}

void ChatRoutes::get(const ServerRequest &request, const HttpReplyPtr &reply)
{
    const std::optional<ChatTurn> turn = m_service.turn(m_handlerId, request.tail);
    if (!turn)
        return reply->send(ServerAnswer::error(404, codeName(ErrorCode::NotFound),
                                               u"There is no turn of that id, or no longer."_s));
    if (wantsStream(request))
        return answerOrHold(*turn, reply, true);
    QJsonObject body{{u"id"_s, turn->id},
                     {u"session"_s, turn->session},
                     {u"state"_s, turnStateName(turn->state)}};
    if (turn->state == ChatTurn::State::Answered)
        body.insert(u"response"_s, turn->answer);
    if (turn->error)
        body.insert(u"error"_s,
                    QJsonObject{{u"code"_s, codeName(turn->error->code)},
                                {u"message"_s, turn->error->message}});
    reply->send(ServerAnswer::json(200, body).with("Cache-Control"_ba, "no-store"_ba));
}

} // namespace creact
