// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/heldrun.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::HeldRun;
using sim::Stage;

namespace {

const QString handler = u"http-server.chat-handler"_s;
const QString turnPlace = u"/children/0/children/0/children/0/children/0/children/0/children/0"_s;

const MemoryStore::Stack &agent(const Stage &stage)
{
    return stage.store->stacks[u"agent"_s];
}

QStringList nodesOf(const TurnRecord &turn)
{
    QStringList names;
    for (const NodeRecord &node : turn.nodes)
        names.append(node.id.toString().section(u".tool."_s, -1) + u' '
                     + nodeStateName(node.state));
    return names;
}

void deployAgent(Stage &stage)
{
    stage.start(sim::agentTemplate());
    stage.drive();
}

} // namespace

/// Messages, their causes, and the turns that are kept; on the agent template with simulated
/// constructs.
class TestCauses : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTurnsNodesAllAnswerToItsMessage();
    void theCauseNamesTheOutputThatLedHere();
    void theNextMessagesNodesAnswerToTheNextMessage();
    void aNodeThatWaitedAnswersToTheMessageThatSetItGoing();
    void aFinishedTurnIsKeptWithItsNodes();
    void aFailedTurnKeepsTheFailureAndTheStackIsGreen();
    void aNodeWhosePropsFailedIsKeptWithItsTurn();
    void aTurnGoesOnAfterACrashUnderTheSameCause();
    void aTurnIsKeptWholeAfterACrashInItsMiddle();
    void aStoppedTurnGoesOnAtTheNextStart();
    void anAbsorbedChangeLeavesTheCauseAlone();
    void onlyTheLastFiftyTurnsAreKept();
    void aMessageIsDurableBeforeItIsWorkedOn();
    void aMessageThatCannotBeStoredIsRefused();
    void aCommitToAnUnknownNodeIsRefusedWhole();
    void noEffectBeginsAfterAHaltThatCameWhileItsIntentWasStored();
    void aStopWhileAnIntentIsBeingStoredEnds();
};

void TestCauses::aTurnsNodesAllAnswerToItsMessage()
{
    Stage stage;
    deployAgent(stage);
    stage.run->post(u"m1"_s, u"A"_s);
    stage.drive(2); // the first answer of the model, one tool
    int seen = 0;
    for (const Node *node : stage.runtime().tree()->nodes()) {
        if (node->id().depth() <= 5)
            continue;
        ++seen;
        QCOMPARE(node->cause.event.kind, u"message"_s);
        QCOMPARE(node->cause.event.id, u"m1"_s);
        QCOMPARE(node->cause.event.node, handler);
    }
    QVERIFY(seen >= 3);
    for (const NodeRecord &record : agent(stage).state->nodes()) {
        if (record.id.depth() > 5)
            QCOMPARE(record.cause.event.id, u"m1"_s);
    }
}

void TestCauses::theCauseNamesTheOutputThatLedHere()
{
    Stage stage;
    deployAgent(stage);
    stage.run->post(u"m1"_s, u"A"_s);
    QVERIFY(!stage.heldJobs().isEmpty());
    const QString completion = stage.heldJobs().first();
    QCOMPARE(stage.node(completion)->cause.kind, u"created"_s);
    QCOMPARE(stage.node(completion)->cause.sourceNode, handler);
    QCOMPARE(stage.node(completion)->cause.sourceOutput, u"pending"_s);
    stage.drive(1);
    const QString tool = stage.heldJobs().first();
    QVERIFY(tool.contains(u"tool-exec"));
    QCOMPARE(stage.node(tool)->cause.sourceNode, completion);
    // Survives a restart.
    const Cause before = stage.node(completion)->cause;
    stage.crash();
    stage.start(sim::agentTemplate());
    while (!stage.node(completion) || stage.node(completion)->state != NodeState::Deployed)
        QVERIFY(stage.drive(1) == 1);
    QCOMPARE(stage.node(completion)->cause, before);
}

void TestCauses::theNextMessagesNodesAnswerToTheNextMessage()
{
    Stage stage;
    deployAgent(stage);
    stage.run->post(u"m1"_s, u"A"_s);
    stage.run->post(u"m2"_s, u"B"_s);
    stage.drive();
    const QList<TurnRecord> turns = agent(stage).turns;
    QCOMPARE(turns.size(), 2);
    for (const TurnRecord &turn : turns) {
        for (const NodeRecord &node : turn.nodes)
            QCOMPARE(node.cause.event.id, turn.id);
    }
    QCOMPARE(turns.first().nodes.size(), turns.last().nodes.size());
}

void TestCauses::aNodeThatWaitedAnswersToTheMessageThatSetItGoing()
{
    Stage stage;
    stage.deploy(
        R"J([{"construct":"HttpServer","children":[{"construct":"ChatHandler","as":"chat","children":[
        {"construct":"Task","key":"x","props":{"v":{"$":"(chat.pending || {}).content"}}}]}]}])J");
    const QString id = handler + u".task-x"_s;
    QCOMPARE(stage.node(id)->state, NodeState::Waiting);
    stage.run->post(u"m1"_s, u"A"_s);
    stage.drive();
    QCOMPARE(stage.stateOf(id), u"deployed"_s);
    const Cause cause = stage.stored().find(id)->cause;
    QCOMPARE(cause.kind, u"created"_s);
    QCOMPARE(cause.event.id, u"m1"_s);
    QCOMPARE(cause.sourceNode, handler);
    QCOMPARE(cause.sourceOutput, u"pending"_s);
}

void TestCauses::aFinishedTurnIsKeptWithItsNodes()
{
    Stage stage;
    deployAgent(stage);
    QSignalSpy kept(&stage.runtime(), &Runtime::turnKept);
    stage.run->post(u"m1"_s, u"A"_s);
    stage.drive();
    QCOMPARE(kept.size(), 1);
    const TurnRecord turn = agent(stage).turns.first();
    QCOMPARE(turn.id, u"m1"_s);
    QCOMPARE(turn.elementPointer, turnPlace);
    // Three rounds of the model, three tools, the memory's append, the answer.
    const QStringList names = nodesOf(turn);
    QCOMPARE(names.size(), 8);
    for (const QString &name : names)
        QVERIFY2(name.endsWith(u" deployed"), qPrintable(name));
    QVERIFY(turn.nodes.first().id.toString().contains(u"completion-m1"));
    QVERIFY(turn.nodes.last().constructType == u"ChatResponse");
    QVERIFY(turn.nodes.last().outputs->value(u"sent"_s).toBool());
    // Gone from tree and state.
    QCOMPARE(agent(stage).state->nodeCount(), 5);
    QCOMPARE(stage.ids().size(), 5);
}

void TestCauses::aFailedTurnKeepsTheFailureAndTheStackIsGreen()
{
    Stage stage;
    stage.world.fail = [](const QString &, int) { return true; };
    deployAgent(stage);
    stage.run->post(u"m1"_s, u"A"_s);
    stage.drive();
    const TurnRecord turn = agent(stage).turns.first();
    const QStringList names = nodesOf(turn);
    QVERIFY2(names.contains(u"completion-m1 failed"_s), qPrintable(names.join(u'\n')));
    QCOMPARE(turn.nodes.first().error->code, ErrorCode::ModelFailed);
    QVERIFY2(names.filter(u"chat-response"_s).size() == 1, qPrintable(names.join(u'\n')));
    QVERIFY(stage.provider().log.filter(u"(handled)"_s).size() == 1);
    QCOMPARE(agent(stage).state->status, StackStatus::Deployed);
    QVERIFY(stage.runtime().failures().isEmpty());
}

void TestCauses::aNodeWhosePropsFailedIsKeptWithItsTurn()
{
    Stage stage;
    stage.deploy(
        R"J([{"construct":"HttpServer","children":[{"construct":"ChatHandler","as":"chat","children":[
        {"show":{"$":"chat.pending"},"key":{"$":"chat.pending.id"},"children":[{"boundary":"failure",
          "children":[{"construct":"Task","key":"x","props":{"v":{"$":"chat.nothing.at.all"}}}],
          "fallback":[{"construct":"ChatResponse","props":{"handlerId":{"$":"chat.id"},
             "messageId":{"$":"chat.pending.id"},"error":{"$":"failure"}}}]}]}]}]}])J");
    stage.run->post(u"m1"_s, u"A"_s);
    stage.drive();
    const QList<TurnRecord> turns = stage.store->stacks[u"s"_s].turns;
    QCOMPARE(turns.size(), 1);
    QStringList states;
    for (const NodeRecord &node : turns.first().nodes)
        states.append(node.constructType + u' ' + nodeStateName(node.state));
    states.sort();
    QCOMPARE(states, (QStringList{u"ChatResponse deployed"_s, u"Task failed"_s}));
    QCOMPARE(turns.first().elementPointer, u"/children/0/children/0/children/0"_s);
}

void TestCauses::aTurnGoesOnAfterACrashUnderTheSameCause()
{
    Stage stage;
    deployAgent(stage);
    stage.run->post(u"m1"_s, u"A"_s);
    stage.drive(4);
    const int calls = stage.world.calls.size();
    stage.crash();
    deployAgent(stage);
    for (auto it = stage.world.calls.cbegin(); it != stage.world.calls.cend(); ++it)
        QVERIFY2(it.value() == 1, qPrintable(it.key()));
    QVERIFY(stage.world.calls.size() > calls);
    const TurnRecord turn = agent(stage).turns.first();
    for (const NodeRecord &node : turn.nodes)
        QCOMPARE(node.cause.event.id, u"m1"_s);
}

void TestCauses::aTurnIsKeptWholeAfterACrashInItsMiddle()
{
    Stage whole;
    deployAgent(whole);
    whole.run->post(u"m1"_s, u"A"_s);
    const int steps = whole.drive();
    const QStringList wanted = nodesOf(agent(whole).turns.first());
    for (int i = 0; i < steps; ++i) {
        Stage stage;
        deployAgent(stage);
        stage.run->post(u"m1"_s, u"A"_s);
        stage.drive(i);
        stage.crash();
        deployAgent(stage);
        QVERIFY2(agent(stage).turns.size() == 1, qPrintable(QString::number(i)));
        QStringList names = nodesOf(agent(stage).turns.first());
        QStringList sorted = wanted;
        sorted.sort();
        names.sort();
        QCOMPARE(names, sorted);
        QCOMPARE(agent(stage).turns.first().elementPointer, turnPlace);
    }
}

void TestCauses::aStoppedTurnGoesOnAtTheNextStart()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    deployAgent(stage);
    stage.run->post(u"m1"_s, u"A"_s);
    stage.drive(1);
    QVERIFY(!stage.heldJobs().isEmpty());
    QVERIFY(stage.stop());
    QVERIFY(agent(stage).state->status != StackStatus::Applying);
    QVERIFY(agent(stage).state->applyingNodeIds.isEmpty());
    QVERIFY(agent(stage).turns.isEmpty());
    stage.crash();
    deployAgent(stage);
    QCOMPARE(agent(stage).turns.size(), 1);
    for (auto it = stage.world.calls.cbegin(); it != stage.world.calls.cend(); ++it)
        QVERIFY2(it.value() == 1, qPrintable(it.key()));
    QCOMPARE(stage.world.sent.size(), 1);
}

void TestCauses::anAbsorbedChangeLeavesTheCauseAlone()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","as":"s","props":{"a":1},"children":[
        {"construct":"Task","key":"x","props":{"v":{"$":"s.a"}}}]}])");
    const Cause before = stage.node(u"task.task-x"_s)->cause;
    QCOMPARE(before.event.kind, u"deploy"_s);
    // There and back before it could be applied.
    stage.runtime().commit({{u"task"_s, {{u"a"_s, 2}}}}, {u"message"_s, u"m1"_s, {}, 0}, {});
    stage.runtime().commit({{u"task"_s, {{u"a"_s, 1}}}}, {u"message"_s, u"m2"_s, {}, 0}, {});
    stage.settle();
    QVERIFY(stage.heldJobs().isEmpty());
    QCOMPARE(stage.node(u"task.task-x"_s)->cause, before);
}

void TestCauses::onlyTheLastFiftyTurnsAreKept()
{
    Stage stage;
    deployAgent(stage);
    for (int i = 1; i <= Runtime::keptTurns + 3; ++i) {
        stage.run->clock.advance(10);
        stage.run->post(u"m%1"_s.arg(i), u"Q%1"_s.arg(i));
        stage.drive();
    }
    QCOMPARE(agent(stage).turns.size(), Runtime::keptTurns);
    QCOMPARE(agent(stage).turns.first().id, u"m4"_s);
    QCOMPARE(agent(stage).state->nodeCount(), 5);
    QVERIFY(agent(stage).state->latches.isEmpty());
}

namespace {

const QByteArray reader = R"([{"construct":"Task","as":"s","props":{"a":1},"children":[
    {"construct":"Task","key":"x","props":{"v":{"$":"s.a"}}}]}])";

} // namespace

void TestCauses::aMessageIsDurableBeforeItIsWorkedOn()
{
    HeldRun run(reader);
    run.drive();
    run.backend.hold = true;
    run.provider.log.clear();
    bool accepted = false;
    run.runtime.commit({{u"task"_s, {{u"a"_s, 2}}}}, {u"message"_s, u"m1"_s, u"task"_s, 0},
                       [&](const Result<void> &result) { accepted = result.ok(); });
    HeldRun::settle();
    QVERIFY(!accepted);
    QCOMPARE(run.backend.held(), 1);
    QCOMPARE(run.runtime.tree()->find(NodeId::root(u"task"_s))->outputs()->value(u"a"_s),
             QJsonValue(1));
    QVERIFY(run.backend.release());
    HeldRun::settle();
    QVERIFY(accepted);
    QVERIFY2(run.provider.log.isEmpty(), "the intent comes first");
    QVERIFY(run.backend.release());
    HeldRun::settle();
    QCOMPARE(run.provider.log, QStringList{u"apply task.task-x"_s});
}

void TestCauses::aMessageThatCannotBeStoredIsRefused()
{
    HeldRun run(reader);
    run.drive();
    run.provider.log.clear();
    run.backend.error = Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
    ErrorCode code = ErrorCode::Internal;
    run.runtime.commit({{u"task"_s, {{u"a"_s, 2}}}}, {u"message"_s, u"m1"_s, u"task"_s, 0},
                       [&](const Result<void> &result) { code = result.error().code; });
    HeldRun::settle();
    QCOMPARE(code, ErrorCode::DiskFull);
    QVERIFY(run.provider.log.isEmpty());
    QVERIFY(run.runtime.haltedBy());
}

void TestCauses::aCommitToAnUnknownNodeIsRefusedWhole()
{
    HeldRun run(reader);
    run.drive();
    ErrorCode code = ErrorCode::Internal;
    run.runtime.commit({{u"task"_s, {{u"a"_s, 2}}}, {u"nobody"_s, {{u"a"_s, 2}}}}, {},
                       [&](const Result<void> &result) { code = result.error().code; });
    HeldRun::settle();
    QCOMPARE(code, ErrorCode::NotFound);
    QCOMPARE(run.runtime.node(u"task"_s)->outputs->value(u"a"_s), QJsonValue(1));
}

void TestCauses::noEffectBeginsAfterAHaltThatCameWhileItsIntentWasStored()
{
    HeldRun run(reader);
    run.drive();
    run.provider.log.clear();
    run.runtime.commit({{u"task"_s, {{u"a"_s, 2}}}}, {u"message"_s, u"m1"_s, u"task"_s, 0}, {});
    run.backend.hold = true;
    HeldRun::settle();
    QCOMPARE(run.backend.held(), 1);
    run.runtime.halt({ErrorCode::LockLost, u"lost"_s, {}, {}});
    QVERIFY(run.backend.release());
    HeldRun::settle();
    QVERIFY2(run.provider.log.filter(u"apply"_s).isEmpty(),
             qPrintable(run.provider.log.join(u'\n')));
    QVERIFY(run.runtime.isIdle());
}

void TestCauses::aStopWhileAnIntentIsBeingStoredEnds()
{
    HeldRun run(reader);
    run.drive();
    run.provider.log.clear();
    run.runtime.commit({{u"task"_s, {{u"a"_s, 2}}}}, {u"message"_s, u"m1"_s, u"task"_s, 0}, {});
    run.backend.hold = true;
    HeldRun::settle();
    bool stopped = false;
    run.runtime.stop([&](const Result<void> &) { stopped = true; });
    HeldRun::settle();
    QVERIFY(!stopped);
    while (run.backend.release())
        HeldRun::settle();
    QVERIFY(stopped);
    QVERIFY(run.provider.log.filter(u"apply"_s).isEmpty());
    const StackRecord &state = *run.backend.memory.store()->stacks[u"s"_s].state;
    QCOMPARE(state.find(u"task.task-x"_s)->state, NodeState::Deployed);
    QCOMPARE(state.find(u"task.task-x"_s)->props.value(u"v"_s), QJsonValue(1));
}

QTEST_GUILESS_MAIN(TestCauses)
#include "tst_causes.moc"
