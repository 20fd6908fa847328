// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/stack/edit/samplestack.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

/// Values of elements, set and taken out by their pointers.
class tst_DocumentValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void setsValues_data();
    void setsValues();
    void refusesValuesThatAreNone_data();
    void refusesValuesThatAreNone();
    void removesValues_data();
    void removesValues();
    void keepsWhatIsGatheredForWhatComesThen_data();
    void keepsWhatIsGatheredForWhatComesThen();
    void setsNotesAndDisabled();
};

void tst_DocumentValues::setsValues_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char *name, const QString &pointer, const QByteArray &value,
                        const QByteArray &result) {
        QTest::newRow(name) << pointer << value << result;
    };
    row("another number", u"/children/1/props/port"_s, "3000.0", changed("3000", "3000.0"));
    row("the same", u"/children/1/props/port"_s, "3000", sample);
    row("binding", u"/children/1/props/port"_s, R"({"$": "a + 1"})",
        changed("3000", R"({"$": "a + 1"})"));
    row("new prop", u"/children/1/props/host"_s, "\"::1\"",
        changed("\"port\": 3000", "\"port\": 3000, \"host\": \"::1\""));
    row("new props", u"/children/1/children/1/children/0/props/a"_s, "1",
        changed("\"Box\"}", "\"Box\", \"props\": {\"a\": 1}}"));
    row("key, in its order", u"/children/1/key"_s, "\"k\"",
        changed("\"server\",", "\"server\", \"key\": \"k\","));
    row("key of a show", u"/children/1/children/1/key"_s, "\"k\"",
        changed("{\"$\": \"true\"},\n", "{\"$\": \"true\"},\n       \"key\": \"k\",\n"));
    row("condition", u"/children/1/children/1/show"_s, "false",
        changed("{\"$\": \"true\"}", "false"));
    row("gather", u"/children/2/gather/value"_s, "1",
        changed("\"children\": []}", "\"children\": [], \"gather\": {\"value\": 1}}"));
    row("value of a store", u"/children/0/store/a b"_s, "[]",
        changed("{\"count\": 0}", "{\"count\": 0, \"a b\": []}"));
    row("yielded value", u"/components/Part/children/0/yield/x"_s, "2", changed("1.50", "2"));
    row("name of the stack", u"/stack"_s, "\"t\"", changed("\"s\"", "\"t\""));
    row("props of a component", u"/components/Part/props"_s, R"(["a", "b"])",
        changed(R"(["a"])", R"(["a", "b"])"));
}

void tst_DocumentValues::setsValues()
{
    QFETCH(QString, pointer);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, result);
    const Result<DocumentEdit> edit = editorOf(sample).setValue(pointer, json(value));
    QCOMPARE(after(sample, edit), result);
    QCOMPARE(edit->select, QStringList{pointer});
}

void tst_DocumentValues::refusesValuesThatAreNone_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QString &pointer, const QString &message) {
        QTest::newRow(name) << pointer << message;
    };
    row("the document", u""_s, u"This is no value of an element."_s);
    row("the version", u"/creact"_s, u"This is no value of an element."_s);
    row("a list", u"/children"_s, u"This is no value of an element."_s);
    row("an element", u"/children/0"_s, u"This is an element, not a value of one."_s);
    row("elements", u"/children/1/children"_s, u"\"children\" holds elements, not a value."_s);
    row("no such element", u"/children/7/key"_s, u"There is no such element."_s);
    row("no such key", u"/children/1/item"_s, u"A \"construct\" has no \"item\"."_s);
    row("no such component", u"/components/Nope/note"_s, u"This is no value of an element."_s);
    row("inside a number", u"/children/1/props/port/a"_s, u"There is no such value."_s);
}

void tst_DocumentValues::refusesValuesThatAreNone()
{
    QFETCH(QString, pointer);
    QFETCH(QString, message);
    const DocumentEditor editor = editorOf(sample);
    QCOMPARE(editor.setValue(pointer, json("1")).error().message, message);
    QVERIFY(!editor.removeValue(pointer).ok());
}

void tst_DocumentValues::removesValues_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QByteArray>("result");
    QTest::newRow("the last prop")
        << u"/children/1/props/port"_s << changed("\"props\": {\"port\": 3000}, ", "");
    QTest::newRow("a name") << u"/children/1/as"_s << changed("\"as\": \"server\", ", "");
    QTest::newRow("a value of a store")
        << u"/children/0/store/count"_s << changed("{\"count\": 0}", "{}");
    QTest::newRow("an item") << u"/children/2/for/0"_s << changed("[1, 2]", "[2]");
    QTest::newRow("what it is") << u"/children/1/construct"_s
                                << QByteArray("refused: \"construct\" cannot be left out.");
    QTest::newRow("name of a store")
        << u"/children/0/as"_s << QByteArray("refused: \"as\" cannot be left out.");
    QTest::newRow("not there") << u"/children/1/key"_s
                               << QByteArray("refused: There is no such value.");
}

void tst_DocumentValues::removesValues()
{
    QFETCH(QString, pointer);
    QFETCH(QByteArray, result);
    QCOMPARE(after(sample, editorOf(sample).removeValue(pointer)), result);
}

void tst_DocumentValues::keepsWhatIsGatheredForWhatComesThen_data()
{
    QTest::addColumn<QByteArray>("then");
    QTest::addColumn<QByteArray>("result");
    QTest::newRow("none") << QByteArray() << QByteArray("{\"for\": []}");
    QTest::newRow("empty") << QByteArray(", \"then\": []") << QByteArray("{\"for\": []}");
    const QByteArray refused = "refused: \"then\" needs the gathered values.";
    QTest::newRow("elements") << QByteArray(", \"then\": [{\"show\": true}]") << refused;
    QTest::newRow("no list") << QByteArray(", \"then\": 1") << refused;
}

void tst_DocumentValues::keepsWhatIsGatheredForWhatComesThen()
{
    QFETCH(QByteArray, then);
    QFETCH(QByteArray, result);
    const QByteArray before = R"({"creact": 1, "stack": "s", "children": [)";
    const QByteArray text =
        before + R"({"for": [], "gather": {"as": "g", "value": 1})" + then + "}]}";
    const QByteArray made = after(text, editorOf(text).removeValue(u"/children/0/gather"_s));
    QCOMPARE(made, result.startsWith('{') ? before + result + "]}" : result);
}

void tst_DocumentValues::setsNotesAndDisabled()
{
    const QByteArray noted = after(sample, editorOf(sample).setNote(u"/children/1"_s, u"Über"_s));
    QCOMPARE(noted, changed("\"server\",", "\"server\", \"note\": \"Über\","));
    QCOMPARE(after(noted, editorOf(noted).setNote(u"/children/1"_s, {})), sample);
    QCOMPARE(after(sample, editorOf(sample).setNote(u"/children/1"_s, {})), sample);
    QCOMPARE(after(sample, editorOf(sample).setNote(u"/components/Part"_s, u"n"_s)),
             changed("[\"a\"],", "[\"a\"], \"note\": \"n\","));

    const QStringList both{u"/children/0"_s, u"/children/1/children/0"_s};
    const QByteArray disabled = after(sample, editorOf(sample).setDisabled(both, true));
    QByteArray expected = changed("\"counter\"", "\"counter\", \"disabled\": true");
    expected.replace("\"wiki\"", "\"wiki\", \"disabled\": true");
    QCOMPARE(disabled, expected);
    QCOMPARE(after(disabled, editorOf(disabled).setDisabled(both, true)), disabled);
    QCOMPARE(after(disabled, editorOf(disabled).setDisabled(both, false)), sample);
    QVERIFY(!editorOf(sample).setDisabled({u"/children/9"_s}, true).ok());
}

QTEST_GUILESS_MAIN(tst_DocumentValues)
#include "tst_documentvalues.moc"
