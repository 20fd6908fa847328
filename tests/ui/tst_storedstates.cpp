// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/stage.h"
#include "ui/panes/banner.h"
#include "ui/panes/keepingpane.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<AuditEntry> manyEntries(int count)
{
    QList<AuditEntry> entries;
    for (int i = 0; i < count; ++i)
        entries.append({1000 + i, u"resource_applied"_s, u"node-%1"_s.arg(i), {{u"n"_s, i}}, {}});
    return entries;
}

} // namespace

/// What the window says and does about stored states: recovery, unreadable ones, history, locks,
/// the log, forgetting and keeping.
class TestStoredStates : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup() { m_stage.reset(); }

    void aRecoveryIsToldUntilItIsPutAway();
    void anInterruptedNodeIsFoundInTheTree();
    void anUnreadableStateTakesTheTreesPlace();
    void theNewestGoodStateIsOneKeyAway();
    void startingEmptyKeepsTheFile();
    void withoutEarlierStatesStartingEmptyIsLeft();
    void aNewerStateIsOnlyLookedAt();
    void theStateFolderIsShown();
    void whatCannotBeDoneIsSaid();
    void historyComparesWithNow();
    void goingBackAsksFirst();
    void aLiveStackDoesNotGoBack();
    void takingOverAsksFirst();
    void theLockBannerGoesWithItsHolder();
    void theLogIsReadAsItIsScrolled();
    void theEndStaysInSightInASmallerPane();
    void anOlderEntryIsSearchedOnDemand();
    void aSearchCanBeCancelled();
    void forgettingAsksFirst();
    void nothingIsForgottenInAReadOnlyStack();
    void whatIsKeptIsRememberedAndUsed();

private:
    void show();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void openUnreadable(const StackInfo &info);
    QPushButton *button(const char *name) const { return m_stage->find<QPushButton>(name); }
    QStringList &calls() { return m_stage->script().calls; }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Stage> m_stage;
};

void TestStoredStates::init()
{
    m_stage = std::make_unique<Stage>(*m_theme);
    m_stage->script().snapshots = FakeStack::snapshots();
    m_stage->script().states = {{FakeStack::snapshots().at(1).id, FakeStack::earlierState()}};
    m_stage->script().state = FakeStack::stateNow();
}

void TestStoredStates::show()
{
    m_stage->window.resize(1400, 900);
    m_stage->window.show();
    m_stage->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_stage->window));
}

void TestStoredStates::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *target = QApplication::focusWidget();
    QTest::keyClick(target ? target : &m_stage->window, key, modifiers);
}

void TestStoredStates::openUnreadable(const StackInfo &info)
{
    show();
    m_stage->script().onOpen = [this, info](const OpenRequest &) {
        Q_EMIT m_stage->engine.infoChanged(info);
    };
    m_stage->controller.open(u"agent.stack.json"_s);
}

// --- recovery

void TestStoredStates::aRecoveryIsToldUntilItIsPutAway()
{
    show();
    StackInfo info = FakeStack::live();
    info.recovery = FakeStack::recovery();
    m_stage->openAgent(info);
    auto *banner = m_stage->find<Banner>("recoveryBanner");
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->text(), u"1 message goes on; 1 node was run again."_s);
    auto *details = m_stage->find<QWidget>("recoveryDetails");
    QVERIFY(!details->isVisible());
    QTest::mouseClick(button("recoveryBannerSecondAction"), Qt::LeftButton);
    QVERIFY(details->isVisible());
    // The same news again neither closes nor opens anything.
    info.deployed = 8;
    Q_EMIT m_stage->engine.infoChanged(info);
    QVERIFY(details->isVisible());
    button("recoveryBannerAction")->setFocus();
    press(Qt::Key_Return);
    QCOMPARE(calls().count(u"dismissRecovery"_s), 1);
    info.recovery.reset();
    Q_EMIT m_stage->engine.infoChanged(info);
    QVERIFY(!banner->isVisible());
}

void TestStoredStates::anInterruptedNodeIsFoundInTheTree()
{
    show();
    StackInfo info = FakeStack::live();
    info.recovery = FakeStack::recovery();
    m_stage->openAgent(info);
    button("recoveryBannerSecondAction")->click();
    QTest::mouseClick(button("recoveryNode"), Qt::LeftButton);
    QCOMPARE(m_stage->find<TreePane>("treePane")->selected(), FakeStack::CompletionUid);
}

// --- a state that cannot be read

void TestStoredStates::anUnreadableStateTakesTheTreesPlace()
{
    openUnreadable(FakeStack::unreadable());
    QVERIFY(m_stage->find<QWidget>("unreadablePane")->isVisible());
    QVERIFY(!m_stage->find<QWidget>("treePane")->isVisible());
    QCOMPARE(m_stage->find<QLabel>("unreadableText")->text(),
             FakeStack::unreadable().error->message);
    QVERIFY(m_stage->find<QLabel>("unreadableWhere")->text().contains(u"line 212"_s));
    QVERIFY(!m_stage->find<QWidget>("notice")->isVisible());
    QVERIFY(!m_stage->find<QPushButton>("deployButton")->isEnabled());
    press(Qt::Key_F5);
    QVERIFY(!calls().contains(u"deploy"_s));
    // The newest that can be gone back to is chosen, and shown.
    auto *table = m_stage->find<QTableView>("earlierTable");
    QTRY_COMPARE(table->currentIndex().row(), 1);
    auto *lines = m_stage->find<QPlainTextEdit>("earlierLines");
    QTRY_COMPARE(lines->toPlainText(), u"HttpServer\n  ChatHandler\n    Memory"_s);
    // One that is damaged says why, and cannot be gone back to.
    table->setFocus();
    press(Qt::Key_Up);
    QTRY_VERIFY(m_stage->find<QLabel>("earlierSummary")->text().contains(u"empty after byte"_s));
    QVERIFY(!button("goBackNow")->isEnabled());
    // It has been decided: the tree is back.
    Q_EMIT m_stage->engine.infoChanged(FakeStack::idle());
    QVERIFY(m_stage->find<QWidget>("treePane")->isVisible());
}

void TestStoredStates::theNewestGoodStateIsOneKeyAway()
{
    openUnreadable(FakeStack::unreadable());
    auto *table = m_stage->find<QTableView>("earlierTable");
    QTRY_COMPARE(table->currentIndex().row(), 1);
    press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(table->hasFocus());
    m_stage->script().turns = FakeStack::turns();
    m_stage->script().onStateChanged = [this] {
        // The page stays while the decision is carried out.
        StackInfo busy = FakeStack::unreadable();
        busy.status = StackInfo::Status::Stopping;
        Q_EMIT m_stage->engine.infoChanged(busy);
        QVERIFY(m_stage->find<QWidget>("unreadablePane")->isVisible());
        QVERIFY(!button("goBackNow")->isEnabled());
        Q_EMIT m_stage->engine.treeChanged(FakeStack::tree());
        Q_EMIT m_stage->engine.infoChanged(FakeStack::idle());
    };
    press(Qt::Key_Return);
    QCOMPARE(calls().count(u"rollback "_s + FakeStack::snapshots().at(1).id), 1);
    QCOMPARE(m_stage->controller.chat()->rowCount(), int(FakeStack::turns().size()));
    QVERIFY(m_stage->find<QWidget>("treePane")->isVisible());
    QVERIFY(m_stage->find<QWidget>("stackTree")->hasFocus());
    auto *notice = m_stage->find<Banner>("notice");
    QVERIFY(notice->isVisible());
    button("noticeAction")->click();
    QVERIFY(!notice->isVisible());
}

void TestStoredStates::startingEmptyKeepsTheFile()
{
    openUnreadable(FakeStack::unreadable());
    QTest::mouseClick(button("startEmpty"), Qt::LeftButton);
    QCOMPARE(calls().count(u"startOver"_s), 1);
    QVERIFY(m_stage->find<Banner>("notice")->text().contains(u"agent.json.unreadable-1"_s));
}

void TestStoredStates::withoutEarlierStatesStartingEmptyIsLeft()
{
    m_stage->script().snapshots.clear();
    openUnreadable(FakeStack::unreadable());
    QVERIFY(!button("goBackNow")->isVisible());
    QVERIFY(button("startEmpty")->isVisible());
    QVERIFY(!m_stage->find<QTableView>("earlierTable")->isVisible());
}

void TestStoredStates::aNewerStateIsOnlyLookedAt()
{
    openUnreadable(FakeStack::newer());
    QVERIFY(m_stage->find<QLabel>("unreadableTitle")->text().contains(u"newer"_s));
    QVERIFY(!button("goBackNow")->isVisible());
    QVERIFY(!button("startEmpty")->isVisible());
    auto *table = m_stage->find<QTableView>("earlierTable");
    QTRY_COMPARE(table->currentIndex().row(), 1);
    table->setFocus();
    press(Qt::Key_Return);
    QVERIFY(calls().filter(u"rollback"_s).isEmpty());
    QVERIFY(!button("deployButton")->isEnabled());
}

/// Stands in for the desktop's file manager.
class FolderOpener : public QObject {
    Q_OBJECT
public:
    QList<QUrl> urls;
public Q_SLOTS:
    void open(const QUrl &url) { urls.append(url); }
};

void TestStoredStates::theStateFolderIsShown()
{
    FolderOpener opener;
    QDesktopServices::setUrlHandler(u"file"_s, &opener, "open");
    openUnreadable(FakeStack::unreadable());
    button("showStateFolder")->click();
    QDesktopServices::unsetUrlHandler(u"file"_s);
    QCOMPARE(opener.urls,
             QList<QUrl>{QUrl::fromLocalFile(u"/home/ada/CReact/agent/.creact-state"_s)});
}

void TestStoredStates::whatCannotBeDoneIsSaid()
{
    openUnreadable(FakeStack::unreadable());
    QTRY_VERIFY(button("goBackNow")->isEnabled());
    m_stage->script().refuse = Error{ErrorCode::DiskFull, u"The disk is full."_s, {}, {}};
    button("goBackNow")->click();
    QCOMPARE(m_stage->find<Banner>("notice")->title(), u"The disk is full."_s);
    QVERIFY(m_stage->find<QWidget>("unreadablePane")->isVisible());
    QCOMPARE(calls().count(u"open"_s), 1);
}

// --- history

void TestStoredStates::historyComparesWithNow()
{
    show();
    m_stage->openAgent(FakeStack::idle());
    QVERIFY(!calls().contains(u"history"_s));
    press(Qt::Key_6, Qt::ControlModifier);
    QCOMPARE(m_stage->find<QTabWidget>("bottomTabs")->currentWidget()->objectName(),
             u"historyPane"_s);
    auto *table = m_stage->find<QTableView>("historyTable");
    QTRY_COMPARE(table->currentIndex().row(), 1);
    QTRY_COMPARE(m_stage->find<QLabel>("historySummary")->text(),
                 u"Since then: 2 nodes added, 1 node changed"_s);
    QVERIFY(m_stage->find<QPlainTextEdit>("historyLines")
                ->toPlainText()
                .startsWith(u"+ http-server.chat-handler.completion-m1"_s));
}

void TestStoredStates::goingBackAsksFirst()
{
    show();
    m_stage->openAgent(FakeStack::idle());
    press(Qt::Key_6, Qt::ControlModifier);
    QTRY_VERIFY(button("goBack")->isEnabled());
    const auto listed = calls().count(u"history"_s);
    auto *question = m_stage->find<Banner>("goBackQuestion");
    button("goBack")->setFocus();
    press(Qt::Key_Space);
    QVERIFY(question->isVisible());
    QVERIFY(button("goBackQuestionSecondAction")->hasFocus());
    press(Qt::Key_Escape);
    QVERIFY(!question->isVisible());
    QVERIFY(button("goBack")->hasFocus());
    QVERIFY(calls().filter(u"rollback"_s).isEmpty());
    press(Qt::Key_Space);
    QTest::mouseClick(button("goBackQuestionAction"), Qt::LeftButton);
    QCOMPARE(calls().count(u"rollback "_s + FakeStack::snapshots().at(1).id), 1);
    QVERIFY(!question->isVisible());
    QVERIFY(m_stage->find<Banner>("notice")->isVisible());
    // What there was before is in the list now.
    QCOMPARE(calls().count(u"history"_s), listed + 1);
}

void TestStoredStates::aLiveStackDoesNotGoBack()
{
    show();
    m_stage->openAgent(FakeStack::idle());
    press(Qt::Key_6, Qt::ControlModifier);
    QTRY_VERIFY(button("goBack")->isEnabled());
    button("goBack")->click();
    QVERIFY(m_stage->find<Banner>("goBackQuestion")->isVisible());
    Q_EMIT m_stage->engine.infoChanged(FakeStack::live());
    QVERIFY(!m_stage->find<Banner>("goBackQuestion")->isVisible());
    QVERIFY(!button("goBack")->isEnabled());
    QVERIFY(m_stage->find<QLabel>("historyNote")->text().contains(u"Stop the stack first"_s));
    // What the run has left behind is listed when it has ended.
    const auto before = calls().count(u"history"_s);
    Q_EMIT m_stage->engine.infoChanged(FakeStack::idle());
    QCOMPARE(calls().count(u"history"_s), before + 1);
}

// --- lock

void TestStoredStates::takingOverAsksFirst()
{
    show();
    m_stage->openAgent(FakeStack::lockedByAnother());
    auto *question = m_stage->find<Banner>("takeOverQuestion");
    QVERIFY(!question->isVisible());
    QTest::mouseClick(button("lockBannerSecondAction"), Qt::LeftButton);
    QVERIFY(question->isVisible());
    QVERIFY(question->title().contains(u"4711"_s));
    press(Qt::Key_Escape);
    QVERIFY(!question->isVisible());
    QVERIFY(!calls().contains(u"breakLock"_s));
    button("lockBannerSecondAction")->click();
    m_stage->script().onOpen = [this](const OpenRequest &) {
        Q_EMIT m_stage->engine.infoChanged(FakeStack::idle());
    };
    button("takeOverQuestionAction")->click();
    QCOMPARE(calls().count(u"breakLock"_s), 1);
    QVERIFY(!m_stage->find<Banner>("lockBanner")->isVisible());
    QVERIFY(button("deployButton")->isEnabled());
}

void TestStoredStates::theLockBannerGoesWithItsHolder()
{
    show();
    m_stage->controller.lockWatch()->setInterval(5ms);
    m_stage->openAgent(FakeStack::lockedByAnother());
    QTRY_VERIFY(calls().count(u"lockInfo"_s) >= 3);
    QCOMPARE(calls().count(u"open"_s), 1);
    QVERIFY(m_stage->find<Banner>("lockBanner")->isVisible());
    m_stage->script().onOpen = {};
    m_stage->script().onLockInfo = [this] {
        Q_EMIT m_stage->engine.infoChanged(FakeStack::idle());
    };
    QTRY_COMPARE(calls().count(u"open"_s), 2);
    QVERIFY(!m_stage->find<Banner>("lockBanner")->isVisible());
    const auto asked = calls().count(u"lockInfo"_s);
    QTest::qWait(30);
    QCOMPARE(calls().count(u"lockInfo"_s), asked);
}

// --- the log

void TestStoredStates::theLogIsReadAsItIsScrolled()
{
    show();
    m_stage->script().audit = manyEntries(3500);
    m_stage->openAgent(FakeStack::idle());
    auto *table = m_stage->find<QTableView>("auditTable");
    const AuditModel *model = m_stage->controller.audit()->model();
    QCOMPARE(model->rowCount(), AuditPager::PageSize);
    QCOMPARE(m_stage->find<QLabel>("auditCount")->text(), u"3,500 entries"_s);
    QScrollBar *bar = table->verticalScrollBar();
    QTRY_COMPARE(bar->value(), bar->maximum());
    bar->setValue(48);
    QTRY_COMPARE(model->rowCount(), 2 * AuditPager::PageSize);
    // What was on top is on top.
    QTRY_COMPARE(table->indexAt({5, 1}).siblingAtColumn(AuditModel::NodeColumn).data().toString(),
                 u"node-2502"_s);
    Q_EMIT m_stage->engine.auditAppended(manyEntries(1));
    QCOMPARE(table->indexAt({5, 1}).siblingAtColumn(AuditModel::NodeColumn).data().toString(),
             u"node-2502"_s);
    while (model->hasOlder()) {
        bar->setValue(bar->maximum());
        bar->setValue(0);
    }
    QCOMPARE(model->at(0).nodeId, u"node-0"_s);
    QCOMPARE(model->total(), 3501);
}

void TestStoredStates::theEndStaysInSightInASmallerPane()
{
    show();
    m_stage->script().audit = manyEntries(200);
    m_stage->openAgent(FakeStack::idle());
    QScrollBar *bar = m_stage->find<QTableView>("auditTable")->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
    const int before = bar->maximum();
    auto *splitter = m_stage->find<QSplitter>("rowSplitter");
    const QList<int> sizes = splitter->sizes();
    splitter->setSizes({sizes.first() + 100, sizes.last() - 100});
    QTRY_VERIFY(bar->maximum() > before);
    QTRY_COMPARE(bar->value(), bar->maximum());
    bar->setValue(500);
    splitter->setSizes(sizes);
    QTRY_VERIFY(bar->maximum() <= before);
    QCOMPARE(bar->value(), 500);
}

void TestStoredStates::anOlderEntryIsSearchedOnDemand()
{
    show();
    m_stage->script().audit = manyEntries(5000);
    m_stage->script().audit[7].nodeId = u"needle"_s;
    m_stage->openAgent(FakeStack::idle());
    m_stage->script().pagesLater = true;
    auto *filter = m_stage->find<QLineEdit>("auditFilter");
    filter->setFocus();
    QTest::keyClicks(filter, u"needle"_s);
    auto *search = button("auditSearchOlder");
    QVERIFY(search->isVisible());
    QTRY_VERIFY(m_stage->find<QLabel>("auditSearchText")->text().contains(u"1,000 of 5,000"_s));
    auto *table = m_stage->find<QTableView>("auditTable");
    QCOMPARE(table->model()->rowCount(), 0);
    search->setFocus();
    press(Qt::Key_Return);
    QCOMPARE(search->text(), u"Cancel"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_VERIFY(!search->isVisible());
    QCOMPARE(m_stage->find<QLabel>("auditCount")->text(), u"1 of 5,000"_s);
}

void TestStoredStates::aSearchCanBeCancelled()
{
    show();
    m_stage->script().audit = manyEntries(50'000);
    m_stage->openAgent(FakeStack::idle());
    m_stage->script().pagesLater = true;
    m_stage->find<QLineEdit>("auditFilter")->setText(u"needle"_s);
    auto *search = button("auditSearchOlder");
    search->click();
    QVERIFY(m_stage->controller.audit()->searching());
    search->click();
    QVERIFY(!m_stage->controller.audit()->searching());
    const int held = m_stage->controller.audit()->model()->rowCount();
    QTest::qWait(20);
    QVERIFY(m_stage->controller.audit()->model()->rowCount() <= held + AuditPager::PageSize);
    QCOMPARE(search->text(), u"Search older entries"_s);
}

// --- forgetting and keeping

void TestStoredStates::forgettingAsksFirst()
{
    show();
    m_stage->script().turns = FakeStack::turns();
    m_stage->openAgent(FakeStack::live());
    QCOMPARE(m_stage->controller.chat()->rowCount(), 3);
    auto *forget = m_stage->find<QAction>("forgetAction");
    QVERIFY(forget->isEnabled());
    forget->trigger();
    auto *question = m_stage->find<Banner>("forgetQuestion");
    QVERIFY(question->isVisible());
    QVERIFY(question->text().contains(u"cannot be undone"_s));
    QVERIFY(button("forgetQuestionSecondAction")->hasFocus());
    press(Qt::Key_Return);
    QVERIFY(!question->isVisible());
    QVERIFY(calls().filter(u"forget"_s).isEmpty());
    forget->trigger();
    QTest::mouseClick(button("forgetQuestionAction"), Qt::LeftButton);
    QCOMPARE(calls().count(u"forget "_s + FakeStack::live().chatHandlers.first()), 1);
    QCOMPARE(m_stage->controller.chat()->rowCount(), 0);
}

void TestStoredStates::nothingIsForgottenInAReadOnlyStack()
{
    show();
    m_stage->openAgent(FakeStack::live());
    m_stage->find<QAction>("forgetConversation")->trigger();
    auto *question = m_stage->find<Banner>("forgetQuestion");
    QVERIFY(question->isVisible());
    Q_EMIT m_stage->engine.infoChanged(FakeStack::lockedByAnother());
    QVERIFY(!question->isVisible());
    QVERIFY(!m_stage->find<QAction>("forgetConversation")->isEnabled());
    QVERIFY(!m_stage->find<QAction>("forgetAction")->isEnabled());
}

void TestStoredStates::whatIsKeptIsRememberedAndUsed()
{
    show();
    m_stage->find<QAction>("keepingAction")->trigger();
    auto *pane = m_stage->find<KeepingPane>("keepingPane");
    QVERIFY(pane->isVisible());
    auto *turns = m_stage->find<QSpinBox>("keepTurns");
    QCOMPARE(turns->value(), StoragePolicy().turns);
    turns->selectAll();
    QTest::keyClicks(turns, u"7"_s);
    auto *days = m_stage->find<QSpinBox>("keepDays");
    QCOMPARE(days->text(), u"No limit"_s);
    days->setValue(30);
    button("useKeeping")->click();
    QVERIFY(!pane->isVisible());
    m_stage->openAgent(FakeStack::idle());
    QCOMPARE(m_stage->script().opened.last().policy.turns, 7);
    QCOMPARE(m_stage->script().opened.last().policy.days, 30);
    const StorageSettings again(m_stage->settings);
    QCOMPARE(again.policy().turns, 7);
    QCOMPARE(again.policy().auditEntries, StoragePolicy().auditEntries);
    // A file that somebody edited.
    m_stage->settings.setValue(u"keep/turns"_s, u"many"_s);
    m_stage->settings.setValue(u"keep/days"_s, -4);
    const StorageSettings edited(m_stage->settings);
    QCOMPARE(edited.policy().turns, StoragePolicy().turns);
    QCOMPARE(edited.policy().days, StoragePolicy().days);
}

QTEST_MAIN(TestStoredStates)
#include "tst_storedstates.moc"
