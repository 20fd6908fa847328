// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/treestage.h"

#include <QLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace creact;
using namespace creact::tree;
using namespace Qt::StringLiterals;

class TestTreeSelection : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keysInQuickSuccessionAllCount();
    void rowChosenWhileAnEditIsAwaitedStaysSelected();
    void rowChosenByAKeyStaysSelectedToo();
    void whatWasAskedBeforeAChoiceIsDoneToTheRowsOfThen();
    void nameIsNotAskedForOnceAnotherRowIsChosen();
    void componentHintCountsUses();
    void textThatCannotBeReadStopsEditing();
    void editedBarOffersReviewAndDiscard();
    void menuAsksForADestroy();
    void narrowTreeDropsTheTimeThenTheState();
    void noRowMovesWhenABarComes();
};

void TestTreeSelection::keysInQuickSuccessionAllCount()
{
    TreeStage stage;
    stage.open();
    stage.select(memoryPointer);
    QTest::keyClick(stage.view, Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(stage.view, Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(stage.json(showPointer + u"/as"_s).toString(), u"memory"_s);
    QTRY_COMPARE(stage.selectedPointer(), showPointer);
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(stage.view, Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(stage.view, Qt::Key_D, Qt::ControlModifier);
    QTest::keyClick(stage.view, Qt::Key_Delete);
    QTRY_COMPARE(stage.draft().undoStack()->index(), 6);
    QCOMPARE(stage.undoName(), u"delete Memory"_s);
    QCOMPARE(stage.draft().text(), documentText);
}

void TestTreeSelection::rowChosenWhileAnEditIsAwaitedStaysSelected()
{
    TreeStage stage;
    stage.open();
    stage.select(memoryPointer);
    QSignalSpy spy(&stage.pane, &TreePane::selectionChanged);
    QTest::keyClick(stage.view, Qt::Key_Down, Qt::AltModifier);
    QVERIFY(!stage.draft().isShown());
    stage.click(chatPointer);
    QTRY_VERIFY(stage.draft().isShown());
    QCOMPARE(stage.json(toolPointer + u"/as"_s).toString(), u"memory"_s);
    QCOMPARE(stage.selectedPointer(), chatPointer);
    // Nor in between: the inspector would drop what is being typed.
    QCOMPARE(spy.size(), 1);
    // The next edit is of what is selected.
    QTest::keyClick(stage.view, Qt::Key_Slash, Qt::ControlModifier);
    QTRY_VERIFY(stage.json(chatPointer + u"/disabled"_s).toBool());
    QTRY_COMPARE(stage.selectedPointer(), chatPointer);
}

void TestTreeSelection::rowChosenByAKeyStaysSelectedToo()
{
    TreeStage stage;
    stage.open();
    stage.select(toolPointer);
    QTest::keyClick(stage.view, Qt::Key_D, Qt::ControlModifier);
    QVERIFY(!stage.draft().isShown());
    QTest::keyClick(stage.view, Qt::Key_Up);
    QTRY_VERIFY(stage.draft().isShown());
    QCOMPARE(stage.selectedPointer(), memoryPointer);
}

void TestTreeSelection::whatWasAskedBeforeAChoiceIsDoneToTheRowsOfThen()
{
    TreeStage stage;
    stage.open();
    stage.select(toolPointer);
    QTest::keyClick(stage.view, Qt::Key_D, Qt::ControlModifier);
    QTest::keyClick(stage.view, Qt::Key_Delete);
    stage.click(memoryPointer);
    QTest::keyClick(stage.view, Qt::Key_Slash, Qt::ControlModifier);
    QTRY_COMPARE(stage.draft().undoStack()->index(), 3);
    QCOMPARE(stage.json(memoryPointer + u"/as"_s).toString(), u"memory"_s);
    QVERIFY(stage.json(memoryPointer + u"/disabled"_s).toBool());
    QCOMPARE(stage.json(chatPointer + u"/children"_s).toArray().size(), 3);
    QTRY_COMPARE(stage.selectedPointer(), memoryPointer);
}

void TestTreeSelection::nameIsNotAskedForOnceAnotherRowIsChosen()
{
    TreeStage stage;
    stage.open();
    stage.action("addComponent")->trigger();
    QVERIFY(!stage.draft().isShown());
    stage.click(memoryPointer);
    QTRY_VERIFY(stage.draft().isShown());
    QVERIFY(!stage.find<QLineEdit>("nameEdit"));
    QCOMPARE(stage.selectedPointer(), memoryPointer);
}

void TestTreeSelection::componentHintCountsUses()
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

void TestTreeSelection::textThatCannotBeReadStopsEditing()
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

void TestTreeSelection::editedBarOffersReviewAndDiscard()
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

void TestTreeSelection::menuAsksForADestroy()
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
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toString(), u"server.chat.memory"_s);
}

void TestTreeSelection::narrowTreeDropsTheTimeThenTheState()
{
    TreeStage stage;
    stage.open();
    const auto shown = [&](int width) {
        stage.pane.resize(width, 600);
        QList<int> columns;
        for (int column = 0; column < StackTreeModel::ColumnCount; ++column) {
            if (!stage.view->isColumnHidden(column))
                columns.append(column);
        }
        return columns;
    };
    using Model = StackTreeModel;
    QCOMPARE(shown(500),
             (QList<int>{Model::ElementColumn, Model::StateColumn, Model::OutputColumn}));
    QCOMPARE(shown(400), (QList<int>{Model::ElementColumn, Model::OutputColumn}));
    QCOMPARE(shown(800).size(), int(Model::ColumnCount));
}

void TestTreeSelection::noRowMovesWhenABarComes()
{
    TreeStage stage;
    stage.open();
    const auto place = [&] { return stage.view->viewport()->mapTo(&stage.pane, QPoint()).y(); };
    const int before = place();
    stage.select(completionPointer);
    QTRY_VERIFY(stage.pane.findChild<QWidget *>(u"componentHint"_s)->isVisible());
    stage.pane.layout()->activate();
    QCOMPARE(place(), before);
}

QTEST_MAIN(TestTreeSelection)
#include "tst_treeselection.moc"
