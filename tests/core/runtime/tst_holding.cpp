// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::Stage;

namespace {

/// a; b below it reads its v, c below it does not.
QByteArray family(int a, int c = 1)
{
    return R"([{"construct":"Task","key":"a","as":"a","props":{"v":)" + QByteArray::number(a)
        + R"(},"children":[{"construct":"Task","key":"b","props":{"v":{"$":"a.v"}}},
        {"construct":"Task","key":"c","props":{"v":)"
        + QByteArray::number(c) + "}}]}]";
}
const QString a = u"task-a"_s;
const QString b = u"task-a.task-b"_s;
const QString c = u"task-a.task-c"_s;

void deployHolding(Stage &stage, const QByteArray &children, const QSet<QString> &held)
{
    stage.run->settled.reset();
    stage.runtime().start(
        sim::smallDocument(children),
        [&stage](const Result<void> &result) { stage.run->settled = result; }, held);
    stage.settle();
    stage.drive();
    stage.settle();
}

/// A new process that deploys a part.
void startHolding(Stage &stage, const QByteArray &children, const QSet<QString> &held)
{
    stage.run.reset();
    stage.run = std::make_unique<sim::Run>(sim::smallDocument(children), stage.store, stage.world);
    if (stage.prepare)
        stage.prepare(stage.run->provider);
    stage.runtime().load(u"s"_s, [](const Result<void> &) {});
    deployHolding(stage, children, held);
}

bool isDone(const Stage &stage)
{
    return stage.run->settled && stage.run->settled->ok();
}

} // namespace

/// Nodes that a deploy leaves as they are.
class TestHolding : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aHeldUpdateKeepsWhatItHad_data();
    void aHeldUpdateKeepsWhatItHad();
    void aHeldNewNodeIsNotMadeAndWhatReadsItWaits();
    void aHeldNodeThatLeftIsNotDestroyed();
    void whatAHeldOneIsBelowOrNamesIsNotDestroyed();
    void aHeldOneOfAnotherTypeIsNeitherDestroyedNorReplaced();
    void whatIsAboveAHeldOneIsNotReplaced();
    void aHeldFailureIsNotRetried();
    void aHeldNodeThatComesLaterIsHeld();
    void aNodeMadeLaterIsNotHeld();
    void whatIsMadeAnewAtEachStartIsHeldOnlyWhileItRuns();
    void theNextDeployTakesItUp();
    void anAdoptionDoesNotPassOverIt();
    void aRetryTakesOneUp();
    void aRetryTakesAHeldDeleteUp();
    void aRestartTakesItUp();
    void aChangedInputDoesNotMoveIt();
    void aRerunIsRefused();
    void anInterruptedOneStaysInterrupted();
};

void TestHolding::aHeldUpdateKeepsWhatItHad_data()
{
    QTest::addColumn<bool>("live");
    QTest::newRow("live") << true;
    QTest::newRow("anew") << false;
}

void TestHolding::aHeldUpdateKeepsWhatItHad()
{
    QFETCH(bool, live);
    Stage stage;
    stage.deploy(family(1));
    stage.takeLog();
    (live ? deployHolding : startHolding)(stage, family(2, 2), {a});
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-a.task-c"_s});
    QVERIFY(isDone(stage));
    QCOMPARE(stage.stateOf(a), u"deployed"_s);
    QVERIFY(stage.node(a)->held);
    QVERIFY(!stage.node(b)->held);
    QCOMPARE(stage.stored().find(a)->props.value(u"v"_s), QJsonValue(1));
    QCOMPARE(stage.output(b, u"v"_s), QJsonValue(1));
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
}

void TestHolding::aHeldNewNodeIsNotMadeAndWhatReadsItWaits()
{
    Stage stage;
    startHolding(stage,
                 R"([{"construct":"Task","key":"x","as":"x","props":{"v":1}, "children":[
                     {"construct":"Task","key":"y","props":{"v":{"$":"x.v"}}}]},
                    {"construct":"Task","key":"z"}])",
                 {u"task-x"_s});
    QVERIFY(isDone(stage));
    QCOMPARE(stage.storedIds(), QStringList{u"task-z"_s});
    QCOMPARE(stage.stateOf(u"task-x"_s), u"pending"_s);
    QVERIFY(stage.node(u"task-x"_s)->held);
    QCOMPARE(stage.stateOf(u"task-x.task-y"_s), u"pending for x"_s);
    QVERIFY(stage.runtime().isIdle());
}

void TestHolding::aHeldNodeThatLeftIsNotDestroyed()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"x"},{"construct":"Task","key":"z"}])");
    stage.takeLog();
    deployHolding(stage, "[]", {u"task-x"_s});
    QCOMPARE(stage.takeLog(), QStringList{u"destroy task-z"_s});
    QCOMPARE(stage.storedIds(), QStringList{u"task-x"_s});
    QVERIFY(isDone(stage));
    stage.redeploy("[]");
    QCOMPARE(stage.takeLog(), QStringList{u"destroy task-x"_s});
}

void TestHolding::whatAHeldOneIsBelowOrNamesIsNotDestroyed()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"top","children":[{"construct":"Task","key":"x",
            "props":{"uses":"task-n"}}]},
        {"construct":"Task","key":"n"},{"construct":"Task","key":"z"}])");
    stage.takeLog();
    deployHolding(stage, "[]", {u"task-top.task-x"_s});
    QCOMPARE(stage.takeLog(), QStringList{u"destroy task-z"_s});
    QVERIFY(isDone(stage));
}

void TestHolding::aHeldOneOfAnotherTypeIsNeitherDestroyedNorReplaced()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"x-y"}])");
    const QString id = stage.storedIds().first();
    stage.takeLog();
    deployHolding(stage, R"([{"construct":"TaskX","key":"y"}])", {id});
    QCOMPARE(stage.takeLog(), QStringList());
    QCOMPARE(stage.stateOf(id), u"pending"_s);
    QCOMPARE(stage.stored().nodes().first().constructType, u"Task"_s);
    stage.redeploy(R"([{"construct":"TaskX","key":"y"}])");
    stage.drive();
    QCOMPARE(stage.stored().nodes().first().constructType, u"TaskX"_s);
    QCOMPARE(stage.stateOf(id), u"deployed"_s);
}

void TestHolding::whatIsAboveAHeldOneIsNotReplaced()
{
    Stage stage;
    stage.deploy(
        R"([{"construct":"Task","key":"x-y","children":[{"construct":"Task","key":"q"}]}])");
    const QString below = stage.storedIds().last();
    stage.takeLog();
    deployHolding(stage,
                  R"([{"construct":"TaskX","key":"y","children":[{"construct":"Task","key":"q",
                      "props":{"v":2}}]}])",
                  {below});
    QCOMPARE(stage.takeLog(), QStringList());
    QCOMPARE(stage.storedIds().size(), 2);
    QVERIFY(isDone(stage));
}

void TestHolding::aHeldFailureIsNotRetried()
{
    Stage stage;
    stage.start(family(1));
    stage.fail(a);
    stage.takeLog();
    deployHolding(stage, family(2), {a});
    QCOMPARE(stage.takeLog().filter(u"apply"_s), QStringList());
    QCOMPARE(stage.stateOf(a), u"failed: broken"_s);
    QVERIFY(!stage.runtime().retryFailed().ok());
    QVERIFY(stage.runtime().retry(a).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.output(b, u"v"_s), QJsonValue(2));
}

namespace {
QByteArray opened(int value)
{
    return R"([{"construct":"Door","as":"d","props":{"open":1},"children":[
        {"show":{"$":"d.open"},"children":[{"construct":"Task","key":"in","props":{"v":)"
        + QByteArray::number(value) + "}}]}]}]";
}
} // namespace

/// Its flow element opens only when what it reads is made real again.
void TestHolding::aHeldNodeThatComesLaterIsHeld()
{
    Stage stage;
    stage.deploy(opened(1));
    startHolding(stage, opened(2), {u"door.task-in"_s});
    QCOMPARE(stage.takeLog(), QStringList{u"apply door"_s});
    QCOMPARE(stage.stateOf(u"door.task-in"_s), u"deployed"_s);
    QVERIFY(stage.node(u"door.task-in"_s)->held);
    QCOMPARE(stage.output(u"door.task-in"_s, u"v"_s), QJsonValue(1));
}

void TestHolding::aNodeMadeLaterIsNotHeld()
{
    Stage stage;
    stage.deploy(opened(1));
    deployHolding(stage, opened(2), {u"door"_s});
    stage.emitOutputs(u"door"_s, {{u"open"_s, 0}});
    stage.takeLog();
    stage.emitOutputs(u"door"_s, {{u"open"_s, 1}});
    stage.drive();
    QCOMPARE(stage.takeLog(), QStringList{u"apply door.task-in"_s});
}

void TestHolding::whatIsMadeAnewAtEachStartIsHeldOnlyWhileItRuns()
{
    Stage stage;
    stage.deploy(opened(1));
    stage.takeLog();
    deployHolding(stage, opened(2), {u"door"_s});
    QCOMPARE(stage.takeLog(), QStringList{u"apply door.task-in"_s});
    QCOMPARE(stage.stateOf(u"door"_s), u"deployed"_s);
    startHolding(stage, opened(2), {u"door"_s});
    QCOMPARE(stage.takeLog(), QStringList());
    QCOMPARE(stage.stateOf(u"door"_s), u"pending"_s);
    QCOMPARE(stage.storedIds().size(), 2);
}

void TestHolding::theNextDeployTakesItUp()
{
    Stage stage;
    stage.deploy(family(1));
    deployHolding(stage, family(2), {a});
    stage.takeLog();
    stage.redeploy(family(2));
    stage.drive();
    QCOMPARE(stage.takeLog(), (QStringList{u"apply task-a"_s, u"apply task-a.task-b"_s}));
    QVERIFY(!stage.node(a)->held);
    QVERIFY(stage.runtime().held().isEmpty());
}

void TestHolding::anAdoptionDoesNotPassOverIt()
{
    Stage stage;
    stage.deploy(family(1));
    deployHolding(stage, family(2), {a});
    QVERIFY(!stage.runtime().adopt(sim::smallDocument(family(2)), {}));
}

void TestHolding::aRetryTakesOneUp()
{
    Stage stage;
    stage.deploy(family(1));
    deployHolding(stage, family(2, 2), {a, c});
    stage.takeLog();
    QVERIFY(stage.runtime().retry(a).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.takeLog(), (QStringList{u"apply task-a"_s, u"apply task-a.task-b"_s}));
    QVERIFY(!stage.node(a)->held);
    QVERIFY(stage.node(c)->held);
    QCOMPARE(stage.stored().find(a)->cause.event.kind, u"retry"_s);
}

void TestHolding::aRetryTakesAHeldDeleteUp()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"x"}])");
    deployHolding(stage, "[]", {u"task-x"_s});
    stage.takeLog();
    QVERIFY(stage.runtime().retry(u"task-x"_s).ok());
    stage.settle();
    QCOMPARE(stage.takeLog(), QStringList{u"destroy task-x"_s});
}

void TestHolding::aRestartTakesItUp()
{
    Stage stage;
    stage.deploy(family(1));
    deployHolding(stage, family(2), {a});
    stage.crash();
    stage.deploy(family(2));
    QCOMPARE(stage.output(b, u"v"_s), QJsonValue(2));
}

void TestHolding::aChangedInputDoesNotMoveIt()
{
    Stage stage;
    stage.deploy(family(1));
    deployHolding(stage,
                  R"([{"construct":"Task","key":"a","as":"a","props":{"v":1},"children":[
            {"construct":"Task","key":"b","props":{"v":{"$":"a.v + 10"}}},
            {"construct":"Task","key":"c","props":{"v":1}}]}])",
                  {b});
    stage.takeLog();
    stage.emitOutputs(a, {{u"v"_s, 5}});
    stage.drive();
    QCOMPARE(stage.takeLog(), QStringList());
    QCOMPARE(stage.output(b, u"v"_s), QJsonValue(1));
    QVERIFY(stage.runtime().retry(b).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.output(b, u"v"_s), QJsonValue(15));
}

void TestHolding::aRerunIsRefused()
{
    Stage stage;
    stage.deploy(family(1));
    deployHolding(stage, family(2), {a});
    QCOMPARE(stage.runtime().rerun(a).error().code, ErrorCode::InvalidArgument);
}

/// Held and restarted: what a person has to look at is not simply run.
void TestHolding::anInterruptedOneStaysInterrupted()
{
    const QByteArray children = R"([{"construct":"Launch"}])";
    Stage stage;
    stage.start(children);
    stage.crash();
    startHolding(stage, children, {u"launch"_s});
    QCOMPARE(stage.stateOf(u"launch"_s), u"pending"_s);
    stage.redeploy(children);
    QCOMPARE(stage.node(u"launch"_s)->error->code, ErrorCode::Interrupted);
}

QTEST_GUILESS_MAIN(TestHolding)
#include "tst_holding.moc"
