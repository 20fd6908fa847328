// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/turnsteps.h"

#include "tests/core/engine/enginebench.h"

using namespace creact;
using namespace Qt::StringLiterals;
using Fault = DemoServer::Fault;
using State = TurnStep::State;

/// What a turn is made of, while it is worked on and afterwards.
class TestTurnSteps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRecordWithoutOutputsIsAStepThatWasStopped();
    void usageCountsWhatIsThere();
    void aTurnIsModelToolModel();
    void theWordsComeAsTheyAreSaid();
    void stepsOfATurnAreKeptAcrossARestart();
    void aRetryIsToldWhileItWaits();
    void aCallThatNeedsApprovalWaitsForIt();
    void aCallThatIsDeniedIsAnErrorTheModelReads();
    void anAllowedToolIsNotAskedAgainUntilRevoked();
    void stepsOfACancelledTurnAreStopped();
    void aTurnThatNobodyKnowsHasNoSteps();
    void aTurnOfASessionIsKeptWhereItRan();
};

namespace {

/// What an Engine told of turns, in its order.
struct TurnLog {
    explicit TurnLog(Engine &engine)
    {
        QObject::connect(&engine, &Engine::turnStepsChanged, &context,
                         [this](const QString &turnId, const QList<TurnStep> &now) {
                             steps = now;
                             for (const TurnStep &step : now)
                                 seen.insert(int(step.state));
                             order.append(u"steps "_s + turnId);
                         });
        QObject::connect(&engine, &Engine::turnText, &context,
                         [this](const QString &, const QString &nodeId, const TextDelta &delta) {
                             if (delta.again)
                                 texts.remove(nodeId);
                             texts[nodeId] += delta.content;
                         });
        QObject::connect(&engine, &Engine::turnChanged, &context, [this](const ChatTurn &turn) {
            if (turn.endedAt > 0)
                order.append(u"ended "_s + turn.id);
        });
    }
    bool saw(State state) const { return seen.contains(int(state)); }

    QObject context;
    QList<TurnStep> steps;
    QSet<int> seen;
    QHash<QString, QString> texts;
    QStringList order;
};

constexpr auto tool = R"("name": "wikipedia",)";
constexpr auto askingTool = R"("name": "wikipedia", "approval": "ask",)";

} // namespace

void TestTurnSteps::aRecordWithoutOutputsIsAStepThatWasStopped()
{
    TurnRecord turn;
    turn.id = u"t1"_s;
    NodeRecord node;
    node.constructType = u"ToolExec"_s;
    node.state = NodeState::Applying;
    node.props = {{u"name"_s, 7}, {u"args"_s, u"no object"_s}};
    NodeRecord other;
    other.constructType = u"Memory"_s;
    turn.nodes = {other, node};
    const QList<TurnStep> steps = turnStepsOf(turn);
    QCOMPARE(steps.size(), 1);
    QCOMPARE(steps.first().state, State::Stopped);
    QCOMPARE(steps.first().kind, TurnStep::Kind::Tool);
    QCOMPARE(steps.first().name, QString());
    QCOMPARE(steps.first().args, QJsonValue(u"no object"_s));
    QCOMPARE(steps.first().durationMs, -1);
}

void TestTurnSteps::usageCountsWhatIsThere()
{
    QCOMPARE(TurnUsage::fromJson({}), TurnUsage());
    const TurnUsage both =
        TurnUsage::fromJson({{u"promptTokens"_s, 3}, {u"completionTokens"_s, 4}});
    QCOMPARE(both.totalTokens, 7);
    TurnStep step;
    step.usage = both;
    QCOMPARE(usageOf({step, step}).totalTokens, 14);
    QCOMPARE(usageOf({}), TurnUsage());
}

void TestTurnSteps::aTurnIsModelToolModel()
{
    StackBench bench;
    EngineUser user;
    TurnLog log(user.engine());
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    const Result<ChatTurn> turn = user.ask(u"Who was Ada Lovelace?"_s);
    QVERIFY(turn.ok() && !turn->error);
    QCOMPARE(log.steps.size(), 3);
    for (const TurnStep &step : std::as_const(log.steps)) {
        QCOMPARE(step.state, State::Done);
        QCOMPARE(step.turnId, turn->id);
        QVERIFY(step.startedAt >= turn->acceptedAt && step.durationMs >= 0);
        QVERIFY(step.activity.isEmpty());
    }
    QCOMPARE(log.steps.at(1).kind, TurnStep::Kind::Tool);
    QCOMPARE(log.steps.at(1).name, u"wikipedia"_s);
    QVERIFY(log.steps.at(1).args.isObject());
    QVERIFY(log.steps.at(1).text.contains(u"Lovelace"_s));
    QCOMPARE(log.steps.at(2).text, turn->answer);
    QCOMPARE(log.steps.at(2).finishReason, u"stop"_s);
    QVERIFY(usageOf(log.steps).totalTokens > log.steps.at(0).usage.totalTokens);
    QVERIFY(log.saw(State::Running));
    // The last word about the steps comes before the end of the turn.
    QCOMPARE(log.order.last(), u"ended "_s + turn->id);
    const auto asked = user.await<QList<TurnStep>>(
        [&](const auto &done) { user.engine().turnSteps(turn->id, done); });
    QVERIFY(asked.ok());
    QCOMPARE(*asked, log.steps);
}

void TestTurnSteps::theWordsComeAsTheyAreSaid()
{
    StackBench bench;
    EngineUser user;
    TurnLog log(user.engine());
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    const Result<ChatTurn> turn = user.ask(u"Who was Ada Lovelace?"_s);
    QVERIFY(turn.ok() && !turn->error);
    QVERIFY(!turn->answer.isEmpty());
    QCOMPARE(log.texts.value(log.steps.last().nodeId), turn->answer);
}

void TestTurnSteps::stepsOfATurnAreKeptAcrossARestart()
{
    StackBench bench;
    QString id;
    QList<TurnStep> before;
    {
        EngineUser user;
        TurnLog log(user.engine());
        QVERIFY(user.open(bench.request()).ok());
        QVERIFY(user.deploy().ok());
        id = user.ask(u"Who was Ada Lovelace?"_s)->id;
        before = log.steps;
        QVERIFY(user.stop().ok());
    }
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    const auto steps =
        user.await<QList<TurnStep>>([&](const auto &done) { user.engine().turnSteps(id, done); });
    QVERIFY(steps.ok());
    QCOMPARE(*steps, before);
}

void TestTurnSteps::aRetryIsToldWhileItWaits()
{
    StackBench bench;
    bench.options.modelRetries = 1;
    EngineUser user;
    TurnLog log(user.engine());
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(Fault::RateLimited);
    TurnStep waiting;
    connect(&user.engine(), &Engine::turnStepsChanged, &log.context,
            [&](const QString &, const QList<TurnStep> &steps) {
                if (!steps.isEmpty() && steps.last().state == State::Waiting)
                    waiting = steps.last();
            });
    const Result<ChatTurn> turn = user.ask(u"Who was Ada Lovelace?"_s);
    QVERIFY(turn.ok() && !turn->error);
    QVERIFY(log.saw(State::Waiting));
    QCOMPARE(waiting.retry, 1);
    QCOMPARE(waiting.retryReason, ErrorCode::ModelRateLimited);
    QVERIFY(waiting.retryAt > waiting.startedAt);
    QCOMPARE(log.steps.first().state, State::Done);
}

void TestTurnSteps::aCallThatNeedsApprovalWaitsForIt()
{
    StackBench bench;
    QVERIFY(bench.edit(tool, askingTool));
    EngineUser user;
    TurnLog log(user.engine());
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    const Result<ChatTurn> sent = user.send(u"Who was Ada Lovelace?"_s);
    QVERIFY(sent.ok());
    QTRY_COMPARE(user.info.approvals.size(), 1);
    const ApprovalRequest request = user.info.approvals.first();
    QCOMPARE(request.turnId, sent->id);
    QTRY_COMPARE(log.steps.size(), 2);
    QCOMPARE(log.steps.last().nodeId, request.nodeId);
    QTRY_COMPARE(log.steps.last().state, State::Asking);
    QCOMPARE(bench.searches(), 0);
    const auto decide = [&](const QString &node) {
        return user.await<void>([&](const auto &done) {
            user.engine().decideApproval(node, ApprovalDecision::Once, {}, done);
        });
    };
    QCOMPARE(decide(u"nothing"_s).error().code, ErrorCode::NotFound);
    QVERIFY(decide(request.nodeId).ok());
    QTRY_COMPARE(user.turn(sent->id).state, ChatTurn::State::Answered);
    QCOMPARE(log.steps.at(1).state, State::Done);
    QVERIFY(user.info.approvals.isEmpty());
    QCOMPARE(bench.searches(), 1);
}

void TestTurnSteps::aCallThatIsDeniedIsAnErrorTheModelReads()
{
    StackBench bench;
    QVERIFY(bench.edit(tool, askingTool));
    EngineUser user;
    TurnLog log(user.engine());
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    const Result<ChatTurn> sent = user.send(u"Who was Ada Lovelace?"_s);
    QTRY_COMPARE(user.info.approvals.size(), 1);
    user.engine().decideApproval(user.info.approvals.first().nodeId, ApprovalDecision::Deny);
    QTRY_VERIFY(user.turn(sent->id).endedAt > 0);
    QVERIFY(log.steps.at(1).isError);
    QCOMPARE(log.steps.at(1).state, State::Done);
    QCOMPARE(bench.searches(), 0);
}

void TestTurnSteps::anAllowedToolIsNotAskedAgainUntilRevoked()
{
    StackBench bench;
    QVERIFY(bench.edit(tool, askingTool));
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    const Result<ChatTurn> first = user.send(u"Who was Ada Lovelace?"_s);
    QTRY_COMPARE(user.info.approvals.size(), 1);
    const ApprovalRequest request = user.info.approvals.first();
    user.engine().decideApproval(request.nodeId, ApprovalDecision::Always);
    QTRY_COMPARE(user.turn(first->id).state, ChatTurn::State::Answered);
    QCOMPARE(user.ask(u"Who was Alan Turing?"_s)->state, ChatTurn::State::Answered);
    QCOMPARE(bench.searches(), 2);
    QList<TreeRow> tools = user.tree.all(0);
    tools.removeIf([&](const TreeRow &row) { return row.nodeId != request.toolNode; });
    QCOMPARE(tools.size(), 1);
    QCOMPARE(user.inspect(tools.first().uid).grant->tool, u"wikipedia"_s);
    const auto revoke = [&] {
        return user.await<void>(
            [&](const auto &done) { user.engine().revokeApproval(request.toolNode, done); });
    };
    QVERIFY(revoke().ok());
    QVERIFY(!user.inspect(tools.first().uid).grant);
    QCOMPARE(revoke().error().code, ErrorCode::NotFound);
    QVERIFY(user.send(u"Who was Grace Hopper?"_s).ok());
    QTRY_COMPARE(user.info.approvals.size(), 1);
}

void TestTurnSteps::stepsOfACancelledTurnAreStopped()
{
    StackBench bench;
    EngineUser user;
    TurnLog log(user.engine());
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(Fault::Hang);
    const Result<ChatTurn> sent = user.send(u"Who was Ada Lovelace?"_s);
    QTRY_COMPARE(log.steps.size(), 1);
    QVERIFY(user.await<void>([&](const auto &done) {
                    user.engine().cancelTurn(sent->handlerId, sent->id, done);
                })
                .ok());
    QTRY_VERIFY(user.turn(sent->id).endedAt > 0);
    QCOMPARE(log.steps.size(), 1);
    QCOMPARE(log.steps.first().state, State::Stopped);
}

void TestTurnSteps::aTurnThatNobodyKnowsHasNoSteps()
{
    StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    const auto steps = user.await<QList<TurnStep>>(
        [&](const auto &done) { user.engine().turnSteps(u"nobody's"_s, done); });
    QVERIFY(steps.ok());
    QVERIFY(steps->isEmpty());
    const auto decided = user.await<void>([&](const auto &done) {
        user.engine().decideApproval(u"x"_s, ApprovalDecision::Once, {}, done);
    });
    QCOMPARE(decided.error().code, ErrorCode::InvalidArgument);
}

void TestTurnSteps::aTurnOfASessionIsKeptWhereItRan()
{
    StackBench bench(u"agent-sessions"_s);
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    for (const QString &session : {u"first"_s, u"second"_s}) {
        const Result<ChatTurn> sent = user.await<ChatTurn>([&](const Done<ChatTurn> &done) {
            user.engine().sendMessage({}, {u"Who was Ada Lovelace?"_s, session, session}, done);
        });
        QVERIFY(sent.ok());
        QTRY_COMPARE(user.turn(session).state, ChatTurn::State::Answered);
    }
    QTRY_COMPARE(user.tree.ofKind(TreeRow::Kind::Turn).size(), 2);
    const auto places = [&user] {
        QStringList found;
        for (const TreeRow &turn : user.tree.ofKind(TreeRow::Kind::Turn)) {
            const TreeRow show = user.tree.row(turn.parent);
            const TreeRow memory = user.tree.row(show.parent);
            found.append(turn.key + u' ' + show.title + u' ' + memory.title + u' '
                         + user.tree.row(memory.parent).key);
            for (const TreeRow &node : user.tree.all(turn.uid))
                found.removeIf([&](const QString &) { return node.title == u"Memory"_s; });
        }
        found.sort();
        return found;
    };
    const QStringList expected{u"first show Memory first"_s, u"second show Memory second"_s};
    QCOMPARE(places(), expected);
    QVERIFY(user.stop().ok());
    QVERIFY(user.deploy().ok());
    QTRY_COMPARE(places(), expected);
}

QTEST_GUILESS_MAIN(TestTurnSteps)
#include "tst_turnsteps.moc"
