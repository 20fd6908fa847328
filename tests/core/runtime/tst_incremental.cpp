// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::Stage;

namespace {

/// `count` children, of which n1500 has the value `special`.
QByteArray thousands(int count, int special)
{
    QByteArray children;
    for (int i = 0; i < count; ++i) {
        const int value = i == 1500 ? special : i;
        children += (i ? ",{" : "{") + QByteArray(R"("construct":"Task","key":"n)")
            + QByteArray::number(i) + R"(","props":{"v":)" + QByteArray::number(value) + "}}";
    }
    return R"([{"construct":"Task","key":"top","children":[)" + children + "]}]";
}

/// a with value `v`; b reads a.v, d reads b.v; c reads only a.id.
QByteArray readers(int v)
{
    return R"([{"construct":"Task","key":"a","as":"a","props":{"v":)" + QByteArray::number(v)
        + R"(},"children":[
        {"construct":"Task","key":"b","as":"b","props":{"v":{"$":"a.v"}},"children":[
            {"construct":"Task","key":"d","props":{"v":{"$":"b.v"}}}]},
        {"construct":"Task","key":"c","props":{"v":{"$":"a.id"}}}]}])";
}

const QStringList followers{u"apply task-a"_s, u"apply task-a.task-b"_s,
                            u"apply task-a.task-b.task-d"_s};

/// What depends on `s` in every way there is.
const QByteArray everyWay = R"([{"construct":"Task","key":"s","as":"s","props":{"a":1},"children":[
    {"construct":"Task","key":"direct","props":{"v":{"$":"s.a"}}},
    {"component":"C","as":"c","props":{"p":{"$":"s.a"}},"children":[
        {"construct":"Task","key":"yielded","props":{"v":{"$":"c.out"}}}]},
    {"for":{"$":"[s.a]"},"item":"i","key":"one","children":[
        {"construct":"Task","key":"item","as":"t","props":{"v":{"$":"i"}}}],
     "gather":{"as":"all","value":{"$":"t.v"}},
     "then":[{"construct":"Task","key":"then","props":{"v":{"$":"all"}}}]},
    {"show":{"$":"s.a > 1"},"children":[{"construct":"Task","key":"shown"}]},
    {"construct":"Task","key":"untouched","props":{"v":{"$":"s.id"}}}]}])";
const QByteArray everyWayComponents = R"({"C":{"props":["p"],"children":[
    {"construct":"Task","key":"inner","as":"k","props":{"v":{"$":"p"}},"children":[
        {"yield":{"out":{"$":"k.v"}}}]}]}})";

} // namespace

/// What an edit, a restart or a changed output costs: the provider calls, counted.
class TestIncremental : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneChangedPropOfThousandsIsOneCall();
    void whatReadsAChangeFollowsAndNothingElse();
    void aChangeThatChangesNoOutputStopsThere();
    void aChangedOutputReachesEveryDependentLive();
    void aChangedPropReachesEveryDependentInADeploy();
    void notesKeyOrderAndBindingNamesAreNoChange();
    void whatIsRemovedGoesDependentsFirst();
    void whatIsRemovedWhileItIsAppliedGoesDependentsFirst();
    void whatNamesAnotherGoesBeforeIt();
    void storeValuesSurviveARestartADeployAndRenamesOfOtherThings();
    void nodeStoresSurviveARestartADeployAndAnUpdate();
    void aCrashBetweenEffectAndRecordIsSeen_data();
    void aCrashBetweenEffectAndRecordIsSeen();
    void aDestroyThatACrashInterruptedIsFinished();
    void anotherTypeUnderAnIdIsDestroyedAndCreated();
    void anotherTypeUnderAnIdTakesWhatIsBelowWithIt();
    void anotherTypeUnderAnIdThatIsAtWorkWaits();
};

void TestIncremental::oneChangedPropOfThousandsIsOneCall()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.automatic = true; };
    stage.start(thousands(3000, 0));
    QCOMPARE(stage.stored().nodeCount(), 3001);
    stage.takeLog();
    stage.redeploy(thousands(3000, -1));
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-top.task-n1500"_s});
    QCOMPARE(stage.output(u"task-top.task-n1500"_s, u"v"_s), QJsonValue(-1));
    stage.crash();
    stage.start(thousands(3000, -2));
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-top.task-n1500"_s});
}

void TestIncremental::whatReadsAChangeFollowsAndNothingElse()
{
    Stage stage;
    stage.deploy(readers(1));
    stage.takeLog();
    stage.redeploy(readers(2));
    stage.drive();
    QCOMPARE(stage.takeLog(), followers);
    QCOMPARE(stage.output(u"task-a.task-b.task-d"_s, u"v"_s), QJsonValue(2));
    stage.crash();
    stage.deploy(readers(3));
    QCOMPARE(stage.takeLog(), followers);
    QVERIFY(stage.stop());
    stage.deploy(readers(4));
    QCOMPARE(stage.takeLog(), followers);
}

void TestIncremental::aChangeThatChangesNoOutputStopsThere()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) {
        provider.answer =
            [](const ApplyJob::Request &request) -> std::optional<Result<ApplyResult>> {
            if (request.id.depth() > 1)
                return {};
            return Result<ApplyResult>(ApplyResult{.outputs = {{u"v"_s, 7}, {u"id"_s, u"a"_s}}});
        };
    };
    stage.deploy(readers(1));
    stage.takeLog();
    stage.redeploy(readers(2));
    stage.drive();
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-a"_s});
    stage.crash();
    stage.deploy(readers(3));
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-a"_s});
}

void TestIncremental::aChangedOutputReachesEveryDependentLive()
{
    Stage stage;
    stage.deploy(everyWay, everyWayComponents);
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 2}});
    stage.drive();
    QStringList log = stage.takeLog();
    log.sort();
    QCOMPARE(
        log,
        (QStringList{u"apply task-s.task-direct"_s, u"apply task-s.task-inner"_s,
                     u"apply task-s.task-inner.task-yielded"_s, u"apply task-s.task-one-item"_s,
                     u"apply task-s.task-shown"_s, u"apply task-s.task-then"_s}));
    QCOMPARE(stage.output(u"task-s.task-then"_s, u"v"_s), QJsonValue(QJsonArray{2}));
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 2}});
    stage.drive();
    QVERIFY2(stage.takeLog().isEmpty(), "the same value is no change");
}

void TestIncremental::aChangedPropReachesEveryDependentInADeploy()
{
    QByteArray edited = everyWay;
    edited.replace(R"("props":{"a":1})", R"("props":{"a":2})");
    const auto sorted = [](QStringList list) {
        list.sort();
        return list;
    };
    const QStringList wanted{u"apply task-s"_s,
                             u"apply task-s.task-direct"_s,
                             u"apply task-s.task-inner"_s,
                             u"apply task-s.task-inner.task-yielded"_s,
                             u"apply task-s.task-one-item"_s,
                             u"apply task-s.task-shown"_s,
                             u"apply task-s.task-then"_s};
    Stage stage;
    stage.deploy(everyWay, everyWayComponents);
    stage.takeLog();
    stage.redeploy(edited, everyWayComponents);
    stage.drive();
    QCOMPARE(sorted(stage.takeLog()), wanted);
    stage.crash();
    edited.replace(R"("props":{"a":2})", R"("props":{"a":3})");
    stage.deploy(edited, everyWayComponents);
    QStringList withoutShown = wanted;
    withoutShown.removeOne(u"apply task-s.task-shown"_s);
    QCOMPARE(sorted(stage.takeLog()), withoutShown);
}

void TestIncremental::notesKeyOrderAndBindingNamesAreNoChange()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"a","as":"a","props":{"v":1,"w":{"x":1,"y":2}},
        "children":[{"construct":"Task","props":{"v":{"$":"a.v"}}}]}])");
    stage.takeLog();
    const QByteArray renamed = R"([{"note":"words","as":"other","construct":"Task","key":"a",
        "children":[{"note":"more","construct":"Task","props":{"v":{"$":" other.v "}}}],
        "props":{"w":{"y":2,"x":1},"v":1}}])";
    stage.redeploy(renamed);
    stage.drive();
    QVERIFY(stage.takeLog().isEmpty());
    stage.crash();
    stage.deploy(renamed);
    QVERIFY(stage.takeLog().isEmpty());
}

void TestIncremental::whatIsRemovedGoesDependentsFirst()
{
    // `then` reads an item beside it: it is no descendant, and must go first all the same.
    const QByteArray gathered = R"([{"for":["i"],"item":"i","key":{"$":"i"},"children":[
        {"construct":"Task","key":"x","as":"x","children":[{"construct":"Task","key":"y"}]}],
        "gather":{"as":"all","value":{"$":"x.id"}},
        "then":[{"construct":"Task","key":"then","props":{"v":{"$":"all"}}}]}])";
    const auto inOrder = [](const QStringList &log) {
        return log.size() == 3 && log.last() == u"destroy task-i-x"
            && log.contains(u"destroy task-then"_s) && log.contains(u"destroy task-i-x.task-y"_s);
    };
    Stage stage;
    stage.deploy(gathered);
    stage.takeLog();
    stage.redeploy("[]");
    QVERIFY(inOrder(stage.takeLog()));
    stage.deploy(gathered);
    stage.crash();
    stage.deploy("[]");
    QVERIFY(inOrder(stage.takeLog()));
}

void TestIncremental::whatIsRemovedWhileItIsAppliedGoesDependentsFirst()
{
    Stage stage;
    stage.start(readers(1));
    QVERIFY(stage.finish(u"task-a"_s));
    QCOMPARE(stage.heldJobs().size(), 2); // b and c
    QVERIFY(stage.finish(u"task-a.task-c"_s));
    stage.takeLog();
    stage.redeploy("[]");
    // b is at work: nothing above it goes before it has ended.
    QStringList log = stage.takeLog();
    QVERIFY2(!log.contains(u"destroy task-a"_s), qPrintable(log.join(u'\n')));
    QVERIFY(stage.finish(u"task-a.task-b"_s));
    log += stage.takeLog();
    QCOMPARE(log.last(), u"destroy task-a"_s);
    QVERIFY(log.contains(u"destroy task-a.task-b"_s));
    QVERIFY(log.contains(u"destroy task-a.task-c"_s));
    QVERIFY(stage.storedIds().isEmpty());
}

void TestIncremental::whatNamesAnotherGoesBeforeIt()
{
    // x is older than y, and reads it only since an edit.
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"x","props":{"to":"nobody"}}])");
    stage.redeploy(R"([{"construct":"Task","key":"x","props":{"to":"task-y"}},
                       {"construct":"Task","key":"y"}])");
    stage.drive();
    stage.takeLog();
    stage.redeploy("[]");
    QCOMPARE(stage.takeLog(), (QStringList{u"destroy task-x"_s, u"destroy task-y"_s}));
}

void TestIncremental::storeValuesSurviveARestartADeployAndRenamesOfOtherThings()
{
    const auto children = [](const QByteArray &otherKey, const QByteArray &initial) {
        return R"([{"store":{"count":)" + initial + R"(},"as":"counter"},
            {"construct":"Task","key":")"
            + otherKey + R"(","as":")" + otherKey + R"(","props":{"v":{"$":"counter.count"}}}])";
    };
    Stage stage;
    stage.deploy(R"([{"store":{"count":0},"as":"counter"},
        {"construct":"SetStore","props":{"storeId":"counter","key":"count","value":5}}])");
    stage.redeploy(children("one", "0"));
    stage.drive();
    QCOMPARE(stage.output(u"task-one"_s, u"v"_s), QJsonValue(5));
    stage.crash();
    stage.deploy(children("one", "9"));
    QCOMPARE(stage.output(u"task-one"_s, u"v"_s), QJsonValue(5));
    stage.redeploy(children("two", "9"));
    stage.drive();
    QCOMPARE(stage.output(u"task-two"_s, u"v"_s), QJsonValue(5));
    QVERIFY(stage.stop());
    stage.deploy(children("three", "9"));
    QCOMPARE(stage.output(u"task-three"_s, u"v"_s), QJsonValue(5));
}

void TestIncremental::nodeStoresSurviveARestartADeployAndAnUpdate()
{
    Stage stage;
    stage.deploy(readers(1));
    const QJsonObject kept{{u"messages"_s, QJsonArray{u"m"_s}}};
    stage.runtime().commit({{u"task-a"_s, {}, kept}}, {}, {});
    stage.settle();
    stage.redeploy(readers(2));
    stage.drive();
    QCOMPARE(stage.stored().find(u"task-a"_s)->store, kept);
    stage.crash();
    stage.deploy(readers(3));
    QCOMPARE(stage.stored().find(u"task-a"_s)->store, kept);
    QCOMPARE(stage.output(u"task-a"_s, u"v"_s), QJsonValue(3));
}

void TestIncremental::aCrashBetweenEffectAndRecordIsSeen_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("effects");
    QTest::newRow("pure: run again") << QByteArray("Message") << u"rerun"_s << 2;
    QTest::newRow("idempotent: run again") << QByteArray("Task") << u"rerun"_s << 2;
    QTest::newRow("ephemeral: run again") << QByteArray("Door") << u"rerun"_s << 2;
    QTest::newRow("manual: left to a person") << QByteArray("Launch") << u"left"_s << 1;
}

void TestIncremental::aCrashBetweenEffectAndRecordIsSeen()
{
    QFETCH(QByteArray, type);
    QFETCH(QString, what);
    QFETCH(int, effects);
    int done = 0;
    Stage stage;
    stage.prepare = [&](sim::Provider &provider) {
        provider.answer =
            [&](const ApplyJob::Request &request) -> std::optional<Result<ApplyResult>> {
            ++done;
            return Result<ApplyResult>(ApplyResult{.outputs = request.props});
        };
    };
    const QByteArray children = R"([{"construct":")" + type + R"("}])";
    stage.start(children);
    // The effect happens, its result is never written.
    stage.store->fault = [](const QString &) -> Result<void> {
        return Error{ErrorCode::IoError, u"power cut"_s, {}, {}};
    };
    stage.drive();
    QCOMPARE(done, 1);
    stage.crash();
    stage.store->fault = {};
    stage.deploy(children);
    QCOMPARE(done, effects);
    QCOMPARE(stage.reports.size(), 1);
    QCOMPARE(stage.reports.first().interrupted.first().what, what);
    if (what == u"left") {
        const QString id = stage.storedIds().first();
        QCOMPARE(stage.node(id)->error->code, ErrorCode::Interrupted);
        QVERIFY(stage.runtime().retry(id).ok());
        stage.settle();
        stage.drive();
        QCOMPARE(done, 2);
        QCOMPARE(stage.stateOf(id), u"deployed"_s);
    }
}

void TestIncremental::aDestroyThatACrashInterruptedIsFinished()
{
    Stage stage;
    stage.deploy(readers(1));
    stage.provider().holdDestroys = true;
    stage.redeploy("[]");
    QVERIFY(stage.provider().stepDestroy());
    stage.settle();
    stage.crash();
    stage.deploy("[]");
    QVERIFY(stage.storedIds().isEmpty());
    const QStringList log = stage.takeLog();
    QVERIFY(log.contains(u"destroy task-a"_s));
    QCOMPARE(log.filter(u"destroy"_s).size(), 3); // what had gone and was stored is not repeated
}

/// "Task" with the key "x", and "TaskX": one id.
void TestIncremental::anotherTypeUnderAnIdIsDestroyedAndCreated()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"x","props":{"v":1}}])");
    QString created;
    std::optional<QJsonObject> previous;
    stage.provider().answer =
        [&](const ApplyJob::Request &request) -> std::optional<Result<ApplyResult>> {
        created = request.constructType;
        previous = request.previousOutputs;
        return Result<ApplyResult>(ApplyResult{.outputs = request.props});
    };
    stage.takeLog();
    stage.redeploy(R"([{"construct":"TaskX","props":{"v":1}}])");
    stage.drive();
    QCOMPARE(stage.takeLog(), (QStringList{u"destroy task-x"_s, u"apply task-x"_s}));
    QCOMPARE(created, u"TaskX"_s);
    QVERIFY2(!previous, "it takes nothing over from the other");
    QCOMPARE(stage.stored().find(u"task-x"_s)->constructType, u"TaskX"_s);
    QCOMPARE(stage.stateOf(u"task-x"_s), u"deployed"_s);
    stage.crash();
    stage.deploy(R"([{"construct":"Task","key":"x","props":{"v":1}}])");
    QCOMPARE(stage.takeLog(), (QStringList{u"destroy task-x"_s, u"apply task-x"_s}));
}

void TestIncremental::anotherTypeUnderAnIdTakesWhatIsBelowWithIt()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"x","children":[{"construct":"Task","key":"y"}]}])");
    stage.takeLog();
    stage.redeploy(R"([{"construct":"TaskX","children":[{"construct":"Task","key":"y"}]}])");
    stage.drive();
    QCOMPARE(stage.takeLog(),
             (QStringList{u"destroy task-x.task-y"_s, u"destroy task-x"_s, u"apply task-x"_s,
                          u"apply task-x.task-y"_s}));
    QVERIFY(stage.runtime().isIdle());
}

void TestIncremental::anotherTypeUnderAnIdThatIsAtWorkWaits()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    stage.start(R"([{"construct":"Task","key":"x"}])");
    stage.takeLog();
    stage.redeploy(R"([{"construct":"TaskX"}])");
    stage.drive();
    QCOMPARE(stage.stored().find(u"task-x"_s)->constructType, u"TaskX"_s);
    const QStringList log = stage.takeLog();
    QCOMPARE(log.first(), u"cancel task-x"_s);
    QCOMPARE(log.last(), u"apply task-x"_s);
    QCOMPARE(stage.stateOf(u"task-x"_s), u"deployed"_s);
}

QTEST_GUILESS_MAIN(TestIncremental)
#include "tst_incremental.moc"
