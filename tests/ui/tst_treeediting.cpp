// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/treestage.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace creact;
using namespace creact::tree;
using namespace Qt::StringLiterals;

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
    void yieldOfOneValueIsCalledByItsKey();
    void whatHasNoNameHasFields();
    void escapeLeavesTheNameAsItWas();
    void liveRowsDoNotDisturbARename();
    void noteIsKeptUnlessEscaped();
    void paletteAddsWhatIsFound();
    void paletteOffersElseOfAShow();
    void paletteAddsBeforeByCtrlEnter();
    void usedComponentIsNotDeleted();
    void componentIsAddedAndNamed();
    void randomEditsKeepTheModelRight();
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

void TestTreeEditing::yieldOfOneValueIsCalledByItsKey()
{
    const QString yieldPointer = completionPointer + u"/children/0"_s;
    TreeStage stage;
    stage.open();
    stage.select(yieldPointer);
    QTest::keyClick(stage.view, Qt::Key_F2);
    auto *edit = stage.find<QLineEdit>("nameEdit");
    QVERIFY(edit);
    QCOMPARE(edit->text(), u"answer"_s);
    QTest::keyClicks(edit, u"reply"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(stage.json(yieldPointer + u"/yield/reply"_s).isObject());
    QCOMPARE(stage.undoName(), u"rename answer → reply"_s);
    QTRY_VERIFY(!stage.find<QLineEdit>("nameEdit"));
    stage.draft().undoStack()->undo();
    QCOMPARE(stage.draft().text(), documentText);
}

void TestTreeEditing::whatHasNoNameHasFields()
{
    TreeStage stage;
    stage.open(QByteArray(documentText).replace("{ \"answer\":", "{ \"two\": 2, \"answer\":"));
    QSignalSpy asked(&stage.pane, &TreePane::fieldsRequested);
    for (const QString &pointer : {showPointer, completionPointer + u"/children/0"_s}) {
        stage.select(pointer);
        QTest::keyClick(stage.view, Qt::Key_F2);
        QVERIFY(!stage.find<QLineEdit>("nameEdit"));
        QCOMPARE(stage.action("renameElement")->text(), u"Edit &Fields"_s);
    }
    QCOMPARE(asked.count(), 2);
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

QTEST_MAIN(TestTreeEditing)
#include "tst_treeediting.moc"
