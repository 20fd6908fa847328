// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/inspectorstage.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTranslator>

using namespace creact;
using namespace Qt::StringLiterals;

/// The inspector as an editor of the document, by keyboard and mouse.
class TestInspector : public InspectorStage {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void writesTextAsItIsTyped();
    void takesEnterInAWindowThatIsNotActive();
    void keepsTheDigitsOfANumber();
    void holdsWhatIsNoNumber();
    void writesAChoice();
    void goesBackToTheDefault();
    void removesAnUnknownProp();
    void checksJsonWhileItIsTyped();
    void saysInWhichLineASchemaIsWrong();
    void refusesInTheWindowsLanguage();
    void editsMessages();
    void takesTypedTextBackOnEscape();
    void undoesInTheDocument();
    void saysWhatIsMissing();
    void showsProblemsUnderTheirField();
    void keepsFocusAndTextWhileDetailsCome();
    void keepsTypedTextWhenAnotherRowIsSelected();
    void keepsWhatIsNoNumberAsText();
    void keepsTypedTextWhenTheWindowIsClosed();
    void showsDocumentationOnF1();
    void walksByTab();
};

void TestInspector::writesTextAsItIsTyped()
{
    select(modelAt);
    enter(u"/props/model"_s, u"o4 \"mini\""_s);
    QCOMPARE(text(), stackText);
    QTest::keyClick(input(u"/props/model"_s), Qt::Key_Return);
    QCOMPARE(text(), withReplaced("gpt-4o-mini", "o4 \\\"mini\\\""));
    QCOMPARE(m_stage->controller.draft()->undoStack()->undoText(), u"change model of model"_s);
    undo();
    QTRY_COMPARE(qobject_cast<QLineEdit *>(input(u"/props/model"_s))->text(), u"gpt-4o-mini"_s);
}

void TestInspector::takesEnterInAWindowThatIsNotActive()
{
    select(modelAt);
    QWidget other;
    other.show();
    other.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    enter(u"/props/model"_s, u"other"_s);
    QVERIFY(qApp->focusWidget() != input(u"/props/model"_s));
    QTest::keyClick(input(u"/props/model"_s), Qt::Key_Return);
    QCOMPARE(text(), withReplaced("gpt-4o-mini", "other"));
    undo();
    QTRY_COMPARE(line(u"/props/model"_s)->text(), u"gpt-4o-mini"_s);
    enter(u"/props/model"_s, u"half"_s);
    QTest::keyClick(input(u"/props/model"_s), Qt::Key_Escape);
    QCOMPARE(qobject_cast<QLineEdit *>(input(u"/props/model"_s))->text(), u"gpt-4o-mini"_s);
}

void TestInspector::keepsTheDigitsOfANumber()
{
    select(modelAt);
    auto *line = qobject_cast<QLineEdit *>(input(u"/props/temperature"_s));
    QCOMPARE(line->text(), u"1.50"_s);
    enter(u"/props/temperature"_s, u"0.70"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(text(), withReplaced("1.50", "0.70"));
    QTest::keyClick(line, Qt::Key_Up);
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(text(), withReplaced("1.50", "0.8"));
    enter(u"/props/temperature"_s, u"3"_s);
    QVERIFY(error(u"/props/temperature"_s)->text().contains(u"2"));
}

void TestInspector::holdsWhatIsNoNumber()
{
    select(modelAt);
    enter(u"/props/temperature"_s, u"1,5"_s);
    QVERIFY(!error(u"/props/temperature"_s)->isHidden());
    QTest::keyClick(input(u"/props/temperature"_s), Qt::Key_Return);
    QCOMPARE(text(), stackText);
    QCOMPARE(qobject_cast<QLineEdit *>(input(u"/props/temperature"_s))->text(), u"1,5"_s);
}

void TestInspector::writesAChoice()
{
    select(inMemory + u'0');
    auto *combo = qobject_cast<QComboBox *>(input(u"/props/kind"_s));
    QVERIFY(combo);
    QCOMPARE(combo->currentText(), u"wikipedia"_s);
    combo->setFocus();
    // Above what there is stands that nothing is set.
    QTest::keyClick(combo, Qt::Key_Up);
    QCOMPARE(text(), withReplaced(", \"kind\": \"wikipedia\"", ""));
    QTRY_VERIFY(!field(u"/props/kind"_s)->field().value);
    QTest::keyClick(combo, Qt::Key_Down);
    QTRY_VERIFY(text().contains("\"kind\": \"wikipedia\""));
}

void TestInspector::goesBackToTheDefault()
{
    select(u"/children/1"_s);
    auto *line = qobject_cast<QLineEdit *>(input(u"/props/host"_s));
    QCOMPARE(line->text(), QString());
    QVERIFY(line->placeholderText().startsWith(u"127.0.0.1"_s));
    auto *reset = in<QToolButton>(u"/props/port"_s, "resetField");
    QVERIFY(!reset->isHidden());
    QVERIFY(in<QToolButton>(u"/props/host"_s, "resetField")->isHidden());
    QTest::mouseClick(reset, Qt::LeftButton);
    QCOMPARE(text(), withReplaced("\"port\": 3000, ", ""));
    QTRY_COMPARE(qobject_cast<QLineEdit *>(input(u"/props/port"_s))->text(), QString());
    QVERIFY(reset->isHidden());
    undo();
    QTRY_COMPARE(qobject_cast<QLineEdit *>(input(u"/props/port"_s))->text(), u"3000"_s);
}

void TestInspector::removesAnUnknownProp()
{
    select(u"/children/1"_s);
    QVERIFY(field(u"/props/colour"_s));
    QVERIFY(!error(u"/props/colour"_s)->isHidden());
    QTest::mouseClick(in<QToolButton>(u"/props/colour"_s, "resetField"), Qt::LeftButton);
    QCOMPARE(text(), withReplaced(", \"colour\": \"red\"", ""));
    QTRY_VERIFY(!field(u"/props/colour"_s) || field(u"/props/colour"_s)->isHidden());
}

void TestInspector::checksJsonWhileItIsTyped()
{
    select(inMemory + u'0');
    enter(u"/props/parameters"_s, u"{\"type\":"_s);
    QVERIFY(error(u"/props/parameters"_s)->text().contains(u"1:"));
    QTest::keyClick(input(u"/props/parameters"_s), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(text(), stackText);
    QTest::keyClicks(input(u"/props/parameters"_s), u" \"object\"}"_s);
    QVERIFY(error(u"/props/parameters"_s)->isHidden());
    QTest::keyClick(input(u"/props/parameters"_s), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(text().contains("\"parameters\": {\"type\": \"object\"}"));
}

void TestInspector::saysInWhichLineASchemaIsWrong()
{
    select(inMemory + u'0');
    auto *edit = qobject_cast<QPlainTextEdit *>(input(u"/props/parameters"_s));
    QVERIFY(edit);
    edit->setPlainText(uR"({
  "type": "object",
  "properties": {
    "ok": {"type": "string"},
    "a b": {"anyOf": [true,
      {"type": "text"}]}
  }
})"_s);
    QTRY_COMPARE(error(u"/props/parameters"_s)->text(),
                 u"Line 6: parameters.properties[\"a b\"].anyOf[1].type: there is no type "
                 u"\"text\"."_s);
    edit->setPlainText(uR"({
  "required": "ok"})"_s);
    QTRY_COMPARE(error(u"/props/parameters"_s)->text(),
                 u"Line 2: parameters.required must be a list."_s);
    edit->setPlainText(u"{\"type\": \"object\"}"_s);
    QTRY_VERIFY(error(u"/props/parameters"_s)->isHidden());
}

void TestInspector::refusesInTheWindowsLanguage()
{
    QTranslator german;
    QVERIFY(german.load(u":/i18n/creact_de.qm"_s));
    QCoreApplication::installTranslator(&german);
    select(modelAt);
    enter(u"/as"_s, u"no name"_s);
    QTest::keyClick(input(u"/as"_s), Qt::Key_Return);
    const QString refused = error(u"/as"_s)->text();
    QTest::keyClick(input(u"/as"_s), Qt::Key_Escape);
    select(inMemory + u'0');
    auto *schema = qobject_cast<QPlainTextEdit *>(input(u"/props/parameters"_s));
    schema->setPlainText(u"{\"type\": \"text\"}"_s);
    const QString complained = error(u"/props/parameters"_s)->text();
    QCoreApplication::removeTranslator(&german);
    QVERIFY2(refused.startsWith(u"„no name“ kann kein Name sein."_s), qPrintable(refused));
    QCOMPARE(complained, u"Zeile 1: parameters.type: Es gibt keinen Typ „text“."_s);
}

void TestInspector::editsMessages()
{
    select(inMemory + u'1');
    FieldRow *row = field(u"/props/messages"_s);
    auto *content = row->findChild<QPlainTextEdit *>(u"messageContent"_s);
    QVERIFY(content);
    content->setFocus();
    QTest::keyClick(content, Qt::Key_End);
    QTest::keyClicks(content, u" there"_s);
    QTest::keyClick(content, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(text(), withReplaced("\"Hi\"", "\"Hi there\""));
    QTest::mouseClick(row->findChild<QPushButton *>(u"addMessage"_s), Qt::LeftButton);
    QTRY_COMPARE(row->findChildren<QPlainTextEdit *>(u"messageContent"_s).size(), 2);
    QTRY_VERIFY(text().contains("\"content\": \"\""));
    auto *up = row->findChildren<QToolButton *>(u"moveMessageUp"_s).last();
    QTest::mouseClick(up, Qt::LeftButton);
    QTRY_VERIFY(text().indexOf("\"content\": \"\"") < text().indexOf("Hi there"));
    QTest::mouseClick(row->findChildren<QToolButton *>(u"removeMessage"_s).first(), Qt::LeftButton);
    QTRY_VERIFY(!text().contains("\"content\": \"\""));
    while (m_stage->controller.draft()->undoStack()->canUndo())
        undo();
    QCOMPARE(text(), stackText);
}

void TestInspector::takesTypedTextBackOnEscape()
{
    select(modelAt);
    enter(u"/props/model"_s, u"other"_s);
    QTest::keyClick(input(u"/props/model"_s), Qt::Key_Escape);
    QCOMPARE(qobject_cast<QLineEdit *>(input(u"/props/model"_s))->text(), u"gpt-4o-mini"_s);
    input(u"/props/endpoint"_s)->setFocus();
    QCOMPARE(text(), stackText);
}

void TestInspector::undoesInTheDocument()
{
    select(modelAt);
    enter(u"/props/model"_s, u"other"_s);
    QTest::keyClick(input(u"/props/model"_s), Qt::Key_Return);
    QVERIFY(text() != stackText);
    QTest::keyClick(input(u"/props/model"_s), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(text(), stackText);
    QTRY_COMPARE(qobject_cast<QLineEdit *>(input(u"/props/model"_s))->text(), u"gpt-4o-mini"_s);
    QCOMPARE(m_stage->window.focusWidget(), input(u"/props/model"_s));
}

void TestInspector::saysWhatIsMissing()
{
    select(inMemory + u'5');
    QVERIFY(field(u"/props/model"_s)->field().isMissing());
    QCOMPARE(qobject_cast<QLineEdit *>(input(u"/props/model"_s))->placeholderText(), u"required"_s);
    m_stage->find<InspectorPane>("inspectorPane")->focusForm();
    QCOMPARE(m_stage->window.focusWidget(), input(u"/props/model"_s));
    enter(u"/props/model"_s, u"demo"_s);
    QTest::keyClick(input(u"/props/model"_s), Qt::Key_Return);
    QVERIFY(text().contains("\"as\": \"bare\", \"props\": "));
    QTRY_VERIFY(!field(u"/props/model"_s)->field().isMissing());
}

void TestInspector::showsProblemsUnderTheirField()
{
    select(modelAt);
    Problem problem;
    problem.code = u"prop_type"_s;
    problem.message = u"That is no model."_s;
    problem.pointer = modelAt + u"/props/model"_s;
    Q_EMIT m_stage->engine.problemsChanged({problem});
    QVERIFY(error(u"/props/model"_s)->text().contains(problem.message));
    QVERIFY(error(u"/props/endpoint"_s)->isHidden());
    Q_EMIT m_stage->engine.problemsChanged({});
    QVERIFY(error(u"/props/model"_s)->isHidden());
}

void TestInspector::keepsFocusAndTextWhileDetailsCome()
{
    select(modelAt);
    enter(u"/props/model"_s, u"half"_s);
    auto *line = qobject_cast<QLineEdit *>(input(u"/props/model"_s));
    line->setCursorPosition(2);
    for (int frame = 0; frame < 3; ++frame) {
        m_detail.outputs = QJsonObject{{u"id"_s, u"x"_s}, {u"frame"_s, frame}};
        m_detail.row.durationMs = frame;
        detail(m_detail);
        m_tree->show(text(), m_stage->controller.draft()->revision());
    }
    QCOMPARE(input(u"/props/model"_s), line);
    QCOMPARE(m_stage->window.focusWidget(), line);
    QCOMPARE(line->text(), u"half"_s);
    QCOMPARE(line->cursorPosition(), 2);
    QCOMPARE(text(), stackText);
}

void TestInspector::keepsTypedTextWhenAnotherRowIsSelected()
{
    select(inMemory + u'1');
    enter(u"/props/model"_s, u"memory + "_s);
    select(modelAt);
    QVERIFY(text().contains("\"memory + \""));
    undo();
    QCOMPARE(text(), stackText);
}

void TestInspector::keepsWhatIsNoNumberAsText()
{
    select(modelAt);
    enter(u"/props/temperature"_s, u"warm"_s);
    select(u"/children/1"_s);
    QCOMPARE(text(), withReplaced("1.50", "\"warm\""));
}

void TestInspector::keepsTypedTextWhenTheWindowIsClosed()
{
    m_tree->open(m_stage->controller, stackText, FakeStack::idle());
    select(modelAt);
    enter(u"/props/model"_s, u"other"_s);
    // It would close if nothing were changed.
    QVERIFY(!m_stage->window.close());
    QCOMPARE(text(), withReplaced("gpt-4o-mini", "other"));
}

void TestInspector::showsDocumentationOnF1()
{
    select(modelAt);
    auto *doc = in<QLabel>(u"/props/model"_s, "fieldDoc");
    QVERIFY(doc->isHidden());
    input(u"/props/model"_s)->setFocus();
    QTest::keyClick(input(u"/props/model"_s), Qt::Key_F1);
    QVERIFY(doc->text().contains(u"endpoint knows"_s));
    QVERIFY(!doc->isHidden());
    QTest::mouseClick(in<QAbstractButton>(u"/props/model"_s, "fieldLabel"), Qt::LeftButton);
    QVERIFY(doc->isHidden());
}

void TestInspector::walksByTab()
{
    select(modelAt);
    input(u"/props/model"_s)->setFocus();
    QTest::keyClick(input(u"/props/model"_s), Qt::Key_Tab);
    QCOMPARE(m_stage->window.focusWidget(), fx(u"/props/model"_s));
    QTest::keyClick(fx(u"/props/model"_s), Qt::Key_Tab);
    QCOMPARE(m_stage->window.focusWidget(), input(u"/props/endpoint"_s));
    QTest::keyClick(input(u"/props/endpoint"_s), Qt::Key_Backtab);
    QCOMPARE(m_stage->window.focusWidget(), fx(u"/props/model"_s));
    // An expression stands where the value stood.
    QTest::mouseClick(fx(u"/props/endpoint"_s), Qt::LeftButton);
    QCOMPARE(m_stage->window.focusWidget(), binding(u"/props/endpoint"_s));
    QTest::keyClick(binding(u"/props/endpoint"_s), Qt::Key_Tab);
    QCOMPARE(m_stage->window.focusWidget(), fx(u"/props/endpoint"_s));
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
