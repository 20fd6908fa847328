// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/httpserver.h"

#include "core/provider/http/httplistener.h"

#include <QFile>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

bool isAnyAddress(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::AnyIPv4)
        || address == QHostAddress(QHostAddress::AnyIPv6)
        || address == QHostAddress(QHostAddress::Any);
}

QString bracketed(const QHostAddress &address)
{
    const QString text = address.toString();
    return address.protocol() == QAbstractSocket::IPv6Protocol ? u'[' + text + u']' : text;
}

GuardPolicy policyOf(const HttpServer::Settings &settings)
{
    GuardPolicy policy;
    policy.token = settings.token.toUtf8();
    // Listening everywhere it has more names than can be told; there the token keeps strangers out.
    if (!isAnyAddress(settings.host))
        policy.hosts = {"localhost"_ba, "127.0.0.1"_ba, "[::1]"_ba,
                        bracketed(settings.host).toLatin1().toLower()};
    return policy;
}

Error listenError(const GuardServer &server, const HttpServer::Settings &settings)
{
    const QString where = u"%1:%2"_s.arg(bracketed(settings.host)).arg(settings.port);
    switch (server.serverError()) {
    case QAbstractSocket::AddressInUseError:
        return {ErrorCode::PortInUse, u"Port %1 is in use by another program."_s.arg(settings.port),
                where,
                u"Stop that program, or choose another port (0 takes any free one), then retry."_s};
    case QAbstractSocket::SocketAccessError:
        return {ErrorCode::PermissionDenied,
                u"Port %1 may not be opened by this user."_s.arg(settings.port), where,
                u"Choose a port of 1024 or above, then retry."_s};
    case QAbstractSocket::SocketAddressNotAvailableError:
        return {ErrorCode::HostNotAllowed,
                u"This machine has no address %1."_s.arg(settings.host.toString()), where,
                u"Set host to 127.0.0.1 or to an address of this machine."_s};
    default:
        return {ErrorCode::IoError,
                u"The server cannot listen: %1."_s.arg(server.errorString()),
                where,
                {}};
    }
}

} // namespace

HttpServer::HttpServer(const GuardLimits &limits, const QString &page, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_page(page)
{
}

HttpServer::~HttpServer()
{
    stop();
}

Result<void> HttpServer::listen(const Settings &settings)
{
    if (m_listener && m_settings == settings)
        return {};
    stop();
    auto listener = std::make_unique<HttpListener>(
        m_limits, policyOf(settings),
        [this](const ServerRequest &request, const HttpReplyPtr &reply) {
            answer(request, reply);
        });
    if (!listener->server().listen(settings.host, settings.port))
        return listenError(listener->server(), settings);
    listener->start();
    listener->setParent(this);
    m_listener = listener.release();
    m_settings = settings;
    return {};
}

void HttpServer::stop()
{
    if (!m_listener)
        return;
    m_listener->server().shutDown();
    // Later: one of its requests may be what led here.
    std::exchange(m_listener, nullptr)->deleteLater();
}

QUrl HttpServer::url() const
{
    if (!m_listener)
        return {};
    const QHostAddress host =
        isAnyAddress(m_settings.host) ? QHostAddress(QHostAddress::LocalHost) : m_settings.host;
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(host.toString());
    url.setPort(m_listener->server().serverPort());
    return url;
}

void HttpServer::answer(const ServerRequest &request, const HttpReplyPtr &reply) const
{
    if (m_router.dispatch(request, reply) || m_files.serve(request, reply))
        return;
    if (request.path == u"/" && request.method == "GET")
        return sendPage(reply);
    reply->send(ServerAnswer::error(404, u"not_found"_s, u"There is nothing at this address."_s));
}

void HttpServer::sendPage(const HttpReplyPtr &reply) const
{
    QFile file(m_page);
    if (!file.open(QIODevice::ReadOnly)) {
        reply->send(
            ServerAnswer::error(404, u"not_found"_s, u"There is nothing at this address."_s));
        return;
    }
    QByteArray page = file.readAll();
    if (const QString path = m_router.firstPath("POST"_ba); !path.isEmpty())
        page.replace("name=\"chat-path\" content=\"/chat\"",
                     "name=\"chat-path\" content=\"" + path.toHtmlEscaped().toUtf8() + '"');
    reply->send(ServerAnswer{200, "text/html; charset=utf-8"_ba, page}
                    .with("Cache-Control"_ba, "no-cache"_ba)
                    .with("X-Frame-Options"_ba, "DENY"_ba)
                    .with("Referrer-Policy"_ba, "no-referrer"_ba));
}

} // namespace creact
