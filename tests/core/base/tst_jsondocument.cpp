// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsondocument.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

using Code = JsonError::Code;
Q_DECLARE_METATYPE(creact::JsonError::Code)

class TestJsonDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderNumbersAndPositions();
    void tellsWhereEveryTokenStands();
    void reportsErrors_data();
    void reportsErrors();
    void readsOnAfterDuplicateKeys();
    void countsColumnsInCharacters();
    void locatesByPointer();
    void locatesInsideStrings();
    void stopsAtTheDepthLimit();
    void readsNestingUpToTheLimit();
    void readsLongStrings();
    void destroysAndComparesDeepTrees();
    void writesWhatItRead_data();
    void writesWhatItRead();
    void writesShortThingsOnOneLine();
    void convertsToAndFromJson();
    void edits();
};

void TestJsonDocument::keepsOrderNumbersAndPositions()
{
    const auto document = JsonDocument::parse(R"({"z": 1.50, "a": [true, null, -0e3]})");
    QVERIFY(document.ok());
    const JsonNode &root = document.root();
    QCOMPARE(root.members.size(), 2U);
    QCOMPARE(root.members[0].name, u"z"_s);
    QCOMPARE(root.members[0].value.text, u"1.50"_s);
    QCOMPARE(root.members[1].value.items[2].text, u"-0e3"_s);
    QCOMPARE(root.members[1].value.items[0].boolean, true);
}

void TestJsonDocument::tellsWhereEveryTokenStands()
{
    const QByteArray text = "\xEF\xBB\xBF \n{ \"a\" : [ 12 ,\ttrue,false ,null, \"x\\\"y\" ], "
                            "\"\xC3\xA4\":{}}";
    const auto document = JsonDocument::parse(text);
    QVERIFY(document.ok());
    const auto slice = [&](const JsonNode &node) { return text.mid(node.offset, node.length); };
    const JsonNode &root = document.root();
    QVERIFY(slice(root).startsWith('{') && slice(root).endsWith("{}}"));
    const JsonNode &list = root.members[0].value;
    QCOMPARE(slice(list), "[ 12 ,\ttrue,false ,null, \"x\\\"y\" ]");
    const QByteArrayList expected{"12", "true", "false", "null", "\"x\\\"y\""};
    for (std::size_t i = 0; i < list.items.size(); ++i)
        QCOMPARE(slice(list.items[i]), expected.at(static_cast<qsizetype>(i)));
    QCOMPARE(slice(root.members[1].value), "{}");
    QCOMPARE(text.mid(root.members[1].nameOffset, root.members[1].nameLength), "\"\xC3\xA4\"");
    QCOMPARE(document.lineColumn(root.offset), (LineColumn{2, 1}));
}

void TestJsonDocument::reportsErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Code>("code");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");

    QTest::newRow("empty") << QByteArray() << Code::Empty << 1 << 1;
    QTest::newRow("white space") << QByteArray(" \n\n") << Code::Empty << 1 << 1;
    QTest::newRow("byte order mark only") << QByteArray("\xEF\xBB\xBF") << Code::Empty << 1 << 1;
    QTest::newRow("truncated") << QByteArray("{\"a\": [1,\n") << Code::Syntax << 2 << 1;
    QTest::newRow("truncated string") << QByteArray("[\"abc") << Code::Syntax << 1 << 6;
    QTest::newRow("truncated character")
        << QByteArray("[\"\xE2\x82") << Code::InvalidUtf8 << 1 << 3;
    QTest::newRow("trailing text") << QByteArray("{}\n  x") << Code::Syntax << 2 << 3;
    QTest::newRow("trailing comma") << QByteArray("[1,]") << Code::Syntax << 1 << 4;
    QTest::newRow("comment") << QByteArray("// no\n{}") << Code::Syntax << 1 << 1;
    QTest::newRow("no colon") << QByteArray("{\"a\" 1}") << Code::Syntax << 1 << 6;
    QTest::newRow("nul after") << QByteArray("{}\0{}", 5) << Code::Syntax << 1 << 3;
    QTest::newRow("nul inside") << QByteArray("[1,\0 2]", 7) << Code::Syntax << 1 << 4;
    QTest::newRow("nul first") << QByteArray("\0[]", 3) << Code::Syntax << 1 << 1;
    QTest::newRow("nul in a string") << QByteArray("[\"a\0b\"]", 7) << Code::Syntax << 1 << 4;
    QTest::newRow("invalid utf-8") << QByteArray("[\"a\xFF\"]") << Code::InvalidUtf8 << 1 << 4;
    QTest::newRow("overlong") << QByteArray("[\"\xC0\x80\"]") << Code::InvalidUtf8 << 1 << 3;
    QTest::newRow("line break in a string") << QByteArray("[\"a\nb\"]") << Code::Syntax << 1 << 4;
    QTest::newRow("duplicate key")
        << QByteArray("{\"a\": 1,\n \"a\": 2}") << Code::DuplicateKey << 2 << 2;
    QTest::newRow("escaped duplicate")
        << QByteArray("{\"a\": 1, \"\\u0061\": 2}") << Code::DuplicateKey << 1 << 10;
    QTest::newRow("number range") << QByteArray("[1, 1e999]") << Code::NumberRange << 1 << 5;
}

void TestJsonDocument::reportsErrors()
{
    QFETCH(QByteArray, text);
    QFETCH(Code, code);
    const auto document = JsonDocument::parse(text);
    QCOMPARE(document.errors().size(), 1);
    const JsonError &error = document.errors().first();
    QVERIFY(!error.message.isEmpty());
    QCOMPARE(error.code, code);
    const LineColumn at = document.lineColumn(error.offset);
    QTEST(at.line, "line");
    QTEST(at.column, "column");
}

void TestJsonDocument::readsOnAfterDuplicateKeys()
{
    const auto document = JsonDocument::parse(R"({"a": 1, "a": 2, "b": {"c": 3, "c": 4}})");
    QCOMPARE(document.errors().size(), 2);
    QVERIFY(document.isComplete());
    QCOMPARE(document.root().at(u"/b/c")->text, u"3"_s);
}

void TestJsonDocument::countsColumnsInCharacters()
{
    const QByteArray text = "[\"\xC3\xA4\xF0\x9F\x98\x80\", 1]\r\n";
    const auto document = JsonDocument::parse(text);
    QVERIFY(document.ok());
    QCOMPARE(document.lineColumn(document.root().items[1].offset), (LineColumn{1, 8}));
    QCOMPARE(document.lineColumn(text.size()), (LineColumn{2, 1}));
    QCOMPARE(JsonDocument::parse("[\r\r\n1]").locate(u"/0"_s), (LineColumn{3, 1}));
}

void TestJsonDocument::locatesByPointer()
{
    const auto document = JsonDocument::parse("{\"a/b\": [1,\n  {\"~\": 2}]}");
    QCOMPARE(document.locate(u"/a~1b/1/~0"_s), (LineColumn{2, 9}));
    QCOMPARE(document.locateName(u"/a~1b/1/~0"_s), (LineColumn{2, 4}));
    QCOMPARE(document.locateName(u"/a~1b/0"_s), (LineColumn{1, 10}));
    QCOMPARE(document.locate(u"/a~1b/7/x"_s), (LineColumn{1, 9}));
    QCOMPARE(document.locate(QString()), (LineColumn{1, 1}));
}

void TestJsonDocument::locatesInsideStrings()
{
    const QByteArray text = "[\"\\u00e4\\n\xC3\xA4\xF0\x9F\x98\x80x\"]";
    const auto document = JsonDocument::parse(text);
    const JsonNode &string = document.root().items[0];
    const qsizetype unit = string.text.indexOf(u'x');
    QCOMPARE(text.at(document.offsetInString(string, unit)), 'x');
}

void TestJsonDocument::stopsAtTheDepthLimit()
{
    for (const QByteArray &opening : {QByteArray("["), QByteArray("{\"a\":")}) {
        const auto document = JsonDocument::parse(opening.repeated(100'000));
        QCOMPARE(document.errors().size(), 1);
        QCOMPARE(document.errors().first().code, Code::TooDeep);
        QCOMPARE(document.errors().first().offset, opening.size() * JsonDocument::defaultMaxDepth);
    }
}

void TestJsonDocument::readsNestingUpToTheLimit()
{
    const auto nested = [](int depth) {
        return JsonDocument::parse(QByteArray(depth, '[') + QByteArray(depth, ']'));
    };
    QVERIFY(nested(JsonDocument::defaultMaxDepth).ok());
    QVERIFY(!nested(JsonDocument::defaultMaxDepth + 1).ok());
}

void TestJsonDocument::readsLongStrings()
{
    const QByteArray text = "[\"" + QByteArray(10 * 1024 * 1024, 'x') + "\", 1, 1]";
    const auto document = JsonDocument::parse(text);
    QVERIFY(document.ok());
    QCOMPARE(document.root().items[0].text.size(), 10 * 1024 * 1024);
    QCOMPARE(text.at(document.root().items[2].offset), '1');
}

void TestJsonDocument::destroysAndComparesDeepTrees()
{
    constexpr int depth = 100'000;
    const auto make = [] {
        JsonNode node = JsonNode::fromBool(true);
        for (int i = 1; i < depth; ++i) {
            JsonNode outer = JsonNode::array();
            outer.items.push_back(std::move(node));
            node = std::move(outer);
        }
        return node;
    };
    const JsonNode a = make();
    QVERIFY(a == make());
    QCOMPARE(a.depth(), depth);
}

void TestJsonDocument::writesWhatItRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("scalar") << QByteArray("-1.50e+3");
    QTest::newRow("empty lists") << QByteArray(R"({"a": [], "b": {}})");
    QTest::newRow("order") << QByteArray(R"({"z": 1, "a": [1.0, 1e2, "x"], "m": null})");
    QTest::newRow("escapes") << QByteArray(
        "[\"\\u0000\\n\\\"\\\\\\u001f\xC3\xA4\xF0\x9F\x98\x80\"]");
    QTest::newRow("long") << "[\"" + QByteArray(200, 'x') + "\", {\"$\": \"a\"}, [1, 2]]";
    QTest::newRow("deep") << QByteArray(500, '[') + QByteArray(500, ']');
}

void TestJsonDocument::writesWhatItRead()
{
    QFETCH(QByteArray, text);
    const auto first = JsonDocument::parse(text);
    QVERIFY(first.ok());
    const QByteArray written = first.root().toText();
    const auto second = JsonDocument::parse(written);
    QVERIFY(second.ok());
    QVERIFY(first.root() == second.root());
    QCOMPARE(second.root().toText(), written);
}

void TestJsonDocument::writesShortThingsOnOneLine()
{
    const auto document = JsonDocument::parse(
        R"({"creact":1,"props":["a","b"],"children":[{"construct":"Tool","props":{"x":{"$":"y"}}},{"note":"n"}]})");
    QCOMPARE(document.root().toText(), R"({
  "creact": 1,
  "props": ["a", "b"],
  "children": [
    {"construct": "Tool", "props": {"x": {"$": "y"}}},
    {"note": "n"}
  ]
}
)");
}

void TestJsonDocument::convertsToAndFromJson()
{
    const QByteArray text = R"({"a": [1, 2.5, true, null, "x"], "b": {"c": 9007199254740993}})";
    const QJsonValue json = JsonDocument::parse(text).root().toJson();
    QCOMPARE(json, QJsonValue(QJsonDocument::fromJson(text).object()));
    QCOMPARE(JsonNode::fromJson(json).toJson()[u"a"], json[u"a"]);
    QCOMPARE(JsonNode::fromNumber(0.1).text, u"0.1"_s);
    QCOMPARE(JsonNode::fromNumber(3000).text, u"3000"_s);
    QVERIFY(JsonNode::fromNumber(qInf()).isNull());
}

void TestJsonDocument::edits()
{
    JsonNode root = JsonDocument::parse(R"({"a": 1, "b": 2})").root();
    root.set(u"a"_s, JsonNode::fromString(u"x"_s));
    root.set(u"c"_s, JsonNode::array({JsonNode::fromBool(true)}));
    QVERIFY(root.remove(u"b"));
    QVERIFY(!root.remove(u"b"));
    QCOMPARE(root.toText(), "{\n  \"a\": \"x\",\n  \"c\": [true]\n}\n");
}

QTEST_GUILESS_MAIN(TestJsonDocument)
#include "tst_jsondocument.moc"
