// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/expression/scriptengine.h"

#include "fakescope.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestScriptEngine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void evaluatesToJson_data();
    void evaluatesToJson();
    void undefinedAnywhereMeansWaiting_data();
    void undefinedAnywhereMeansWaiting();
    void failsWithASentence_data();
    void failsWithASentence();
    void syntaxErrorNamesThePlaceAndTheHint_data();
    void syntaxErrorNamesThePlaceAndTheHint();
    void readsAreTrackedOneByOne_data();
    void readsAreTrackedOneByOne();
    void untrackTurnsTrackingBackOnAfterAThrow();
    void untrackIsNotedAndNests();
    void readErrorComesOutUnchanged();
    void unknownNameIsAnErrorThoughSomethingIsMissing();
    void missingReadTurnsAThrowIntoWaiting();
    void scopedValueIsConvertedOnce();
    void bigIntegersPassThroughExactly();
    void longListsSpread();
    void toolResultsTakeTheWireShape();
    void evaluationsNest();
    void conversionRoundTrips_data();
    void conversionRoundTrips();
    void builtinNamesAreKnown();

private:
    void fill(FakeScope *scope);
    ScriptEngine m_engine;
};

void TestScriptEngine::fill(FakeScope *scope)
{
    scope->addValue(u"depth"_s, 2);
    scope->addValue(u"nothing"_s, QJsonValue::Null);
    scope->addValue(u"later"_s);
    scope->addValue(u"text"_s, u"héllo"_s);
    scope->addValue(u"tools"_s, QJsonArray{u"a"_s, u"b"_s});
    scope->addValue(u"matrix"_s, jsonOf(u"[[1,2],[3,[4]]]"_s));
    scope->addValue(u"call"_s, jsonOf(u"{\"id\":\"c1\",\"args\":{\"q\":\"x\",\"list\":[1,2]}}"_s));
    scope->addValue(u"counts"_s, jsonOf(u"{\"0\":\"zero\",\"1\":\"one\",\"x\":[1]}"_s));
    scope->addNode(
        u"chat"_s,
        jsonOf(u"{\"id\":\"h1\",\"pending\":{\"id\":\"m1\",\"content\":\"hi\"},\"last\":null}"_s)
            .toObject());
    scope->addNode(
        u"wiki"_s,
        jsonOf(u"{\"id\":\"w\",\"name\":\"wikipedia\",\"parameters\":{\"a\":[1]}}"_s).toObject());
    scope->addNode(u"completion"_s, {}, false);
}

void TestScriptEngine::evaluatesToJson_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *expression, const char *expected) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(expected);
    };
    row("1 + 1", "2");
    row("0.1 + 0.2", "0.30000000000000004");
    row("null", "null");
    row("''", "\"\"");
    row("[]", "[]");
    row("({})", "{}");
    row("true && !false", "true");
    row("depth", "2");
    row(" depth ", "2");
    row("depth + 1 // next", "3");
    row("depth < 8 ? tools : []", "[\"a\",\"b\"]");
    row("nothing ?? 'x'", "\"x\"");
    row("nothing?.id ?? 'none'", "\"none\"");
    row("chat.pending.id", "\"m1\"");
    row("chat['pending'].content + '!'", "\"hi!\"");
    row("chat.last", "null");
    row("text.length", "5");
    row("tools.length", "2");
    row("text.toUpperCase()", "\"HÉLLO\"");
    row("[wiki]", "[{\"id\":\"w\",\"name\":\"wikipedia\",\"parameters\":{\"a\":[1]}}]");
    row("wiki", "{\"id\":\"w\",\"name\":\"wikipedia\",\"parameters\":{\"a\":[1]}}");
    row("merge(wiki, {id: 'z'})",
        "{\"id\":\"z\",\"name\":\"wikipedia\",\"parameters\":{\"a\":[1]}}");
    row("Object.keys(wiki)", "[\"id\",\"name\",\"parameters\"]");
    row("Object.values(wiki).length", "3");
    row("'name' in wiki && !('nome' in wiki)", "true");
    row("wiki.hasOwnProperty !== undefined", "true");
    row("(({id, name}) => id + name)(wiki)", "\"wwikipedia\"");
    row("JSON.stringify(wiki)",
        R"("{\"id\":\"w\",\"name\":\"wikipedia\",\"parameters\":{\"a\":[1]}}")");
    row("JSON.stringify(matrix)", "\"[[1,2],[3,[4]]]\"");
    row("JSON.parse('{\"a\":[1]}').a", "[1]");
    row("JSON.parse('{\"__proto__\":1}')", "{\"__proto__\":1}");
    row("[...tools, 'c']", "[\"a\",\"b\",\"c\"]");
    row("[...tools].reverse()", "[\"b\",\"a\"]");
    row("tools.concat(['c'], 'd')", "[\"a\",\"b\",\"c\",\"d\"]");
    row("[0].concat(tools)", "[0,\"a\",\"b\"]");
    row("tools.map((t, i, all) => t + i + all.length)", "[\"a02\",\"b12\"]");
    row("tools.filter(t => t > 'a')", "[\"b\"]");
    row("tools.slice(1)", "[\"b\"]");
    row("tools.join('-') + tools", "\"a-ba,b\"");
    row("tools.includes('b')", "true");
    row("tools.indexOf('b')", "1");
    row("tools.reduce((a, b) => a + b, '')", "\"ab\"");
    row("tools.at(-1)", "\"b\"");
    row("[3, 1, 2].sort()", "[1,2,3]");
    row("[3, 1, 2].sort((a, b) => b - a)", "[3,2,1]");
    row("(([first, ...rest]) => rest)(tools)", "[\"b\"]");
    row("Math.max(...matrix[0])", "2");
    row("Math.max.apply(null, matrix[0])", "2");
    row("matrix.flat()", "[1,2,3,[4]]");
    row("matrix.flat(9)", "[1,2,3,4]");
    row("matrix.flatMap(r => r.length)", "[2,2]");
    row("matrix[1][1] === matrix[1][1]", "true");
    row("Array.isArray(matrix) && Array.isArray(matrix[0])", "true");
    row("Array.from({length: 3}, (_, i) => i * 2)", "[0,2,4]");
    row("Array.from('ab')", "[\"a\",\"b\"]");
    row("Array(3).fill(0)", "[0,0,0]");
    row("new Array(2).fill(1)", "[1,1]");
    row("Array.of(7)", "[7]");
    row("Object.fromEntries([['a', 1], ['b', 2]])", "{\"a\":1,\"b\":2}");
    row("Object.fromEntries(Object.entries(call.args))", "{\"list\":[1,2],\"q\":\"x\"}");
    row("Object.assign({}, call, {id: 5})", "{\"args\":{\"list\":[1,2],\"q\":\"x\"},\"id\":5}");
    row("Object.hasOwn(call, 'id')", "true");
    row("counts[1] + counts['0']", "\"onezero\"");
    row("counts", "{\"0\":\"zero\",\"1\":\"one\",\"x\":[1]}");
    row("[counts]", "[{\"0\":\"zero\",\"1\":\"one\",\"x\":[1]}]");
    row("JSON.stringify(counts)", R"("{\"0\":\"zero\",\"1\":\"one\",\"x\":[1]}")");
    row("Object.values(counts).length", "3");
    row("'a-b-c'.replaceAll('-', '+')", "\"a+b+c\"");
    row("'a-b'.replace(/-/g, '+$&+')", "\"a+-+b\"");
    row("'abc'.at(-1)", "\"c\"");
    row("' a '.trimStart() + '|' + ' a '.trimEnd()", "\"a | a\"");
    row("'a,b'.split(',')", "[\"a\",\"b\"]");
    row("'a1b2'.match(/\\d/g)", "[\"1\",\"2\"]");
    row("/^a/.test(text) || /^h/.test(text)", "true");
    row("new RegExp('h').test(text)", "true");
    row("new Date(0)", "\"1970-01-01T00:00:00.000Z\"");
    row("new Date('2026-01-02T03:04:05Z').getTime()", "1767323045000");
    row("[...new Set([1, 1, 2])]", "[1,2]");
    row("Object.fromEntries([...new Map([['a', 1]])])", "{\"a\":1}");
    row("`${depth}: ${text}`", "\"2: héllo\"");
    row("(() => { const x = depth; let y = x * 2; return y; })()", "4");
    row("(depth => depth * 10)(5)", "50");
    row("'try { again }' + ({try: 1}).try + `try {`", "\"try { again }1try {\"");
    row("(function () { return this })()", "{}");
    row("parseInt('12px') + parseFloat('1.5') + Number('2')", "15.5");
    row("Number.isInteger(3) && !Number.isInteger(3.5)", "true");
    row("isNaN(NaN) && isFinite(1)", "true");
    row("encodeURIComponent('ä b')", "\"%C3%A4%20b\"");
    row("String(tools) + String(1)", "\"a,b1\"");
    row("chat.pending && 'yes'", "\"yes\"");
    row("typeof depth", "\"number\"");
    row("later === undefined", "true");
    row("completion.content ?? ''", "\"\"");
    row("[1, 2,\n 3]", "[1,2,3]");
}

void TestScriptEngine::evaluatesToJson()
{
    QFETCH(QString, expression);
    QFETCH(QString, expected);
    FakeScope scope;
    fill(&scope);
    // Twice: nothing that one evaluation does may be left for the next.
    QCOMPARE(textOf(m_engine.evaluate(expression, scope, {})), textOf(jsonOf(expected)));
    QCOMPARE(textOf(m_engine.evaluate(expression, scope, {})), textOf(jsonOf(expected)));
}

void TestScriptEngine::undefinedAnywhereMeansWaiting_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QStringList>("missing");
    const auto row = [](const char *expression, const QStringList &missing) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << missing;
    };
    row("later", {u"later"_s});
    row("[1, later]", {u"later"_s});
    row("({a: {b: [later]}})", {u"later"_s});
    row("later.id", {u"later"_s});
    row("later.id.name", {u"later"_s});
    row("later.map(x => x)", {u"later"_s});
    row("completion.content", {u"completion.content"_s});
    row("completion.content.length", {u"completion.content"_s});
    row("completion['content']", {u"completion.content"_s});
    row("[completion]", {u"completion"_s});
    row("completion", {u"completion"_s});
    row("later + completion.content && undefined", {u"later"_s, u"completion.content"_s});
    row("completion.toolCalls && !completion.toolCalls.length", {u"completion.toolCalls"_s});
    row("withToolResults(tools, completion, tools)", {u"completion.toolCalls"_s});
    row("chat.pending.unheardOf", {u"chat.pending.unheardOf"_s});
    row("undefined", {u"undefined"_s});
    row("[1,,2]", {u"[1,,2]"_s});
}

void TestScriptEngine::undefinedAnywhereMeansWaiting()
{
    QFETCH(QString, expression);
    QFETCH(QStringList, missing);
    FakeScope scope;
    fill(&scope);
    const Evaluation result = m_engine.evaluate(expression, scope, {});
    QCOMPARE(textOf(result), u"undefined"_s);
    QCOMPARE(result.missing, missing);
}

void TestScriptEngine::failsWithASentence_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("hint");
    const auto row = [](const char *expression, const char *part, const char *hint = "") {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(part)
                                  << QString::fromUtf8(hint);
    };
    row("nothing.id", "at line 1, column 9: Cannot read property 'id' of null.");
    row("chat.last.id", "at line 1, column 11: Cannot read property 'id' of null.");
    row("1 +\n nothing.name", "at line 2, column 10: Cannot read property 'name' of null.");
    row("dept + 1", "\"dept\" is not a name in scope", "Did you mean \"depth\"?");
    row("unter(() => 1)", "\"unter\" is not a name in scope");
    row("untrak(() => 1)", "at line 1, column 1: \"untrak\"", "Did you mean \"untrack\"?");
    row("text.nope()", "at line 1, column 6: Property 'nope'");
    row("[NaN]", "result[0] is NaN, which JSON cannot hold");
    row("({a: {b: 1 / 0}})", "result.a.b is Infinity");
    row("({a: () => 1})", "result.a is a function");
    row("new Map()", "is a Map: use Object.fromEntries");
    row("[new Set()]", "result[0] is a Set");
    row("/x/", "regular expression");
    row("new Date('x')", "invalid date");
    row("new Error('x')", "Error object");
    row("(() => { throw new Error('no such thing') })()", "failed: no such thing.");
    row("(() => { throw 'plain text' })()", "failed: plain text.");
    row("(() => { const a = []; a[0] = a; return a })()", "circular");
    row("Math.random()", "no Math.random");
    row("Date.now()", "no Date.now");
    row("new Date()", "no clock");
    row("withToolResults(tools, {toolCalls: [1]}, [])", "one result for each of the 1 tool calls");
    row("untrack(depth)", "untrack needs a function");
    row("(function f() { return f() })()", "calls itself without end");
    row("depth = 3", "cannot assign to depth");
    row("depth++", "cannot assign to depth");
    row("neverSeen = 3", "cannot assign to neverSeen");
    row("call.id = 3", "read-only");
    row("call.args.list[0] = 3", "read-only");
    row("call.args.list.length = 0", "read-only");
    row("delete call.id", "read-only");
    row("call.fresh = 1", "read-only");
    row("counts[0] = 3", "read-only");
    row("counts[9] = 3", "read-only");
    row("delete counts[0]", "read-only");
    row("Object.assign(call, {id: 1})", "read-only");
    row("Object.assign(wiki, {id: 1})", "read-only");
    row("wiki.id = 1", "read-only");
    row("delete wiki.id", "read-only");
    row("tools.push(1)", "read-only");
    row("tools.sort()", "read-only");
    row("tools.reverse()", "read-only");
    row("tools.splice(0, 1)", "read-only");
    row("tools.fill(0)", "read-only");
    row("tools.pop()", "read-only");
    row("tools.copyWithin(0, 1)", "read-only");
    row("[].push.call(tools, 1)", "read-only");
    row("[].sort.call(tools)", "read-only");
    row("tools.map((t, i, all) => { all[0] = 1 })", "read-only");
    row("matrix[0].push(1)", "read-only");
    row("[...matrix][0].push(1)", "read-only");
    row("tools.concat([]).map(x => x) && matrix.flat()[2].push(1)", "is not a function");
    row("[...counts.x, counts.x.push(1)]", "read-only");
}

void TestScriptEngine::failsWithASentence()
{
    QFETCH(QString, expression);
    QFETCH(QString, part);
    QFETCH(QString, hint);
    FakeScope scope;
    fill(&scope);
    const Evaluation result = m_engine.evaluate(expression, scope, u"/children/0"_s);
    QVERIFY2(result.error, qPrintable(textOf(result)));
    QVERIFY2(result.error->message.contains(part), qPrintable(result.error->message));
    QVERIFY(result.error->message.contains(expression.simplified()));
    QCOMPARE(result.error->code, ErrorCode::ExpressionFailed);
    QCOMPARE(result.error->where, u"/children/0"_s);
    if (!hint.isEmpty())
        QCOMPARE(result.error->hint, hint);
    QVERIFY(result.value.isUndefined());
}

void TestScriptEngine::syntaxErrorNamesThePlaceAndTheHint_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("hint");
    const auto row = [](const char *expression, const char *part, const char *hint) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(part)
                                  << QString::fromUtf8(hint);
    };
    row("depth +", "at its end", "");
    row("", "is empty", "");
    row("   ", "is empty", "");
    row("1 + * 2", "at line 1, column 5", "");
    row("a +\n b c", "at line 2, column 4", "");
    row("({...a, b: 1})", "at line 1, column 3", "merge(a, {b: 1})");
    row("{...a}", "does not parse", "merge(");
    row("a ?\?= 1", "does not parse", "a = a ?? b");
    row("(() => { try { a } catch { b } })()", "does not parse", "a?.b");
    row("await a", "does not parse", "undefined");
    row("const x = 1", "does not parse", "one value");
    row("a; b", "does not parse", "one value");
    row("...tools", "does not parse", "");
    row("(() => { try { null.x } catch (e) { return 1 } })()", "cannot catch", "boundary");
    row("`${(() => { try/**/{ null.x } finally { return 1 } })()}`", "cannot catch", "boundary");
    row("1) + (2", "does not parse", "");
    row("1] + [2", "does not parse", "");
    row("'open", "does not parse", "");
    row("1 /*", "does not parse", "");
}

void TestScriptEngine::syntaxErrorNamesThePlaceAndTheHint()
{
    QFETCH(QString, expression);
    QFETCH(QString, part);
    QFETCH(QString, hint);
    const Result<void> result = m_engine.compile(expression);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::ExpressionFailed);
    QVERIFY2(result.error().message.contains(part), qPrintable(result.error().message));
    QVERIFY2(result.error().hint.contains(hint), qPrintable(result.error().hint));
    FakeScope scope;
    const Evaluation evaluation = m_engine.evaluate(expression, scope, u"/x"_s);
    QVERIFY(evaluation.error);
    QCOMPARE(evaluation.error->where, u"/x"_s);
}

void TestScriptEngine::readsAreTrackedOneByOne_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QStringList>("log");
    const auto row = [](const char *expression, const QStringList &log) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << log;
    };
    row("1 + 1", {});
    row("depth", {u"depth"_s});
    row("true ? depth : tools", {u"depth"_s});
    row("false && depth", {});
    row("chat.pending.id", {u"chat.pending"_s});
    row("chat.pending.id + 1", {u"chat.pending"_s});
    row("'chat.id'", {});
    row("({depth: 1}).depth", {});
    row("(depth => depth)(1)", {});
    row("[...untrack(() => tools), depth]",
        {u"tracking off"_s, u"tools"_s, u"tracking on"_s, u"depth"_s});
    row("[wiki]", {u"wiki.id"_s, u"wiki.name"_s, u"wiki.parameters"_s});
    row("wiki && 1", {});
    row("typeof chat", {});
}

void TestScriptEngine::readsAreTrackedOneByOne()
{
    QFETCH(QString, expression);
    QFETCH(QStringList, log);
    FakeScope scope;
    fill(&scope);
    const Evaluation result = m_engine.evaluate(expression, scope, {});
    QVERIFY2(!result.error, qPrintable(textOf(result)));
    QCOMPARE(scope.log, log);
}

void TestScriptEngine::untrackTurnsTrackingBackOnAfterAThrow()
{
    FakeScope scope;
    fill(&scope);
    QVERIFY(m_engine.evaluate(u"untrack(() => nothing.id)"_s, scope, {}).error);
    QCOMPARE(scope.log, QStringList({u"tracking off"_s, u"nothing"_s, u"tracking on"_s}));
}

void TestScriptEngine::untrackIsNotedAndNests()
{
    FakeScope scope;
    fill(&scope);
    const Evaluation result =
        m_engine.evaluate(u"untrack(() => untrack(() => depth))"_s, scope, {});
    QVERIFY(result.untracked);
    QCOMPARE(scope.log,
             QStringList({u"tracking off"_s, u"tracking off"_s, u"depth"_s, u"tracking on"_s,
                          u"tracking on"_s}));
    QVERIFY(!m_engine.evaluate(u"depth + 1"_s, scope, {}).untracked);
}

void TestScriptEngine::readErrorComesOutUnchanged()
{
    const Error error{ErrorCode::ModelRateLimited, u"Too many."_s, u"completion"_s, u"Wait."_s};
    FakeScope scope;
    scope.addValue(u"broken"_s)->error = error;
    scope.addNode(u"node"_s, {})->error = error;
    scope.addValue(u"later"_s);
    for (const QString &expression : {u"broken"_s, u"broken + 1"_s, u"node.x"_s, u"[node.x]"_s,
                                      u"untrack(() => broken)"_s, u"[later, broken]"_s}) {
        const Evaluation result = m_engine.evaluate(expression, scope, u"/here"_s);
        QVERIFY2(result.error == error, qPrintable(expression + u": "_s + textOf(result)));
    }
}

void TestScriptEngine::unknownNameIsAnErrorThoughSomethingIsMissing()
{
    FakeScope scope;
    scope.addValue(u"later"_s);
    const Evaluation result = m_engine.evaluate(u"[later, latr]"_s, scope, {});
    QVERIFY(result.error);
    QCOMPARE(result.error->hint, u"Did you mean \"later\"?"_s);
}

void TestScriptEngine::missingReadTurnsAThrowIntoWaiting()
{
    FakeScope scope;
    FakeScope::Value *const value = scope.addValue(u"list"_s);
    const QString expression = u"list.map(x => x.id)"_s;
    QVERIFY(!m_engine.evaluate(expression, scope, {}).error);
    value->held.set(QJsonArray{QJsonValue::Null});
    QVERIFY(m_engine.evaluate(expression, scope, {}).error);
    value->held.set(jsonOf(u"[{\"id\":1}]"_s));
    QCOMPARE(textOf(m_engine.evaluate(expression, scope, {})), u"[1]"_s);
}

void TestScriptEngine::scopedValueIsConvertedOnce()
{
    // Identity inside one engine: what was converted twice would not be the same object.
    FakeScope scope;
    FakeScope::Value *const value = scope.addValue(u"list"_s, jsonOf(u"[{\"a\":1}]"_s));
    QCOMPARE(textOf(m_engine.evaluate(u"list === list && list[0] === list[0]"_s, scope, {})),
             u"true"_s);
    value->held.set(jsonOf(u"[{\"a\":2}]"_s));
    QCOMPARE(textOf(m_engine.evaluate(u"list[0].a + 0"_s, scope, {})), u"2"_s);
}

void TestScriptEngine::bigIntegersPassThroughExactly()
{
    FakeScope scope;
    scope.addNode(u"node"_s, {{u"id"_s, QJsonValue(qint64(9007199254740993))}});
    QCOMPARE(m_engine.evaluate(u"node.id"_s, scope, {}).value.toInteger(), 9007199254740993);
}

void TestScriptEngine::longListsSpread()
{
    QJsonArray messages;
    for (int i = 0; i < 500; ++i)
        messages.append(
            QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"message %1 ü"_s.arg(i)}});
    FakeScope scope;
    scope.addNode(u"memory"_s, {{u"messages"_s, messages}});
    const Evaluation result = m_engine.evaluate(
        u"[...untrack(() => memory.messages), {role: 'user', content: 'last'}]"_s, scope, {});
    messages.append(QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"last"_s}});
    QCOMPARE(textOf(result), textOf(messages));
}

void TestScriptEngine::toolResultsTakeTheWireShape()
{
    FakeScope scope;
    scope.addValue(u"messages"_s, jsonOf(u"[{\"role\":\"user\",\"content\":\"q\"}]"_s));
    scope.addNode(u"completion"_s,
                  jsonOf(u"{\"content\":null,\"toolCalls\":["
                         "{\"id\":\"c1\",\"name\":\"wiki\",\"args\":{\"q\":[1]}},"
                         "{\"id\":\"c2\",\"name\":\"now\",\"args\":{}}]}"_s)
                      .toObject());
    scope.addValue(u"results"_s, jsonOf(u"[\"text\",{\"a\":[1]}]"_s));
    const QString expected = textOf(jsonOf(uR"([{"role":"user","content":"q"},
             {"role":"assistant","content":null,"tool_calls":[
               {"id":"c1","type":"function","function":{"name":"wiki","arguments":"{\"q\":[1]}"}},
               {"id":"c2","type":"function","function":{"name":"now","arguments":"{}"}}]},
             {"role":"tool","tool_call_id":"c1","content":"text"},
             {"role":"tool","tool_call_id":"c2","content":"{\"a\":[1]}"}])"_s));
    QCOMPARE(
        textOf(m_engine.evaluate(u"withToolResults(messages, completion, results)"_s, scope, {})),
        expected);
}

void TestScriptEngine::evaluationsNest()
{
    FakeScope inner;
    inner.addValue(u"x"_s, 5);
    inner.addValue(u"later"_s);
    FakeScope outer;
    FakeScope::Value *const computed = outer.addValue(u"computed"_s);
    outer.addNode(u"node"_s, {{u"a"_s, 1}});
    computed->onRead = [&] {
        const Evaluation result = m_engine.evaluate(u"untrack(() => x + 1)"_s, inner, {});
        QVERIFY2(!result.error, qPrintable(textOf(result)));
        computed->held.set(result.value);
        QVERIFY(m_engine.evaluate(u"[later, inexistent]"_s, inner, {}).error);
    };
    const Evaluation result = m_engine.evaluate(u"[node, computed + node.a]"_s, outer, {});
    QVERIFY2(result.missing.isEmpty(), qPrintable(result.missing.join(u' ')));
    QCOMPARE(textOf(result), u"[{\"a\":1},7]"_s);
    QVERIFY(!result.untracked);
    QVERIFY(result.missing.isEmpty());
}

void TestScriptEngine::conversionRoundTrips_data()
{
    QTest::addColumn<QString>("json");
    for (const char *json :
         {"0", "-1", "9007199254740991", "1.5e300", "\"\"", "\"a\\u0000b\"", "\"\\ud83d\\ude00 ü\"",
          "[]", "{}", "[[],{}]", "[[[[1]]]]", "{\"a\":{\"b\":{\"c\":[null,true,false]}}}",
          "{\"\":1}", "{\"0\":1,\"10\":2,\"2\":3}", "{\"constructor\":1,\"__proto__\":{\"x\":1}}",
          "{\"length\":5}", "[{\"0\":[{\"1\":[]}]}]", "{\"toString\":1,\"toJSON\":2}"})
        QTest::newRow(json) << QString::fromUtf8(json);
}

void TestScriptEngine::conversionRoundTrips()
{
    QFETCH(QString, json);
    FakeScope scope;
    scope.addValue(u"v"_s, jsonOf(json));
    scope.addNode(u"n"_s, {{u"v"_s, jsonOf(json)}});
    const QString expected = textOf(jsonOf(json));
    QCOMPARE(textOf(m_engine.evaluate(u"v"_s, scope, {})), expected);
    QCOMPARE(textOf(m_engine.evaluate(u"(v)"_s, scope, {})), expected);
    QCOMPARE(textOf(m_engine.evaluate(u"[v, v]"_s, scope, {})), u"[%1,%1]"_s.arg(expected));
    QCOMPARE(textOf(m_engine.evaluate(u"({k: v})"_s, scope, {})), u"{\"k\":%1}"_s.arg(expected));
    QCOMPARE(textOf(m_engine.evaluate(u"n"_s, scope, {})), u"{\"v\":%1}"_s.arg(expected));
    QCOMPARE(textOf(m_engine.evaluate(u"JSON.parse(JSON.stringify(v))"_s, scope, {})), expected);
    QCOMPARE(
        textOf(m_engine.evaluate(
            u"Array.isArray(v) ? [...v] : v === null || typeof v !== 'object' ? v : merge(v)"_s,
            scope, {})),
        expected);
}

void TestScriptEngine::builtinNamesAreKnown()
{
    const QStringList names = ScriptEngine::builtinNames();
    for (const QString &name : {u"untrack"_s, u"withToolResults"_s, u"merge"_s, u"Math"_s,
                                u"JSON"_s, u"Object"_s, u"Array"_s, u"String"_s, u"undefined"_s})
        QVERIFY2(names.contains(name), qPrintable(name));
    QVERIFY(!names.contains(u"eval"_s));
}

QTEST_GUILESS_MAIN(TestScriptEngine)
#include "tst_scriptengine.moc"
