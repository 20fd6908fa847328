// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::Stage;

namespace {

QByteArray tasks(int count)
{
    QByteArrayList list;
    for (int i = 0; i < count; ++i)
        list.append(R"({"construct":"Task","key":"n)" + QByteArray::number(i) + R"("})");
    return '[' + list.join(',') + ']';
}

} // namespace

/// From a node that wants to be looked at to a job, its result and its record.
class TestApplying : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noMoreThanSixteenAreAppliedAtOnce();
    void dependentsWaitWhileWhatTheyReadIsUpdated();
    void whatReadsThroughAYieldIsNotAppliedOverOldOutputs();
    void childrenWaitWhileTheirParentIsRetried();
    void aChangeWhileANodeIsAppliedIsAppliedAfterwards();
    void aValueThatTurnedBackBeforeItsTurnIsNotApplied();
    void anUnchangedStackIsTakenOverWithoutTheProvider();
    void notesAndKeyOrderAreNoChange();
    void ephemeralNodesAreMadeRealAtEachStartButNotAtEachDeploy();
    void anEditAppliesWhatChangedAndWhatDependsOnIt();
    void anEditInTheMiddleOfTheWorkGoesOnWithTheNewDocument();
    void aStackOfThreeThousandChildrenIsSavedInFewRecords();
    void aChainOfTwoThousandIsDeployedAndTakenOver();
    void storeValuesFlowAndSurviveARestart();
    void resultsOfOneBatchBuildOnEachOther();
    void anUntrackBindingKeepsItsRecordedValue();
    void anUntrackBindingIsWorkedOutAnewWhenWhatItTracksChanges();
    void theRecordOfAnUntrackBindingGoesWithIt();
};

void TestApplying::noMoreThanSixteenAreAppliedAtOnce()
{
    Stage stage;
    stage.start(tasks(40));
    QCOMPARE(stage.heldJobs().size(), Runtime::maxParallel);
    stage.finish(u"task-n3"_s);
    QCOMPARE(stage.heldJobs().size(), Runtime::maxParallel);
    stage.drive();
    QCOMPARE(stage.storedIds().size(), 40);
}

void TestApplying::dependentsWaitWhileWhatTheyReadIsUpdated()
{
    Stage stage;
    stage.deploy(R"J([{"construct":"Task","as":"s","props":{"a":1,"b":1},"children":[
        {"for":["i"],"item":"i","key":{"$":"i"},"children":[
            {"construct":"Task","key":"first","as":"t","props":{"v":{"$":"s.a"}}}],
         "gather":{"as":"all","value":{"$":"t.v"}},
         "then":[{"construct":"Task","key":"after","props":{"all":{"$":"all"},"b":{"$":"s.b"}}}]}]}])J");
    stage.takeLog();
    stage.emitOutputs(u"task"_s, {{u"a"_s, 2}, {u"b"_s, 2}});
    QCOMPARE(stage.takeLog(), QStringList{u"apply task.task-i-first"_s});
    QCOMPARE(stage.node(u"task.task-after"_s)->state, NodeState::Pending);
    // Its old outputs are still there to be seen.
    QCOMPARE(stage.output(u"task.task-i-first"_s, u"v"_s), QJsonValue(1));
    QCOMPARE(stage.node(u"task.task-i-first"_s)->outputs()->value(u"v"_s), QJsonValue(1));
    stage.drive();
    QCOMPARE(stage.takeLog(), QStringList{u"apply task.task-after"_s});
    QCOMPARE(stage.output(u"task.task-after"_s, u"all"_s), QJsonValue(QJsonArray{2}));
}

void TestApplying::whatReadsThroughAYieldIsNotAppliedOverOldOutputs()
{
    // The one that reads is nearer to the change than what it depends on: it is looked at first.
    Stage stage;
    stage.deploy(
        R"J([{"construct":"Task","as":"s","props":{"a":1},"children":[
        {"component":"Outer","as":"o","props":{"p":{"$":"s.a"}},"children":[
            {"construct":"Task","key":"reader","props":{"v":{"$":"s.a"}}}]}]}])J",
        R"J({"Outer":{"props":["p"],"children":[{"component":"Inner","as":"i","props":{"p":{"$":"p"}},
                       "children":[{"yield":{"v":{"$":"i.v"}}}]}]},
                     "Inner":{"props":["p"],"children":[
                       {"construct":"Task","as":"t","key":"deep","props":{"v":{"$":"p + 0"}},"children":[
                          {"yield":{"v":{"$":"t.v"}}}]}]}})J");
    stage.takeLog();
    stage.emitOutputs(u"task"_s, {{u"a"_s, 2}});
    QCOMPARE(stage.takeLog(), QStringList{u"apply task.task-deep"_s});
    stage.drive();
    QCOMPARE(stage.takeLog(), QStringList{u"apply task.task-deep.task-reader"_s});
}

void TestApplying::childrenWaitWhileTheirParentIsRetried()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","as":"s","props":{"a":1},"children":[
        {"construct":"Task","key":"p","as":"p","props":{"v":{"$":"s.a"}},"children":[
            {"construct":"Task","key":"c","props":{"v":{"$":"p.v"}}}]}]}])");
    stage.emitOutputs(u"task"_s, {{u"a"_s, 2}});
    QVERIFY(stage.fail(u"task.task-p"_s));
    QCOMPARE(stage.stateOf(u"task.task-p.task-c"_s), u"deployed"_s);
    stage.takeLog();
    QVERIFY(stage.runtime().retry(u"task.task-p"_s).ok());
    stage.settle();
    QCOMPARE(stage.takeLog(), QStringList{u"apply task.task-p"_s});
    stage.drive();
    QCOMPARE(stage.takeLog(), QStringList{u"apply task.task-p.task-c"_s});
}

void TestApplying::aChangeWhileANodeIsAppliedIsAppliedAfterwards()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","as":"s","props":{"a":1},"children":[
        {"construct":"Task","key":"x","as":"x","props":{"v":{"$":"s.a"}},"children":[
            {"construct":"Task","key":"y","props":{"v":{"$":"x.v"}}}]}]}])");
    stage.emitOutputs(u"task"_s, {{u"a"_s, 2}});
    stage.emitOutputs(u"task"_s, {{u"a"_s, 3}});
    stage.takeLog();
    QVERIFY(stage.finish(u"task.task-x"_s));
    // Not the dependent, whose input is about to change again.
    QCOMPARE(stage.takeLog(), QStringList{u"apply task.task-x"_s});
    stage.drive();
    QCOMPARE(stage.takeLog(), QStringList{u"apply task.task-x.task-y"_s});
    QCOMPARE(stage.output(u"task.task-x.task-y"_s, u"v"_s), QJsonValue(3));
}

void TestApplying::aValueThatTurnedBackBeforeItsTurnIsNotApplied()
{
    QByteArrayList list;
    for (int i = 0; i < 20; ++i)
        list.append(R"({"construct":"Task","key":"n)" + QByteArray::number(i)
                    + R"(","props":{"v":{"$":"s.a"}}})");
    Stage stage;
    stage.deploy(R"([{"construct":"Task","as":"s","props":{"a":1},"children":[)" + list.join(',')
                 + "]}]");
    stage.emitOutputs(u"task"_s, {{u"a"_s, 2}});
    QCOMPARE(stage.heldJobs().size(), 16);
    stage.emitOutputs(u"task"_s, {{u"a"_s, 1}});
    stage.takeLog();
    stage.drive();
    QCOMPARE(stage.takeLog().size(), 16);
    for (const QString &id : stage.ids().mid(1))
        QCOMPARE(stage.output(id, u"v"_s), QJsonValue(1));
}

void TestApplying::anUnchangedStackIsTakenOverWithoutTheProvider()
{
    const QByteArray children = R"([{"construct":"Task","as":"s","props":{"a":[1]},"children":[
        {"for":{"$":"s.a"},"item":"i","children":[{"construct":"Tool","props":{"v":{"$":"i"}}}]},
        {"show":{"$":"s.a"},"children":[{"construct":"Task","key":"x"}]}]}])";
    Stage stage;
    stage.deploy(children);
    const QList<NodeRecord> before = stage.stored().nodes();
    stage.crash();
    stage.deploy(children);
    QVERIFY(stage.takeLog().isEmpty());
    QCOMPARE(stage.stored().nodes(), before);
    QCOMPARE(stage.stateOf(u"task.tool-0"_s), u"deployed"_s);
    QVERIFY(stage.run->settled && stage.run->settled->ok());
    stage.redeploy(children);
    QVERIFY(stage.takeLog().isEmpty());
}

void TestApplying::notesAndKeyOrderAreNoChange()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","props":{"a":1,"b":{"x":1,"y":2}}}])");
    stage.takeLog();
    stage.redeploy(R"([{"note":"words","props":{"b":{"y":2,"x":1.0},"a":1},"construct":"Task"}])");
    stage.drive();
    QVERIFY(stage.takeLog().isEmpty());
}

void TestApplying::ephemeralNodesAreMadeRealAtEachStartButNotAtEachDeploy()
{
    const QByteArray children = R"([{"construct":"Door","as":"d","props":{"v":1},"children":[
        {"construct":"Task","props":{"v":{"$":"d.v"}}}]}])";
    Stage stage;
    stage.deploy(children);
    stage.takeLog();
    stage.redeploy(children);
    stage.drive();
    QVERIFY(stage.takeLog().isEmpty());
    stage.crash();
    stage.deploy(children);
    QCOMPARE(stage.takeLog(), QStringList{u"apply door"_s});
    QCOMPARE(stage.stored().find(u"door"_s)->cause.kind, u"restart"_s);
    QCOMPARE(stage.stateOf(u"door.task"_s), u"deployed"_s);
}

void TestApplying::anEditAppliesWhatChangedAndWhatDependsOnIt()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"a","as":"a","props":{"v":1},"children":[
            {"construct":"Task","key":"b","props":{"v":{"$":"a.v"}}},
            {"construct":"Task","key":"c","props":{"v":{"$":"a.id"}}}]},
        {"construct":"Task","key":"gone"}])");
    stage.takeLog();
    stage.redeploy(R"([{"construct":"Task","key":"a","as":"a","props":{"v":2},"children":[
            {"construct":"Task","key":"b","props":{"v":{"$":"a.v"}}},
            {"construct":"Task","key":"c","props":{"v":{"$":"a.id"}}}]},
        {"construct":"Task","key":"new"}])");
    stage.drive();
    QStringList log = stage.takeLog();
    log.sort();
    QCOMPARE(log,
             (QStringList{u"apply task-a"_s, u"apply task-a.task-b"_s, u"apply task-new"_s,
                          u"destroy task-gone"_s}));
    QCOMPARE(stage.stored().find(u"task-a"_s)->cause.kind, u"props"_s);
    QCOMPARE(stage.stored().find(u"task-a"_s)->cause.props, QStringList{u"v"_s});
}

void TestApplying::anEditInTheMiddleOfTheWorkGoesOnWithTheNewDocument()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    stage.start(R"([{"construct":"Task","key":"a","props":{"v":1}},
                    {"construct":"Task","key":"b","props":{"v":1}},
                    {"construct":"Task","key":"c","props":{"v":1}}])");
    QCOMPARE(stage.heldJobs().size(), 3);
    stage.redeploy(R"([{"construct":"Task","key":"a","props":{"v":1}},
                       {"construct":"Task","key":"b","as":"b","props":{"v":2},"children":[
                          {"construct":"Task","key":"below","props":{"v":{"$":"b.v"}}}]}])");
    stage.drive();
    QCOMPARE(stage.storedIds(), (QStringList{u"task-a"_s, u"task-b"_s, u"task-b.task-below"_s}));
    QCOMPARE(stage.output(u"task-b.task-below"_s, u"v"_s), QJsonValue(2));
    const QStringList log = stage.takeLog();
    QCOMPARE(log.count(u"apply task-a"_s), 1);
    QCOMPARE(log.count(u"apply task-b"_s), 2);
    QCOMPARE(log.count(u"apply task-b.task-below"_s), 1);
    QVERIFY2(log.contains(u"cancel task-c"_s), qPrintable(log.join(u'\n')));
}

void TestApplying::aStackOfThreeThousandChildrenIsSavedInFewRecords()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.automatic = true; };
    stage.start(R"([{"construct":"Task","key":"top","children":)" + tasks(3000) + "}]");
    QCOMPARE(stage.storedIds().size(), 3001);
    // A record a batch of 16: the results of one with the intents of the next.
    QVERIFY2(stage.store->counters.saves <= 2 * 3001 / 16 + 5,
             qPrintable(QString::number(stage.store->counters.saves)));
    QVERIFY2(stage.store->counters.puts <= 2 * 3001 + 20,
             qPrintable(QString::number(stage.store->counters.puts)));
    stage.crash();
    const int saves = stage.store->counters.saves;
    stage.start(R"([{"construct":"Task","key":"top","children":)" + tasks(3000) + "}]");
    QVERIFY(stage.takeLog().isEmpty());
    QVERIFY(stage.store->counters.saves - saves <= 2);
}

void TestApplying::aChainOfTwoThousandIsDeployedAndTakenOver()
{
#ifdef __SANITIZE_ADDRESS__
    constexpr int depth =
        500; // rendering nests, and the sanitizer's frames are three times as large
#else
    constexpr int depth = 2000;
#endif
    QByteArray children = "[]";
    for (int i = 0; i < depth; ++i)
        children = R"([{"construct":"Task","as":"t","props":{"v":{"$":"1"}},"children":)" + children
            + "}]";
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.automatic = true; };
    stage.start(children);
    QCOMPARE(stage.stored().nodeCount(), depth);
    QVERIFY(stage.run->settled && stage.run->settled->ok());
    stage.crash();
    stage.start(children);
    QVERIFY(stage.takeLog().isEmpty());
    QCOMPARE(stage.stored().nodeCount(), depth);
    stage.redeploy("[]");
    QCOMPARE(stage.stored().nodeCount(), 0);
    QCOMPARE(stage.takeLog().size(), depth);
}

void TestApplying::storeValuesFlowAndSurviveARestart()
{
    const auto children = [](int step) {
        return R"([{"store":{"count":0,"name":"x"},"as":"counter"},
            {"construct":"Task","key":"r","props":{"v":{"$":"counter.count"}}},
            {"construct":"SetStore","props":{"storeId":"counter","key":"count","value":)"
            + QByteArray::number(step) + "}}]";
    };
    Stage stage;
    stage.deploy(children(1));
    QCOMPARE(stage.output(u"task-r"_s, u"v"_s), QJsonValue(1));
    QCOMPARE(stage.stored().stores.value(u"counter"_s),
             QJsonValue(QJsonObject{{u"count"_s, 1}, {u"name"_s, u"x"_s}}));
    stage.crash();
    stage.deploy(children(1));
    QVERIFY(stage.takeLog().isEmpty());
    QCOMPARE(stage.output(u"task-r"_s, u"v"_s), QJsonValue(1));
    stage.redeploy(children(7));
    stage.drive();
    QCOMPARE(stage.output(u"task-r"_s, u"v"_s), QJsonValue(7));
    QCOMPARE(stage.stored().find(u"task-r"_s)->cause.sourceNode, u"set-store"_s);
    QVERIFY(stage.auditActions().contains(u"store_set"_s));
}

namespace {
const QByteArray latched = R"J([{"construct":"Task","as":"s","props":{"a":1,"b":1},"children":[
    {"show":{"$":"s.a"},"children":[
      {"component":"C","props":{"p":{"$":"[s.a, untrack(() => s.b)]"}}}]}]}])J";
const QByteArray latchedComponents =
    R"({"C":{"props":["p"],"children":[{"construct":"Task","key":"x","props":{"v":{"$":"p"}}}]}})";
} // namespace

/// Two turns that end in the same moment: neither may write over what the other one wrote.
void TestApplying::resultsOfOneBatchBuildOnEachOther()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.automatic = true; };
    stage.start(R"([{"construct":"Memory","as":"m","children":[
        {"for":["p","q","r"],"item":"i","key":{"$":"i"},"children":[
            {"construct":"AddMessages","props":{"memoryId":{"$":"m.id"},"once":{"$":"i"},
             "newMessages":{"$":"[{role: 'user', content: i}]"}}}]}]}])");
    QCOMPARE(stage.stored().find(u"memory"_s)->store.value(u"messages"_s).toArray().size(), 3);
}

void TestApplying::anUntrackBindingKeepsItsRecordedValue()
{
    Stage stage;
    stage.deploy(latched, latchedComponents);
    QCOMPARE(stage.output(u"task.task-x"_s, u"v"_s), QJsonValue(QJsonArray{1, 1}));
    stage.takeLog();
    stage.emitOutputs(u"task"_s, {{u"b"_s, 2}});
    stage.drive();
    QVERIFY(stage.takeLog().isEmpty());
    QCOMPARE(stage.stored().latches.size(), 1);
    stage.redeploy(latched, latchedComponents);
    stage.drive();
    QVERIFY2(stage.takeLog().isEmpty(), "a deploy uses what was recorded");
    stage.crash();
    stage.deploy(latched, latchedComponents);
    QVERIFY2(stage.takeLog().isEmpty(), "a restart uses what was recorded");
    QCOMPARE(stage.output(u"task.task-x"_s, u"v"_s), QJsonValue(QJsonArray{1, 1}));
}

void TestApplying::anUntrackBindingIsWorkedOutAnewWhenWhatItTracksChanges()
{
    Stage stage;
    stage.deploy(latched, latchedComponents);
    stage.emitOutputs(u"task"_s, {{u"b"_s, 2}});
    stage.emitOutputs(u"task"_s, {{u"a"_s, 3}});
    stage.drive();
    QCOMPARE(stage.output(u"task.task-x"_s, u"v"_s), QJsonValue(QJsonArray{3, 2}));
    QByteArray edited = latched;
    edited.replace("[s.a, untrack", "[0, s.a, untrack");
    stage.emitOutputs(u"task"_s, {{u"b"_s, 9}});
    stage.redeploy(edited, latchedComponents);
    stage.drive();
    QCOMPARE(stage.output(u"task.task-x"_s, u"v"_s), QJsonValue(QJsonArray{0, 3, 9}));
}

void TestApplying::theRecordOfAnUntrackBindingGoesWithIt()
{
    Stage stage;
    stage.deploy(latched, latchedComponents);
    QCOMPARE(stage.stored().latches.size(), 1);
    stage.emitOutputs(u"task"_s, {{u"a"_s, 0}});
    stage.drive();
    QCOMPARE(stage.storedIds(), QStringList{u"task"_s});
    QVERIFY(stage.stored().latches.isEmpty());
}

QTEST_GUILESS_MAIN(TestApplying)
#include "tst_applying.moc"
