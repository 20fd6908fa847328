// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/provider/chat/chatfixture.h"

#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestChatRoutes : public QObject {
    Q_OBJECT

    QNetworkAccessManager network;

    QNetworkReply *post(const ChatFixture &f, const QByteArray &body,
                        const QByteArray &contentType = "application/json"_ba)
    {
        QNetworkRequest request(f.url());
        if (!contentType.isEmpty())
            request.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
        QNetworkReply *reply = network.post(request, body);
        reply->setParent(this);
        return reply;
    }
    QNetworkReply *get(const ChatFixture &f, const QString &path)
    {
        QUrl url = f.url();
        url.setPath(path);
        return network.get(QNetworkRequest(url));
    }
    static int status(const QNetworkReply *reply)
    {
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }
    static QJsonObject json(QNetworkReply *reply)
    {
        return QJsonDocument::fromJson(reply->readAll()).object();
    }

private Q_SLOTS:
    void badBodiesAreRefusedAtOnce_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("expected");
        const QByteArray type = "application/json"_ba;
        QTest::newRow("empty") << QByteArray() << type << 400;
        QTest::newRow("malformed") << "{\"message\": \"hi\""_ba << type << 400;
        QTest::newRow("bad utf-8") << QByteArray("{\"message\": \"\xff\"}") << type << 400;
        QTest::newRow("array") << "[1]"_ba << type << 400;
        QTest::newRow("no message") << "{}"_ba << type << 400;
        QTest::newRow("empty message") << "{\"message\": \"\"}"_ba << type << 400;
        QTest::newRow("blank message") << "{\"message\": \" \"}"_ba << type << 400;
        QTest::newRow("number") << "{\"message\": 5}"_ba << type << 400;
        QTest::newRow("null") << "{\"message\": null}"_ba << type << 400;
        QTest::newRow("bad id") << "{\"message\": \"hi\", \"id\": \"a b\"}"_ba << type << 400;
        QTest::newRow("empty id") << "{\"message\": \"hi\", \"id\": \"\"}"_ba << type << 400;
        QTest::newRow("id is a number") << "{\"message\": \"hi\", \"id\": 1}"_ba << type << 400;
        QTest::newRow("session is a list")
            << "{\"message\": \"hi\", \"session\": []}"_ba << type << 400;
        QTest::newRow("form") << "message=hi"_ba
                              << "application/x-www-form-urlencoded"_ba << 415;
        QTest::newRow("text") << "{\"message\": \"hi\"}"_ba
                              << "text/plain"_ba << 415;
        QTest::newRow("too large")
            << "{\"message\": \"" + QByteArray(1'100'000, 'x') + "\"}" << type << 413;
    }
    void badBodiesAreRefusedAtOnce()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, type);
        QFETCH(int, expected);
        ChatFixture f;
        QNetworkReply *reply = post(f, body, type);
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(status(reply), expected);
        const QJsonObject error = json(reply).value("error"_L1).toObject();
        QVERIFY(!error.value("code"_L1).toString().isEmpty());
        QVERIFY(!error.value("message"_L1).toString().isEmpty());
        QVERIFY(f.pendingId().isEmpty());
    }

    void aPostIsHeldUntilTheAnswer()
    {
        ChatFixture f;
        QNetworkReply *reply =
            post(f, "{\"message\": \"hi\", \"id\": \"a\", \"session\": \"s\"}"_ba,
                 "application/json; charset=utf-8"_ba);
        QTRY_COMPARE(f.pendingId(), u"a"_s);
        QVERIFY(!reply->isFinished());
        QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"Grüße"_s}}).ok());
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(status(reply), 200);
        QCOMPARE(
            json(reply),
            (QJsonObject{{u"response"_s, u"Grüße"_s}, {u"id"_s, u"a"_s}, {u"session"_s, u"s"_s}}));
    }

    void aTurnIsStoppedByDelete()
    {
        ChatFixture f;
        QNetworkReply *reply = post(f, "{\"message\": \"hi\", \"id\": \"a\"}"_ba);
        QTRY_COMPARE(f.pendingId(), u"a"_s);
        QUrl url = f.url();
        url.setPath(url.path() + u"/a"_s);
        QNetworkReply *stopped = network.deleteResource(QNetworkRequest(url));
        QTRY_VERIFY(stopped->isFinished() && reply->isFinished());
        QCOMPARE(status(stopped), 200);
        QCOMPARE(status(reply), 502);
        QCOMPARE(json(reply)["error"_L1]["code"_L1].toString(), u"cancelled"_s);
        QVERIFY(f.pendingId().isEmpty());
        // Once is all.
        QNetworkReply *again = network.deleteResource(QNetworkRequest(url));
        QTRY_VERIFY(again->isFinished());
        QCOMPARE(status(again), 404);
    }

    void tenAtOnceGetTheirOwnAnswers()
    {
        ChatFixture f;
        QList<QNetworkReply *> replies;
        QList<QNetworkAccessManager *> managers;
        for (int i = 0; i < 10; ++i) {
            QNetworkRequest request(f.url());
            request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
            managers.append(new QNetworkAccessManager(this)); // one has only 6 connections a host
            replies.append(managers.last()->post(
                request, QJsonDocument(QJsonObject{{u"message"_s, u"m%1"_s.arg(i)}}).toJson()));
        }
        QTRY_COMPARE(f.chat.turns(f.id).size(), 10);
        for (int i = 0; i < 10; ++i) {
            const QJsonObject pending = f.host.outputs(f.id).value("pending"_L1).toObject();
            const QString content = u"to "_s + pending.value("content"_L1).toString();
            QVERIFY(f.answer(pending.value("id"_L1).toString(), {{u"content"_s, content}}).ok());
        }
        for (int i = 0; i < 10; ++i) {
            QTRY_VERIFY(replies.at(i)->isFinished());
            QCOMPARE(json(replies.at(i)).value("response"_L1).toString(), u"to m%1"_s.arg(i));
        }
    }

    void aFailedTurnIs502()
    {
        ChatFixture f;
        QNetworkReply *reply = post(f, "{\"message\": \"hi\", \"id\": \"a\"}"_ba);
        QTRY_COMPARE(f.pendingId(), u"a"_s);
        QVERIFY(f.answer(u"a"_s, {{u"error"_s, u"The model is gone."_s}}).ok());
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(status(reply), 502);
        const QJsonObject body = json(reply);
        QCOMPARE(body.value("id"_L1).toString(), u"a"_s);
        QCOMPARE(body["error"_L1]["message"_L1].toString(), u"The model is gone."_s);
    }

    void aLateAnswerIs504AndFetchedById()
    {
        ChatFixture f({{u"timeoutSeconds"_s, 2}});
        QNetworkReply *reply = post(f, "{\"message\": \"hi\", \"id\": \"a\"}"_ba);
        QTRY_COMPARE(f.host.time.pendingTimers(), 1);
        f.host.time.advance(2000);
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(status(reply), 504);
        QCOMPARE(json(reply).value("id"_L1).toString(), u"a"_s);
        QNetworkReply *running = get(f, u"/chat/a"_s);
        QTRY_VERIFY(running->isFinished());
        QCOMPARE(json(running).value("state"_L1).toString(), u"running"_s);
        QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"late"_s}}).ok());
        QNetworkReply *answered = get(f, u"/chat/a"_s);
        QTRY_VERIFY(answered->isFinished());
        QCOMPARE(json(answered).value("response"_L1).toString(), u"late"_s);
        // Posted again it is the same turn.
        QNetworkReply *again = post(f, "{\"message\": \"hi\", \"id\": \"a\"}"_ba);
        QTRY_VERIFY(again->isFinished());
        QCOMPARE(json(again).value("response"_L1).toString(), u"late"_s);
    }

    void aRepeatedPostGetsTheSameAnswer()
    {
        ChatFixture f({{u"queueLimit"_s, 1}});
        const QByteArray body = "{\"message\": \"hi\", \"id\": \"a\", \"session\": \"s\"}"_ba;
        // While the first is worked on, though the queue is full; with its session and without.
        QList<QNetworkReply *> replies{post(f, body)};
        QTRY_COMPARE(f.pendingId(), u"a"_s);
        replies += {post(f, body), post(f, "{\"message\": \"hi\", \"id\": \"a\"}"_ba)};
        QTRY_COMPARE(f.host.time.pendingTimers(), 3);
        QCOMPARE(f.chat.turns(f.id).size(), 1);
        QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"once"_s}}).ok());
        replies.append(post(f, body)); // and when it has ended
        for (QNetworkReply *reply : std::as_const(replies)) {
            QTRY_VERIFY(reply->isFinished());
            QCOMPARE(status(reply), 200);
            QCOMPARE(json(reply).value("response"_L1).toString(), u"once"_s);
        }
        QCOMPARE(f.chat.turns(f.id).size(), 1);
    }

    void anIdOfAnotherMessageIs409_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("answered");
        for (const bool answered : {false, true}) {
            const QByteArray when = answered ? " (answered)" : " (running)";
            QTest::newRow("message" + when)
                << "{\"message\": \"ho\", \"id\": \"a\"}"_ba << answered;
            QTest::newRow("session" + when)
                << "{\"message\": \"hi\", \"id\": \"a\", \"session\": \"t\"}"_ba << answered;
        }
    }
    void anIdOfAnotherMessageIs409()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, answered);
        ChatFixture f;
        QNetworkReply *first =
            post(f, "{\"message\": \"hi\", \"id\": \"a\", \"session\": \"s\"}"_ba);
        QTRY_COMPARE(f.pendingId(), u"a"_s);
        if (answered)
            QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"mine"_s}}).ok());
        QNetworkReply *other = post(f, body);
        QTRY_VERIFY(other->isFinished());
        QCOMPARE(status(other), 409);
        const QJsonObject refused = json(other);
        QCOMPARE(refused["error"_L1]["code"_L1].toString(), u"already_exists"_s);
        QVERIFY(!QJsonDocument(refused).toJson().contains("mine"));
        if (!answered)
            QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"mine"_s}}).ok());
        QTRY_VERIFY(first->isFinished());
        QCOMPARE(json(first).value("response"_L1).toString(), u"mine"_s);
    }

    void aFullQueueIs429()
    {
        ChatFixture f({{u"queueLimit"_s, 1}});
        post(f, "{\"message\": \"hi\"}"_ba);
        QTRY_VERIFY(!f.pendingId().isEmpty());
        QNetworkReply *second = post(f, "{\"message\": \"hi\"}"_ba);
        QTRY_VERIFY(second->isFinished());
        QCOMPARE(status(second), 429);
        QVERIFY(second->hasRawHeader("Retry-After"));
    }

    void otherMethodsAndPaths_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("expected");
        QTest::newRow("GET on the path") << u"/chat"_s << 405;
        QTest::newRow("unknown turn") << u"/chat/nobody"_s << 404;
        QTest::newRow("unknown path") << u"/chats"_s << 404;
    }
    void otherMethodsAndPaths()
    {
        QFETCH(QString, path);
        QFETCH(int, expected);
        ChatFixture f;
        QNetworkReply *reply = get(f, path);
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(status(reply), expected);
        QVERIFY(json(reply).contains("error"_L1));
    }

    void aClientMayLeaveAndTheTurnGoesOn()
    {
        ChatFixture f({{u"timeoutSeconds"_s, 2}});
        QNetworkReply *reply = post(f, "{\"message\": \"hi\", \"id\": \"a\"}"_ba);
        QTRY_COMPARE(f.host.time.pendingTimers(), 1);
        reply->abort();
        QTRY_COMPARE(f.host.time.pendingTimers(), 0);
        QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"x"_s}}).ok());
        QCOMPARE(f.chat.turn(f.id, u"a"_s)->answer, u"x"_s);
    }

    void stoppingAnswersThoseWhoWait()
    {
        ChatFixture f;
        QNetworkReply *reply = post(f, "{\"message\": \"hi\", \"id\": \"a\"}"_ba);
        QTRY_COMPARE(f.pendingId(), u"a"_s);
        QTRY_COMPARE(f.host.time.pendingTimers(), 1);
        f.handler.stop();
        f.server.stop();
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(status(reply), 503);
        QCOMPARE(json(reply).value("id"_L1).toString(), u"a"_s);
    }
};

QTEST_GUILESS_MAIN(TestChatRoutes)
#include "tst_chatroutes.moc"
