// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::source;
using sim::Stage;

/// Lists: what a `for` keeps, gathers and opens.
class TestFlowLists : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aForKeepsItemsByKeyAndInOrder();
    void aForWithoutKeysGoesByPlace();
    void aForOverSomethingElseThanAListIsAnError();
    void twoItemsWithOneKeyAreAnError();
    void aKeyErrorOpensNoThen();
    void thenWaitsForEveryGatheredValue();
    void anErrorInAGatherGoesWhenItsCauseGoes();
    void anEmptyListHasNoThen();
    void gatherSeesWhatAComponentYields();
    void gatherSeesTheOldestOfSeveralYields();
    void gatherSeesAStore();
    void gatherSeesNothingOfADisabledChild();
};

void TestFlowLists::aForKeepsItemsByKeyAndInOrder()
{
    Stage stage;
    stage.deploy(source(R"([{"for":{"$":"s.a"},"item":"i","key":{"$":"i.k"},"children":[
        {"construct":"Task","key":"x","props":{"v":{"$":"i.v"}}}]}])",
                        R"({"a":[{"k":"a","v":1},{"k":"b","v":2},{"k":"c","v":3}]})"));
    const quint64 a = stage.node(u"task-s.task-a-x"_s)->serial();
    stage.takeLog();
    const auto item = [](const QString &key, int value) {
        return QJsonObject{{u"k"_s, key}, {u"v"_s, value}};
    };
    stage.emitOutputs(u"task-s"_s,
                      {{u"a"_s, QJsonArray{item(u"d"_s, 4), item(u"c"_s, 30), item(u"a"_s, 1)}}});
    stage.drive();
    QStringList log = stage.takeLog();
    log.sort();
    QCOMPARE(log,
             (QStringList{u"apply task-s.task-c-x"_s, u"apply task-s.task-d-x"_s,
                          u"destroy task-s.task-b-x"_s}));
    QCOMPARE(stage.node(u"task-s.task-a-x"_s)->serial(), a);
    QStringList order;
    for (const Instance *row : stage.instanceAt(u"/children/0/children/0"_s)->children)
        order.append(row->key);
    QCOMPARE(order, (QStringList{u"d"_s, u"c"_s, u"a"_s}));
}

void TestFlowLists::aForWithoutKeysGoesByPlace()
{
    Stage stage;
    stage.deploy(source(R"([{"for":{"$":"s.a"},"item":"i","children":[
        {"construct":"Task","key":"x","props":{"v":{"$":"i"}}}]}])",
                        R"({"a":["p","q"]})"));
    QCOMPARE(stage.ids(), (QStringList{u"task-s"_s, u"task-s.task-0-x"_s, u"task-s.task-1-x"_s}));
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonArray{u"p"_s, u"r"_s}}});
    stage.drive();
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-s.task-1-x"_s});
}

void TestFlowLists::aForOverSomethingElseThanAListIsAnError()
{
    Stage stage;
    stage.deploy(source(R"([{"for":{"$":"s.a"},"item":"i","children":[{"construct":"Task"}]}])",
                        R"({"a":5})"));
    QCOMPARE(stage.runtime().failures().size(), 1);
    QVERIFY(stage.runtime().failures().first().message.contains(u'5'));
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonArray()}});
    QVERIFY(stage.runtime().failures().isEmpty());
}

void TestFlowLists::twoItemsWithOneKeyAreAnError()
{
    Stage stage;
    stage.deploy(source(R"([{"for":{"$":"s.a"},"item":"i","key":{"$":"i"},"children":[
        {"construct":"Task","key":"x"}]}])",
                        R"({"a":["p","q"]})"));
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonArray{u"p"_s, u"q"_s, u"p"_s}}});
    stage.drive();
    QCOMPARE(stage.runtime().failures().size(), 1);
    QCOMPARE(stage.runtime().failures().first().code, ErrorCode::DuplicateId);
    QVERIFY(stage.runtime().failures().first().message.contains(u"'p'"));
    QVERIFY2(stage.takeLog().filter(u"destroy"_s).isEmpty(), "an undecided list destroys nothing");
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonArray{u"p"_s, u"q"_s}}});
    stage.drive();
    QVERIFY(stage.runtime().failures().isEmpty());
    QVERIFY2(stage.takeLog().isEmpty(), "what was deployed is still deployed");
    QCOMPARE(stage.stateOf(u"task-s.task-q-x"_s), u"deployed"_s);
}

void TestFlowLists::aKeyErrorOpensNoThen()
{
    Stage stage;
    stage.deploy(source(R"([{"for":{"$":"s.a"},"item":"i","key":{"$":"i"},"children":[
        {"construct":"Task","key":"x","as":"t","props":{"v":{"$":"i"}}}],
        "gather":{"as":"all","value":{"$":"t.v"}},
        "then":[{"construct":"Task","key":"then","props":{"v":{"$":"all"}}}]}])",
                        R"({"a":["p","q","p"]})"));
    QVERIFY2(!stage.ids().contains(u"task-s.task-then"_s),
             "then needs every item's value, and one item has none");
}

void TestFlowLists::thenWaitsForEveryGatheredValue()
{
    Stage stage;
    stage.start(source(R"J([{"for":{"$":"s.a"},"item":"i","key":{"$":"i"},"children":[
        {"construct":"Task","key":"x","as":"t","props":{"v":{"$":"i + '!'"}}}],
        "gather":{"as":"all","value":{"$":"t.v"}},
        "then":[{"construct":"Task","key":"then","props":{"v":{"$":"all.join(' ')"
}
}
}]
}])J",
                       R"({"a":["p","q"]})"));
    stage.finish(u"task-s"_s);
    QVERIFY(stage.finish(u"task-s.task-q-x"_s));
    QVERIFY(!stage.ids().contains(u"task-s.task-then"_s));
    QVERIFY(stage.finish(u"task-s.task-p-x"_s));
    QVERIFY(stage.ids().contains(u"task-s.task-then"_s));
    stage.drive();
    QCOMPARE(stage.output(u"task-s.task-then"_s, u"v"_s), QJsonValue(u"p! q!"_s));
    // One more item: `then` goes until that one has its value, and what it made is not destroyed.
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonArray{u"p"_s, u"q"_s, u"r"_s}}});
    QVERIFY(!stage.ids().contains(u"task-s.task-then"_s));
    QVERIFY(stage.storedIds().contains(u"task-s.task-then"_s));
    stage.drive();
    QCOMPARE(stage.takeLog(),
             (QStringList{u"apply task-s.task-r-x"_s, u"apply task-s.task-then"_s}));
    QCOMPARE(stage.output(u"task-s.task-then"_s, u"v"_s), QJsonValue(u"p! q! r!"_s));
}

void TestFlowLists::anErrorInAGatherGoesWhenItsCauseGoes()
{
    Stage stage;
    stage.deploy(source(R"([{"for":["p"],"item":"i","key":{"$":"i"},"children":[
        {"construct":"Task","key":"x","as":"t","props":{"v":{"$":"s.a"}}}],
        "gather":{"as":"all","value":{"$":"t.v.deep"}},
        "then":[{"construct":"Task","key":"then","props":{"v":{"$":"all"}}}]}])",
                        R"({"a":null})"));
    QCOMPARE(stage.runtime().failures().size(), 1);
    QCOMPARE(stage.runtime().failures().first().code, ErrorCode::ExpressionFailed);
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonObject{{u"deep"_s, 7}}}});
    stage.drive();
    QVERIFY(stage.runtime().failures().isEmpty());
    QCOMPARE(stage.stateOf(u"task-s.task-then"_s), u"deployed"_s);
}

void TestFlowLists::anEmptyListHasNoThen()
{
    Stage stage;
    stage.deploy(source(
        R"([{"for":{"$":"s.a"},"item":"i","children":[{"construct":"Task","key":"x","as":"t"}],
        "gather":{"as":"all","value":{"$":"t.id"}},
        "then":[{"construct":"Task","key":"then"}]}])",
        R"({"a":["p"]})"));
    QVERIFY(stage.ids().contains(u"task-s.task-then"_s));
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonArray()}});
    stage.drive();
    QCOMPARE(stage.storedIds(), QStringList{u"task-s"_s});
    // `then` read the item's node: it goes first.
    QCOMPARE(stage.takeLog(),
             (QStringList{u"destroy task-s.task-then"_s, u"destroy task-s.task-0-x"_s}));
}

void TestFlowLists::gatherSeesWhatAComponentYields()
{
    Stage stage;
    stage.start(source(R"J([{"for":{"$":"s.a"},"item":"i","key":{"$":"i"},"children":[
        {"component":"Half","as":"h","props":{"n":{"$":"i"}}}],
        "gather":{"as":"all","value":{"$":"h.of"}},
        "then":[{"construct":"Task","key":"then","props":{"v":{"$":"all"}}}]}])J",
                       R"({"a":[4,7]})"),
                R"J({"Half":{"props":["n"],"children":[
        {"construct":"Task","as":"t","key":"t","props":{"n":{"$":"n"}},"children":[
          {"show":{"$":"t.n % 2"},"children":[{"yield":{"of":{"$":"'odd ' + t.n"}}}],
           "else":[{"yield":{"of":{"$":"t.n / 2"}}}]}]}]}})J");
    stage.finish(u"task-s"_s);
    QVERIFY(stage.finish(u"task-s.task-7-t"_s));
    QVERIFY2(!stage.ids().contains(u"task-s.task-then"_s), "then waits for what is not yielded");
    stage.drive();
    QCOMPARE(stage.output(u"task-s.task-then"_s, u"v"_s), QJsonValue(QJsonArray{2, u"odd 7"_s}));
    // The other branch yields now.
    stage.emitOutputs(u"task-s.task-4-t"_s, {{u"n"_s, 5}});
    stage.drive();
    QCOMPARE(stage.output(u"task-s.task-then"_s, u"v"_s),
             QJsonValue(QJsonArray{u"odd 5"_s, u"odd 7"_s}));
}

void TestFlowLists::gatherSeesTheOldestOfSeveralYields()
{
    Stage stage;
    stage.deploy(source(R"([{"for":[1],"item":"i","children":[
        {"component":"Two","as":"c","props":{"p":{"$":"s.p"},"q":{"$":"s.q"}}}],
        "gather":{"as":"all","value":{"$":"c.v"}},
        "then":[{"construct":"Task","key":"then","props":{"v":{"$":"all"}}}]}])",
                        R"({"p":true,"q":false})"),
                 R"({"Two":{"props":["p","q"],"children":[
        {"show":{"$":"p"},"children":[{"yield":{"v":"p"}}]},
        {"show":{"$":"q"},"children":[{"yield":{"v":"q"}}]}]}})");
    const auto gathered = [&] { return stage.output(u"task-s.task-then"_s, u"v"_s); };
    QCOMPARE(gathered(), QJsonValue(QJsonArray{u"p"_s}));
    stage.emitOutputs(u"task-s"_s, {{u"q"_s, true}});
    stage.drive();
    QCOMPARE(gathered(), QJsonValue(QJsonArray{u"p"_s}));
    stage.emitOutputs(u"task-s"_s, {{u"p"_s, false}});
    stage.drive();
    QCOMPARE(gathered(), QJsonValue(QJsonArray{u"q"_s}));
}

void TestFlowLists::gatherSeesAStore()
{
    Stage stage;
    stage.deploy(source(R"([{"for":[1],"item":"i","children":[{"store":{"n":3},"as":"c"}],
        "gather":{"as":"all","value":{"$":"c.n + i"}},
        "then":[{"construct":"Task","key":"then","props":{"v":{"$":"all"}}}]}])"));
    QCOMPARE(stage.output(u"task-s.task-then"_s, u"v"_s), QJsonValue(QJsonArray{4}));
}

void TestFlowLists::gatherSeesNothingOfADisabledChild()
{
    Stage stage;
    stage.deploy(source(R"([{"for":[1],"item":"i","children":[
        {"construct":"Task","key":"x","as":"t","disabled":true}],
        "gather":{"as":"all","value":{"$":"t.v"}},
        "then":[{"construct":"Task","key":"then"}]}])"));
    QCOMPARE(stage.runtime().failures().size(), 1);
    QCOMPARE(stage.runtime().failures().first().code, ErrorCode::ExpressionFailed);
}

QTEST_GUILESS_MAIN(TestFlowLists)
#include "tst_flowlists.moc"
