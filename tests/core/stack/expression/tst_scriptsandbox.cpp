// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/expression/scriptengine.h"

#include "fakescope.h"

#include <QTest>

#include <chrono>
#include <thread>

using namespace creact;
using namespace Qt::StringLiterals;

class TestScriptSandbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thereIsNoWayOut_data();
    void thereIsNoWayOut();
    void nothingIsLeftForTheNext_data();
    void nothingIsLeftForTheNext();
    void nativeCallsAreBounded_data();
    void nativeCallsAreBounded();
    void endlessLoopsTimeOut_data();
    void endlessLoopsTimeOut();
    void timeOutClosesUntrack();
    void timeOutInsideANestedEvaluation();
    void waitingForAProcessorIsNoTimeOut();
    void manyValuesSurviveTheCollector();
};

void TestScriptSandbox::thereIsNoWayOut_data()
{
    QTest::addColumn<QString>("expression");
    for (const char *expression : {
             "eval('1')",
             "(0, eval)('1')",
             "Function('return 1')()",
             "new Function('return 1')()",
             "(() => {}).constructor('return 1')()",
             "(function () {}).constructor('return 1')()",
             "(function* () {}).constructor('yield 1')",
             "[].constructor.constructor('return 1')()",
             "''.constructor.constructor('return 1')()",
             "(1).constructor.constructor('return 1')()",
             "({}).constructor.constructor('return 1')()",
             "Math.max.constructor('return 1')()",
             "untrack.constructor('return 1')()",
             "/x/.constructor.constructor('return 1')()",
             "new Date(0).constructor.constructor('return 1')()",
             "Array.constructor('return 1')()",
             "Object.constructor('return 1')()",
             "(() => { try { null.x } catch (e) { return e.constructor.constructor('return 1')() } "
             "})()",
             "(class { }).constructor('return 1')()",
             "({ m() { return super.constructor.constructor('return 1')() } }).m()",
             "Object.getPrototypeOf([])",
             "Object.getOwnPropertyNames({})",
             "Object.defineProperty({}, 'a', {})",
             "Object.setPrototypeOf({}, null)",
             "Object.create(null)",
             "[].__proto__.x",
             "({}).__defineGetter__('a', () => 1)",
             "Reflect.ownKeys({})",
             "new Proxy({}, {})",
             "new WeakMap()",
             "Promise.resolve(1)",
             "Symbol.iterator",
             "globalThis.x",
             "this.x",
             "(function () { return this.x })()",
             "(() => this.x)()",
             "console.log(1)",
             "Qt.quit()",
             "print(1)",
             "gc()",
             "require('fs')",
             "setTimeout(() => 1)",
             "host.read('x')",
             "limits.resultBytes",
             "builtins.Math",
             "frame.x",
             "records.x",
             "INFO.x",
             "arguments.callee('x')",
             "(function f() { return f.caller.x })()",
             "(function f() { return f.arguments.x })()",
             "(() => {}).connect(1)",
             "RegExp.$1.x",
             "new ArrayBuffer(8)",
             "new Uint8Array(8)",
             "new URL('http://x')",
             "\\u0065val('1')",
             "[].map.prototype.x",
             "untrack.prototype.constructor('return 1')()",
             "Array.prototype.x.y",
             "String.prototype.x.y",
             "tools.constructor.constructor('return 1')()",
             "node.constructor.constructor('return 1')()",
             "Map.prototype.get.x",
             "import('x')",
             "new.target.x",
             "this.constructor.constructor('return 1')()",
             "(() => { this.x = 1; return this.x })()",
         })
        QTest::newRow(expression) << QString::fromUtf8(expression);
}

void TestScriptSandbox::thereIsNoWayOut()
{
    QFETCH(QString, expression);
    ScriptEngine engine;
    FakeScope scope;
    scope.addValue(u"tools"_s, QJsonArray{1});
    scope.addNode(u"node"_s, {{u"a"_s, 1}});
    const Evaluation result = engine.evaluate(expression, scope, {});
    // "Not there yet" is an answer too where a node is asked for an output it does not have.
    QVERIFY2(result.value.isUndefined(), qPrintable(textOf(result)));
}

void TestScriptSandbox::nothingIsLeftForTheNext_data()
{
    QTest::addColumn<QString>("attempt");
    QTest::addColumn<QString>("probe");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *attempt, const char *probe, const char *expected) {
        QTest::newRow(attempt) << QString::fromUtf8(attempt) << QString::fromUtf8(probe)
                               << QString::fromUtf8(expected);
    };
    row("leak = 5", "leak", "error");
    row("l\\u0065ak = 5", "this.leak === undefined", "true");
    row("this.leak = 5", "this.leak === undefined", "true");
    row("this[0] = 5", "this[0] === undefined", "true");
    row("(function () { this.leak = 5 })()", "Object.keys(this)", "[]");
    row("delete depth", "depth", "1");
    row("arguments.callee.x = 1", "arguments.callee.x === undefined", "true");
    row("Math.abs = () => 7", "Math.abs(-1)", "1");
    row("Math.fresh = 7", "Math.fresh === undefined", "true");
    row("Object.keys = () => 7", "Object.keys({a: 1})", "[\"a\"]");
    row("JSON.stringify = () => 7", "JSON.stringify(1)", "\"1\"");
    row("Array.isArray = () => 7", "Array.isArray([])", "true");
    row("Array.prototype = 1", "typeof Array.prototype", "\"object\"");
    row("Array[0] = 1", "Array[0] === undefined", "true");
    row("Array.prototype.x = 1", "[].x === undefined", "true");
    row("[].map.x = 1", "[].map.x === undefined", "true");
    row("''.trim.x = 1", "''.trim.x === undefined", "true");
    row("Math.max.x = 1", "Math.max.x === undefined", "true");
    row("untrack.x = 1", "untrack.x === undefined", "true");
    row("merge.prototype.x = 1", "merge.prototype.x === undefined", "true");
    row("({ m() { super.x = 1 } }).m()", "({}).x === undefined", "true");
    row("({}).__proto__.x = 1", "({}).x === undefined", "true");
    row("({}).toString.x = 1", "({}).toString.x === undefined", "true");
    row("(() => 1).call.x = 1", "(() => 1).call.x === undefined", "true");
    row("tools.push(4)", "tools", "[1,[2]]");
    row("tools[1].push(4)", "tools", "[1,[2]]");
    row("tools.map((x, i, all) => all[0] = 9)", "tools", "[1,[2]]");
    row("[...tools][1][0] = 9", "tools", "[1,[2]]");
    row("Object.assign(tools, [9])", "tools", "[1,[2]]");
    row("[].splice.call(tools, 0, 1)", "tools.length", "2");
    row("[].unshift.call(tools, 1)", "tools.length", "2");
    row("[].shift.call(tools)", "tools.length", "2");
    row("(() => { for (tools[0] of [9]); })()", "tools", "[1,[2]]");
    row("([tools[0]] = [9])", "tools", "[1,[2]]");
    row("merge(node).list.push(1)", "node.list", "[1]");
    row("Object.values(node)[0].push(1)", "node.list", "[1]");
    row("/(a)(b)/.exec('ab').length", "[1].length", "1");
    row("(() => { var Math = 1; return Math })()", "Math.abs(-1)", "1");
    row("(() => { /x/g.lastIndex = 5; return 1 })()", "/x/g.test('x')", "true");
}

void TestScriptSandbox::nothingIsLeftForTheNext()
{
    QFETCH(QString, attempt);
    QFETCH(QString, probe);
    QFETCH(QString, expected);
    ScriptEngine engine;
    FakeScope scope;
    scope.addValue(u"tools"_s, jsonOf(u"[1,[2]]"_s));
    scope.addValue(u"depth"_s, 1);
    scope.addNode(u"node"_s, {{u"list"_s, QJsonArray{1}}});
    (void)engine.evaluate(attempt, scope, {});
    const Evaluation after = engine.evaluate(probe, scope, {});
    if (expected == u"error"_s)
        QVERIFY2(after.error, qPrintable(textOf(after)));
    else
        QCOMPARE(textOf(after), expected);
}

void TestScriptSandbox::nativeCallsAreBounded_data()
{
    QTest::addColumn<QString>("expression");
    for (const char *expression : {
             "'x'.repeat(2e9)",
             "'x'.padStart(2e9)",
             "'x'.padEnd(2e9, 'ab')",
             "Array(4e9 - 1)",
             "new Array(2e8)",
             "Array.from({length: 2e9})",
             "Array.from({length: 1e15}, () => 1)",
             "(() => { const a = []; a.length = 4e9; return a.join() })()",
             "(() => { const a = []; a.length = 4e9; return a.fill(0) })()",
             "(() => { const a = []; a.length = 4e9; return a.indexOf(1) })()",
             "(() => { const a = []; a.length = 4e9; return a })()",
             "(() => { const a = []; a[4e9] = 1; return a.sort() })()",
             "(() => { const a = []; a[4e9] = 1; return '' + a })()",
             "[].map.call({length: 1e15}, x => x)",
             "[].join.call({length: 1e15})",
             "Array(999999).fill('x'.repeat(1000)).join()",
             "Array(1000).fill('x'.repeat(10000))",
             "(() => { let a = ['x'.repeat(1e6)]; for (let i = 0; i < 30; i++) a = [a, a]; return "
             "a })()",
             "(() => { let a = ['x'.repeat(1e6)]; for (let i = 0; i < 30; i++) a = [a, a]; return "
             "JSON.stringify(a) })()",
             "(() => { let a = ['x'.repeat(1e6)]; for (let i = 0; i < 30; i++) a = [a, a]; return "
             "'' + a })()",
             "(() => { const a = []; a[0] = a; return '' + a })()",
             "'x'.repeat(1e7).split('')",
             "'x'.repeat(9e6)",
             "'x'.repeat(1e6).replace(/x/g, 'y'.repeat(1e6))",
             "'x'.repeat(1e5).replace(/x/g, '$`')",
             "'ab'.repeat(1e6).replaceAll('a', 'z'.repeat(1e5))",
             "'x'.repeat(1e6).concat('y'.repeat(16e6))",
             "/a+b/.test('a'.repeat(1e6))",
             "/(a+)+$/.test('a'.repeat(40) + 'b')",
             "'a'.repeat(40).match(/(a|a)*b/)",
             "'a'.repeat(40).replace(/((a+))+b/, '')",
             "'a'.repeat(40).split(/(a*)*b/)",
             "'a'.repeat(40).search(/(?:a+){2,}b/)",
             "(() => { let a = []; for (let i = 0; i < 500; i++) a = [a]; return a })()",
             "(() => { let s = 'x'; for (let i = 0; i < 26; i++) s += s; return s })()",
         })
        QTest::newRow(expression) << QString::fromUtf8(expression);
}

void TestScriptSandbox::nativeCallsAreBounded()
{
    QFETCH(QString, expression);
    ScriptLimits limits;
    limits.time = std::chrono::seconds(60); // the bound must stop it, not the watchdog
    ScriptEngine engine(limits);
    FakeScope scope;
    const Evaluation result = engine.evaluate(expression, scope, {});
    QVERIFY2(result.error, qPrintable(textOf(result).left(200)));
    QCOMPARE(result.error->code, ErrorCode::ExpressionFailed);
}

void TestScriptSandbox::endlessLoopsTimeOut_data()
{
    QTest::addColumn<QString>("expression");
    for (const char *expression :
         {"(() => { while (true) {} })()", "(() => { for (;;) {} })()",
          "[1].map(() => { for (;;) {} })", "untrack(() => { for (;;) {} })",
          "(() => { const fib = n => n < 2 ? n : fib(n - 1) + fib(n - 2); return fib(80) })()",
          "(() => { const a = []; for (;;) a.push(a.length % 7) })()"})
        QTest::newRow(expression) << QString::fromUtf8(expression);
}

void TestScriptSandbox::endlessLoopsTimeOut()
{
    QFETCH(QString, expression);
    ScriptEngine engine;
    FakeScope scope;
    if (expression.contains(u"a.push"_s)) {
        // Another limit may be met first.
        QVERIFY(engine.evaluate(expression, scope, {}).error);
    } else {
        const Evaluation result = engine.evaluate(expression, scope, u"/here"_s);
        QVERIFY2(result.error, qPrintable(textOf(result)));
        QCOMPARE(result.error->code, ErrorCode::TimedOut);
        QCOMPARE(result.error->where, u"/here"_s);
    }
    QCOMPARE(textOf(engine.evaluate(u"1 + 1"_s, scope, {})), u"2"_s);
    QCOMPARE(textOf(engine.evaluate(u"[1, 2].map(x => x + 1)"_s, scope, {})), u"[2,3]"_s);
}

void TestScriptSandbox::timeOutClosesUntrack()
{
    ScriptEngine engine;
    FakeScope scope;
    const Evaluation result = engine.evaluate(u"untrack(() => { for (;;) {} })"_s, scope, {});
    QCOMPARE(result.error->code, ErrorCode::TimedOut);
    QCOMPARE(scope.log, QStringList({u"tracking off"_s, u"tracking on"_s}));
}

void TestScriptSandbox::timeOutInsideANestedEvaluation()
{
    ScriptEngine engine;
    FakeScope scope;
    FakeScope::Value *const computed = scope.addValue(u"computed"_s, 1);
    std::optional<Error> inner;
    computed->onRead = [&] {
        FakeScope empty;
        inner = engine.evaluate(u"(() => { for (;;) {} })()"_s, empty, {}).error;
    };
    // The outer one has its own time: what ran inside does not count.
    QCOMPARE(textOf(engine.evaluate(u"computed + 1"_s, scope, {})), u"2"_s);
    QVERIFY(inner);
    QVERIFY2(inner->code == ErrorCode::TimedOut, qPrintable(inner->message));
}

void TestScriptSandbox::waitingForAProcessorIsNoTimeOut()
{
    ScriptEngine engine;
    FakeScope scope;
    // As on a machine that is busy with something else: time passes, and the thread does not run.
    scope.addValue(u"computed"_s, 1)->onRead = [] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
    };
    QCOMPARE(textOf(engine.evaluate(u"computed + [1].map(x => x).length"_s, scope, {})), u"2"_s);
    QCOMPARE(engine.evaluate(u"(() => { computed; for (;;) {} })()"_s, scope, {}).error->code,
             ErrorCode::TimedOut);
}

void TestScriptSandbox::manyValuesSurviveTheCollector()
{
    ScriptEngine engine;
    FakeScope scope;
    FakeScope::Value *const list = scope.addValue(u"list"_s);
    for (int round = 0; round < 200; ++round) {
        QJsonArray items;
        for (int i = 0; i < 200; ++i)
            items.append(QJsonObject{{u"i"_s, i}, {u"list"_s, QJsonArray{i, u"x"_s}}});
        list->held.set(items);
        const Evaluation result = engine.evaluate(u"[...list, list[3].list]"_s, scope, {});
        items.append(QJsonArray{3, u"x"_s});
        QCOMPARE(result.value, QJsonValue(items));
    }
}

QTEST_GUILESS_MAIN(TestScriptSandbox)
#include "tst_scriptsandbox.moc"
