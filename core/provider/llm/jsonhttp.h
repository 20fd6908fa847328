// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

class QNetworkAccessManager;

namespace creact {

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
};

/// Any answer, whatever its status.
struct HttpAnswer {
    int status = 0;
    QByteArray body;
    /// "Retry-After" as it came; empty when there is none.
    QString retryAfter;
    /// Where the answer came from, after redirects.
    QUrl url;
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
    int callsUnderWay() const { return int(m_calls.size()); }

private:
    struct Lane;
    struct Call;

    void launch(Call &call, const QUrl &url);
    void watch(Call &call);
    void finished(CallId id);
    void redirect(Call &call, const QUrl &target);
    void end(CallId id, Result<HttpAnswer> result);
    Lane &freeLane();

    Clock &m_clock;
    std::vector<std::unique_ptr<Lane>> m_lanes;
    std::unordered_map<CallId, std::unique_ptr<Call>> m_calls;
    CallId m_lastId = 0;
};

/// Same scheme, host and port (the scheme's own when none is given).
bool sameOrigin(const QUrl &a, const QUrl &b);

} // namespace creact
