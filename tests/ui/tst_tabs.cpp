// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/stage.h"
#include "ui/mainwindow/stacktabs.h"
#include "ui/mainwindow/workspace.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QUndoStack>

using namespace creact;
using namespace Qt::StringLiterals;

/// Several stacks in one window, by keyboard and mouse.
class TestTabs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup() { m_stage.reset(); }

    void oneStackNeedsNoTabs();
    void eachDocumentHasATab();
    void aDocumentIsOpenOnce();
    void anEmptyTabIsUsedFirst();
    void keysGoFromTabToTab();
    void actionsAreThoseOfTheTabThatIsLookedAt();
    void theKeysStayWhereTheyWere();
    void aTabSaysWhatItIs();
    void sameNamesAreToldApart();
    void aTabClosesByKeyMouseAndButton();
    void theLastTabLeavesAnEmptyOne();
    void closingWithChangesAsks();
    void whatCannotBeSavedStaysOpen();
    void closingALiveTabAsks();
    void quittingAsksOnceForAll();
    void quittingStopsAllThatIsLive();
    void noticesStayWithTheirTab();
    void undoIsThatOfTheTab();
    void fieldsUndoTheirOwn();

private:
    void show();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    StackTab *open(const QString &name, const StackInfo &info = FakeStack::idle());
    StackTabs *tabs() { return m_stage->window.tabs(); }
    void change(StackTab *tab);
    QPushButton *button(const char *name) { return m_stage->find<QPushButton>(name); }
    bool asking() { return m_stage->find<QWidget>("questionBar")->isVisible(); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Stage> m_stage;
};

void TestTabs::init()
{
    m_stage = std::make_unique<Stage>(*m_theme);
    show();
}

void TestTabs::show()
{
    m_stage->window.resize(1400, 900);
    m_stage->window.show();
    m_stage->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_stage->window));
}

void TestTabs::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *target = QApplication::focusWidget();
    QTest::keyClick(target ? target : &m_stage->window, key, modifiers);
}

/// Opens a document in the window, and lets its engine say what it is.
StackTab *TestTabs::open(const QString &name, const StackInfo &info)
{
    m_stage->window.openStack(u"/stacks/%1/%1.stack.json"_s.arg(name));
    StackTab *tab = m_stage->window.currentTab();
    StackInfo named = info;
    named.name = name;
    named.documentPath = tab->path();
    Q_EMIT tab->engine().documentRead(
        readStackDocument("{\"creact\": 1, \"stack\": \"s\", \"children\": []}", tab->path()));
    Q_EMIT tab->engine().infoChanged(named);
    Q_EMIT tab->engine().treeChanged(FakeStack::tree());
    return tab;
}

void TestTabs::change(StackTab *tab)
{
    tab->controller().draft()->type({0, 0, " "});
    QVERIFY(tab->isModified());
}

void TestTabs::oneStackNeedsNoTabs()
{
    StackTab *only = open(u"agent"_s);
    QVERIFY(!tabs()->bar()->isVisible());
    open(u"other"_s);
    QVERIFY(tabs()->bar()->isVisible());
    tabs()->close(m_stage->window.currentTab());
    QVERIFY(!tabs()->bar()->isVisible());
    QCOMPARE(m_stage->window.currentTab(), only);
}

void TestTabs::eachDocumentHasATab()
{
    StackTab *a = open(u"a"_s);
    StackTab *b = open(u"b"_s);
    QVERIFY(a != b);
    QCOMPARE(tabs()->all(), (QList<StackTab *>{a, b}));
    QCOMPARE(m_stage->window.currentTab(), b);
    QVERIFY(m_stage->window.windowTitle().startsWith(u"b"_s));
    tabs()->select(a);
    QVERIFY(m_stage->window.windowTitle().startsWith(u"a"_s));
    QCOMPARE(m_stage->find<QLabel>("stackName")->text(), u"a"_s);
}

void TestTabs::aDocumentIsOpenOnce()
{
    StackTab *a = open(u"a"_s);
    open(u"b"_s);
    m_stage->window.openStack(u"/stacks/b/../a/a.stack.json"_s);
    QCOMPARE(m_stage->window.currentTab(), a);
    QCOMPARE(tabs()->all().size(), 2);
    QCOMPARE(EngineScript::of(a->engine()).opened.size(), 1);
}

void TestTabs::anEmptyTabIsUsedFirst()
{
    open(u"a"_s);
    press(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(tabs()->all().size(), 2);
    QVERIFY(m_stage->find<QWidget>("welcomePane")->isVisible());
    press(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(tabs()->all().size(), 2);
    open(u"b"_s);
    QCOMPARE(tabs()->all().size(), 2);
    QVERIFY(!m_stage->find<QWidget>("welcomePane")->isVisible());
    // Two at once, before either engine has said a word.
    m_stage->window.openPaths({u"/stacks/c.stack.json"_s, u"/stacks/d.stack.json"_s});
    QCOMPARE(tabs()->all().size(), 4);
}

void TestTabs::keysGoFromTabToTab()
{
    const QList<StackTab *> all{open(u"a"_s), open(u"b"_s), open(u"c"_s)};
    press(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(m_stage->window.currentTab(), all.at(0));
    press(Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_stage->window.currentTab(), all.at(2));
    press(Qt::Key_2, Qt::AltModifier);
    QCOMPARE(m_stage->window.currentTab(), all.at(1));
    press(Qt::Key_9, Qt::AltModifier);
    QCOMPARE(m_stage->window.currentTab(), all.at(1));
    // By the mouse.
    QTest::mouseClick(tabs()->bar(), Qt::LeftButton, {}, tabs()->bar()->tabRect(0).center());
    QCOMPARE(m_stage->window.currentTab(), all.at(0));
}

void TestTabs::actionsAreThoseOfTheTabThatIsLookedAt()
{
    StackTab *a = open(u"a"_s);
    StackTab *b = open(u"b"_s, FakeStack::live());
    QVERIFY(m_stage->find<QAction>("stopAction")->isEnabled());
    press(Qt::Key_F5, Qt::ShiftModifier);
    QCOMPARE(EngineScript::of(b->engine()).calls.count(u"stop"_s), 1);
    tabs()->select(a);
    QVERIFY(!m_stage->find<QAction>("stopAction")->isEnabled());
    QCOMPARE(m_stage->find<QPushButton>("statusPill")->text(), u"Idle"_s);
    QCOMPARE(EngineScript::of(a->engine()).calls.count(u"stop"_s), 0);
}

void TestTabs::theKeysStayWhereTheyWere()
{
    StackTab *a = open(u"a"_s, FakeStack::live());
    press(Qt::Key_F, Qt::ControlModifier);
    QWidget *filter = a->findChild<QLineEdit *>(u"treeFilter"_s);
    QVERIFY(filter->hasFocus());
    StackTab *b = open(u"b"_s);
    QVERIFY(b->isAncestorOf(QApplication::focusWidget()));
    press(Qt::Key_1, Qt::AltModifier);
    QVERIFY(filter->hasFocus());
}

void TestTabs::aTabSaysWhatItIs()
{
    StackTab *a = open(u"a"_s);
    open(u"b"_s, FakeStack::live());
    StackTabBar *bar = tabs()->bar();
    QCOMPARE(bar->tabText(0), u"a"_s);
    QCOMPARE(bar->accessibleTabName(0), u"a, Idle"_s);
    QCOMPARE(bar->accessibleTabName(1), u"b, Live"_s);
    QVERIFY(bar->tabToolTip(0).contains(u"/stacks/a/a.stack.json"_s));
    change(a);
    QVERIFY(bar->tabText(0).contains(u'•'));
    QVERIFY(bar->accessibleTabName(0).contains(u"not saved"_s));
    StackInfo locked = FakeStack::lockedByAnother();
    locked.documentPath = a->path();
    Q_EMIT a->engine().infoChanged(locked);
    QVERIFY(bar->accessibleTabName(0).contains(u"Locked"_s));
}

void TestTabs::sameNamesAreToldApart()
{
    const StackInfo info = FakeStack::idle();
    for (const QString &folder : {u"one"_s, u"two"_s}) {
        m_stage->window.openStack(u"/stacks/%1/agent.stack.json"_s.arg(folder));
        Q_EMIT m_stage->window.currentTab()->engine().infoChanged(info);
    }
    QVERIFY(tabs()->bar()->tabText(0).contains(u"one"_s));
    QVERIFY(tabs()->bar()->tabText(1).contains(u"two"_s));
}

void TestTabs::aTabClosesByKeyMouseAndButton()
{
    StackTab *a = open(u"a"_s);
    for (const QString &name : {u"b"_s, u"c"_s, u"d"_s})
        open(name);
    press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(tabs()->all().size(), 3);
    StackTabBar *bar = tabs()->bar();
    QTest::mouseClick(bar, Qt::MiddleButton, {}, bar->tabRect(2).center());
    QCOMPARE(tabs()->all().size(), 2);
    auto *close = qobject_cast<QToolButton *>(bar->tabButton(1, QTabBar::RightSide));
    QCOMPARE(close->accessibleName(), u"Close b"_s);
    close->click();
    QCOMPARE(tabs()->all(), QList<StackTab *>{a});
}

void TestTabs::theLastTabLeavesAnEmptyOne()
{
    const QPointer<StackTab> a = open(u"a"_s);
    press(Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(!a);
    QVERIFY(m_stage->window.currentTab()->isEmpty());
    QVERIFY(m_stage->find<QWidget>("welcomePane")->isVisible());
    QCOMPARE(m_stage->window.windowTitle(), u"CReact Studio"_s);
}

void TestTabs::closingWithChangesAsks()
{
    open(u"a"_s);
    StackTab *b = open(u"b"_s);
    change(b);
    press(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(asking());
    QVERIFY(m_stage->find<QLabel>("questionTitle")->text().contains(u"b"_s));
    press(Qt::Key_Escape);
    QVERIFY(!asking());
    QCOMPARE(tabs()->all().size(), 2);
    // Another tab is another matter.
    press(Qt::Key_W, Qt::ControlModifier);
    press(Qt::Key_1, Qt::AltModifier);
    QVERIFY(!asking());
    press(Qt::Key_2, Qt::AltModifier);
    press(Qt::Key_W, Qt::ControlModifier);
    button("saveAndClose")->click();
    QTRY_COMPARE(tabs()->all().size(), 1);
    StackTab *c = open(u"c"_s);
    change(c);
    press(Qt::Key_W, Qt::ControlModifier);
    button("discardAndClose")->click();
    QTRY_COMPARE(tabs()->all().size(), 1);
}

void TestTabs::whatCannotBeSavedStaysOpen()
{
    open(u"a"_s);
    StackTab *b = open(u"b"_s);
    change(b);
    EngineScript::of(b->engine()).refuse =
        Error{ErrorCode::DiskFull, u"The disk is full."_s, {}, {}};
    press(Qt::Key_W, Qt::ControlModifier);
    button("saveAndClose")->click();
    QTRY_VERIFY(b->notice());
    QCOMPARE(tabs()->all().size(), 2);
    QVERIFY(b->isModified());
    QCOMPARE(m_stage->find<QLabel>("noticeTitle")->text(), u"The disk is full."_s);
}

void TestTabs::closingALiveTabAsks()
{
    open(u"a"_s);
    StackTab *b = open(u"b"_s, FakeStack::live());
    press(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(asking());
    QCOMPARE(tabs()->all().size(), 2);
    EngineScript &script = EngineScript::of(b->engine());
    QStringList calls;
    script.onStop = [b, &calls] {
        calls.append(u"stop"_s);
        Q_EMIT b->engine().infoChanged(FakeStack::idle());
    };
    button("stopAndClose")->click();
    QTRY_COMPARE(tabs()->all().size(), 1);
    QCOMPARE(calls.size(), 1);
}

void TestTabs::quittingAsksOnceForAll()
{
    change(open(u"alpha"_s));
    open(u"beta"_s, FakeStack::live());
    change(open(u"gamma"_s));
    QVERIFY(!m_stage->window.close());
    QVERIFY(!m_stage->window.close());
    QVERIFY(asking());
    const QString title = m_stage->find<QLabel>("questionTitle")->text();
    for (const QString &name : {u"alpha"_s, u"beta"_s, u"gamma"_s})
        QVERIFY2(title.contains(name), qPrintable(title));
    // It is about the window, and stays whatever is looked at.
    press(Qt::Key_1, Qt::AltModifier);
    QVERIFY(asking());
    button("questionBack")->click();
    QVERIFY(!asking());
    QVERIFY(m_stage->window.isVisible());
}

void TestTabs::quittingStopsAllThatIsLive()
{
    StackTab *a = open(u"a"_s, FakeStack::live());
    StackTab *b = open(u"b"_s, FakeStack::live());
    change(b);
    QVERIFY(!m_stage->window.close());
    QTimer::singleShot(0, button("saveAndQuit"), &QPushButton::click);
    QTimer::singleShot(5000, qApp, [] { QCoreApplication::exit(7); });
    QCOMPARE(QApplication::exec(), 0);
    QCOMPARE(EngineScript::of(a->engine()).calls.count(u"stop"_s), 1);
    QCOMPARE(EngineScript::of(b->engine()).calls.count(u"stop"_s), 1);
    QCOMPARE(EngineScript::of(b->engine()).saves.size(), 1);
}

void TestTabs::noticesStayWithTheirTab()
{
    StackTab *a = open(u"a"_s);
    StackTab *b = open(u"b"_s);
    Q_EMIT a->controller().commandFailed({ErrorCode::NotFound, u"No such node."_s, {}, {}});
    auto *notice = m_stage->find<QWidget>("notice");
    QVERIFY(!notice->isVisible());
    tabs()->select(a);
    QVERIFY(notice->isVisible());
    tabs()->select(b);
    QVERIFY(!notice->isVisible());
    tabs()->select(a);
    button("noticeAction")->click();
    QVERIFY(!notice->isVisible());
}

void TestTabs::undoIsThatOfTheTab()
{
    StackTab *a = open(u"a"_s);
    change(a);
    StackTab *b = open(u"b"_s);
    auto *undo = m_stage->find<QAction>("undoAction");
    QVERIFY(!undo->isEnabled());
    tabs()->select(a);
    QVERIFY(undo->isEnabled());
    QVERIFY(undo->text().size() > u"&Undo "_s.size());
    a->workspace()->focusMain();
    press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!a->isModified());
    QVERIFY(m_stage->find<QAction>("redoAction")->isEnabled());
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(a->isModified());
    QVERIFY(!b->isModified());
}

void TestTabs::fieldsUndoTheirOwn()
{
    StackTab *a = open(u"a"_s, FakeStack::live());
    change(a);
    press(Qt::Key_F, Qt::ControlModifier);
    auto *filter = a->findChild<QLineEdit *>(u"treeFilter"_s);
    QTest::keyClicks(filter, u"memory"_s);
    QTest::keyClick(filter, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(a->isModified());
    QVERIFY(filter->text() != u"memory"_s);
    auto *composer = a->findChild<QPlainTextEdit *>(u"messageEdit"_s);
    composer->setFocus();
    QTest::keyClicks(composer, u"hello"_s);
    QTest::keyClick(composer, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(a->isModified());
    QVERIFY(composer->toPlainText() != u"hello"_s);
}

QTEST_MAIN(TestTabs)
#include "tst_tabs.moc"
