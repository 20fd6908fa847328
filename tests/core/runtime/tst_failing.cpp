// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::Stage;

namespace {

ApplyResult echo(const ApplyJob::Request &request)
{
    ApplyResult result;
    result.outputs = request.props;
    return result;
}

} // namespace

/// What fails: what it stops, what retries it, and the boundaries that catch it.
class TestFailing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFailureStopsOnlyWhatDependsOnIt();
    void aFailureIsRecordedAndStaysAFailureAfterARestart();
    void aFailureTakesWhatItChangedElsewhereAlong();
    void retryAppliesAgainAndCountsAttempts();
    void whatHasNotFailedCannotBeRetried();
    void aProviderThatDropsItsJobIsAFailure();
    void aDegradedNodeIsRedAndCarriesWhatIsBelowIt();
    void aDegradedNodeIsTriedAgainByTheNextDeploy();
    void theFallbackStandsWhileAFailureDoes();
    void aHandledFailureDoesNotMakeTheStackRed();
    void aFlowExpressionThatThrowsIsCaughtByTheBoundary();
    void aFailureInAFallbackMakesTheStackRed();
};

void TestFailing::aFailureStopsOnlyWhatDependsOnIt()
{
    Stage stage;
    stage.start(R"([{"construct":"Task","key":"bad","as":"bad","children":[
                        {"construct":"Task","key":"below"},
                        {"show":{"$":"bad.x"},"children":[{"construct":"Task","key":"shown"}]}]},
                    {"construct":"Task","key":"good"}])");
    QVERIFY(stage.fail(u"task-bad"_s));
    stage.drive();
    QCOMPARE(stage.stateOf(u"task-bad"_s), u"failed: broken"_s);
    QCOMPARE(stage.stateOf(u"task-bad.task-below"_s), u"pending for bad"_s);
    QCOMPARE(stage.stateOf(u"task-good"_s), u"deployed"_s);
    QCOMPARE(stage.stored().status, StackStatus::Failed);
    QVERIFY(stage.run->settled && !stage.run->settled->ok());
    QCOMPARE(stage.run->settled->error().code, ErrorCode::ToolFailed);
    QVERIFY(stage.auditActions().contains(u"resource_failed"_s));
}

void TestFailing::aFailureIsRecordedAndStaysAFailureAfterARestart()
{
    const QByteArray children = R"([{"construct":"Task","key":"x","props":{"v":1}}])";
    Stage stage;
    stage.start(children);
    QVERIFY(stage.fail(u"task-x"_s));
    QCOMPARE(stage.stored().find(u"task-x"_s)->state, NodeState::Failed);
    QCOMPARE(stage.stored().find(u"task-x"_s)->error->message, u"broken"_s);
    stage.crash();
    stage.deploy(children);
    QVERIFY(stage.takeLog().filter(u"apply"_s).isEmpty());
    QCOMPARE(stage.stateOf(u"task-x"_s), u"failed: broken"_s);
    QCOMPARE(stage.stored().status, StackStatus::Failed);
    // A changed prop is another matter.
    stage.redeploy(R"([{"construct":"Task","key":"x","props":{"v":2}}])");
    stage.drive();
    QCOMPARE(stage.stateOf(u"task-x"_s), u"deployed"_s);
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
}

void TestFailing::aFailureTakesWhatItChangedElsewhereAlong()
{
    Stage stage;
    stage.start(R"([{"construct":"Task","key":"good"},{"construct":"Task","key":"bad"},
                    {"construct":"Task","key":"stopped"}])");
    QVERIFY(stage.finish(u"task-good"_s));
    stage.settle();
    const auto patch = [](int number) {
        NodePatch change;
        change.nodeId = u"task-good"_s;
        change.store = QJsonObject{{u"count"_s, number}};
        return QList<NodePatch>{change};
    };
    const auto stored = [&] {
        const NodeRecord *node = stage.stored().find(u"task-good"_s);
        return node ? node->store[u"count"_s].toInt() : -1;
    };
    const ApplyJobPtr bad = stage.provider().job(u"task-bad"_s);
    QVERIFY(bad);
    bad->fail({ErrorCode::ToolFailed, u"broken"_s, {}, {}}, patch(1));
    stage.settle();
    QCOMPARE(stored(), 1);
    QCOMPARE(stage.stateOf(u"task-bad"_s), u"failed: broken"_s);
    const ApplyJobPtr stopped = stage.provider().job(u"task-stopped"_s);
    QVERIFY(stopped);
    stopped->onCancel({});
    stage.runtime().stop([](const Result<void> &) {});
    QVERIFY(stopped->isCancelled());
    stopped->fail({ErrorCode::Cancelled, u"stopped"_s, {}, {}}, patch(2));
    stage.settle();
    QCOMPARE(stored(), 2);
}

void TestFailing::retryAppliesAgainAndCountsAttempts()
{
    Stage stage;
    stage.start(R"([{"construct":"Task","key":"x"}])");
    for (int attempt = 1; attempt < 3; ++attempt) {
        QCOMPARE(stage.provider().jobs.front()->request().attempt, attempt);
        QVERIFY(stage.fail(u"task-x"_s));
        QVERIFY(stage.runtime().retry(u"task-x"_s).ok());
        stage.settle();
    }
    QVERIFY(!stage.node(u"task-x"_s)->error);
    stage.drive();
    QCOMPARE(stage.stateOf(u"task-x"_s), u"deployed"_s);
    QCOMPARE(stage.stored().find(u"task-x"_s)->attempts, 3);
    QCOMPARE(stage.stored().find(u"task-x"_s)->cause.kind, u"retry"_s);
    QVERIFY(!stage.stored().find(u"task-x"_s)->error);
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
}

void TestFailing::whatHasNotFailedCannotBeRetried()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"x"}])");
    QCOMPARE(stage.runtime().retry(u"task-x"_s).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(stage.runtime().retry(u"task-y"_s).error().code, ErrorCode::NotFound);
}

void TestFailing::aProviderThatDropsItsJobIsAFailure()
{
    Stage stage;
    stage.start(R"([{"construct":"Task","key":"x"}])");
    stage.provider().jobs.clear();
    stage.settle();
    QCOMPARE(stage.stateOf(u"task-x"_s), u"failed: The provider gave no answer."_s);
}

void TestFailing::aDegradedNodeIsRedAndCarriesWhatIsBelowIt()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) {
        provider.answer =
            [](const ApplyJob::Request &request) -> std::optional<Result<ApplyResult>> {
            if (request.constructType != u"Door")
                return {};
            ApplyResult result = echo(request);
            result.degraded = Error{ErrorCode::PortInUse, u"taken"_s, {}, {}};
            return Result<ApplyResult>(result);
        };
    };
    stage.deploy(R"([{"construct":"Door","as":"d","props":{"v":5},"children":[
        {"construct":"Task","key":"x","props":{"v":{"$":"d.v"}}}]}])");
    QCOMPARE(stage.stateOf(u"door"_s), u"failed: taken"_s);
    QCOMPARE(stage.stateOf(u"door.task-x"_s), u"deployed"_s);
    QCOMPARE(stage.stored().status, StackStatus::Failed);
    QCOMPARE(stage.runtime().failures().size(), 1);
}

void TestFailing::aDegradedNodeIsTriedAgainByTheNextDeploy()
{
    bool taken = true;
    Stage stage;
    stage.prepare = [&taken](sim::Provider &provider) {
        provider.answer =
            [&taken](const ApplyJob::Request &request) -> std::optional<Result<ApplyResult>> {
            if (request.constructType != u"Door")
                return {};
            ApplyResult result = echo(request);
            if (taken)
                result.degraded = Error{ErrorCode::PortInUse, u"taken"_s, {}, {}};
            return Result<ApplyResult>(result);
        };
    };
    const QByteArray children = R"([{"construct":"Door","as":"d","props":{"v":5},"children":[
        {"construct":"Task","key":"x","props":{"v":{"$":"d.v"}}}]}])";
    stage.deploy(children);
    stage.redeploy(children);
    stage.drive();
    QCOMPARE(stage.stateOf(u"door"_s), u"failed: taken"_s);
    QCOMPARE(stage.stateOf(u"door.task-x"_s), u"deployed"_s);
    taken = false;
    stage.redeploy(children);
    stage.drive();
    QCOMPARE(stage.stateOf(u"door"_s), u"deployed"_s);
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
}

void TestFailing::theFallbackStandsWhileAFailureDoes()
{
    Stage stage;
    stage.start(R"([{"boundary":"failure",
        "children":[{"construct":"Task","key":"x"},{"construct":"Task","key":"y"}],
        "fallback":[{"construct":"Task","key":"f","props":{"text":{"$":"failure.message"},
                     "code":{"$":"failure.code"}}}]}])");
    QVERIFY(stage.fail(u"task-x"_s));
    stage.drive();
    QCOMPARE(stage.ids(), (QStringList{u"task-f"_s, u"task-x"_s, u"task-y"_s}));
    QCOMPARE(stage.output(u"task-f"_s, u"text"_s), QJsonValue(u"broken"_s));
    QCOMPARE(stage.output(u"task-f"_s, u"code"_s), QJsonValue(u"tool_failed"_s));
    QCOMPARE(stage.stateOf(u"task-y"_s), u"deployed"_s);
    QVERIFY(stage.runtime().retry(u"task-x"_s).ok());
    stage.settle();
    QVERIFY2(!stage.ids().contains(u"task-f"_s), "it goes as soon as the node is retried");
    stage.drive();
    QCOMPARE(stage.storedIds(), (QStringList{u"task-x"_s, u"task-y"_s}));
}

void TestFailing::aHandledFailureDoesNotMakeTheStackRed()
{
    const QByteArray children =
        R"([{"boundary":"failure","children":[{"construct":"Task","key":"x"}],
        "fallback":[{"construct":"Task","key":"f"}]}])";
    Stage stage;
    stage.start(children);
    QVERIFY(stage.fail(u"task-x"_s));
    stage.drive();
    QVERIFY(stage.runtime().failures().isEmpty());
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
    QVERIFY(stage.run->settled && stage.run->settled->ok());
    QVERIFY(stage.provider().log.contains(u"error task-x: broken (handled)"_s));
    QVERIFY(stage.auditActions().contains(u"resource_failed"_s));
    stage.crash();
    stage.deploy(children);
    QVERIFY(stage.runtime().failures().isEmpty());
    QCOMPARE(stage.stateOf(u"task-x"_s), u"failed: broken"_s);
    QCOMPARE(stage.stateOf(u"task-f"_s), u"deployed"_s);
}

void TestFailing::aFlowExpressionThatThrowsIsCaughtByTheBoundary()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","as":"s","props":{"a":null},"children":[
        {"boundary":"failure","children":[{"show":{"$":"s.a.b"},"children":[{"construct":"Task","key":"x"}]}],
         "fallback":[{"construct":"Task","key":"f","props":{"code":{"$":"failure.code"}}}]}]}])");
    QCOMPARE(stage.ids(), (QStringList{u"task"_s, u"task.task-f"_s}));
    QCOMPARE(stage.output(u"task.task-f"_s, u"code"_s), QJsonValue(u"expression_failed"_s));
    QVERIFY(stage.runtime().failures().isEmpty());
    QVERIFY(stage.instanceAt(u"/children/0/children/0/children/0"_s)->error);
    stage.emitOutputs(u"task"_s, {{u"a"_s, QJsonObject{{u"b"_s, true}}}});
    stage.drive();
    QCOMPARE(stage.storedIds(), (QStringList{u"task"_s, u"task.task-x"_s}));
}

void TestFailing::aFailureInAFallbackMakesTheStackRed()
{
    Stage stage;
    stage.start(R"([{"boundary":"failure","children":[{"construct":"Task","key":"x"}],
        "fallback":[{"construct":"Task","key":"f"}]}])");
    QVERIFY(stage.fail(u"task-x"_s));
    QVERIFY(stage.fail(u"task-f"_s));
    QCOMPARE(stage.runtime().failures().size(), 1);
    QCOMPARE(stage.stored().status, StackStatus::Failed);
}

QTEST_GUILESS_MAIN(TestFailing)
#include "tst_failing.moc"
