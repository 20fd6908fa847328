// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/chat/chathandlerconstruct.h"
#include "core/provider/chat/chatresponseconstruct.h"
#include "core/provider/http/httpserverconstruct.h"
#include "tests/support/fakehost.h"

#include <QUrl>

namespace creact {

/// A server with one chat handler at /chat, and ChatResponses to answer with.
struct ChatFixture {
    FakeHost host;
    HttpServers servers{HttpServers::Options{}};
    ChatService chat;
    HttpServerConstruct server{servers, {}};
    ChatHandlerConstruct handler{chat, servers};
    ChatResponseConstruct response{chat};
    const QString id = QStringLiteral("http-server.chat-handler");

    explicit ChatFixture(const QJsonObject &props = {}) { start(props); }

    bool start(const QJsonObject &props = {})
    {
        chat.start(host);
        for (ConstructHandler *construct :
             std::initializer_list<ConstructHandler *>{&server, &handler, &response})
            construct->start(host);
        const QString serverId = QStringLiteral("http-server");
        QJsonObject handlerProps = props;
        handlerProps.insert(QStringLiteral("serverId"), serverId);
        return host.apply(server, {serverId}, QStringLiteral("HttpServer"),
                          {{QStringLiteral("port"), 0}})
                   .ok()
            && host.apply(handler, {serverId, QStringLiteral("chat-handler")},
                          QStringLiteral("ChatHandler"), handlerProps)
                   .ok();
    }
    /// Answers a message as the stack's ChatResponse would.
    Result<ApplyResult> answer(const QString &messageId, QJsonObject props)
    {
        props.insert(QStringLiteral("handlerId"), id);
        props.insert(QStringLiteral("messageId"), messageId);
        return host.apply(response,
                          {QStringLiteral("http-server"), QStringLiteral("chat-handler"),
                           QStringLiteral("chat-response-") + messageId},
                          QStringLiteral("ChatResponse"), props);
    }
    QString pendingId() const
    {
        return host.outputs(id)
            .value(QLatin1StringView("pending"))
            .toObject()
            .value(QLatin1StringView("id"))
            .toString();
    }
    QUrl url() const
    {
        QUrl url(
            host.outputs(QStringLiteral("http-server")).value(QLatin1StringView("url")).toString());
        url.setPath(QStringLiteral("/chat"));
        return url;
    }
};

} // namespace creact
