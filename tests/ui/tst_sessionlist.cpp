// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pictures.h"
#include "tests/ui/stage.h"
#include "ui/models/chatmodel.h"
#include "ui/panes/banner.h"
#include "ui/panes/chatpane.h"
#include "ui/panes/inspectorpane.h"
#include "ui/panes/sessionlist.h"
#include "ui/panes/sidepanels.h"
#include "ui/panes/turnview.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

/// The conversations of a stack, the word that a hidden chat leaves, and what was allowed for good.
class TestSessionList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_pictures = std::make_unique<Pictures>(); }
    void init();
    void cleanup();

    void oneConversationNeedsNoList();
    void eachConversationHasItsTurns();
    void aNewOneHasANameOfItsOwn();
    void aNameIsNoShortcut();
    void theMenuIsOpenedByKeyboard();
    void aHiddenChatSaysThatAToolWaits();
    void whatIsAllowedForGoodIsTakenBack();
    void pictures_data() { Pictures::addThemes(); }
    void pictures();

private:
    static ChatTurn turn(const QString &session, const QString &question, qint64 minutesAgo);
    QList<ChatTurn> threeSessions() const;
    QStringList questions() const;
    QAction *entry(const QString &text);
    QMenu *menu();

    std::unique_ptr<Pictures> m_pictures;
    std::unique_ptr<ChatModel> m_model;
    std::unique_ptr<ChatPane> m_pane;
    SessionList *m_list = nullptr;
};

namespace {

RowDetail grantedTool(qint64 since)
{
    RowDetail detail = FakeStack::completionDetail();
    detail.row.title = u"Tool"_s;
    detail.row.name = u"mail"_s;
    detail.grant = ToolGrant{};
    detail.grant->since = since;
    detail.grant->by = u"ada"_s;
    return detail;
}

StackInfo asking()
{
    StackInfo info = FakeStack::live();
    ApprovalRequest request;
    request.nodeId = u"agent.call-1"_s;
    request.tool = u"send_mail"_s;
    request.kind = u"http"_s;
    info.approvals = {request};
    return info;
}

} // namespace

void TestSessionList::init()
{
    m_model = std::make_unique<ChatModel>();
    m_pane = std::make_unique<ChatPane>(m_model.get());
    m_pane->resize(420, 560);
    m_list = m_pane->findChild<SessionList *>();
    m_pane->setInfo(FakeStack::live());
    m_pane->show();
}

void TestSessionList::cleanup()
{
    m_pane.reset();
    m_model.reset();
}

ChatTurn TestSessionList::turn(const QString &session, const QString &question, qint64 minutesAgo)
{
    ChatTurn turn = FakeStack::turns().first();
    turn.id = session + question;
    turn.session = session;
    turn.question = question;
    turn.answer = u"Answer to: "_s + question;
    turn.state = ChatTurn::State::Answered;
    turn.error.reset();
    turn.acceptedAt = QDateTime::currentMSecsSinceEpoch() - minutesAgo * 60'000;
    turn.endedAt = turn.acceptedAt + 2100;
    return turn;
}

QList<ChatTurn> TestSessionList::threeSessions() const
{
    return {turn(u"default"_s, u"Who was Ada Lovelace?"_s, 50),
            turn(u"support & sales"_s, u"Where is my parcel?"_s, 40),
            turn(u"default"_s, u"And Charles Babbage?"_s, 30),
            turn(u"ada@example.org"_s, u"Summarise the notes of this week, please"_s, 20)};
}

QStringList TestSessionList::questions() const
{
    QStringList shown;
    for (const TurnView *view : m_pane->findChildren<TurnView *>()) {
        if (view->isVisible())
            shown.append(view->turn().question);
    }
    shown.sort();
    return shown;
}

QMenu *TestSessionList::menu()
{
    auto *menu = m_list->findChild<QMenu *>(u"sessionMenu"_s);
    Q_EMIT menu->aboutToShow();
    return menu;
}

QAction *TestSessionList::entry(const QString &text)
{
    for (QAction *action : menu()->actions()) {
        if (action->text().contains(text))
            return action;
    }
    return nullptr;
}

void TestSessionList::oneConversationNeedsNoList()
{
    m_model->setTurns({turn(u"default"_s, u"One"_s, 2), turn(u"default"_s, u"Two"_s, 1)});
    QVERIFY(!m_list->isVisible());
    QCOMPARE(m_list->current(), QString());
    QCOMPARE(questions(), (QStringList{u"One"_s, u"Two"_s}));
    // A stack that tells sessions apart has a list before there are several.
    StackInfo info = FakeStack::live();
    info.hasSessions = true;
    m_pane->setInfo(info);
    QVERIFY(m_list->isVisible());
    QCOMPARE(m_list->text(), u"Main conversation"_s);
}

void TestSessionList::eachConversationHasItsTurns()
{
    m_model->setTurns(threeSessions());
    QVERIFY(m_list->isVisible());
    QCOMPARE(m_list->current(), u"default"_s);
    entry(u"Summarise"_s)->trigger();
    QCOMPARE(questions(), QStringList{u"Summarise the notes of this week, please"_s});
    // Newest first, with their last words; then a new one and forgetting.
    QStringList texts;
    for (const QAction *action : menu()->actions())
        texts.append(action->text());
    QVERIFY2(texts.value(0).startsWith(u"ada@example.org — Summarise"_s), qPrintable(texts[0]));
    QVERIFY(texts.value(1).startsWith(u"Main conversation — And Charles Babbage?, "_s));
    QVERIFY(texts.value(2).startsWith(u"support && sales — Where is my parcel?, "_s));
    QCOMPARE(texts.value(4), u"New conversation"_s);
    QVERIFY(entry(u"Summarise"_s)->isChecked());
    entry(u"Main conversation"_s)->trigger();
    QCOMPARE(questions(), (QStringList{u"And Charles Babbage?"_s, u"Who was Ada Lovelace?"_s}));
    // What is written goes there, and news of another one do not tear it away.
    QSignalSpy sent(m_pane.get(), &ChatPane::sendRequested);
    auto *edit = m_pane->findChild<QPlainTextEdit *>(u"messageEdit"_s);
    edit->setPlainText(u"Hi"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(sent.first().at(2).toString(), u"default"_s);
    m_model->update(turn(u"support & sales"_s, u"Still nothing"_s, 0));
    QCOMPARE(m_list->current(), u"default"_s);
    QCOMPARE(questions().size(), 2);
}

void TestSessionList::aNewOneHasANameOfItsOwn()
{
    m_model->setTurns({turn(u"default"_s, u"One"_s, 3), turn(u"session-2"_s, u"Two"_s, 2)});
    entry(u"New conversation"_s)->trigger();
    QCOMPARE(m_list->current(), u"session-3"_s);
    QCOMPARE(questions(), QStringList());
    QVERIFY(entry(u"session-3 — nothing said yet"_s)->isChecked());
    QCOMPARE(m_list->accessibleName(), u"Conversation: session-3"_s);
}

void TestSessionList::aNameIsNoShortcut()
{
    // Without a main conversation the newest is shown.
    m_model->setTurns(
        {turn(u"other"_s, u"One"_s, 3), turn(u"a&b <b>"_s, QString(300, u'x') + u"&y"_s, 2)});
    QCOMPARE(m_list->text(), u"a&&b <b>"_s);
    const QString shown = menu()->actions().first()->text();
    QVERIFY(shown.startsWith(u"a&&b <b> — xxx"_s));
    QVERIFY2(shown.size() < 80, qPrintable(shown));
}

void TestSessionList::theMenuIsOpenedByKeyboard()
{
    m_model->setTurns(threeSessions());
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    m_list->setFocus(Qt::TabFocusReason);
    QVERIFY(m_list->hasFocus());
    auto *shown = m_list->findChild<QMenu *>(u"sessionMenu"_s);
    // The button waits for the menu to be closed.
    bool opened = false;
    connect(shown, &QMenu::aboutToShow, this, [&] {
        opened = true;
        QMetaObject::invokeMethod(
            shown,
            [shown] {
                QTest::keyClick(shown, Qt::Key_Down);
                QTest::keyClick(shown, Qt::Key_Down);
                QTest::keyClick(shown, Qt::Key_Return);
            },
            Qt::QueuedConnection);
    });
    QTest::keyClick(m_list, Qt::Key_Space);
    QTRY_VERIFY(opened && !shown->isVisible());
    QTRY_COMPARE(m_list->current(), u"default"_s);
}

void TestSessionList::aHiddenChatSaysThatAToolWaits()
{
    Stage stage(m_pictures->theme());
    stage.window.resize(1200, 760);
    stage.window.show();
    stage.openAgent(FakeStack::live());
    stage.find<SidePanels>("sidePanels")->show(SidePanels::InspectorPanel);
    Banner *notice = nullptr;
    for (Banner *banner : stage.window.findChildren<Banner *>()) {
        if (banner->title() == u"A tool waits for your approval"_s)
            notice = banner;
    }
    QVERIFY(!notice);
    Q_EMIT stage.engine.infoChanged(asking());
    for (Banner *banner : stage.window.findChildren<Banner *>()) {
        if (banner->title() == u"A tool waits for your approval"_s)
            notice = banner;
    }
    QVERIFY(notice && notice->isVisible());
    auto *action = notice->findChild<QPushButton *>(notice->objectName() + u"Action"_s);
    QTest::keyClick(action, Qt::Key_Space);
    QVERIFY(!notice->isVisible());
    QVERIFY(stage.find<ChatPane>("chatPane")->isVisible());
    stage.find<SidePanels>("sidePanels")->show(SidePanels::InspectorPanel);
    QVERIFY(notice->isVisible());
    Q_EMIT stage.engine.infoChanged(FakeStack::live());
    QVERIFY(!notice->isVisible());
}

void TestSessionList::whatIsAllowedForGoodIsTakenBack()
{
    Stage stage(m_pictures->theme());
    stage.window.resize(1200, 760);
    stage.window.show();
    stage.openAgent(FakeStack::live());
    stage.find<SidePanels>("sidePanels")->show(SidePanels::InspectorPanel);
    auto *inspector = stage.find<InspectorPane>("inspectorPane");
    auto *banner = stage.find<Banner>("grantBanner");
    inspector->setDetail(grantedTool(QDateTime::currentMSecsSinceEpoch()));
    QVERIFY(banner->isVisible());
    QVERIFY2(banner->text().endsWith(u", by ada."_s), qPrintable(banner->text()));
    QTest::keyClick(stage.find<QPushButton>("grantBannerAction"), Qt::Key_Space);
    QVERIFY2(stage.script().calls.join(u'\n').contains(u"revoke"_s),
             qPrintable(stage.script().calls.join(u'\n')));
    RowDetail none = grantedTool(0);
    none.grant.reset();
    inspector->setDetail(none);
    QVERIFY(!banner->isVisible());
}

void TestSessionList::pictures()
{
    QFETCH(bool, dark);
    m_pictures->setDark(dark);
    m_model->setTurns(threeSessions());
    m_pane->setUsage({12000, 3400, 15400});
    entry(u"Main conversation"_s)->trigger();
    m_pictures->shoot(*m_pane, u"sessions"_s);
    menu();
    auto *shown = m_list->findChild<QMenu *>(u"sessionMenu"_s);
    m_pictures->shoot(*shown, u"sessions-menu"_s);
    shown->hide();
    Stage stage(m_pictures->theme());
    stage.window.resize(1200, 760);
    stage.window.show();
    stage.openAgent(FakeStack::live());
    stage.find<SidePanels>("sidePanels")->show(SidePanels::InspectorPanel);
    Q_EMIT stage.engine.infoChanged(asking());
    stage.find<InspectorPane>("inspectorPane")
        ->setDetail(grantedTool(QDateTime::currentMSecsSinceEpoch()));
    m_pictures->shoot(stage.window, u"sessions-grant"_s);
}

QTEST_MAIN(TestSessionList)
#include "tst_sessionlist.moc"
