// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/httplistener.h"

#include <QHttpServerRequest>
#include <QUrl>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QByteArray methodName(QHttpServerRequest::Method method)
{
    switch (method) {
    case QHttpServerRequest::Method::Get:
        return "GET"_ba;
    case QHttpServerRequest::Method::Put:
        return "PUT"_ba;
    case QHttpServerRequest::Method::Delete:
        return "DELETE"_ba;
    case QHttpServerRequest::Method::Post:
        return "POST"_ba;
    case QHttpServerRequest::Method::Options:
        return "OPTIONS"_ba;
    case QHttpServerRequest::Method::Patch:
        return "PATCH"_ba;
    default:
        return "UNKNOWN"_ba;
    }
}

} // namespace

HttpListener::HttpListener(const GuardLimits &limits, const GuardPolicy &policy, Handler handler,
                           QObject *parent)
    : QAbstractHttpServer(parent)
    , m_server(new GuardServer(limits, policy, this))
    , m_handler(std::move(handler))
{
}

bool HttpListener::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    auto *guarded = qobject_cast<GuardSocket *>(socket);
    if (!guarded)
        return false;
    const auto reply = std::make_shared<HttpReply>(makeResponder(request, socket), guarded);
    m_handler(
        {methodName(request.method()), request.url().path(), {}, request.headers(), request.body()},
        reply);
    return true;
}

void HttpListener::missingHandler(const QHttpServerRequest &request, QTcpSocket *socket)
{
    makeResponder(request, socket).write(QHttpServerResponder::StatusCode::InternalServerError);
}

} // namespace creact
