// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/documenteditor.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

using Role = DocumentName::Role;
Q_DECLARE_METATYPE(creact::DocumentName)

namespace {

QByteArray withChildren(const QByteArray &children, const QByteArray &components = {})
{
    return R"({"creact": 1, "stack": "s", "components": {)" + components + R"(}, "children": [)"
        + children + "]}";
}

QByteArray renamed(const QByteArray &text, const DocumentName &what, const QString &newName)
{
    const Result<DocumentEdit> edit =
        DocumentEditor(readStackDocument(text, {})).rename(what, newName);
    if (!edit)
        return "refused: " + edit.error().message.toUtf8();
    const Result<QByteArray> changed = edited(text, edit->edits);
    if (!changed || edited(*changed, inverse(edit->edits)).value() != text)
        return "not undone";
    return *changed;
}

} // namespace

class tst_Rename : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesNamesThatCannotBe_data();
    void refusesNamesThatCannotBe();
    void refusesNamesThatAreTaken_data();
    void refusesNamesThatAreTaken();
    void refusesWhatIsNotThere();
    void refusesExpressionsThatAreTooLong();
    void renamesNamesAndTheirReaders_data();
    void renamesNamesAndTheirReaders();
    void renamesInsideExpressions_data();
    void renamesInsideExpressions();
    void renamesComponents();
    void renamesPropsOfComponents();
    void renamesKeysOfStores_data();
    void renamesKeysOfStores();
    void renamesWhatComponentsYield();
    void namesTheReaders();
};

void tst_Rename::refusesNamesThatCannotBe_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("empty") << u""_s << QByteArray("\"\" cannot be used as a name.");
    QTest::newRow("two words") << u"a b"_s << QByteArray("\"a b\" cannot be used as a name.");
    QTest::newRow("a digit") << u"1a"_s << QByteArray("\"1a\" cannot be used as a name.");
    QTest::newRow("umlaut") << u"ä"_s << QByteArray("\"ä\" cannot be used as a name.");
    QTest::newRow("reserved") << u"this"_s << QByteArray("\"this\" is a word of JavaScript.");
    QTest::newRow("built in") << u"Math"_s
                              << QByteArray("\"Math\" is built in: every expression may use it.");
}

void tst_Rename::refusesNamesThatCannotBe()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, message);
    const QByteArray text = withChildren(R"({"construct": "A", "as": "a"})");
    QCOMPARE(renamed(text, {u"/children/0"_s, Role::As}, name), "refused: " + message);
}

void tst_Rename::refusesNamesThatAreTaken_data()
{
    QTest::addColumn<QByteArray>("children");
    QTest::addColumn<DocumentName>("what");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const QByteArray &children, const DocumentName &what,
                        const QByteArray &message) {
        QTest::newRow(name) << children << what << message;
    };
    row("further out",
        R"({"construct": "A", "as": "b", "children": [{"construct": "C", "as": "a"}]})",
        {u"/children/0/children/0"_s, Role::As},
        "\"b\" is taken: the A at /children/0 is called so.");
    row("a store before", R"({"store": {}, "as": "b"}, {"construct": "C", "as": "a"})",
        {u"/children/1"_s, Role::As}, "\"b\" is taken: the store at /children/0 is called so.");
    row("between it and a reader",
        R"({"construct": "A", "as": "a", "children": [{"for": [], "item": "b", "children": [)"
        R"({"show": {"$": "a.x"}}]}]})",
        {u"/children/0"_s, Role::As},
        "\"b\" is taken: the item of /children/0/children/0 is called so.");
    row("a parameter in a reader",
        R"_({"store": {"list": []}, "as": "a"}, {"show": {"$": "a.list.map(b => b + a.list)"}})_",
        {u"/children/0"_s, Role::As},
        "\"b\" is taken: something inside the expression is called so.");
    row("the store's other key", R"({"store": {"a": 1, "b": 2}, "as": "s"})",
        {u"/children/0"_s, Role::StoreKey, u"a"_s}, "There is a \"b\" already.");
    row("another prop", R"({"component": "P"})", {u"/components/P"_s, Role::ComponentProp, u"a"_s},
        "\"b\" is taken: another prop of the component is called so.");
    row("a prop that a use gives", R"({"component": "Q", "props": {"a": 1, "b": 2}})",
        {u"/components/Q"_s, Role::ComponentProp, u"a"_s}, "There is a \"b\" already.");
    row("another component", {}, {u"/components/Q"_s, Role::Component},
        "There is a \"b\" already.");
}

void tst_Rename::refusesNamesThatAreTaken()
{
    QFETCH(QByteArray, children);
    QFETCH(DocumentName, what);
    QFETCH(QByteArray, message);
    const QByteArray text =
        withChildren(children,
                     R"("P": {"props": ["a", "b"], "children": []}, "Q": {"props": ["a"],)"
                     R"( "children": []}, "b": {"children": []})");
    QCOMPARE(renamed(text, what, u"b"_s), "refused: " + message);
}

void tst_Rename::refusesWhatIsNotThere()
{
    const QByteArray text = withChildren(R"({"show": 1}, {"construct": "A"}, {"store": {}})");
    for (const DocumentName &what :
         {DocumentName{u"/children/0"_s, Role::As}, DocumentName{u"/children/0"_s, Role::Item},
          DocumentName{u"/children/0"_s, Role::GatherAs},
          DocumentName{u"/children/0"_s, Role::Error}, DocumentName{u"/children/1"_s, Role::As},
          DocumentName{u"/children/1"_s, Role::Error}, DocumentName{u"/children/7"_s, Role::As},
          DocumentName{u"/children/2"_s, Role::StoreKey, u"x"_s},
          DocumentName{u"/components/A"_s, Role::Component},
          DocumentName{u"/components/A"_s, Role::ComponentProp, u"x"_s}, DocumentName{}})
        QCOMPARE(renamed(text, what, u"b"_s),
                 QByteArray("refused: There is no such name to change."));
    QCOMPARE(DocumentEditor(readStackDocument("{", {}))
                 .rename({u"/children/0"_s, Role::As}, u"b"_s)
                 .error()
                 .code,
             ErrorCode::DocumentInvalid);
}

void tst_Rename::refusesExpressionsThatAreTooLong()
{
    const QByteArray longest = QByteArray("+1").repeated(11'000);
    const QByteArray text =
        withChildren(R"({"store": {}, "as": "a"}, {"show": {"$": "a.x)" + longest + R"("}})");
    QCOMPARE(renamed(text, {u"/children/0"_s, Role::As}, u"b"_s),
             QByteArray("refused: An expression is too long to be changed."));
}

void tst_Rename::renamesNamesAndTheirReaders_data()
{
    QTest::addColumn<QByteArray>("children");
    QTest::addColumn<DocumentName>("what");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char *name, const QByteArray &children, const DocumentName &what,
                        const QByteArray &result) {
        QTest::newRow(name) << children << what << result;
    };
    row("below a construct, not beside it",
        R"({"construct": "A", "as": "a", "props": {"x": {"$": "a"}}, "children": [)"
        R"({"construct": "B", "key": {"$": "a.k"}, "props": {"x": {"$": "a.y"}}},)"
        R"( {"show": {"$": "a"}}]}, {"show": {"$": "a.z"}})",
        {u"/children/0"_s, Role::As},
        R"({"construct": "A", "as": "b", "props": {"x": {"$": "a"}}, "children": [)"
        R"({"construct": "B", "key": {"$": "b.k"}, "props": {"x": {"$": "b.y"}}},)"
        R"( {"show": {"$": "b"}}]}, {"show": {"$": "a.z"}})");
    row("not what an inner one of that name hides",
        R"({"construct": "A", "as": "a", "children": [{"for": {"$": "a"}, "item": "a",)"
        R"( "key": {"$": "a.id"}, "children": [{"show": {"$": "a"}}]}, {"show": {"$": "a"}}]})",
        {u"/children/0"_s, Role::As},
        R"({"construct": "A", "as": "b", "children": [{"for": {"$": "b"}, "item": "a",)"
        R"( "key": {"$": "a.id"}, "children": [{"show": {"$": "a"}}]}, {"show": {"$": "b"}}]})");
    row("a store: what follows, and SetStore",
        R"({"show": {"$": "a"}}, {"store": {"n": 0}, "as": "a"}, {"construct": "SetStore",)"
        R"( "props": {"storeId": "a", "key": "a", "value": {"$": "a.n + 1"}}})",
        {u"/children/1"_s, Role::As},
        R"({"show": {"$": "a"}}, {"store": {"n": 0}, "as": "b"}, {"construct": "SetStore",)"
        R"( "props": {"storeId": "b", "key": "a", "value": {"$": "b.n + 1"}}})");
    row("a disabled store, and disabled readers",
        R"({"store": {}, "as": "a", "disabled": true}, {"show": {"$": "a"}, "disabled": true})",
        {u"/children/0"_s, Role::As},
        R"({"store": {}, "as": "b", "disabled": true}, {"show": {"$": "b"}, "disabled": true})");
    row("an item",
        R"({"for": {"$": "a"}, "item": "a", "key": {"$": "a"}, "children": [)"
        R"({"construct": "C", "as": "c"}], "gather": {"as": "g", "value": {"$": "a + c.d"}},)"
        R"( "then": [{"show": {"$": "a"}}]})",
        {u"/children/0"_s, Role::Item},
        R"({"for": {"$": "a"}, "item": "b", "key": {"$": "b"}, "children": [)"
        R"({"construct": "C", "as": "c"}], "gather": {"as": "g", "value": {"$": "b + c.d"}},)"
        R"( "then": [{"show": {"$": "a"}}]})");
    row("a child of a for: gathered",
        R"({"for": [], "children": [{"construct": "C", "as": "a"}, {"construct": "D"}],)"
        R"( "gather": {"as": "g", "value": {"$": "a.d"}}})",
        {u"/children/0/children/0"_s, Role::As},
        R"({"for": [], "children": [{"construct": "C", "as": "b"}, {"construct": "D"}],)"
        R"( "gather": {"as": "g", "value": {"$": "b.d"}}})");
    row("what is gathered",
        R"({"for": [], "gather": {"as": "a", "value": {"$": "a"}}, "then": [{"show": {"$": "a"}}]})",
        {u"/children/0"_s, Role::GatherAs},
        R"({"for": [], "gather": {"as": "b", "value": {"$": "a"}}, "then": [{"show": {"$": "b"}}]})");
    row("an error",
        R"({"boundary": "a", "children": [{"show": {"$": "a"}}], "fallback": [{"show": {"$": "a"}}]})",
        {u"/children/0"_s, Role::Error},
        R"({"boundary": "b", "children": [{"show": {"$": "a"}}], "fallback": [{"show": {"$": "b"}}]})");
}

void tst_Rename::renamesNamesAndTheirReaders()
{
    QFETCH(QByteArray, children);
    QFETCH(DocumentName, what);
    QFETCH(QByteArray, result);
    const QByteArray text = withChildren(children);
    const QByteArray expected = withChildren(result);
    QCOMPARE(renamed(text, what, u"b"_s), expected);
    QCOMPARE(renamed(text, what, u"a"_s), text);
}

void tst_Rename::renamesInsideExpressions_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("result");
    QTest::newRow("twice") << QByteArray("a.x + a.y") << QByteArray("longer.x + longer.y");
    QTest::newRow("no members, keys or strings")
        << QByteArray("({a: x.a, b: 'a', c: a})") << QByteArray("({a: x.a, b: 'a', c: longer})");
    QTest::newRow("shorthand") << QByteArray("({a, b: 1})") << QByteArray("({a: longer, b: 1})");
    QTest::newRow("template") << QByteArray("`a ${a} a`") << QByteArray("`a ${longer} a`");
    QTest::newRow("parameters") << QByteArray("a.map(a => a.b).concat(a)")
                                << QByteArray("longer.map(a => a.b).concat(longer)");
    QTest::newRow("escapes before it") << QByteArray(R"('\"\u00e9\n😀é' + a + '\\\\')")
                                       << QByteArray(R"('\"\u00e9\n😀é' + longer + '\\\\')");
    QTest::newRow("spread") << QByteArray("[...untrack(() => a.m), a]")
                            << QByteArray("[...untrack(() => longer.m), longer]");
}

void tst_Rename::renamesInsideExpressions()
{
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, result);
    const auto document = [](const QByteArray &name, const QByteArray &text) {
        return withChildren(R"({"store": {}, "as": ")" + name + R"("}, {"show": {"$": ")" + text
                            + R"("}})");
    };
    QCOMPARE(renamed(document("a", expression), {u"/children/0"_s, Role::As}, u"longer"_s),
             document("longer", result));
}

void tst_Rename::renamesComponents()
{
    const QByteArray text =
        withChildren(R"({"component": "A"}, {"construct": "A"}, {"show": {"$": "A"}})",
                     R"("A": {"children": [{"show": 1, "children": [{"component": "A"}]}]})");
    QByteArray expected = text;
    expected.replace("\"component\": \"A\"", "\"component\": \"New\"")
        .replace("\"A\": ", "\"New\": ");
    QCOMPARE(renamed(text, {u"/components/A"_s, Role::Component}, u"New"_s), expected);
}

void tst_Rename::renamesPropsOfComponents()
{
    const QByteArray text = withChildren(
        R"({"component": "A", "props": {"x": {"$": "x"}, "y": 1}, "children": [{"show": {"$": "x"}}]},)"
        R"( {"component": "B", "props": {"x": 1}})",
        R"("A": {"props": ["x", "y"], "children": [{"yield": {"x": {"$": "x + y"}}}]},)"
        R"( "B": {"props": ["x"], "children": [{"component": "A", "props": {"x": {"$": "x"}}}]})");
    const QByteArray expected = withChildren(
        R"({"component": "A", "props": {"z": {"$": "x"}, "y": 1}, "children": [{"show": {"$": "x"}}]},)"
        R"( {"component": "B", "props": {"x": 1}})",
        R"("A": {"props": ["z", "y"], "children": [{"yield": {"x": {"$": "z + y"}}}]},)"
        R"( "B": {"props": ["x"], "children": [{"component": "A", "props": {"z": {"$": "x"}}}]})");
    QCOMPARE(renamed(text, {u"/components/A"_s, Role::ComponentProp, u"x"_s}, u"z"_s), expected);
}

void tst_Rename::renamesKeysOfStores_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("result");
    QTest::newRow("dot") << u"n"_s << QByteArray("s.k + s.j + x.k")
                         << QByteArray("s.n + s.j + x.k");
    QTest::newRow("optional") << u"n"_s << QByteArray("s?.k") << QByteArray("s?.n");
    QTest::newRow("brackets") << u"n"_s << QByteArray("s['k'] + s[k] + s?.['k']")
                              << QByteArray("s['n'] + s[k] + s?.['n']");
    QTest::newRow("no identifier") << u"it's"_s << QByteArray("s.k + s?.k + s['k']")
                                   << QByteArray("s['it\\\\'s'] + s?.['it\\\\'s'] + s['it\\\\'s']");
    QTest::newRow("not the store's")
        << u"n"_s << QByteArray("[s].map(s => s.k)") << QByteArray("[s].map(s => s.k)");
}

void tst_Rename::renamesKeysOfStores()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, result);
    const auto document = [](const QByteArray &key, const QByteArray &text) {
        return withChildren(R"({"store": {")" + key + R"(": 0, "j": 0}, "as": "s"},)"
                            + R"( {"construct": "SetStore", "props": {"storeId": "s", "key": ")"
                            + key + R"(", "value": {"$": ")" + text + R"("}}})");
    };
    QCOMPARE(renamed(document("k", expression), {u"/children/0"_s, Role::StoreKey, u"k"_s}, name),
             document(name.toUtf8(), result));
}

void tst_Rename::renamesWhatComponentsYield()
{
    const auto document = [](const QByteArray &key) {
        // In either branch; read by any name that a use has, inside other components too.
        const QByteArray text = withChildren(
            R"({"component": "A", "as": "a", "children": [{"show": {"$": "a.KEY + a?.KEY"}},)"
            R"( {"component": "B", "as": "b", "children": [{"show": {"$": "b.k + a['KEY']"}}]}]},)"
            R"( {"for": [], "item": "i", "children": [{"component": "A", "as": "each"}],)"
            R"( "gather": {"as": "all", "value": {"$": "each.KEY"}}})",
            R"("A": {"children": [{"show": 1, "children": [{"yield": {"KEY": 1, "other": 2}}],)"
            R"( "else": [{"yield": {"KEY": 3}}]}]},)"
            R"( "B": {"children": [{"component": "A", "as": "inner", "children":)"
            R"( [{"yield": {"k": {"$": "inner.KEY"}}}]}]})");
        return QByteArray(text).replace("KEY", key);
    };
    const QString first = u"/components/A/children/0/children/0"_s;
    QCOMPARE(renamed(document("k"), {first, Role::YieldKey, u"k"_s}, u"n"_s), document("n"));
    QCOMPARE(renamed(document("k"), {u"/components/A/children/0/else/0"_s, Role::YieldKey, u"k"_s},
                     u"n"_s),
             document("n"));
    // Only one of the branches yields it.
    QCOMPARE(renamed(document("k"), {u"/components/A/children/0/else/0"_s, Role::YieldKey, u"k"_s},
                     u"other"_s),
             QByteArray("refused: There is a \"other\" already."));
    QCOMPARE(renamed(document("k"), {first, Role::YieldKey, u"k"_s}, u""_s),
             QByteArray("refused: The name is empty."));
    QCOMPARE(renamed(document("k"), {first, Role::YieldKey, u"none"_s}, u"n"_s),
             QByteArray("refused: There is no such name to change."));
    QCOMPARE(DocumentEditor(readStackDocument(document("k"), {}))
                 .readers({first, Role::YieldKey, u"k"_s})
                 .size(),
             4);
}

void tst_Rename::namesTheReaders()
{
    const DocumentEditor editor(readStackDocument(
        withChildren(
            R"({"store": {"k": 1}, "as": "s"}, {"component": "A", "props": {"p": {"$": "s.k"}}},)"
            R"( {"show": {"$": "s"}}, {"construct": "SetStore", "props": {"storeId": "s", "key": "k"}})",
            R"("A": {"props": ["p"], "children": [{"yield": {"y": {"$": "p"}}}]})"),
        {}));
    QCOMPARE(editor.readers({u"/children/0"_s, Role::As}),
             (QStringList{u"/children/1/props/p"_s, u"/children/2/show"_s,
                          u"/children/3/props/storeId"_s}));
    QCOMPARE(editor.readers({u"/children/0"_s, Role::StoreKey, u"k"_s}),
             (QStringList{u"/children/1/props/p"_s, u"/children/3/props/key"_s}));
    QCOMPARE(editor.readers({u"/components/A"_s, Role::Component}), QStringList{u"/children/1"_s});
    QCOMPARE(editor.readers({u"/components/A"_s, Role::ComponentProp, u"p"_s}),
             (QStringList{u"/components/A/children/0/yield/y"_s, u"/children/1/props/p"_s}));
    QCOMPARE(editor.readers({u"/children/9"_s, Role::As}), QStringList{});
}

QTEST_GUILESS_MAIN(tst_Rename)
#include "tst_rename.moc"
