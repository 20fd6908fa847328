// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/identifiers.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestIdentifiers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsFreeNames_data();
    void findsFreeNames();
    void tellsPositionsAndMembers();
    void marksShorthands();
    void survivesHostileText_data();
    void survivesHostileText();
};

void TestIdentifiers::findsFreeNames_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("names");

    QTest::newRow("name") << u"server"_s << u"server"_s;
    QTest::newRow("members") << u"chat.pending?.id.length"_s << u"chat"_s;
    QTest::newRow("index") << u"list[index].value"_s << u"list index"_s;
    QTest::newRow("optional index") << u"a?.[b]"_s << u"a b"_s;
    QTest::newRow("spread") << u"[...a.b, c]"_s << u"a c"_s;
    QTest::newRow("number with a point") << u"a ?.5 : b"_s << u"a b"_s;
    QTest::newRow("ternary") << u"depth < 8 ? tools : []"_s << u"depth tools"_s;
    QTest::newRow("object keys") << u"({role: 'user', content: a, \"x\": b})"_s << u"a b"_s;
    QTest::newRow("bare object") << u"{id: a, b}"_s << u"a b"_s;
    QTest::newRow("nested object") << u"{a: {b: c}, d: [e, {f: g}]}"_s << u"c e g"_s;
    QTest::newRow("computed key") << u"({[a]: b})"_s << u"a b"_s;
    QTest::newRow("ternary in object") << u"({x: a ? b : c, y: d})"_s << u"a b c d"_s;
    QTest::newRow("method") << u"({m(p) { return p + q }})"_s << u"q"_s;
    QTest::newRow("getter") << u"({get x() { return y }})"_s << u"y"_s;
    QTest::newRow("arrow") << u"list.map(x => x.id + offset)"_s << u"list offset"_s;
    QTest::newRow("arrow in a ternary") << u"a ? x => x : x"_s << u"a x"_s;
    QTest::newRow("arrow ends at a comma") << u"f(x => x, x)"_s << u"f x"_s;
    QTest::newRow("no parameters") << u"untrack(() => memory.messages)"_s << u"untrack memory"_s;
    QTest::newRow("curried") << u"a => b => a + b + c"_s << u"c"_s;
    QTest::newRow("parameters") << u"(a, b = d, ...c) => a + b + c"_s << u"d"_s;
    QTest::newRow("patterns") << u"({a, b: [c, {d}], e = f}, [g]) => a + b + c + d + e + g"_s
                              << u"f b"_s;
    QTest::newRow("block body") << u"xs.map(x => { const y = x * k; return y + z })"_s
                                << u"xs k z"_s;
    QTest::newRow("function") << u"(function f(a) { return a ? f(b) : arguments })()"_s << u"b"_s;
    QTest::newRow("variables") << u"(() => { let a = x, {b, c: d} = y; return a + b + c + d })()"_s
                               << u"x y c"_s;
    QTest::newRow("for of") << u"(() => { for (const x of xs) g(x); return x2 })()"_s
                            << u"xs g x2"_s;
    QTest::newRow("catch") << u"(() => { try { return a } catch (e) { return e.message } })()"_s
                           << u"a"_s;
    QTest::newRow("shadow ends") << u"[x => x, x]"_s << u"x"_s;
    QTest::newRow("strings") << u"'a.b \\' c' + \"d\\\"e\" + f"_s << u"f"_s;
    QTest::newRow("template") << u"`a ${b} c ${`d ${e.f}`} ${{g: h}.g} }`"_s << u"b e h"_s;
    QTest::newRow("template with a brace") << u"`${xs.map(x => { return x })}` + y"_s << u"xs y"_s;
    QTest::newRow("regex") << u"text.replace(/a[/]b\\/c/gi, d)"_s << u"text d"_s;
    QTest::newRow("division") << u"a / b / c"_s << u"a b c"_s;
    QTest::newRow("division after a bracket") << u"(a) / b / c"_s << u"a b c"_s;
    QTest::newRow("comments") << u"a /* b */ + c // d"_s << u"a c"_s;
    QTest::newRow("words of the language")
        << u"typeof a === 'x' && null ?? undefined ?? this"_s << u"a"_s;
    QTest::newRow("keyword as a member") << u"a.delete.if"_s << u"a"_s;
    QTest::newRow("keyword as a key") << u"({if: a, function: b})"_s << u"a b"_s;
    QTest::newRow("twice") << u"a + a"_s << u"a a"_s;
    QTest::newRow("of as a name") << u"of + 1"_s << u"of"_s;
    QTest::newRow("agent") << u"[...untrack(() => memory.messages), {role: 'user', content: "
                              "chat.pending.content}]"_s
                           << u"untrack memory chat"_s;
}

void TestIdentifiers::findsFreeNames()
{
    QFETCH(QString, expression);
    QStringList names;
    for (const FreeIdentifier &each : freeIdentifiers(expression)) {
        names.append(each.name);
        QCOMPARE(expression.mid(each.offset, each.name.size()), each.name);
    }
    QTEST(names.join(u' '), "names");
}

void TestIdentifiers::tellsPositionsAndMembers()
{
    const auto found = freeIdentifiers(u"a + completion?.content.x"_s);
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.at(1).offset, 4);
    QCOMPARE(found.at(1).member, u"content"_s);
    QCOMPARE(found.at(1).memberOffset, 16);
    QVERIFY(found.at(0).member.isEmpty());
}

void TestIdentifiers::marksShorthands()
{
    const auto found = freeIdentifiers(u"({model, id: x, chat})"_s);
    QCOMPARE(found.size(), 3);
    QVERIFY(found.at(0).shorthand);
    QVERIFY(!found.at(1).shorthand);
    QVERIFY(found.at(2).shorthand);
}

void TestIdentifiers::survivesHostileText_data()
{
    QTest::addColumn<QString>("expression");
    QTest::newRow("empty") << QString();
    QTest::newRow("open brackets") << u"([{`${"_s.repeated(1000);
    QTest::newRow("closed brackets") << u")]}`"_s.repeated(1000);
    QTest::newRow("open string") << u"'abc\\"_s;
    QTest::newRow("open template") << u"`a ${ b"_s;
    QTest::newRow("open regex") << u"/[a"_s;
    QTest::newRow("open comment") << u"/* a"_s;
    QTest::newRow("arrows") << u"x => "_s.repeated(4000);
    QTest::newRow("arrow alone") << u"=>"_s;
    QTest::newRow("keywords") << u"function let const catch ( var {"_s.repeated(300);
    QTest::newRow("pattern") << u"({[...,:] => ("_s.repeated(300);
    QTest::newRow("long") << u"a+"_s.repeated(1'000'000);
    QTest::newRow("nul") << QString(100, QChar(0));
    QTest::newRow("half a character") << QString(QChar(0xD83D)) + u"a"_s;
}

void TestIdentifiers::survivesHostileText()
{
    QFETCH(QString, expression);
    for (const FreeIdentifier &each : freeIdentifiers(expression))
        QCOMPARE(expression.mid(each.offset, each.name.size()), each.name);
}

QTEST_GUILESS_MAIN(TestIdentifiers)
#include "tst_identifiers.moc"
