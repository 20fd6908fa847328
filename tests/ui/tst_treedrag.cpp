// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/treestage.h"

using namespace creact;
using namespace creact::tree;
using namespace Qt::StringLiterals;

class TestTreeDrag : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dropsBetweenAndOntoRows();
    void forbiddenDropSaysWhy();
    void dropFromElsewhereIsACopy();
};

void TestTreeDrag::dropsBetweenAndOntoRows()
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

void TestTreeDrag::forbiddenDropSaysWhy()
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

void TestTreeDrag::dropFromElsewhereIsACopy()
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

QTEST_MAIN(TestTreeDrag)
#include "tst_treedrag.moc"
