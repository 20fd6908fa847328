// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/httplistener.h"
#include "tests/core/provider/http/rawclient.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonDocument>

using namespace creact;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
const QByteArray host = "Host: localhost\r\n"_ba;
const QByteArray get = "GET /echo HTTP/1.1\r\n" + host + "\r\n";
} // namespace

class TestGuardServer : public QObject {
    Q_OBJECT

    GuardLimits limits;
    std::unique_ptr<HttpListener> listener;
    QList<HttpReplyPtr> held;
    int requests = 0;

    void serve(const ServerRequest &request, const HttpReplyPtr &reply)
    {
        ++requests;
        if (request.path == u"/hold")
            held.append(reply);
        else if (request.path == u"/drop")
            return;
        else if (request.path == u"/inject")
            reply->send(ServerAnswer{200, "text/plain"_ba, "x"_ba}.with(
                "X-A"_ba, "a\r\nX-Evil: 1\r\n\r\nbody"_ba));
        else
            reply->send({200, "text/plain"_ba, request.path.toUtf8() + request.body});
    }
    quint16 listen()
    {
        const GuardPolicy policy{{"localhost"_ba}, {}};
        listener = std::make_unique<HttpListener>(
            limits, policy, [this](const ServerRequest &request, const HttpReplyPtr &reply) {
                serve(request, reply);
            });
        if (!listener->server().listen(QHostAddress(QHostAddress::LocalHost), 0))
            return 0;
        listener->start();
        return listener->server().serverPort();
    }

private Q_SLOTS:
    void init()
    {
        limits = {};
        requests = 0;
    }
    void cleanup()
    {
        held.clear();
        listener.reset();
    }

    void answersAndKeepsTheConnection()
    {
        RawClient client(listen());
        client.send(get);
        QTRY_COMPARE(client.body(), "/echo"_ba);
        QVERIFY(client.received.contains("X-Content-Type-Options: nosniff\r\n"));
        client.received.clear();
        client.send("POST /b HTTP/1.1\r\n" + host + "Content-Length: 2\r\n\r\nhi");
        QTRY_COMPARE(client.body(), "/bhi"_ba);
        QVERIFY(!client.isClosed());
    }

    void closesWhenAsked_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::newRow("connection: close")
            << "GET /echo HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n";
        QTest::newRow("HTTP/1.0") << "GET /echo HTTP/1.0\r\n\r\n"_ba;
    }
    void closesWhenAsked()
    {
        QFETCH(QByteArray, request);
        RawClient client(listen());
        client.send(request);
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.body(), "/echo"_ba);
        QVERIFY(client.received.contains("Connection: close\r\n"));
        QTRY_COMPARE(listener->server().connectionCount(), 0);
    }

    void headHasNoBody()
    {
        RawClient client(listen());
        client.send("HEAD /echo HTTP/1.1\r\n" + host + "\r\n" + get);
        QTRY_VERIFY(client.received.endsWith("/echo"));
        QCOMPARE(client.received.count("Content-Length: 5\r\n"), 2);
        QCOMPARE(client.received.count("\r\n\r\n/echo"), 1);
    }

    void pipelinedAnswersKeepTheirOrder()
    {
        RawClient client(listen());
        client.send("GET /hold HTTP/1.1\r\n" + host + "\r\n" + get);
        QTRY_COMPARE(held.size(), 1);
        QVERIFY(client.received.isEmpty());
        held.takeFirst()->send({200, "text/plain"_ba, "held"_ba});
        QTRY_VERIFY(client.received.endsWith("/echo"));
        QVERIFY(client.received.indexOf("held") > 0);
        QCOMPARE(requests, 2);
    }

    void smuggledRequestsAreNotSeen()
    {
        RawClient client(listen());
        client.send("POST /a HTTP/1.1\r\n" + host + "Content-Length: 18446744073709551615\r\n\r\n"
                    + get);
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.status(), 413);
        QCOMPARE(requests, 0);
    }

    void headersCannotBeInjected()
    {
        RawClient client(listen());
        client.send("GET /inject HTTP/1.1\r\n" + host + "\r\n");
        QTRY_VERIFY(client.received.endsWith("\r\n\r\nx"));
        QVERIFY(client.received.contains("X-A: aX-Evil: 1body\r\n"));
    }

    void aLargeBodyIsRefusedWhileItIsStillSent()
    {
        limits.maxBody = 1024;
        RawClient client(listen());
        client.send("POST /a HTTP/1.1\r\n" + host + "Content-Length: 4000000\r\n\r\n");
        client.send(QByteArray(4'000'000, 'x'));
        QTRY_COMPARE(client.status(), 413);
        QTRY_VERIFY(client.isClosed());
        QVERIFY(QJsonDocument::fromJson(client.body()).isObject());
        QTRY_COMPARE(listener->server().connectionCount(), 0);
    }

    void slowClientsAreSentAway_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("half a head") << "GET /ec"_ba << 408;
        QTest::newRow("half a body")
            << "POST /a HTTP/1.1\r\n" + host + "Content-Length: 10\r\n\r\nhalf" << 408;
        QTest::newRow("idle") << get << 200;
        QTest::newRow("no answer") << "GET /hold HTTP/1.1\r\n" + host + "\r\n" << 504;
    }
    void slowClientsAreSentAway()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        limits.headTime = limits.bodyTime = limits.idleTime = limits.answerTime = 60ms;
        RawClient client(listen());
        client.send(bytes);
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.status(), status);
        QTRY_COMPARE(listener->server().connectionCount(), 0);
        for (const HttpReplyPtr &reply : std::as_const(held))
            QVERIFY(!reply->isOpen());
    }

    void aSilentClientIsSentAway()
    {
        limits.headTime = 60ms;
        RawClient client(listen());
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
        QTRY_VERIFY(client.isClosed());
        QVERIFY(client.received.isEmpty());
    }

    void tooManyConnectionsGet503()
    {
        limits.maxConnections = 2;
        const quint16 port = listen();
        RawClient first(port), second(port);
        first.send(get);
        second.send(get);
        QTRY_COMPARE(second.status(), 200);
        QTRY_COMPARE(first.status(), 200);
        RawClient third(port);
        QTRY_COMPARE(third.status(), 503);
        QVERIFY(third.received.contains("Retry-After: 1\r\n"));
        QTRY_VERIFY(third.isClosed());
        first.socket.abort();
        QTRY_COMPARE(listener->server().connectionCount(), 1);
        RawClient fourth(port);
        fourth.send(get);
        QTRY_COMPARE(fourth.status(), 200);
    }

    void aClientMayLeaveWhileHeld()
    {
        const quint16 port = listen();
        for (int i = 0; i < 20; ++i) {
            RawClient client(port);
            client.send("GET /hold HTTP/1.1\r\n" + host + "\r\n");
            QTRY_COMPARE(held.size(), 1);
            const HttpReplyPtr reply = held.takeFirst();
            bool gone = false;
            connect(reply.get(), &HttpReply::clientGone, this, [&] { gone = true; });
            client.socket.abort();
            if (i % 2 == 0)
                QTRY_VERIFY(gone);
            reply->send({200, "text/plain"_ba, "late"_ba});
            QVERIFY(!reply->isOpen());
            QTRY_COMPARE(listener->server().connectionCount(), 0);
        }
    }

    void aDroppedReplyAnswers500()
    {
        RawClient client(listen());
        client.send("GET /drop HTTP/1.1\r\n" + host + "\r\n");
        QTRY_COMPARE(client.status(), 500);
    }

    void stoppingAnswersWhatIsHeld()
    {
        RawClient client(listen());
        client.send("GET /hold HTTP/1.1\r\n" + host + "\r\n");
        QTRY_COMPARE(held.size(), 1);
        listener->server().shutDown();
        listener.reset();
        QVERIFY(!held.first()->isOpen());
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.status(), 503);
    }

    void expectContinueIsAnswered()
    {
        RawClient client(listen());
        client.send("POST /b HTTP/1.1\r\n" + host
                    + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        QTRY_VERIFY(client.received.startsWith("HTTP/1.1 100 Continue\r\n\r\n"));
        client.send("hi");
        QTRY_VERIFY(client.received.endsWith("/bhi"));
    }

    void requestsPerSecond()
    {
        QTcpSocket client;
        QEventLoop loop;
        constexpr int wanted = 2000;
        int answers = 0;
        connect(&client, &QTcpSocket::readyRead, this, [&] {
            if (!client.readAll().endsWith("/echo"))
                return;
            if (++answers == wanted)
                loop.quit();
            else
                client.write(get);
        });
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), listen());
        client.write(get);
        QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
        QElapsedTimer timer;
        timer.start();
        loop.exec();
        QCOMPARE(answers, wanted);
        qInfo(
            "%.0f GETs a second through the guard, one after the other, client in the same thread",
            wanted * 1000.0 / double(qMax<qint64>(1, timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestGuardServer)
#include "tst_guardserver.moc"
