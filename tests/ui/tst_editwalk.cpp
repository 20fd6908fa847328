// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio.h"
#include "ui/editing/stackdraft.h"
#include "ui/models/planmodel.h"

#include <QLineEdit>
#include <QScopeGuard>
#include <QTextCursor>
#include <QTreeView>
#include <QUndoStack>

using namespace creact;
using namespace Qt::StringLiterals;
using Status = StackInfo::Status;

namespace {

const QString modelAt = u"/children/0/children/0/children/0"_s;
const QString memoryAt = modelAt + u"/children/0"_s;
const QString wikiAt = memoryAt + u"/children/0"_s;

} // namespace

/// A person edits the running agent, by keyboard, in the real window on the real engine: a second
/// tool, another model, another name, a move, a broken expression and its mending; reads the plan,
/// applies a part of it, and takes everything back.
class TestEditWalk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRunningAgentIsEdited_data();
    void theRunningAgentIsEdited();

private:
    void select(const QString &pointer);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    /// The key of an action of the tree, once that fits the selected row.
    void act(const QString &action, Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void name(const QString &name);
    void fill(const QString &path, const QString &text);
    void ask(const QString &question, int row);
    void shoot(const QString &name);
    const QByteArray &text() const { return m_studio->controller.draft()->text(); }
    template <typename T> T *find(const QString &name) const
    {
        return m_studio->window.findChild<T *>(name);
    }
    const TreeRow *row(const QString &nodeId) const
    {
        StackTreeModel *tree = m_studio->controller.tree();
        return tree->row(tree->uidOfNode(nodeId));
    }

    Studio *m_studio = nullptr;
    QString m_colours;
};

void TestEditWalk::select(const QString &pointer)
{
    // An edit selects what it changed as soon as that is shown.
    const auto shown = std::make_shared<bool>(false);
    m_studio->controller.draft()->whenShown([shown] { *shown = true; });
    QTRY_VERIFY_WITH_TIMEOUT(*shown, patience);
    const StackTreeModel *tree = m_studio->controller.tree();
    QTRY_VERIFY_WITH_TIMEOUT(tree->uidOfPointer(pointer) != 0, patience);
    // As a window manager does when a popup has closed.
    m_studio->window.activateWindow();
    QTRY_VERIFY(m_studio->window.isActiveWindow());
    auto *pane = find<TreePane>(u"treePane"_s);
    pane->selectPointer(pointer);
    pane->focusTree();
    QTRY_COMPARE(m_studio->window.focusWidget(), find<QTreeView>(u"stackTree"_s));
}

void TestEditWalk::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_studio->window.focusWidget(), key, modifiers);
}

void TestEditWalk::act(const QString &action, Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTRY_VERIFY_WITH_TIMEOUT(find<QAction>(action)->isEnabled(), patience);
    press(key, modifiers);
}

/// Into the name that is asked for in the tree.
void TestEditWalk::name(const QString &name)
{
    QTRY_VERIFY(find<QLineEdit>(u"nameEdit"_s));
    auto *edit = find<QLineEdit>(u"nameEdit"_s);
    edit->selectAll();
    QTest::keyClicks(edit, name);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(!find<QLineEdit>(u"nameEdit"_s));
}

/// Into a field of the inspector.
void TestEditWalk::fill(const QString &path, const QString &text)
{
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>(u"field:"_s + path), patience);
    auto *value = find<QWidget>(u"field:"_s + path)->findChild<QWidget *>(u"valueEdit"_s);
    QWidget *input = value->focusProxy() ? value->focusProxy() : value;
    input->setFocus();
    QTest::keyClick(input, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(input, text);
    QTest::keyClick(input, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(this->text().contains('"' + text.toUtf8() + '"'), patience);
}

void TestEditWalk::ask(const QString &question, int row)
{
    m_studio->ask(question);
    ChatModel *chat = m_studio->controller.chat();
    QTRY_VERIFY_WITH_TIMEOUT(chat->rowCount() == row + 1 && chat->turn(row).endedAt > 0, patience);
    const ChatTurn turn = chat->turn(row);
    QVERIFY2(turn.state == ChatTurn::State::Answered,
             qPrintable(turn.error ? turn.error->message : turn.answer));
}

/// With CREACT_SCREENSHOT_DIR, the row of pictures.
void TestEditWalk::shoot(const QString &name)
{
    const QString dir = qEnvironmentVariable("CREACT_SCREENSHOT_DIR");
    if (!dir.isEmpty())
        QVERIFY(m_studio->window.grab().save(u"%1/walk-%2-%3.png"_s.arg(dir, name, m_colours)));
}

void TestEditWalk::theRunningAgentIsEdited_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestEditWalk::theRunningAgentIsEdited()
{
    QFETCH(bool, dark);
    m_colours = dark ? u"dark"_s : u"light"_s;
    Theme theme(*qApp);
    theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    const QTemporaryDir dir;
    const Result<QString> document = createFromTemplate(u"agent"_s, dir.filePath(u"agent"_s));
    QVERIFY(document.ok());
    Studio studio(theme, dir.path());
    m_studio = &studio;
    const auto gone = qScopeGuard([this] { m_studio = nullptr; });
    studio.window.openStack(*document);
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(), Status::Idle, patience);
    studio.deploy();
    ask(u"Who was Ada Lovelace?"_s, 0);
    const QByteArray before = text();

    // A second tool, beside the first.
    select(wikiAt);
    act(u"addElement"_s, Qt::Key_Insert);
    auto *search = find<QLineEdit>(u"paletteSearch"_s);
    QTRY_VERIFY(search && search->isVisible());
    QTest::keyClicks(search, u"tool"_s);
    shoot(u"1-palette"_s);
    QTest::keyClick(search, Qt::Key_Return, Qt::ControlModifier);
    name(u"second"_s);
    select(wikiAt);
    const auto shownName = [&] {
        auto *field = find<QWidget>(u"field:/props/name"_s);
        return field ? field->findChild<QLineEdit *>()->text() : u"?"_s;
    };
    QTRY_COMPARE_WITH_TIMEOUT(shownName(), QString(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(find<QLabel>(u"inspectorName"_s)->text(), u"second"_s, patience);
    // What it requires is told until it is there.
    QTRY_VERIFY_WITH_TIMEOUT(studio.controller.problems()->rowCount() > 0, patience);
    fill(u"/props/name"_s, u"wikipedia"_s);
    QTRY_COMPARE_WITH_TIMEOUT(studio.controller.problems()->rowCount(), 0, 3000);
    shoot(u"2-second-tool"_s);

    // Another model, another name for the memory, and the new tool below the old one.
    select(modelAt);
    fill(u"/props/model"_s, u"gpt-4o"_s);
    select(memoryAt);
    act(u"renameElement"_s, Qt::Key_F2);
    name(u"history"_s);
    QTRY_VERIFY_WITH_TIMEOUT(text().contains("history.messages") && text().contains("history.id"),
                             patience);
    QVERIFY(!text().contains("memory."));
    select(wikiAt);
    act(u"moveDown"_s, Qt::Key_Down, Qt::AltModifier);
    QTRY_VERIFY_WITH_TIMEOUT(text().indexOf("\"second\"") > text().indexOf("\"wiki\""), patience);
    shoot(u"3-renamed-and-moved"_s);

    // Break an expression in the text, and mend it.
    press(Qt::Key_T, Qt::ControlModifier);
    auto *editor = find<QPlainTextEdit>(u"documentText"_s);
    QTRY_VERIFY(editor->isVisible());
    editor->setFocus();
    QTextCursor cursor = editor->document()->find(u"[wiki]"_s);
    QVERIFY(!cursor.isNull());
    cursor.setPosition(cursor.selectionEnd() - 1);
    editor->setTextCursor(cursor);
    QTest::keyClicks(editor, u" +"_s);
    QVERIFY(text().contains("[wiki +]"));
    QTRY_COMPARE_WITH_TIMEOUT(studio.controller.problems()->rowCount(), 1, patience);
    shoot(u"4-broken"_s);
    QTest::keyClick(editor, Qt::Key_Backspace);
    QTest::keyClick(editor, Qt::Key_Backspace);
    QTRY_COMPARE_WITH_TIMEOUT(studio.controller.problems()->rowCount(), 0, patience);
    QTest::keyClick(editor, Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(!editor->isVisible());

    // The plan says what changes: the name of the memory and the order are no change.
    PlanController *plan = studio.controller.plan();
    QTest::keyClick(&studio.window, Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(plan->state(), PlanController::State::Ready, patience);
    shoot(u"5-plan"_s);
    QString tool;
    QString model;
    for (const Plan::Item &item : plan->plan().items) {
        if (!item.changes())
            continue;
        (item.constructType == u"Tool"_s ? tool : model) = item.nodeId;
    }
    QCOMPARE(plan->model()->changeCount(), 2);
    QCOMPARE(plan->plan().find(tool)->action, u"create"_s);
    QCOMPARE(plan->plan().find(model)->action, u"update"_s);
    // Nothing has happened yet.
    QVERIFY(row(tool) && row(tool)->state != NodeState::Deployed);

    // A part of it: all but the new tool.
    auto *planTree = find<QTreeView>(u"planTree"_s);
    planTree->setCurrentIndex(plan->model()->indexOf(tool));
    QTest::keyClick(planTree, Qt::Key_Space);
    QTest::keyClick(planTree, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(plan->state(), PlanController::State::Closed, patience);
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(), Status::Live, patience);
    QTRY_VERIFY_WITH_TIMEOUT(row(tool) && row(tool)->held, patience);
    QTRY_VERIFY_WITH_TIMEOUT(row(model)->summary.contains(u"gpt-4o"_s), patience);
    shoot(u"6-applied-in-part"_s);
    ask(u"Who was Charles Babbage?"_s, 1);

    // Take it all back: byte for byte, in the window, on disk and in what runs.
    select(modelAt);
    QUndoStack *undo = studio.controller.draft()->undoStack();
    while (undo->canUndo())
        press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(text(), before);
    studio.deploy();
    QTRY_VERIFY_WITH_TIMEOUT(row(model)->summary == u"gpt-4o-mini"_s, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!row(tool), patience);
    QFile file(*document);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), before);
    shoot(u"7-taken-back"_s);
    ask(u"What did I ask before?"_s, 2);
}

QTEST_MAIN(TestEditWalk)
#include "tst_editwalk.moc"
