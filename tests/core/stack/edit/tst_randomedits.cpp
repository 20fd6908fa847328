// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/studioprovider.h"
#include "core/stack/documentcheck.h"
#include "core/stack/edit/jsonstyle.h"
#include "core/stack/expression/scriptengine.h"
#include "tests/core/stack/edit/randomedits.h"

#include <QElapsedTimer>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

using Role = DocumentName::Role;

namespace {

QByteArray templateText(const QString &name)
{
    return readDocumentText(QStringLiteral(TEMPLATES_DIR "/%1/%1.stack.json").arg(name)).value();
}

/// One element in each of the ways to write it.
const QByteArray oddText = "{ \"creact\" : 1.0 ,\n\n\"stack\":\"odd\"\n  ,\"unknown\":[ 1,\n 2 ],"
                           "\"children\":[\n\n{\"construct\":\"Tool\" , \"as\" : \"t\",\"props\" "
                           ": { } ,\"children\" : [ ]} ,{\"show\":{ \"$\":\"t \\u0041\"},\n\t"
                           "\"children\":[{\"store\":{\"\\u00e9\":1e2},\"as\":\"s\"}\n,\n"
                           "{\"construct\":\"Tool\"}],\"else\":[\n]} ] }";

/// The same document in another layout.
QByteArray relaid(const QByteArray &text, const JsonStyle &style)
{
    return styledText(JsonDocument::parse(text).root(), style, {}) + '\n';
}

JsonStyle expandedStyle(const QByteArray &unit)
{
    JsonStyle style;
    style.unit = unit;
    style.expanded = true;
    return style;
}

JsonStyle tightStyle()
{
    JsonStyle style;
    style.oneLine = true;
    style.colon = ":";
    style.comma = ",";
    return style;
}

QString codesOf(const QList<Problem> &problems)
{
    QStringList codes;
    for (const Problem &problem : problems)
        codes.append(problem.code);
    codes.sort();
    return codes.join(u' ');
}

/// 300 conversations of ten elements, in each other by tens.
QByteArray largeText()
{
    QByteArray text = "{\n  \"creact\": 1,\n  \"stack\": \"large\",\n  \"children\": [\n"
                      "    {\"store\": {\"n\": 0}, \"as\": \"s\"}";
    for (int i = 0; i < 300; ++i) {
        text += ",\n    {\"construct\": \"Tool\", \"as\": \"tool\", \"key\": "
            + QByteArray::number(i) + ", \"props\": {\"name\": \"x\"}, \"children\": [";
        for (int j = 0; j < 9; ++j)
            text += QByteArray(j ? "," : "")
                + "\n      {\"construct\": \"Message\", \"key\": " + QByteArray::number(j)
                + ", \"props\": {\"role\": \"user\", \"content\": {\"$\": "
                  "\"`${tool.name} and ${s.n}`\"}}}";
        text += "\n    ]}";
    }
    return text + "\n  ]\n}\n";
}

} // namespace

class tst_RandomEdits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void canAllBeUndoneAndChangeNothingElse_data();
    void canAllBeUndoneAndChangeNothingElse();
    void renamesThereAndBack_data();
    void renamesThereAndBack();
    void movesSiblingsWithoutNewErrors();
    void editsLargeDocumentsAtOnce();

private:
    LoadedDocument load(const QByteArray &text)
    {
        return loadStackDocument(text, {}, m_provider.constructTypes(), m_engine);
    }

    StudioProvider m_provider{{}};
    ScriptEngine m_engine;
};

void tst_RandomEdits::canAllBeUndoneAndChangeNothingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray agent = templateText(u"agent"_s);
    QTest::newRow("agent") << agent;
    QTest::newRow("counter") << templateText(u"counter"_s);
    QTest::newRow("odd") << oddText;
    QTest::newRow("empty") << QByteArray("{\"creact\":1,\"stack\":\"e\",\"children\":[]}");
    QTest::newRow("one line") << relaid(agent, tightStyle());
    QTest::newRow("tabs") << relaid(agent, expandedStyle("\t"));
    QTest::newRow("four spaces") << relaid(agent, expandedStyle("    "));
    QTest::newRow("as written by the program") << JsonDocument::parse(agent).root().toText();
}

void tst_RandomEdits::canAllBeUndoneAndChangeNothingElse()
{
    QFETCH(QByteArray, text);
    for (unsigned seed = 1; seed <= 3; ++seed) {
        const QString failure = RandomEdits(text, seed).run(30);
        QVERIFY2(failure.isEmpty(), qPrintable(u"seed %1: "_s.arg(seed) + failure));
    }
}

void tst_RandomEdits::renamesThereAndBack_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray agent = templateText(u"agent"_s);
    QTest::newRow("agent") << agent;
    QTest::newRow("agent, one line") << relaid(agent, tightStyle());
    QTest::newRow("counter") << templateText(u"counter"_s);
}

void tst_RandomEdits::renamesThereAndBack()
{
    QFETCH(QByteArray, text);
    const LoadedDocument loaded = load(text);
    QVERIFY(!hasErrors(loaded.problems));
    const QString newName = u"renamed"_s;
    for (DocumentName what : namesOf(*loaded.document)) {
        const Result<DocumentEdit> there = DocumentEditor(loaded).rename(what, newName);
        QVERIFY2(there.ok(), qPrintable(what.name));
        const QByteArray renamed = edited(text, there->edits).value();
        QVERIFY2(renamed != text, qPrintable(what.name));
        const LoadedDocument after = load(renamed);
        QCOMPARE(codesOf(after.problems), codesOf(loaded.problems));
        const QString name = what.name;
        what.name = newName;
        if (what.role == Role::Component)
            what.pointer = u"/components/"_s + newName;
        const Result<DocumentEdit> back = DocumentEditor(after).rename(what, name);
        QVERIFY2(back.ok(), qPrintable(name));
        QCOMPARE(edited(renamed, back->edits).value(), text);
    }
}

void tst_RandomEdits::movesSiblingsWithoutNewErrors()
{
    const QByteArray text = templateText(u"agent"_s);
    const LoadedDocument loaded = load(text);
    int moved = 0;
    for (const QString &list : placesOf(text).lists) {
        const JsonNode *node = loaded.source->root().at(list);
        const int size = node ? static_cast<int>(node->items.size()) : 0;
        for (int from = 0; from < size; ++from) {
            for (int to = 0; to <= size; ++to) {
                const Result<DocumentEdit> edit =
                    DocumentEditor(loaded).move({list + u'/' + QString::number(from)}, {list, to});
                QVERIFY(edit.ok());
                QCOMPARE(codesOf(load(edited(text, edit->edits).value()).problems),
                         codesOf(loaded.problems));
                ++moved;
            }
        }
    }
    QVERIFY(moved > 20);
}

void tst_RandomEdits::editsLargeDocumentsAtOnce()
{
    const QByteArray text = largeText();
    const DocumentEditor editor(readStackDocument(text, {}));
    const QString middle = u"/children/150"_s;
    const JsonNode tool = JsonDocument::parse(R"({"construct": "Tool"})").root();
    const auto measure = [](const char *what, auto edit) {
        QElapsedTimer timer;
        timer.start();
        const Result<DocumentEdit> made = edit();
        const qint64 elapsed = timer.elapsed();
        qInfo("%s: %lld ms, %lld edits", what, elapsed, made ? made->edits.size() : -1);
        QVERIFY(made.ok());
    };
    measure("insert", [&] { return editor.insert({u"/children"_s, 150}, tool); });
    measure("remove", [&] { return editor.remove({middle}); });
    measure("move", [&] { return editor.move({middle}, {u"/children/2/children"_s, 3}); });
    measure("duplicate", [&] { return editor.duplicate({middle}); });
    measure("paste", [&] { return editor.paste({u"/children"_s, 150}, pasted); });
    measure("set", [&] { return editor.setValue(middle + u"/props/name"_s, tool); });
    measure("note", [&] { return editor.setNote(middle, u"n"_s); });
    measure("disable", [&] { return editor.setDisabled({middle}, true); });
    measure("rename a tool", [&] { return editor.rename({middle, Role::As}, u"x"_s); });
    measure("rename the store", [&] {
        return editor.rename({u"/children/0"_s, Role::As}, u"x"_s);
    });
    QStringList all;
    for (int i = 1; i <= 300; ++i)
        all.append(u"/children/"_s + QString::number(i));
    measure("disable all", [&] { return editor.setDisabled(all, true); });
    measure("remove all", [&] { return editor.remove(all); });
    measure("move all", [&] { return editor.move(all, {u"/children"_s, 0}); });
    all = all.first(50);
    measure("duplicate fifty", [&] { return editor.duplicate(all); });
}

QTEST_GUILESS_MAIN(tst_RandomEdits)
#include "tst_randomedits.moc"
