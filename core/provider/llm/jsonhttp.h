// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/provider/net/addresspolicy.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

class QNetworkAccessManager;

namespace creact {

class HostResolver;

/// One request of ours to a server that speaks JSON.
struct HttpRequest {
    QUrl url;
    /// Sent as POST when set, as application/json; a GET otherwise.
    std::optional<QByteArray> body = {};
    /// Goes out as "Authorization: Bearer …", to the origin of `url` and to no other.
    QString bearer = {};
    QByteArray userAgent = {};
    /// Everything together: name lookup, redirects, the last byte.
    std::chrono::milliseconds timeout{30'000};
    qint64 maxBytes = 16 * 1024 * 1024;
    /// Who is asked, at the start of a sentence: "The model endpoint".
    QString who = {};
    /// For a server that cannot be reached or does not keep to HTTP.
    ErrorCode unreachable = ErrorCode::ModelUnreachable;
    QByteArray accept = "application/json";
    /// Further headers, to the origin of `url` only. Their values are kept out of errors as the key
    /// is. Never the ones that frame a message.
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    /// The body of a 2xx answer in pieces as they come; the answer's own stays empty. The call may
    /// be cancelled in it.
    std::function<void(const QByteArray &)> onBytes = {};
    /// Just before the end, when it was the connection that could not be made or was lost: another
    /// try may help.
    std::function<void()> onConnectionLost = {};
    /// Empty: POST with a body, else GET. All but GET and HEAD are sent once at most.
    QByteArray method = {};
    /// Where it may go. Then the name is looked up here, every address is checked, and the
    /// connection is made to a checked address, past all proxies (they would look it up anew);
    /// after a redirect again. HostNotAllowed.
    std::optional<AddressPolicy> policy = {};
    /// The person leaves it to the system's proxy to look names up: with one, only what stands in
    /// the address is checked. Without one, as above.
    bool proxyMayResolve = false;
};

/// Any answer, whatever its status.
struct HttpAnswer {
    int status = 0;
    QByteArray body;
    /// "Retry-After" as it came; empty when there is none.
    QString retryAfter;
    /// Where the answer came from, after redirects.
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers = {};

    /// Empty when there is none; the name's case does not matter.
    QByteArray header(QByteArrayView name) const;
};

/// Sends requests so that each ends, exactly once, and a POST leaves this machine once at most.
///
/// QNetworkAccessManager by itself repeats a POST when the server closes without an answer, carries
/// Authorization over redirects to other origins, fetches file: and has no total deadline. Only
/// http and https; GET redirects are followed by hand, five at most; a POST is never redirected.
/// Proxies of the environment are not used for loopback. Belongs to one thread.
class JsonHttp : public QObject {
    Q_OBJECT
public:
    using CallId = quint64;

    explicit JsonHttp(Clock &clock, QObject *parent = nullptr);
    /// What is under way is answered with Cancelled.
    ~JsonHttp() override;

    /// TimedOut, Cancelled, InvalidArgument (not http), `unreachable` of the request.
    CallId send(const HttpRequest &request, Done<HttpAnswer> done);
    /// Closes the socket and answers Cancelled before it returns; nothing for a call that has
    /// ended.
    void cancel(CallId id);
    void cancelAll();
    /// For requests with a policy; must outlive this. The system's otherwise.
    void setResolver(HostResolver &resolver) { m_resolver = &resolver; }
    int callsUnderWay() const { return int(m_calls.size()); }

private:
    struct Lane;
    struct Call;

    void launch(Call &call, const QUrl &url);
    void lookUp(Call &call);
    void resolved(CallId id, const Result<QList<QHostAddress>> &found);
    void connectTo(Call &call, const QHostAddress &address);
    bool triesNextAddress(Call &call);
    void leaveReply(Call &call);
    void watch(Call &call);
    void arrived(CallId id);
    void finished(CallId id);
    void endTooLong(const Call &call);
    void redirect(Call &call, const QUrl &target);
    void end(CallId id, Result<HttpAnswer> result);
    Lane &freeLane(bool direct);

    Clock &m_clock;
    std::unique_ptr<HostResolver> m_systemResolver;
    HostResolver *m_resolver = nullptr;
    std::vector<std::unique_ptr<Lane>> m_lanes;
    std::unordered_map<CallId, std::unique_ptr<Call>> m_calls;
    CallId m_lastId = 0;
};

/// Same scheme, host and port (the scheme's own when none is given).
bool sameOrigin(const QUrl &a, const QUrl &b);

} // namespace creact
