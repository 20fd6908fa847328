// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/stage.h"
#include "ui/panes/banner.h"
#include "ui/panes/endpointpane.h"
#include "ui/panes/inspectorpane.h"
#include "ui/panes/sidepanels.h"
#include "ui/theme/colors.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QFileInfo>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

QStringList visibleTitles(const QTreeView *view, const QModelIndex &parent = {})
{
    QStringList titles;
    for (int row = 0; row < view->model()->rowCount(parent); ++row) {
        const QModelIndex index = view->model()->index(row, 0, parent);
        titles.append(index.data().toString());
        if (view->isExpanded(index))
            titles += visibleTitles(view, index);
    }
    return titles;
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup() { m_stage.reset(); }

    void keysDeployAndStop();
    void afterDeployTheKeysGoToTheAgent();
    void typingFiltersTheTree();
    void escapeTakesTheFilterAway();
    void enterShowsTheInspector();
    void aFailedNodeCanBeRetried();
    void statusIsNeverGreenWithAFailure();
    void errorsStayUntilTheyAreGone();
    void aLockedStackIsReadOnly();
    void problemsComeToTheFront();
    void aNewTreeKeepsTheSelection();
    void anEndpointIsUsedWithTheNextDeploy();
    void auditFollowsOnlyAtTheEnd();
    void lateDetailsAreDropped();
    void everyControlHasAName();
    void themesChangeThePalette();

private:
    void show();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    QStringList &calls() { return m_stage->script().calls; }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Stage> m_stage;
};

void TestMainWindow::init()
{
    m_stage = std::make_unique<Stage>(*m_theme);
}

void TestMainWindow::show()
{
    m_stage->window.resize(1400, 900);
    m_stage->window.show();
    m_stage->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_stage->window));
}

void TestMainWindow::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *target = QApplication::focusWidget();
    QTest::keyClick(target ? target : &m_stage->window, key, modifiers);
}

void TestMainWindow::keysDeployAndStop()
{
    show();
    m_stage->openAgent(FakeStack::idle());
    // The plan first; the same key applies it.
    press(Qt::Key_F5);
    QVERIFY(!calls().contains(u"deploy"_s));
    press(Qt::Key_F5);
    QVERIFY(calls().contains(u"deploy"_s));
    Q_EMIT m_stage->engine.infoChanged(FakeStack::live());
    QCOMPARE(m_stage->find<QPushButton>("deployButton")->text(), u"Stop"_s);
    press(Qt::Key_F5);
    QCOMPARE(calls().count(u"deploy"_s), 1);
    press(Qt::Key_F5, Qt::ShiftModifier);
    QVERIFY(calls().contains(u"stop"_s));
}

void TestMainWindow::afterDeployTheKeysGoToTheAgent()
{
    show();
    m_stage->openAgent(FakeStack::idle());
    auto *button = m_stage->find<QPushButton>("deployButton");
    button->setFocus();
    press(Qt::Key_Space);
    Q_EMIT m_stage->engine.infoChanged(FakeStack::live());
    QCOMPARE(QApplication::focusWidget(), m_stage->find<QPlainTextEdit>("messageEdit"));
    press(Qt::Key_Space);
    QVERIFY(!calls().contains(u"stop"_s));
}

void TestMainWindow::typingFiltersTheTree()
{
    show();
    m_stage->openAgent(FakeStack::live());
    auto *view = m_stage->find<QTreeView>("stackTree");
    const QStringList all = visibleTitles(view);
    QVERIFY(all.contains(u"Memory memory"_s));
    QVERIFY(!all.contains(u"ChatResponse"_s)); // a finished turn is folded
    press(Qt::Key_F, Qt::ControlModifier);
    auto *filter = m_stage->find<QLineEdit>("treeFilter");
    QVERIFY(filter->hasFocus());
    QTest::keyClicks(filter, u"chatresponse"_s);
    QTRY_COMPARE(visibleTitles(view).last(), u"ChatResponse"_s);
    QCOMPARE(visibleTitles(view).first(), u"HttpServer server"_s);
    QTest::keyClicks(filter, u"x"_s);
    QTRY_COMPARE(visibleTitles(view), QStringList());
    auto *clear = m_stage->find<TreePane>("treePane")->findChild<QPushButton *>(u"emptyAction"_s);
    QTRY_VERIFY(clear->isVisible());
    clear->click();
    QTRY_VERIFY(visibleTitles(view).contains(u"Memory memory"_s));
}

void TestMainWindow::escapeTakesTheFilterAway()
{
    show();
    m_stage->openAgent(FakeStack::live());
    press(Qt::Key_F, Qt::ControlModifier);
    auto *filter = m_stage->find<QLineEdit>("treeFilter");
    QTest::keyClicks(filter, u"memory"_s);
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(filter->text().isEmpty());
    QVERIFY(filter->hasFocus());
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(m_stage->find<QTreeView>("stackTree")->hasFocus());
}

void TestMainWindow::enterShowsTheInspector()
{
    show();
    m_stage->openAgent(FakeStack::live());
    auto *side = m_stage->find<SidePanels>("sidePanels");
    press(Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(side->current(), SidePanels::ChatPanel);
    auto *view = m_stage->find<QTreeView>("stackTree");
    press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(view->hasFocus());
    press(Qt::Key_Down);
    QTRY_VERIFY(m_stage->script().inspected != 0);
    m_stage->find<TreePane>("treePane")->select(FakeStack::CompletionUid);
    QCOMPARE(m_stage->script().inspected, FakeStack::CompletionUid);
    press(Qt::Key_Return);
    QCOMPARE(side->current(), SidePanels::InspectorPanel);
    Q_EMIT m_stage->engine.rowDetailChanged(FakeStack::completionDetail());
    QCOMPARE(m_stage->find<QLabel>("inspectorTitle")->text(), u"Completion"_s);
    QVERIFY(m_stage->find<QTreeView>("valueTree")->model()->rowCount() >= 2);
}

void TestMainWindow::aFailedNodeCanBeRetried()
{
    show();
    m_stage->openAgent(FakeStack::liveWithFailure());
    press(Qt::Key_F8);
    QCOMPARE(m_stage->find<TreePane>("treePane")->selected(), FakeStack::FailedUid);
    Q_EMIT m_stage->engine.rowDetailChanged(FakeStack::failedDetail());
    auto *error = m_stage->find<Banner>("nodeError");
    QVERIFY(!error->isHidden());
    QCOMPARE(error->title(), FakeStack::failedDetail().row.error->message);
    m_stage->find<QPushButton>("nodeErrorAction")->click();
    const QString retry = u"retry "_s + FakeStack::failedDetail().row.nodeId;
    QCOMPARE(calls().count(retry), 1);
    press(Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(calls().count(retry), 2);
    // The button in the row itself.
    auto *view = m_stage->find<QTreeView>("stackTree");
    const QRect cell = view->visualRect(view->currentIndex().siblingAtColumn(2));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, {cell.right() - 12, cell.center().y()});
    QCOMPARE(calls().count(retry), 3);
}

void TestMainWindow::statusIsNeverGreenWithAFailure()
{
    show();
    m_stage->openAgent(FakeStack::live());
    auto *pill = m_stage->find<QPushButton>("statusPill");
    QCOMPARE(pill->text(), u"Live"_s);
    const QColor green = Colors::now().success;
    const auto dotColor = [pill] {
        return pill->grab().toImage().pixelColor(13, pill->height() / 2);
    };
    QCOMPARE(dotColor(), green);
    Q_EMIT m_stage->engine.infoChanged(FakeStack::liveWithFailure());
    QCOMPARE(pill->text(), u"Live, 1 failed"_s);
    QVERIFY(dotColor() != green);
}

void TestMainWindow::errorsStayUntilTheyAreGone()
{
    show();
    StackInfo info = FakeStack::idle();
    info.error = Error{ErrorCode::PortInUse, u"Port 3000 is taken."_s, u"http-server"_s, {}};
    m_stage->openAgent(info);
    auto *banner = m_stage->find<Banner>("errorBanner");
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->title(), u"Port 3000 is taken."_s);
    m_stage->find<QPushButton>("errorBannerAction")->click();
    QCOMPARE(m_stage->find<TreePane>("treePane")->selected(), TreeRow::Uid(1));
    Q_EMIT m_stage->engine.infoChanged(info);
    QVERIFY(banner->isVisible());
    Q_EMIT m_stage->engine.infoChanged(FakeStack::idle());
    QVERIFY(!banner->isVisible());
}

void TestMainWindow::aLockedStackIsReadOnly()
{
    show();
    m_stage->openAgent(FakeStack::lockedByAnother());
    auto *banner = m_stage->find<Banner>("lockBanner");
    QVERIFY(banner->isVisible());
    QVERIFY(banner->text().contains(u"atlas"_s));
    QVERIFY(banner->text().contains(u"4711"_s));
    QVERIFY(!m_stage->find<QPushButton>("deployButton")->isEnabled());
    press(Qt::Key_F5);
    QVERIFY(!calls().contains(u"deploy"_s));
    m_stage->find<QPushButton>("lockBannerAction")->click();
    QCOMPARE(calls().count(u"open"_s), 2);
}

void TestMainWindow::problemsComeToTheFront()
{
    show();
    m_stage->openAgent(FakeStack::idle());
    Q_EMIT m_stage->engine.problemsChanged(FakeStack::problems());
    auto *tabs = m_stage->find<QTabWidget>("bottomTabs");
    QCOMPARE(tabs->currentWidget()->objectName(), u"problemsPane"_s);
    QVERIFY(tabs->tabText(1).contains(u'2'));
    Q_EMIT m_stage->engine.problemsChanged({});
    QCOMPARE(tabs->tabText(1), u"Problems"_s);
}

void TestMainWindow::aNewTreeKeepsTheSelection()
{
    show();
    m_stage->openAgent(FakeStack::live());
    auto *tree = m_stage->find<TreePane>("treePane");
    QCOMPARE(tree->selected(), TreeRow::Uid(0));
    tree->select(FakeStack::FailedUid);
    TreeDelta renumbered = FakeStack::tree();
    for (TreeDelta::Change &change : renumbered.changes) {
        change.row.uid += 1000;
        change.row.parent += change.row.parent ? 1000 : 0;
    }
    TreeDelta empty;
    empty.reset = true;
    Q_EMIT m_stage->engine.treeChanged(empty);
    Q_EMIT m_stage->engine.treeChanged(renumbered);
    QTRY_COMPARE(tree->selected(), FakeStack::FailedUid + 1000);
    QCOMPARE(m_stage->script().inspected, FakeStack::FailedUid + 1000);
    // Where nothing is left of it, nothing is selected.
    TreeRow other;
    other.uid = 1;
    other.title = u"Tool"_s;
    Q_EMIT m_stage->engine.treeChanged({true, {{TreeDelta::Change::Kind::Insert, other, 0}}});
    QTRY_COMPARE(m_stage->script().inspected, TreeRow::Uid(0));
}

void TestMainWindow::anEndpointIsUsedWithTheNextDeploy()
{
    show();
    StackInfo info = FakeStack::idle();
    info.documentPath = QFileInfo(u"agent.stack.json"_s).absoluteFilePath();
    m_stage->openAgent(info);
    m_stage->find<QPushButton>("endpointChip")->click();
    auto *pane = m_stage->find<EndpointPane>("endpointPane");
    QVERIFY(pane->isVisible());
    EndpointProfile profile;
    profile.name = u"local"_s;
    profile.baseUrl = QUrl(u"http://localhost:11434/v1"_s);
    m_stage->endpoint.setFile(m_stage->dir.filePath(u"endpoints.json"_s));
    QVERIFY(m_stage->endpoint.save(profile, u"sk-planted"_s).ok());
    m_stage->find<QAbstractButton>("endpoint-local")->click();
    m_stage->find<QPushButton>("useEndpoint")->click();
    QVERIFY(pane->isHidden());
    QCOMPARE(m_stage->script().options.endpointName, u"local"_s);
    QCOMPARE(m_stage->script().options.endpoints.value(0).apiKey, u"sk-planted"_s);
}

void TestMainWindow::auditFollowsOnlyAtTheEnd()
{
    show();
    m_stage->openAgent(FakeStack::live());
    auto *table = m_stage->find<QTableView>("auditTable");
    for (int i = 0; i < 20; ++i)
        Q_EMIT m_stage->engine.auditAppended(FakeStack::audit());
    QScrollBar *bar = table->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum());
    bar->setValue(10);
    Q_EMIT m_stage->engine.auditAppended(FakeStack::audit());
    QCOMPARE(bar->value(), 10);
    bar->setValue(bar->maximum());
    Q_EMIT m_stage->engine.auditAppended(FakeStack::audit());
    QTRY_COMPARE(bar->value(), bar->maximum());
}

void TestMainWindow::lateDetailsAreDropped()
{
    show();
    m_stage->openAgent(FakeStack::live());
    m_stage->find<TreePane>("treePane")->select(FakeStack::FailedUid);
    Q_EMIT m_stage->engine.rowDetailChanged(FakeStack::completionDetail());
    QCOMPARE(m_stage->find<InspectorPane>("inspectorPane")->shown(), TreeRow::Uid(0));
}

void TestMainWindow::everyControlHasAName()
{
    show();
    m_stage->openAgent(FakeStack::liveWithFailure());
    QStringList nameless;
    const QList<QWidget *> widgets = m_stage->window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const bool control = qobject_cast<const QAbstractButton *>(widget)
            || qobject_cast<const QLineEdit *>(widget)
            || qobject_cast<const QAbstractItemView *>(widget)
            || qobject_cast<const QPlainTextEdit *>(widget);
        // Parts that Qt makes inside its own widgets, and buttons with nothing to say now.
        const bool inner = widget->objectName().startsWith(u"qt_"_s)
            || widget->parentWidget()->inherits("QLineEdit") || widget->inherits("QHeaderView")
            || widget->inherits("QMenu") || widget->parentWidget()->inherits("QTabBar")
            || widget->parentWidget()->inherits("QMenuBar")
            || widget->parentWidget()->inherits("QComboBoxPrivateContainer")
            || widget->parentWidget()->inherits("QAbstractItemView");
        if (!control || inner || widget->isHidden())
            continue;
        // A banner that has nothing to say has no words on its buttons either.
        const auto *banner = qobject_cast<const Banner *>(widget->parentWidget());
        if (banner && banner->isHidden())
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool named =
            !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        if (widget->objectName().isEmpty() || !named)
            nameless.append(QString::fromLatin1(widget->metaObject()->className()) + u' '
                            + widget->objectName());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    const QList<QAction *> menus = m_stage->window.menuBar()->actions();
    for (const QAction *menu : menus) {
        QVERIFY(menu->text().contains(u'&'));
        for (const QAction *entry : menu->menu()->actions())
            QVERIFY2(entry->isSeparator() || entry->text().contains(u'&'),
                     qPrintable(entry->text()));
    }
}

void TestMainWindow::themesChangeThePalette()
{
    show();
    m_stage->window.findChild<QMenuBar *>();
    const auto choose = [this](const char *name) {
        for (QAction *menu : m_stage->window.menuBar()->actions()) {
            for (QAction *entry : menu->menu()->actions()) {
                if (entry->objectName() == QLatin1StringView(name))
                    entry->trigger();
            }
        }
    };
    choose("theme2Action");
    QVERIFY(Colors::now().dark);
    QCOMPARE(m_stage->settings.value(u"theme"_s).toInt(), int(Theme::Mode::Dark));
    choose("theme1Action");
    QVERIFY(!Colors::now().dark);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
