// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/stack/edit/samplestack.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(creact::ElementPlace)

class tst_DocumentEditor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesWhatDoesNotFit_data();
    void refusesWhatDoesNotFit();
    void refusesTextThatIsNoDocument();
    void insertsElements_data();
    void insertsElements();
    void removesElements_data();
    void removesElements();
    void movesElements_data();
    void movesElements();
    void refusesMovesIntoThemselves();
    void movesAcrossIndentationWithItsOwnText();
    void selectsWhatItMoved();
    void selectsANeighbourOfWhatItRemoved();
    void copiesAndPastesAcrossDocuments();
    void refusesToPasteWhatDoesNotFit_data();
    void refusesToPasteWhatDoesNotFit();
    void addsComponents();
    void removesComponentsThatAreNotUsed();
    void knowsPlacesAndElements();
    void countsUsesOfComponents();
};

void tst_DocumentEditor::refusesWhatDoesNotFit_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<int>("index");
    QTest::addColumn<QByteArray>("element");
    QTest::addColumn<QString>("message");
    const QByteArray box = R"({"construct": "Box"})";
    const auto row = [](const char *name, const QString &list, int index, const QByteArray &element,
                        const QString &message) {
        QTest::newRow(name) << list << index << element << message;
    };
    row("no place", u""_s, 0, box, u"This is no place for elements."_s);
    row("a value", u"/children/1/props"_s, 0, box, u"This is no place for elements."_s);
    row("an element", u"/children/1"_s, 0, box, u"This is no place for elements."_s);
    row("behind the end", u"/children"_s, 4, box, u"The list has only 3 elements."_s);
    row("before the start", u"/children"_s, -2, box, u"The list has only 3 elements."_s);
    row("no such element", u"/children/7/children"_s, 0, box,
        u"There is no such place in the document."_s);
    row("no such component", u"/components/Nope/children"_s, 0, box,
        u"There is no such place in the document."_s);
    row("else of a construct", u"/children/1/else"_s, 0, box,
        u"A \"construct\" has no \"else\"."_s);
    row("children of a store", u"/children/0/children"_s, 0, box,
        u"A \"store\" has no \"children\"."_s);
    row("then without gather", u"/children/2/then"_s, 0, box,
        u"\"then\" waits for the gathered values, but nothing is gathered."_s);
    row("no object", u"/children"_s, 0, "[]", u"An element is an object."_s);
    row("no element", u"/children"_s, 0, R"({"props": {}})",
        u"This does not say what element it is."_s);
    row("two elements", u"/children"_s, 0, R"({"show": 1, "for": []})",
        u"This does not say what element it is."_s);
    row("yield outside", u"/children"_s, 0, R"({"yield": {}})",
        u"\"yield\" can only stand in a component."_s);
    row("yield inside, outside", u"/children"_s, 0,
        R"({"show": true, "else": [{"boundary": "e", "fallback": [{"yield": {}}]}]})",
        u"\"yield\" can only stand in a component."_s);
}

void tst_DocumentEditor::refusesWhatDoesNotFit()
{
    QFETCH(QString, list);
    QFETCH(int, index);
    QFETCH(QByteArray, element);
    QFETCH(QString, message);
    const DocumentEditor editor = editorOf(sample);
    const Result<DocumentEdit> edit = editor.insert({list, index}, json(element));
    QVERIFY(!edit.ok());
    QCOMPARE(edit.error().message, message);
    QCOMPARE(edit.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(editor.fits({list, index}, json(element)).error(), edit.error());
}

void tst_DocumentEditor::refusesTextThatIsNoDocument()
{
    for (const QByteArray &text : {QByteArray(), QByteArray("{\"creact\": 1, "), QByteArray("[]"),
                                   QByteArray("{\"creact\": 99, \"children\": []}")}) {
        const DocumentEditor editor = editorOf(text);
        QCOMPARE(editor.insert({u"/children"_s}, json(R"({"show": 1})")).error().code,
                 ErrorCode::DocumentInvalid);
        QCOMPARE(editor.remove({u"/children/0"_s}).error().code, ErrorCode::DocumentInvalid);
        QCOMPARE(editor.setValue(u"/children/0/key"_s, json("1")).error().code,
                 ErrorCode::DocumentInvalid);
        QCOMPARE(editor.setDisabled({u"/children/0"_s}, true).error().code,
                 ErrorCode::DocumentInvalid);
        QCOMPARE(editor.paste({u"/children"_s}, "{}").error().code, ErrorCode::DocumentInvalid);
        QCOMPARE(editor.addComponent(u"A"_s).error().code, ErrorCode::DocumentInvalid);
    }
}

void tst_DocumentEditor::insertsElements_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ElementPlace>("place");
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<QString>("select");
    const auto row = [](const char *name, const QByteArray &text, const ElementPlace &place,
                        const QByteArray &result, const QString &select) {
        QTest::newRow(name) << text << place << result << select;
    };
    row("first", sample, {u"/children"_s, 0},
        changed("    {\"store\"", "    {\"construct\": \"New\"},\n    {\"store\""),
        u"/children/0"_s);
    row("last", sample, {u"/children"_s, -1},
        changed("\"children\": []}\n", "\"children\": []},\n    {\"construct\": \"New\"}\n"),
        u"/children/3"_s);
    row("into an empty list", sample, {u"/children/2/children"_s, 0},
        changed("\"children\": []}", "\"children\": [\n      {\"construct\": \"New\"}\n    ]}"),
        u"/children/2/children/0"_s);
    row("into a list that is not there", sample, {u"/children/1/children/0/children"_s, -1},
        changed("\"props\": {\"name\": \"w\"}}",
                "\"props\": {\"name\": \"w\"}, \"children\": [\n        {\"construct\": "
                "\"New\"}\n      ]}"),
        u"/children/1/children/0/children/0"_s);
    row("else", sample, {u"/children/1/children/1/else"_s, 0},
        changed("\"children\": [{\"construct\": \"Box\"}]}",
                "\"children\": [{\"construct\": \"Box\"}],\n       \"else\": [\n         "
                "{\"construct\": \"New\"}\n       ]}"),
        u"/children/1/children/1/else/0"_s);
    row("component", sample, {u"/components/Part/children"_s, 0},
        changed("      {\"yield\"", "      {\"construct\": \"New\"},\n      {\"yield\""),
        u"/components/Part/children/0"_s);
    row("one line", R"({"creact":1,"children":[{"show":1}]})", {u"/children/0/children"_s, 0},
        R"({"creact":1,"children":[{"show":1,"children":[{"construct":"New"}]}]})",
        u"/children/0/children/0"_s);
    row("no children yet", "{\n    \"creact\": 1,\n    \"stack\": \"s\"\n}", {u"/children"_s, 0},
        "{\n    \"creact\": 1,\n    \"stack\": \"s\",\n    \"children\": [\n        "
        "{\"construct\": \"New\"}\n    ]\n}",
        u"/children/0"_s);
    row("expanded",
        "{\n\t\"creact\": 1,\n\t\"children\": [\n\t\t{\n\t\t\t\"construct\": \"A\",\n\t\t\t"
        "\"props\": {\n\t\t\t\t\"a\": [\n\t\t\t\t\t1\n\t\t\t\t]\n\t\t\t}\n\t\t}\n\t]\n}\n",
        {u"/children"_s, 1},
        "{\n\t\"creact\": 1,\n\t\"children\": [\n\t\t{\n\t\t\t\"construct\": \"A\",\n\t\t\t"
        "\"props\": {\n\t\t\t\t\"a\": [\n\t\t\t\t\t1\n\t\t\t\t]\n\t\t\t}\n\t\t},\n\t\t{\n\t\t\t"
        "\"construct\": \"New\"\n\t\t}\n\t]\n}\n",
        u"/children/1"_s);
}

void tst_DocumentEditor::insertsElements()
{
    QFETCH(QByteArray, text);
    QFETCH(ElementPlace, place);
    QFETCH(QByteArray, result);
    QFETCH(QString, select);
    const Result<DocumentEdit> edit = editorOf(text).insert(place, json(R"({"construct": "New"})"));
    QCOMPARE(after(text, edit), result);
    QCOMPARE(edit->select, QStringList{select});
}

void tst_DocumentEditor::removesElements_data()
{
    QTest::addColumn<QStringList>("pointers");
    QTest::addColumn<QByteArray>("result");
    QTest::newRow("first") << QStringList{
        u"/children/0"_s} << changed("    {\"store\": {\"count\": 0}, \"as\": \"counter\"},\n", "");
    QTest::newRow("last") << QStringList{u"/children/2"_s}
                          << changed(
                                 ",\n    {\"for\": [1, 2], \"item\": \"each\", \"children\": []}",
                                 "");
    QTest::newRow("only") << QStringList{u"/children/1/children/1/children/0"_s}
                          << changed("[{\"construct\": \"Box\"}]", "[]");
    QTest::newRow("only of a component")
        << QStringList{u"/components/Part/children/0"_s}
        << changed("[\n      {\"yield\": {\"x\": 1.50}}\n    ]", "[]");
    QTest::newRow("one inside another")
        << QStringList{u"/children/1/children/1/children/0"_s, u"/children/1/children/1"_s,
                       u"/children/1/children/1"_s}
        << changed(",\n      {\"show\": {\"$\": \"true\"},\n       \"children\": [{\"construct\": "
                   "\"Box\"}]}",
                   "");
}

void tst_DocumentEditor::removesElements()
{
    QFETCH(QStringList, pointers);
    QFETCH(QByteArray, result);
    QCOMPARE(after(sample, editorOf(sample).remove(pointers)), result);
}

void tst_DocumentEditor::movesElements_data()
{
    QTest::addColumn<QStringList>("pointers");
    QTest::addColumn<ElementPlace>("place");
    QTest::addColumn<QByteArray>("result");
    const QByteArray before = R"({"children": [{"show": 0}, {"show": 1}, {"show": 2, "children": [)"
                              R"({"show": 3}]}]})";
    const auto row = [&](const char *name, const QStringList &pointers, const ElementPlace &place,
                         const QByteArray &result) {
        QTest::newRow(name) << pointers << place << result;
    };
    row("down", {u"/children/0"_s}, {u"/children"_s, 2},
        R"({"children": [{"show": 1}, {"show": 0}, {"show": 2, "children": [{"show": 3}]}]})");
    row("up", {u"/children/1"_s}, {u"/children"_s, 0},
        R"({"children": [{"show": 1}, {"show": 0}, {"show": 2, "children": [{"show": 3}]}]})");
    row("to the end", {u"/children/0"_s}, {u"/children"_s, -1},
        R"({"children": [{"show": 1}, {"show": 2, "children": [{"show": 3}]}, {"show": 0}]})");
    row("where it is", {u"/children/1"_s}, {u"/children"_s, 2}, before);
    row("where it is, by its own place", {u"/children/1"_s}, {u"/children"_s, 1}, before);
    row("in", {u"/children/0"_s, u"/children/1"_s}, {u"/children/2/children"_s, 0},
        R"({"children": [{"show": 2, "children": [{"show": 0}, {"show": 1}, {"show": 3}]}]})");
    row("out", {u"/children/2/children/0"_s}, {u"/children"_s, 0},
        R"({"children": [{"show": 3}, {"show": 0}, {"show": 1}, {"show": 2, "children": []}]})");
    row("several, in the order of the document", {u"/children/2/children/0"_s, u"/children/0"_s},
        {u"/children"_s, 2},
        R"({"children": [{"show": 1}, {"show": 0}, {"show": 3}, {"show": 2, "children": []}]})");
    row("into a list that is not there", {u"/children/2"_s}, {u"/children/0/else"_s, -1},
        R"({"children": [{"show": 0, "else": [{"show": 2, "children": [{"show": 3}]}]}, {"show": 1}]})");
}

void tst_DocumentEditor::movesElements()
{
    QFETCH(QStringList, pointers);
    QFETCH(ElementPlace, place);
    QFETCH(QByteArray, result);
    const QByteArray text = R"({"children": [{"show": 0}, {"show": 1}, {"show": 2, "children": [)"
                            R"({"show": 3}]}]})";
    const Result<DocumentEdit> edit = editorOf(text).move(pointers, place);
    QCOMPARE(after(text, edit), result);
    QCOMPARE(edit->select.size(), pointers.size());
}

void tst_DocumentEditor::refusesMovesIntoThemselves()
{
    const DocumentEditor editor = editorOf(sample);
    for (const QString &list : {u"/children/1/children"_s, u"/children/1/children/1/children"_s}) {
        const Result<DocumentEdit> edit = editor.move({u"/children/1"_s}, {list, 0});
        QCOMPARE(edit.error().message, u"An element cannot be moved into itself."_s);
    }
    QVERIFY(!editor.move({u"/components/Part/children/0"_s}, {u"/children"_s, 0}).ok());
    QVERIFY(!editor.move({u"/children/9"_s}, {u"/children"_s, 0}).ok());
    QVERIFY(!editor.move({}, {u"/children"_s, 0}).ok());
}

void tst_DocumentEditor::movesAcrossIndentationWithItsOwnText()
{
    const Result<DocumentEdit> edit =
        editorOf(sample).move({u"/children/1/children/1"_s}, {u"/children"_s, 0});
    QByteArray result = changed(",\n      {\"show\": {\"$\": \"true\"},\n       \"children\": "
                                "[{\"construct\": \"Box\"}]}",
                                "");
    result.replace("    {\"store\"",
                   "    {\"show\": {\"$\": \"true\"},\n     \"children\": [{\"construct\": "
                   "\"Box\"}]},\n    {\"store\"");
    QCOMPARE(after(sample, edit), result);
    const QByteArray moved = after(sample, edit);
    QCOMPARE(
        after(moved, editorOf(moved).move({u"/children/0"_s}, {u"/children/2/children"_s, -1})),
        sample);
}

void tst_DocumentEditor::selectsWhatItMoved()
{
    const DocumentEditor editor = editorOf(sample);
    QCOMPARE(editor.move({u"/children/0"_s}, {u"/children/1/children"_s, 1})->select,
             QStringList{u"/children/0/children/1"_s});
    QCOMPARE(
        editor.move({u"/children/0"_s, u"/children/1/children/0"_s}, {u"/children"_s, -1})->select,
        (QStringList{u"/children/2"_s, u"/children/3"_s}));
    QCOMPARE(editor.duplicate({u"/children/0"_s, u"/children/1/children/0"_s})->select,
             (QStringList{u"/children/1"_s, u"/children/2/children/1"_s}));
}

void tst_DocumentEditor::selectsANeighbourOfWhatItRemoved()
{
    const DocumentEditor editor = editorOf(sample);
    QCOMPARE(editor.remove({u"/children/0"_s})->select, QStringList{u"/children/0"_s});
    QCOMPARE(editor.remove({u"/children/0"_s, u"/children/1"_s})->select,
             QStringList{u"/children/0"_s});
    QCOMPARE(editor.remove({u"/children/2"_s})->select, QStringList{u"/children/1"_s});
    QCOMPARE(editor.remove({u"/children/1/children/1/children/0"_s})->select,
             QStringList{u"/children/1/children/1"_s});
    QCOMPARE(editor.remove({u"/components/Part/children/0"_s})->select, QStringList{});
}

void tst_DocumentEditor::copiesAndPastesAcrossDocuments()
{
    const Result<QByteArray> copied =
        editorOf(sample).copy({u"/children/1/children/1"_s, u"/children/0"_s});
    QVERIFY(copied.ok());
    QCOMPARE(*copied,
             QByteArray("[\n  {\"store\": {\"count\": 0}, \"as\": \"counter\"},\n  {\"show\": "
                        "{\"$\": \"true\"},\n   \"children\": [{\"construct\": \"Box\"}]}\n]\n"));
    const QByteArray other = "{\n  \"children\": []\n}\n";
    QCOMPARE(after(other, editorOf(other).paste({u"/children"_s}, *copied)),
             QByteArray("{\n  \"children\": [\n    {\"store\": {\"count\": 0}, \"as\": "
                        "\"counter\"},\n    {\"show\": {\"$\": \"true\"},\n     \"children\": "
                        "[{\"construct\": \"Box\"}]}\n  ]\n}\n"));
    const QByteArray line = R"({"children":[]})";
    QByteArray crlf = *copied;
    crlf.replace("\n", "\r\n");
    QCOMPARE(after(line, editorOf(line).paste({u"/children"_s}, crlf)),
             QByteArray(R"({"children":[{"store": {"count": 0}, "as": "counter"},)"
                        R"({"show":{"$":"true"},"children":[{"construct":"Box"}]}]})"));
}

void tst_DocumentEditor::refusesToPasteWhatDoesNotFit_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const QByteArray &text, const QString &message,
                        const QString &where) { QTest::newRow(name) << text << message << where; };
    row("nothing", "", u"What is to be pasted is no JSON: The document is empty."_s,
        u"line 1, column 1"_s);
    row("prose", "hello", u"What is to be pasted is no JSON: Invalid value."_s,
        u"line 1, column 1"_s);
    row("cut off", "{\n\"show\": ",
        u"What is to be pasted is no JSON: The text ends in the middle "
        "of the document."_s,
        u"line 2, column 9"_s);
    row("empty list", " [] ", u"There is no element in what is to be pasted."_s, {});
    row("a value", "17", u"What is to be pasted does not fit: An element is an object."_s,
        u"line 1, column 1"_s);
    row("second is none", "[{\"show\": 1},\n {\"a\": 1}]",
        u"What is to be pasted does not fit: This does not say what element it is."_s,
        u"line 2, column 2"_s);
    row("a yield", "{\"yield\": {}}",
        u"What is to be pasted does not fit: \"yield\" can only stand in a component."_s,
        u"line 1, column 1"_s);
}

void tst_DocumentEditor::refusesToPasteWhatDoesNotFit()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    QFETCH(QString, where);
    const Result<DocumentEdit> edit = editorOf(sample).paste({u"/children"_s, 0}, text);
    QVERIFY(!edit.ok());
    QCOMPARE(edit.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(edit.error().message, message);
    QCOMPARE(edit.error().where, where);
}

void tst_DocumentEditor::addsComponents()
{
    const Result<DocumentEdit> edit = editorOf(sample).addComponent(u"New"_s);
    QCOMPARE(after(sample, edit),
             changed("    ]}\n  },", "    ]},\n    \"New\": {\"children\": []}\n  },"));
    QCOMPARE(edit->select, QStringList{u"/components/New"_s});
    const QByteArray none = R"({"creact": 1, "stack": "s", "children": []})";
    QCOMPARE(after(none, editorOf(none).addComponent(u"A"_s)),
             QByteArray(R"({"creact": 1, "stack": "s", "components": {"A": {"children": []}}, )"
                        R"("children": []})"));
    for (const QString &name : {u"Part"_s, u""_s, u"a b"_s, u"this"_s})
        QVERIFY(!editorOf(sample).addComponent(name).ok());
}

void tst_DocumentEditor::removesComponentsThatAreNotUsed()
{
    const QByteArray text = R"({"creact": 1, "stack": "s", "components": {
      "A": {"children": [{"show": 1, "children": [{"component": "A"}]}]},
      "B": {"children": [{"component": "C"}]},
      "C": {"children": []}}, "children": []})";
    const DocumentEditor editor = editorOf(text);
    QByteArray expected = text;
    expected.replace(R"(
      "A": {"children": [{"show": 1, "children": [{"component": "A"}]}]},)",
                     {});
    QCOMPARE(after(text, editor.removeComponent(u"A"_s)), expected);
    QCOMPARE(editor.removeComponent(u"C"_s).error().message,
             u"Component \"C\" is used once: take that out first."_s);
    QVERIFY(!editor.removeComponent(u"D"_s).ok());
}

void tst_DocumentEditor::knowsPlacesAndElements()
{
    QCOMPARE(placeOf(u"/children/3"_s), (ElementPlace{u"/children"_s, 3}));
    QCOMPARE(placeOf(u"/components/A/children/0/else/2"_s),
             (ElementPlace{u"/components/A/children/0/else"_s, 2}));
    for (const QString &none : {u""_s, u"/"_s, u"/children"_s, u"/children/x"_s, u"/components/A"_s,
                                u"/children/0/props/children/0"_s, u"/else/0"_s})
        QVERIFY(placeOf(none).list.isEmpty());
    QCOMPARE(componentOf(u"/components/Part/children/0/props/x"_s), u"Part"_s);
    QCOMPARE(componentOf(u"/children/0"_s), QString());

    const LoadedDocument read = readStackDocument(
        R"({"creact": 1, "stack": "s", "components": {"A": {"children": [{"yield": {}}]}},
            "children": [1, {"x": 1}, {"show": 1, "else": [{}, {"store": {}, "as": "a"}]}]})",
        {});
    const StackDocument &document = *read.document;
    QCOMPARE(elementAt(document, u"/children/2"_s)->kind, Element::Kind::Show);
    QCOMPARE(elementAt(document, u"/children/2/else/1"_s)->as, u"a"_s);
    QCOMPARE(elementAt(document, u"/components/A/children/0"_s)->kind, Element::Kind::Yield);
    for (const QString &none :
         {u"/children/0"_s, u"/children/1"_s, u"/children/3"_s, u"/children/2/else/0"_s,
          u"/children/2/else"_s, u"/children/2/children/0"_s, u"/components/B/children/0"_s})
        QVERIFY(!elementAt(document, none));
}

void tst_DocumentEditor::countsUsesOfComponents()
{
    const LoadedDocument read = readStackDocument(
        R"({"creact": 1, "stack": "s", "components": {
              "A": {"children": [{"show": 1, "children": [{"component": "A"}]}]},
              "B": {"children": [{"component": "A", "disabled": true}]}},
            "children": [{"boundary": "e", "fallback": [{"component": "A"}]}]})",
        {});
    QCOMPARE(usesOf(*read.document, u"A"_s), 3);
    QCOMPARE(usesOf(*read.document, u"B"_s), 0);
}

QTEST_GUILESS_MAIN(tst_DocumentEditor)
#include "tst_documenteditor.moc"
