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

const Error full{ErrorCode::DiskFull, u"full"_s, {}, {}};

/// a, with b below it.
const QByteArray chain = R"([{"construct":"Task","key":"a","as":"a","props":{"v":1},"children":[
    {"construct":"Task","key":"b","props":{"v":{"$":"a.v"}}}]}])";
const QByteArray two = R"([
    {"construct":"Task","key":"a","children":[{"construct":"Task","key":"below"}]},
    {"construct":"Task","key":"b"}])";
const QByteArray reader = R"([{"construct":"Task","as":"s","props":{"a":1},"children":[
    {"construct":"Task","key":"x","props":{"v":{"$":"s.a"}}}]}])";

NodePatch inbox(const QJsonArray &messages)
{
    return {u"task"_s, {{u"a"_s, messages}}, QJsonObject{{u"inbox"_s, messages}}};
}

Event message(const QString &id)
{
    return {u"message"_s, id, u"task"_s, 0};
}

void fillDisk(Stage &stage, bool isFull)
{
    stage.store->fault = [isFull](const QString &call) -> Result<void> {
        return isFull && call == u"saveState" ? Result<void>(full) : Result<void>();
    };
}

} // namespace

/// A save that fails, a lock that is lost: what has begun, what has not, what goes on.
class TestHalting : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingBeginsWhoseIntentIsNotStored();
    void aDeployGoesOnWhenThereIsSpaceAgain();
    void aRetryGoesOnWhenThereIsSpaceAgain();
    void aRetryWhileTheDiskIsFullChangesNothing();
    void aFailedNodeWhoseRetryWasNotStoredIsStillToBeRetried();
    void aResultThatWasNotStoredIsKeptAndNotRepeated();
    void anAnswerGoesOutWithTheSaveThatSucceeds();
    void whatWasAtWorkWhenASaveFailedIsKept();
    void whatWasAtWorkWhenASaveFailedIsInterruptedByARestart();
    void aStopSavesWhatWasHeldWhenThereIsSpaceAgain();
    void aRefusedCommitIsUndone();
    void allCommitsOnTheirWayAreUndone();
    void nothingChangesTheRecordWhileACommitIsOnItsWay();
    void outputsThatChangedWhileTheDiskWasFullFlowLater();
    void aDeployIsSettledWhenItIsDurable();
    void aLostLockEndsEverything_data();
    void aLostLockEndsEverything();
    void nothingIsWrittenOnceTheLockIsLost();
};

void TestHalting::nothingBeginsWhoseIntentIsNotStored()
{
    Stage stage;
    fillDisk(stage, true);
    stage.start(chain);
    stage.settle();
    QVERIFY(stage.takeLog().isEmpty());
    QVERIFY(stage.runtime().haltedBy());
    QCOMPARE(stage.runtime().haltedBy()->code, ErrorCode::DiskFull);
    QVERIFY(stage.runtime().isIdle());
    QCOMPARE(stage.stateOf(u"task-a"_s), u"pending"_s);
    QVERIFY(stage.run->settled && !stage.run->settled->ok());
    QCOMPARE(stage.run->settled->error().code, ErrorCode::DiskFull);
    QVERIFY(!stage.auditActions().contains(u"resource_failed"_s));
    QVERIFY(!stage.auditActions().contains(u"resource_cancelled"_s));
}

void TestHalting::aDeployGoesOnWhenThereIsSpaceAgain()
{
    Stage stage;
    fillDisk(stage, true);
    stage.start(chain);
    stage.settle();
    fillDisk(stage, false);
    stage.redeploy(chain);
    stage.drive();
    QCOMPARE(stage.takeLog(), (QStringList{u"apply task-a"_s, u"apply task-a.task-b"_s}));
    QVERIFY(!stage.runtime().haltedBy());
    QVERIFY(stage.run->settled->ok());
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
    QCOMPARE(stage.stored().nodeCount(), 2);
}

void TestHalting::aRetryGoesOnWhenThereIsSpaceAgain()
{
    Stage stage;
    fillDisk(stage, true);
    stage.start(chain);
    stage.settle();
    fillDisk(stage, false);
    QVERIFY(stage.runtime().retry(u"task-a"_s).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.takeLog(), (QStringList{u"apply task-a"_s, u"apply task-a.task-b"_s}));
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
}

void TestHalting::aRetryWhileTheDiskIsFullChangesNothing()
{
    Stage stage;
    fillDisk(stage, true);
    stage.start(chain);
    stage.settle();
    (void)stage.runtime().retry(u"task-a"_s);
    stage.settle();
    QVERIFY(stage.takeLog().isEmpty());
    QVERIFY(stage.runtime().haltedBy());
    QVERIFY(stage.runtime().isIdle());
}

void TestHalting::aFailedNodeWhoseRetryWasNotStoredIsStillToBeRetried()
{
    Stage stage;
    stage.start(chain);
    QVERIFY(stage.fail(u"task-a"_s));
    stage.takeLog();
    fillDisk(stage, true);
    QVERIFY(stage.runtime().retry(u"task-a"_s).ok());
    stage.settle();
    QVERIFY(stage.takeLog().isEmpty());
    QVERIFY(stage.runtime().haltedBy());
    QCOMPARE(stage.stored().find(u"task-a"_s)->state, NodeState::Failed);
    fillDisk(stage, false);
    QVERIFY(stage.runtime().retry(u"task-a"_s).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.takeLog(), (QStringList{u"apply task-a"_s, u"apply task-a.task-b"_s}));
    QCOMPARE(stage.stored().find(u"task-a"_s)->attempts, 2);
}

void TestHalting::aResultThatWasNotStoredIsKeptAndNotRepeated()
{
    int sent = 0;
    Stage stage;
    stage.prepare = [&](sim::Provider &provider) {
        provider.answer =
            [&](const ApplyJob::Request &request) -> std::optional<Result<ApplyResult>> {
            ApplyResult result;
            result.outputs = request.props;
            result.whenStored = [&] { ++sent; };
            return Result<ApplyResult>(result);
        };
    };
    stage.start(chain);
    fillDisk(stage, true);
    QVERIFY(stage.finish(u"task-a"_s));
    QVERIFY(stage.runtime().haltedBy());
    QCOMPARE(stage.stateOf(u"task-a"_s), u"deployed"_s);
    QCOMPARE(stage.stored().find(u"task-a"_s)->state, NodeState::Applying);
    QCOMPARE(sent, 0);
    QVERIFY(stage.heldJobs().isEmpty());
    fillDisk(stage, false);
    stage.redeploy(chain);
    QCOMPARE(stage.stored().find(u"task-a"_s)->state, NodeState::Deployed);
    QCOMPARE(sent, 1);
    stage.drive();
    QCOMPARE(sent, 2);
    QCOMPARE(stage.takeLog(), (QStringList{u"apply task-a"_s, u"apply task-a.task-b"_s}));
}

void TestHalting::anAnswerGoesOutWithTheSaveThatSucceeds()
{
    int sent = 0;
    Stage stage;
    stage.prepare = [&](sim::Provider &provider) {
        provider.answer = [&](const ApplyJob::Request &) -> std::optional<Result<ApplyResult>> {
            return Result<ApplyResult>(ApplyResult{.outputs = {}, .whenStored = [&] { ++sent; }});
        };
    };
    stage.start(R"([{"construct":"Task"}])");
    fillDisk(stage, true);
    QVERIFY(stage.finish(u"task"_s)); // nothing follows: its own save is the one that fails
    QVERIFY(stage.runtime().haltedBy());
    QCOMPARE(sent, 0);
    fillDisk(stage, false);
    QVERIFY(stage.runtime().retry(u"task"_s).ok());
    stage.settle();
    QCOMPARE(sent, 1);
}

void TestHalting::whatWasAtWorkWhenASaveFailedIsKept()
{
    Stage stage;
    stage.start(two);
    fillDisk(stage, true);
    QVERIFY(stage.finish(u"task-a"_s)); // its save fails
    QVERIFY(stage.finish(u"task-b"_s));
    QVERIFY(stage.runtime().isIdle());
    fillDisk(stage, false);
    QVERIFY(stage.runtime().retry(u"task-a"_s).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.takeLog(),
             (QStringList{u"apply task-a"_s, u"apply task-b"_s, u"apply task-a.task-below"_s}));
    for (const NodeRecord &record : stage.stored().nodes())
        QCOMPARE(record.state, NodeState::Deployed);
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
}

void TestHalting::whatWasAtWorkWhenASaveFailedIsInterruptedByARestart()
{
    Stage stage;
    stage.start(two);
    fillDisk(stage, true);
    QVERIFY(stage.finish(u"task-a"_s));
    QVERIFY(stage.finish(u"task-b"_s));
    stage.crash();
    fillDisk(stage, false);
    stage.deploy(two);
    QCOMPARE(stage.reports.value(0).interrupted.size(), 2);
    QCOMPARE(stage.stored().nodeCount(), 3);
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
}

void TestHalting::aStopSavesWhatWasHeldWhenThereIsSpaceAgain()
{
    Stage stage;
    stage.start(two);
    fillDisk(stage, true);
    QVERIFY(stage.finish(u"task-a"_s));
    QVERIFY(stage.finish(u"task-b"_s));
    fillDisk(stage, false);
    QVERIFY(stage.stop());
    QCOMPARE(stage.stored().find(u"task-a"_s)->state, NodeState::Deployed);
    stage.deploy(two);
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-a.task-below"_s});
}

void TestHalting::aRefusedCommitIsUndone()
{
    Stage stage;
    stage.deploy(reader);
    const NodeRecord before = *stage.runtime().node(u"task"_s);
    fillDisk(stage, true);
    ErrorCode code = ErrorCode::Internal;
    stage.runtime().commit({inbox({1})}, message(u"m1"_s),
                           [&](const Result<void> &result) { code = result.error().code; });
    stage.settle();
    QCOMPARE(code, ErrorCode::DiskFull);
    QCOMPARE(*stage.runtime().node(u"task"_s), before);
    QVERIFY(stage.runtime().haltedBy());
    // Refused at once, with the same sentence, for as long as it lasts.
    stage.runtime().commit({inbox({2})}, message(u"m2"_s),
                           [&](const Result<void> &result) { code = result.error().code; });
    QCOMPARE(code, ErrorCode::DiskFull);
    fillDisk(stage, false);
    QVERIFY(stage.runtime().retry(u"task"_s).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.stored().find(u"task"_s)->store, before.store);
    stage.runtime().commit({inbox({3})}, message(u"m3"_s), {});
    stage.settle();
    stage.drive();
    QCOMPARE(stage.output(u"task.task-x"_s, u"v"_s), QJsonValue(QJsonArray{3}));
}

void TestHalting::allCommitsOnTheirWayAreUndone()
{
    HeldRun run(reader);
    run.drive();
    const NodeRecord before = *run.runtime.node(u"task"_s);
    run.backend.hold = true;
    QStringList refused;
    const auto post = [&](const QString &id) {
        QJsonArray messages = run.runtime.node(u"task"_s)->store.value(u"inbox"_s).toArray();
        messages.append(id);
        run.runtime.commit({inbox(messages)}, message(id), [&, id](const Result<void> &result) {
            if (!result.ok())
                refused.append(id);
        });
    };
    post(u"m1"_s);
    post(u"m2"_s);
    post(u"m3"_s);
    QCOMPARE(run.backend.held(), 1);
    run.backend.error = full;
    run.releaseAll();
    QCOMPARE(refused, (QStringList{u"m1"_s, u"m2"_s, u"m3"_s}));
    QCOMPARE(*run.runtime.node(u"task"_s), before);
    run.backend.error.reset();
    run.backend.hold = false;
    QVERIFY(run.runtime.retry(u"task"_s).ok());
    run.settle();
    run.drive();
    QCOMPARE(*run.stored().find(u"task"_s), before);
}

void TestHalting::nothingChangesTheRecordWhileACommitIsOnItsWay()
{
    HeldRun run(two);
    run.backend.hold = true;
    bool accepted = false;
    run.runtime.commit({{u"task-b"_s, {}, QJsonObject{{u"n"_s, 1}}}}, message(u"m1"_s),
                       [&](const Result<void> &result) { accepted = result.ok(); });
    QVERIFY(run.provider.finish(u"task-a"_s));
    run.settle();
    QCOMPARE(run.runtime.node(u"task-a"_s)->state, NodeState::Applying);
    QVERIFY(!run.runtime.isIdle());
    QVERIFY(run.backend.release());
    QVERIFY(accepted);
    run.settle();
    QCOMPARE(run.runtime.node(u"task-a"_s)->state, NodeState::Deployed);
    QCOMPARE(run.runtime.node(u"task-b"_s)->store, (QJsonObject{{u"n"_s, 1}}));
}

void TestHalting::outputsThatChangedWhileTheDiskWasFullFlowLater()
{
    Stage stage;
    stage.deploy(reader);
    stage.takeLog();
    fillDisk(stage, true);
    stage.emitOutputs(u"task"_s, {{u"a"_s, 2}});
    QVERIFY(stage.runtime().haltedBy());
    stage.emitOutputs(u"task"_s, {{u"a"_s, 3}});
    QVERIFY(stage.takeLog().isEmpty());
    fillDisk(stage, false);
    QVERIFY(stage.runtime().retry(u"task"_s).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.output(u"task.task-x"_s, u"v"_s), QJsonValue(3));
    fillDisk(stage, true);
    stage.emitOutputs(u"task"_s, {{u"a"_s, 4}});
    fillDisk(stage, false);
    stage.redeploy(reader);
    stage.drive();
    QCOMPARE(stage.output(u"task.task-x"_s, u"v"_s), QJsonValue(4));
}

void TestHalting::aDeployIsSettledWhenItIsDurable()
{
    HeldRun run(R"([{"construct":"Task"}])");
    run.backend.hold = true;
    run.drive();
    QVERIFY(!run.settled);
    QCOMPARE(run.backend.held(), 1);
    run.releaseAll();
    QVERIFY(run.settled && run.settled->ok());
    QCOMPARE(run.stored().status, StackStatus::Deployed);
}

void TestHalting::aLostLockEndsEverything_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("save") << u"saveState"_s << ErrorCode::LockLost;
    QTest::newRow("save, locked by another") << u"saveState"_s << ErrorCode::Locked;
    QTest::newRow("audit") << u"appendAuditLog"_s << ErrorCode::LockLost;
}

void TestHalting::aLostLockEndsEverything()
{
    QFETCH(QString, call);
    QFETCH(ErrorCode, code);
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    stage.start(two);
    QSignalSpy lost(&stage.runtime(), &Runtime::lockLost);
    stage.takeLog();
    stage.store->fault = [=](const QString &asked) -> Result<void> {
        return asked == call ? Result<void>(Error{code, u"taken"_s, {}, {}}) : Result<void>();
    };
    QVERIFY(stage.finish(u"task-a"_s));
    stage.run->clock.advance(AuditTrail::patience);
    stage.settle();
    QVERIFY(stage.takeLog().contains(u"cancel task-b"_s));
    QVERIFY(stage.heldJobs().isEmpty());
    QCOMPARE(stage.runtime().haltedBy()->code, code);
    QCOMPARE(lost.size(), 1);
    QVERIFY(!stage.runtime().retry(u"task-b"_s).ok());
    stage.settle();
    QVERIFY(stage.takeLog().isEmpty());
    // A later failure is not the news.
    stage.runtime().halt(full);
    QCOMPARE(stage.runtime().haltedBy()->code, code);
}

void TestHalting::nothingIsWrittenOnceTheLockIsLost()
{
    Stage stage;
    stage.start(two);
    QStringList calls;
    stage.store->fault = [&](const QString &call) -> Result<void> {
        calls.append(call);
        return {};
    };
    stage.runtime().halt({ErrorCode::LockLost, u"taken"_s, {}, {}});
    QVERIFY(stage.finish(u"task-a"_s));
    TurnRecord turn;
    turn.id = u"m1"_s;
    stage.runtime().turnEnded(turn);
    stage.finish(u"task-b"_s);
    QVERIFY(stage.stop());
    QVERIFY2(calls.isEmpty(), qPrintable(calls.join(u' ')));
}

QTEST_GUILESS_MAIN(TestHalting)
#include "tst_halting.moc"
