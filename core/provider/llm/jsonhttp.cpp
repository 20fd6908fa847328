// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/jsonhttp.h"

#include "core/provider/llm/redact.h"
#include "core/provider/net/hostresolver.h"
#include "core/provider/net/networkwords.h"
#include "core/provider/net/oneshotbody.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxRedirects = 5;
/// QNetworkAccessManager opens no more connections than this to one host, and queues the rest.
constexpr int callsPerLane = 6;

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

bool hasProxy(const QUrl &url)
{
    const QList<QNetworkProxy> proxies = RemoteOnlyProxies().queryProxy(QNetworkProxyQuery(url));
    return !proxies.isEmpty() && proxies.first().type() != QNetworkProxy::NoProxy;
}

bool isWebUrl(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

} // namespace

QByteArray HttpAnswer::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    const auto portOf = [](const QUrl &url) {
        return url.port(url.scheme() == "https"_L1 ? 443 : 80);
    };
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

struct JsonHttp::Lane {
    std::unique_ptr<QNetworkAccessManager> manager;
    /// Past all proxies.
    bool direct = false;
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
    qint64 received = 0;
    bool viaProxy = false;
    HostResolver::Cancel cancelLookUp;
    /// Checked, and not tried yet.
    QList<QHostAddress> addresses;

    QByteArray method() const
    {
        if (!request.method.isEmpty())
            return request.method;
        return request.body ? "POST" : "GET";
    }
    bool onlyReads() const { return !request.body && (method() == "GET" || method() == "HEAD"); }

    Error failure(const QString &what, const QString &hint) const
    {
        QStringList secrets{request.bearer};
        for (const auto &[name, value] : request.headers)
            secrets.append(QString::fromUtf8(value));
        return {request.unreachable,
                redacted(u"%1 at %2 %3"_s.arg(request.who, originText(url), what), secrets),
                displayAddress(url), hint};
    }
    int status() const
    {
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }
    bool streams() const { return request.onBytes && status() >= 200 && status() < 300; }
};

JsonHttp::JsonHttp(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_systemResolver(std::make_unique<SystemResolver>())
    , m_resolver(m_systemResolver.get())
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
    if (call.request.policy)
        lookUp(call);
    else
        connectTo(call, {});
}

/// May end the call.
void JsonHttp::lookUp(Call &call)
{
    const CallId id = call.id;
    if (const Result<void> allowed = call.request.policy->checkUrl(call.url); !allowed)
        return end(id, allowed.error());
    call.viaProxy = call.request.proxyMayResolve && hasProxy(call.url);
    if (call.viaProxy) {
        const Result<void> named = call.request.policy->checkName(call.url);
        return named ? connectTo(call, {}) : end(id, named.error());
    }
    const QHostAddress literal(call.url.host());
    if (!literal.isNull())
        return connectTo(call, literal);
    HostResolver::Cancel cancel =
        m_resolver->lookUp(call.url.host(QUrl::FullyEncoded),
                           [guard = QPointer(this), id](const Result<QList<QHostAddress>> &found) {
                               if (guard)
                                   guard->resolved(id, found);
                           });
    if (const auto it = m_calls.find(id); it != m_calls.end() && !it->second->reply)
        it->second->cancelLookUp = std::move(cancel);
}

void JsonHttp::resolved(CallId id, const Result<QList<QHostAddress>> &found)
{
    const auto it = m_calls.find(id);
    if (it == m_calls.end())
        return;
    Call &call = *it->second;
    call.cancelLookUp = {};
    if (!found)
        return end(id,
                   call.failure(networkErrorWords(QNetworkReply::HostNotFoundError, {}),
                                networkErrorHint(QNetworkReply::HostNotFoundError)));
    for (const QHostAddress &address : *found) {
        const Result<void> allowed = call.request.policy->checkAddress(call.url, address);
        if (!allowed)
            return end(id, allowed.error());
    }
    call.addresses = *found;
    connectTo(call, call.addresses.takeFirst());
}

/// To the name's address when there is one, whatever the name leads to by now.
void JsonHttp::connectTo(Call &call, const QHostAddress &address)
{
    call.lane = &freeLane(call.request.policy && !call.viaProxy);
    ++call.lane->calls;

    const QUrl &url = call.url;
    QUrl target = url;
    if (!address.isNull())
        target.setHost(address.toString());
    QNetworkRequest request(target);
    if (target.host() != url.host()) {
        request.setRawHeader("Host", url.authority(QUrl::FullyEncoded).toLatin1());
        // What the certificate is checked against, and what the server is told (SNI).
        request.setPeerVerifyName(url.host(QUrl::FullyEncoded));
        // HTTP/2 would name the address instead.
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    }
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept", call.request.accept);
    // Compressed pieces may be held back until there is a block of them.
    if (call.request.onBytes)
        request.setRawHeader("Accept-Encoding", "identity");
    if (!call.request.userAgent.isEmpty())
        request.setRawHeader("User-Agent", call.request.userAgent);
    if (sameOrigin(url, call.request.url)) {
        for (const auto &[name, value] : call.request.headers)
            request.setRawHeader(name, value);
        if (!call.request.bearer.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + call.request.bearer.toUtf8());
    }

    QNetworkAccessManager &manager = *call.lane->manager;
    const QByteArray method = call.method();
    if (call.onlyReads()) {
        call.reply = method == "HEAD" ? manager.head(request) : manager.get(request);
    } else {
        if (call.request.body)
            request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const QByteArray bytes = call.request.body.value_or(QByteArray());
        request.setHeader(QNetworkRequest::ContentLengthHeader, bytes.size());
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        // A connection kept from before may just be closing, and this body cannot be sent again.
        request.setRawHeader("Connection", "close");
        auto *body = new OneShotBody(bytes, nullptr);
        call.reply = method == "POST" ? manager.post(request, body)
                                      : manager.sendCustomRequest(request, method, body);
        body->setParent(call.reply);
    }
    watch(call);
}

void JsonHttp::watch(Call &call)
{
    const CallId id = call.id;
    QNetworkReply *reply = call.reply;
    connect(reply, &QNetworkReply::finished, this, [this, id] { finished(id); });
    connect(reply, &QNetworkReply::readyRead, this, [this, id] { arrived(id); });
}

/// May end the call.
void JsonHttp::arrived(CallId id)
{
    Call &call = *m_calls.at(id);
    if (call.received + call.reply->bytesAvailable() > call.request.maxBytes)
        return endTooLong(call);
    if (!call.streams())
        return;
    const QByteArray bytes = call.reply->readAll();
    call.received += bytes.size();
    // A copy: the call may end in it.
    if (const auto onBytes = call.request.onBytes; !bytes.isEmpty())
        onBytes(bytes);
}

void JsonHttp::endTooLong(const Call &call)
{
    end(call.id,
        call.failure(u"sent more than %1 bytes."_s.arg(call.request.maxBytes),
                     u"Ask for less, or check the address."_s));
}

void JsonHttp::finished(CallId id)
{
    arrived(id);
    const auto it = m_calls.find(id);
    if (it == m_calls.end())
        return;
    Call &call = *it->second;
    QNetworkReply &reply = *call.reply;
    const int status = call.status();
    const QNetworkReply::NetworkError error = reply.error();
    // From ContentAccessDenied on, an error only repeats what the status says.
    const bool answered = status > 0
        && (error == QNetworkReply::NoError || error >= QNetworkReply::ContentAccessDenied)
        && error != QNetworkReply::ProtocolFailure;
    if (!answered) {
        // The access manager wanted to repeat a POST, and could not: the connection was closed.
        if (error == QNetworkReply::ConnectionRefusedError && triesNextAddress(call))
            return;
        const QNetworkReply::NetworkError kind = error == QNetworkReply::ContentReSendError
            ? QNetworkReply::RemoteHostClosedError
            : error;
        if (const auto lost = call.request.onConnectionLost; lost && isLostConnection(kind))
            lost();
        end(id, call.failure(networkErrorWords(kind, reply.errorString()), networkErrorHint(kind)));
        return;
    }
    const QUrl target = reply.attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    if (status >= 300 && status < 400 && !target.isEmpty()) {
        redirect(call, call.url.resolved(target));
        return;
    }
    end(id,
        HttpAnswer{status, reply.readAll(), QString::fromLatin1(reply.rawHeader("Retry-After")),
                   call.url, reply.rawHeaderPairs()});
}

/// Nothing was sent to the last one.
bool JsonHttp::triesNextAddress(Call &call)
{
    if (call.addresses.isEmpty())
        return false;
    leaveReply(call);
    connectTo(call, call.addresses.takeFirst());
    return true;
}

void JsonHttp::leaveReply(Call &call)
{
    call.reply->disconnect(this);
    call.reply->deleteLater();
    call.reply = nullptr;
    --call.lane->calls;
}

void JsonHttp::redirect(Call &call, const QUrl &target)
{
    if (!call.onlyReads()) {
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
    leaveReply(call);
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
    if (call->cancelLookUp)
        call->cancelLookUp();
    if (call->reply) {
        call->reply->disconnect(this);
        call->reply->abort();
        call->reply->deleteLater();
        --call->lane->calls;
    }
    call->done(std::move(result));
}

JsonHttp::Lane &JsonHttp::freeLane(bool direct)
{
    for (const auto &lane : m_lanes) {
        if (lane->direct == direct && lane->calls < callsPerLane)
            return *lane;
    }
    auto lane = std::make_unique<Lane>();
    lane->manager = std::make_unique<QNetworkAccessManager>();
    lane->direct = direct;
    if (direct)
        lane->manager->setProxy(QNetworkProxy::NoProxy);
    else
        lane->manager->setProxyFactory(new RemoteOnlyProxies);
    m_lanes.push_back(std::move(lane));
    return *m_lanes.back();
}

} // namespace creact
