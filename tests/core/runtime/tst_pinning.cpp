// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/heldrun.h"
#include "tests/core/runtime/stage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::Stage;

namespace {

/// a, and b that reads it.
QByteArray pair(int value, const QByteArray &type = "Task")
{
    return R"([{"construct":")" + type + R"(","key":"a","as":"a","props":{"v":)"
        + QByteArray::number(value) + R"(},"children":[
        {"construct":"Task","key":"b","props":{"v":{"$":"a.v"}}}]}])";
}

const QString a = u"task-a"_s;
const QString b = u"task-a.task-b"_s;

std::optional<Result<void>> pin(Stage &stage, const QString &id, bool pinned = true)
{
    std::optional<Result<void>> answer;
    stage.runtime().pin(id, pinned, [&](const Result<void> &result) { answer = result; });
    stage.settle();
    return answer;
}

QString refusal(Stage &stage, const QString &id, bool pinned = true)
{
    const auto answer = pin(stage, id, pinned);
    return answer && !answer->ok() ? answer->error().message : u"(not refused)"_s;
}

} // namespace

/// A node whose outputs a person keeps as they are.
class TestPinning : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsPinnedIsNotCalledWhateverItsPropsAre();
    void whatIsPinnedIsNotCalledAfterARestart();
    void unpinnedItIsLookedAtAgain();
    void unpinnedWithTheSamePropsItIsNotCalled();
    void whatFailedRunsOnWithWhatItGaveLast();
    void whatWaitsRunsOnWithWhatItGaveLast();
    void pinnedIsTold();
    void whatCannotBePinnedSaysWhy();
    void retryAndRerunAreRefused();
    void itsProviderCannotChangeIt();
    void whatLeavesTheDocumentIsDestroyed();
    void anotherConstructUnderItsIdIsNotPinned();
    void aPinThatCannotBeStoredIsNone();
    void aPinOnItsWayChangesNothingYet();
    void aStackThatIsOnlyLoadedIsPinnedToo();
    void aCrashAtEveryStepLeavesAStateThatGoesOn();
};

void TestPinning::whatIsPinnedIsNotCalledWhateverItsPropsAre()
{
    Stage stage;
    stage.deploy(pair(1));
    QVERIFY(pin(stage, a)->ok());
    stage.takeLog();
    stage.redeploy(pair(2));
    stage.drive();
    QCOMPARE(stage.takeLog(), QStringList());
    QCOMPARE(stage.stateOf(a), u"deployed"_s);
    QCOMPARE(stage.output(a, u"v"_s), QJsonValue(1));
    QCOMPARE(stage.stored().find(a)->props.value(u"v"_s), QJsonValue(1));
}

void TestPinning::whatIsPinnedIsNotCalledAfterARestart()
{
    Stage stage;
    stage.deploy(pair(1));
    QVERIFY(pin(stage, a)->ok());
    stage.crash();
    stage.deploy(pair(2));
    QCOMPARE(stage.takeLog(), QStringList());
    QCOMPARE(stage.output(b, u"v"_s), QJsonValue(1));
    QVERIFY(stage.node(a)->pinned);
    QVERIFY(!stage.node(b)->pinned);
}

void TestPinning::unpinnedItIsLookedAtAgain()
{
    Stage stage;
    stage.deploy(pair(1));
    QVERIFY(pin(stage, a)->ok());
    stage.redeploy(pair(2));
    stage.takeLog();
    QVERIFY(pin(stage, a, false)->ok());
    stage.drive();
    QCOMPARE(stage.takeLog(), (QStringList{u"apply task-a"_s, u"apply task-a.task-b"_s}));
    QCOMPARE(stage.output(b, u"v"_s), QJsonValue(2));
    QCOMPARE(stage.node(a)->cause.kind, u"props"_s);
    QCOMPARE(stage.node(a)->cause.event.kind, u"pin"_s);
    QVERIFY(!stage.node(a)->pinned);
}

void TestPinning::unpinnedWithTheSamePropsItIsNotCalled()
{
    Stage stage;
    stage.deploy(pair(1));
    QVERIFY(pin(stage, a)->ok());
    stage.takeLog();
    QVERIFY(pin(stage, a, false)->ok());
    QCOMPARE(stage.takeLog(), QStringList());
    QCOMPARE(stage.stateOf(a), u"deployed"_s);
}

void TestPinning::whatFailedRunsOnWithWhatItGaveLast()
{
    Stage stage;
    stage.deploy(pair(1));
    stage.redeploy(pair(2));
    QVERIFY(stage.fail(a));
    QCOMPARE(stage.stateOf(a), u"failed: broken"_s);
    QVERIFY(pin(stage, a)->ok());
    QCOMPARE(stage.stateOf(a), u"deployed"_s);
    QVERIFY(stage.runtime().failures().isEmpty());
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
    QVERIFY(!stage.stored().find(a)->error);
    QCOMPARE(stage.stateOf(b), u"deployed"_s);
}

void TestPinning::whatWaitsRunsOnWithWhatItGaveLast()
{
    Stage stage;
    stage.deploy(pair(1));
    stage.redeploy(R"([{"construct":"Task","key":"a","as":"a","props":{"v":1},"children":[
        {"construct":"Task","key":"b","props":{"v":{"$":"a.v == 1 ? undefined : 2"}}}]}])");
    QVERIFY(stage.stateOf(b).startsWith(u"waiting"));
    QVERIFY(pin(stage, b)->ok());
    QCOMPARE(stage.stateOf(b), u"deployed"_s);
}

void TestPinning::pinnedIsTold()
{
    Stage stage;
    stage.deploy(pair(1));
    QVERIFY(pin(stage, a)->ok());
    QVERIFY(stage.node(a)->pinned);
    QVERIFY(stage.stored().find(a)->pinned);
    QVERIFY(pin(stage, a, false)->ok());
    QVERIFY(!stage.node(a)->pinned);
    QVERIFY(!stage.stored().find(a)->pinned);
    QCOMPARE(stage.auditActions().count(u"node_pinned"_s), 1);
    QCOMPARE(stage.auditActions().count(u"node_unpinned"_s), 1);
}

void TestPinning::whatCannotBePinnedSaysWhy()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Door"},{"construct":"Memory"},{"construct":"Task","key":"x"}])");
    QVERIFY2(refusal(stage, u"door"_s).contains(u"made anew"),
             qPrintable(refusal(stage, u"door"_s)));
    QVERIFY2(refusal(stage, u"memory"_s).contains(u"Others add"),
             qPrintable(refusal(stage, u"memory"_s)));
    QVERIFY(refusal(stage, u"nobody"_s).contains(u"There is no node 'nobody'"));
    QVERIFY(refusal(stage, u"task-x"_s, false).contains(u"is not pinned"));
    QVERIFY(pin(stage, u"task-x"_s)->ok());
    QVERIFY(refusal(stage, u"task-x"_s).contains(u"pinned already"));
    stage.start(R"([{"construct":"Task","key":"y"}])");
    QVERIFY(refusal(stage, u"task-y"_s).contains(u"at work"));
    QVERIFY(stage.fail(u"task-y"_s));
    QVERIFY(refusal(stage, u"task-y"_s).contains(u"no outputs"));
    stage.start(R"([{"construct":"Task","key":"z","props":{"v":{"$":"undefined"}}}])");
    QVERIFY(refusal(stage, u"task-z"_s).contains(u"no outputs"));
}

void TestPinning::retryAndRerunAreRefused()
{
    Stage stage;
    stage.deploy(pair(1));
    QVERIFY(pin(stage, a)->ok());
    for (const Result<void> &result : {stage.runtime().retry(a), stage.runtime().rerun(a)}) {
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
        QVERIFY(result.error().hint.contains(u"Unpin"));
    }
}

void TestPinning::itsProviderCannotChangeIt()
{
    Stage stage;
    stage.deploy(pair(1));
    QVERIFY(pin(stage, a)->ok());
    stage.takeLog();
    stage.emitOutputs(a, {{u"v"_s, 7}});
    QCOMPARE(stage.output(a, u"v"_s), QJsonValue(1));
    QCOMPARE(stage.takeLog(), QStringList());
}

void TestPinning::whatLeavesTheDocumentIsDestroyed()
{
    Stage stage;
    stage.deploy(pair(1));
    QVERIFY(pin(stage, a)->ok());
    stage.takeLog();
    stage.redeploy("[]");
    QCOMPARE(stage.takeLog(), (QStringList{u"destroy task-a.task-b"_s, u"destroy task-a"_s}));
    QVERIFY(stage.storedIds().isEmpty());
}

void TestPinning::anotherConstructUnderItsIdIsNotPinned()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"x-y"}])");
    const QString id = stage.storedIds().first();
    QVERIFY(pin(stage, id)->ok());
    stage.redeploy(R"([{"construct":"TaskX","key":"y"}])");
    stage.drive();
    QCOMPARE(stage.storedIds().size(), 1);
    QCOMPARE(stage.stored().nodes().first().constructType, u"TaskX"_s);
    QVERIFY(!stage.stored().nodes().first().pinned);
    QVERIFY(!stage.node(stage.storedIds().first())->pinned);
}

void TestPinning::aPinThatCannotBeStoredIsNone()
{
    Stage stage;
    stage.deploy(pair(1));
    stage.store->fault = [](const QString &call) -> Result<void> {
        return call == u"saveState" ? Result<void>(Error{ErrorCode::DiskFull, u"full"_s, {}, {}})
                                    : Result<void>();
    };
    const auto answer = pin(stage, a);
    QVERIFY(answer && !answer->ok());
    QCOMPARE(answer->error().code, ErrorCode::DiskFull);
    QVERIFY(!stage.runtime().node(a)->pinned);
    QVERIFY(!stage.node(a)->pinned);
    stage.store->fault = {};
    QVERIFY(stage.runtime().retry(a).ok()); // goes on from where it stood
    stage.settle();
    QVERIFY(pin(stage, a)->ok());
}

void TestPinning::aPinOnItsWayChangesNothingYet()
{
    sim::HeldRun run(pair(1));
    run.drive();
    run.backend.hold = true;
    bool stored = false;
    run.runtime.pin(a, true, [&](const Result<void> &) { stored = true; });
    run.settle();
    QVERIFY(!stored);
    QVERIFY(!run.stored().find(a)->pinned);
    run.releaseAll();
    QVERIFY(stored);
    QVERIFY(run.stored().find(a)->pinned);
}

void TestPinning::aStackThatIsOnlyLoadedIsPinnedToo()
{
    Stage stage;
    stage.deploy(pair(1));
    QVERIFY(stage.stop());
    QVERIFY(pin(stage, a)->ok());
    QVERIFY(stage.stored().find(a)->pinned);
    QVERIFY(stage.auditActions().contains(u"node_pinned"_s));
    stage.start(pair(2));
    QCOMPARE(stage.heldJobs(), QStringList());
    QVERIFY(stage.stop());
    QVERIFY(pin(stage, a, false)->ok());
    stage.deploy(pair(2));
    QCOMPARE(stage.output(a, u"v"_s), QJsonValue(2));
}

/// Pin, a changed prop, unpin: a crash after any save, and a failure of any.
void TestPinning::aCrashAtEveryStepLeavesAStateThatGoesOn()
{
    for (int failing = 0; failing < 12; ++failing) {
        Stage stage;
        stage.deploy(pair(1));
        int saves = 0;
        stage.store->fault = [&](const QString &call) -> Result<void> {
            return call == u"saveState" && saves++ >= failing
                ? Result<void>(Error{ErrorCode::DiskFull, u"full"_s, {}, {}})
                : Result<void>();
        };
        pin(stage, a);
        stage.redeploy(pair(2));
        stage.drive();
        pin(stage, a, false);
        stage.drive();
        stage.crash();
        stage.store->fault = {};
        stage.deploy(pair(2));
        QVERIFY(stage.run->settled && stage.run->settled->ok());
        const bool pinned = stage.stored().find(a)->pinned;
        QCOMPARE(stage.output(b, u"v"_s), QJsonValue(pinned ? 1 : 2));
        if (pinned)
            QVERIFY(pin(stage, a, false)->ok());
        stage.drive();
        QCOMPARE(stage.output(b, u"v"_s), QJsonValue(2));
    }
}

QTEST_GUILESS_MAIN(TestPinning)
#include "tst_pinning.moc"
