// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/chat/turnstream.h"

#include <QJsonDocument>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QByteArray eventData(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

TurnStream::TurnStream(const HttpReplyPtr &reply, const ChatTurn &turn, ChatService &service,
                       Clock &clock)
    : m_reply(reply)
    , m_turn(turn)
    , m_service(service)
    , m_clock(clock)
{
}

bool TurnStream::start()
{
    // A proxy that collects an answer before it passes it on would undo the stream.
    if (!m_reply->startStream(
            "text/event-stream"_ba,
            {{"Cache-Control"_ba, "no-store"_ba}, {"X-Accel-Buffering"_ba, "no"_ba}}))
        return false;
    send("accepted", eventData({{u"id"_s, m_turn.id}, {u"session"_s, m_turn.session}}));
    connect(&m_service, &ChatService::turnText, this,
            [this](const QString &turnId, const QString &nodeId, const TextDelta &delta,
                   const QString &handlerId) {
                if (turnId == m_turn.id && handlerId == m_turn.handlerId)
                    text(nodeId, delta);
            });
    connect(&m_service, &ChatService::turnActivity, this,
            [this](const QString &turnId, const QString &nodeId, const QString &text,
                   const QString &handlerId) {
                if (turnId == m_turn.id && handlerId == m_turn.handlerId)
                    send("activity", eventData({{u"node"_s, nodeId}, {u"text"_s, text}}));
            });
    stayAlive();
    return true;
}

void TurnStream::end(const ServerAnswer &answer)
{
    m_service.disconnect(this);
    m_alive.reset();
    send(answer.status == 200 ? "done" : "error", answer.body);
    m_reply->endStream();
}

void TurnStream::text(const QString &nodeId, const TextDelta &delta)
{
    QJsonObject data{{u"node"_s, nodeId}};
    if (!delta.content.isEmpty())
        data.insert("content"_L1, delta.content);
    if (!delta.reasoning.isEmpty())
        data.insert("reasoning"_L1, delta.reasoning);
    if (delta.again && m_spoke.contains(nodeId))
        data.insert("again"_L1, true);
    if (data.size() == 1)
        return;
    m_spoke.insert(nodeId);
    send("delta", eventData(data));
}

/// May be the end of this: a client that reads nothing is dropped.
void TurnStream::send(const QByteArray &event, const QByteArray &data)
{
    m_reply->sendPiece("event: " + event + "\ndata: " + data + "\n\n");
}

void TurnStream::stayAlive()
{
    m_alive = m_clock.callAfter(aliveEvery, [this] {
        // The timer must not die while it calls.
        const auto fired = std::move(m_alive);
        stayAlive();
        m_reply->sendPiece(": still here\n\n");
    });
}

} // namespace creact
