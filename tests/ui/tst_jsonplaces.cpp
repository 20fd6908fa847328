// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsondocument.h"
#include "ui/editing/jsonplaces.h"

#include <QFile>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestJsonPlaces : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatACursorIsIn_data();
    void tellsWhatACursorIsIn();
    void findsWhatTheParserFinds();
    void answersForTextThatDoesNotParse();
    void findsTheNearestAncestor();
    void tellsElementsFromTheirMembers_data();
    void tellsElementsFromTheirMembers();
};

void TestJsonPlaces::tellsWhatACursorIsIn_data()
{
    QTest::addColumn<QByteArray>("text"); // | is the cursor
    QTest::addColumn<QString>("pointer");
    QTest::newRow("empty") << QByteArray("|") << u""_s;
    QTest::newRow("root") << QByteArray("{| }") << u""_s;
    QTest::newRow("name") << QByteArray(R"({"a|b": 1})") << u"/ab"_s;
    QTest::newRow("before a name") << QByteArray(R"({|"ab": 1})") << u"/ab"_s;
    QTest::newRow("value") << QByteArray(R"({"ab": 1|2})") << u"/ab"_s;
    QTest::newRow("end of a value") << QByteArray(R"({"ab": 12|, "b": 2})") << u"/ab"_s;
    QTest::newRow("between members") << QByteArray(R"({"ab": 12, | "b": 2})") << u""_s;
    QTest::newRow("in a list") << QByteArray(R"({"c": [1, 2|]})") << u"/c/1"_s;
    QTest::newRow("in an object in a list")
        << QByteArray(R"({"c": [1, {"x|": 2}]})") << u"/c/1/x"_s;
    QTest::newRow("after a closed list") << QByteArray(R"({"c": [1, {"x": 2}]|})") << u"/c"_s;
    QTest::newRow("name with a slash") << QByteArray(R"({"a/b": |1})") << u"/a~1b"_s;
    QTest::newRow("escaped name") << QByteArray(R"({"\u00e4": |1})") << u"/ä"_s;
    QTest::newRow("bracket in a string") << QByteArray(R"({"a": "]}", "b": |1})") << u"/b"_s;
    QTest::newRow("quote in a string") << QByteArray(R"({"a": "\"", "b": |1})") << u"/b"_s;
}

void TestJsonPlaces::tellsWhatACursorIsIn()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, pointer);
    const qsizetype at = text.indexOf('|');
    text.remove(at, 1);
    QCOMPARE(JsonPlaces::pointerAt(text, at), pointer);
}

static void compareAll(const QByteArray &text, const JsonNode &node, const QString &pointer)
{
    const std::optional<JsonPlace> place = JsonPlaces::find(text, pointer);
    QVERIFY2(place, qPrintable(pointer));
    QCOMPARE(place->offset, node.offset);
    QCOMPARE(place->length, node.length);
    for (const JsonMember &member : node.members) {
        const QString at = pointer + u'/' + escapePointerPart(member.name);
        QCOMPARE(JsonPlaces::find(text, at)->nameOffset, member.nameOffset);
        QCOMPARE(JsonPlaces::pointerAt(text, member.nameOffset + 1), at);
        compareAll(text, member.value, at);
    }
    for (std::size_t i = 0; i < node.items.size(); ++i)
        compareAll(text, node.items[i], pointer + u'/' + QString::number(i));
}

void TestJsonPlaces::findsWhatTheParserFinds()
{
    QFile file(u":/assets/templates/agent/agent.stack.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    const JsonDocument document = JsonDocument::parse(text);
    QVERIFY(document.ok());
    compareAll(text, document.root(), {});
}

void TestJsonPlaces::answersForTextThatDoesNotParse()
{
    const QByteArray text = R"({"a": [1, {"b": "open
, "c": 3}, ] } ] "d" })";
    QCOMPARE(JsonPlaces::pointerAt(text, text.indexOf("open")), u"/a/1/b"_s);
    QCOMPARE(JsonPlaces::pointerAt(text, text.indexOf("3") + 1), u"/a/1/c"_s);
    for (qsizetype size = 0; size <= text.size(); ++size) {
        for (qsizetype at = 0; at <= size; ++at)
            JsonPlaces::pointerAt(text.first(size), at);
        JsonPlaces::find(text.first(size), u"/a/1/c"_s);
    }
}

void TestJsonPlaces::findsTheNearestAncestor()
{
    const QByteArray text = R"({"a": [1, 2]})";
    QVERIFY(!JsonPlaces::find(text, u"/a/5"_s));
    QCOMPARE(JsonPlaces::findNearest(text, u"/a/5/x"_s)->offset, text.indexOf('['));
    QVERIFY(!JsonPlaces::findNearest({}, u"/a"_s));
}

void TestJsonPlaces::tellsElementsFromTheirMembers_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("element");
    QTest::newRow("root") << u""_s << u""_s;
    QTest::newRow("name of the stack") << u"/stack"_s << u""_s;
    QTest::newRow("list") << u"/children"_s << u""_s;
    QTest::newRow("element") << u"/children/0"_s << u"/children/0"_s;
    QTest::newRow("prop") << u"/children/0/props/port"_s << u"/children/0"_s;
    QTest::newRow("prop called children") << u"/children/0/props/children/1"_s << u"/children/0"_s;
    QTest::newRow("deep") << u"/children/0/else/2/then/1/gather/value"_s
                          << u"/children/0/else/2/then/1"_s;
    QTest::newRow("definition") << u"/components/Agent/props/1"_s << u"/components/Agent"_s;
    QTest::newRow("in a definition")
        << u"/components/Agent/children/3/as"_s << u"/components/Agent/children/3"_s;
    QTest::newRow("components") << u"/components"_s << u""_s;
}

void TestJsonPlaces::tellsElementsFromTheirMembers()
{
    QFETCH(QString, pointer);
    QTEST(JsonPlaces::elementOf(pointer), "element");
}

QTEST_GUILESS_MAIN(TestJsonPlaces)
#include "tst_jsonplaces.moc"
