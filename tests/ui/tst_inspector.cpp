// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/documenttree.h"
#include "tests/ui/stage.h"
#include "ui/panes/inspector/bindingedit.h"
#include "ui/panes/inspector/elementform.h"
#include "ui/panes/inspector/fieldrow.h"
#include "ui/panes/inspector/noteedit.h"
#include "ui/panes/inspectorpane.h"
#include "ui/panes/sidepanels.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QUndoStack>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

const QByteArray stackText = R"({
  "creact": 1,
  "stack": "desk",
  "components": {
    "Agent": {
      "props": ["question"],
      "children": [
        { "construct": "Memory", "as": "inner" },
        { "yield": { "response": {"$": "question"} } }
      ]
    }
  },
  "children": [
    { "store": { "count": 1, "name": "Ada" }, "as": "numbers" },
    { "construct": "HttpServer", "as": "server", "props": { "port": 3000, "colour": "red" }, "children": [
      { "construct": "ChatModel", "as": "model", "props": { "model": "gpt-4o-mini", "temperature": 1.50 }, "children": [
        { "construct": "Memory", "as": "memory", "children": [
          { "construct": "Tool", "as": "wiki", "props": { "name": "wikipedia", "kind": "wikipedia" } },
          { "construct": "Completion", "as": "answer", "props": {
            "model": {"$": "model"},
            "messages": [{ "role": "user", "content": "Hi" }]
          } },
          { "show": {"$": "memory.messages"}, "children": [] },
          { "component": "Agent", "as": "first" },
          { "component": "Agent", "as": "second" },
          { "construct": "Completion", "as": "bare" }
        ] }
      ] }
    ] }
  ]
}
)";

const QString inMemory = u"/children/1/children/0/children/0/children/"_s;
const QString modelAt = u"/children/1/children/0"_s;

} // namespace

namespace {

/// Names of the windows that were shown.
class WindowsShown : public QObject {
public:
    QStringList names;

protected:
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (event->type() == QEvent::Show && object->isWidgetType()
            && static_cast<QWidget *>(object)->isWindow())
            names.append(object->objectName());
        return false;
    }
};

} // namespace

/// The inspector as an editor of the document, by keyboard and mouse.
class TestInspector : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void writesTextAsItIsTyped();
    void keepsTheDigitsOfANumber();
    void holdsWhatIsNoNumber();
    void writesAChoice();
    void goesBackToTheDefault();
    void removesAnUnknownProp();
    void checksJsonWhileItIsTyped();
    void editsMessages();
    void takesTypedTextBackOnEscape();
    void undoesInTheDocument();
    void switchesBetweenValueAndExpression();
    void remembersTheExpressionThatGaveWay();
    void offersNamesAndMembers();
    void offersMembersThatOnlyTheValueKnows();
    void showsWhatAnExpressionComesTo();
    void saysWhatIsMissing();
    void showsProblemsUnderTheirField();
    void keepsFocusAndTextWhileDetailsCome();
    void keepsTypedTextWhenAnotherRowIsSelected();
    void keepsWhatIsNoNumberAsText();
    void keepsTypedTextWhenTheWindowIsClosed();
    void renamesWithEveryReader();
    void saysWhyANameCannotBe();
    void saysWhyNothingCanBeEdited();
    void addsAndRemovesMembers();
    void writesANoteAndLeavesOut();
    void saysHowManyUsesAChangeHas();
    void setsAValueOfALiveStore();
    void runsAndPinsTheNode();
    void showsDocumentationOnF1();
    void walksByTab();
    void opensNoWindowOfItsOwn();

private:
    void select(const QString &pointer);
    void detail(const RowDetail &detail) { Q_EMIT m_stage->engine.rowDetailChanged(detail); }
    FieldRow *field(const QString &path) const;
    /// What a person types into.
    QWidget *input(const QString &path) const;
    template <typename T> T *in(const QString &path, const char *name) const
    {
        return field(path)->findChild<T *>(QString::fromLatin1(name));
    }
    QLabel *error(const QString &path) const { return in<QLabel>(path, "fieldError"); }
    QToolButton *fx(const QString &path) const { return in<QToolButton>(path, "fx"); }
    BindingEdit *binding(const QString &path) const { return in<BindingEdit>(path, "bindingEdit"); }
    void enter(const QString &path, const QString &text);
    const QByteArray &text() const { return m_stage->controller.draft()->text(); }
    QByteArray withReplaced(const QByteArray &from, const QByteArray &to) const
    {
        return QByteArray(stackText).replace(from, to);
    }
    void undo() { m_stage->controller.draft()->undoStack()->undo(); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<DocumentTree> m_tree;
    RowDetail m_detail;
};

void TestInspector::init()
{
    m_theme = std::make_unique<Theme>(*qApp);
    m_stage = std::make_unique<Stage>(*m_theme);
    m_tree = std::make_unique<DocumentTree>(m_stage->engine);
    m_stage->window.resize(1300, 900);
    m_stage->window.show();
    m_stage->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_stage->window));
    m_stage->find<SidePanels>("sidePanels")->show(SidePanels::InspectorPanel);
    m_tree->open(m_stage->controller, stackText, FakeStack::live());
}

void TestInspector::cleanup()
{
    m_stage.reset();
    m_tree.reset();
    m_theme.reset();
}

void TestInspector::select(const QString &pointer)
{
    QTRY_VERIFY(m_tree->uidAt(pointer) != 0);
    const TreeRow::Uid uid = m_tree->uidAt(pointer);
    QTRY_VERIFY(m_stage->controller.tree()->row(uid) != nullptr);
    m_stage->find<TreePane>("treePane")->select(uid);
    m_detail = {};
    m_detail.row = *m_stage->controller.tree()->row(uid);
    detail(m_detail);
    QTRY_VERIFY(m_stage->find<ElementForm>("elementForm")->hasFields());
}

FieldRow *TestInspector::field(const QString &path) const
{
    return m_stage->find<ElementForm>("elementForm")->findChild<FieldRow *>(u"field:"_s + path);
}

QWidget *TestInspector::input(const QString &path) const
{
    QWidget *edit = field(path)->findChild<QWidget *>(u"bindingEdit"_s);
    if (!edit || edit->isHidden())
        edit = field(path)->findChild<QWidget *>(u"valueEdit"_s);
    return edit->focusProxy() ? edit->focusProxy() : edit;
}

void TestInspector::enter(const QString &path, const QString &text)
{
    QVERIFY(field(path));
    QWidget *edit = input(path);
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, text);
}

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

void TestInspector::switchesBetweenValueAndExpression()
{
    select(u"/children/1"_s);
    QTest::mouseClick(fx(u"/props/port"_s), Qt::LeftButton);
    QCOMPARE(text(), withReplaced("3000", "{\"$\": \"3000\"}"));
    QTRY_VERIFY(binding(u"/props/port"_s) && binding(u"/props/port"_s)->isVisible());
    QTest::mouseClick(fx(u"/props/port"_s), Qt::LeftButton);
    QTRY_COMPARE(text(), stackText);
    QTRY_VERIFY(binding(u"/props/port"_s)->isHidden());
    // Nothing stands there: the switch alone writes nothing.
    QTest::mouseClick(fx(u"/props/host"_s), Qt::LeftButton);
    QCOMPARE(text(), stackText);
    QCOMPARE(m_stage->window.focusWidget(), binding(u"/props/host"_s));
    QTest::keyClicks(binding(u"/props/host"_s), u"'::1'"_s);
    QTest::keyClick(binding(u"/props/host"_s), Qt::Key_Return);
    // The edit before it may not be shown yet.
    QTRY_VERIFY(text().contains("\"host\": {\"$\": \"'::1'\"}"));
}

void TestInspector::remembersTheExpressionThatGaveWay()
{
    select(inMemory + u'1');
    QTest::mouseClick(fx(u"/props/model"_s), Qt::LeftButton);
    QCOMPARE(text(), stackText);
    QVERIFY(binding(u"/props/model"_s)->isHidden());
    QTest::mouseClick(fx(u"/props/model"_s), Qt::LeftButton);
    QCOMPARE(binding(u"/props/model"_s)->expression(), u"model"_s);
    QCOMPARE(text(), stackText);
}

void TestInspector::offersNamesAndMembers()
{
    select(inMemory + u'1');
    BindingEdit *edit = binding(u"/props/model"_s);
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, u"mem"_s);
    QVERIFY(edit->isOffering());
    auto *list = m_stage->find<QListWidget>("nameList");
    QCOMPARE(list->item(0)->text(), u"memory"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(edit->expression(), u"memory"_s);
    QVERIFY(!edit->isOffering());
    QTest::keyClicks(edit, u"."_s);
    QVERIFY(edit->isOffering());
    QCOMPARE(list->count(), 2);
    QTest::keyClick(edit, Qt::Key_Down);
    QTest::keyClick(edit, Qt::Key_Tab);
    QCOMPARE(edit->expression(), u"memory.messages"_s);
    QCOMPARE(m_stage->window.focusWidget(), edit);
    QTest::keyClick(edit, Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(edit->isOffering());
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!edit->isOffering());
    QCOMPARE(edit->expression(), u"memory.messages"_s);
    QCOMPARE(text(), stackText);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(text(), withReplaced("{\"$\": \"model\"}", "{\"$\": \"memory.messages\"}"));
}

void TestInspector::offersMembersThatOnlyTheValueKnows()
{
    m_stage->script().onEvaluate = [](TreeRow::Uid, const QString &expression) {
        LiveValue live;
        if (expression == u"chat.pending"_s)
            live.value = QJsonObject{{u"content"_s, u"Hello"_s}, {u"id"_s, u"m1"_s}};
        return live;
    };
    select(inMemory + u'1');
    BindingEdit *edit = binding(u"/props/model"_s);
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, u"chat.pending.co"_s);
    QVERIFY(edit->isOffering());
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(edit->expression(), u"chat.pending.content"_s);
}

void TestInspector::showsWhatAnExpressionComesTo()
{
    m_stage->script().onEvaluate = [](TreeRow::Uid, const QString &expression) {
        LiveValue live;
        if (expression == u"1 + 1"_s)
            live.value = 2;
        else if (expression == u"1 +"_s)
            live.error = Error{ErrorCode::ExpressionFailed, u"Unexpected end"_s, u"1:4"_s, {}};
        else
            live.waitsFor = {u"chat.pending"_s};
        return live;
    };
    select(inMemory + u'1');
    auto *live = in<QAbstractButton>(u"/props/model"_s, "liveValue");
    QTRY_VERIFY(live->text().contains(u"chat.pending"_s));
    enter(u"/props/model"_s, u"1 +"_s);
    QTRY_VERIFY(error(u"/props/model"_s)->text().contains(u"Unexpected end"_s));
    QVERIFY(error(u"/props/model"_s)->text().contains(u"1:4"_s));
    QTest::keyClicks(binding(u"/props/model"_s), u" 1"_s);
    QTRY_COMPARE(live->text(), u"= 2"_s);
    QVERIFY(error(u"/props/model"_s)->isHidden());
    QTest::mouseClick(live, Qt::LeftButton);
    QCOMPARE(m_stage->find<QPlainTextEdit>("valueText")->toPlainText(), u"2"_s);
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

void TestInspector::renamesWithEveryReader()
{
    select(modelAt);
    enter(u"/as"_s, u"brain"_s);
    QTest::keyClick(input(u"/as"_s), Qt::Key_Return);
    QCOMPARE(text(),
             withReplaced("\"as\": \"model\"", "\"as\": \"brain\"")
                 .replace("{\"$\": \"model\"}", "{\"$\": \"brain\"}"));
    QCOMPARE(m_stage->controller.draft()->undoStack()->undoText(), u"rename model to brain"_s);
    undo();
    QCOMPARE(text(), stackText);
}

void TestInspector::saysWhyANameCannotBe()
{
    select(modelAt);
    enter(u"/as"_s, u"no name"_s);
    QTest::keyClick(input(u"/as"_s), Qt::Key_Return);
    QVERIFY(!error(u"/as"_s)->text().isEmpty());
    QCOMPARE(text(), stackText);
    enter(u"/as"_s, u""_s);
    QTest::keyClick(input(u"/as"_s), Qt::Key_Delete);
    QTest::keyClick(input(u"/as"_s), Qt::Key_Return);
    QVERIFY(error(u"/as"_s)->text().contains(u"one place"_s));
    QCOMPARE(text(), stackText);
    QTest::keyClick(input(u"/as"_s), Qt::Key_Escape);
    QVERIFY(error(u"/as"_s)->isHidden());
    QCOMPARE(qobject_cast<QLineEdit *>(input(u"/as"_s))->text(), u"model"_s);
}

void TestInspector::saysWhyNothingCanBeEdited()
{
    select(modelAt);
    auto *obstacle = m_stage->find<ElementForm>("elementForm")->findChild<QLabel *>(u"obstacle"_s);
    QVERIFY(obstacle->isHidden());
    StackDraft *draft = m_stage->controller.draft();
    draft->type({0, "{", "["});
    QTRY_VERIFY(!obstacle->isHidden());
    QVERIFY(qobject_cast<QLineEdit *>(input(u"/props/model"_s))->isReadOnly());
    select(u"/children/1"_s);
    QVERIFY(!obstacle->isHidden());
    QVERIFY(qobject_cast<QLineEdit *>(input(u"/props/host"_s))->isReadOnly());
    select(modelAt);
    draft->undoStack()->undo();
    QTRY_VERIFY(obstacle->isHidden());
    QVERIFY(!qobject_cast<QLineEdit *>(input(u"/props/model"_s))->isReadOnly());
}

void TestInspector::addsAndRemovesMembers()
{
    select(u"/children/0"_s);
    auto *name = m_stage->find<QLineEdit>("newMember");
    QVERIFY(name->isVisible());
    name->setFocus();
    QTest::keyClicks(name, u"extra"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(text().contains("\"extra\": null"));
    QTRY_VERIFY(field(u"/store/extra"_s));
    QVERIFY(fx(u"/store/extra"_s)->isHidden());
    enter(u"/store/extra"_s, u"[1, 2.0]"_s);
    QTest::keyClick(input(u"/store/extra"_s), Qt::Key_Return);
    QVERIFY(text().contains("\"extra\": [1, 2.0]"));
    QTRY_VERIFY(in<QToolButton>(u"/store/count"_s, "resetField")->isVisible());
    QTest::mouseClick(in<QToolButton>(u"/store/count"_s, "resetField"), Qt::LeftButton);
    QTRY_VERIFY(!text().contains("\"count\""));
}

void TestInspector::writesANoteAndLeavesOut()
{
    select(modelAt);
    auto *note = m_stage->find<NoteEdit>("noteEdit");
    note->setFocus();
    QTest::keyClicks(note, u"the cheap one"_s);
    QTest::keyClick(note, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(text().contains("\"note\": \"the cheap one\""));
    QCOMPARE(m_stage->controller.draft()->undoStack()->undoText(), u"note on model"_s);
    auto *disable = m_stage->find<QToolButton>("disableElement");
    QTRY_VERIFY(disable->isVisible());
    QTest::mouseClick(disable, Qt::LeftButton);
    QTRY_VERIFY(text().contains("\"disabled\": true"));
}

void TestInspector::saysHowManyUsesAChangeHas()
{
    select(modelAt);
    auto *strip = m_stage->find<QLabel>("componentStrip");
    QVERIFY(strip->isHidden());
    select(u"/components/Agent/children/0"_s);
    QTRY_VERIFY(!strip->isHidden());
    QVERIFY(strip->text().contains(u"Agent"_s));
    QVERIFY(strip->text().contains(u"2"));
}

void TestInspector::setsAValueOfALiveStore()
{
    select(u"/children/0"_s);
    m_detail.row.name = u"numbers"_s;
    m_detail.store = {{u"count"_s, 4}, {u"name"_s, u"Ada"_s}};
    detail(m_detail);
    auto *view = m_stage->find<QTreeView>("valueTree");
    QTRY_VERIFY(view->isVisible());
    const QModelIndex store = view->model()->index(0, 0);
    view->setCurrentIndex(view->model()->index(0, 0, store));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_F2);
    auto *edit = view->findChild<QLineEdit *>(u"storeValueEdit"_s);
    QVERIFY(edit);
    QCOMPARE(edit->text(), u"4"_s);
    m_stage->script().refuse = Error{ErrorCode::InvalidArgument, u"Not now."_s, {}, {}};
    edit->selectAll();
    QTest::keyClicks(edit, u"5"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_stage->script().storeEdits.size(), 1);
    const StoreEdit sent = m_stage->script().storeEdits.first();
    QCOMPARE(sent.store, u"numbers"_s);
    QCOMPARE(sent.key, u"count"_s);
    QCOMPARE(sent.value, QJsonValue(5));
    QVERIFY(m_stage->find<QLabel>("storeError")->text().contains(u"Not now."_s));
    QCOMPARE(text(), stackText);
}

void TestInspector::runsAndPinsTheNode()
{
    select(modelAt);
    m_detail.row.nodeId = u"http-server.chat-model"_s;
    m_detail.outputs = QJsonObject{{u"id"_s, u"x"_s}};
    detail(m_detail);
    auto *rerun = m_stage->find<QToolButton>("rerunNode");
    auto *pin = m_stage->find<QToolButton>("pinNode");
    QVERIFY(rerun->isVisible() && pin->isVisible());
    QVERIFY(m_stage->find<QToolButton>("retryNode")->isHidden());
    QTest::mouseClick(rerun, Qt::LeftButton);
    QTest::mouseClick(pin, Qt::LeftButton);
    QVERIFY(m_stage->script().calls.contains(u"rerun http-server.chat-model"_s));
    QVERIFY(m_stage->script().calls.contains(u"pin http-server.chat-model"_s));
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

void TestInspector::opensNoWindowOfItsOwn()
{
    // A part that is shown before it has a parent flashes, and takes the focus from the window.
    WindowsShown shown;
    qApp->installEventFilter(&shown);
    select(modelAt);
    select(u"/children/0"_s);
    QCOMPARE(shown.names, QStringList());
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
