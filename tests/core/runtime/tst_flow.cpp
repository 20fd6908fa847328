// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include "core/stack/builder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::source;
using sim::Stage;

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
    void aComponentMayUseItselfAndYields();
    void aYieldInAYieldSeesTheNamesOfItsOwnUse();
    void aConstructIsRemadeWhenItsKeyChanges();
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

QTEST_GUILESS_MAIN(TestFlow)
#include "tst_flow.moc"
