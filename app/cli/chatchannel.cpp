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

void HttpChannel::send(const QString &text, const QString &session)
{
    // With an id of our own a request that the network layer repeats is still the same turn.
    QJsonObject body{{u"message"_s, text}, {u"id"_s, newMessageId()}};
    if (!session.isEmpty())
        body.insert(u"session"_s, session);
    QNetworkRequest request(m_address.url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    if (!m_address.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_address.token.toUtf8());
    QNetworkReply *reply =
        m_network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact));
    connect(reply, &QNetworkReply::finished, this, [this, reply, text] { onReply(reply, text); });
}

void HttpChannel::onReply(QNetworkReply *reply, const QString &question)
{
    reply->deleteLater();
    const QJsonObject body = QJsonDocument::fromJson(reply->readAll()).object();
    ChatTurn turn;
    turn.question = question;
    turn.id = body.value("id"_L1).toString();
    turn.session = body.value("session"_L1).toString();
    if (body.value("response"_L1).isString()) {
        turn.state = ChatTurn::State::Answered;
        turn.answer = body.value("response"_L1).toString();
        Q_EMIT answered(turn);
    } else if (body.value("error"_L1).isObject()) {
        turn.state = ChatTurn::State::Failed;
        turn.error = Error::fromJson(body.value("error"_L1).toObject());
        Q_EMIT answered(turn);
    } else {
        Q_EMIT answered(Error{ErrorCode::IoError, u"the run that holds the stack gave no answer"_s,
                              m_address.url.toDisplayString(), reply->errorString()});
    }
}

} // namespace creact::cli
