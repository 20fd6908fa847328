// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/preview.h"
#include "core/stack/expression/scriptengine.h"
#include "tests/core/runtime/stage.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::Stage;

/// What a deploy would do, with nothing done.
class TestPreview : public QObject {
    Q_OBJECT

    static Plan planFor(const StackRecord &state, const QByteArray &children)
    {
        sim::World world;
        sim::Provider provider(world);
        ScriptEngine script;
        Preview preview(state, provider.constructTypes(), script, nullptr);
        preview.render(sim::smallDocument(children));
        return preview.plan();
    }
    static QStringList lines(const Plan &plan)
    {
        QStringList lines;
        for (const Plan::Item &item : plan.items)
            lines.append(item.action + u' ' + item.nodeId);
        return lines;
    }

private Q_SLOTS:
    void anEmptyStateCreatesEverythingParentsFirst();
    void theSameDocumentChangesNothing();
    void aChangedPropIsAnUpdateWithOldAndNew();
    void whatHangsOnAnUpdateComesAfterIt();
    void whatIsGoneIsDeletedDependentsFirst();
    void nothingIsDeletedBelowWhatIsNotDecided();
    void anEphemeralNodeIsStartedAndShowsWhatIsBelow();
    void aFailedNodeStaysFailed();
    void anInterruptedNodeIsTakenUpAgain();
    void anUnknownConstructIsBlocked();
    void aThrownErrorBlocksItsNode();
    void aNewPropHasNoOldValue();
    void storedValuesOfAStoreAreUsed();
    void thePlanSaysWhatTheDeployThenDoes_data();
    void thePlanSaysWhatTheDeployThenDoes();
    void countsAreInTheJson();
};

void TestPreview::anEmptyStateCreatesEverythingParentsFirst()
{
    const Plan plan =
        planFor({}, R"([{"construct":"Task","as":"a","key":"a","props":{"v":1},"children":[
        {"construct":"Task","key":"b","props":{"v":{"$":"a.v"}}},
        {"show":{"$":"a.v"},"children":[{"construct":"Task","key":"c"}]}]},
        {"construct":"Task","key":"d"}])");
    QCOMPARE(lines(plan),
             (QStringList{u"create task-a"_s, u"create task-a.task-b"_s, u"create task-d"_s}));
    QCOMPARE(plan.items.at(0).fields, (QJsonObject{{u"v"_s, QJsonObject{{u"new"_s, 1}}}}));
    QCOMPARE(plan.items.at(1).reason, u"after a"_s);
}

void TestPreview::theSameDocumentChangesNothing()
{
    const QByteArray children = R"([{"construct":"Task","as":"s","props":{"l":["p"]},"children":[
        {"for":{"$":"s.l"},"item":"i","children":[{"construct":"Task","key":"x"}]}]}])";
    Stage stage;
    stage.deploy(children);
    const StackRecord before = stage.stored();
    const int saves = stage.store->counters.saves;
    const Plan plan = planFor(stage.stored(), children);
    QCOMPARE(lines(plan), (QStringList{u"unchanged task"_s, u"unchanged task.task-0-x"_s}));
    QCOMPARE(stage.store->counters.saves, saves);
    QCOMPARE(stage.stored().nodes(), before.nodes());
}

void TestPreview::aChangedPropIsAnUpdateWithOldAndNew()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","props":{"a":1,"b":[1],"gone":true}}])");
    const Plan plan = planFor(stage.stored(), R"([{"construct":"Task","props":{"a":2,"b":[1]}}])");
    QCOMPARE(lines(plan), QStringList{u"update task"_s});
    QCOMPARE(plan.items.first().fields,
             (QJsonObject{{u"a"_s, QJsonObject{{u"old"_s, 1}, {u"new"_s, 2}}},
                          {u"gone"_s, QJsonObject{{u"old"_s, true}, {u"removed"_s, true}}}}));
}

void TestPreview::whatHangsOnAnUpdateComesAfterIt()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","as":"s","props":{"a":1},"children":[
        {"construct":"Task","key":"x","props":{"v":{"$":"s.a"}}},
        {"show":{"$":"s.a"},"children":[{"construct":"Task","key":"y"}]}]}])");
    const Plan plan =
        planFor(stage.stored(), R"([{"construct":"Task","as":"s","props":{"a":2},"children":[
        {"construct":"Task","key":"x","props":{"v":{"$":"s.a"}}},
        {"show":{"$":"s.a"},"children":[{"construct":"Task","key":"y"}]}]}])");
    // What the show will say is not known either: `y` may stay as it is, change or go.
    QCOMPARE(lines(plan),
             (QStringList{u"update task"_s, u"update task.task-x"_s, u"update task.task-y"_s}));
    QCOMPARE(plan.items.at(1).reason, u"after s"_s);
    QCOMPARE(plan.items.at(1).fields, (QJsonObject{{u"v"_s, QJsonObject{{u"old"_s, 1}}}}));
    QCOMPARE(plan.items.at(2).reason, u"after s"_s);
    QVERIFY(plan.items.at(2).fields.isEmpty());
}

void TestPreview::whatIsGoneIsDeletedDependentsFirst()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"a"},{"construct":"Task","key":"b","children":[
        {"construct":"Task","key":"c"}]}])");
    QCOMPARE(lines(planFor(stage.stored(), R"([{"construct":"Task","key":"a"}])")),
             (QStringList{u"unchanged task-a"_s, u"delete task-b.task-c"_s, u"delete task-b"_s}));
}

void TestPreview::nothingIsDeletedBelowWhatIsNotDecided()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","as":"s","props":{"a":{"b":1}},"children":[
        {"show":{"$":"s.a.b"},"children":[{"construct":"Task","key":"y"}]},
        {"construct":"Task","key":"x"}]}])");
    const Plan plan =
        planFor(stage.stored(), R"([{"construct":"Task","as":"s","props":{"a":{"b":1}},"children":[
        {"show":{"$":"s.a.c"},"children":[{"construct":"Task","key":"y"}]}]}])");
    QCOMPARE(plan.count(u"delete"_s), 0);
}

void TestPreview::anEphemeralNodeIsStartedAndShowsWhatIsBelow()
{
    const QByteArray children = R"([{"construct":"Door","as":"d","props":{"v":1},"children":[
        {"construct":"Task","key":"x","props":{"v":{"$":"d.v"}}}]}])";
    Stage stage;
    stage.deploy(children);
    QCOMPARE(lines(planFor(stage.stored(), children)),
             (QStringList{u"start door"_s, u"unchanged door.task-x"_s}));
}

void TestPreview::aFailedNodeStaysFailed()
{
    const QByteArray children = R"([{"construct":"Task","key":"x"}])";
    Stage stage;
    stage.start(children);
    stage.fail(u"task-x"_s);
    const Plan plan = planFor(stage.stored(), children);
    QCOMPARE(lines(plan), QStringList{u"unchanged task-x"_s});
    QVERIFY(plan.items.first().reason.contains(u"failed"));
    QVERIFY(plan.items.first().failedBefore);
    QVERIFY(plan.items.first().error);
}

void TestPreview::anInterruptedNodeIsTakenUpAgain()
{
    const QByteArray children = R"([{"construct":"Task","key":"x"}])";
    Stage stage;
    stage.start(children);
    QCOMPARE(lines(planFor(stage.stored(), children)), QStringList{u"retry task-x"_s});
}

void TestPreview::anUnknownConstructIsBlocked()
{
    const Plan plan = planFor({}, R"([{"construct":"Nonesuch"},{"construct":"Task"}])");
    QCOMPARE(lines(plan), (QStringList{u"blocked nonesuch"_s, u"create task"_s}));
    QVERIFY(plan.items.first().reason.contains(u"Nonesuch"));
}

void TestPreview::aThrownErrorBlocksItsNode()
{
    const Plan plan =
        planFor({}, R"([{"construct":"Task","key":"x","props":{"v":{"$":"null.x"}}}])");
    QCOMPARE(lines(plan), QStringList{u"blocked task-x"_s});
    QVERIFY(!plan.items.first().reason.isEmpty());
}

void TestPreview::aNewPropHasNoOldValue()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task"}])");
    const Plan plan = planFor(stage.stored(), R"([{"construct":"Task","props":{"a":null}}])");
    QCOMPARE(plan.items.first().fields,
             (QJsonObject{{u"a"_s, QJsonObject{{u"new"_s, QJsonValue()}}}}));
}

void TestPreview::storedValuesOfAStoreAreUsed()
{
    const QByteArray children = R"([{"store":{"n":0},"as":"c"},
        {"construct":"SetStore","props":{"storeId":"c","key":"n","value":5}},
        {"construct":"Task","key":"x","props":{"v":{"$":"c.n"}}}])";
    Stage stage;
    stage.deploy(children);
    QCOMPARE(planFor(stage.stored(), children).count(u"unchanged"_s), 2);
    const Plan fresh = planFor({}, children);
    QCOMPARE(fresh.items.last().fields, (QJsonObject{{u"v"_s, QJsonObject{{u"new"_s, 0}}}}));
}

void TestPreview::thePlanSaysWhatTheDeployThenDoes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray two =
        R"([{"construct":"Task","key":"a","props":{"v":1}},{"construct":"Tool","key":"b"}])";
    QTest::newRow("first") << QByteArray("[]") << two;
    QTest::newRow("nothing") << two << two;
    QTest::newRow("an update and a delete")
        << two << QByteArray(R"([{"construct":"Task","key":"a","props":{"v":2}}])");
    QTest::newRow("another key") << two
                                 << QByteArray(R"([{"construct":"Task","key":"c","props":{"v":1}},
                                                  {"construct":"Tool","key":"b"}])");
    QTest::newRow("moved under a show")
        << two
        << QByteArray(R"([{"show":true,"children":[{"construct":"Task","key":"a","props":{"v":1}}]},
                          {"construct":"Tool","key":"b"}])");
    QTest::newRow("disabled") << two
                              << QByteArray(R"([{"construct":"Task","key":"a","props":{"v":1}},
                                  {"construct":"Tool","key":"b","disabled":true}])");
}

void TestPreview::thePlanSaysWhatTheDeployThenDoes()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    Stage stage;
    stage.deploy(before);
    QStringList wanted;
    for (const Plan::Item &item : planFor(stage.stored(), after).items) {
        if (item.action == u"delete")
            wanted.append(u"destroy "_s + item.nodeId);
        else if (item.action != u"unchanged")
            wanted.append(u"apply "_s + item.nodeId);
    }
    stage.crash();
    stage.deploy(after);
    QStringList log = stage.takeLog();
    log.sort();
    wanted.sort();
    QCOMPARE(log, wanted);
}

void TestPreview::countsAreInTheJson()
{
    const QJsonObject json =
        planFor({}, R"([{"construct":"Task"},{"construct":"Nonesuch"}])").toJson();
    QCOMPARE(json[u"counts"_s][u"create"_s], QJsonValue(1));
    QCOMPARE(json[u"counts"_s][u"blocked"_s], QJsonValue(1));
    QCOMPARE(json[u"counts"_s][u"delete"_s], QJsonValue(0));
    QCOMPARE(json[u"items"_s].toArray().size(), 2);
    QCOMPARE(json[u"items"_s][0][u"node"_s], QJsonValue(u"task"_s));
}

QTEST_GUILESS_MAIN(TestPreview)
#include "tst_preview.moc"
