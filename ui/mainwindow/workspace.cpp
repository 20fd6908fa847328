// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/workspace.h"

#include "ui/controllers/stackcontroller.h"
#include "ui/panes/auditpane.h"
#include "ui/panes/chatpane.h"
#include "ui/panes/deploymentspane.h"
#include "ui/panes/draftbanners.h"
#include "ui/panes/historypane.h"
#include "ui/panes/inspectorpane.h"
#include "ui/panes/planpane.h"
#include "ui/panes/problemspane.h"
#include "ui/panes/sidepanels.h"
#include "ui/panes/textpane.h"
#include "ui/panes/treepane.h"
#include "ui/panes/unreadablepane.h"

#include <QDesktopServices>
#include <QLocale>
#include <QSettings>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString columnsKey = u"window/columns"_s;
const QString rowsKey = u"window/rows"_s;
const QString sideKey = u"window/side"_s;
const QString documentKey = u"window/document"_s;
constexpr int textRoom = 1050;

} // namespace

Workspace::Workspace(StackController &controller, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_controller(controller)
    , m_tree(new TreePane(controller.tree(), *controller.draft()))
    , m_unreadable(new UnreadablePane(controller.history()))
    , m_plan(new PlanPane(controller.plan()))
    , m_main(new QStackedWidget)
    , m_text(new TextPane(*controller.draft(), controller.problems()))
    , m_document(new QSplitter(Qt::Horizontal))
    , m_draftBanners(new DraftBanners(controller))
    , m_inspector(new InspectorPane(controller))
    , m_chat(new ChatPane(controller.chat()))
    , m_audit(new AuditPane(controller.audit()))
    , m_problems(new ProblemsPane(controller.problems()))
    , m_history(new HistoryPane(controller.history()))
    , m_deployments(new DeploymentsPane(controller.plan()))
    , m_side(new SidePanels(m_inspector, m_chat))
    , m_rows(new QSplitter(Qt::Vertical))
    , m_bottom(new QTabWidget)
{
    setObjectName(u"columnSplitter"_s);
    makeLayout();
    connectController();
    connectPanes();
    connectText();
}

/// Tree and text, and above both what is the matter with their document.
QWidget *Workspace::makeDocument()
{
    m_document->addWidget(m_main);
    m_document->addWidget(m_text);
    m_document->setStretchFactor(0, 1);
    m_document->setStretchFactor(1, 1);
    m_text->hide();
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_draftBanners);
    layout->addWidget(m_document, 1);
    return page;
}

void Workspace::makeLayout()
{
    m_bottom->setObjectName(u"bottomTabs"_s);
    m_bottom->setDocumentMode(true);
    m_bottom->tabBar()->setDrawBase(false);
    m_bottom->addTab(m_audit, tr("Audit log"));
    m_bottom->addTab(m_problems, tr("Problems"));
    m_bottom->addTab(m_history, tr("History"));
    m_bottom->addTab(m_deployments, tr("Deployments"));
    m_rows->setObjectName(u"rowSplitter"_s);
    m_document->setObjectName(u"documentSplitter"_s);
    for (QSplitter *splitter : {m_rows, m_document, static_cast<QSplitter *>(this)}) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
    }
    m_main->addWidget(m_tree);
    m_main->addWidget(m_unreadable);
    m_main->addWidget(m_plan);
    m_main->setMinimumSize(380, 200);
    m_bottom->setMinimumHeight(110);
    m_side->setMenu(SidePanels::ChatPanel, tr("More about this conversation"),
                    {m_chat->forgetAction()});
    m_rows->addWidget(makeDocument());
    m_rows->addWidget(m_bottom);
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 0);
    addWidget(m_rows);
    addWidget(m_side);
    setStretchFactor(0, 1);
    setStretchFactor(1, 1);
}

void Workspace::restoreLayout(const QSettings &settings, const QSize &size)
{
    if (!restoreState(settings.value(columnsKey).toByteArray()))
        setSizes({size.width() * 52 / 100, size.width() * 48 / 100});
    if (!m_rows->restoreState(settings.value(rowsKey).toByteArray()))
        m_rows->setSizes({size.height() * 68 / 100, size.height() * 32 / 100});
    m_side->restoreState(settings.value(sideKey).toByteArray());
    if (!m_document->restoreState(settings.value(documentKey).toByteArray()))
        m_document->setSizes({900, 1100});
    m_text->hide();
}

void Workspace::saveLayout(QSettings &settings) const
{
    settings.setValue(columnsKey, saveState());
    settings.setValue(rowsKey, m_rows->saveState());
    settings.setValue(sideKey, m_side->saveState());
    if (isTextVisible())
        settings.setValue(documentKey, m_document->saveState());
}

void Workspace::connectController()
{
    connect(&m_controller, &StackController::detailChanged, this, [this](const RowDetail &detail) {
        // A late answer about a row that is no longer selected is dropped.
        if (detail.row.uid != 0 && detail.row.uid == m_tree->selected())
            m_inspector->setDetail(detail);
    });
    connect(&m_controller, &StackController::messageRefused, m_chat, &ChatPane::showSendError);
    connect(&m_controller, &StackController::problemsChanged, this, &Workspace::onProblems);
    connect(&m_controller, &StackController::opened, this, [this] {
        if (m_history->isVisible() || m_unreadable->isVisible())
            m_controller.history()->refresh();
    });
}

void Workspace::connectPanes()
{
    StackController &controller = m_controller;
    connect(m_tree, &TreePane::selectionChanged, this, &Workspace::onSelected);
    connect(m_tree, &TreePane::inspectRequested, this, &Workspace::showInspector);
    connect(m_tree, &TreePane::fieldsRequested, this, [this] {
        showInspector();
        m_inspector->focusForm();
    });
    connect(m_tree, &TreePane::retryRequested, &controller, &StackController::retry);
    connect(m_tree, &TreePane::rerunRequested, &controller, &StackController::rerun);
    connect(m_tree, &TreePane::pinRequested, &controller, &StackController::setPinned);
    connect(m_tree, &TreePane::reviewRequested, controller.plan(), &PlanController::request);
    connect(m_tree, &TreePane::problemRequested, this, [this] {
        setTextVisible(true);
        showProblems();
    });
    connect(m_tree, &TreePane::problemsRequested, this, &Workspace::showProblems);
    connect(m_tree, &TreePane::reloadRequested, &controller, &StackController::lookAgain);
    connect(m_tree, &TreePane::takeOverRequested, &controller, &StackController::takeOver);
    connect(m_tree, &TreePane::recoveryDismissed, &controller, &StackController::dismissRecovery);
    connect(controller.plan(), &PlanController::changed, this, &Workspace::showMainPage);
    connect(m_plan, &PlanPane::nodeActivated, this,
            [this](const QString &nodeId, const QString &) { m_tree->selectNode(nodeId); });
    const auto tellAllowed = [this] {
        m_plan->setCommandsAllowed(m_controller.allowed()->commands(m_controller.path()));
    };
    connect(controller.allowed(), &AllowSettings::changed, m_plan, tellAllowed);
    connect(&controller, &StackController::opened, m_plan, tellAllowed);
    connect(m_plan, &PlanPane::allowCommandsRequested, this,
            [this] { m_controller.allowed()->setCommands(m_controller.path(), true); });
    connect(m_unreadable, &UnreadablePane::showFolderRequested, this, &Workspace::showStateFolder);
    connect(m_inspector, &InspectorPane::retryRequested, &controller, &StackController::retry);
    connect(controller.usage(), &UsageLedger::changed, m_chat,
            [this] { m_chat->setUsage(m_controller.usage()->total()); });
    connect(m_chat, &ChatPane::sendRequested, &controller, &StackController::sendMessage);
    connect(m_chat, &ChatPane::cancelRequested, &controller, &StackController::cancelTurn);
    connect(m_chat, &ChatPane::approvalDecided, &controller, &StackController::decide);
    connect(m_chat, &ChatPane::deployRequested, &controller, &StackController::deploy);
    connect(m_chat, &ChatPane::forgetRequested, &controller, &StackController::forget);
    connect(m_chat, &ChatPane::stepsRequested, this, &Workspace::showTurn);
    connect(m_audit, &AuditPane::nodeActivated, m_tree, &TreePane::selectNode);
    connect(m_problems, &ProblemsPane::openDocumentRequested, this,
            &Workspace::openDocumentInEditor);
    connect(m_problems, &ProblemsPane::reloadRequested, &controller, &StackController::lookAgain);
}

// Tree and text follow each other.
void Workspace::connectText()
{
    connect(m_text, &TextPane::pointerChanged, m_tree, &TreePane::selectPointer);
    connect(m_text, &TextPane::closeRequested, this, [this] { setTextVisible(false); });
    connect(m_text, &TextPane::left, this, &Workspace::focusMain);
    connect(m_problems, &ProblemsPane::problemActivated, this, [this](const Problem &problem) {
        if (!problem.pointer.isEmpty())
            m_tree->selectPointer(problem.pointer);
        setTextVisible(true);
        m_text->goToLine(problem.line, problem.column);
    });
    connect(m_draftBanners, &DraftBanners::compareRequested, this,
            [this](const DiffView::Texts &texts, const std::function<void()> &keepOld,
                   const std::function<void()> &takeNew) {
                setTextVisible(true);
                m_text->compare(texts, keepOld, takeNew);
            });
    // An answer given in the banner is an answer.
    connect(m_controller.draftFile(), &DraftFile::matterChanged, m_text, &TextPane::endCompare);
}

/// Shows in the text what is selected in the tree.
void Workspace::showInText(TreeRow::Uid uid)
{
    const TreeRow *row = m_controller.tree()->row(uid);
    if (row && !row->pointer.isEmpty() && isTextVisible())
        m_text->showPointer(row->pointer);
}

void Workspace::setInfo(const StackInfo &info)
{
    m_tree->setInfo(info);
    m_unreadable->setInfo(info);
    showMainPage();
    m_chat->setInfo(info);
    m_side->setApprovals(int(info.approvals.size()));
    m_history->setInfo(info);
    m_inspector->setLive(info.status == StackInfo::Status::Live);
}

/// What stands in the middle: a state that cannot be read, a plan, or the tree.
void Workspace::showMainPage()
{
    const bool unreadable = UnreadablePane::concerns(m_controller.info());
    QWidget *page = unreadable          ? static_cast<QWidget *>(m_unreadable)
        : m_controller.plan()->isOpen() ? static_cast<QWidget *>(m_plan)
                                        : m_tree;
    const bool hadFocus = m_main->isAncestorOf(window()->focusWidget());
    if (page == m_main->currentWidget())
        return;
    m_main->setCurrentWidget(page);
    if (hadFocus)
        focusMain();
}

void Workspace::onProblems()
{
    const int count = m_controller.problems()->rowCount();
    m_bottom->setTabText(
        1, count > 0 ? tr("Problems (%1)").arg(QLocale().toString(count)) : tr("Problems"));
    if (count > 0)
        m_bottom->setCurrentWidget(m_problems);
}

void Workspace::onSelected(TreeRow::Uid uid)
{
    m_controller.inspect(uid);
    if (uid == 0)
        m_inspector->clear();
    showInText(uid);
}

void Workspace::clear()
{
    m_inspector->clear();
}

void Workspace::focusMain()
{
    if (m_main->currentWidget() == m_unreadable)
        m_unreadable->focusList();
    else if (m_main->currentWidget() == m_plan)
        m_plan->focusPlan();
    else
        m_tree->focusTree();
}

void Workspace::focusComposer()
{
    m_chat->focusComposer();
}

void Workspace::flush()
{
    m_inspector->flush();
}

void Workspace::showInspector()
{
    m_side->show(SidePanels::InspectorPanel);
}

void Workspace::showChat()
{
    m_side->show(SidePanels::ChatPanel);
    m_chat->focusComposer();
}

void Workspace::showAudit()
{
    m_bottom->setCurrentWidget(m_audit);
}

void Workspace::showProblems()
{
    m_bottom->setCurrentWidget(m_problems);
}

void Workspace::showProblem(const Problem &problem)
{
    m_tree->selectPointer(problem.pointer);
    showProblems();
    showInspector();
}

void Workspace::showHistory()
{
    m_bottom->setCurrentWidget(m_history);
    m_history->focusList();
}

void Workspace::setTextVisible(bool visible)
{
    if (visible == isTextVisible())
        return;
    const bool hadFocus = m_text->isAncestorOf(window()->focusWidget());
    // Two panes need the room of two.
    if (visible && m_rows->width() < textRoom) {
        m_sizesWithoutText = sizes();
        const int left = std::min(textRoom, width() * 66 / 100);
        setSizes({left, width() - left});
    } else if (!visible && !m_sizesWithoutText.isEmpty()) {
        setSizes(std::exchange(m_sizesWithoutText, {}));
    }
    m_text->setVisible(visible);
    if (visible)
        showInText(m_tree->selected());
    else if (hadFocus)
        focusMain();
    Q_EMIT textShown(visible);
}

bool Workspace::isTextVisible() const
{
    return !m_text->isHidden();
}

void Workspace::showDeployments()
{
    m_bottom->setCurrentWidget(m_deployments);
    m_deployments->focusList();
}

void Workspace::showTurn(const QString &turnId)
{
    const TreeRow::Uid uid = m_controller.tree()->uidOfTurn(turnId);
    if (uid) {
        m_tree->select(uid);
        m_tree->focusTree();
        return;
    }
    Q_EMIT failed({ErrorCode::NotFound,
                   tr("The steps of this turn are no longer kept."),
                   {},
                   tr("The tree keeps the nodes of the newest finished turns.")});
}

void Workspace::retrySelected()
{
    const TreeRow *row = m_controller.tree()->row(m_tree->selected());
    if (row && row->state == NodeState::Failed && !row->nodeId.isEmpty())
        m_controller.retry(row->nodeId);
}

void Workspace::forgetConversation()
{
    m_side->show(SidePanels::ChatPanel);
    m_chat->forgetAction()->trigger();
}

void Workspace::openDocumentInEditor()
{
    const QString path = m_controller.info().documentPath;
    if (!path.isEmpty())
        QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

void Workspace::showStateFolder()
{
    const QString folder = m_controller.stateFolder();
    if (!folder.isEmpty())
        QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
}

} // namespace creact
