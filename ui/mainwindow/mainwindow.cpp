// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/mainwindow.h"

#include "ui/controllers/endpointsettings.h"
#include "ui/controllers/recentstacks.h"
#include "ui/controllers/stackcontroller.h"
#include "ui/controllers/storagesettings.h"
#include "ui/models/words.h"
#include "ui/mainwindow/closeguard.h"
#include "ui/mainwindow/menus.h"
#include "ui/mainwindow/statuspill.h"
#include "ui/mainwindow/toolbar.h"
#include "ui/mainwindow/workspace.h"
#include "ui/panes/banner.h"
#include "ui/panes/chatpane.h"
#include "ui/panes/endpointpane.h"
#include "ui/panes/keepingpane.h"
#include "ui/panes/treepane.h"
#include "ui/panes/welcomepane.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace creact {

using namespace Qt::StringLiterals;
using Status = StackInfo::Status;

namespace {

const QString geometryKey = u"window/geometry"_s;
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
    , m_workspace(new Workspace(parts.controller))
    , m_endpointPane(new EndpointPane(parts.endpoint, this))
    , m_keepingPane(new KeepingPane(parts.storage, this))
    , m_notice(new Banner(u"notice"_s, Banner::Buttons::Beside))
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
    auto *noticeRow = new QVBoxLayout;
    noticeRow->setContentsMargins(0, 0, 0, 0);
    noticeRow->addWidget(m_notice);
    m_notice->hide();
    layout->addWidget(m_toolBar);
    layout->addLayout(noticeRow);
    layout->addWidget(makeSeparator(Qt::Horizontal));
    layout->addWidget(m_pages, 1);
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_workspace);
    setCentralWidget(central);
}

void MainWindow::restoreLayout()
{
    if (!restoreGeometry(m_parts.settings.value(geometryKey).toByteArray()))
        resize(defaultWidth, defaultHeight);
    m_workspace->restoreLayout(m_parts.settings, size());
}

void MainWindow::saveLayout()
{
    m_parts.settings.setValue(geometryKey, saveGeometry());
    m_workspace->saveLayout(m_parts.settings);
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
    connect(m_menus->retry, &QAction::triggered, m_workspace, &Workspace::retrySelected);
    TreePane *tree = m_workspace->tree();
    connect(m_menus->nextFailed, &QAction::triggered, tree, &TreePane::goToNextFailed);
    connect(m_menus->endpoint, &QAction::triggered, this, &MainWindow::showEndpoint);
    connect(m_menus->keeping, &QAction::triggered, this, [this] { m_keepingPane->showOver(this); });
    connect(m_menus->forget, &QAction::triggered, m_workspace, &Workspace::forgetConversation);
    connect(m_menus->filter, &QAction::triggered, tree, &TreePane::focusFilter);
    connect(m_menus->tree, &QAction::triggered, m_workspace, &Workspace::focusMain);
    connect(m_menus->inspector, &QAction::triggered, m_workspace, &Workspace::showInspector);
    connect(m_menus->chat, &QAction::triggered, m_workspace, &Workspace::showChat);
    connect(m_menus->audit, &QAction::triggered, m_workspace, &Workspace::showAudit);
    connect(m_menus->problems, &QAction::triggered, m_workspace, &Workspace::showProblems);
    connect(m_menus->history, &QAction::triggered, m_workspace, &Workspace::showHistory);
    connect(m_menus->flashes, &QAction::toggled, tree, &TreePane::setFlashing);
    connect(m_menus->about, &QAction::triggered, this, &MainWindow::showAbout);
    tree->setFlashing(m_menus->flashes->isChecked());
}

void MainWindow::connectController()
{
    StackController &controller = m_parts.controller;
    connect(&controller, &StackController::infoChanged, this, &MainWindow::onInfo);
    connect(&controller, &StackController::progressChanged, m_toolBar->pill(),
            &StatusPill::setProgress);
    connect(&controller, &StackController::commandFailed, this, &MainWindow::showCommandError);
    connect(controller.history(), &HistoryController::wentBack, this, [this](qint64 at) {
        showNotice(tr("The stack is as it was at %1").arg(Words::time(at)),
                   tr("The state before that is in the history."));
    });
    connect(controller.history(), &HistoryController::startedEmpty, this,
            [this](const QString &name) {
                showNotice(tr("The stack begins empty"),
                           tr("The file that could not be read is kept as %1.").arg(name));
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
    connect(m_toolBar->pill(), &QPushButton::clicked, m_workspace->tree(),
            &TreePane::goToNextFailed);
    connect(m_welcome, &WelcomePane::openRequested, this, &MainWindow::chooseFile);
    connect(m_welcome, &WelcomePane::stackChosen, this, &MainWindow::openStack);
    connect(m_welcome, &WelcomePane::created, this, &MainWindow::openStack);
    connect(m_welcome, &WelcomePane::backRequested, this, [this] {
        m_wantsWelcome = false;
        showPage();
    });
    connect(m_workspace, &Workspace::failed, this, &MainWindow::showCommandError);
    connect(m_notice, &Banner::actionTriggered, m_notice, &QWidget::hide);
}

// --- state

void MainWindow::onInfo(const StackInfo &info)
{
    const bool canDeploy = m_parts.controller.canDeploy();
    m_toolBar->setInfo(info, canDeploy);
    m_menus->setInfo(info, canDeploy);
    m_workspace->setInfo(info);
    // The next key is meant for the agent, not for the button that is Stop now.
    const bool wentLive = info.status == Status::Live && !m_wasLive;
    m_wasLive = info.status == Status::Live;
    if (wentLive && m_toolBar->isAncestorOf(focusWidget()) && !info.chatHandlers.isEmpty())
        m_workspace->focusComposer();
    m_endpointPane->setInfo(info);
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
        m_workspace->focusMain();
    else
        m_welcome->setFocus();
}

void MainWindow::showCommandError(const Error &error)
{
    const bool stackError = m_parts.controller.info().error == error;
    if (stackError)
        return;
    m_notice->setContent(Banner::Tone::Danger, error.message, error.hint, tr("Dismiss"));
    m_notice->show();
}

void MainWindow::showNotice(const QString &text, const QString &details)
{
    m_notice->setContent(Banner::Tone::Info, text, details, tr("Dismiss"));
    m_notice->show();
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
            m_notice->hide();
            m_workspace->clear();
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
