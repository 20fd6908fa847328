// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/enginebench.h"

#include <QJsonArray>
#include <QNetworkReply>
#include <QTcpServer>

using namespace creact;
using namespace Qt::StringLiterals;
using Fault = DemoServer::Fault;

/// What goes wrong at the model, the tool, the client and the port, seen from both ways in.
class TestTurns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void faultOfTheModelEndsTheTurn_data();
    void faultOfTheModelEndsTheTurn();
    void faultOfTheModelIsAnswerOrErrorOverHttp_data() { faultOfTheModelEndsTheTurn_data(); }
    void faultOfTheModelIsAnswerOrErrorOverHttp();
    void tenPostsAtOnceGetTheirTenAnswers();
    void clientThatLeavesLeavesTheTurnToFinish();
    void cancelledTurnMakesRoomForTheNext();
    void repeatedIdIsTheSameTurn();
    void takenPortFailsTheServerAndNotTheChat();
};

void TestTurns::faultOfTheModelEndsTheTurn_data()
{
    QTest::addColumn<Fault>("fault");
    /// The turn ends with an answer all the same: the model is told what went wrong with its call.
    QTest::addColumn<bool>("answered");
    QTest::addColumn<int>("calls");
    QTest::newRow("500") << Fault::ServerError << false << 1;
    QTest::newRow("429") << Fault::RateLimited << false << 1;
    QTest::newRow("401") << Fault::Unauthorized << false << 1;
    QTest::newRow("invalid JSON") << Fault::InvalidJson << false << 1;
    QTest::newRow("no choices") << Fault::NoChoices << false << 1;
    QTest::newRow("empty content") << Fault::EmptyContent << false << 1;
    QTest::newRow("bad tool arguments") << Fault::BadToolArguments << true << 2;
    QTest::newRow("unknown tool") << Fault::UnknownTool << false << 1;
    QTest::newRow("hang") << Fault::Hang << false << 1;
    QTest::newRow("close") << Fault::Close << false << 1;
}

void TestTurns::faultOfTheModelEndsTheTurn()
{
    QFETCH(Fault, fault);
    QFETCH(bool, answered);
    QFETCH(int, calls);
    StackBench bench;
    bench.options.modelTimeout = std::chrono::milliseconds(fault == Fault::Hang ? 300 : 20'000);
    bench.options.modelRetries = 0;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(fault);
    const Result<ChatTurn> turn = user.ask(u"Who was Ada Lovelace?"_s);
    QVERIFY(turn.ok());
    QVERIFY2(bench.modelCalls() == calls, qPrintable(QString::number(bench.modelCalls())));
    QCOMPARE(turn->state, answered ? ChatTurn::State::Answered : ChatTurn::State::Failed);
    QTRY_COMPARE(user.tree.ofKind(TreeRow::Kind::Turn).size(), 1);
    const TreeRow kept = user.tree.ofKind(TreeRow::Kind::Turn).first();
    QList<TreeRow> failed = user.tree.all(kept.uid);
    failed.removeIf([](const TreeRow &row) { return row.state != NodeState::Failed; });
    if (!answered) {
        QVERIFY(turn->error.has_value());
        QVERIFY(turn->error->message.size() > 10);
        QVERIFY(turn->answer.isEmpty());
        QCOMPARE(kept.error->message, turn->error->message);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.first().title, u"Completion"_s);
        QCOMPARE(failed.first().error->message, turn->error->message);
        QCOMPARE(user.inspect(failed.first().uid).row.error->code, turn->error->code);
    }
    const Result<ChatTurn> next = user.ask(u"Who was Alan Turing?"_s);
    QVERIFY(next.ok());
    QCOMPARE(next->state, ChatTurn::State::Answered);
    QTRY_COMPARE(user.info.failed, 0);
    QCOMPARE(bench.remembered().size(), answered ? 4 : 2);
    QCOMPARE(user.tree.faults(), QStringList());
}

void TestTurns::faultOfTheModelIsAnswerOrErrorOverHttp()
{
    QFETCH(Fault, fault);
    QFETCH(bool, answered);
    QFETCH(int, calls);
    StackBench bench;
    bench.options.modelTimeout = std::chrono::milliseconds(fault == Fault::Hang ? 300 : 20'000);
    bench.options.modelRetries = 0;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QTRY_COMPARE(user.info.urls.size(), 1);
    bench.demo.failNext(fault);
    ChatClient client;
    const QString url = user.info.urls.first();
    const ClientAnswer answer = client.wait(client.post(url, u"Who was Ada Lovelace?"_s));
    QVERIFY(answer.finished);
    QCOMPARE(answer.status, answered ? 200 : 502);
    QCOMPARE(bench.modelCalls(), calls);
    if (!answered)
        QVERIFY(answer.body["error"_L1]["message"_L1].toString().size() > 10);
    const ClientAnswer next = client.wait(client.post(url, u"Who was Alan Turing?"_s));
    QCOMPARE(next.status, 200);
    QVERIFY(next.body["response"_L1].toString().contains(u"Turing"_s));
}

void TestTurns::tenPostsAtOnceGetTheirTenAnswers()
{
    StackBench bench;
    for (int i = 0; i < 10; ++i)
        bench.demo.encyclopedia().addArticle(u"Bilwocke%1"_s.arg(i),
                                             u"Bilwocke%1 has the number zq%1zq."_s.arg(i));
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QTRY_COMPARE(user.info.urls.size(), 1);
    ChatClient clients[10];
    QList<QNetworkReply *> replies;
    for (int i = 0; i < 10; ++i)
        replies += clients[i].post(user.info.urls.first(), u"What is Bilwocke%1?"_s.arg(i));
    for (int i = 0; i < 10; ++i) {
        const ClientAnswer answer = clients[i].wait(replies[i]);
        QCOMPARE(answer.status, 200);
        const QString text = answer.body["response"_L1].toString();
        QVERIFY2(text.contains(u"zq%1zq"_s.arg(i)), qPrintable(text));
    }
    QCOMPARE(bench.modelCalls(), 20);
    QCOMPARE(bench.remembered().size(), 20);
    QCOMPARE(user.turns()->size(), 10);
}

void TestTurns::clientThatLeavesLeavesTheTurnToFinish()
{
    StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QTRY_COMPARE(user.info.urls.size(), 1);
    bench.demo.failNext(Fault::Slow);
    ChatClient client;
    QNetworkReply *reply = client.post(user.info.urls.first(), u"Who was Ada Lovelace?"_s);
    QTRY_COMPARE(bench.modelCalls(), 1);
    reply->abort();
    reply->deleteLater();
    const Result<ChatTurn> next = user.ask(u"What did I ask before?"_s);
    QVERIFY(next.ok());
    QVERIFY2(next->answer.contains(u"Who was Ada Lovelace?"_s), qPrintable(next->answer));
    QCOMPARE(user.turns()->first().state, ChatTurn::State::Answered);
}

void TestTurns::cancelledTurnMakesRoomForTheNext()
{
    StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(Fault::Hang);
    const Result<ChatTurn> held = user.send(u"Who was Ada Lovelace?"_s);
    QVERIFY(held.ok());
    QTRY_COMPARE(bench.modelCalls(), 1);
    const Result<void> cancelled = user.await<void>(
        [&](const Done<void> &done) { user.engine().cancelTurn(held->handlerId, held->id, done); });
    QVERIFY(cancelled.ok());
    QTRY_COMPARE(user.turn(held->id).state, ChatTurn::State::Failed);
    QCOMPARE(user.turn(held->id).error->code, ErrorCode::Cancelled);
    QTRY_COMPARE(bench.demo.openConnections(), 0);
    QCOMPARE(user.ask(u"Who was Alan Turing?"_s)->state, ChatTurn::State::Answered);
    const Result<void> again = user.await<void>(
        [&](const Done<void> &done) { user.engine().cancelTurn(held->handlerId, held->id, done); });
    QVERIFY(!again.ok());
    QCOMPARE(again.error().code, ErrorCode::NotFound);
}

void TestTurns::repeatedIdIsTheSameTurn()
{
    StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(user.send(u"Who was Ada Lovelace?"_s, u"same"_s).ok());
    QVERIFY(user.send(u"Who was Ada Lovelace?"_s, u"same"_s).ok());
    QTRY_COMPARE(user.turn(u"same"_s).state, ChatTurn::State::Answered);
    QCOMPARE(user.send(u"Who was Ada Lovelace?"_s, u"same"_s)->answer, user.turn(u"same"_s).answer);
    QCOMPARE(bench.modelCalls(), 2);
    QCOMPARE(user.turns()->size(), 1);
}

void TestTurns::takenPortFailsTheServerAndNotTheChat()
{
    StackBench bench;
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    bench.options.port = other.serverPort();
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    const Result<void> deployed = user.deploy();
    QVERIFY(!deployed.ok());
    QCOMPARE(deployed.error().code, ErrorCode::PortInUse);
    QTRY_COMPARE(user.info.status, StackInfo::Status::Live);
    QTRY_COMPARE(user.info.failed, 1);
    const TreeRow server = user.tree.withTitle(u"HttpServer"_s).first();
    QCOMPARE(server.state, NodeState::Failed);
    QVERIFY(server.error->message.contains(QString::number(other.serverPort())));
    QCOMPARE(user.ask(u"Who was Ada Lovelace?"_s)->state, ChatTurn::State::Answered);

    other.close();
    const Result<void> retried =
        user.await<void>([&](const Done<void> &done) { user.engine().retry(server.nodeId, done); });
    QVERIFY(retried.ok());
    QTRY_COMPARE(user.info.failed, 0);
    QTRY_COMPARE(user.info.urls.size(), 1);
    ChatClient client;
    QCOMPARE(client.wait(client.post(user.info.urls.first(), u"Hello"_s)).status, 200);
}

QTEST_GUILESS_MAIN(TestTurns)
#include "tst_turns.moc"
