// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/documenteditor.h"
#include "core/stack/edit/freenames.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

QByteArray withChildren(const QByteArray &children)
{
    return R"({"creact": 1, "stack": "s", "children": [)" + children + "]}";
}

QByteArray after(const QByteArray &text, const Result<DocumentEdit> &edit)
{
    if (!edit)
        return "refused: " + edit.error().message.toUtf8();
    const Result<QByteArray> changed = edited(text, edit->edits);
    return changed ? *changed : "failed: " + changed.error().message.toUtf8();
}

} // namespace

class tst_FreeNames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsFreeNames();
    void givesDuplicatesTheirOwnNamesAndKeys_data();
    void givesDuplicatesTheirOwnNamesAndKeys();
    void givesPastedElementsTheirOwnNames_data();
    void givesPastedElementsTheirOwnNames();
    void numbersCopyAfterCopy();
    void numbersSeveralCopiesOfOneCall();
};

void tst_FreeNames::findsFreeNames()
{
    QCOMPARE(freeName(u"wiki"_s, {}), u"wiki"_s);
    QCOMPARE(freeName(u"wiki"_s, {u"wiki"_s}), u"wiki2"_s);
    QCOMPARE(freeName(u"wiki2"_s, {u"wiki2"_s, u"wiki3"_s}), u"wiki4"_s);
    QCOMPARE(freeName(u"Math"_s, {}), u"Math2"_s);
    QCOMPARE(freeName(u"show"_s, {}), u"show"_s);
    QCOMPARE(freeName(u"for"_s, {}), u"for2"_s);
}

void tst_FreeNames::givesDuplicatesTheirOwnNamesAndKeys_data()
{
    QTest::addColumn<QByteArray>("element");
    QTest::addColumn<QByteArray>("copy");
    QTest::newRow("name and id")
        << QByteArray(
               R"({"construct": "Tool", "as": "wiki", "children": [{"show": {"$": "wiki.id"}}]})")
        << QByteArray(
               R"({"construct": "Tool", "as": "wiki2", "key": "wiki2", "children": [{"show": {"$": "wiki2.id"}}]})");
    QTest::newRow("id only") << QByteArray(R"({"construct": "Tool", "props": {"a": 1.0}})")
                             << QByteArray(
                                    R"({"construct": "Tool", "key": "2", "props": {"a": 1.0}})");
    QTest::newRow("key") << QByteArray(R"({"construct": "Tool", "key": "failure"})")
                         << QByteArray(R"({"construct": "Tool", "key": "failure2"})");
    QTest::newRow("number") << QByteArray(R"({"construct": "Tool", "key": 7})")
                            << QByteArray(R"({"construct": "Tool", "key": 8})");
    QTest::newRow("computed key") << QByteArray(R"({"construct": "Tool", "key": {"$": "a.b"}})")
                                  << QByteArray(
                                         R"({"construct": "Tool", "key": {"$": "a.b + '-2'"}})");
    QTest::newRow("computed key, no path")
        << QByteArray(R"({"construct": "Tool", "key": {"$": "a ?? b"}})")
        << QByteArray(R"({"construct": "Tool", "key": {"$": "(a ?? b) + '-2'"}})");
    QTest::newRow("use of a component")
        << QByteArray(R"({"component": "C", "as": "c"})")
        << QByteArray(R"({"component": "C", "as": "c2", "key": "c2"})");
    QTest::newRow("inside flow elements")
        << QByteArray(
               R"({"show": {"$": "x"}, "children": [{"boundary": "e", "children": [{"construct": "A"}]}]})")
        << QByteArray(
               R"({"show": {"$": "x"}, "children": [{"boundary": "e", "children": [{"construct": "A", "key": "2"}]}]})");
    QTest::newRow("a store") << QByteArray(R"({"store": {"n": 0}, "as": "s"})")
                             << QByteArray(R"({"store": {"n": 0}, "as": "s2"})");
    QTest::newRow("nothing to give") << QByteArray(R"({"show": true, "children": []})")
                                     << QByteArray(R"({"show": true, "children": []})");
    QTest::newRow("below a construct, ids are its own")
        << QByteArray(R"({"construct": "A", "key": 1, "children": [{"construct": "B"}]})")
        << QByteArray(R"({"construct": "A", "key": 2, "children": [{"construct": "B"}]})");
}

void tst_FreeNames::givesDuplicatesTheirOwnNamesAndKeys()
{
    QFETCH(QByteArray, element);
    QFETCH(QByteArray, copy);
    const QByteArray text = withChildren(element);
    QCOMPARE(after(text, DocumentEditor(readStackDocument(text, {})).duplicate({u"/children/0"_s})),
             withChildren(element + ", " + copy));
}

void tst_FreeNames::givesPastedElementsTheirOwnNames_data()
{
    QTest::addColumn<QByteArray>("children");
    QTest::addColumn<QString>("list");
    QTest::addColumn<QByteArray>("pasted");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char *name, const QByteArray &children, const QString &list,
                        const QByteArray &pasted, const QByteArray &result) {
        QTest::newRow(name) << children << list << pasted << result;
    };
    row("hidden by nothing, it keeps its name", R"({"construct": "A", "as": "a"})", u"/children"_s,
        R"({"construct": "B", "as": "b"})",
        R"({"construct": "A", "as": "a"}, {"construct": "B", "as": "b"})");
    row("a name further out", R"({"construct": "A", "as": "a", "children": []})",
        u"/children/0/children"_s,
        R"({"for": {"$": "a.list"}, "item": "a", "key": {"$": "a.id"}, "children": []})",
        R"({"construct": "A", "as": "a", "children": [)"
        R"({"for": {"$": "a.list"}, "item": "a2", "key": {"$": "a2.id"}, "children": []}]})");
    row("a name deep inside", R"({"store": {}, "as": "a"})", u"/children"_s,
        R"({"construct": "B", "children": [{"boundary": "a", "fallback": [{"show": {"$": "a"}}]}]})",
        R"({"store": {}, "as": "a"}, {"construct": "B", "children": [)"
        R"({"boundary": "a2", "fallback": [{"show": {"$": "a2"}}]}]})");
    row("exclusive branches keep their ids",
        R"({"show": {"$": "x"}, "children": [{"construct": "R"}], "else": []})",
        u"/children/0/else"_s, R"({"construct": "R"})",
        R"({"show": {"$": "x"}, "children": [{"construct": "R"}], "else": [{"construct": "R"}]})");
    row("an id of the level around", R"({"construct": "R"}, {"boundary": "e", "children": []})",
        u"/children/1/children"_s, R"({"construct": "R"})",
        R"({"construct": "R"}, {"boundary": "e", "children": [{"construct": "R", "key": "2"}]})");
}

void tst_FreeNames::givesPastedElementsTheirOwnNames()
{
    QFETCH(QByteArray, children);
    QFETCH(QString, list);
    QFETCH(QByteArray, pasted);
    QFETCH(QByteArray, result);
    const QByteArray text = withChildren(children);
    QCOMPARE(after(text, DocumentEditor(readStackDocument(text, {})).paste({list}, pasted)),
             withChildren(result));
}

void tst_FreeNames::numbersCopyAfterCopy()
{
    QByteArray text = withChildren(R"({"construct": "T", "as": "t"})");
    for (int i = 0; i < 3; ++i)
        text =
            after(text, DocumentEditor(readStackDocument(text, {})).duplicate({u"/children/0"_s}));
    QCOMPARE(text,
             withChildren(
                 R"({"construct": "T", "as": "t"}, {"construct": "T", "as": "t4", "key": "t4"}, )"
                 R"({"construct": "T", "as": "t3", "key": "t3"}, )"
                 R"({"construct": "T", "as": "t2", "key": "t2"})"));
}

void tst_FreeNames::numbersSeveralCopiesOfOneCall()
{
    const QByteArray text =
        withChildren(R"({"construct": "T"}, {"construct": "T", "key": "2"}, {"construct": "U"})");
    const QStringList all{u"/children/0"_s, u"/children/1"_s, u"/children/2"_s};
    QCOMPARE(after(text, DocumentEditor(readStackDocument(text, {})).duplicate(all)),
             withChildren(R"({"construct": "T"}, {"construct": "T", "key": "3"}, )"
                          R"({"construct": "T", "key": "2"}, {"construct": "T", "key": "22"}, )"
                          R"({"construct": "U"}, {"construct": "U", "key": "2"})"));
}

QTEST_GUILESS_MAIN(tst_FreeNames)
#include "tst_freenames.moc"
