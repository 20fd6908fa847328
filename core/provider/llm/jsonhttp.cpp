// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/jsonhttp.h"

#include "core/provider/llm/redact.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <cstring>
#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxRedirects = 5;
/// QNetworkAccessManager opens no more connections than this to one host, and queues the rest.
constexpr int callsPerLane = 6;

/// A body that can be read once: without a way back the access manager cannot send it again.
class OneShotBody final : public QIODevice {
public:
    OneShotBody(QByteArray bytes, QObject *parent)
        : QIODevice(parent)
        , m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool atEnd() const override { return m_position >= m_bytes.size(); }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_position; }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        if (atEnd())
            return -1;
        const qint64 count = qMin(maxSize, qint64(m_bytes.size()) - m_position);
        std::memcpy(data, m_bytes.constData() + m_position, size_t(count));
        m_position += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_position = 0;
};

bool isLoopbackHost(const QString &host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0
        || host.endsWith(".localhost"_L1, Qt::CaseInsensitive) || QHostAddress(host).isLoopback();
}

class RemoteOnlyProxies final : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isLoopbackHost(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

bool isWebUrl(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

QString originText(const QUrl &url)
{
    const int port = url.port();
    const QString host = url.host().contains(u':') ? u"[%1]"_s.arg(url.host()) : url.host();
    return port < 0 ? host : u"%1:%2"_s.arg(host).arg(port);
}

QString whatWentWrong(QNetworkReply::NetworkError error, const QString &words)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return u"cannot be reached: nothing listens there (connection refused)."_s;
    case QNetworkReply::HostNotFoundError:
        return u"cannot be reached: no such host name is known."_s;
    case QNetworkReply::SslHandshakeFailedError:
        return u"offers no secure connection that can be trusted: %1."_s.arg(words);
    case QNetworkReply::RemoteHostClosedError:
        return u"closed the connection before it had answered."_s;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
        return u"cannot be reached through the proxy: %1."_s.arg(words);
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return u"does not answer as an HTTP server does."_s;
    default:
        return u"cannot be reached: %1."_s.arg(words);
    }
}

QString whatHelps(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return u"Start the server, or check the address and the port."_s;
    case QNetworkReply::HostNotFoundError:
        return u"Check the address and the network connection."_s;
    case QNetworkReply::SslHandshakeFailedError:
        return u"Check the address (http or https?) and the server's certificate."_s;
    case QNetworkReply::RemoteHostClosedError:
        return u"The request was sent once and is not repeated by itself. Retry when the server is well."_s;
    default:
        return u"Check the address, the network connection and the proxy settings."_s;
    }
}

} // namespace

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    const auto portOf = [](const QUrl &url) {
        return url.port(url.scheme() == "https"_L1 ? 443 : 80);
    };
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

struct JsonHttp::Lane {
    std::unique_ptr<QNetworkAccessManager> manager;
    int calls = 0;
};

struct JsonHttp::Call {
    CallId id = 0;
    HttpRequest request;
    Done<HttpAnswer> done;
    Lane *lane = nullptr;
    QNetworkReply *reply = nullptr;
    std::unique_ptr<Clock::Timer> deadline;
    QUrl url;
    int redirects = 0;

    Error failure(const QString &what, const QString &hint) const
    {
        return {
            request.unreachable,
            redacted(u"%1 at %2 %3"_s.arg(request.who, originText(url), what), {request.bearer}),
            displayAddress(url), hint};
    }
};

JsonHttp::JsonHttp(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

JsonHttp::~JsonHttp()
{
    cancelAll();
}

JsonHttp::CallId JsonHttp::send(const HttpRequest &request, Done<HttpAnswer> done)
{
    const CallId id = ++m_lastId;
    auto owned = std::make_unique<Call>();
    Call &call = *owned;
    call.id = id;
    call.request = request;
    call.done = std::move(done);
    call.url = request.url;
    m_calls.emplace(id, std::move(owned));

    if (!isWebUrl(request.url)) {
        end(id,
            Error{
                ErrorCode::InvalidArgument, u"%1 has no http or https address."_s.arg(request.who),
                displayAddress(request.url), u"Give an address such as https://example.org/v1."_s});
        return id;
    }
    call.deadline = m_clock.callAfter(request.timeout, [this, id] {
        const Call &late = *m_calls.at(id);
        const qint64 seconds = qMax<qint64>(1, late.request.timeout.count() / 1000);
        end(id,
            Error{ErrorCode::TimedOut,
                  u"%1 at %2 did not answer within %3 seconds."_s.arg(
                      late.request.who, originText(late.url), QString::number(seconds)),
                  displayAddress(late.url), u"Retry, or allow more time."_s});
    });
    launch(call, request.url);
    return id;
}

void JsonHttp::cancel(CallId id)
{
    const auto it = m_calls.find(id);
    if (it != m_calls.end())
        end(id,
            Error{ErrorCode::Cancelled,
                  u"The request was cancelled."_s,
                  displayAddress(it->second->url),
                  {}});
}

void JsonHttp::cancelAll()
{
    while (!m_calls.empty())
        cancel(m_calls.begin()->first);
}

void JsonHttp::launch(Call &call, const QUrl &url)
{
    call.url = url;
    call.lane = &freeLane();
    ++call.lane->calls;

    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept", "application/json");
    if (!call.request.userAgent.isEmpty())
        request.setRawHeader("User-Agent", call.request.userAgent);
    if (!call.request.bearer.isEmpty() && sameOrigin(url, call.request.url))
        request.setRawHeader("Authorization", "Bearer " + call.request.bearer.toUtf8());

    QNetworkAccessManager &manager = *call.lane->manager;
    if (call.request.body) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        request.setHeader(QNetworkRequest::ContentLengthHeader, call.request.body->size());
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        // A connection kept from before may just be closing, and this body cannot be sent again.
        request.setRawHeader("Connection", "close");
        auto *body = new OneShotBody(*call.request.body, nullptr);
        call.reply = manager.post(request, body);
        body->setParent(call.reply);
    } else {
        call.reply = manager.get(request);
    }
    watch(call);
}

void JsonHttp::watch(Call &call)
{
    const CallId id = call.id;
    QNetworkReply *reply = call.reply;
    connect(reply, &QNetworkReply::finished, this, [this, id] { finished(id); });
    connect(reply, &QNetworkReply::readyRead, this, [this, id] {
        const Call &growing = *m_calls.at(id);
        if (growing.reply->bytesAvailable() > growing.request.maxBytes)
            end(id,
                growing.failure(u"sent more than %1 bytes."_s.arg(growing.request.maxBytes),
                                u"Ask for less, or check the address."_s));
    });
}

void JsonHttp::finished(CallId id)
{
    Call &call = *m_calls.at(id);
    QNetworkReply &reply = *call.reply;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QNetworkReply::NetworkError error = reply.error();
    // From ContentAccessDenied on, an error only repeats what the status says.
    const bool answered = status > 0
        && (error == QNetworkReply::NoError || error >= QNetworkReply::ContentAccessDenied)
        && error != QNetworkReply::ProtocolFailure;
    if (!answered) {
        // The access manager wanted to repeat a POST, and could not: the connection was closed.
        const QNetworkReply::NetworkError kind = error == QNetworkReply::ContentReSendError
            ? QNetworkReply::RemoteHostClosedError
            : error;
        end(id, call.failure(whatWentWrong(kind, reply.errorString()), whatHelps(kind)));
        return;
    }
    const QUrl target = reply.attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    if (status >= 300 && status < 400 && !target.isEmpty()) {
        redirect(call, call.url.resolved(target));
        return;
    }
    QByteArray body = reply.readAll();
    if (body.size() > call.request.maxBytes) {
        end(id,
            call.failure(u"sent more than %1 bytes."_s.arg(call.request.maxBytes),
                         u"Ask for less, or check the address."_s));
        return;
    }
    end(id,
        HttpAnswer{status, std::move(body), QString::fromLatin1(reply.rawHeader("Retry-After")),
                   call.url});
}

void JsonHttp::redirect(Call &call, const QUrl &target)
{
    if (call.request.body) {
        end(call.id,
            call.failure(u"redirects to %1, and what was asked is not sent elsewhere."_s.arg(
                             displayAddress(target)),
                         u"Use that address if you trust it."_s));
        return;
    }
    const bool lessSafe = call.url.scheme() == "https"_L1 && target.scheme() == "http"_L1;
    if (!isWebUrl(target) || lessSafe || ++call.redirects > maxRedirects) {
        const QString why = call.redirects > maxRedirects
            ? u"redirects too often."_s
            : u"redirects to %1, which is not followed."_s.arg(displayAddress(target));
        end(call.id, call.failure(why, u"Check the address."_s));
        return;
    }
    call.reply->disconnect(this);
    call.reply->deleteLater();
    --call.lane->calls;
    launch(call, target);
}

void JsonHttp::end(CallId id, Result<HttpAnswer> result)
{
    const auto it = m_calls.find(id);
    if (it == m_calls.end())
        return;
    const std::unique_ptr<Call> call = std::move(it->second);
    m_calls.erase(it);
    call->deadline.reset();
    if (call->reply) {
        call->reply->disconnect(this);
        call->reply->abort();
        call->reply->deleteLater();
        --call->lane->calls;
    }
    call->done(std::move(result));
}

JsonHttp::Lane &JsonHttp::freeLane()
{
    for (const auto &lane : m_lanes) {
        if (lane->calls < callsPerLane)
            return *lane;
    }
    auto lane = std::make_unique<Lane>();
    lane->manager = std::make_unique<QNetworkAccessManager>();
    lane->manager->setProxyFactory(new RemoteOnlyProxies);
    m_lanes.push_back(std::move(lane));
    return *m_lanes.back();
}

} // namespace creact
