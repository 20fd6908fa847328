// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/chat/turnstream.h"

#include "core/provider/llm/ssereader.h"
#include "tests/core/provider/chat/chatfixture.h"
#include "tests/core/provider/http/rawclient.h"

#include <QJsonDocument>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

/// A client of the stream, byte by byte.
class StreamClient : public RawClient {
public:
    using RawClient::RawClient;

    /// The body without its chunks; what is not all there yet is left out.
    QByteArray unchunked() const
    {
        QByteArray rest = body();
        if (!received.contains("chunked"))
            return rest;
        QByteArray out;
        while (true) {
            const qsizetype line = rest.indexOf("\r\n");
            const qsizetype size = rest.left(line).toLongLong(nullptr, 16);
            if (line < 0 || size == 0 || rest.size() < line + 2 + size + 2)
                return out;
            out += rest.mid(line + 2, size);
            rest.remove(0, line + 2 + size + 2);
        }
    }
    QStringList types() const
    {
        QStringList types;
        for (const SseEvent &event : events())
            types += QString::fromUtf8(event.type);
        return types;
    }
    QJsonObject data(const QByteArray &type) const
    {
        QJsonObject found;
        for (const SseEvent &event : events()) {
            if (event.type == type)
                found = QJsonDocument::fromJson(event.data).object();
        }
        return found;
    }
    bool isFinished() const { return received.endsWith("\r\n0\r\n\r\n"); }

private:
    QList<SseEvent> events() const { return SseReader().append(unchunked()); }
};

QByteArray postBytes(const QByteArray &id, const QByteArray &version = "1.1")
{
    const QByteArray body = "{\"message\": \"hi\", \"id\": \"" + id + "\", \"session\": \"s\"}";
    return "POST /chat HTTP/" + version
        + "\r\nHost: localhost\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\n"
          "Content-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray getBytes(const QByteArray &id, const QByteArray &method = "GET")
{
    return method + " /chat/" + id
        + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json, text/event-stream\r\n\r\n";
}

} // namespace

class TestTurnStream : public QObject {
    Q_OBJECT

    struct Stage : ChatFixture {
        using ChatFixture::ChatFixture;

        std::unique_ptr<StreamClient> connectTo(const QByteArray &request) const
        {
            auto client = std::make_unique<StreamClient>(quint16(url().port()));
            client->send(request);
            return client;
        }
        /// A node that works for the turn.
        QString worker(const QString &turn)
        {
            NodeRecord node;
            node.id =
                NodeId::fromPath({u"http-server"_s, u"chat-handler"_s, u"completion-"_s + turn});
            host.records.put(node);
            return node.id.toString();
        }
    };

private Q_SLOTS:
    void aPostStreamsItsTurn();
    void twoTurnsAreKeptApart();
    void aGetAttachesToARunningTurn();
    void anEndedTurnIsToldAtOnce();
    void whatIsNotAcceptedIsAnswered();
    void errorsEndTheStream_data();
    void errorsEndTheStream();
    void aRepeatedStartIsMarked();
    void commentsKeepItAlive();
    void anOldClientGetsNoChunks();
    void headGetsTheHead();
    void theConnectionServesTheNextRequest();
    void aClientThatLeavesHarmsNothing();
    void aClientThatDoesNotReadIsDropped();
};

void TestTurnStream::aPostStreamsItsTurn()
{
    Stage f;
    const auto client = f.connectTo(postBytes("a"));
    QTRY_COMPARE(client->types(), QStringList({u"accepted"_s}));
    QCOMPARE(client->status(), 200);
    QVERIFY(client->received.contains("Content-Type: text/event-stream\r\n"));
    QCOMPARE(client->data("accepted"), QJsonObject({{u"id"_s, u"a"_s}, {u"session"_s, u"s"_s}}));

    const QString node = f.worker(u"a"_s);
    f.chat.isDoing(node, u"asking m…"_s);
    f.chat.said(node, {{}, {}, true});
    f.chat.said(node, {u"Grü"_s, u"hm"_s, false});
    QTRY_COMPARE(client->types(), QStringList({u"accepted"_s, u"activity"_s, u"delta"_s}));
    QCOMPARE(client->data("activity"),
             QJsonObject({{u"node"_s, node}, {u"text"_s, u"asking m…"_s}}));
    QCOMPARE(client->data("delta"),
             QJsonObject({{u"node"_s, node}, {u"content"_s, u"Grü"_s}, {u"reasoning"_s, u"hm"_s}}));
    QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"Grüße"_s}}).ok());
    QTRY_VERIFY(client->isFinished());
    QCOMPARE(client->types().last(), u"done"_s);
    QCOMPARE(client->data("done"),
             QJsonObject({{u"response"_s, u"Grüße"_s}, {u"id"_s, u"a"_s}, {u"session"_s, u"s"_s}}));
    // What comes too late is not sent.
    const qsizetype size = client->received.size();
    f.chat.said(node, {u"more"_s, {}, false});
    // A later request has its answer: what was sent before it would be here.
    const auto later = f.connectTo(getBytes("a"));
    QTRY_VERIFY(later->isFinished());
    QCOMPARE(client->received.size(), size);
}

void TestTurnStream::twoTurnsAreKeptApart()
{
    Stage f;
    const auto first = f.connectTo(postBytes("a"));
    QTRY_COMPARE(first->types().size(), 1);
    const auto second = f.connectTo(postBytes("b"));
    QTRY_COMPARE(second->types().size(), 1);
    f.chat.said(f.worker(u"a"_s), {u"to a"_s, {}, false});
    f.chat.said(f.worker(u"b"_s), {u"to b"_s, {}, false});
    QTRY_COMPARE(first->data("delta")[u"content"_s].toString(), u"to a"_s);
    QTRY_COMPARE(second->data("delta")[u"content"_s].toString(), u"to b"_s);
    QCOMPARE(first->types().size(), 2);
}

void TestTurnStream::aGetAttachesToARunningTurn()
{
    Stage f;
    const auto poster = f.connectTo(postBytes("a"));
    QTRY_COMPARE(poster->types().size(), 1);
    const QString node = f.worker(u"a"_s);
    f.chat.said(node, {u"before "_s, {}, false});
    const auto other = f.connectTo(getBytes("a"));
    QTRY_COMPARE(other->types(), QStringList({u"accepted"_s}));
    f.chat.said(node, {u"after"_s, {}, false});
    QTRY_COMPARE(other->data("delta")[u"content"_s].toString(), u"after"_s);
    QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"x"_s}}).ok());
    QTRY_VERIFY(other->isFinished() && poster->isFinished());
}

void TestTurnStream::anEndedTurnIsToldAtOnce()
{
    Stage f;
    const auto poster = f.connectTo(postBytes("a"));
    QTRY_COMPARE(poster->types().size(), 1);
    QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"x"_s}}).ok());
    for (const QByteArray &request : {getBytes("a"), postBytes("a")}) {
        const auto client = f.connectTo(request);
        QTRY_COMPARE(client->types(), QStringList({u"accepted"_s, u"done"_s}));
        QVERIFY(client->isFinished());
    }
}

void TestTurnStream::whatIsNotAcceptedIsAnswered()
{
    Stage f;
    const auto unknown = f.connectTo(getBytes("nobody"));
    QTRY_COMPARE(unknown->status(), 404);
    const auto bad = f.connectTo(postBytes("a b"));
    QTRY_COMPARE(bad->status(), 400);
    QVERIFY(bad->received.contains("application/json"));
}

void TestTurnStream::errorsEndTheStream_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("code");
    QTest::newRow("failed") << u"failed"_s << u"model_failed"_s;
    QTest::newRow("cancelled") << u"cancelled"_s << u"cancelled"_s;
    QTest::newRow("late") << u"late"_s << u"timed_out"_s;
    QTest::newRow("stopped") << u"stopped"_s << u"stopping"_s;
}

void TestTurnStream::errorsEndTheStream()
{
    QFETCH(QString, how);
    auto f = std::make_unique<Stage>();
    const auto client = f->connectTo(postBytes("a"));
    QTRY_COMPARE(client->types().size(), 1);
    if (how == u"failed")
        QVERIFY(f->answer(u"a"_s,
                          {{u"error"_s,
                            QJsonObject{{u"code"_s, u"model_failed"_s}, {u"message"_s, u"no"_s}}}})
                    .ok());
    else if (how == u"cancelled")
        f->chat.cancelTurn(f->id, u"a"_s);
    else if (how == u"late")
        f->host.time.advance(std::chrono::seconds(120));
    else
        f->handler.stop();
    QTRY_COMPARE(client->types().last(), u"error"_s);
    QTEST(client->data("error")[u"error"_s][u"code"_s].toString(), "code");
    QCOMPARE(client->data("error")[u"id"_s].toString(), u"a"_s);
    QTRY_VERIFY(client->isFinished());
}

void TestTurnStream::aRepeatedStartIsMarked()
{
    Stage f;
    const auto client = f.connectTo(postBytes("a"));
    QTRY_COMPARE(client->types().size(), 1);
    const QString node = f.worker(u"a"_s);
    f.chat.said(node, {{}, {}, true});
    f.chat.said(node, {u"Hel"_s, {}, false});
    QTRY_COMPARE(client->types().size(), 2);
    QVERIFY(!client->data("delta").contains(u"again"_s));
    f.chat.said(node, {{}, {}, true});
    QTRY_COMPARE(client->types().size(), 3);
    QCOMPARE(client->data("delta"), QJsonObject({{u"node"_s, node}, {u"again"_s, true}}));
}

void TestTurnStream::commentsKeepItAlive()
{
    Stage f;
    const auto client = f.connectTo(postBytes("a"));
    QTRY_COMPARE(client->types().size(), 1);
    for (int i = 1; i <= 3; ++i) {
        f.host.time.advance(TurnStream::aliveEvery);
        QTRY_COMPARE(client->unchunked().count(": still here\n\n"), i);
    }
    QCOMPARE(client->types().size(), 1);
}

void TestTurnStream::anOldClientGetsNoChunks()
{
    Stage f;
    const auto client = f.connectTo(postBytes("a", "1.0"));
    QTRY_COMPARE(client->types(), QStringList({u"accepted"_s}));
    QVERIFY(!client->received.contains("chunked"));
    QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"x"_s}}).ok());
    QTRY_COMPARE(client->types(), QStringList({u"accepted"_s, u"done"_s}));
    QTRY_VERIFY(client->isClosed());
}

void TestTurnStream::headGetsTheHead()
{
    Stage f;
    const auto poster = f.connectTo(postBytes("a"));
    QTRY_COMPARE(poster->types().size(), 1);
    const auto client = f.connectTo(getBytes("a", "HEAD") + getBytes("nobody"));
    QTRY_VERIFY(client->received.contains("HTTP/1.1 404"));
    QVERIFY(!client->received.contains("accepted"));
}

void TestTurnStream::theConnectionServesTheNextRequest()
{
    Stage f;
    const auto client = f.connectTo(postBytes("a") + getBytes("nobody"));
    QTRY_COMPARE(client->types().size(), 1);
    QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"x"_s}}).ok());
    QTRY_COMPARE(client->status(), 404);
}

void TestTurnStream::aClientThatLeavesHarmsNothing()
{
    Stage f;
    const QString node = f.worker(u"a"_s);
    for (int i = 0; i < 20; ++i) {
        const auto client = f.connectTo(i == 0 ? postBytes("a") : getBytes("a"));
        QTRY_COMPARE(client->types().size(), 1);
        client->socket.abort();
        f.chat.said(node, {u"word"_s, {}, false});
        QTest::qWait(0);
        f.chat.said(node, {u"word"_s, {}, false});
    }
    QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"x"_s}}).ok());
    QCOMPARE(f.chat.turn(f.id, u"a"_s)->answer, u"x"_s);
}

void TestTurnStream::aClientThatDoesNotReadIsDropped()
{
    Stage f;
    QTcpSocket deaf;
    deaf.setReadBufferSize(1024);
    deaf.connectToHost(QHostAddress(QHostAddress::LocalHost), quint16(f.url().port()));
    deaf.write(postBytes("a"));
    QTRY_VERIFY(deaf.bytesAvailable() > 0);
    const auto reader = f.connectTo(getBytes("a"));
    QTRY_COMPARE(reader->types().size(), 1);

    const QString node = f.worker(u"a"_s);
    const QString words(64 * 1024, u'x');
    // The kernel takes some MiB on its own.
    for (int i = 0; i < 500; ++i) {
        f.chat.said(node, {words, {}, false});
        QTest::qWait(0);
    }
    QVERIFY(f.answer(u"a"_s, {{u"content"_s, u"x"_s}}).ok());
    QTRY_VERIFY(reader->isFinished());
    QByteArray heard;
    deaf.setReadBufferSize(0);
    connect(&deaf, &QTcpSocket::readyRead, this, [&] { heard += deaf.readAll(); });
    heard += deaf.readAll();
    QTRY_COMPARE(deaf.state(), QAbstractSocket::UnconnectedState);
    QVERIFY2(heard.size() < 16 * 1024 * 1024, qPrintable(QString::number(heard.size())));
    QVERIFY(!heard.contains("event: done"));
}

QTEST_GUILESS_MAIN(TestTurnStream)
#include "tst_turnstream.moc"
