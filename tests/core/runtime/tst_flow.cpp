// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include "core/stack/builder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::Stage;

namespace {

/// A source "task-s" with outputs `a`, `b`, …; `below` are its children.
QByteArray source(const QByteArray &below, const QByteArray &props = R"({"a":1})")
{
    return R"([{"construct":"Task","as":"s","key":"s","props":)" + props + R"(,"children":)" + below
        + "}]";
}

} // namespace

/// Document over the reactive graph: what exists, what it is called, what it waits for.
class TestFlow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aChangedOutputEvaluatesOnlyWhatReadsIt();
    void anOutputWithTheSameValueChangesNothing();
    void aNodeWithAnUndefinedPropWaitsAndSaysForWhat();
    void aDeclaredOutputThatIsMissingReadsAsNull();
    void undefinedDecidesNeitherChildrenNorElse();
    void whatAShowWaitsForIsKeptUpToDate();
    void truthinessIsJavaScripts_data();
    void truthinessIsJavaScripts();
    void anExpressionIsNotEvaluatedBeforeItsParentIsDeployed();
    void aThrownErrorIsTheNodesWithExpressionAndPosition();
    void aThrownErrorInAComponentPropIsTheNodesThatReadsIt();
    void idsHaveFlowKeysThenTheOwnKey_data();
    void idsHaveFlowKeysThenTheOwnKey();
    void aComponentKeyIsPartOfTheSegment();
    void theElementsOfADisabledBranchDoNotExist();
    void twoElementsWithOneIdAreAnErrorThatNamesBoth();
    void anIdThatMovesBetweenTwoShowsIsAnUpdate_data();
    void anIdThatMovesBetweenTwoShowsIsAnUpdate();
    void anIdInChildrenAndElseIsAnUpdate();
    void aShowIsRemadeWhenItsKeyChanges();
    void aShowStaysWhileItsConditionStaysTrue();
    void aForKeepsItemsByKeyAndInOrder();
    void aForWithoutKeysGoesByPlace();
    void aForOverSomethingElseThanAListIsAnError();
    void twoItemsWithOneKeyAreAnError();
    void aKeyErrorOpensNoThen();
    void thenWaitsForEveryGatheredValue();
    void anErrorInAGatherGoesWhenItsCauseGoes();
    void anEmptyListHasNoThen();
    void aComponentMayUseItselfAndYields();
    void aYieldInAYieldSeesTheNamesOfItsOwnUse();
    void aConstructIsRemadeWhenItsKeyChanges();
    void aChangeOfABranchClosesItBeforeItsBindingsRun();
    void randomFlipsGiveExactlyTheExpectedNodes_data();
    void randomFlipsGiveExactlyTheExpectedNodes();
};

void TestFlow::aChangedOutputEvaluatesOnlyWhatReadsIt()
{
    using namespace creact::build;
    int first = 0;
    int second = 0;
    auto document = std::make_shared<StackDocument>(stack(u"s"_s).children(
        construct(u"Task"_s).as(u"s"_s).prop(u"a"_s, 1).prop(u"b"_s, 1).children(
            construct(u"Task"_s).key(u"x"_s).prop(u"v"_s,
                                                  [&](BindingScope &scope) {
                                                      ++first;
                                                      return scope.value(u"s.a"_s);
                                                  }),
            construct(u"Task"_s).key(u"y"_s).prop(u"v"_s, [&](BindingScope &scope) {
                ++second;
                return scope.value(u"s.b"_s);
            }))));
    Stage stage;
    stage.start(document);
    stage.drive();
    stage.takeLog();
    first = second = 0;
    stage.emitOutputs(u"task"_s, {{u"a"_s, 2}});
    stage.drive();
    QCOMPARE(first, 1);
    QCOMPARE(second, 0);
    QCOMPARE(stage.takeLog(), QStringList{u"apply task.task-x"_s});
    QCOMPARE(stage.output(u"task.task-x"_s, u"v"_s), QJsonValue(2));
}

void TestFlow::anOutputWithTheSameValueChangesNothing()
{
    using namespace creact::build;
    int evaluations = 0;
    auto document = std::make_shared<StackDocument>(stack(u"s"_s).children(
        construct(u"Task"_s)
            .as(u"s"_s)
            .prop(u"a"_s, QJsonObject{{u"x"_s, 1}})
            .children(construct(u"Task"_s).key(u"x"_s).prop(u"v"_s, [&](BindingScope &scope) {
                ++evaluations;
                return scope.value(u"s.a"_s);
            }))));
    Stage stage;
    stage.start(document);
    stage.drive();
    stage.takeLog();
    evaluations = 0;
    stage.emitOutputs(u"task"_s, {{u"a"_s, QJsonObject{{u"x"_s, 1.0}}}, {u"other"_s, 5}});
    QCOMPARE(stage.drive(), 0);
    QCOMPARE(evaluations, 0);
    QVERIFY(stage.takeLog().isEmpty());
}

void TestFlow::aNodeWithAnUndefinedPropWaitsAndSaysForWhat()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","as":"s","props":{"a":{"deep":{}}},"children":[
        {"component":"C","props":{"p":{"$":"s.a.deep.er"}}}]}])",
                 R"({"C":{"props":["p","q"],"children":[
                     {"construct":"Task","key":"x","props":{"v":{"$":"p"},"w":{"$":"[1, q]"}}}]}})");
    QVERIFY2(stage.stateOf(u"task.task-x"_s).startsWith(u"waiting for "),
             qPrintable(stage.stateOf(u"task.task-x"_s)));
    QVERIFY2(stage.stateOf(u"task.task-x"_s).contains(u'p'),
             qPrintable(stage.stateOf(u"task.task-x"_s)));
    QVERIFY2(stage.stateOf(u"task.task-x"_s).contains(u'q'),
             qPrintable(stage.stateOf(u"task.task-x"_s)));
    QVERIFY(stage.run->settled && stage.run->settled->ok());
    QVERIFY(!stage.storedIds().contains(u"task.task-x"_s));
}

void TestFlow::aDeclaredOutputThatIsMissingReadsAsNull()
{
    Stage stage;
    stage.deploy(source(R"([{"construct":"Task","key":"x","props":{"v":{"$":"s.nothing"}}}])"));
    QCOMPARE(stage.stateOf(u"task-s.task-x"_s), u"deployed"_s);
    QVERIFY(stage.output(u"task-s.task-x"_s, u"v"_s).isNull());
}

void TestFlow::undefinedDecidesNeitherChildrenNorElse()
{
    Stage stage;
    const QByteArray below = R"([{"show":{"$":"s.a.b"},
        "children":[{"construct":"Task","key":"yes"}], "else":[{"construct":"Task","key":"no"}]}])";
    stage.deploy(source(below, R"({"a":{}})"));
    QCOMPARE(stage.ids(), QStringList{u"task-s"_s});
    const Instance *show = stage.instanceAt(u"/children/0/children/0"_s);
    QVERIFY(show);
    QCOMPARE(show->flow, Instance::Flow::Undefined);
    QVERIFY(!show->otherwiseOpen);
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonObject{{u"b"_s, false}}}});
    QCOMPARE(stage.ids(), (QStringList{u"task-s"_s, u"task-s.task-no"_s}));
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonObject{{u"b"_s, 1}}}});
    QCOMPARE(stage.ids(), (QStringList{u"task-s"_s, u"task-s.task-yes"_s}));
}

void TestFlow::whatAShowWaitsForIsKeptUpToDate()
{
    Stage stage;
    stage.deploy(source(R"([{"show":{"$":"s.first ? s.a.x : s.a.y"},
        "children":[{"construct":"Task","key":"yes"}]}])",
                        R"({"a":{},"first":true})"));
    const Instance *show = stage.instanceAt(u"/children/0/children/0"_s);
    QCOMPARE(show->waitsFor, QStringList{u"s.first ? s.a.x : s.a.y"_s});
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonValue()}, {u"first"_s, true}});
    QVERIFY(show->error && show->error->message.contains(u'x'));
    stage.emitOutputs(u"task-s"_s, {{u"first"_s, false}});
    QVERIFY2(show->error && show->error->message.contains(u'y'),
             qPrintable(show->error ? show->error->message : QString()));
}

void TestFlow::truthinessIsJavaScripts_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("open");
    QTest::newRow("false") << QByteArray("false") << u"no"_s;
    QTest::newRow("zero") << QByteArray("0") << u"no"_s;
    QTest::newRow("empty text") << QByteArray("\"\"") << u"no"_s;
    QTest::newRow("null") << QByteArray("null") << u"no"_s;
    QTest::newRow("true") << QByteArray("true") << u"yes"_s;
    QTest::newRow("text") << QByteArray("\"0\"") << u"yes"_s;
    QTest::newRow("empty list") << QByteArray("[]") << u"yes"_s;
    QTest::newRow("empty object") << QByteArray("{}") << u"yes"_s;
    QTest::newRow("negative") << QByteArray("-1") << u"yes"_s;
}

void TestFlow::truthinessIsJavaScripts()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, open);
    Stage stage;
    stage.deploy(source(R"([{"show":{"$":"s.a"},"children":[{"construct":"Task","key":"yes"}],
        "else":[{"construct":"Task","key":"no"}]}])",
                        R"({"a":)" + value + '}'));
    QCOMPARE(stage.ids(), (QStringList{u"task-s"_s, u"task-s.task-"_s + open}));
}

void TestFlow::anExpressionIsNotEvaluatedBeforeItsParentIsDeployed()
{
    Stage stage;
    // Read before `s` has outputs, each of these would throw.
    stage.start(source(R"J([
        {"construct":"Task","key":"x","props":{"v":{"$":"s.a.b.length"}}},
        {"construct":"Task","key":"y","props":{"v":{"$":"untrack(() => s.a.b.length)"
}
}
},
        {"show":{"$":"s.a.b.length"},"children":[{"construct":"Task","key":"z"}]},
        {"construct":"Task","key":"c","props":{"v":{"$":"1 + 1"}}}])J",
                       R"({"a":{"b":[1]}})"));
    QCOMPARE(stage.stateOf(u"task-s.task-x"_s), u"pending for s"_s);
    QCOMPARE(stage.stateOf(u"task-s.task-y"_s), u"pending for s"_s);
    QVERIFY(stage.runtime().failures().isEmpty());
    QVERIFY(stage.provider().log == QStringList{u"apply task-s"_s});
    stage.drive();
    QVERIFY(stage.runtime().failures().isEmpty());
    QCOMPARE(stage.output(u"task-s.task-y"_s, u"v"_s), QJsonValue(1));
    QVERIFY(stage.ids().contains(u"task-s.task-z"_s));
}

void TestFlow::aThrownErrorIsTheNodesWithExpressionAndPosition()
{
    Stage stage;
    stage.deploy(source(R"([{"construct":"Task","key":"x","props":{"v":{"$":"s.a.b.length"}}},
                            {"construct":"Task","key":"y"}])",
                        R"({"a":null})"));
    const Node *node = stage.node(u"task-s.task-x"_s);
    QCOMPARE(node->state, NodeState::Failed);
    QVERIFY(node->error);
    QCOMPARE(node->error->code, ErrorCode::ExpressionFailed);
    const QString text = node->error->message + node->error->where + node->error->hint;
    QVERIFY2(text.contains(u"s.a.b.length"), qPrintable(text));
    QVERIFY2(node->error->where.contains(u"/children/0/children/0/props/v"), qPrintable(text));
    // Only what depends on it stops.
    QCOMPARE(stage.stateOf(u"task-s.task-y"_s), u"deployed"_s);
    QVERIFY(stage.run->settled && !stage.run->settled->ok());
    QCOMPARE(stage.stored().status, StackStatus::Failed);
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonObject{{u"b"_s, u"four"_s}}}});
    stage.drive();
    QCOMPARE(stage.output(u"task-s.task-x"_s, u"v"_s), QJsonValue(4));
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
}

void TestFlow::aThrownErrorInAComponentPropIsTheNodesThatReadsIt()
{
    Stage stage;
    stage.deploy(source(R"([{"component":"C","props":{"p":{"$":"s.a.b.c"}}}])", R"({"a":{}})"),
                 R"({"C":{"props":["p"],"children":[
                     {"construct":"Task","key":"x","props":{"v":{"$":"p"}}},
                     {"construct":"Task","key":"y"}]}})");
    QCOMPARE(stage.node(u"task-s.task-x"_s)->state, NodeState::Failed);
    QVERIFY2(stage.node(u"task-s.task-x"_s)->error->where.contains(u"/props/p"),
             qPrintable(stage.node(u"task-s.task-x"_s)->error->where));
    QCOMPARE(stage.stateOf(u"task-s.task-y"_s), u"deployed"_s);
}

void TestFlow::idsHaveFlowKeysThenTheOwnKey_data()
{
    QTest::addColumn<QByteArray>("children");
    QTest::addColumn<QString>("id");
    QTest::newRow("no key") << QByteArray(R"([{"construct":"HttpServer"}])") << u"http-server"_s;
    QTest::newRow("own key") << QByteArray(R"([{"construct":"Task","key":"a.b-c%"}])")
                             << u"task-a.b-c%"_s;
    QTest::newRow("number") << QByteArray(R"([{"construct":"Task","key":{"$":"1 + 1"}}])")
                            << u"task-2"_s;
    QTest::newRow("show without key")
        << QByteArray(R"([{"show":true,"children":[{"construct":"Task","key":"a.b"}]}])")
        << u"task-a.b"_s;
    QTest::newRow("show with key")
        << QByteArray(R"([{"show":true,"key":"k-.%","children":[{"construct":"Task"}]}])")
        << u"task-k%2D%2E%25"_s;
    QTest::newRow("own key after a flow key")
        << QByteArray(R"([{"show":true,"key":"k","children":[{"construct":"Task","key":"a.b"}]}])")
        << u"task-k-a%2Eb"_s;
    QTest::newRow("outermost first") << QByteArray(R"([{"show":true,"key":"o","children":[
        {"for":["i.1"],"item":"i","key":{"$":"i"},"children":[{"construct":"Task","key":"x"}]}]}])")
                                     << u"task-o-i%2E1-x"_s;
    QTest::newRow("since the construct parent")
        << QByteArray(R"([{"show":true,"key":"o","children":[{"construct":"Task","children":[
              {"construct":"Tool","key":"t-"}]}]}])")
        << u"task-o.tool-t-"_s;
}

void TestFlow::idsHaveFlowKeysThenTheOwnKey()
{
    QFETCH(QByteArray, children);
    QFETCH(QString, id);
    Stage stage;
    stage.deploy(children);
    QVERIFY2(stage.storedIds().contains(id), qPrintable(stage.storedIds().join(u' ')));
    QVERIFY(stage.runtime().node(id));
}

void TestFlow::aComponentKeyIsPartOfTheSegment()
{
    Stage stage;
    stage.deploy(R"([{"component":"C","key":"a"},{"component":"C","key":"b"}])",
                 R"({"C":{"props":[],"children":[{"construct":"Task","key":"x"}]}})");
    QCOMPARE(stage.ids(), (QStringList{u"task-a-x"_s, u"task-b-x"_s}));
}

void TestFlow::theElementsOfADisabledBranchDoNotExist()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"a","disabled":true,"children":[
                        {"construct":"Task","key":"b"}]},
                     {"construct":"Task","key":"c","note":"words"}])");
    QCOMPARE(stage.ids(), QStringList{u"task-c"_s});
}

void TestFlow::twoElementsWithOneIdAreAnErrorThatNamesBoth()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","key":"x","props":{"v":1}},
                     {"show":true,"children":[{"construct":"Task","key":"x","props":{"v":2}}]}])");
    QCOMPARE(stage.ids(), QStringList{u"task-x"_s});
    QCOMPARE(stage.output(u"task-x"_s, u"v"_s), QJsonValue(1));
    const QList<Error> failures = stage.runtime().failures();
    QCOMPARE(failures.size(), 1);
    QCOMPARE(failures.first().code, ErrorCode::DuplicateId);
    QVERIFY(failures.first().message.contains(u"/children/0 "));
    QVERIFY(failures.first().message.contains(u"/children/1/children/0"));
    QCOMPARE(stage.auditActions().count(u"element_failed"_s), 1);
    QCOMPARE(stage.provider().log.filter(u"error"_s).size(), 1);
    QVERIFY(stage.run->settled && !stage.run->settled->ok());
}

void TestFlow::anIdThatMovesBetweenTwoShowsIsAnUpdate_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("to the later one") << u"a"_s << u"b"_s;
    QTest::newRow("to the earlier one") << u"b"_s << u"a"_s;
}

void TestFlow::anIdThatMovesBetweenTwoShowsIsAnUpdate()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    Stage stage;
    stage.deploy(source(R"([
        {"show":{"$":"s.a === 'a'"},"children":[{"construct":"Task","key":"x","props":{"v":"a"}}]},
        {"show":{"$":"s.a === 'b'"},"children":[{"construct":"Task","key":"x","props":{"v":"b"}}]}])",
                        R"({"a":")" + from.toUtf8() + R"("})"));
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, to}});
    stage.drive();
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-s.task-x"_s});
    QCOMPARE(stage.output(u"task-s.task-x"_s, u"v"_s), QJsonValue(to));
    QVERIFY(stage.runtime().failures().isEmpty());
    QVERIFY(!stage.auditActions().contains(u"element_failed"_s));
    QVERIFY(!stage.auditActions().contains(u"resource_destroyed"_s));
}

void TestFlow::anIdInChildrenAndElseIsAnUpdate()
{
    Stage stage;
    stage.deploy(source(R"([{"show":{"$":"s.a"},
        "children":[{"construct":"Task","key":"x","props":{"v":"yes"}}],
        "else":[{"construct":"Task","key":"x","props":{"v":"no"}}]}])"));
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 0}});
    stage.drive();
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-s.task-x"_s});
    QCOMPARE(stage.output(u"task-s.task-x"_s, u"v"_s), QJsonValue(u"no"_s));
}

void TestFlow::aShowIsRemadeWhenItsKeyChanges()
{
    Stage stage;
    stage.deploy(source(R"([{"show":{"$":"s.a"},"key":{"$":"s.a.id"},
        "children":[{"construct":"Task","key":"x","props":{"v":{"$":"s.a.text"}}}]}])",
                        R"({"a":{"id":"m1","text":"one"}})"));
    QCOMPARE(stage.ids(), (QStringList{u"task-s"_s, u"task-s.task-m1-x"_s}));
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s,
                      {{u"a"_s, QJsonObject{{u"id"_s, u"m2"_s}, {u"text"_s, u"two"_s}}}});
    stage.drive();
    QCOMPARE(stage.ids(), (QStringList{u"task-s"_s, u"task-s.task-m2-x"_s}));
    QStringList log = stage.takeLog();
    log.sort();
    QCOMPARE(log, (QStringList{u"apply task-s.task-m2-x"_s, u"destroy task-s.task-m1-x"_s}));
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonValue()}});
    QCOMPARE(stage.ids(), QStringList{u"task-s"_s});
    QVERIFY(stage.runtime().failures().isEmpty());
}

void TestFlow::aShowStaysWhileItsConditionStaysTrue()
{
    Stage stage;
    stage.deploy(
        source(R"([{"show":{"$":"s.a > 0"},"children":[{"construct":"Task","key":"x"}]}])"));
    const quint64 serial = stage.node(u"task-s.task-x"_s)->serial();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 2}});
    QCOMPARE(stage.node(u"task-s.task-x"_s)->serial(), serial);
}

void TestFlow::aForKeepsItemsByKeyAndInOrder()
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

void TestFlow::aForWithoutKeysGoesByPlace()
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

void TestFlow::aForOverSomethingElseThanAListIsAnError()
{
    Stage stage;
    stage.deploy(source(R"([{"for":{"$":"s.a"},"item":"i","children":[{"construct":"Task"}]}])",
                        R"({"a":5})"));
    QCOMPARE(stage.runtime().failures().size(), 1);
    QVERIFY(stage.runtime().failures().first().message.contains(u'5'));
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonArray()}});
    QVERIFY(stage.runtime().failures().isEmpty());
}

void TestFlow::twoItemsWithOneKeyAreAnError()
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

void TestFlow::aKeyErrorOpensNoThen()
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

void TestFlow::thenWaitsForEveryGatheredValue()
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

void TestFlow::anErrorInAGatherGoesWhenItsCauseGoes()
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

void TestFlow::anEmptyListHasNoThen()
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

void TestFlow::aComponentMayUseItselfAndYields()
{
    Stage stage;
    stage.deploy(R"([{"component":"Down","as":"d","props":{"n":3},"children":[
                        {"construct":"Task","key":"end","props":{"v":{"$":"d.path"}}}]}])",
                 R"({"Down":{"props":["n"],"children":[
                     {"construct":"Task","as":"t","key":"t","props":{"n":{"$":"n"}},"children":[
                       {"show":{"$":"t.n > 0"},
                        "children":[{"component":"Down","as":"deeper","props":{"n":{"$":"n - 1"}},
                          "children":[{"yield":{"path":{"$":"t.n + '/' + deeper.path"}}}]}],
                        "else":[{"yield":{"path":{"$":"'' + t.n"}}}]}]}]}})");
    QCOMPARE(stage.output(u"task-t.task-t.task-t.task-t.task-end"_s, u"v"_s),
             QJsonValue(u"3/2/1/0"_s));
    QCOMPARE(stage.ids().size(), 5);
}

void TestFlow::aYieldInAYieldSeesTheNamesOfItsOwnUse()
{
    Stage stage;
    stage.deploy(source(R"([{"component":"Outer","as":"o","children":[
                              {"construct":"Task","key":"x","props":{"v":{"$":"[s.a, o.v]"}}}]}])"),
                 R"({"Outer":{"props":[],"children":[
                       {"component":"Inner","as":"i","children":[{"yield":{"v":{"$":"i.v + 1"}}}]}]},
                     "Inner":{"props":[],"children":[
                       {"construct":"Task","as":"t","key":"i","props":{"v":10},"children":[
                         {"yield":{"v":{"$":"t.v"}}}]}]}})");
    QCOMPARE(stage.output(u"task-s.task-i.task-x"_s, u"v"_s), QJsonValue(QJsonArray{1, 11}));
}

void TestFlow::aConstructIsRemadeWhenItsKeyChanges()
{
    Stage stage;
    stage.deploy(
        source(R"([{"construct":"Task","key":{"$":"s.a"},"children":[{"construct":"Tool"}]}])"));
    QCOMPARE(stage.ids(), (QStringList{u"task-s"_s, u"task-s.task-1"_s, u"task-s.task-1.tool"_s}));
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, 2}});
    stage.drive();
    QCOMPARE(stage.ids(), (QStringList{u"task-s"_s, u"task-s.task-2"_s, u"task-s.task-2.tool"_s}));
    QCOMPARE(stage.takeLog().filter(u"destroy"_s),
             (QStringList{u"destroy task-s.task-1.tool"_s, u"destroy task-s.task-1"_s}));
}

void TestFlow::aChangeOfABranchClosesItBeforeItsBindingsRun()
{
    Stage stage;
    stage.deploy(source(R"J([{"show":{"$":"s.a"},"children":[
        {"construct":"Task","key":"x","props":{"v":{"$":"s.a.text.length"}}},
        {"show":{"$":"s.a.text.length"},"children":[{"construct":"Task","key":"y"}]},
        {"for":{"$":"s.a.text.split('')"
}
, "item" : "i", "key" : {"$" : "i + s.a.text"}, "children" : [ {"construct" : "Task", "key" : "z"} ]
}]
}])J",
                        R"({"a":{"text":"ab"}})"));
    QCOMPARE(stage.ids().size(), 5);
    stage.takeLog();
    stage.emitOutputs(u"task-s"_s, {{u"a"_s, QJsonValue()}});
    QVERIFY(stage.runtime().failures().isEmpty());
    QVERIFY(stage.takeLog().filter(u"error"_s).isEmpty());
    QVERIFY(!stage.auditActions().contains(u"element_failed"_s));
    QCOMPARE(stage.ids(), QStringList{u"task-s"_s});
}

namespace {

/// A random document over the outputs of "task-s", and which nodes must exist for given outputs.
struct RandomTree {
    explicit RandomTree(quint32 seed)
        : random(seed)
    {
    }

    struct Branch {
        enum Kind { Task, Show, For } kind = Task;
        QString name;
        std::vector<Branch> children;
        std::vector<Branch> otherwise;
    };

    std::vector<Branch> grow(int depth)
    {
        std::vector<Branch> list;
        const int count = 1 + int(random() % 3);
        for (int i = 0; i < count; ++i) {
            Branch branch;
            branch.kind = depth == 0 ? Branch::Task : Branch::Kind(random() % 3);
            branch.name = u"n%1"_s.arg(++names);
            if (branch.kind == Branch::Show)
                shows.append(branch.name);
            if (branch.kind == Branch::For)
                fors.append(branch.name);
            if (depth > 0)
                branch.children = grow(depth - 1);
            if (depth > 0 && branch.kind == Branch::Show)
                branch.otherwise = grow(depth - 1);
            list.push_back(std::move(branch));
        }
        return list;
    }

    static QByteArray json(const std::vector<Branch> &list)
    {
        QByteArrayList elements;
        for (const Branch &branch : list) {
            const QByteArray name = branch.name.toUtf8();
            const QByteArray children = json(branch.children);
            if (branch.kind == Branch::Task) {
                elements.append(R"({"construct":"Task","key":")" + name
                                + R"(","props":{"v":{"$":"s.version"}},"children":)" + children
                                + '}');
            } else if (branch.kind == Branch::Show) {
                elements.append(R"({"show":{"$":"s.)" + name + R"("},"children":)" + children
                                + R"(,"else":)" + json(branch.otherwise) + '}');
            } else {
                elements.append(R"({"for":{"$":"s.)" + name
                                + R"("},"item":"i","key":{"$":"i"},"children":)" + children + '}');
            }
        }
        return '[' + elements.join(',') + ']';
    }

    void expect(const std::vector<Branch> &list, const QString &parent, const QString &keys,
                const QJsonObject &outputs, QStringList &ids) const
    {
        for (const Branch &branch : list) {
            const QJsonValue value = outputs.value(branch.name);
            if (branch.kind == Branch::Task) {
                const QString id = parent + u".task"_s + keys + u'-' + branch.name;
                ids.append(id);
                expect(branch.children, id, {}, outputs, ids);
            } else if (branch.kind == Branch::Show) {
                expect(value.toBool() ? branch.children : branch.otherwise, parent, keys, outputs,
                       ids);
            } else {
                const QJsonArray items = value.toArray();
                for (const QJsonValue &item : items)
                    expect(branch.children, parent, keys + u'-' + item.toString(), outputs, ids);
            }
        }
    }

    QJsonObject flip()
    {
        QJsonObject outputs{{u"version"_s, int(random() % 3)}};
        for (const QString &name : std::as_const(shows)) {
            if (random() % 2)
                outputs.insert(name, random() % 2 == 0);
        }
        for (const QString &name : std::as_const(fors)) {
            if (random() % 2 == 0)
                continue;
            QStringList items{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
            std::shuffle(items.begin(), items.end(), random);
            outputs.insert(name, QJsonArray::fromStringList(items.mid(0, random() % 4)));
        }
        return outputs;
    }

    std::mt19937 random;
    int names = 0;
    QStringList shows;
    QStringList fors;
};

} // namespace

void TestFlow::randomFlipsGiveExactlyTheExpectedNodes_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 25; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestFlow::randomFlipsGiveExactlyTheExpectedNodes()
{
    QFETCH(quint32, seed);
    RandomTree tree(seed);
    const std::vector<RandomTree::Branch> branches = tree.grow(3);
    QJsonObject outputs{{u"version"_s, 0}};
    for (const QString &name : std::as_const(tree.shows))
        outputs.insert(name, false);
    for (const QString &name : std::as_const(tree.fors))
        outputs.insert(name, QJsonArray());
    const QByteArray children =
        source(RandomTree::json(branches), QJsonDocument(outputs).toJson(QJsonDocument::Compact));
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    stage.deploy(children);
    for (int round = 0; round < 25; ++round) {
        const QJsonObject changes = tree.flip();
        for (auto it = changes.begin(); it != changes.end(); ++it)
            outputs.insert(it.key(), it.value());
        stage.emitOutputs(u"task-s"_s, changes);
        if (round % 3 == 1) {
            // The next flip comes in the middle of the work.
            stage.drive(int(tree.random() % 6));
            continue;
        }
        if (round % 7 == 5) {
            stage.crash();
            stage.start(children);
        }
        stage.drive();
        QStringList wanted{u"task-s"_s};
        tree.expect(branches, u"task-s"_s, {}, outputs, wanted);
        wanted.sort();
        QCOMPARE(stage.ids(), wanted);
        QCOMPARE(stage.storedIds(), wanted);
        QVERIFY(stage.runtime().isIdle());
        QVERIFY(stage.runtime().failures().isEmpty());
        for (const QString &id : std::as_const(wanted)) {
            QCOMPARE(stage.stateOf(id), u"deployed"_s);
            if (id.count(u'.') == 1)
                QCOMPARE(stage.output(id, u"v"_s), outputs.value(u"version"_s));
        }
    }
}

QTEST_GUILESS_MAIN(TestFlow)
#include "tst_flow.moc"
