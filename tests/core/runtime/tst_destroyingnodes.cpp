// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using namespace std::chrono_literals;
using sim::Stage;

namespace {

/// a with b below it; u that names a, with w below it; r that reads a word of a; o, on its own.
const QByteArray family = R"([
    {"construct":"Task","key":"top","children":[
        {"construct":"Task","key":"a","as":"a","props":{"word":"hi"},"children":[
            {"construct":"Task","key":"b"},
            {"construct":"Task","key":"r","props":{"v":{"$":"a.word"}}}]}]},
    {"construct":"Task","key":"u","props":{"uses":["task-top.task-a"]},"children":[
        {"construct":"Task","key":"w"}]},
    {"construct":"Task","key":"o"}])";
const QString a = u"task-top.task-a"_s;

std::optional<Result<void>> destroy(Stage &stage, const QString &id)
{
    auto answer = std::make_shared<std::optional<Result<void>>>();
    stage.runtime().destroyNode(id, [answer](const Result<void> &result) { *answer = result; });
    stage.settle();
    return *answer;
}

} // namespace

/// Single nodes destroyed by hand.
class TestDestroyingNodes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatDependsOnItGoesFirst();
    void theyStayAwayUntilTheNextDeploy();
    void aRetryBringsThemBack();
    void whatIsAtWorkIsCancelledFirst();
    void whatIsAtWorkIsFinishedFirst();
    void anErrorKeepsItWithWhatItNeeds();
    void theyAreShownWhileTheyGo();
    void whatCannotBeDestroyedSaysWhy();
    void aStopMeanwhileEndsIt();
    void aDestroyThatNeverAnswersDoesNotKeepTheStop();
    void aDeployMeanwhileWaitsForIt();
    void aFailedSaveBeginsNothing();
    void aCrashAtEveryStepLeavesAStateThatGoesOn();
};

void TestDestroyingNodes::whatDependsOnItGoesFirst()
{
    Stage stage;
    stage.deploy(family);
    stage.takeLog();
    const auto answer = destroy(stage, a);
    QVERIFY(answer && answer->ok());
    const QStringList log = stage.takeLog();
    QCOMPARE(log.size(), 5);
    QCOMPARE(log.last(), u"destroy task-top.task-a"_s);
    QVERIFY(log.indexOf(u"destroy task-u.task-w"_s) < log.indexOf(u"destroy task-u"_s));
    QCOMPARE(stage.storedIds(), (QStringList{u"task-o"_s, u"task-top"_s}));
    QCOMPARE(stage.auditActions().count(u"resource_destroyed"_s), 5);
    QVERIFY(stage.runtime().isIdle());
}

void TestDestroyingNodes::theyStayAwayUntilTheNextDeploy()
{
    Stage stage;
    stage.deploy(family);
    QVERIFY(destroy(stage, a)->ok());
    stage.takeLog();
    QCOMPARE(stage.stateOf(a), u"pending"_s);
    QVERIFY(stage.node(a)->held);
    QVERIFY(!stage.node(a)->outputs());
    QVERIFY(stage.node(u"task-u"_s)->held);
    QCOMPARE(stage.stateOf(a + u".task-b"_s), u"pending for a"_s);
    stage.emitOutputs(u"task-top"_s, {{u"x"_s, 1}});
    QCOMPARE(stage.drive(), 0);
    stage.redeploy(family);
    stage.drive();
    QCOMPARE(stage.storedIds().size(), 7);
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
}

void TestDestroyingNodes::aRetryBringsThemBack()
{
    Stage stage;
    stage.deploy(family);
    QVERIFY(destroy(stage, a)->ok());
    QVERIFY(stage.runtime().retry(a).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.stateOf(a + u".task-b"_s), u"deployed"_s);
    QVERIFY(stage.node(u"task-u"_s)->held);
}

void TestDestroyingNodes::whatIsAtWorkIsCancelledFirst()
{
    Stage stage;
    stage.deploy(family);
    stage.provider().heedsCancel = true;
    QVERIFY(stage.runtime().rerun(a).ok());
    stage.settle();
    stage.takeLog();
    QVERIFY(destroy(stage, a)->ok());
    QCOMPARE(stage.takeLog().first(), u"cancel task-top.task-a"_s);
    QCOMPARE(stage.storedIds(), (QStringList{u"task-o"_s, u"task-top"_s}));
}

void TestDestroyingNodes::whatIsAtWorkIsFinishedFirst()
{
    Stage stage;
    stage.deploy(family);
    QVERIFY(stage.runtime().rerun(a).ok());
    stage.settle();
    stage.takeLog();
    std::optional<Result<void>> answer;
    stage.runtime().destroyNode(a, [&](const Result<void> &result) { answer = result; });
    stage.settle();
    QVERIFY(!answer);
    QCOMPARE(stage.takeLog(), QStringList());
    QVERIFY(stage.finish(a));
    QVERIFY(answer && answer->ok());
    QCOMPARE(stage.storedIds(), (QStringList{u"task-o"_s, u"task-top"_s}));
}

void TestDestroyingNodes::anErrorKeepsItWithWhatItNeeds()
{
    Stage stage;
    stage.deploy(family);
    stage.provider().refuseDestroy = {u"task-u"_s};
    const auto answer = destroy(stage, a);
    QVERIFY(answer && !answer->ok());
    QCOMPARE(answer->error().message, u"still in use"_s);
    QCOMPARE(stage.stateOf(u"task-u"_s), u"failed: still in use"_s);
    QCOMPARE(stage.stored().find(u"task-u"_s)->state, NodeState::Failed);
    // u names it.
    QCOMPARE(stage.stateOf(a), u"deployed"_s);
    QVERIFY(stage.node(a)->outputs());
    QVERIFY(!stage.node(a)->held);
    QVERIFY(stage.node(a + u".task-b"_s)->held);
    QCOMPARE(stage.heldJobs(), QStringList());
    stage.provider().refuseDestroy.clear();
    const auto again = destroy(stage, a);
    QVERIFY2(again && again->ok(), again ? qPrintable(again->error().message) : "no answer");
    QCOMPARE(stage.storedIds(), (QStringList{u"task-o"_s, u"task-top"_s}));
}

void TestDestroyingNodes::theyAreShownWhileTheyGo()
{
    Stage stage;
    stage.deploy(family);
    stage.provider().holdDestroys = true;
    QVERIFY(!destroy(stage, a));
    QCOMPARE(stage.stateOf(a), u"destroying"_s);
    QCOMPARE(stage.stored().find(a)->state, NodeState::Destroying);
    QVERIFY(!stage.runtime().isIdle());
    QCOMPARE(stage.runtime().rerun(a).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(destroy(stage, u"task-o"_s)->error().code, ErrorCode::InvalidArgument);
    while (stage.provider().stepDestroy())
        stage.settle();
    QVERIFY(stage.runtime().isIdle());
    QCOMPARE(stage.stateOf(a), u"pending"_s);
}

void TestDestroyingNodes::whatCannotBeDestroyedSaysWhy()
{
    Stage stage;
    stage.start(R"([{"construct":"Task","key":"w","props":{"v":{"$":"undefined"}}}])");
    QCOMPARE(destroy(stage, u"nobody"_s)->error().code, ErrorCode::NotFound);
    QVERIFY(destroy(stage, u"task-w"_s)->error().message.contains(u"not there yet"));
    QVERIFY(stage.stop());
    QVERIFY(destroy(stage, u"task-w"_s)->error().hint.contains(u"Deploy"));
}

void TestDestroyingNodes::aStopMeanwhileEndsIt()
{
    Stage stage;
    stage.deploy(family);
    stage.provider().holdDestroys = true;
    std::optional<Result<void>> answer;
    stage.runtime().destroyNode(a, [&](const Result<void> &result) { answer = result; });
    stage.settle();
    bool stopped = false;
    stage.runtime().stop([&](const Result<void> &) { stopped = true; });
    stage.settle();
    QVERIFY(stage.provider().stepDestroy());
    stage.settle();
    QVERIFY(answer && answer->error().code == ErrorCode::Cancelled);
    QVERIFY(stopped);
    QCOMPARE(stage.storedIds().size(), 6);
    stage.deploy(family);
    QCOMPARE(stage.storedIds().size(), 7);
    QVERIFY(stage.run->settled->ok());
}

void TestDestroyingNodes::aDestroyThatNeverAnswersDoesNotKeepTheStop()
{
    Stage stage;
    stage.deploy(family);
    stage.provider().holdDestroys = true;
    std::optional<Result<void>> answer;
    stage.runtime().destroyNode(a, [&](const Result<void> &result) { answer = result; });
    stage.settle();
    bool stopped = false;
    stage.runtime().stop([&](const Result<void> &) { stopped = true; });
    stage.settle();
    stage.run->clock.advance(4s);
    stage.settle();
    QVERIFY(stopped);
    QVERIFY(answer && !answer->ok());
}

void TestDestroyingNodes::aDeployMeanwhileWaitsForIt()
{
    Stage stage;
    stage.deploy(family);
    stage.provider().holdDestroys = true;
    QVERIFY(!destroy(stage, a));
    stage.takeLog();
    stage.redeploy(family);
    QCOMPARE(stage.takeLog().filter(u"apply"_s), QStringList());
    while (stage.provider().stepDestroy())
        stage.settle();
    stage.drive();
    QCOMPARE(stage.storedIds().size(), 7);
    QVERIFY(stage.run->settled && stage.run->settled->ok());
}

void TestDestroyingNodes::aFailedSaveBeginsNothing()
{
    Stage stage;
    stage.deploy(family);
    stage.takeLog();
    stage.store->fault = [](const QString &call) -> Result<void> {
        return call == u"saveState" ? Result<void>(Error{ErrorCode::DiskFull, u"full"_s, {}, {}})
                                    : Result<void>();
    };
    QCOMPARE(destroy(stage, a)->error().code, ErrorCode::DiskFull);
    QCOMPARE(stage.takeLog(), QStringList());
    stage.store->fault = {};
    stage.redeploy(family);
    stage.drive();
    stage.settle();
    QVERIFY(stage.run->settled->ok());
    QCOMPARE(stage.storedIds().size(), 7);
}

void TestDestroyingNodes::aCrashAtEveryStepLeavesAStateThatGoesOn()
{
    for (int i = 0; i <= 5; ++i) {
        Stage stage;
        stage.deploy(family);
        stage.provider().holdDestroys = true;
        destroy(stage, a);
        for (int step = 0; step < i; ++step) {
            QVERIFY(stage.provider().stepDestroy());
            stage.settle();
        }
        stage.crash();
        stage.deploy(family);
        QVERIFY(stage.run->settled && stage.run->settled->ok());
        QCOMPARE(stage.storedIds().size(), 7);
        for (const NodeRecord &record : stage.stored().nodes())
            QCOMPARE(record.state, NodeState::Deployed);
        // What was destroyed, or may have been, is made again.
        const QStringList log = stage.takeLog();
        QVERIFY(log.contains(u"apply task-top.task-a"_s));
        QVERIFY(!log.contains(u"apply task-o"_s));
    }
}

QTEST_GUILESS_MAIN(TestDestroyingNodes)
#include "tst_destroyingnodes.moc"
