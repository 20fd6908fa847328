// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/documentcheck.h"
#include "core/stack/expression/scriptengine.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

ConstructTypes testTypes()
{
    ConstructTypes types;
    const auto prop = [](const QString &name, ValueType type, bool required = false) {
        PropSpec spec;
        spec.name = name;
        spec.type = type;
        spec.required = required;
        return spec;
    };
    const auto add = [&](const QString &name, const QList<PropSpec> &props,
                         const QList<OutputSpec> &outputs) {
        ConstructType type;
        type.name = name;
        type.props = props;
        type.outputs = outputs;
        types.add(type);
    };
    PropSpec port = prop(u"port"_s, ValueType::Integer);
    port.minimum = 0;
    port.maximum = 65535;
    PropSpec kind = prop(u"kind"_s, ValueType::String);
    kind.choices = {u"http"_s, u"wikipedia"_s};
    add(u"Server"_s, {port, prop(u"host"_s, ValueType::String)},
        {{u"id"_s, ValueType::String, {}}, {u"url"_s, ValueType::String, {}}});
    add(u"Tool"_s,
        {prop(u"name"_s, ValueType::String, true), kind, prop(u"parameters"_s, ValueType::Object),
         prop(u"list"_s, ValueType::Array), prop(u"on"_s, ValueType::Boolean),
         prop(u"ratio"_s, ValueType::Number), prop(u"any"_s, ValueType::Any)},
        {{u"id"_s, ValueType::String, {}}});
    add(u"SetStore"_s,
        {prop(u"storeId"_s, ValueType::String, true), prop(u"key"_s, ValueType::String),
         prop(u"value"_s, ValueType::Any)},
        {{u"values"_s, ValueType::Object, {}}});
    add(u"Box"_s, {prop(u"value"_s, ValueType::Any)}, {});
    add(u"BoxSet"_s, {}, {});
    return types;
}

/// Stands for the script engine: a "#" is a syntax error.
Result<void> compileForTest(const QString &expression)
{
    if (expression.contains(u'#'))
        return Error{ErrorCode::ExpressionFailed, u"Unexpected token '#'."_s, {}, {}};
    return {};
}

QList<Problem> check(const QByteArray &text)
{
    const LoadedDocument loaded = readStackDocument(text, u"f.json"_s);
    if (!loaded.problems.isEmpty())
        return loaded.problems;
    const ConstructTypes types = testTypes();
    CheckContext context;
    context.types = &types;
    context.compile = compileForTest;
    context.builtins = QStringList{u"untrack"_s, u"Math"_s};
    context.source = loaded.source;
    return checkStackDocument(*loaded.document, context);
}

QByteArray withElements(const QByteArray &elements, const QByteArray &components = {})
{
    return "{\"creact\": 1, \"stack\": \"s\", \"children\": [\n" + elements
        + "],\n\"components\": {\n" + components + "}}";
}

QString listOf(const QList<Problem> &problems)
{
    QStringList lines;
    for (const Problem &each : problems)
        lines.append(toText(each));
    return lines.join(u'\n');
}

} // namespace

class TestDocumentCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reportsProblems_data();
    void reportsProblems();
    void accepts_data();
    void accepts();
    void acceptsTemplates_data();
    void acceptsTemplates();
    void checksDeepDocuments();
    void findsMutualRecursion();
    void expandsNestedComponentsWithinBounds();
    void worksWithoutPositions();
    void loadsWithTheScriptEngine();
};

void TestDocumentCheck::reportsProblems_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("hint");
    QTest::addColumn<bool>("isError");

    const auto row = [](const char *name, const QByteArray &elements, const char *code,
                        const char *pointer, int column, const QString &hint = {},
                        bool isError = true, const QByteArray &components = {}, int line = 2) {
        QTest::newRow(name) << withElements(elements, components) << QString::fromLatin1(code)
                            << QString::fromLatin1(pointer) << line << column << hint << isError;
    };
    const auto warning = [&](const char *name, const QByteArray &elements, const char *code,
                             const char *pointer, int column, const QByteArray &components = {}) {
        row(name, elements, code, pointer, column, {}, false, components);
    };
    const QByteArray leaf = R"("A": {"props": ["p"], "children": [{"construct": "Box"}]})";

    row("construct type", R"({"construct": "Sever"})", "unknown_construct", "/children/0/construct",
        15, u"Did you mean \"Server\"?"_s);
    row("unknown prop", R"({"construct": "Server", "props": {"prot": 1}})", "unknown_prop",
        "/children/0/props/prot", 35, u"Did you mean \"port\"?"_s);
    row("missing prop", R"({"construct": "Tool"})", "missing_prop", "/children/0", 1);
    row("fraction", R"({"construct": "Server", "props": {"port": 1.5}})", "prop_type",
        "/children/0/props/port", 43);
    row("string", R"({"construct": "Server", "props": {"host": 1}})", "prop_type",
        "/children/0/props/host", 43);
    row("null", R"({"construct": "Server", "props": {"host": null}})", "prop_type",
        "/children/0/props/host", 43);
    row("object", R"({"construct": "Tool", "props": {"name": "a", "parameters": []}})", "prop_type",
        "/children/0/props/parameters", 60);
    row("list", R"({"construct": "Tool", "props": {"name": "a", "list": {}}})", "prop_type",
        "/children/0/props/list", 54);
    row("boolean", R"({"construct": "Tool", "props": {"name": "a", "on": 1}})", "prop_type",
        "/children/0/props/on", 52);
    row("number", R"({"construct": "Tool", "props": {"name": "a", "ratio": "1"}})", "prop_type",
        "/children/0/props/ratio", 55);
    row("range", R"({"construct": "Server", "props": {"port": 70000}})", "prop_range",
        "/children/0/props/port", 43);
    row("range below", R"({"construct": "Server", "props": {"port": -1}})", "prop_range",
        "/children/0/props/port", 43);
    row("choice", R"({"construct": "Tool", "props": {"name": "a", "kind": "htp"}})", "prop_choice",
        "/children/0/props/kind", 54, u"http"_s);
    row("component", R"({"component": "B"})", "unknown_component", "/children/0/component", 15, {},
        true, leaf);
    row("construct as component", R"({"component": "Server"})", "unknown_component",
        "/children/0/component", 15, u"\"construct\""_s);
    row("component prop", R"({"component": "A", "props": {"p": 1, "pp": 2}})", "unknown_prop",
        "/children/0/props/pp", 38, u"Did you mean \"p\"?"_s, true, leaf);
    warning("prop not given", R"({"component": "A"})", "prop_not_given", "/children/0", 1, leaf);
    warning("children unused",
            R"({"component": "A", "props": {"p": 1}, "children": [{"construct": "Box"}]})",
            "children_unused", "/children/0/children", 39, leaf);
    row("yield outside", R"({"yield": {}})", "yield_outside_component", "/children/0", 1);
    row("unknown name", R"({"show": {"$": "a + Math.max(1, 2) * 3"}})", "unknown_name",
        "/children/0/show", 17);
    row("name with a typo",
        R"({"construct": "Server", "as": "server", "children": [{"show": {"$": "\u0031 + srever.id"}}]})",
        "unknown_name", "/children/0/children/0/show", 79, u"Did you mean \"server\"?"_s);
    row("name of a sibling",
        R"({"construct": "Server", "as": "server"}, {"show": {"$": "server.id"}})", "unknown_name",
        "/children/1/show", 58, u"only its children"_s);
    row("name of itself",
        R"({"construct": "Box", "as": "box", "props": {"value": {"$": "box.x"}}})", "unknown_name",
        "/children/0/props/value", 61);
    row("store below", R"({"show": {"$": "c.n"}}, {"store": {"n": 1}, "as": "c"})", "unknown_name",
        "/children/0/show", 17);
    row("item outside", R"({"for": [1], "item": "i", "key": {"$": "i"}}, {"show": {"$": "i"}})",
        "unknown_name", "/children/1/show", 63);
    row("item in then",
        R"({"for": [1], "item": "i", "gather": {"as": "all", "value": 1}, "then": [{"show": {"$": "i"}}]})",
        "unknown_name", "/children/0/then/0/show", 89);
    row("gathered in children",
        R"({"for": [1], "gather": {"as": "all", "value": 1}, "then": [], "children": [{"show": {"$": "all"}}]})",
        "unknown_name", "/children/0/children/0/show", 92);
    row("error in children",
        R"({"boundary": "e", "children": [{"show": {"$": "e"}}], "fallback": []})", "unknown_name",
        "/children/0/children/0/show", 48);
    row("outside name in a component",
        R"({"construct": "Server", "as": "server", "children": [{"component": "A"}]})",
        "unknown_name", "/components/A/children/0/show", 36, u"only its children"_s, true,
        R"("A": {"children": [{"show": {"$": "server.id"}}]})", 4);
    row("syntax", R"({"show": {"$": "a #"}})", "expression_syntax", "/children/0/show", 17);
    warning("unknown output",
            R"({"construct": "Server", "as": "s", "children": [{"show": {"$": "s.ulr"}}]})",
            "unknown_output", "/children/0/children/0/show", 67);
    warning("unknown value of a store",
            R"({"store": {"count": 0}, "as": "s"}, {"show": {"$": "s.cuont"}})", "unknown_output",
            "/children/1/show", 55);
    warning("unknown yielded value",
            R"({"component": "Y", "as": "y", "children": [{"show": {"$": "y.anwser"}}]})",
            "unknown_output", "/children/0/children/0/show", 62,
            R"("Y": {"children": [{"yield": {"answer": 1}}]})");
    warning("no key for items", R"({"for": {"$": "Math.list"}, "item": "i"})", "for_without_key",
            "/children/0", 1);
    warning("shadowed",
            R"({"construct": "Box", "as": "b", "children": [{"construct": "Box", "as": "b"}]})",
            "shadowed_name", "/children/0/children/0/as", 73);
    warning("shadowed built-in", R"({"construct": "Box", "as": "Math"})", "shadowed_name",
            "/children/0/as", 28);
    row("store of SetStore", R"({"construct": "SetStore", "props": {"storeId": "c"}})",
        "unknown_store", "/children/0/props/storeId", 48);
    warning("store out of scope",
            R"({"construct": "SetStore", "props": {"storeId": "c"}}, {"store": {}, "as": "c"})",
            "store_not_in_scope", "/children/0/props/storeId", 48);
    row("same type twice", R"({"construct": "Box"}, {"construct": "Box"})", "duplicate_id",
        "/children/1", 23, u"\"key\""_s);
    row("same key", R"({"construct": "Box", "key": 1}, {"construct": "Box", "key": "1"})",
        "duplicate_id", "/children/1", 33);
    row("same computed key",
        R"({"for": [1], "item": "i", "children": [{"construct": "Box", "key": {"$": "i"}}, {"construct": "Box", "key": {"$": "i"}}]})",
        "duplicate_id", "/children/0/children/1", 81);
    row("key with a hyphen",
        R"({"construct": "Box", "key": "set-1"}, {"construct": "BoxSet", "key": "1"})",
        "duplicate_id", "/children/1", 39);
    row("same in a boundary",
        R"({"boundary": "e", "children": [{"construct": "Box"}]}, {"construct": "Box"})",
        "duplicate_id", "/children/0/children/0", 32);
    row("component twice",
        R"({"component": "A", "props": {"p": 1}}, {"component": "A", "props": {"p": 2}})",
        "duplicate_id", "/children/0", 1, {}, true, leaf);
    row("endless component", R"({"component": "A"})", "endless_component",
        "/components/A/children/0/children/0", 54, u"\"show\""_s, true,
        R"("A": {"children": [{"construct": "Box", "children": [{"component": "A"}]}]})", 4);
}

void TestDocumentCheck::reportsProblems()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, hint);
    QFETCH(bool, isError);
    const QList<Problem> problems = check(text);
    QVERIFY2(problems.size() == 1, qPrintable(listOf(problems)));
    const Problem &problem = problems.first();
    QTEST(problem.code, "code");
    QTEST(problem.pointer, "pointer");
    QTEST(problem.line, "line");
    QTEST(problem.column, "column");
    QVERIFY2(problem.hint.contains(hint), qPrintable(problem.hint));
    QCOMPARE(problem.severity == Problem::Severity::Error, isError);
    QVERIFY(!problem.message.isEmpty());
}

void TestDocumentCheck::accepts_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &elements,
                        const QByteArray &components = {}) {
        QTest::newRow(name) << withElements(elements, components);
    };
    row("nothing", {});
    row("scopes",
        R"({"store": {"n": 1}, "as": "c"},
           {"construct": "Server", "as": "s", "props": {"port": {"$": "c.n"}}, "children": [
             {"construct": "SetStore", "props": {"storeId": "c", "key": "m", "value": {"$": "s.id + c.m"}}},
             {"show": {"$": "s.url"}, "key": {"$": "s.id"}, "else": [{"construct": "Box", "props": {"value": {"$": "s.id"}}}]}]})");
    row("gather sees the children",
        R"({"for": {"$": "Math.list"}, "item": "i", "key": {"$": "i.id"},
            "children": [{"construct": "Box", "as": "b", "props": {"value": {"$": "i"}}}],
            "gather": {"as": "all", "value": {"$": "b.value + i"}},
            "then": [{"construct": "Box", "key": 2, "props": {"value": {"$": "all.length"}}}]})");
    row("exclusive branches",
        R"({"show": true, "children": [{"construct": "Box"}], "else": [{"construct": "Box"}]},
           {"show": false, "children": [{"construct": "Box"}]}, {"construct": "Box"})");
    row("boundary", R"({"boundary": "e", "children": [{"construct": "Box"}],
                        "fallback": [{"construct": "Box", "key": "f", "props": {"value": {"$": "e.message"}}}]})");
    row("disabled is not looked at",
        R"({"construct": "Nope", "disabled": true, "children": [{"show": {"$": "#"}}]})");
    row("keyed component twice", R"({"component": "A", "key": 1}, {"component": "A", "key": 2})",
        R"("A": {"children": [{"construct": "Box"}]})");
    row("guarded recursion", R"({"component": "A", "props": {"d": 0}})",
        R"("A": {"props": ["d"], "children": [{"construct": "Box", "as": "b", "children": [
             {"show": {"$": "d < 3"}, "children": [{"component": "A", "props": {"d": {"$": "d + 1"}}}]}]}]})");
    row("recursion in what a component may not render", R"({"component": "A"})",
        R"("A": {"children": [{"component": "B", "children": [{"component": "A"}]}]},
           "B": {"children": [{"show": {"$": "Math.x"}, "children": [{"yield": {}}]}]})");
    row("yielded values",
        R"({"component": "A", "as": "a", "children": [{"construct": "Box", "props": {"value": {"$": "a.v"}}}]})",
        R"("A": {"children": [{"yield": {"v": 1}}]})");
    row("any value",
        R"({"construct": "Tool", "props": {"name": "a", "any": null, "kind": "http", "ratio": 1}})");
}

void TestDocumentCheck::accepts()
{
    QFETCH(QByteArray, text);
    const QList<Problem> problems = check(text);
    QVERIFY2(problems.isEmpty(), qPrintable(listOf(problems)));
}

void TestDocumentCheck::acceptsTemplates_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("agent") << u"agent/agent.stack.json"_s;
    QTest::newRow("counter") << u"counter/counter.stack.json"_s;
}

void TestDocumentCheck::acceptsTemplates()
{
    QFETCH(QString, path);
    const QString templates = QStringLiteral(TEST_DATA_DIR "/../../resources/templates/");
    const Result<LoadedDocument> loaded = readStackDocumentFile(templates + path);
    QVERIFY(loaded.ok());
    QVERIFY2(loaded->problems.isEmpty(), qPrintable(listOf(loaded->problems)));
    CheckContext context; // the types are the provider's: its tests check against them
    context.builtins = QStringList{u"untrack"_s, u"withToolResults"_s};
    context.source = loaded->source;
    const QList<Problem> problems = checkStackDocument(*loaded->document, context);
    QVERIFY2(problems.isEmpty(), qPrintable(listOf(problems)));
}

void TestDocumentCheck::checksDeepDocuments()
{
    constexpr int depth = 2'000;
    const QByteArray opening =
        R"({"construct": "Box", "as": "b", "props": {"value": {"$": "x"}}, "children": [)";
    const QList<Problem> problems =
        check(withElements(opening.repeated(depth) + QByteArray("]}").repeated(depth)));
    QCOMPARE(problems.size(), 1000); // shadowed and unknown names, up to the limit
}

void TestDocumentCheck::findsMutualRecursion()
{
    const QList<Problem> problems =
        check(withElements({}, R"("A": {"children": [{"component": "B"}]},
                            "B": {"children": [{"boundary": "e", "children": [{"component": "A"}]}]})"));
    QVERIFY2(problems.size() == 1, qPrintable(listOf(problems)));
    QCOMPARE(problems.first().code, u"endless_component"_s);
}

void TestDocumentCheck::expandsNestedComponentsWithinBounds()
{
    QByteArrayList components;
    for (int i = 0; i < 30; ++i) {
        const QByteArray next = "\"C" + QByteArray::number(i + 1) + '"';
        components.append("\"C" + QByteArray::number(i) + R"(": {"children": [{"component": )"
                          + next + R"(, "key": 1}, {"component": )" + next + R"(, "key": 2}]})");
    }
    components.append(R"("C30": {"children": []})");
    const QList<Problem> problems =
        check(withElements(R"({"component": "C0"})", components.join(',')));
    QVERIFY2(problems.isEmpty(), qPrintable(listOf(problems)));
}

void TestDocumentCheck::worksWithoutPositions()
{
    const LoadedDocument loaded = readStackDocument(withElements(R"({"yield": {}})"), {});
    const QList<Problem> problems = checkStackDocument(*loaded.document, {});
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first().line, 0);
    QCOMPARE(toText(problems.first()).section(u'\n', 0, 0),
             u"error[yield_outside_component] \"yield\" stands outside a component. (at "
             "/children/0)"_s);
}

void TestDocumentCheck::loadsWithTheScriptEngine()
{
    ScriptEngine engine;
    const QByteArray text = withElements(
        R"({"show": {"$": "1 +"}}, {"shew": 1}, {"show": {"$": "untrack(() => a) + 1"}})");
    const LoadedDocument loaded = loadStackDocument(text, u"f.json"_s, testTypes(), engine);
    QStringList codes;
    for (const Problem &each : loaded.problems)
        codes.append(each.code);
    QCOMPARE(codes.join(u' '), u"expression_syntax unknown_element unknown_name"_s);
}

QTEST_GUILESS_MAIN(TestDocumentCheck)
#include "tst_documentcheck.moc"
