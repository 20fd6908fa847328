// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/documenttree.h"
#include "tests/ui/fakeengine.h"
#include "tests/ui/fakestack.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/recentstacks.h"
#include "ui/controllers/secretstore.h"
#include "ui/controllers/stackcontroller.h"
#include "ui/controllers/storagesettings.h"
#include "ui/models/stacktreefilter.h"
#include "ui/panes/treepane.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QUndoStack>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

const QByteArray documentText = R"({
  "creact": 1,
  "stack": "agent",
  "components": {
    "Agent": {
      "props": ["question"],
      "children": [
        { "construct": "Completion", "as": "completion", "props": { "model": "m", "messages": [] },
          "children": [
            { "yield": { "answer": {"$": "completion.content"} } }
          ] }
      ]
    }
  },
  "children": [
    { "construct": "HttpServer", "as": "server", "props": { "port": 3000 },
      "children": [
        { "construct": "ChatHandler", "as": "chat", "props": { "serverId": {"$": "server.id"} },
          "children": [
            { "construct": "Memory", "as": "memory" },
            { "construct": "Tool", "as": "wiki", "props": { "name": "wikipedia" } },
            { "show": {"$": "chat.pending"},
              "children": [
                { "component": "Agent", "as": "one", "props": { "question": "a" } }
              ],
              "else": [
                { "component": "Agent", "as": "two", "props": { "question": "b" } }
              ] }
          ] }
      ] }
  ]
}
)";

const QString chatPointer = u"/children/0/children/0"_s;
const QString memoryPointer = chatPointer + u"/children/0"_s;
const QString toolPointer = chatPointer + u"/children/1"_s;
const QString showPointer = chatPointer + u"/children/2"_s;
const QString completionPointer = u"/components/Agent/children/0"_s;

class NoKeys : public SecretStore {
public:
    void read(const QString &, Done<QString> done) override { done(unsupported()); }
    void write(const QString &, const QString &, Done<void> done) override { done(unsupported()); }
    void remove(const QString &) override { }

private:
    static Error unsupported() { return {ErrorCode::Unsupported, {}, {}, {}}; }
};

/// A tree pane on a scripted engine that shows what is edited.
struct TreeStage {
    TreeStage()
        : settings(dir.filePath(u"settings.ini"_s), QSettings::IniFormat)
        , endpoint(settings, secrets)
        , recent(settings)
        , storage(settings)
        , controller(engine, endpoint, recent, storage)
        , tree(engine)
        , pane(controller.tree(), *controller.draft())
        , view(pane.findChild<QTreeView *>(u"stackTree"_s))
    {
        QObject::connect(&controller, &StackController::infoChanged, &pane, &TreePane::setInfo);
        QObject::connect(&controller, &StackController::commandFailed, &pane,
                         [this](const Error &error) { errors.append(error.message); });
    }

    void open(const QByteArray &text = documentText)
    {
        StackInfo info = FakeStack::idle();
        info.documentPath = dir.filePath(u"agent.stack.json"_s);
        tree.open(controller, text, info);
        pane.resize(900, 700);
        pane.show();
        view->setFocus();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        QCoreApplication::processEvents();
    }

    StackDraft &draft() { return *controller.draft(); }
    QAction *action(const char *name)
    {
        return pane.findChild<QAction *>(QString::fromLatin1(name));
    }
    template <typename T> T *find(const char *name) const
    {
        return pane.findChild<T *>(QString::fromLatin1(name));
    }
    void select(const QString &pointer) { pane.select(tree.uidAt(pointer)); }
    QString selectedPointer() const
    {
        const TreeRow *row = controller_tree()->row(pane.selected());
        return row ? row->pointer : QString();
    }
    const StackTreeModel *controller_tree() const
    {
        return const_cast<StackController &>(controller).tree();
    }
    QJsonValue json(const QString &pointer)
    {
        const JsonNode *node = draft().document().source->root().at(pointer);
        return node ? node->toJson() : QJsonValue(QJsonValue::Undefined);
    }
    QString undoName() { return draft().undoStack()->undoText(); }
    QPoint centerOf(const QString &pointer) { return rectOf(pointer).center(); }
    QRect rectOf(const QString &pointer)
    {
        const auto *filter = static_cast<StackTreeFilter *>(view->model());
        return view->visualRect(
            filter->mapFromSource(controller.tree()->indexOf(tree.uidAt(pointer))));
    }

    QTemporaryDir dir;
    QSettings settings;
    Engine engine;
    NoKeys secrets;
    EndpointSettings endpoint;
    RecentStacks recent;
    StorageSettings storage;
    StackController controller;
    DocumentTree tree;
    TreePane pane;
    QTreeView *view;
    QStringList errors;
};

QStringList pointersIn(const TreeStage &stage)
{
    QStringList all;
    for (const TreeRow &row : stage.tree.rows())
        all.append(row.pointer);
    return all;
}

} // namespace

class TestTreeEditing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void deletesWhatIsSelectedAndUndoGivesTheSameBytes();
    void severalRowsAreOneStep();
    void rowsBelowASelectedRowGoWithIt();
    void movesAmongSiblingsAndAcrossParents();
    void copiesAsJsonThatAnyProgramReads();
    void pastesBelowTheCurrentRowAndBesideItsOriginal();
    void clipboardThatIsNoElementIsRefused();
    void duplicatesAndDisables();
    void renamesInPlaceWithAllThatReadsIt();
    void nameThatIsTakenIsToldAndNotTaken();
    void escapeLeavesTheNameAsItWas();
    void liveRowsDoNotDisturbARename();
    void noteIsKeptUnlessEscaped();
    void paletteAddsWhatIsFound();
    void paletteOffersElseOfAShow();
    void paletteAddsBeforeByCtrlEnter();
    void componentHintCountsUses();
    void usedComponentIsNotDeleted();
    void componentIsAddedAndNamed();
    void textThatCannotBeReadStopsEditing();
    void editedBarOffersReviewAndDiscard();
    void menuAsksBeforeADestroy();
    void dropsBetweenAndOntoRows();
    void forbiddenDropSaysWhy();
    void dropFromElsewhereIsACopy();
    void keysInQuickSuccessionAllCount();
    void randomEditsKeepTheModelRight();
    void pictures_data();
    void pictures();
};

void TestTreeEditing::deletesWhatIsSelectedAndUndoGivesTheSameBytes()
{
    TreeStage stage;
    stage.open();
    stage.select(toolPointer);
    QTest::keyClick(stage.view, Qt::Key_Delete);
    QTRY_COMPARE(stage.json(toolPointer + u"/construct"_s), QJsonValue(QJsonValue::Undefined));
    QCOMPARE(stage.undoName(), u"delete Tool"_s);
    QTRY_VERIFY(!stage.selectedPointer().isEmpty());
    stage.draft().undoStack()->undo();
    QCOMPARE(stage.draft().text(), documentText);
}

void TestTreeEditing::severalRowsAreOneStep()
{
    TreeStage stage;
    stage.open();
    stage.select(memoryPointer);
    QTest::keyClick(stage.view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(stage.view, Qt::Key_Delete);
    QTRY_COMPARE(stage.undoName(), u"delete 2 elements"_s);
    QCOMPARE(stage.draft().undoStack()->count(), 1);
    QCOMPARE(stage.json(chatPointer + u"/children"_s).toArray().size(), 1);
}

void TestTreeEditing::rowsBelowASelectedRowGoWithIt()
{
    TreeStage stage;
    stage.open();
    stage.select(chatPointer);
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(stage.view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(stage.view, Qt::Key_Delete);
    QTRY_COMPARE(stage.undoName(), u"delete ChatHandler"_s);
    QVERIFY(stage.errors.isEmpty());
}

void TestTreeEditing::movesAmongSiblingsAndAcrossParents()
{
    TreeStage stage;
    stage.open();
    stage.select(toolPointer);
    QTest::keyClick(stage.view, Qt::Key_Up, Qt::AltModifier);
    QTRY_COMPARE(stage.json(memoryPointer + u"/as"_s).toString(), u"wiki"_s);
    QTRY_COMPARE(stage.selectedPointer(), memoryPointer);
    QCOMPARE(stage.undoName(), u"move Tool"_s);
    QVERIFY(!stage.action("moveUp")->isEnabled());
    QTest::keyClick(stage.view, Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(stage.draft().text(), documentText);
    QTRY_COMPARE(stage.selectedPointer(), toolPointer);
    QTest::keyClick(stage.view, Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(stage.json(memoryPointer + u"/children/0/as"_s).toString(), u"wiki"_s);
    QTRY_COMPARE(stage.selectedPointer(), memoryPointer + u"/children/0"_s);
    QTest::keyClick(stage.view, Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(stage.json(toolPointer + u"/as"_s).toString(), u"wiki"_s);
}

void TestTreeEditing::copiesAsJsonThatAnyProgramReads()
{
    TreeStage stage;
    stage.open();
    stage.select(toolPointer);
    QTest::keyClick(stage.view, Qt::Key_C, Qt::ControlModifier);
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    const QJsonDocument json = QJsonDocument::fromJson(data->text().toUtf8());
    QCOMPARE(json[0][u"as"_s].toString(), u"wiki"_s);
    QCOMPARE(data->data(u"application/json"_s), data->text().toUtf8());
    QCOMPARE(stage.draft().text(), documentText);
}

void TestTreeEditing::pastesBelowTheCurrentRowAndBesideItsOriginal()
{
    TreeStage stage;
    stage.open();
    stage.select(toolPointer);
    QTest::keyClick(stage.view, Qt::Key_C, Qt::ControlModifier);
    QTest::keyClick(stage.view, Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(stage.json(showPointer + u"/construct"_s).toString(), u"Tool"_s);
    QTRY_COMPARE(stage.selectedPointer(), showPointer);
    stage.select(memoryPointer);
    QTest::keyClick(stage.view, Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(stage.json(memoryPointer + u"/children/0/construct"_s).toString(), u"Tool"_s);
}

void TestTreeEditing::clipboardThatIsNoElementIsRefused()
{
    TreeStage stage;
    stage.open();
    QGuiApplication::clipboard()->setText(u"just words"_s);
    stage.select(memoryPointer);
    QTest::keyClick(stage.view, Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(stage.errors.size(), 1);
    QCOMPARE(stage.draft().text(), documentText);
}

void TestTreeEditing::duplicatesAndDisables()
{
    TreeStage stage;
    stage.open();
    stage.select(toolPointer);
    QTest::keyClick(stage.view, Qt::Key_D, Qt::ControlModifier);
    QTRY_COMPARE(stage.json(showPointer + u"/construct"_s).toString(), u"Tool"_s);
    QTRY_COMPARE(stage.selectedPointer(), showPointer);
    QTest::keyClick(stage.view, Qt::Key_Slash, Qt::ControlModifier);
    QTRY_COMPARE(stage.json(showPointer + u"/disabled"_s).toBool(), true);
    QTRY_COMPARE(stage.action("disableElements")->text(), u"E&nable"_s);
    QTRY_VERIFY(stage.controller.tree()->row(stage.pane.selected())->disabled);
    QTest::keyClick(stage.view, Qt::Key_Slash, Qt::ControlModifier);
    QTRY_VERIFY(stage.json(showPointer + u"/disabled"_s).isUndefined());
}

void TestTreeEditing::renamesInPlaceWithAllThatReadsIt()
{
    TreeStage stage;
    stage.open();
    stage.select(u"/children/0"_s);
    QTest::keyClick(stage.view, Qt::Key_F2);
    auto *edit = stage.find<QLineEdit>("nameEdit");
    QVERIFY(edit);
    QCOMPARE(edit->text(), u"server"_s);
    QTest::keyClicks(edit, u"web"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(stage.json(chatPointer + u"/props/serverId"_s)[u"$"_s].toString(), u"web.id"_s);
    QCOMPARE(stage.undoName(), u"rename server → web, 1 place"_s);
    QTRY_VERIFY(!stage.find<QLineEdit>("nameEdit"));
    stage.draft().undoStack()->undo();
    QCOMPARE(stage.draft().text(), documentText);
}

void TestTreeEditing::nameThatIsTakenIsToldAndNotTaken()
{
    TreeStage stage;
    stage.open();
    stage.select(chatPointer);
    QTest::keyClick(stage.view, Qt::Key_F2);
    auto *edit = stage.find<QLineEdit>("nameEdit");
    QTest::keyClicks(edit, u"no name"_s);
    auto *bubble = stage.find<QLabel>("nameError");
    QVERIFY(bubble->isVisible());
    QVERIFY(!bubble->text().isEmpty());
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(stage.find<QLineEdit>("nameEdit"));
    QCOMPARE(stage.draft().text(), documentText);
    edit->setText(u"talk"_s);
    QVERIFY(!bubble->isVisible());
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(stage.json(showPointer + u"/show"_s)[u"$"_s].toString(), u"talk.pending"_s);
}

void TestTreeEditing::escapeLeavesTheNameAsItWas()
{
    TreeStage stage;
    stage.open();
    stage.select(memoryPointer);
    QTest::keyClick(stage.view, Qt::Key_F2);
    auto *edit = stage.find<QLineEdit>("nameEdit");
    QTest::keyClicks(edit, u"other"_s);
    QTest::keyClick(edit, Qt::Key_Escape);
    QTRY_VERIFY(!stage.find<QLineEdit>("nameEdit"));
    QCOMPARE(stage.draft().text(), documentText);
}

void TestTreeEditing::liveRowsDoNotDisturbARename()
{
    TreeStage stage;
    stage.open();
    stage.select(memoryPointer);
    QTest::keyClick(stage.view, Qt::Key_F2);
    auto *edit = stage.find<QLineEdit>("nameEdit");
    QTest::keyClicks(edit, u"hist"_s);
    stage.tree.decorate = [](TreeRow &row) { row.summary = u"new"_s; };
    stage.tree.show(stage.draft().text(), stage.draft().revision());
    QCOMPARE(edit->text(), u"hist"_s);
    QTest::keyClicks(edit, u"ory"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(stage.json(memoryPointer + u"/as"_s).toString(), u"history"_s);
}

void TestTreeEditing::noteIsKeptUnlessEscaped()
{
    TreeStage stage;
    stage.open();
    stage.select(memoryPointer);
    QTest::keyClick(stage.view, Qt::Key_M, Qt::ControlModifier);
    auto *edit = stage.find<QPlainTextEdit>("noteEdit");
    QTRY_VERIFY(edit->isVisible());
    QTest::keyClicks(edit, u"Keep it short"_s);
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!edit->isVisible());
    QCOMPARE(stage.draft().text(), documentText);
    stage.action("noteElement")->trigger();
    QTest::keyClicks(edit, u"Keep it short"_s);
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(stage.json(memoryPointer + u"/note"_s).toString(), u"Keep it short"_s);
    QCOMPARE(stage.undoName(), u"note on Memory"_s);
}

void TestTreeEditing::paletteAddsWhatIsFound()
{
    TreeStage stage;
    stage.open();
    stage.select(memoryPointer);
    QTest::keyClick(stage.view, Qt::Key_Insert);
    auto *search = stage.find<QLineEdit>("paletteSearch");
    QTRY_VERIFY(search->isVisible());
    QTest::keyClicks(search, u"tool"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE(stage.json(memoryPointer + u"/children/0/construct"_s).toString(), u"Tool"_s);
    QCOMPARE(stage.undoName(), u"add Tool"_s);
    QTRY_COMPARE(stage.selectedPointer(), memoryPointer + u"/children/0"_s);
    // Its name is asked for at once.
    QTRY_VERIFY(stage.find<QLineEdit>("nameEdit"));
    QTest::keyClicks(stage.find<QLineEdit>("nameEdit"), u"weather"_s);
    QTest::keyClick(stage.find<QLineEdit>("nameEdit"), Qt::Key_Return);
    QTRY_COMPARE(stage.json(memoryPointer + u"/children/0/as"_s).toString(), u"weather"_s);
}

void TestTreeEditing::paletteOffersElseOfAShow()
{
    TreeStage stage;
    stage.open();
    stage.select(showPointer);
    QTest::keyClick(stage.view, Qt::Key_A);
    auto *search = stage.find<QLineEdit>("paletteSearch");
    QTRY_VERIFY(search->isVisible());
    QTest::mouseClick(stage.find<QAbstractButton>("place1"), Qt::LeftButton);
    QTest::keyClicks(search, u"memory"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE(stage.json(showPointer + u"/else/1/construct"_s).toString(), u"Memory"_s);
}

void TestTreeEditing::paletteAddsBeforeByCtrlEnter()
{
    TreeStage stage;
    stage.open();
    stage.select(toolPointer);
    stage.action("addElement")->trigger();
    auto *search = stage.find<QLineEdit>("paletteSearch");
    QTest::keyClicks(search, u"boundary"_s);
    QTest::keyClick(search, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(stage.json(toolPointer + u"/boundary"_s).isString());
    QTRY_COMPARE(stage.selectedPointer(), toolPointer);
}

void TestTreeEditing::componentHintCountsUses()
{
    TreeStage stage;
    stage.open();
    auto *hint = stage.find<QWidget>("componentHint");
    stage.select(memoryPointer);
    QVERIFY(!hint->isVisible());
    stage.select(completionPointer);
    QVERIFY(hint->isVisible());
    QVERIFY2(hint->accessibleName().contains(u"2 "_s), qPrintable(hint->accessibleName()));
}

void TestTreeEditing::usedComponentIsNotDeleted()
{
    TreeStage stage;
    stage.open();
    stage.select(u"/components/Agent"_s);
    QTest::keyClick(stage.view, Qt::Key_Delete);
    QTRY_COMPARE(stage.errors.size(), 1);
    QVERIFY2(stage.errors.first().contains(u"2"_s), qPrintable(stage.errors.first()));
    QCOMPARE(stage.draft().text(), documentText);
    stage.select(showPointer);
    QTest::keyClick(stage.view, Qt::Key_Delete);
    QTRY_COMPARE(stage.undoName(), u"delete show"_s);
    QTRY_VERIFY(!stage.tree.uidAt(showPointer));
    stage.select(u"/components/Agent"_s);
    QTest::keyClick(stage.view, Qt::Key_Delete);
    QTRY_COMPARE(stage.undoName(), u"delete Agent"_s);
}

void TestTreeEditing::componentIsAddedAndNamed()
{
    TreeStage stage;
    stage.open();
    stage.action("addComponent")->trigger();
    QTRY_VERIFY(stage.json(u"/components/Component"_s).isObject());
    QTRY_VERIFY(stage.find<QLineEdit>("nameEdit"));
    QTest::keyClicks(stage.find<QLineEdit>("nameEdit"), u"Search"_s);
    QTest::keyClick(stage.find<QLineEdit>("nameEdit"), Qt::Key_Return);
    QTRY_VERIFY(stage.json(u"/components/Search"_s).isObject());
}

void TestTreeEditing::textThatCannotBeReadStopsEditing()
{
    TreeStage stage;
    stage.open();
    stage.select(memoryPointer);
    QVERIFY(stage.action("deleteElements")->isEnabled());
    stage.draft().type({0, {}, "x"});
    QTRY_VERIFY(!stage.action("deleteElements")->isEnabled());
    QVERIFY(!stage.action("deleteElements")->toolTip().isEmpty());
    auto *banner = stage.find<QWidget>("obstacleBanner");
    QVERIFY(banner->isVisible());
    QSignalSpy spy(&stage.pane, &TreePane::problemRequested);
    stage.find<QPushButton>("obstacleBannerAction")->click();
    QCOMPARE(spy.size(), 1);
    stage.find<QPushButton>("obstacleBannerSecondAction")->click();
    QTRY_VERIFY(!banner->isVisible());
    QCOMPARE(stage.draft().text(), documentText);
    QVERIFY(stage.action("deleteElements")->isEnabled());
}

void TestTreeEditing::editedBarOffersReviewAndDiscard()
{
    TreeStage stage;
    stage.open();
    auto *bar = stage.find<QWidget>("editedBar");
    QVERIFY(!bar->isVisible());
    stage.select(toolPointer);
    QTest::keyClick(stage.view, Qt::Key_Delete);
    QTRY_COMPARE(stage.draft().undoStack()->index(), 1);
    StackInfo info = stage.controller.info();
    info.edited = true;
    Q_EMIT stage.engine.infoChanged(info);
    QVERIFY(bar->isVisible());
    QSignalSpy spy(&stage.pane, &TreePane::reviewRequested);
    stage.find<QPushButton>("reviewChanges")->click();
    QCOMPARE(spy.size(), 1);
    stage.find<QPushButton>("discardChanges")->click();
    stage.find<QPushButton>("treeQuestionAction")->click();
    QCOMPARE(stage.draft().text(), documentText);
    QVERIFY(stage.draft().undoStack()->canRedo());
}

void TestTreeEditing::menuAsksBeforeADestroy()
{
    TreeStage stage;
    stage.open();
    StackInfo info = FakeStack::live();
    Q_EMIT stage.engine.infoChanged(info);
    Q_EMIT stage.view->customContextMenuRequested(stage.centerOf(memoryPointer));
    auto *menu = stage.find<QMenu>("treeMenu");
    QVERIFY(menu);
    QAction *destroy = nullptr;
    for (QAction *action : menu->actions()) {
        if (action->text().contains(u"Destro"_s))
            destroy = action;
    }
    QVERIFY(destroy && destroy->isEnabled());
    QSignalSpy spy(&stage.pane, &TreePane::destroyRequested);
    destroy->trigger();
    menu->close();
    QCOMPARE(spy.size(), 0);
    stage.find<QPushButton>("treeQuestionAction")->click();
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toString(), u"server.chat.memory"_s);
}

namespace {

std::unique_ptr<QMimeData> dragged(TreeStage &stage, const QString &pointer)
{
    stage.select(pointer);
    QTest::keyClick(stage.view, Qt::Key_C, Qt::ControlModifier);
    const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
    auto data = std::make_unique<QMimeData>();
    for (const QString &format : copied->formats())
        data->setData(format, copied->data(format));
    return data;
}

bool dragTo(TreeStage &stage, QMimeData &data, const QPoint &position,
            Qt::KeyboardModifiers modifiers = {}, bool drop = true)
{
    QWidget *viewport = stage.view->viewport();
    QDragEnterEvent enter(position, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton,
                          modifiers);
    QCoreApplication::sendEvent(viewport, &enter);
    QDragMoveEvent move(position, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton,
                        modifiers);
    QCoreApplication::sendEvent(viewport, &move);
    if (!drop || !move.isAccepted())
        return move.isAccepted();
    QDropEvent event(position, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton, modifiers);
    QCoreApplication::sendEvent(viewport, &event);
    return event.isAccepted();
}

} // namespace

void TestTreeEditing::dropsBetweenAndOntoRows()
{
    TreeStage stage;
    stage.open();
    // Before the memory.
    const auto data = dragged(stage, toolPointer);
    QVERIFY(dragTo(stage, *data, stage.rectOf(memoryPointer).topLeft() + QPoint(30, 1)));
    QTRY_COMPARE(stage.json(memoryPointer + u"/as"_s).toString(), u"wiki"_s);
    QCOMPARE(stage.undoName(), u"move Tool"_s);
    QTRY_COMPARE(stage.selectedPointer(), memoryPointer);
    // Onto what is now after it; as a copy.
    const auto again = dragged(stage, memoryPointer);
    QVERIFY(dragTo(stage, *again, stage.centerOf(toolPointer), Qt::ControlModifier));
    QTRY_COMPARE(stage.json(toolPointer + u"/children/0/construct"_s).toString(), u"Tool"_s);
    QCOMPARE(stage.json(memoryPointer + u"/as"_s).toString(), u"wiki"_s);
    // What was dragged from another text is not moved.
    QTRY_VERIFY(!stage.find<QWidget>("dropMark")->isVisible());
}

void TestTreeEditing::forbiddenDropSaysWhy()
{
    TreeStage stage;
    stage.open();
    const auto data = dragged(stage, chatPointer);
    QVERIFY(!dragTo(stage, *data, stage.centerOf(memoryPointer), {}, false));
    QVERIFY(stage.find<QWidget>("dropMark")->isVisible());
    QCOMPARE(stage.draft().text(), documentText);
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(stage.view->viewport(), &leave);
    QVERIFY(!stage.find<QWidget>("dropMark")->isVisible());
}

void TestTreeEditing::dropFromElsewhereIsACopy()
{
    TreeStage stage;
    stage.open();
    QMimeData data;
    data.setText(uR"([{"construct": "Memory", "as": "other"}])"_s);
    QVERIFY(dragTo(stage, data, stage.centerOf(chatPointer)));
    QTRY_COMPARE(stage.json(chatPointer + u"/children/3/as"_s).toString(), u"other"_s);
    QMimeData words;
    words.setText(u"just words"_s);
    QVERIFY(!dragTo(stage, words, stage.centerOf(chatPointer)));
}

void TestTreeEditing::keysInQuickSuccessionAllCount()
{
    TreeStage stage;
    stage.open();
    stage.select(memoryPointer);
    QTest::keyClick(stage.view, Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(stage.view, Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(stage.json(showPointer + u"/as"_s).toString(), u"memory"_s);
    QTRY_COMPARE(stage.selectedPointer(), showPointer);
}

void TestTreeEditing::randomEditsKeepTheModelRight()
{
    TreeStage stage;
    const QAbstractItemModelTester model(stage.controller.tree());
    const QAbstractItemModelTester filter(stage.view->model());
    stage.open();
    QRandomGenerator random(20);
    const QList<const char *> names{"moveUp",         "moveDown",          "moveIn",
                                    "moveOut",        "duplicateElements", "disableElements",
                                    "deleteElements", "copyElements",      "pasteElements"};
    for (int step = 0; step < 120; ++step) {
        const QStringList pointers = pointersIn(stage);
        if (pointers.isEmpty() || pointers.size() > 60) {
            stage.draft().undoStack()->undo();
        } else {
            stage.select(pointers.at(random.bounded(int(pointers.size()))));
            stage.action(names.at(random.bounded(int(names.size()))))->trigger();
        }
        if (random.bounded(6) == 0)
            stage.draft().undoStack()->undo();
        QCoreApplication::processEvents();
    }
    const QByteArray last = stage.draft().text();
    const int index = stage.draft().undoStack()->index();
    stage.draft().undoStack()->setIndex(0);
    QCOMPARE(stage.draft().text(), documentText);
    stage.draft().undoStack()->setIndex(index);
    QCOMPARE(stage.draft().text(), last);
    QCoreApplication::processEvents();
}

void TestTreeEditing::pictures_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

namespace {

/// The pane, and what stands over it.
void shoot(TreeStage &stage, const QString &name, QWidget *popup = nullptr)
{
    const QString folder = qEnvironmentVariable("CREACT_SCREENSHOT_DIR");
    for (int pass = 0; pass < 8; ++pass)
        QCoreApplication::processEvents();
    QPixmap picture = stage.pane.grab();
    if (popup) {
        QVERIFY(popup->isVisible());
        QPainter(&picture).drawPixmap(stage.pane.mapFromGlobal(popup->pos()), popup->grab());
    }
    if (!folder.isEmpty())
        QVERIFY(QDir().mkpath(folder) && picture.save(folder + u'/' + name));
}

void decorateRow(TreeRow &row)
{
    const bool inactive = row.kind == TreeRow::Kind::Inactive;
    row.pinned = row.name == "memory"_L1;
    row.held = row.name == "server"_L1;
    row.planned = inactive        ? QString()
        : row.name == "memory"_L1 ? u"update"_s
        : row.name == "one"_L1    ? u"create"_s
        : row.name == "chat"_L1   ? u"retry"_s
                                  : QString();
    if (row.kind == TreeRow::Kind::Definition)
        row.summary = u"used 2 times"_s;
}

} // namespace

/// Makes the pictures that people look at, where CREACT_SCREENSHOT_DIR says.
void TestTreeEditing::pictures()
{
    QFETCH(bool, dark);
    Theme theme(*qApp);
    theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    const QString suffix = dark ? u"-dark.png"_s : u"-light.png"_s;
    TreeStage stage;
    stage.tree.decorate = decorateRow;
    stage.open();
    stage.select(toolPointer);
    stage.action("disableElements")->trigger();
    QTRY_VERIFY(stage.json(toolPointer + u"/disabled"_s).toBool());
    QVERIFY(stage.draft().make(
        u"note"_s,
        stage.draft().editor().setNote(chatPointer, u"Answers on the local machine only"_s)));
    StackInfo info = FakeStack::live();
    info.edited = true;
    Q_EMIT stage.engine.infoChanged(info);
    QTRY_VERIFY(!stage.controller.tree()->row(stage.tree.uidAt(chatPointer))->note.isEmpty());
    stage.select(completionPointer);
    shoot(stage, u"tree-edited"_s + suffix);

    stage.select(showPointer);
    stage.action("addElement")->trigger();
    auto *palette = stage.find<QWidget>("palettePane");
    shoot(stage, u"tree-palette"_s + suffix, palette);
    QTest::keyClicks(stage.find<QLineEdit>("paletteSearch"), u"comp"_s);
    shoot(stage, u"tree-palette-search"_s + suffix, palette);
    palette->hide();

    stage.select(chatPointer);
    stage.action("renameElement")->trigger();
    QVERIFY(stage.find<QLineEdit>("nameEdit"));
    stage.find<QLineEdit>("nameEdit")->setText(u"server"_s);
    shoot(stage, u"tree-rename"_s + suffix);
    QTest::keyClick(stage.find<QLineEdit>("nameEdit"), Qt::Key_Escape);

    const auto data = dragged(stage, memoryPointer);
    QDragEnterEvent enter(stage.rectOf(showPointer).topLeft() + QPoint(30, 1),
                          Qt::MoveAction | Qt::CopyAction, data.get(), Qt::LeftButton, {});
    QCoreApplication::sendEvent(stage.view->viewport(), &enter);
    shoot(stage, u"tree-drag"_s + suffix);
    const auto chat = dragged(stage, chatPointer);
    dragTo(stage, *chat, stage.centerOf(memoryPointer), {}, false);
    shoot(stage, u"tree-drag-refused"_s + suffix);
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(stage.view->viewport(), &leave);

    stage.action("noteElement")->trigger();
    auto *note = stage.find<QWidget>("notePopup");
    shoot(stage, u"tree-note"_s + suffix, note);
    note->hide();
    Q_EMIT stage.view->customContextMenuRequested(stage.centerOf(memoryPointer));
    auto *menu = stage.find<QMenu>("treeMenu");
    shoot(stage, u"tree-menu"_s + suffix, menu);
    menu->close();
    stage.draft().type({0, {}, "x"});
    QTRY_VERIFY(stage.find<QWidget>("obstacleBanner")->isVisible());
    shoot(stage, u"tree-obstacle"_s + suffix);
    theme.setMode(Theme::Mode::Light);
}

QTEST_MAIN(TestTreeEditing)
#include "tst_treeediting.moc"
