// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/inspectorstage.h"

#include <QListWidget>
#include <QPlainTextEdit>

using namespace creact;
using namespace Qt::StringLiterals;

/// Expressions in the inspector: the switch, the names that are offered, what they come to.
class TestInspectorExpressions : public InspectorStage {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void switchesBetweenValueAndExpression();
    void remembersTheExpressionThatGaveWay();
    void offersNamesAndMembers();
    void offersMembersThatOnlyTheValueKnows();
    void showsWhatAnExpressionComesTo();
    void showsTheWholeOfALongError();
};

void TestInspectorExpressions::switchesBetweenValueAndExpression()
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

void TestInspectorExpressions::remembersTheExpressionThatGaveWay()
{
    select(inMemory + u'1');
    QTest::mouseClick(fx(u"/props/model"_s), Qt::LeftButton);
    QCOMPARE(text(), stackText);
    QVERIFY(binding(u"/props/model"_s)->isHidden());
    QTest::mouseClick(fx(u"/props/model"_s), Qt::LeftButton);
    QCOMPARE(binding(u"/props/model"_s)->expression(), u"model"_s);
    QCOMPARE(text(), stackText);
}

void TestInspectorExpressions::offersNamesAndMembers()
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

void TestInspectorExpressions::offersMembersThatOnlyTheValueKnows()
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

void TestInspectorExpressions::showsWhatAnExpressionComesTo()
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
    auto *pane = m_stage->window.findChild<InspectorPane *>();
    QCOMPARE(pane->findChild<QPlainTextEdit *>(u"valueText"_s)->toPlainText(), u"2"_s);
}

void TestInspectorExpressions::showsTheWholeOfALongError()
{
    const QString sentence = u"A long sentence about what went wrong. "_s.repeated(6).trimmed();
    m_stage->script().onEvaluate = [&](TreeRow::Uid, const QString &) {
        return LiveValue{
            {}, {}, Error{ErrorCode::ExpressionFailed, sentence, u"/children/0"_s, {}}};
    };
    // Too narrow for it to stand in one or two lines.
    m_stage->window.resize(900, 800);
    select(inMemory + u'1');
    enter(u"/props/model"_s, u"1 +"_s);
    QLabel *said = error(u"/props/model"_s);
    QTRY_COMPARE(said->text(), sentence);
    QTRY_VERIFY(said->height() >= said->heightForWidth(said->width()));
    // Its row begins with what is typed into.
    FieldRow *row = field(u"/props/model"_s);
    QTRY_COMPARE(binding(u"/props/model"_s)->mapTo(row, QPoint()).y(), 0);
    QVERIFY(row->height() >= said->geometry().bottom());
}

QTEST_MAIN(TestInspectorExpressions)
#include "tst_inspectorexpressions.moc"
