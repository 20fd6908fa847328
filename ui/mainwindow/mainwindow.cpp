// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/mainwindow.h"

#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/recentstacks.h"
#include "ui/controllers/stackcontroller.h"
#include "ui/mainwindow/closeguard.h"
#include "ui/mainwindow/menus.h"
#include "ui/mainwindow/statuspill.h"
#include "ui/mainwindow/toolbar.h"
#include "ui/panes/auditpane.h"
#include "ui/panes/banner.h"
#include "ui/panes/chatpane.h"
#include "ui/panes/endpointpane.h"
#include "ui/panes/inspectorpane.h"
#include "ui/panes/problemspane.h"
#include "ui/panes/sidepanels.h"
#include "ui/panes/treepane.h"
#include "ui/panes/welcomepane.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace creact {

using namespace Qt::StringLiterals;
using Status = StackInfo::Status;

namespace {

const QString geometryKey = u"window/geometry"_s;
const QString columnsKey = u"window/columns"_s;
const QString rowsKey = u"window/rows"_s;
const QString sideKey = u"window/side"_s;
constexpr int defaultWidth = 1440;
constexpr int defaultHeight = 900;

QString droppedDocument(const QMimeData *mime)
{
    const QList<QUrl> urls = mime->urls();
    const QString path = urls.size() == 1 ? urls.first().toLocalFile() : QString();
    return path.endsWith(".stack.json"_L1) ? path : QString();
}

} // namespace

MainWindow::MainWindow(const Parts &parts, QWidget *parent)
    : QMainWindow(parent)
    , m_parts(parts)
    , m_menus(new Menus(this, parts.recent, parts.theme, parts.settings))
    , m_guard(new CloseGuard(parts.controller, this))
    , m_toolBar(new ToolBar(m_menus->open, m_menus->newStack))
    , m_pages(new QStackedWidget)
    , m_welcome(new WelcomePane(parts.recent))
    , m_tree(new TreePane(parts.controller.tree()))
    , m_inspector(new InspectorPane)
    , m_chat(new ChatPane(parts.controller.chat()))
    , m_audit(new AuditPane(parts.controller.audit()))
    , m_problems(new ProblemsPane(parts.controller.problems()))
    , m_endpointPane(new EndpointPane(parts.endpoint, this))
    , m_commandError(new Banner(u"commandError"_s, Banner::Buttons::Beside))
    , m_side(new SidePanels(m_inspector, m_chat))
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_rows(new QSplitter(Qt::Vertical))
    , m_bottom(new QTabWidget)
{
    setObjectName(u"mainWindow"_s);
    setAcceptDrops(true);
    setMinimumSize(900, 560);
    makeLayout();
    connectMenus();
    connectController();
    connectPanes();
    restoreLayout();
    onInfo(m_parts.controller.info());
}

MainWindow::~MainWindow() = default;

// --- layout

void MainWindow::makeLayout()
{
    auto *central = new QWidget;
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *errorRow = new QVBoxLayout;
    errorRow->setContentsMargins(0, 0, 0, 0);
    errorRow->addWidget(m_commandError);
    m_commandError->hide();
    layout->addWidget(m_toolBar);
    layout->addLayout(errorRow);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    layout->addWidget(m_pages, 1);
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(makeWorkspace());
    setCentralWidget(central);
}

QWidget *MainWindow::makeWorkspace()
{
    m_bottom->setObjectName(u"bottomTabs"_s);
    m_bottom->setDocumentMode(true);
    m_bottom->tabBar()->setDrawBase(false);
    m_bottom->addTab(m_audit, tr("Audit log"));
    m_bottom->addTab(m_problems, tr("Problems"));
    m_rows->setObjectName(u"rowSplitter"_s);
    m_columns->setObjectName(u"columnSplitter"_s);
    for (QSplitter *splitter : {m_rows, m_columns}) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
    }
    m_tree->setMinimumSize(380, 200);
    m_bottom->setMinimumHeight(110);
    m_rows->addWidget(m_tree);
    m_rows->addWidget(m_bottom);
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 0);
    m_columns->addWidget(m_rows);
    m_columns->addWidget(m_side);
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, 1);
    return m_columns;
}

void MainWindow::restoreLayout()
{
    const QSettings &settings = m_parts.settings;
    if (!restoreGeometry(settings.value(geometryKey).toByteArray()))
        resize(defaultWidth, defaultHeight);
    if (!m_columns->restoreState(settings.value(columnsKey).toByteArray()))
        m_columns->setSizes({width() * 52 / 100, width() * 48 / 100});
    if (!m_rows->restoreState(settings.value(rowsKey).toByteArray()))
        m_rows->setSizes({height() * 68 / 100, height() * 32 / 100});
    m_side->restoreState(settings.value(sideKey).toByteArray());
}

void MainWindow::saveLayout()
{
    m_parts.settings.setValue(geometryKey, saveGeometry());
    m_parts.settings.setValue(columnsKey, m_columns->saveState());
    m_parts.settings.setValue(rowsKey, m_rows->saveState());
    m_parts.settings.setValue(sideKey, m_side->saveState());
}

// --- connections

void MainWindow::connectMenus()
{
    StackController &controller = m_parts.controller;
    connect(m_menus->newStack, &QAction::triggered, this, &MainWindow::chooseTemplate);
    connect(m_menus->open, &QAction::triggered, this, &MainWindow::chooseFile);
    connect(m_menus->reload, &QAction::triggered, &controller, &StackController::reload);
    connect(m_menus->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_menus, &Menus::recentChosen, this, &MainWindow::openStack);
    connect(m_menus->deploy, &QAction::triggered, &controller, &StackController::deploy);
    connect(m_menus->stop, &QAction::triggered, this, [this] { m_parts.controller.stop(); });
    connect(m_menus->retry, &QAction::triggered, this, &MainWindow::retrySelected);
    connect(m_menus->nextFailed, &QAction::triggered, m_tree, &TreePane::goToNextFailed);
    connect(m_menus->endpoint, &QAction::triggered, this, &MainWindow::showEndpoint);
    connect(m_menus->filter, &QAction::triggered, m_tree, &TreePane::focusFilter);
    connect(m_menus->tree, &QAction::triggered, m_tree, &TreePane::focusTree);
    connect(m_menus->inspector, &QAction::triggered, this, &MainWindow::showInspector);
    connect(m_menus->chat, &QAction::triggered, this, [this] {
        m_side->show(SidePanels::ChatPanel);
        m_chat->focusComposer();
    });
    connect(m_menus->audit, &QAction::triggered, this,
            [this] { m_bottom->setCurrentWidget(m_audit); });
    connect(m_menus->problems, &QAction::triggered, this, &MainWindow::showProblems);
    connect(m_menus->flashes, &QAction::toggled, m_tree, &TreePane::setFlashing);
    connect(m_menus->about, &QAction::triggered, this, &MainWindow::showAbout);
    m_tree->setFlashing(m_menus->flashes->isChecked());
}

void MainWindow::connectController()
{
    StackController &controller = m_parts.controller;
    connect(&controller, &StackController::infoChanged, this, &MainWindow::onInfo);
    connect(&controller, &StackController::detailChanged, this, [this](const RowDetail &detail) {
        // A late answer about a row that is no longer selected is dropped.
        if (detail.row.uid != 0 && detail.row.uid == m_tree->selected())
            m_inspector->setDetail(detail);
    });
    connect(&controller, &StackController::progressChanged, m_toolBar->pill(),
            &StatusPill::setProgress);
    connect(&controller, &StackController::messageRefused, m_chat, &ChatPane::showSendError);
    connect(&controller, &StackController::commandFailed, this, &MainWindow::showCommandError);
    connect(&controller, &StackController::problemsChanged, this, [this] {
        const int count = m_parts.controller.problems()->rowCount();
        m_bottom->setTabText(
            1, count > 0 ? tr("Problems (%1)").arg(QLocale().toString(count)) : tr("Problems"));
        if (count > 0)
            m_bottom->setCurrentWidget(m_problems);
    });
    connect(m_guard, &CloseGuard::readyToQuit, this, [this] {
        saveLayout();
        // Not quit(): that asks the window, and the news that the stack has stopped may still be on
        // its way to it.
        QCoreApplication::exit(0);
    });
}

void MainWindow::connectPanes()
{
    StackController &controller = m_parts.controller;
    connect(m_toolBar, &ToolBar::deployRequested, &controller, &StackController::deploy);
    connect(m_toolBar, &ToolBar::stopRequested, this, [this] { m_parts.controller.stop(); });
    connect(m_toolBar, &ToolBar::endpointRequested, this, &MainWindow::showEndpoint);
    connect(m_toolBar->pill(), &QPushButton::clicked, m_tree, &TreePane::goToNextFailed);
    connect(m_welcome, &WelcomePane::openRequested, this, &MainWindow::chooseFile);
    connect(m_welcome, &WelcomePane::stackChosen, this, &MainWindow::openStack);
    connect(m_welcome, &WelcomePane::created, this, &MainWindow::openStack);
    connect(m_welcome, &WelcomePane::backRequested, this, [this] {
        m_wantsWelcome = false;
        showPage();
    });
    connect(m_tree, &TreePane::selectionChanged, this, &MainWindow::onSelected);
    connect(m_tree, &TreePane::inspectRequested, this, &MainWindow::showInspector);
    connect(m_tree, &TreePane::retryRequested, &controller, &StackController::retry);
    connect(m_tree, &TreePane::problemsRequested, this, &MainWindow::showProblems);
    connect(m_tree, &TreePane::reloadRequested, &controller, &StackController::reload);
    connect(m_inspector, &InspectorPane::retryRequested, &controller, &StackController::retry);
    connect(m_chat, &ChatPane::sendRequested, &controller, &StackController::sendMessage);
    connect(m_chat, &ChatPane::cancelRequested, &controller, &StackController::cancelTurn);
    connect(m_chat, &ChatPane::deployRequested, &controller, &StackController::deploy);
    connect(m_chat, &ChatPane::stepsRequested, this, &MainWindow::showTurn);
    connect(m_audit, &AuditPane::nodeActivated, this, [this](const QString &nodeId) {
        m_tree->select(m_parts.controller.tree()->uidOfNode(nodeId));
    });
    connect(m_problems, &ProblemsPane::openDocumentRequested, this,
            &MainWindow::openDocumentInEditor);
    connect(m_problems, &ProblemsPane::reloadRequested, &controller, &StackController::reload);
    connect(m_commandError, &Banner::actionTriggered, m_commandError, &QWidget::hide);
}

// --- state

void MainWindow::onInfo(const StackInfo &info)
{
    const bool canDeploy = m_parts.controller.canDeploy();
    m_toolBar->setInfo(info, canDeploy);
    m_menus->setInfo(info, canDeploy);
    m_tree->setInfo(info);
    m_chat->setInfo(info);
    // The next key is meant for the agent, not for the button that is Stop now.
    const bool wentLive = info.status == Status::Live && !m_wasLive;
    m_wasLive = info.status == Status::Live;
    if (wentLive && m_toolBar->isAncestorOf(focusWidget()) && !info.chatHandlers.isEmpty())
        m_chat->focusComposer();
    m_endpointPane->setInfo(info);
    m_inspector->setLive(info.status == Status::Live);
    setWindowTitle(info.status == Status::Closed
                       ? tr("CReact Studio")
                       : tr("%1 — CReact Studio", "name of the stack").arg(info.name));
    setWindowFilePath(info.documentPath);
    showPage();
}

void MainWindow::showPage()
{
    const bool closed = m_parts.controller.info().status == Status::Closed;
    m_welcome->setBackVisible(!closed);
    const int page = closed || m_wantsWelcome ? 0 : 1;
    if (page == m_pages->currentIndex())
        return;
    m_pages->setCurrentIndex(page);
    focusPage();
}

void MainWindow::focusPage()
{
    if (m_pages->currentIndex() == 1)
        m_tree->focusTree();
    else
        m_welcome->setFocus();
}

void MainWindow::onSelected(TreeRow::Uid uid)
{
    m_parts.controller.inspect(uid);
    if (uid == 0)
        m_inspector->clear();
}

void MainWindow::showInspector()
{
    m_side->show(SidePanels::InspectorPanel);
}

void MainWindow::showProblems()
{
    m_bottom->setCurrentWidget(m_problems);
}

void MainWindow::showTurn(const QString &turnId)
{
    const TreeRow::Uid uid = m_parts.controller.tree()->uidOfTurn(turnId);
    if (uid) {
        m_tree->select(uid);
        m_tree->focusTree();
        return;
    }
    showCommandError({ErrorCode::NotFound,
                      tr("The steps of this turn are no longer kept."),
                      {},
                      tr("The tree keeps the nodes of the newest finished turns.")});
}

void MainWindow::retrySelected()
{
    const TreeRow *row = m_parts.controller.tree()->row(m_tree->selected());
    if (row && row->state == NodeState::Failed && !row->nodeId.isEmpty())
        m_parts.controller.retry(row->nodeId);
}

void MainWindow::showCommandError(const Error &error)
{
    const bool stackError = m_parts.controller.info().error == error;
    if (stackError)
        return;
    m_commandError->setContent(Banner::Tone::Danger, error.message, error.hint, tr("Dismiss"));
    m_commandError->show();
}

void MainWindow::showEndpoint()
{
    m_endpointPane->showBelow(m_toolBar->endpointChip());
}

// --- open, new, close

void MainWindow::openStack(const QString &path)
{
    m_guard->whenIdle(
        tr("The stack “%1” is live. Stop it to open another?").arg(m_parts.controller.info().name),
        [this, path] {
            m_wantsWelcome = false;
            m_commandError->hide();
            m_inspector->clear();
            m_parts.controller.open(path);
        });
}

void MainWindow::chooseTemplate()
{
    m_wantsWelcome = true;
    showPage();
}

void MainWindow::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a stack"));
    dialog->setObjectName(u"openDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Stack documents (*.stack.json)"), tr("All files (*)")});
    const QStringList recent = m_parts.recent.paths();
    if (!recent.isEmpty())
        dialog->setDirectory(QFileInfo(recent.first()).path());
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openStack);
    dialog->open();
}

void MainWindow::openDocumentInEditor()
{
    const QString path = m_parts.controller.info().documentPath;
    if (!path.isEmpty())
        QDesktopServices::openUrl(QUrl::fromLocalFile(path));
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
    if (!m_guard->mayClose()) {
        event->ignore();
        return;
    }
    saveLayout();
    event->accept();
    QCoreApplication::exit(0);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedDocument(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString path = droppedDocument(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    openStack(path);
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
