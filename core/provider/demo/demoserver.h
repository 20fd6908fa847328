// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/provider/demo/encyclopedia.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QUrl>

#include <memory>
#include <vector>

class QTcpServer;

namespace creact {

class DemoConnection;
struct DemoRequest;

/// An OpenAI-compatible server in the process, on loopback, at a port of its own: the template
/// works with no key and no network, through exactly the client code that a real endpoint gets.
///
///   POST /v1/chat/completions   DemoModel; streams when asked to
///   GET  /v1/models
///   GET  /w/api.php             MediaWiki's search, over the offline encyclopedia
///
/// Tests ask it for faults and read its log. Belongs to one thread.
class DemoServer : public QObject {
    Q_OBJECT
public:
    /// What the next requests get instead of an answer.
    enum class Fault {
        None,
        ServerError, ///< 500
        RateLimited, ///< 429 with Retry-After: 7
        Unauthorized, ///< 401, saying the key back, as some servers do
        Rejected, ///< 400 with a message
        InvalidJson, ///< 200, cut in the middle
        NoChoices, ///< 200 {"choices": []}
        EmptyContent, ///< 200, content "" and no tool calls
        BadToolArguments, ///< a call of the first tool, its arguments no JSON
        UnknownTool, ///< a call of a tool that was not offered
        Hang, ///< the request is read, nothing comes back
        Close, ///< the request is read, the connection closed
        Slow, ///< the true answer, after slowDelay of the clock
        Redirect, ///< 307 to redirectTarget()
    };
    static constexpr std::chrono::milliseconds slowDelay{2'000};

    /// One request and what it got. A status of 0: nothing.
    struct Exchange {
        QByteArray method;
        QString path;
        QByteArray authorization;
        QByteArray userAgent;
        QByteArray request;
        int status = 0;
        /// Of a stream: the same answer as one body.
        QByteArray response;
    };

    explicit DemoServer(Clock &clock, QObject *parent = nullptr);
    ~DemoServer() override;

    /// PortInUse, with what the system says.
    Result<void> start();
    quint16 port() const;
    /// http://127.0.0.1:<port>/v1
    QUrl baseUrl() const;
    /// http://127.0.0.1:<port>/w/api.php
    QUrl wikipediaUrl() const;

    Encyclopedia &encyclopedia() { return m_encyclopedia; }

    /// Queues a fault for the next model calls.
    void failNext(Fault fault, int times = 1);
    /// Queues a fault for the next searches.
    void failNextSearch(Fault fault, int times = 1);
    /// Between two words of a stream; none at first, and then a stream comes in one piece.
    void setWordPause(std::chrono::milliseconds pause) { m_wordPause = pause; }
    void setRedirectTarget(const QUrl &target) { m_redirectTarget = target; }

    /// The newest exchanges, oldest first; no more than the last 64.
    const QList<Exchange> &log() const { return m_log; }
    /// Requests for a path since the start, answered or not.
    int requestCount(const QString &path) const { return m_counts.value(path); }
    int openConnections() const;

private:
    struct Reply;

    QUrl address(const QString &path) const;
    void accept();
    void handle(DemoConnection *connection, const DemoRequest &request);
    void completion(DemoConnection *connection, const DemoRequest &request);
    void search(DemoConnection *connection, const DemoRequest &request);
    void answer(DemoConnection *connection, const DemoRequest &request, Fault fault,
                const Reply &reply);
    void send(DemoConnection *connection, const DemoRequest &request, const Reply &reply);
    void sendLater(DemoConnection *connection, const DemoRequest &request, const Reply &reply);
    Reply faultReply(Fault fault, const DemoRequest &request) const;
    void record(const DemoRequest &request, int status, const QByteArray &response);

    Clock &m_clock;
    Encyclopedia m_encyclopedia;
    std::unique_ptr<QTcpServer> m_server;
    QList<Fault> m_modelFaults;
    QList<Fault> m_searchFaults;
    QUrl m_redirectTarget;
    std::chrono::milliseconds m_wordPause{0};
    QList<Exchange> m_log;
    QHash<QString, int> m_counts;
    std::vector<std::unique_ptr<Clock::Timer>> m_slow;
};

} // namespace creact
