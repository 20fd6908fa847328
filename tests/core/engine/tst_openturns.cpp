// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/deployer.h"

#include <QJsonArray>

using namespace creact;
using namespace Qt::StringLiterals;
using OpenTurns = DeployRequest::OpenTurns;

namespace {

/// The requests that the model got, and how many of them say something.
QByteArrayList requestsOf(const StackBench &bench)
{
    QByteArrayList requests;
    for (const DemoServer::Exchange &each : bench.demo.log()) {
        if (each.path == "/v1/chat/completions"_L1)
            requests.append(each.request);
    }
    return requests;
}

qsizetype saying(const QByteArrayList &requests, const QByteArray &first, const QByteArray &second)
{
    return std::count_if(requests.begin(), requests.end(), [&](const QByteArray &each) {
        return each.contains(first) && each.contains(second);
    });
}

/// No call was made twice.
bool allDiffer(const QByteArrayList &requests)
{
    return QSet<QByteArray>(requests.begin(), requests.end()).size() == requests.size();
}

} // namespace

/// What becomes of turns that are open when a deploy begins.
class TestOpenTurns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePlanKnowsTheOpenTurn();
    void aTurnIsCarriedOver();
    void aDeployWaitsForTheTurn();
    void messagesInTheQueueGoOnWithTheNewDocument();
    void whatComesWhileADeployWaitsBeginsOnTheNewDocument();
    void severalTurnsAtWorkAreWaitedForAndOthersHeldBack();
    void waitingIsCancelled();
    void whatWasHeldBackBeginsWhenTheWaitingIsCancelled();
    void aDeployThatTakesOverKeepsHoldingBack();
    void stoppingEndsTheWaiting();
    void anotherDeployEndsTheWaiting();
    void aTurnThatIsOverIsNotWaitedFor();
};

void TestOpenTurns::thePlanKnowsTheOpenTurn()
{
    StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(DemoServer::Fault::Hang);
    const Result<ChatTurn> turn = user.send(u"Who was Ada Lovelace?"_s);
    QVERIFY(turn.ok());
    QTRY_COMPARE(bench.modelCalls(), 1);
    const Result<Plan> same = user.plan();
    QVERIFY(same.ok());
    QCOMPARE(same->openTurns.size(), 1);
    QVERIFY(same->openTurns[0].again.isEmpty());
    QVERIFY(same->openTurns[0].gone.isEmpty());
    QVERIFY(bench.edit("gpt-4o-mini", "gpt-4.1"));
    const Result<Plan> plan = user.plan();
    QVERIFY(plan.ok());
    QCOMPARE(plan->openTurns.size(), 1);
    QCOMPARE(plan->openTurns[0].id, turn->id);
    QCOMPARE(plan->openTurns[0].question, u"Who was Ada Lovelace?"_s);
    // The call that is at work would be made again, with the other model.
    QCOMPARE(plan->openTurns[0].again.size(), 1);
    QVERIFY(plan->openTurns[0].again[0].contains(u"completion"_s));
    QVERIFY(plan->find(plan->openTurns[0].again[0])->calls);
    QVERIFY(user.stop().ok());
}

void TestOpenTurns::aTurnIsCarriedOver()
{
    StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(DemoServer::Fault::Slow);
    const Result<ChatTurn> turn = user.send(u"Who was Ada Lovelace?"_s);
    QVERIFY(turn.ok());
    QTRY_COMPARE(bench.modelCalls(), 1);
    QVERIFY(bench.edit("gpt-4o-mini", "gpt-4.1"));
    QVERIFY(user.deployWith({.openTurns = OpenTurns::CarryOver}).ok());
    QTRY_COMPARE(user.turn(turn->id).state, ChatTurn::State::Answered);
    QVERIFY(!user.turn(turn->id).answer.isEmpty());
    QCOMPARE(bench.remembered().size(), 2);
    // The deployment was at work meanwhile; what answers to the message is no step of it.
    for (const DeploymentRecord::Step &step : user.newest().steps)
        QVERIFY2(!step.nodeId.contains(u"chat-response"), qPrintable(step.nodeId));
}

void TestOpenTurns::aDeployWaitsForTheTurn()
{
    StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(DemoServer::Fault::Slow);
    const Result<ChatTurn> turn = user.send(u"Who was Ada Lovelace?"_s);
    QVERIFY(turn.ok());
    QTRY_COMPARE(bench.modelCalls(), 1);
    QVERIFY(bench.edit("gpt-4o-mini", "gpt-4.1"));
    std::optional<ChatTurn> whenDone;
    bool done = false;
    user.engine().deploy({.openTurns = OpenTurns::FinishFirst}, [&](const Result<void> &result) {
        QVERIFY(result.ok());
        whenDone = user.turn(turn->id);
        done = true;
    });
    QTRY_COMPARE(user.info.waitsForTurn, turn->id);
    // What is edited while it waits is another deploy's.
    QVERIFY(bench.edit("gpt-4.1", "gpt-5"));
    QTRY_VERIFY_WITH_TIMEOUT(done, EngineUser::patience);
    QCOMPARE(whenDone->state, ChatTurn::State::Answered);
    QTRY_VERIFY(user.info.waitsForTurn.isEmpty());
    // On the old version to its end.
    for (const DemoServer::Exchange &each : bench.demo.log())
        QVERIFY(!each.request.contains("gpt-4.1"));
    QCOMPARE(user.newest().plan.items.value(0).fields[u"model"_s][u"new"_s].toString(),
             u"gpt-4.1"_s);
}

void TestOpenTurns::messagesInTheQueueGoOnWithTheNewDocument()
{
    StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(DemoServer::Fault::Slow);
    const Result<ChatTurn> first = user.send(u"Who was Ada Lovelace?"_s);
    const Result<ChatTurn> second = user.send(u"Who was Alan Turing?"_s);
    QVERIFY(first.ok() && second.ok());
    QTRY_COMPARE(bench.modelCalls(), 1);
    QVERIFY(bench.edit("gpt-4o-mini", "gpt-4.1"));
    user.engine().deploy({.openTurns = OpenTurns::FinishFirst}, user.counted<void>());
    QTRY_COMPARE_WITH_TIMEOUT(user.turn(second->id).state, ChatTurn::State::Answered,
                              EngineUser::patience);
    QCOMPARE(user.turn(first->id).state, ChatTurn::State::Answered);
    QVERIFY(bench.demo.log().last().request.contains("gpt-4.1"));
    QCOMPARE(bench.remembered().size(), 4);
    QTRY_COMPARE(user.answers(), (QList<int>(user.answers().size(), 1)));
}

void TestOpenTurns::whatComesWhileADeployWaitsBeginsOnTheNewDocument()
{
    StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(DemoServer::Fault::Slow);
    const Result<ChatTurn> first = user.send(u"Who was Ada Lovelace?"_s);
    const Result<ChatTurn> second = user.send(u"Who was Alan Turing?"_s);
    QTRY_COMPARE(bench.modelCalls(), 1);
    QVERIFY(bench.edit("gpt-4o-mini", "gpt-4.1"));
    user.engine().deploy({.openTurns = OpenTurns::FinishFirst}, user.counted<void>());
    QTRY_COMPARE(user.info.waitsForTurn, first->id);
    const Result<ChatTurn> third = user.send(u"Who was Grace Hopper?"_s);
    QVERIFY2(third.ok(), "it is taken all the same");
    QCOMPARE(third->state, ChatTurn::State::Queued);
    QTRY_COMPARE_WITH_TIMEOUT(user.turn(third->id).state, ChatTurn::State::Answered,
                              EngineUser::patience);
    QCOMPARE(user.turn(first->id).state, ChatTurn::State::Answered);
    QCOMPARE(user.turn(second->id).state, ChatTurn::State::Answered);
    const QByteArrayList requests = requestsOf(bench);
    QVERIFY(allDiffer(requests));
    QCOMPARE(saying(requests, "gpt-4o-mini", "Turing"), 0);
    QCOMPARE(saying(requests, "gpt-4o-mini", "Hopper"), 0);
    QVERIFY(saying(requests, "gpt-4.1", "Turing") >= 2);
    QCOMPARE(bench.remembered().size(), 6);
    QTRY_COMPARE(user.answers(), (QList<int>(user.answers().size(), 1)));
}

void TestOpenTurns::severalTurnsAtWorkAreWaitedForAndOthersHeldBack()
{
    StackBench bench(u"sessions"_s);
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    const auto sendTo = [&](const QString &session, const QString &text) {
        const auto turn = user.await<ChatTurn>([&](const Done<ChatTurn> &done) {
            user.engine().sendMessage({}, ChatMessage{text, session, {}}, done);
        });
        return turn.ok() ? turn->id : QString();
    };
    bench.demo.failNext(DemoServer::Fault::Slow, 2);
    const QString ada = sendTo(u"a"_s, u"Who was Ada Lovelace?"_s);
    const QString alan = sendTo(u"b"_s, u"Who was Alan Turing?"_s);
    QTRY_COMPARE(bench.modelCalls(), 2);
    QVERIFY(bench.edit("gpt-4o-mini", "gpt-4.1"));
    user.engine().deploy({.openTurns = OpenTurns::FinishFirst}, user.counted<void>());
    QTRY_VERIFY(!user.info.waitsForTurn.isEmpty());
    const QString grace = sendTo(u"c"_s, u"Who was Grace Hopper?"_s);
    const QString next = sendTo(u"a"_s, u"Where is Vienna?"_s);
    const QStringList all{ada, alan, grace, next};
    for (const QString &id : all)
        QTRY_COMPARE_WITH_TIMEOUT(user.turn(id).state, ChatTurn::State::Answered,
                                  EngineUser::patience);
    const QByteArrayList requests = requestsOf(bench);
    QVERIFY(allDiffer(requests));
    QVERIFY(saying(requests, "gpt-4o-mini", "Lovelace") >= 2);
    QVERIFY(saying(requests, "gpt-4o-mini", "Turing") >= 2);
    QCOMPARE(saying(requests, "gpt-4.1", "Turing"), 0);
    QCOMPARE(saying(requests, "gpt-4o-mini", "Hopper"), 0);
    QCOMPARE(saying(requests, "gpt-4o-mini", "Vienna"), 0);
    QTRY_COMPARE(user.answers(), (QList<int>(user.answers().size(), 1)));
}

void TestOpenTurns::whatWasHeldBackBeginsWhenTheWaitingIsCancelled()
{
    StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(DemoServer::Fault::Hang);
    const Result<ChatTurn> first = user.send(u"Who was Ada Lovelace?"_s);
    QTRY_COMPARE(bench.modelCalls(), 1);
    user.engine().deploy({.openTurns = OpenTurns::FinishFirst}, user.counted<void>());
    QTRY_COMPARE(user.info.waitsForTurn, first->id);
    const Result<ChatTurn> second = user.send(u"Who was Alan Turing?"_s);
    QVERIFY(second.ok());
    QVERIFY(user.await<void>([&](const auto &done) { user.engine().cancelDeploy(done); }).ok());
    QVERIFY(user.await<void>([&](const auto &done) {
                    user.engine().cancelTurn(first->handlerId, first->id, done);
                })
                .ok());
    QTRY_COMPARE_WITH_TIMEOUT(user.turn(second->id).state, ChatTurn::State::Answered,
                              EngineUser::patience);
}

void TestOpenTurns::aDeployThatTakesOverKeepsHoldingBack()
{
    StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(DemoServer::Fault::Slow);
    const Result<ChatTurn> first = user.send(u"Who was Ada Lovelace?"_s);
    const Result<ChatTurn> second = user.send(u"Who was Alan Turing?"_s);
    QTRY_COMPARE(bench.modelCalls(), 1);
    user.engine().deploy({.openTurns = OpenTurns::FinishFirst}, user.counted<void>());
    QTRY_COMPARE(user.info.waitsForTurn, first->id);
    QVERIFY(bench.edit("gpt-4o-mini", "gpt-4.1"));
    user.engine().deploy({.openTurns = OpenTurns::FinishFirst}, user.counted<void>());
    QTRY_COMPARE_WITH_TIMEOUT(user.turn(second->id).state, ChatTurn::State::Answered,
                              EngineUser::patience);
    QCOMPARE(user.turn(first->id).state, ChatTurn::State::Answered);
    const QByteArrayList requests = requestsOf(bench);
    QVERIFY(allDiffer(requests));
    QCOMPARE(saying(requests, "gpt-4o-mini", "Turing"), 0);
    QTRY_COMPARE(user.answers(), (QList<int>(user.answers().size(), 1)));
}

void TestOpenTurns::waitingIsCancelled()
{
    StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(DemoServer::Fault::Slow);
    const Result<ChatTurn> turn = user.send(u"Who was Ada Lovelace?"_s);
    QVERIFY(turn.ok());
    QVERIFY(bench.edit("gpt-4o-mini", "gpt-4.1"));
    std::optional<Result<void>> answer;
    user.engine().deploy({.openTurns = OpenTurns::FinishFirst},
                         [&](const Result<void> &result) { answer = result; });
    QTRY_COMPARE(user.info.waitsForTurn, turn->id);
    QVERIFY(user.await<void>([&](const auto &done) { user.engine().cancelDeploy(done); }).ok());
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->error().code, ErrorCode::Cancelled);
    QTRY_COMPARE(user.turn(turn->id).state, ChatTurn::State::Answered);
    QCOMPARE(user.list().size(), 1);
    QCOMPARE(user.info.status, StackInfo::Status::Live);
}

void TestOpenTurns::stoppingEndsTheWaiting()
{
    StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(DemoServer::Fault::Hang);
    QVERIFY(user.send(u"Who was Ada Lovelace?"_s).ok());
    QTRY_COMPARE(bench.modelCalls(), 1);
    std::optional<Result<void>> answer;
    user.engine().deploy({.openTurns = OpenTurns::FinishFirst},
                         [&](const Result<void> &result) { answer = result; });
    QVERIFY(user.stop().ok());
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->error().code, ErrorCode::Cancelled);
    QTRY_VERIFY(user.info.waitsForTurn.isEmpty());
}

void TestOpenTurns::anotherDeployEndsTheWaiting()
{
    StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(DemoServer::Fault::Slow);
    const Result<ChatTurn> turn = user.send(u"Who was Ada Lovelace?"_s);
    QVERIFY(turn.ok());
    QTRY_COMPARE(bench.modelCalls(), 1);
    std::optional<Result<void>> answer;
    user.engine().deploy({.openTurns = OpenTurns::FinishFirst},
                         [&](const Result<void> &result) { answer = result; });
    QVERIFY(user.deploy().ok());
    QVERIFY(answer.has_value());
    QCOMPARE(answer->error().code, ErrorCode::Cancelled);
    QTRY_COMPARE(user.turn(turn->id).state, ChatTurn::State::Answered);
    QCOMPARE(user.list().size(), 2);
}

void TestOpenTurns::aTurnThatIsOverIsNotWaitedFor()
{
    StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(user.ask(u"Who was Ada Lovelace?"_s).ok());
    QVERIFY(user.deployWith({.openTurns = OpenTurns::FinishFirst}).ok());
    QCOMPARE(user.list().size(), 2);
}

QTEST_GUILESS_MAIN(TestOpenTurns)
#include "tst_openturns.moc"
