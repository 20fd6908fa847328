// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/author.h"

using namespace creact;
using namespace Qt::StringLiterals;

/// What the rows of an edited document tell of values.
class TestLiveValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyElementHasARow();
    void bindingsComeWithTheirValues();
    void yieldTellsItsValues();
    void expressionIsEvaluatedWhereItWouldStand();
    void keyOfAListIsThatOfItsFirstItem();
};

void TestLiveValues::everyElementHasARow()
{
    StackBench bench;
    QVERIFY(bench.edit(R"({ "construct": "Tool", "as": "wiki",)",
                       R"({ "construct": "Tool", "as": "off", "disabled": true, "props": {} },
              { "construct": "Tool", "as": "wiki",)"));
    Author author(bench.request());
    QVERIFY(author.opened.ok());
    const auto rowAt = [&](const QString &pointer) {
        for (const TreeRow &row : author.tree.all()) {
            if (row.pointer == pointer)
                return row;
        }
        return TreeRow();
    };
    QSet<QString> pointers;
    for (const TreeRow &row : author.tree.all())
        pointers.insert(row.pointer);
    const Result<LoadedDocument> document = readStackDocumentFile(bench.document);
    QVERIFY(document.ok());
    std::vector<const ElementList *> open{&document->document->children,
                                          &document->document->components.front().children};
    while (!open.empty()) {
        const ElementList &list = *open.back();
        open.pop_back();
        for (const Element &element : list) {
            QVERIFY2(pointers.contains(element.pointer), qPrintable(element.pointer));
            QCOMPARE(rowAt(element.pointer).elementKind, element.kind);
            for (const ElementList *each :
                 {&element.children, &element.otherwise, &element.then, &element.fallback})
                open.push_back(each);
        }
    }
    const QList<TreeRow> tools = author.tree.withTitle(u"Tool"_s);
    QCOMPARE(tools.size(), 2);
    QVERIFY(tools.first().disabled);
    QCOMPARE(tools.first().name, u"off"_s);
    const QList<TreeRow> definitions = author.tree.ofKind(TreeRow::Kind::Definition);
    QCOMPARE(definitions.size(), 1);
    QCOMPARE(definitions.first().summary, u"used 2 times"_s);
    QCOMPARE(author.tree.children(0).last(), definitions.first().uid);
    QVERIFY(author.deploy().ok());
    QVERIFY(author.ask(u"What is Wikipedia?"_s).ok());
    QCOMPARE(author.tree.faults(), QStringList());
}

void TestLiveValues::bindingsComeWithTheirValues()
{
    StackBench bench(u"counter"_s);
    QVERIFY(bench.edit("\"children\": [", R"("children": [
    { "store": { "first": {"$": "1 + 1"} }, "as": "numbers" },
    { "for": {"$": "['x', 'y']"}, "item": "letter", "key": {"$": "letter + 'k'"},
      "children": [ { "construct": "Tool", "as": "t", "props": { "name": {"$": "letter"}, "description": {"$": "nothing.at.all"} } } ] },)"));
    Author author(bench.request());
    const auto value = [](const RowDetail &detail, const QString &name) {
        for (const BindingValue &each : detail.bindingValues) {
            if (each.name == name)
                return each;
        }
        return BindingValue();
    };
    const TreeRow loop = author.tree.ofKind(TreeRow::Kind::For).first();
    const RowDetail list = author.inspect(loop.uid);
    QCOMPARE(value(list, u"for"_s).now.value, QJsonValue(QJsonArray{u"x"_s, u"y"_s}));
    const TreeRow item = author.tree.row(author.tree.children(loop.uid).last());
    QCOMPARE(item.kind, TreeRow::Kind::Item);
    QCOMPARE(value(author.inspect(item.uid), u"key"_s).now.value, QJsonValue(u"yk"_s));
    const RowDetail tool = author.inspect(author.tree.children(item.uid).first());
    QCOMPARE(value(tool, u"name"_s).now.value, QJsonValue(u"y"_s));
    QCOMPARE(value(tool, u"name"_s).expression, u"letter"_s);
    QVERIFY(value(tool, u"description"_s).now.error);
    QCOMPARE(value(author.inspect(author.tree.ofKind(TreeRow::Kind::Store).first().uid), u"first"_s)
                 .now.value,
             QJsonValue(2));
}

void TestLiveValues::yieldTellsItsValues()
{
    StackBench bench(u"counter"_s);
    QVERIFY(bench.edit("\"stack\": \"counter\",", R"("stack": "counter", "components": {
    "Next": { "props": ["a"], "children": [ { "yield": { "sum": {"$": "a + 1"} } } ] } },)"));
    QVERIFY(bench.edit("{\"store\": {\"count\": 0}",
                       R"({ "component": "Next", "as": "next", "props": { "a": {"$": "20 + 1"} },
      "children": [ { "construct": "Tool", "as": "t",
        "props": { "name": {"$": "'n' + next.sum"}, "kind": "wikipedia", "description": "d" } } ] },
    {"store": {"count": 0})"));
    Author author(bench.request());
    QVERIFY(author.opened.ok());
    const QList<TreeRow> yields = author.tree.ofKind(TreeRow::Kind::Yield);
    QCOMPARE(yields.size(), 1);
    QCOMPARE(yields.first().summary, u"sum: 22"_s);
    QCOMPARE(yields.first().state, NodeState::Deployed);
    QCOMPARE(author.inspect(yields.first().uid).bindingValues.first().now.value, QJsonValue(22));
    const RowDetail use = author.inspect(yields.first().parent);
    QCOMPARE(use.bindingValues.first().name, u"a"_s);
    QCOMPARE(use.bindingValues.first().now.value, QJsonValue(21));
    // What was given to the component stands where it is rendered.
    QCOMPARE(author.tree.children(use.row.uid).size(), 2);
    QCOMPARE(author.inspect(author.tree.children(use.row.uid).last()).props.value(u"name"_s),
             QJsonValue(u"n22"_s));
    // An error is shown where it comes from.
    QVERIFY(author.edit("a + 1", "a.b.c"));
    const TreeRow broken = author.tree.ofKind(TreeRow::Kind::Yield).first();
    QCOMPARE(broken.uid, yields.first().uid);
    QCOMPARE(broken.state, NodeState::Failed);
    QVERIFY(broken.error);
    QCOMPARE(author.tree.faults(), QStringList());
}

void TestLiveValues::expressionIsEvaluatedWhereItWouldStand()
{
    StackBench bench;
    Author author(bench.request());
    const TreeRow tool = author.row(u"Tool"_s);
    Result<LiveValue> value = author.evaluate(tool.uid, u"1 + 2"_s);
    QVERIFY(value.ok());
    QCOMPARE(value->value, QJsonValue(3));
    value = author.evaluate(tool.uid, u"memory.messages.length"_s);
    QVERIFY(value.ok());
    QVERIFY(value->value.isUndefined());
    QVERIFY(!value->waitsFor.isEmpty());
    value = author.evaluate(author.row(u"HttpServer"_s).uid, u"1 +"_s);
    QVERIFY(value.ok());
    QVERIFY(value->error);
    value = author.evaluate(author.row(u"HttpServer"_s).uid, u"(() => { for (;;) ; })()"_s);
    QVERIFY(value.ok());
    QVERIFY(value->error);

    QVERIFY(author.deploy().ok());
    value = author.evaluate(author.row(u"Tool"_s).uid, u"memory.messages.length + model.model"_s);
    QVERIFY(value.ok());
    QCOMPARE(value->value, QJsonValue(u"1gpt-4o-mini"_s));
    // Of the edited document, over what runs.
    QVERIFY(author.edit("\"as\": \"memory\",", "\"as\": \"past\","));
    value = author.evaluate(author.row(u"Tool"_s).uid, u"past.messages.length"_s);
    QVERIFY(value.ok());
    QCOMPARE(value->value, QJsonValue(1));

    for (const TreeRow &row : {author.tree.ofKind(TreeRow::Kind::Definition).first(),
                               author.tree.ofKind(TreeRow::Kind::Inactive).first(), TreeRow()}) {
        value = author.evaluate(row.uid, u"1"_s);
        QVERIFY(!value.ok());
        QCOMPARE(value.error().code, ErrorCode::Unsupported);
    }
}

void TestLiveValues::keyOfAListIsThatOfItsFirstItem()
{
    StackBench bench(u"counter"_s);
    QVERIFY(
        bench.edit(R"({"store": {"count": 0})", R"({ "for": {"$": "['x', 'y']"}, "item": "letter",
      "children": [ { "construct": "Tool", "as": "tool", "props": { "name": {"$": "letter"}, "description": "d" } } ],
      "gather": { "as": "all", "value": {"$": "tool.name + 1"} } },
    { "for": {"$": "[]"}, "item": "letter", "children": [] },
    {"store": {"count": 0})"));
    QVERIFY(bench.edit("\"path\": \"/chat\"}, \"children\": [", R"("path": "/chat"}, "children": [
    { "for": {"$": "chat.sessions"}, "item": "session", "children": [] },)"));
    Author author(bench.request());
    QVERIFY2(author.opened.ok(), qPrintable(author.opened.error().message));
    const QList<TreeRow> lists = author.tree.ofKind(TreeRow::Kind::For);
    QCOMPARE(lists.size(), 3);
    const auto come = [&](int list, const QString &expression) {
        const Result<LiveValue> value = author.evaluate(lists.at(list).uid, expression);
        return value ? *value : LiveValue{{}, {}, value.error()};
    };
    QCOMPARE(come(0, u"letter + 'k'"_s).value, QJsonValue(u"xk"_s));
    QCOMPARE(come(0, u"tool.name + 1"_s).value, QJsonValue(u"x1"_s));
    QVERIFY(come(0, u"nobody"_s).error);
    for (const LiveValue &none : {come(1, u"letter"_s), come(2, u"session.id"_s)}) {
        QVERIFY(none.value.isUndefined());
        QVERIFY(!none.error);
    }
    QCOMPARE(come(2, u"session.id"_s).waitsFor, QStringList{u"chat.sessions"_s});
}

QTEST_GUILESS_MAIN(TestLiveValues)
#include "tst_livevalues.moc"
