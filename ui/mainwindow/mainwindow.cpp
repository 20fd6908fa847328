// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/mainwindow.h"

#include "ui/controllers/aside.h"
#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/recentstacks.h"
#include "ui/controllers/storagesettings.h"
#include "ui/mainwindow/closeguard.h"
#include "ui/mainwindow/commands.h"
#include "ui/mainwindow/endpointsdesk.h"
#include "ui/mainwindow/filechooser.h"
#include "ui/mainwindow/menus.h"
#include "ui/mainwindow/questionbar.h"
#include "ui/mainwindow/stacktabs.h"
#include "ui/mainwindow/statuspill.h"
#include "ui/mainwindow/toolbar.h"
#include "ui/mainwindow/workspace.h"
#include "ui/panes/keepingpane.h"
#include "ui/panes/treepane.h"
#include "ui/panes/welcomemodels.h"
#include "ui/panes/welcomepane.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString geometryKey = u"window/geometry"_s;
const QString openKey = u"window/open"_s;
const QString currentKey = u"window/current"_s;
constexpr int defaultWidth = 1440;
constexpr int defaultHeight = 900;

} // namespace

MainWindow::MainWindow(const Parts &parts, QWidget *parent)
    : QMainWindow(parent)
    , m_parts(parts)
    , m_tabs(new StackTabs({parts.endpoint, parts.recent, parts.storage, parts.overrides}, this))
    , m_question(new QuestionBar)
    , m_menus(new Menus(this, parts.recent, parts.theme, parts.settings))
    , m_guard(new CloseGuard(*m_tabs, *m_question, this))
    , m_files(new FileChooser(parts.recent, this))
    , m_toolBar(new ToolBar(m_menus->open, m_menus->newStack))
    , m_pages(new QStackedWidget)
    , m_welcome(new WelcomePane(parts.recent))
    , m_endpoints(new EndpointsDesk(parts.endpoint, *m_question, this))
    , m_keepingPane(new KeepingPane(parts.storage, this))
    , m_notice(new Banner(u"notice"_s, Banner::Buttons::Beside))
{
    setObjectName(u"mainWindow"_s);
    setAcceptDrops(true);
    setMinimumSize(900, 560);
    makeLayout();
    restoreLayout();
    leaveEndpointsFirst();
    new Commands(*m_menus, *m_tabs, *m_question, this);
    connectMenus();
    connectTabs();
    connectBars();
    connectWelcome();
    onCurrentTab();
}

MainWindow::~MainWindow()
{
    // They look at what the window shares with them, and say so to whom the window deletes first.
    m_tabs->disconnect();
    delete m_tabs->pages();
}

StackTab *MainWindow::currentTab() const
{
    return m_tabs->current();
}

// --- layout

void MainWindow::makeLayout()
{
    auto *central = new QWidget;
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bars = new QVBoxLayout;
    bars->setContentsMargins(0, 0, 0, 0);
    bars->setSpacing(0);
    bars->addWidget(m_question);
    bars->addWidget(m_notice);
    m_notice->hide();
    layout->addWidget(m_tabs->bar());
    layout->addWidget(m_toolBar);
    layout->addLayout(bars);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    layout->addWidget(m_pages, 1);
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_tabs->pages());
    m_pages->addWidget(m_endpoints->page());
    setCentralWidget(central);
}

void MainWindow::restoreLayout()
{
    if (!restoreGeometry(m_parts.settings.value(geometryKey).toByteArray()))
        resize(defaultWidth, defaultHeight);
}

void MainWindow::saveLayout()
{
    m_parts.settings.setValue(geometryKey, saveGeometry());
    currentTab()->workspace()->saveLayout(m_parts.settings);
    saveOpenStacks();
}

// --- connections

void MainWindow::connectMenus()
{
    connect(m_menus->newStack, &QAction::triggered, m_tabs, &StackTabs::openEmpty);
    connect(m_menus->open, &QAction::triggered, m_files, &FileChooser::chooseDocuments);
    connect(m_menus->openStates, &QAction::triggered, m_files, &FileChooser::chooseStateFolder);
    connect(m_menus->saveAs, &QAction::triggered, this,
            [this] { m_files->chooseTarget(currentTab()->path()); });
    connect(m_menus->closeTab, &QAction::triggered, this,
            [this] { m_guard->closeTab(currentTab()); });
    connect(m_menus->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_menus, &Menus::recentChosen, this, &MainWindow::openStack);
    connect(m_menus->endpoint, &QAction::triggered, m_toolBar, &ToolBar::endpointRequested);
    connect(m_menus->endpoints, &QAction::triggered, m_endpoints, &EndpointsDesk::open);
    connect(m_menus->keeping, &QAction::triggered, this, [this] { m_keepingPane->showOver(this); });
    connect(m_menus->about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(m_files, &FileChooser::chosen, this, &MainWindow::openPaths);
    connect(m_files, &FileChooser::targetChosen, this,
            [this](const QString &path) { currentTab()->controller().saveAs(path); });
}

/// What means the stack shows it.
void MainWindow::leaveEndpointsFirst()
{
    const Menus &menus = *m_menus;
    m_endpoints->leaveBefore(
        {menus.newStack, menus.filter,   menus.deploy,      menus.plan,       menus.stop,
         menus.retry,    menus.retryAll, menus.rerun,       menus.pin,        menus.destroyNode,
         menus.forget,   menus.tree,     menus.inspector,   menus.chat,       menus.audit,
         menus.problems, menus.history,  menus.deployments, menus.text,       menus.nextTab,
         menus.reload,   menus.closeTab, menus.previousTab, menus.nextFailed, menus.destroyStack});
}

void MainWindow::connectTabs()
{
    connect(m_tabs, &StackTabs::added, this, &MainWindow::onTabAdded);
    connect(m_tabs, &StackTabs::currentChanged, this, &MainWindow::onCurrentTab);
    connect(m_tabs, &StackTabs::changed, this, &MainWindow::onChanged);
    connect(m_tabs, &StackTabs::noticeChanged, this, &MainWindow::showNotice);
    connect(m_tabs, &StackTabs::closeRequested, m_guard, &CloseGuard::closeTab);
    connect(m_tabs, &StackTabs::documentsChanged, this, &MainWindow::saveOpenStacks);
    connect(m_guard, &CloseGuard::readyToQuit, this, [this] {
        saveLayout();
        // Not quit(): that asks the window, and the news that the stack has stopped may still be on
        // its way to it.
        QCoreApplication::exit(0);
    });
    const QList<StackTab *> all = m_tabs->all();
    for (StackTab *tab : all)
        onTabAdded(tab);
}

void MainWindow::onTabAdded(StackTab *tab)
{
    tab->workspace()->restoreLayout(m_parts.settings, size());
    connect(&tab->controller(), &StackController::progressChanged, this,
            [this, tab](int done, int total) {
                if (tab == currentTab())
                    m_toolBar->pill()->setProgress(done, total);
            });
    connect(tab, &StackTab::wentLive, this, [this, tab] {
        // The next key is meant for the agent, not for the button that is Stop now.
        if (tab == currentTab() && m_toolBar->isAncestorOf(focusWidget())
            && !tab->info().chatHandlers.isEmpty())
            tab->workspace()->focusComposer();
    });
}

void MainWindow::connectBars()
{
    connect(m_toolBar, &ToolBar::deployRequested, m_menus->deploy, &QAction::trigger);
    connect(m_toolBar, &ToolBar::stopRequested, m_menus->stop, &QAction::trigger);
    connect(m_toolBar, &ToolBar::endpointRequested, this,
            [this] { m_endpoints->choose(m_toolBar->endpointChip()); });
    connect(m_endpoints, &EndpointsDesk::openChanged, this, &MainWindow::showPage);
    connect(m_toolBar->pill(), &QPushButton::clicked, m_menus->nextFailed, &QAction::trigger);
    connect(m_notice, &Banner::secondActionTriggered, this,
            [this] { currentTab()->setNotice({}); });
    connect(m_notice, &Banner::actionTriggered, this, [this] {
        const std::function<void()> show = currentTab()->notice()->show;
        currentTab()->setNotice({});
        if (show)
            show();
    });
}

void MainWindow::connectWelcome()
{
    connect(m_welcome, &WelcomePane::openRequested, m_files, &FileChooser::chooseDocuments);
    connect(m_welcome, &WelcomePane::stackChosen, this, &MainWindow::openStack);
    connect(m_welcome, &WelcomePane::created, this, [this](const QString &path) {
        m_parts.endpoint.chooseForNew(path);
        openStack(path);
    });
    auto *models = new WelcomeModels(m_parts.endpoint);
    m_welcome->addSection(models);
    connect(models, &WelcomeModels::keyNeeded, m_endpoints, &EndpointsDesk::beginNew);
    connect(m_welcome, &WelcomePane::backRequested, this,
            [this] { m_guard->closeTab(currentTab()); });
}

// --- state

void MainWindow::onCurrentTab()
{
    if (!m_question->isAsking(this))
        m_question->dismiss();
    m_endpoints->leave();
    onChanged();
    showNotice();
    focusPage();
}

void MainWindow::onChanged()
{
    StackTab &tab = *currentTab();
    m_toolBar->setInfo(tab.info(), tab.controller().canDeploy(), tab.controller().plan()->isOpen());
    m_endpoints->setInfo(tab.info());
    showTitle();
    showPage();
}

void MainWindow::showTitle()
{
    const StackTab &tab = *currentTab();
    setWindowTitle(tab.isEmpty()
                       ? tr("CReact Studio")
                       : tr("%1[*] — CReact Studio", "name of the stack").arg(tab.name()));
    setWindowFilePath(tab.path());
    setWindowModified(tab.isModified());
}

void MainWindow::showPage()
{
    m_welcome->setBackVisible(m_tabs->all().size() > 1);
    const int page = m_endpoints->isOpen() ? 2 : currentTab()->isEmpty() ? 0 : 1;
    if (page == m_pages->currentIndex())
        return;
    m_pages->setCurrentIndex(page);
    focusPage();
}

void MainWindow::focusPage()
{
    if (m_endpoints->isOpen())
        m_endpoints->takeFocus();
    else if (m_pages->currentIndex() == 1)
        currentTab()->takeFocus();
    else
        m_welcome->focusFirst();
}

void MainWindow::showNotice()
{
    const std::optional<StackTab::Notice> &notice = currentTab()->notice();
    if (notice) {
        m_notice->setContent(notice->tone, notice->text, notice->details,
                             notice->show ? tr("Show the problem") : tr("Dismiss"));
        m_notice->setSecondAction(notice->show ? tr("Dismiss") : QString());
    }
    m_notice->setVisible(notice.has_value());
}

// --- open and close

void MainWindow::openStack(const QString &path)
{
    m_tabs->open(path);
}

void MainWindow::openPaths(const QStringList &paths)
{
    for (const QString &path : paths) {
        // A folder on a network that is gone keeps nobody waiting.
        if (path.endsWith(".stack.json"_L1))
            openStack(path);
        else
            runAside(this, [this, path] {
                const FolderLook look = FolderLook::of(path);
                return [this, path, look] { openLooked(path, look); };
            });
    }
}

void MainWindow::openLooked(const QString &path, const FolderLook &look)
{
    if (!look.isFolder)
        openStack(path);
    else if (look.documents.isEmpty())
        m_tabs->openStates(look);
    else
        openPaths(look.documents);
}

void MainWindow::restoreStacks()
{
    const QStringList paths = m_parts.settings.value(openKey).toStringList();
    const QString current = m_parts.settings.value(currentKey).toString();
    for (const QString &path : paths) {
        StackTab *tab = m_tabs->open(path);
        runAside(tab, [this, path, tab = QPointer(tab)] {
            const bool missing = !QFileInfo::exists(path);
            return [this, tab, missing] {
                if (missing && tab && !tab->isModified())
                    dropMissing(tab);
            };
        });
    }
    if (StackTab *tab = m_tabs->find(current))
        m_tabs->select(tab);
}

/// What was open the last time and is no longer there is told, once for all of them.
void MainWindow::dropMissing(StackTab *tab)
{
    m_missing.append(QDir::toNativeSeparators(tab->path()));
    m_tabs->close(tab);
    const QString text = m_missing.size() == 1
        ? tr("A stack that was open is no longer there")
        : tr("%1 stacks that were open are no longer there").arg(m_missing.size());
    currentTab()->setNotice(StackTab::Notice{Banner::Tone::Info, text, m_missing.join(u'\n')});
}

void MainWindow::saveOpenStacks()
{
    QStringList paths;
    const QList<StackTab *> tabs = m_tabs->all();
    for (const StackTab *tab : tabs) {
        if (!tab->path().isEmpty())
            paths.append(tab->path());
    }
    m_parts.settings.setValue(openKey, paths);
    m_parts.settings.setValue(currentKey, currentTab()->path());
}

void MainWindow::stopAndQuit()
{
    m_guard->stopAndQuit();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    // Not the first button of the tool bar.
    if (!event->spontaneous())
        focusPage();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_endpoints->mayClose() || !m_guard->mayClose()) {
        event->ignore();
        return;
    }
    saveLayout();
    event->accept();
    QCoreApplication::exit(0);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!FileChooser::dropped(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QStringList paths = FileChooser::dropped(event->mimeData());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    openPaths(paths);
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(this);
    box->setObjectName(u"aboutBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About CReact Studio"));
    box->setText(tr("CReact Studio %1").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(
        tr("A declarative reactive runtime for agents and automations.\n"
           "Free software under the GNU General Public License, version 3 or later."));
    box->open();
}

} // namespace creact
