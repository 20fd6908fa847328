// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chatchannel.h"

#include <QJsonDocument>
#include <QUuid>

#include <utility>

using namespace Qt::StringLiterals;

namespace creact::cli {

QString ChatChannel::newMessageId()
{
    return u"cli-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

EngineChannel::EngineChannel(Engine &engine, QObject *parent)
    : ChatChannel(parent)
    , m_engine(engine)
{
    connect(&engine, &Engine::turnChanged, this, &EngineChannel::onTurn);
    connect(&engine, &Engine::turnActivity, this, [this](const QString &id, const QString &text) {
        if (id == m_waitingFor)
            Q_EMIT activity(text);
    });
    connect(&engine, &Engine::turnText, this,
            [this](const QString &id, const QString &nodeId, const TextDelta &delta) {
                if (id == m_waitingFor)
                    Q_EMIT said(nodeId, delta);
            });
    connect(&engine, &Engine::turnStepsChanged, this,
            [this](const QString &id, const QList<TurnStep> &steps) {
                if (id == m_waitingFor)
                    Q_EMIT stepsChanged(steps);
            });
}

bool EngineChannel::cancel()
{
    if (m_waitingFor.isEmpty() || m_handler.isEmpty())
        return false;
    m_engine.cancelTurn(m_handler, m_waitingFor);
    return true;
}

void EngineChannel::send(const QString &text, const QString &session)
{
    m_waitingFor = newMessageId();
    m_handler.clear();
    const QString id = m_waitingFor;
    m_engine.sendMessage({}, {text, session, id}, [this, id](const Result<ChatTurn> &accepted) {
        if (accepted.ok()) {
            m_handler = accepted->handlerId;
            return onTurn(*accepted);
        }
        if (m_waitingFor == id) {
            m_waitingFor.clear();
            Q_EMIT answered(accepted.error());
        }
    });
}

void EngineChannel::onTurn(const ChatTurn &turn)
{
    const bool ended =
        turn.state == ChatTurn::State::Answered || turn.state == ChatTurn::State::Failed;
    if (!ended || turn.id != m_waitingFor)
        return;
    m_waitingFor.clear();
    Q_EMIT answered(turn);
}

Result<HttpChannel::Address> HttpChannel::addressOf(const StackRecord &state)
{
    const Error nowhere{ErrorCode::NotFound,
                        u"the stored state does not say where the stack that runs can be reached"_s,
                        {},
                        u"stop the other run, or talk to it where it listens"_s};
    for (const NodeRecord &node : state.nodes()) {
        if (node.constructType != "ChatHandler"_L1)
            continue;
        // The server is the nearest one above.
        for (NodeId id = node.id.parent(); !id.isNull(); id = id.parent()) {
            const NodeRecord *server = state.find(id);
            if (!server || server->constructType != "HttpServer"_L1 || !server->outputs)
                continue;
            QUrl url(server->outputs->value("url"_L1).toString());
            if (!url.isValid() || url.isEmpty())
                return nowhere;
            url.setPath(node.props.value("path"_L1).toString(u"/chat"_s));
            return Address{url, server->props.value("token"_L1).toString()};
        }
    }
    return nowhere;
}

HttpChannel::HttpChannel(const Address &address, QObject *parent)
    : ChatChannel(parent)
    , m_address(address)
{
}

QNetworkRequest HttpChannel::request(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    if (!m_address.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_address.token.toUtf8());
    return request;
}

void HttpChannel::send(const QString &text, const QString &session)
{
    // With an id of our own a request that the network layer repeats is still the same turn.
    m_id = newMessageId();
    m_question = text;
    m_reader = SseReader();
    QJsonObject body{{u"message"_s, text}, {u"id"_s, m_id}};
    if (!session.isEmpty())
        body.insert(u"session"_s, session);
    QNetworkRequest message = request(m_address.url);
    message.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    message.setRawHeader("Accept", "text/event-stream");
    QNetworkReply *reply =
        m_network.post(message, QJsonDocument(body).toJson(QJsonDocument::Compact));
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] {
        const QString type = reply->header(QNetworkRequest::ContentTypeHeader).toString();
        if (!type.startsWith("text/event-stream"_L1))
            return;
        for (const SseEvent &event : m_reader.append(reply->readAll()))
            read(event);
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply] { onReply(reply); });
}

bool HttpChannel::cancel()
{
    if (m_id.isEmpty())
        return false;
    QUrl url = m_address.url;
    url.setPath(url.path() + u'/' + m_id);
    QNetworkReply *reply = m_network.deleteResource(request(url));
    connect(reply, &QNetworkReply::finished, this, [this, reply, id = m_id] {
        reply->deleteLater();
        if (reply->error() != QNetworkReply::NoError && id == m_id)
            answer(Error{ErrorCode::IoError, u"the turn could not be stopped: it goes on there"_s,
                         m_address.url.toDisplayString(), reply->errorString()});
    });
    return true;
}

/// See TurnStream.
void HttpChannel::read(const SseEvent &event)
{
    const QJsonObject data = QJsonDocument::fromJson(event.data).object();
    if (event.type == "delta") {
        Q_EMIT said(data.value("node"_L1).toString(),
                    {data.value("content"_L1).toString(), data.value("reasoning"_L1).toString(),
                     data.value("again"_L1).toBool()});
    } else if (event.type == "activity") {
        const QString text = data.value("text"_L1).toString();
        Q_EMIT activity(text);
        if (text.startsWith("waits for approval"_L1))
            Q_EMIT told(u"It %1. That is answered where the stack runs."_s.arg(text));
    } else if (event.type == "done" || event.type == "error") {
        takeEnd(data, {});
    }
}

/// Of a stream its end was read already, or it broke off.
void HttpChannel::onReply(QNetworkReply *reply)
{
    reply->deleteLater();
    if (m_id.isEmpty())
        return;
    takeEnd(QJsonDocument::fromJson(reply->readAll()).object(), reply->errorString());
}

void HttpChannel::takeEnd(const QJsonObject &body, const QString &otherwise)
{
    ChatTurn turn;
    turn.question = m_question;
    turn.id = body.value("id"_L1).toString();
    turn.session = body.value("session"_L1).toString();
    if (body.value("response"_L1).isString()) {
        turn.state = ChatTurn::State::Answered;
        turn.answer = body.value("response"_L1).toString();
        answer(turn);
    } else if (body.value("error"_L1).isObject()) {
        turn.state = ChatTurn::State::Failed;
        turn.error = Error::fromJson(body.value("error"_L1).toObject());
        answer(turn);
    } else {
        answer(Error{ErrorCode::IoError, u"the run that holds the stack gave no answer"_s,
                     m_address.url.toDisplayString(), otherwise});
    }
}

void HttpChannel::answer(const Result<ChatTurn> &turn)
{
    m_id.clear();
    Q_EMIT answered(turn);
}

} // namespace creact::cli
