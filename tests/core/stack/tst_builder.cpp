// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/builder.h"
#include "core/stack/documentreader.h"
#include "core/stack/documentwriter.h"
#include "core/stack/walk.h"

#include <QTest>

using namespace creact;
using namespace creact::build;
using namespace Qt::StringLiterals;

namespace {

const QByteArray everyElement = R"({
  "creact": 1,
  "stack": "all",
  "components": {
    "Piece": {"props": ["a"], "children": [{"yield": {"v": {"$": "a"}}}]}
  },
  "children": [
    {"store": {"count": 0}, "as": "counter", "disabled": true},
    {"construct": "Tool", "as": "tool", "key": 7, "note": "n",
     "props": {"name": "x", "list": [1, true], "kind": {"$": "counter.count"}},
     "children": [{"construct": "Inner", "props": {"a/b": 1.5}}]},
    {"show": {"$": "a"}, "key": {"$": "k"}, "children": [{"construct": "S"}], "else": [{"construct": "E"}]},
    {"for": [1, 2], "item": "it", "key": {"$": "it"}, "children": [{"construct": "C"}],
     "gather": {"as": "all", "value": {"$": "1"}}, "then": [{"construct": "T"}]},
    {"component": "Piece", "as": "piece", "props": {"a": 1}, "children": [{"construct": "P"}]},
    {"boundary": "failure", "children": [{"construct": "B"}], "fallback": [{"construct": "F"}]}]
})";

StackDocument everyElementBuilt()
{
    return stack(u"all"_s)
        .component(u"Piece"_s, {u"a"_s}, yield().prop(u"v"_s, expr(u"a"_s)))
        .children(store(u"counter"_s).prop(u"count"_s, 0).disabled(),
                  construct(u"Tool"_s)
                      .as(u"tool"_s)
                      .key(7)
                      .note(u"n"_s)
                      .prop(u"name"_s, u"x"_s)
                      .prop(u"list"_s, QJsonArray{1, true})
                      .prop(u"kind"_s, expr(u"counter.count"_s))
                      .children(construct(u"Inner"_s).prop(u"a/b"_s, 1.5)),
                  show(expr(u"a"_s))
                      .key(expr(u"k"_s))
                      .children(construct(u"S"_s))
                      .otherwise(construct(u"E"_s)),
                  forEach(QJsonArray{1, 2})
                      .item(u"it"_s)
                      .key(expr(u"it"_s))
                      .children(construct(u"C"_s))
                      .gather(u"all"_s, expr(u"1"_s))
                      .then(construct(u"T"_s)),
                  use(u"Piece"_s).as(u"piece"_s).prop(u"a"_s, 1).children(construct(u"P"_s)),
                  boundary(u"failure"_s).children(construct(u"B"_s)).fallback(construct(u"F"_s)));
}

/// Every pointer of a tree, elements and bindings, in the order of the walk.
QStringList pointersOf(const StackDocument &document)
{
    QStringList pointers;
    for (const Component &component : document.components)
        pointers.append(component.pointer);
    forEachElement(document, [&](const Element &element, const Component *) {
        pointers.append(element.pointer);
        pointers.append(element.subject.pointer);
        for (const NamedBinding &each : element.props)
            pointers.append(each.value.pointer);
        if (element.key)
            pointers.append(element.key->pointer);
        if (element.gather)
            pointers.append(element.gather->value.pointer);
    });
    return pointers;
}

QString written(const StackDocument &document)
{
    const Result<QByteArray> text = writeStackDocument(document);
    return text ? QString::fromUtf8(*text) : text.error().message;
}

} // namespace

class TestBuilder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void buildsWhatADocumentSays();
    void writesWhatItRead_data();
    void writesWhatItRead();
    void keepsFunctions();
    void cannotWriteFunctions();
    void writesDeepTrees();
};

void TestBuilder::buildsWhatADocumentSays()
{
    const LoadedDocument loaded = readStackDocument(everyElement, {});
    QVERIFY(loaded.problems.isEmpty());
    const StackDocument built = everyElementBuilt();
    QCOMPARE(written(built), written(*loaded.document));
    QCOMPARE(pointersOf(built), pointersOf(*loaded.document));
}

void TestBuilder::writesWhatItRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("every element") << everyElement;
    for (const QString &name : {u"agent"_s, u"counter"_s}) {
        QFile file(
            QStringLiteral(TEST_DATA_DIR "/../../resources/templates/%1/%1.stack.json").arg(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::newRow(qPrintable(name)) << file.readAll();
    }
}

void TestBuilder::writesWhatItRead()
{
    QFETCH(QByteArray, text);
    const LoadedDocument first = readStackDocument(text, {});
    QVERIFY(first.problems.isEmpty());
    const Result<QByteArray> once = writeStackDocument(*first.document);
    QVERIFY(once.ok());
    const LoadedDocument second = readStackDocument(*once, {});
    QVERIFY(second.problems.isEmpty());
    QCOMPARE(written(*second.document), QString::fromUtf8(*once));
    QCOMPARE(pointersOf(*second.document), pointersOf(*first.document));
    // Same values as the text, apart from the notes that are no part of the tree.
    JsonNode expected = first.source->root();
    expected.remove(u"note");
    for (JsonMember &member : expected.members) {
        for (JsonMember &component : member.value.members)
            component.value.remove(u"note");
    }
    QCOMPARE(second.source->root().toJson(), expected.toJson());
}

void TestBuilder::keepsFunctions()
{
    const StackDocument document = stack(u"s"_s).children(construct(u"Box"_s).prop(
        u"value"_s, [](BindingScope &scope) { return scope.value(u"a.b"_s); }));
    const Binding &binding = document.children.at(0).props.at(0).value;
    QCOMPARE(binding.kind, Binding::Kind::Function);
    QCOMPARE(binding.pointer, u"/children/0/props/value"_s);
    struct Echo : BindingScope {
        QJsonValue value(const QString &path) override { return path; }
        QJsonValue untracked(const QString &) override { return {}; }
    } scope;
    QCOMPARE(binding.function(scope), QJsonValue(u"a.b"_s));
}

void TestBuilder::cannotWriteFunctions()
{
    const StackDocument document =
        stack(u"s"_s).children(show([](BindingScope &) { return QJsonValue(true); }));
    const Result<QByteArray> text = writeStackDocument(document);
    QVERIFY(!text.ok());
    QCOMPARE(text.error().code, ErrorCode::Unsupported);
    QCOMPARE(text.error().where, u"/children/0/show"_s);
}

void TestBuilder::writesDeepTrees()
{
    constexpr int depth = 2'000;
    ElementBuilder chain = construct(u"Link"_s);
    for (int i = 1; i < depth; ++i) {
        ElementBuilder outer = construct(u"Link"_s);
        outer.children(chain);
        chain = std::move(outer);
    }
    const Result<QByteArray> text = writeStackDocument(stack(u"s"_s).children(chain));
    QVERIFY(text.ok());
    const LoadedDocument loaded = readStackDocument(*text, {});
    QVERIFY(loaded.problems.isEmpty());
    QCOMPARE(loaded.source->root().depth(), 2 * depth + 2);
}

QTEST_GUILESS_MAIN(TestBuilder)
#include "tst_builder.moc"
