// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonschema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

QJsonValue parse(const char *text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray("[") + text + ']', &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("%s: %s", text, qPrintable(error.errorString()));
    return document.array().first();
}

} // namespace

class TestJsonSchema : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void checksValues_data();
    void checksValues();
    void longValuesAreShownInPart();
    void workIsBounded_data();
    void workIsBounded();
    void checksSchemas_data();
    void checksSchemas();
};

void TestJsonSchema::checksValues_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const char *schema, const char *value,
                        const char *problem) {
        QTest::newRow(name) << QByteArray(schema) << QByteArray(value)
                            << QString::fromUtf8(problem);
    };
    row("empty schema", "{}", "[1, {}]", "");
    row("unknown keywords", R"({"format": "date", "x": 1, "title": "t"})", "7", "");
    row("type", R"({"type": "string"})", "7", "args: 7 is a number, and must be of type string.");
    row("number as a string", R"({"properties": {"days": {"type": "integer"}}})",
        R"({"days": "3"})", "args.days: \"3\" is a string, and must be of type integer.");
    row("whole number", R"({"type": "integer"})", "3.0", "");
    row("no whole number", R"({"type": "integer"})", "3.5",
        "args: 3.5 is a number, and must be of type integer.");
    row("one of types", R"({"type": ["string", "null"]})", "null", "");
    row("none of types", R"({"type": ["string", "null"]})", "true",
        "args: true is a boolean, and must be of type string or null.");
    row("unknown type", R"({"type": "date"})", "7", "");
    row("missing", R"({"required": ["city", "days"]})", R"({"city": 1})", "args.days is missing.");
    row("null is not missing", R"({"required": ["city"]})", R"({"city": null})", "");
    row("enum", R"({"properties": {"unit": {"enum": ["C", "F"]}}})", R"({"unit": "K"})",
        "args.unit: \"K\" is none of \"C\", \"F\".");
    row("in enum", R"({"enum": [1, null, "x"]})", "null", "");
    row("const", R"({"const": {"a": 1}})", R"({"a": 2})", "args: {\"a\":2} must be {\"a\":1}.");
    row("maximum", R"({"properties": {"days": {"maximum": 7}}})", R"({"days": 9})",
        "args.days: 9 is more than 7.");
    row("minimum", R"({"minimum": 1})", "0.5", "args: 0.5 is less than 1.");
    row("at the limit", R"({"minimum": 1, "maximum": 1})", "1", "");
    row("exclusive", R"({"exclusiveMaximum": 7})", "7", "args: 7 is not less than 7.");
    row("exclusive minimum", R"({"exclusiveMinimum": 7})", "7", "args: 7 is not more than 7.");
    row("multiple", R"({"multipleOf": 0.1})", "0.3", "");
    row("no multiple", R"({"multipleOf": 5})", "12", "args: 12 is no multiple of 5.");
    row("limits are for numbers", R"({"maximum": 7})", R"("999")", "");
    row("too short", R"({"minLength": 1})", R"("")", "args: \"\" is shorter than 1 characters.");
    row("too long", R"({"maxLength": 2})", R"("abc")",
        "args: \"abc\" has 3 characters, and at most 2 are allowed.");
    row("characters, not units", R"({"maxLength": 2})", R"("😀😀")", "");
    row("pattern", R"({"pattern": "^[a-z]+$"})", R"("Ada")",
        "args: \"Ada\" does not match the pattern ^[a-z]+$.");
    row("pattern is not anchored", R"({"pattern": "d"})", R"("Ada")", "");
    row("broken pattern is ignored", R"({"pattern": "("})", R"("Ada")", "");
    row("nested", R"({"properties": {"a": {"properties": {"b": {"type": "null"}}}}})",
        R"({"a": {"b": 1}})", "args.a.b: 1 is a number, and must be of type null.");
    row("odd key", R"({"properties": {"a b": {"type": "null"}}})", R"({"a b": 1})",
        "args[\"a b\"]: 1 is a number, and must be of type null.");
    row("not known", R"({"properties": {"a": {}, "b": {}}, "additionalProperties": false})",
        R"({"c": 1})", "args.c is not known. Known: \"a\", \"b\".");
    row("others", R"({"additionalProperties": {"type": "string"}})", R"({"c": 1})",
        "args.c: 1 is a number, and must be of type string.");
    row("by pattern",
        R"({"patternProperties": {"^x-": {"type": "string"}}, "additionalProperties": false})",
        R"({"x-a": 1})", "args.x-a: 1 is a number, and must be of type string.");
    row("items", R"({"items": {"type": "integer"}})", R"([1, 2, "x"])",
        "args[2]: \"x\" is a string, and must be of type integer.");
    row("first items", R"({"prefixItems": [{"type": "string"}], "items": {"type": "integer"}})",
        R"(["x", "y"])", "args[1]: \"y\" is a string, and must be of type integer.");
    row("too few", R"({"minItems": 2})", "[1]", "args has 1 items, and must have 2 or more.");
    row("too many", R"({"maxItems": 1})", "[1, 2]", "args has 2 items, and must have 1 or fewer.");
    row("twice", R"({"uniqueItems": true})", "[1, 2, 1]", "args[2] is the same as args[0].");
    row("allOf", R"({"allOf": [{"minimum": 1}, {"maximum": 2}]})", "3", "args: 3 is more than 2.");
    row("anyOf", R"({"anyOf": [{"type": "string"}, {"type": "null"}]})", "null", "");
    row("no anyOf", R"({"anyOf": [{"type": "string"}, {"type": "null"}]})", "1",
        "args fits none of the 2 forms it may have; of the first: args: 1 is a number, and must "
        "be of type string.");
    row("oneOf", R"({"oneOf": [{"minimum": 1}, {"minimum": 5}]})", "3", "");
    row("two of oneOf", R"({"oneOf": [{"minimum": 1}, {"minimum": 5}]})", "7",
        "args fits 2 of the forms it may have, and must fit one.");
    row("not", R"({"not": {"type": "null"}})", "null", "args: null is what it must not be.");
    row("ref", R"({"$defs": {"day": {"maximum": 7}}, "items": {"$ref": "#/$defs/day"}})", "[9]",
        "args[0]: 9 is more than 7.");
    row("ref to itself", R"({"type": "object", "properties": {"next": {"$ref": "#"}}})",
        R"({"next": {"next": 1}})", "args.next.next: 1 is a number, and must be of type object.");
    row("escaped ref", R"({"$defs": {"a/b": {"maximum": 7}}, "$ref": "#/$defs/a~1b"})", "9",
        "args: 9 is more than 7.");
    row("ref to nothing", R"({"$ref": "#/$defs/none"})", "9", "");
    row("ref elsewhere", R"({"$ref": "https://example.org/schema"})", "9", "");
    row("false", R"({"properties": {"a": false}})", R"({"a": 1})", "args.a is not allowed.");
    // Schemas that say nothing sensible are no reason to refuse, or to crash.
    row("nonsense", R"({"type": 7, "required": 1, "enum": {}, "properties": [], "items": 3,
                        "minimum": "x", "anyOf": {}, "pattern": 4, "$ref": 1})",
        R"({"a": [1]})", "");
}

void TestJsonSchema::checksValues()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, value);
    QTEST(
        problemWithValue(parse(value.constData()), parse(schema.constData()).toObject(), u"args"_s),
        "problem");
}

void TestJsonSchema::longValuesAreShownInPart()
{
    const QString problem =
        problemWithValue(QString(10'000, u'x'), {{u"type"_s, u"integer"_s}}, u"args"_s);
    QVERIFY(problem.startsWith(u"args: \"xxx"_s));
    QVERIFY(problem.size() < 200);
}

void TestJsonSchema::workIsBounded_data()
{
    QTest::addColumn<QJsonObject>("schema");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("ref that leads to itself") << QJsonObject{{u"$ref"_s, u"#"_s}} << QJsonValue(1);
    QJsonObject forms{{u"type"_s, u"null"_s}};
    for (int i = 0; i < 30; ++i)
        forms = {{u"anyOf"_s, QJsonArray{forms, forms}}};
    QTest::newRow("forms that multiply") << forms << QJsonValue(1);
    QTest::newRow("pattern that goes back for ever")
        << QJsonObject{{u"pattern"_s, u"^(a+)+$"_s}} << QJsonValue(QString(60, u'a') + u'b');
    QTest::newRow("long text and a pattern")
        << QJsonObject{{u"pattern"_s, u"^a*$"_s}} << QJsonValue(QString(2'000'000, u'a'));
}

void TestJsonSchema::workIsBounded()
{
    QFETCH(QJsonObject, schema);
    QFETCH(QJsonValue, value);
    // Without bounds each of them would keep this thread for hours.
    QVERIFY(!problemWithValue(value, schema, u"args"_s).isEmpty());
}

void TestJsonSchema::checksSchemas_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const char *schema, const char *problem) {
        QTest::newRow(name) << QByteArray(schema) << QString::fromUtf8(problem);
    };
    row("fine",
        R"({"type": "object", "properties": {"a": {"type": ["string", "null"], "pattern": "^x"},
            "b": {"$ref": "#/$defs/c"}}, "$defs": {"c": true}, "required": ["a"], "x": 1})",
        "");
    row("type", R"({"properties": {"a": {"type": "date"}}})",
        "parameters.properties.a.type: there is no type \"date\".");
    row("no schema", R"({"properties": {"a": "string"}})",
        "parameters.properties.a must be a schema: an object, true or false.");
    row("properties", R"({"properties": ["a"]})",
        "parameters.properties must be an object of schemas.");
    row("required", R"({"required": true})", "parameters.required must be a list.");
    row("pattern", R"({"items": {"pattern": "("}})",
        "parameters.items.pattern is no regular expression that can be used.");
    row("ref", R"({"anyOf": [{}, {"$ref": "#/$defs/a"}]})",
        "parameters.anyOf[1].$ref: nothing is at \"#/$defs/a\" in this schema.");
}

void TestJsonSchema::checksSchemas()
{
    QFETCH(QByteArray, schema);
    QTEST(problemWithSchema(parse(schema.constData()).toObject(), u"parameters"_s), "problem");
}

QTEST_APPLESS_MAIN(TestJsonSchema)
#include "tst_jsonschema.moc"
