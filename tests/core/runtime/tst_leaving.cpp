// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using namespace std::chrono_literals;
using sim::Stage;

namespace {

const QByteArray shown = R"([{"construct":"Task","as":"s","key":"s","props":{"a":1},"children":[
    {"show":{"$":"s.a"},"children":[
        {"construct":"Task","key":"x","props":{"v":{"$":"s.a"}},"children":[
            {"construct":"Task","key":"y"}]}]}]}])";

} // namespace

/// Nodes that leave the tree, orphans, and the end of a run.
class TestLeaving : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatLeavesIsDestroyedDependentsFirst();
    void aCreateWaitsForTheDeleteOfItsOwnId();
    void aCreateWaitsForTheDeleteOfAnAncestor();
    void aCreateDoesNotWaitForOtherDeletes();
    void aNodeThatLeavesWhileAppliedIsCancelledAndForgotten();
    void aNodeThatFinishesAfterItLeftIsDestroyed();
    void aNodeThatComesBackWhileItIsCancelledIsApplied();
    void anUpdateThatIsCancelledStillDestroysTheNode();
    void aNodeIsNotCancelledByItsOwnResult();
    void aNodeWhoseElementIsRemovedIsDestroyedAtTheNextStart();
    void theSubtreeOfAFailedNodeIsKept();
    void whatWasRemovedBelowAFailedNodeWaitsUntilThatIsDeployed();
    void whatIsUnderAnUndefinedFlowElementIsKept();
    void whatIsUnderAnUnfinishedThenIsKept();
    void theSubtreeOfARemovedNodeGoesWithIt();
    void anErrorOfDestroyDoesNotKeepTheNode();
    void aHaltedStackDestroysNothingMore();
    void stopCancelsWhatIsApplied();
    void stopLeavesAnUpdateAsItWasBefore();
    void stopGivesUpAfterThreeSeconds();
    void aLateAnswerIsNotTakenForTheNextRunsAnswer();
    void aManualEffectThatStopGaveUpIsInterrupted();
    void stopWithoutARunAnswers();
};

void TestLeaving::whatLeavesIsDestroyedDependentsFirst()
{
    Stage stage;
    stage.deploy(shown);
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 0}});
    QCOMPARE(stage.takeLog(),
             (QStringList{u"destroy task-s.task-x.task-y"_s, u"destroy task-s.task-x"_s}));
    QCOMPARE(stage.storedIds(), QStringList{u"task-s"_s});
    QVERIFY(stage.auditActions().contains(u"resource_destroyed"_s));
}

void TestLeaving::aCreateWaitsForTheDeleteOfItsOwnId()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","as":"s","key":"s","props":{"a":1},"children":[
        {"show":{"$":"s.a"},"children":[{"construct":"Task","key":"x"}]}]}])");
    stage.provider().holdDestroys = true;
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 0}});
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 2}});
    QVERIFY(stage.takeLog().isEmpty());
    QCOMPARE(stage.node(u"task-s.task-x"_s)->state, NodeState::Pending);
    QVERIFY(stage.provider().stepDestroy());
    stage.settle();
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-s.task-x"_s});
    stage.drive();
    QCOMPARE(stage.stateOf(u"task-s.task-x"_s), u"deployed"_s);
    QVERIFY(stage.storedIds().contains(u"task-s.task-x"_s));
}

void TestLeaving::aCreateWaitsForTheDeleteOfAnAncestor()
{
    Stage stage;
    stage.deploy(shown);
    stage.provider().holdDestroys = true;
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 0}});
    QVERIFY(stage.provider().stepDestroy()); // y
    stage.settle();
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 1}});
    QVERIFY(stage.takeLog().isEmpty());
    QVERIFY(stage.provider().stepDestroy()); // x
    stage.settle();
    stage.drive();
    QCOMPARE(stage.takeLog(),
             (QStringList{u"apply task-s.task-x"_s, u"apply task-s.task-x.task-y"_s}));
}

void TestLeaving::aCreateDoesNotWaitForOtherDeletes()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","as":"s","key":"s","props":{"a":1},"children":[
        {"show":{"$":"s.a"},"children":[{"construct":"Task","key":"x"}],
         "else":[{"construct":"Task","key":"z"}]}]}])");
    stage.provider().holdDestroys = true;
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 0}});
    QCOMPARE(stage.takeLog(), (QStringList{u"destroy task-s.task-x"_s, u"apply task-s.task-z"_s}));
    QVERIFY(!stage.runtime().isIdle());
    QVERIFY(stage.provider().stepDestroy());
    stage.settle();
    stage.drive();
    QVERIFY(stage.runtime().isIdle());
}

void TestLeaving::aNodeThatLeavesWhileAppliedIsCancelledAndForgotten()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    stage.start(shown);
    stage.finish(u"task-s"_s);
    QCOMPARE(stage.heldJobs(), QStringList{u"task-s.task-x"_s});
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 0}});
    QCOMPARE(stage.takeLog(), QStringList{u"cancel task-s.task-x"_s});
    QCOMPARE(stage.storedIds(), QStringList{u"task-s"_s});
    QVERIFY(stage.auditActions().contains(u"resource_cancelled"_s));
    QVERIFY(stage.runtime().isIdle());
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
}

void TestLeaving::aNodeThatFinishesAfterItLeftIsDestroyed()
{
    Stage stage;
    stage.start(shown);
    stage.finish(u"task-s"_s);
    const ApplyJobPtr job = stage.provider().job(u"task-s.task-x"_s);
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 0}});
    QVERIFY2(job->isCancelled(), "it is told");
    QVERIFY(!stage.runtime().isIdle());
    stage.takeLog();
    QVERIFY(stage.finish(u"task-s.task-x"_s));
    QCOMPARE(stage.takeLog(), QStringList{u"destroy task-s.task-x"_s});
    QCOMPARE(stage.storedIds(), QStringList{u"task-s"_s});
}

void TestLeaving::aNodeThatComesBackWhileItIsCancelledIsApplied()
{
    Stage stage;
    stage.start(shown);
    stage.finish(u"task-s"_s);
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 0}});
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 5}});
    stage.takeLog();
    QVERIFY(stage.provider().fail(u"task-s.task-x"_s, ErrorCode::Cancelled));
    stage.settle();
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-s.task-x"_s});
    stage.drive();
    QCOMPARE(stage.output(u"task-s.task-x"_s, u"v"_s), QJsonValue(5));
    QVERIFY(stage.runtime().failures().isEmpty());
    QVERIFY(stage.storedIds().contains(u"task-s.task-x.task-y"_s));
}

void TestLeaving::anUpdateThatIsCancelledStillDestroysTheNode()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    stage.deploy(shown);
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 2}});
    QCOMPARE(stage.heldJobs(), QStringList{u"task-s.task-x"_s});
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 0}});
    QCOMPARE(stage.takeLog(),
             (QStringList{u"cancel task-s.task-x"_s, u"destroy task-s.task-x.task-y"_s,
                          u"destroy task-s.task-x"_s}));
    QCOMPARE(stage.storedIds(), QStringList{u"task-s"_s});
}

void TestLeaving::aNodeIsNotCancelledByItsOwnResult()
{
    Stage stage;
    bool stored = false;
    stage.prepare = [&](sim::Provider &provider) {
        provider.heedsCancel = true;
        provider.answer =
            [&](const ApplyJob::Request &request) -> std::optional<Result<ApplyResult>> {
            if (request.id.toString() != u"task-s.task-x")
                return {};
            ApplyResult result;
            result.outputs = {{u"sent"_s, true}};
            result.others.append({u"task-s"_s, {{u"a"_s, 0}}});
            result.whenStored = [&] { stored = true; };
            return Result<ApplyResult>(result);
        };
    };
    stage.deploy(shown);
    QVERIFY(stored);
    QVERIFY(stage.provider().log.filter(u"cancel"_s).isEmpty());
    QVERIFY(stage.auditActions().contains(u"resource_applied"_s));
    QVERIFY(!stage.auditActions().contains(u"resource_cancelled"_s));
    QCOMPARE(stage.storedIds(), QStringList{u"task-s"_s});
}

void TestLeaving::aNodeWhoseElementIsRemovedIsDestroyedAtTheNextStart()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"a","children":[
                        {"construct":"Task","key":"b","children":[{"construct":"Task","key":"c"}]}]},
                     {"construct":"Task","key":"d"}])");
    stage.crash();
    stage.deploy(R"([{"construct":"Task","key":"a"}])");
    const QStringList log = stage.takeLog();
    QCOMPARE(log.size(), 3);
    QVERIFY(log.indexOf(u"destroy task-a.task-b.task-c"_s)
            < log.indexOf(u"destroy task-a.task-b"_s));
    QVERIFY(log.contains(u"destroy task-d"_s));
    QCOMPARE(stage.storedIds(), QStringList{u"task-a"_s});
}

void TestLeaving::theSubtreeOfAFailedNodeIsKept()
{
    const QByteArray children = R"([{"construct":"Door","as":"d","children":[
        {"show":{"$":"d.id"},"children":[{"construct":"Task","key":"x"}]}]}])";
    Stage stage;
    stage.deploy(children);
    stage.crash();
    stage.start(children);
    QVERIFY(stage.fail(u"door"_s));
    QCOMPARE(stage.storedIds(), (QStringList{u"door"_s, u"door.task-x"_s}));
    QVERIFY(stage.provider().log.filter(u"destroy"_s).isEmpty());
    QVERIFY(stage.runtime().retry(u"door"_s).ok());
    stage.settle();
    stage.takeLog();
    stage.drive();
    QVERIFY(stage.takeLog().isEmpty());
    QCOMPARE(stage.stateOf(u"door.task-x"_s), u"deployed"_s);
}

void TestLeaving::whatWasRemovedBelowAFailedNodeWaitsUntilThatIsDeployed()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Door","children":[{"construct":"Task","key":"x"}]}])");
    stage.crash();
    stage.start(R"([{"construct":"Door"}])");
    QVERIFY(stage.fail(u"door"_s));
    QCOMPARE(stage.storedIds(), (QStringList{u"door"_s, u"door.task-x"_s}));
    QVERIFY(stage.runtime().retry(u"door"_s).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.storedIds(), QStringList{u"door"_s});
}

void TestLeaving::whatIsUnderAnUndefinedFlowElementIsKept()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Door","as":"d","props":{"a":{"b":1},"l":[1]},"children":[
        {"show":{"$":"d.a.b"},"children":[{"construct":"Task","key":"x"}]},
        {"for":{"$":"d.l"},"item":"i","children":[{"construct":"Task","key":"y"}]}]}])");
    QCOMPARE(stage.storedIds().size(), 3);
    stage.emitOutputs(u"door"_s, {{u"a"_s, QJsonObject()}});
    QVERIFY(!stage.ids().contains(u"door.task-x"_s));
    QVERIFY(stage.storedIds().contains(u"door.task-x"_s));
    // As long as one is undecided, nothing that is not in the tree is destroyed.
    stage.emitOutputs(u"door"_s, {{u"l"_s, QJsonArray()}});
    QCOMPARE(stage.storedIds().size(), 3);
    stage.emitOutputs(u"door"_s, {{u"a"_s, QJsonObject{{u"b"_s, false}}}});
    QCOMPARE(stage.storedIds(), QStringList{u"door"_s});
}

void TestLeaving::whatIsUnderAnUnfinishedThenIsKept()
{
    const QByteArray children = R"([{"for":["p","q"],"item":"i","key":{"$":"i"},"children":[
        {"construct":"Door","key":"x","as":"t"}],
        "gather":{"as":"all","value":{"$":"t.id"}},
        "then":[{"construct":"Task","key":"then"}]}])";
    Stage stage;
    stage.deploy(children);
    QCOMPARE(stage.storedIds().size(), 3);
    stage.crash();
    stage.start(children);
    QVERIFY(stage.finish(u"door-p-x"_s));
    QVERIFY(stage.storedIds().contains(u"task-then"_s));
    stage.takeLog();
    stage.drive();
    QVERIFY(stage.takeLog().isEmpty());
    QCOMPARE(stage.stateOf(u"task-then"_s), u"deployed"_s);
}

void TestLeaving::theSubtreeOfARemovedNodeGoesWithIt()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"a","children":[{"construct":"Task","key":"b"}]}])");
    stage.takeLog();
    stage.redeploy("[]");
    QCOMPARE(stage.takeLog(), (QStringList{u"destroy task-a.task-b"_s, u"destroy task-a"_s}));
    QVERIFY(stage.storedIds().isEmpty());
}

void TestLeaving::anErrorOfDestroyDoesNotKeepTheNode()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"a"}])");
    stage.provider().holdDestroys = true;
    stage.redeploy("[]");
    QCOMPARE(stage.provider().destroys.size(), size_t(1));
    stage.provider().destroys.front().second(Error{ErrorCode::ToolFailed, u"no"_s, {}, {}});
    stage.provider().destroys.clear();
    stage.settle();
    QVERIFY(stage.storedIds().isEmpty());
    QVERIFY(stage.auditActions().contains(u"resource_destroyed"_s));
    QVERIFY(stage.runtime().isIdle());
}

void TestLeaving::aHaltedStackDestroysNothingMore()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"a"},{"construct":"Task","key":"b"}])");
    stage.provider().holdDestroys = true;
    stage.redeploy("[]");
    stage.takeLog();
    stage.runtime().halt({ErrorCode::LockLost, u"lost"_s, {}, {}});
    QVERIFY(stage.provider().stepDestroy());
    stage.settle();
    QVERIFY(stage.takeLog().isEmpty());
    QVERIFY(stage.runtime().isIdle());
    QVERIFY(stage.run->settled && stage.run->settled->error().code == ErrorCode::LockLost);
    // The next deploy takes it up again.
    stage.provider().holdDestroys = false;
    stage.redeploy("[]");
    QCOMPARE(stage.takeLog().size(), 1);
    QVERIFY(stage.storedIds().isEmpty());
}

void TestLeaving::stopCancelsWhatIsApplied()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    stage.start(shown);
    stage.finish(u"task-s"_s);
    QVERIFY(stage.stop());
    QVERIFY(!stage.runtime().isLive());
    QVERIFY(stage.stored().status != StackStatus::Applying);
    QVERIFY(stage.stored().applyingNodeIds.isEmpty());
    for (const NodeRecord &record : stage.stored().nodes())
        QVERIFY(record.state != NodeState::Applying);
    QVERIFY(stage.store->stacks[u"s"_s].audit.last().action == u"stopped");
    stage.crash();
    stage.deploy(shown);
    QCOMPARE(stage.takeLog(),
             (QStringList{u"apply task-s.task-x"_s, u"apply task-s.task-x.task-y"_s}));
}

void TestLeaving::stopLeavesAnUpdateAsItWasBefore()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    stage.deploy(shown);
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 2}});
    QVERIFY(stage.stop());
    const NodeRecord *record = stage.stored().find(u"task-s.task-x"_s);
    QCOMPARE(record->state, NodeState::Deployed);
    QCOMPARE(record->props.value(u"v"_s), QJsonValue(1));
    stage.crash();
    stage.deploy(shown);
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-s.task-x"_s});
    QCOMPARE(stage.output(u"task-s.task-x"_s, u"v"_s), QJsonValue(2));
}

void TestLeaving::stopGivesUpAfterThreeSeconds()
{
    Stage stage;
    stage.start(shown);
    bool stopped = false;
    stage.runtime().stop([&](const Result<void> &) { stopped = true; });
    stage.settle();
    stage.run->clock.advance(2900ms);
    stage.settle();
    QVERIFY(!stopped);
    stage.run->clock.advance(200ms);
    stage.settle();
    QVERIFY(stopped);
    QVERIFY(stage.stored().status != StackStatus::Applying);
    QVERIFY(stage.stored().applyingNodeIds.isEmpty());
    stage.crash();
    stage.deploy(shown);
    QCOMPARE(stage.storedIds().size(), 3);
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
}

void TestLeaving::aLateAnswerIsNotTakenForTheNextRunsAnswer()
{
    Stage stage;
    stage.start(R"([{"construct":"Task","key":"x","props":{"v":1}}])");
    const ApplyJobPtr late = stage.provider().job(u"task-x"_s);
    stage.provider().jobs.clear();
    stage.runtime().stop([](const Result<void> &) {});
    stage.settle();
    stage.run->clock.advance(4s);
    stage.settle();
    stage.redeploy(R"([{"construct":"Task","key":"x","props":{"v":2}}])");
    QCOMPARE(stage.heldJobs(), QStringList{u"task-x"_s});
    late->succeed({.outputs = {{u"v"_s, u"late"_s}}});
    stage.settle();
    QCOMPARE(stage.stateOf(u"task-x"_s), u"applying"_s);
    stage.drive();
    QCOMPARE(stage.output(u"task-x"_s, u"v"_s), QJsonValue(2));
}

void TestLeaving::aManualEffectThatStopGaveUpIsInterrupted()
{
    const QByteArray children = R"([{"construct":"Launch"}])";
    Stage stage;
    stage.start(children);
    stage.runtime().stop([](const Result<void> &) {});
    stage.settle();
    stage.run->clock.advance(4s);
    stage.settle();
    stage.takeLog();
    stage.redeploy(children);
    QVERIFY(stage.takeLog().filter(u"apply"_s).isEmpty());
    QCOMPARE(stage.node(u"launch"_s)->error->code, ErrorCode::Interrupted);
}

void TestLeaving::stopWithoutARunAnswers()
{
    Stage stage;
    stage.deploy(shown);
    QVERIFY(stage.stop());
    QVERIFY(stage.stop());
}

QTEST_GUILESS_MAIN(TestLeaving)
#include "tst_leaving.moc"
