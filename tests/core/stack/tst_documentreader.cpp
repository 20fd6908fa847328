// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/documentreader.h"

#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

/// A document with these elements, each on its own line from line 2.
QByteArray withElements(const QByteArray &elements)
{
    return "{\"creact\": 1, \"stack\": \"s\", \"children\": [\n" + elements + "]}";
}

QString listOf(const QList<Problem> &problems)
{
    QStringList lines;
    for (const Problem &each : problems)
        lines.append(toText(each));
    return lines.join(u'\n');
}

} // namespace

class TestDocumentReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryElement();
    void reportsProblems_data();
    void reportsProblems();
    void reportsAllProblemsInOrder();
    void readsDeeplyNestedElements();
    void stopsCollectingAtTheLimit();
    void readsFiles();
};

void TestDocumentReader::readsEveryElement()
{
    const LoadedDocument loaded = readStackDocument(R"({
      "creact": 1, "stack": "all", "note": "n",
      "components": {"Piece": {"props": ["a", "b"], "note": "n", "children": [{"yield": {"v": {"$": "a"}}}]}},
      "children": [
        {"store": {"count": 0, "list": [1, {"x": null}]}, "as": "counter", "disabled": true},
        {"construct": "Tool", "as": "tool", "key": 7, "note": "n", "props": {"name": "x", "kind": {"$": "a.b"}},
         "children": [{"construct": "Inner"}]},
        {"show": {"$": "a"}, "key": {"$": "k"}, "children": [{"yield": {}}], "else": [{"construct": "E"}]},
        {"for": [1, 2], "item": "it", "key": {"$": "it"}, "children": [{"construct": "C"}],
         "gather": {"as": "all", "value": {"$": "1"}}, "then": [{"construct": "T"}]},
        {"component": "Piece", "as": "piece", "key": "k", "props": {"a": 1}, "children": []},
        {"boundary": "failure", "children": [{"construct": "B"}], "fallback": [{"construct": "F"}]}]
    })",
                                                    u"all.stack.json"_s);
    QVERIFY2(loaded.problems.isEmpty(), qPrintable(listOf(loaded.problems)));
    const StackDocument &document = *loaded.document;
    QCOMPARE(document.name, u"all"_s);
    QCOMPARE(document.fileName, u"all.stack.json"_s);
    QCOMPARE(document.components.at(0).props, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(document.components.at(0).pointer, u"/components/Piece"_s);
    QCOMPARE(document.components.at(0).children.at(0).props.at(0).value.pointer,
             u"/components/Piece/children/0/yield/v"_s);
    QCOMPARE(document.children.size(), 6U);
    const Element &store = document.children[0];
    QCOMPARE(store.kind, Element::Kind::Store);
    QVERIFY(store.disabled);
    QCOMPARE(store.as, u"counter"_s);
    QCOMPARE(store.props.at(0).value.literal, QJsonValue(0));
    const Element &tool = document.children[1];
    QCOMPARE(tool.name, u"Tool"_s);
    QCOMPARE(tool.note, u"n"_s);
    QCOMPARE(tool.key->literal, QJsonValue(7));
    QCOMPARE(tool.props.at(1).value.expression, u"a.b"_s);
    QCOMPARE(tool.props.at(1).value.pointer, u"/children/1/props/kind"_s);
    QCOMPARE(tool.children.at(0).pointer, u"/children/1/children/0"_s);
    const Element &show = document.children[2];
    QCOMPARE(show.subject.expression, u"a"_s);
    QCOMPARE(show.otherwise.at(0).pointer, u"/children/2/else/0"_s);
    const Element &list = document.children[3];
    QCOMPARE(list.item, u"it"_s);
    QCOMPARE(list.gather->as, u"all"_s);
    QCOMPARE(list.gather->value.pointer, u"/children/3/gather/value"_s);
    QCOMPARE(list.then.at(0).name, u"T"_s);
    QCOMPARE(document.children[4].kind, Element::Kind::Component);
    QCOMPARE(document.children[5].name, u"failure"_s);
    QCOMPARE(document.children[5].fallback.at(0).pointer, u"/children/5/fallback/0"_s);
}

void TestDocumentReader::reportsProblems_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("hint");

    const auto whole = [](const char *name, const QByteArray &text, const char *code,
                          const char *pointer, int line, int column, const QString &hint = {}) {
        QTest::newRow(name) << text << QString::fromLatin1(code) << QString::fromLatin1(pointer)
                            << line << column << hint;
    };
    const auto row = [&](const char *name, const QByteArray &element, const char *code,
                         const char *pointer, int column, const QString &hint = {}) {
        whole(name, withElements(element), code, pointer, 2, column, hint);
    };
    whole("empty", "", "empty_document", "", 1, 1);
    whole("syntax", "{\"creact\": 1,\n]", "json_syntax", "", 2, 1);
    whole("utf-8", "{\"creact\xFF\": 1}", "invalid_utf8", "", 1, 9);
    whole("nesting", QByteArray(100'000, '['), "too_deep", "", 1, 5001);
    whole("number", withElements("{\"for\": [1e999]}"), "number_range", "", 2, 10);
    whole("duplicate key", withElements("{\"construct\": \"A\", \"construct\": \"B\"}"),
          "duplicate_key", "", 2, 20);
    whole("no object", "[]", "wrong_type", "", 1, 1);
    whole("no version", R"({"stack": "s", "children": []})", "missing_key", "", 1, 1);
    whole("bad version", R"({"creact": "1", "stack": "s", "children": []})", "bad_version",
          "/creact", 1, 12);
    whole("newer version", R"({"creact": 2, "stuck": "s"})", "newer_version", "/creact", 1, 12);
    whole("no stack", R"({"creact": 1, "children": []})", "missing_key", "", 1, 1);
    whole("no children", R"({"creact": 1, "stack": "s"})", "missing_key", "", 1, 1);
    whole("stack name", R"({"creact": 1, "stack": "../s", "children": []})", "invalid_stack_name",
          "/stack", 1, 24);
    whole("top key", R"({"creact": 1, "stack": "s", "children": [], "component": {}})",
          "unknown_key", "/component", 1, 45, u"components"_s);
    whole(
        "component prop name",
        R"({"creact": 1, "stack": "s", "children": [], "components": {"A": {"props": ["if"], "children": []}}})",
        "invalid_name", "/components/A/props/0", 1, 76);
    whole(
        "component prop twice",
        R"({"creact": 1, "stack": "s", "children": [], "components": {"A": {"props": ["a", "a"], "children": []}}})",
        "duplicate_name", "/components/A/props/1", 1, 81);
    whole("component name",
          R"({"creact": 1, "stack": "s", "children": [], "components": {"a b": {"children": []}}})",
          "invalid_name", "/components/a b", 1, 60);
    whole("component children",
          R"({"creact": 1, "stack": "s", "children": [], "components": {"A": {}}})", "missing_key",
          "/components/A", 1, 65);
    row("element type", "7", "wrong_type", "/children/0", 1);
    row("no kind", R"({"constrct": "Tool"})", "unknown_element", "/children/0", 1,
        u"\"construct\""_s);
    row("two kinds", R"({"show": true, "construct": "Tool"})", "ambiguous_element",
        "/children/0/construct", 16);
    row("unknown key", R"({"construct": "T", "porps": {}})", "unknown_key", "/children/0/porps", 20,
        u"Did you mean \"props\"?"_s);
    row("key of another element", R"({"show": true, "then": []})", "unknown_key",
        "/children/0/then", 16);
    row("construct type", R"({"construct": 1})", "wrong_type", "/children/0/construct", 15);
    row("note", R"({"construct": "T", "note": 1})", "wrong_type", "/children/0/note", 28);
    row("disabled", R"({"construct": "T", "disabled": 1})", "wrong_type", "/children/0/disabled",
        32);
    row("as", R"({"construct": "T", "as": "a-b"})", "invalid_name", "/children/0/as", 26);
    row("as a word of the language", R"({"construct": "T", "as": "this"})", "invalid_name",
        "/children/0/as", 26, u"JavaScript"_s);
    row("key", R"({"construct": "T", "key": true})", "wrong_type", "/children/0/key", 27);
    row("empty key", R"({"construct": "T", "key": ""})", "wrong_type", "/children/0/key", 27);
    row("props", R"({"construct": "T", "props": []})", "wrong_type", "/children/0/props", 29);
    row("props as an expression", R"({"construct": "T", "props": {"$": "a"}})", "bad_binding",
        "/children/0/props/$", 30);
    row("binding with more", R"({"construct": "T", "props": {"a": {"$": "b", "c": 1}}})",
        "bad_binding", "/children/0/props/a", 35);
    row("binding type", R"({"show": {"$": 1}})", "bad_binding", "/children/0/show", 10);
    row("empty expression", R"({"show": {"$": " "}})", "empty_expression", "/children/0/show", 10);
    row("nested binding", R"({"construct": "T", "props": {"a": [{"b": {"$": "c"}}]}})",
        "nested_binding", "/children/0/props/a/0/b", 42, u"one expression"_s);
    row("deep value",
        R"({"construct": "T", "props": {"a": )" + QByteArray(129, '[') + QByteArray(129, ']')
            + "}}",
        "too_deep", "/children/0/props/a", 35);
    row("for over text", R"({"for": "abc"})", "wrong_type", "/children/0/for", 9);
    row("gather", R"({"for": [], "gather": {"as": "a"}, "then": []})", "missing_key",
        "/children/0/gather", 23);
    row("gather key", R"({"for": [], "gather": {"as": "a", "value": 1, "of": 2}, "then": []})",
        "unknown_key", "/children/0/gather/of", 47);
    row("then alone", R"({"for": [], "then": []})", "then_without_gather", "/children/0/then", 13);
    row("gather alone", R"({"for": [], "gather": {"as": "a", "value": 1}})", "unused_gather",
        "/children/0/gather", 13);
    row("store without as", R"({"store": {"a": 1}})", "missing_key", "/children/0", 1);
    row("store expression", R"({"store": {"a": {"$": "b"}}, "as": "s"})", "store_expression",
        "/children/0/store/a", 17);
    row("boundary", R"({"boundary": true})", "wrong_type", "/children/0/boundary", 14);
    row("children", R"({"show": true, "children": {}})", "wrong_type", "/children/0/children", 28);
    row("grandchild", R"({"show": true, "children": [{"construct": "A", "ass": "b"}]})",
        "unknown_key", "/children/0/children/0/ass", 48, u"Did you mean \"as\"?"_s);
}

void TestDocumentReader::reportsProblems()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, hint);
    const LoadedDocument loaded = readStackDocument(text, u"f.json"_s);
    QVERIFY(loaded.source != nullptr);
    QVERIFY2(loaded.problems.size() == 1, qPrintable(listOf(loaded.problems)));
    const Problem &problem = loaded.problems.first();
    QTEST(problem.code, "code");
    QTEST(problem.pointer, "pointer");
    QTEST(problem.line, "line");
    QTEST(problem.column, "column");
    QVERIFY(!problem.message.isEmpty());
    QCOMPARE(problem.file, u"f.json"_s);
    QVERIFY2(problem.hint.contains(hint), qPrintable(problem.hint));
    const bool isWarning = problem.code == u"unused_gather";
    QCOMPARE(problem.severity == Problem::Severity::Warning, isWarning);
    QCOMPARE(hasErrors(loaded.problems), !isWarning);
}

void TestDocumentReader::reportsAllProblemsInOrder()
{
    const LoadedDocument loaded = readStackDocument(
        withElements("{\"construct\": 1, \"x\": 2},\n 5,\n{\"show\": {\"$\": 3}, \"children\": "
                     "[{\"show\": []}, {}]}"),
        {});
    QStringList codes;
    for (const Problem &each : loaded.problems)
        codes.append(each.code);
    QCOMPARE(codes.join(u' '), u"wrong_type unknown_key wrong_type bad_binding unknown_element"_s);
    QCOMPARE(loaded.document->children.size(), 2U);
    QCOMPARE(toText(loaded.problems.at(1)).section(u'\n', 0, 0),
             u"2:18: error[unknown_key] A \"construct\" element has no key \"x\". (at "
             "/children/0/x)"_s);
}

void TestDocumentReader::readsDeeplyNestedElements()
{
    constexpr int depth = 2'000;
    const QByteArray opening = "{\"construct\": \"A\", \"children\": [";
    const LoadedDocument loaded = readStackDocument(
        withElements(opening.repeated(depth) + QByteArray("]}").repeated(depth)), {});
    QVERIFY2(loaded.problems.isEmpty(), qPrintable(listOf(loaded.problems)));
    int levels = 0;
    for (const ElementList *list = &loaded.document->children; !list->empty();
         list = &list->front().children)
        ++levels;
    QCOMPARE(levels, depth);
}

void TestDocumentReader::stopsCollectingAtTheLimit()
{
    const LoadedDocument loaded =
        readStackDocument(withElements(QByteArray("7,").repeated(50'000) + "7"), {});
    QCOMPARE(loaded.problems.size(), 1000);
}

void TestDocumentReader::readsFiles()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"a.stack.json"_s);
    QCOMPARE(readStackDocumentFile(path).error().code, ErrorCode::NotFound);
    QCOMPARE(readStackDocumentFile(dir.path()).error().code, ErrorCode::InvalidArgument);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\xEF\xBB\xBF" + withElements({}));
    file.close();
    const Result<LoadedDocument> loaded = readStackDocumentFile(path);
    QVERIFY(loaded.ok());
    QVERIFY(loaded->problems.isEmpty());
    QCOMPARE(loaded->document->fileName, path);
}

QTEST_GUILESS_MAIN(TestDocumentReader)
#include "tst_documentreader.moc"
