// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/jsonsplice.h"

#include <QTest>

using namespace creact;

namespace {

JsonNode word(const char *text)
{
    return JsonNode::fromString(QString::fromLatin1(text));
}

ContainerEdit::Entry entryOf(const JsonNode &node, const JsonStyle &style)
{
    return [node, style](const QByteArray &indent) { return styledText(node, style, indent); };
}

} // namespace

class tst_JsonSplice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void putsEntriesIntoLists_data();
    void putsEntriesIntoLists();
    void takesEntriesOut_data();
    void takesEntriesOut();
    void changesSeveralEntriesAtOnce();
    void opensEmptyListsInTheStyleAround_data();
    void opensEmptyListsInTheStyleAround();
    void laysValuesOutLikeTheText_data();
    void laysValuesOutLikeTheText();
    void keepsStringsWhenItRemovesLayout();
    void replacesOnlyWhatDiffers();
};

void tst_JsonSplice::putsEntriesIntoLists_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("index");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char *name, const char *text, int index, const char *result) {
        QTest::newRow(name) << QByteArray(text) << index << QByteArray(result);
    };
    row("empty, one line", "[]", 0, "[\"x\"]");
    row("blank, one line", "[ ]", 0, "[\"x\"]");
    row("only, before", "[1]", 0, "[\"x\", 1]");
    row("only, behind", "[1]", 1, "[1, \"x\"]");
    row("only, with blanks", "[ 1 ]", 1, "[ 1, \"x\" ]");
    row("first", "[1, 2]", 0, "[\"x\", 1, 2]");
    row("middle", "[1, 2]", 1, "[1, \"x\", 2]");
    row("last", "[1, 2]", 2, "[1, 2, \"x\"]");
    row("tight", "[1,2]", 1, "[1,\"x\",2]");
    row("comma in front", "[1 ,2]", 2, "[1 ,2 ,\"x\"]");
    row("lines, only", "[\n  1\n]", 1, "[\n  1,\n  \"x\"\n]");
    row("lines, first", "[\n  1,\n  2\n]", 0, "[\n  \"x\",\n  1,\n  2\n]");
    row("lines, last", "[\n  1,\n  2\n]", 2, "[\n  1,\n  2,\n  \"x\"\n]");
    row("lines, closed at the end", "[\n  1,\n  2]", 2, "[\n  1,\n  2,\n  \"x\"]");
    row("tabs", "[\n\t1\n]", 0, "[\n\t\"x\",\n\t1\n]");
    row("empty lines between", "[\n  1,\n\n  2\n]", 1, "[\n  1,\n\n  \"x\",\n\n  2\n]");
}

void tst_JsonSplice::putsEntriesIntoLists()
{
    QFETCH(QByteArray, text);
    QFETCH(int, index);
    QFETCH(QByteArray, result);
    const JsonDocument source = JsonDocument::parse(text);
    JsonStyle style;
    style.oneLine = !text.contains('\n');
    JsonSplices splices(text);
    ContainerEdit list(text, source.root(), style);
    list.insert(index, entryOf(word("x"), style));
    list.addTo(splices);
    const Result<QByteArray> changed = edited(text, splices.toEdits());
    QVERIFY(changed.ok());
    QCOMPARE(*changed, result);
    QCOMPARE(edited(*changed, inverse(splices.toEdits())).value(), text);
}

void tst_JsonSplice::takesEntriesOut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<int>>("indexes");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char *name, const char *text, const QList<int> &indexes,
                        const char *result) {
        QTest::newRow(name) << QByteArray(text) << indexes << QByteArray(result);
    };
    row("only", "[1]", {0}, "[]");
    row("only, on a line", "[\n  1\n]", {0}, "[]");
    row("first", "[1, 2, 3]", {0}, "[2, 3]");
    row("middle", "[1, 2, 3]", {1}, "[1, 3]");
    row("last", "[1, 2, 3]", {2}, "[1, 2]");
    row("last, with blanks", "[ 1, 2 ]", {1}, "[ 1 ]");
    row("all", "[ 1, 2, 3 ]", {0, 1, 2}, "[]");
    row("two side by side", "[1, 2, 3, 4]", {1, 2}, "[1, 4]");
    row("two apart", "[1, 2, 3, 4]", {0, 2}, "[2, 4]");
    row("lines", "[\n  1,\n  2,\n  3\n]", {1}, "[\n  1,\n  3\n]");
    row("lines, last", "[\n  1,\n  2,\n  3\n]", {2}, "[\n  1,\n  2\n]");
    row("rows", "[1, 2,\n 3, 4]", {2}, "[1, 2,\n 4]");
    row("members", "{\"a\": 1, \"b\": 2, \"c\": 3}", {1}, "{\"a\": 1, \"c\": 3}");
}

void tst_JsonSplice::takesEntriesOut()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<int>, indexes);
    QFETCH(QByteArray, result);
    const JsonDocument source = JsonDocument::parse(text);
    const JsonStyle style;
    JsonSplices splices(text);
    ContainerEdit list(text, source.root(), style);
    for (const int index : indexes)
        list.remove(index);
    list.addTo(splices);
    const Result<QByteArray> changed = edited(text, splices.toEdits());
    QVERIFY(changed.ok());
    QCOMPARE(*changed, result);
}

void tst_JsonSplice::changesSeveralEntriesAtOnce()
{
    const QByteArray text = "{\"list\": [1, 2, 3], \"b\": [4]}";
    const JsonDocument source = JsonDocument::parse(text);
    JsonStyle style;
    style.oneLine = true;
    JsonSplices splices(text);
    ContainerEdit list(text, *source.root().find(u"list"), style);
    list.insert(0, entryOf(word("x"), style));
    list.insert(3, entryOf(word("y"), style));
    list.insert(3, entryOf(word("z"), style));
    list.remove(0);
    list.remove(2);
    ContainerEdit other(text, *source.root().find(u"b"), style);
    other.remove(0);
    other.insert(0, entryOf(word("w"), style));
    other.addTo(splices);
    list.addTo(splices);
    QCOMPARE(edited(text, splices.toEdits()).value(),
             QByteArray("{\"list\": [\"x\", 2, \"y\", \"z\"], \"b\": [\"w\"]}"));
}

void tst_JsonSplice::opensEmptyListsInTheStyleAround_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char *name, const char *text, const char *result) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(result);
    };
    row("key on a line of its own", "{\n  \"list\": []\n}", "{\n  \"list\": [\n    \"x\"\n  ]\n}");
    row("behind other keys", "{\n  \"a\": {\"b\": 1,\n    \"c\": 1}, \"list\": []\n}",
        "{\n  \"a\": {\"b\": 1,\n    \"c\": 1}, \"list\": [\n  \"x\"\n]\n}");
    row("four spaces", "{\n    \"list\": [ ]\n}", "{\n    \"list\": [\n        \"x\"\n    ]\n}");
    row("tabs", "{\n\t\"list\": []\n}", "{\n\t\"list\": [\n\t\t\"x\"\n\t]\n}");
    row("one line", "{\"list\":[]}", "{\"list\":[\"x\"]}");
}

void tst_JsonSplice::opensEmptyListsInTheStyleAround()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, result);
    const JsonDocument source = JsonDocument::parse(text);
    const JsonStyle style = styleOf(source);
    JsonSplices splices(text);
    ContainerEdit list(text, *source.root().find(u"list"), style, 0);
    list.insert(0, entryOf(word("x"), style));
    list.addTo(splices);
    QCOMPARE(edited(text, splices.toEdits()).value(), result);
}

void tst_JsonSplice::laysValuesOutLikeTheText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char *name, const char *text, const char *result) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(result);
    };
    row("tight", "{\"a\":1,\"b\":2}", "{\"k\":[1,{\"n\":{}}]}");
    row("one line", "{\"a\": 1, \"b\": 2}", "{\"k\": [1, {\"n\": {}}]}");
    row("mixed", "{\n  \"a\": {\"b\": 2}\n}", "{\"k\": [1, {\"n\": {}}]}");
    row("expanded",
        "{\n\t\"a\": {\n\t\t\"b\": [\n\t\t\t{\n\t\t\t\t\"c\": 1\n\t\t\t}\n\t\t]\n\t}\n}",
        "{\n\t\"k\": [\n\t\t1,\n\t\t{\n\t\t\t\"n\": {}\n\t\t}\n\t]\n}");
}

void tst_JsonSplice::laysValuesOutLikeTheText()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, result);
    const JsonStyle style = styleOf(JsonDocument::parse(text));
    const JsonNode node = JsonDocument::parse("{\"k\": [1, {\"n\": {}}]}").root();
    QCOMPARE(styledText(node, style, {}), result);
}

void tst_JsonSplice::keepsStringsWhenItRemovesLayout()
{
    const QByteArray text = "[ \"a , b : \\\" c\" ,\n { \"d\" : -1.50e3 } ]";
    QCOMPARE(onOneLine(text, {}), QByteArray("[\"a , b : \\\" c\", {\"d\": -1.50e3}]"));
}

void tst_JsonSplice::replacesOnlyWhatDiffers()
{
    const QByteArray text = "{\"a\": \"grüße\"}";
    const JsonDocument source = JsonDocument::parse(text);
    JsonSplices splices(text);
    splices.replace(*source.root().find(u"a"), "\"grüne\"");
    QCOMPARE(splices.toEdits(), (TextEdits{{11, "ß", "n"}}));
    splices.replace(0, 1, "{");
    QCOMPARE(splices.toEdits().size(), 1);
}

QTEST_GUILESS_MAIN(tst_JsonSplice)
#include "tst_jsonsplice.moc"
