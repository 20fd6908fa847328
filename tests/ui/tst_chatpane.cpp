// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakestack.h"
#include "ui/models/chatmodel.h"
#include "ui/panes/banner.h"
#include "ui/panes/chatpane.h"
#include "ui/panes/composer.h"
#include "ui/panes/markdownview.h"
#include "ui/panes/turnview.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace creact;
using namespace Qt::StringLiterals;

class TestChatPane : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_pane.reset(); }

    void enterSendsAndShiftEnterBreaks();
    void nothingIsSentWhileNothingListens();
    void aReadOnlyStackSaysWhy();
    void aTurnGoesFromWorkingToAnswered();
    void aFailedTurnCanBeSentAgain();
    void aRunningTurnCanBeStopped();
    void aRefusedMessageIsGivenBack();
    void aLinkShowsItsAddressFirst();
    void aDangerousLinkIsNotOpened();
    void followsTheEndUnlessScrolledUp();

private:
    template <typename T> T *find(const char *name) const
    {
        return m_pane->findChild<T *>(QString::fromLatin1(name));
    }
    QPlainTextEdit *edit() const { return find<QPlainTextEdit>("messageEdit"); }

    std::unique_ptr<ChatModel> m_model;
    std::unique_ptr<ChatPane> m_pane;
};

void TestChatPane::init()
{
    m_model = std::make_unique<ChatModel>();
    m_pane = std::make_unique<ChatPane>(m_model.get());
    m_pane->resize(420, 600);
    m_pane->setInfo(FakeStack::live());
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void TestChatPane::enterSendsAndShiftEnterBreaks()
{
    QSignalSpy sent(m_pane.get(), &ChatPane::sendRequested);
    QTest::keyClicks(edit(), u"one"_s);
    QTest::keyClick(edit(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(edit(), u"two"_s);
    QCOMPARE(sent.size(), 0);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.first().at(0).toString(), FakeStack::live().chatHandlers.first());
    QCOMPARE(sent.first().at(1).toString(), u"one\ntwo"_s);
    QVERIFY(edit()->toPlainText().isEmpty());
    QTest::keyClick(edit(), Qt::Key_Space);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(sent.size(), 1);
}

void TestChatPane::nothingIsSentWhileNothingListens()
{
    QSignalSpy sent(m_pane.get(), &ChatPane::sendRequested);
    QSignalSpy deploy(m_pane.get(), &ChatPane::deployRequested);
    QTest::keyClicks(edit(), u"draft"_s);
    m_pane->setInfo(FakeStack::idle());
    QVERIFY(!edit()->isEnabled());
    QVERIFY(!find<QToolButton>("sendMessage")->isEnabled());
    QCOMPARE(find<QLabel>("composerHint")->text(), u"Deploy the stack to talk to it"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(sent.size(), 0);
    find<QPushButton>("emptyAction")->click();
    QCOMPARE(deploy.size(), 1);
    m_pane->setInfo(FakeStack::live());
    QCOMPARE(edit()->toPlainText(), u"draft"_s);
    QVERIFY(find<QToolButton>("sendMessage")->isEnabled());
}

void TestChatPane::aReadOnlyStackSaysWhy()
{
    m_pane->setInfo(FakeStack::lockedByAnother());
    QVERIFY(find<QLabel>("composerHint")->text().contains(u"read-only"_s));
}

void TestChatPane::aTurnGoesFromWorkingToAnswered()
{
    ChatTurn turn = FakeStack::turns().last();
    m_model->update(turn);
    m_model->setActivity(turn.id, u"calling wikipedia"_s);
    QCOMPARE(find<QLabel>("question")->text(), turn.question);
    QCOMPARE(find<QLabel>("activity")->text(), u"calling wikipedia…"_s);
    QVERIFY(!find<QLabel>("elapsed")->text().isEmpty());
    turn.state = ChatTurn::State::Answered;
    turn.answer = u"She wrote **Note G**."_s;
    turn.endedAt = turn.acceptedAt + 1500;
    m_model->update(turn);
    QCOMPARE(find<MarkdownView>("markdown")->toPlainText(), u"She wrote Note G."_s);
    QVERIFY(!find<QLabel>("activity")->isVisible());
    QCOMPARE(find<QLabel>("turnTime")->text(), u"1.5 s"_s);
    QCOMPARE(m_pane->findChildren<TurnView *>().size(), 1);
}

void TestChatPane::aFailedTurnCanBeSentAgain()
{
    const ChatTurn failed = FakeStack::turns().at(1);
    m_model->setTurns({failed});
    auto *error = find<Banner>("turnError");
    QVERIFY(error->isVisible());
    QCOMPARE(error->title(), failed.error->message);
    QCOMPARE(error->text(), failed.error->hint);
    QSignalSpy sent(m_pane.get(), &ChatPane::sendRequested);
    auto *again = find<QPushButton>("turnErrorAction");
    m_pane->setInfo(FakeStack::lockedByAnother());
    QVERIFY(!again->isVisible());
    m_pane->setInfo(FakeStack::live());
    QVERIFY(again->isVisible());
    again->click();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.first().at(1).toString(), failed.question);
}

void TestChatPane::aRunningTurnCanBeStopped()
{
    const ChatTurn running = FakeStack::turns().last();
    m_model->setTurns({running});
    QSignalSpy cancel(m_pane.get(), &ChatPane::cancelRequested);
    find<QPushButton>("cancelTurn")->click();
    QCOMPARE(cancel.size(), 1);
    QCOMPARE(cancel.first().at(0).toString(), running.handlerId);
    QCOMPARE(cancel.first().at(1).toString(), running.id);
}

void TestChatPane::aRefusedMessageIsGivenBack()
{
    m_pane->showSendError({ErrorCode::QueueFull, u"The queue is full."_s, {}, {}}, u"my words"_s);
    QVERIFY(find<Banner>("sendError")->isVisible());
    QCOMPARE(edit()->toPlainText(), u"my words"_s);
    // What was typed meanwhile is not overwritten.
    edit()->setPlainText(u"newer"_s);
    m_pane->showSendError({ErrorCode::QueueFull, u"The queue is full."_s, {}, {}}, u"my words"_s);
    QCOMPARE(edit()->toPlainText(), u"newer"_s);
}

void TestChatPane::aLinkShowsItsAddressFirst()
{
    m_model->setTurns({FakeStack::turns().first()});
    const QUrl url(u"https://en.wikipedia.org/wiki/Ada_Lovelace"_s);
    Q_EMIT find<MarkdownView>("markdown")->anchorClicked(url);
    auto *banner = find<Banner>("linkBanner");
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->text(), url.toString());
    QCOMPARE(find<QPushButton>("linkBannerAction")->text(), u"Open"_s);
}

void TestChatPane::aDangerousLinkIsNotOpened()
{
    m_model->setTurns({FakeStack::turns().first()});
    Q_EMIT find<MarkdownView>("markdown")->anchorClicked(QUrl(u"file:///etc/passwd"_s));
    QCOMPARE(find<QPushButton>("linkBannerAction")->text(), u"Close"_s);
}

void TestChatPane::followsTheEndUnlessScrolledUp()
{
    auto *bar = find<QScrollArea>("transcript")->verticalScrollBar();
    ChatTurn turn = FakeStack::turns().first();
    for (int i = 0; i < 8; ++i) {
        turn.id = u"t%1"_s.arg(i);
        turn.acceptedAt = i + 1;
        m_model->update(turn);
    }
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum());
    bar->setValue(0);
    turn.id = u"late"_s;
    turn.acceptedAt = 99;
    m_model->update(turn);
    const int before = bar->maximum();
    QTRY_VERIFY(bar->maximum() >= before);
    QCOMPARE(bar->value(), 0);
}

QTEST_MAIN(TestChatPane)
#include "tst_chatpane.moc"
