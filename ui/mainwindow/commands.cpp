// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/commands.h"

#include "ui/mainwindow/menus.h"
#include "ui/mainwindow/questionbar.h"
#include "ui/mainwindow/stacktabs.h"
#include "ui/mainwindow/workspace.h"
#include "ui/panes/chatpane.h"
#include "ui/panes/treepane.h"

#include <QAction>
#include <QUndoGroup>

namespace creact {

using namespace Qt::StringLiterals;
using Status = StackInfo::Status;

Commands::Commands(Menus &menus, StackTabs &tabs, QuestionBar &question, QObject *parent)
    : QObject(parent)
    , m_menus(menus)
    , m_tabs(tabs)
    , m_question(question)
    , m_undo(new QUndoGroup(this))
{
    connectStack();
    connectNode();
    connectView();
    connect(&m_tabs, &StackTabs::added, this, &Commands::onAdded);
    connect(&m_tabs, &StackTabs::currentChanged, this, &Commands::onCurrent);
    connect(&m_tabs, &StackTabs::changed, this, &Commands::update);
    const QList<StackTab *> all = m_tabs.all();
    for (StackTab *tab : all)
        onAdded(tab);
    onCurrent();
}

void Commands::onAdded(StackTab *tab)
{
    m_undo->addStack(tab->controller().draft()->undoStack());
    TreePane *tree = tab->workspace()->tree();
    tree->setFlashing(m_menus.flashes->isChecked());
    connect(m_menus.flashes, &QAction::toggled, tree, &TreePane::setFlashing);
    connect(tab->workspace(), &Workspace::textShown, this, [this, tab](bool shown) {
        if (tab == m_tabs.current())
            m_menus.text->setChecked(shown);
    });
    const auto ifCurrent = [this, tab] {
        if (tab == m_tabs.current())
            updateNode();
    };
    connect(tree, &TreePane::selectionChanged, this, ifCurrent);
    connect(tree, &TreePane::destroyRequested, this, [this, tab](const QString &nodeId) {
        StackTreeModel *model = tab->controller().tree();
        askToDestroyNode(tab, model->row(model->uidOfNode(nodeId)));
    });
    connect(&tab->engine(), &Engine::treeChanged, this, ifCurrent);
}

void Commands::onCurrent()
{
    m_undo->setActiveStack(m_tabs.current()->controller().draft()->undoStack());
    m_menus.setTreeActions(m_tabs.current()->workspace()->tree()->editActions());
    m_menus.text->setChecked(m_tabs.current()->workspace()->isTextVisible());
    updateUndo();
    update();
}

// --- what they do

void Commands::connectStack()
{
    const auto controller = [this]() -> StackController & {
        return m_tabs.current()->controller();
    };
    connect(m_menus.save, &QAction::triggered, this, [this] { m_tabs.current()->save(); });
    connect(m_menus.reload, &QAction::triggered, this, [controller] { controller().reload(); });
    connect(m_menus.deploy, &QAction::triggered, this, [controller] { controller().deploy(); });
    connect(m_menus.plan, &QAction::triggered, this,
            [controller] { controller().plan()->request(); });
    connect(m_menus.stop, &QAction::triggered, this, [controller] { controller().stop(); });
    connect(m_menus.retryAll, &QAction::triggered, this,
            [controller] { controller().retryFailed(); });
    connect(m_menus.forget, &QAction::triggered, this,
            [this] { m_tabs.current()->workspace()->forgetConversation(); });
    connect(m_menus.destroyStack, &QAction::triggered, this, &Commands::destroyStack);
    connect(m_menus.undo, &QAction::triggered, m_undo, &QUndoGroup::undo);
    connect(m_menus.redo, &QAction::triggered, m_undo, &QUndoGroup::redo);
    for (const auto signal : {&QUndoGroup::undoTextChanged, &QUndoGroup::redoTextChanged})
        connect(m_undo, signal, this, &Commands::updateUndo);
    for (const auto signal : {&QUndoGroup::canUndoChanged, &QUndoGroup::canRedoChanged})
        connect(m_undo, signal, this, &Commands::updateUndo);
}

void Commands::connectNode()
{
    const auto onNode = [this](QAction *action, auto command) {
        connect(action, &QAction::triggered, this, [this, command] {
            const TreeRow *row = selectedRow();
            if (row && !row->nodeId.isEmpty())
                command(m_tabs.current()->controller(), *row);
        });
    };
    connect(m_menus.retry, &QAction::triggered, this,
            [this] { m_tabs.current()->workspace()->retrySelected(); });
    onNode(m_menus.rerun,
           [](StackController &controller, const TreeRow &row) { controller.rerun(row.nodeId); });
    onNode(m_menus.pin, [](StackController &controller, const TreeRow &row) {
        controller.setPinned(row.nodeId, !row.pinned);
    });
    connect(m_menus.destroyNode, &QAction::triggered, this, &Commands::destroyNode);
    connect(m_menus.nextFailed, &QAction::triggered, this,
            [this] { m_tabs.current()->workspace()->tree()->goToNextFailed(); });
}

void Commands::connectView()
{
    const auto onWorkspace = [this](QAction *action, void (Workspace::*show)()) {
        connect(action, &QAction::triggered, this,
                [this, show] { (m_tabs.current()->workspace()->*show)(); });
    };
    onWorkspace(m_menus.tree, &Workspace::focusMain);
    onWorkspace(m_menus.inspector, &Workspace::showInspector);
    onWorkspace(m_menus.chat, &Workspace::showChat);
    onWorkspace(m_menus.audit, &Workspace::showAudit);
    onWorkspace(m_menus.problems, &Workspace::showProblems);
    onWorkspace(m_menus.history, &Workspace::showHistory);
    onWorkspace(m_menus.deployments, &Workspace::showDeployments);
    connect(m_menus.text, &QAction::toggled, this,
            [this](bool on) { m_tabs.current()->workspace()->setTextVisible(on); });
    connect(m_menus.filter, &QAction::triggered, this,
            [this] { m_tabs.current()->workspace()->tree()->focusFilter(); });
    connect(m_menus.nextTab, &QAction::triggered, this, [this] { m_tabs.step(1); });
    connect(m_menus.previousTab, &QAction::triggered, this, [this] { m_tabs.step(-1); });
}

void Commands::destroyNode()
{
    askToDestroyNode(m_tabs.current(), selectedRow());
}

void Commands::askToDestroyNode(StackTab *tab, const TreeRow *row)
{
    if (!row || row->nodeId.isEmpty())
        return;
    const QString shown = row->name.isEmpty() ? row->title : row->title + u' ' + row->name;
    m_question.ask(tab, tr("Destroy %1 and what depends on it?").arg(shown),
                   tr("What it made is taken down. It stays away until the next deploy."),
                   {{u"destroyNodeNow"_s, tr("&Destroy"),
                     [tab = QPointer(tab), id = row->nodeId] {
                         if (tab)
                             tab->controller().destroyNode(id);
                     }}},
                   tr("Cancel"));
}

/// What is live is stopped first, and that is asked for itself.
void Commands::destroyStack()
{
    StackTab *tab = m_tabs.current();
    if (!tab->controller().active()) {
        askToDestroyStack(tab);
        return;
    }
    m_question.ask(tab, tr("“%1” is live. Stop it to destroy it?").arg(tab->name()),
                   tr("Nothing is destroyed yet: that is asked once it has stopped."),
                   {{u"stopToDestroy"_s, tr("&Stop"),
                     [this, guard = QPointer(tab)] {
                         if (!guard)
                             return;
                         guard->controller().stop([this, guard] {
                             if (guard && guard == m_tabs.current())
                                 askToDestroyStack(guard);
                         });
                     }}},
                   tr("Cancel"));
}

void Commands::askToDestroyStack(StackTab *tab)
{
    const StackInfo &info = tab->info();
    const QString nodes = info.nodes == 1 ? tr("1 node") : tr("%1 nodes").arg(info.nodes);
    m_question.askTyped(
        tab, tr("Destroy the stack “%1”?").arg(info.name),
        tr("What its %1 made is taken down. Its state, its conversations, its history and its "
           "audit log are removed for good. The document stays.")
            .arg(nodes),
        info.name,
        {u"destroyStackNow"_s, tr("&Destroy"),
         [guard = QPointer(tab)] {
             if (!guard)
                 return;
             guard->controller().destroyStack([guard](const Result<void> &destroyed) {
                 if (guard && destroyed)
                     guard->setNotice(StackTab::Notice{
                         Banner::Tone::Info, tr("The stack “%1” is destroyed").arg(guard->name()),
                         tr("Its document is still open; a deploy begins anew.")});
             });
         }},
        tr("Cancel"));
}

// --- when they can

const TreeRow *Commands::selectedRow() const
{
    StackTab *tab = m_tabs.current();
    return tab->controller().tree()->row(tab->workspace()->tree()->selected());
}

void Commands::update()
{
    StackTab &tab = *m_tabs.current();
    const StackInfo &info = tab.info();
    const bool live = info.status == Status::Live;
    const bool there = info.status != Status::Closed;
    const bool document = there && !info.documentPath.isEmpty();
    m_menus.deploy->setEnabled(tab.controller().canDeploy());
    m_menus.plan->setEnabled(document && (live || info.status == Status::Idle));
    m_menus.stop->setEnabled(live || info.status == Status::Deploying);
    m_menus.save->setEnabled(document && tab.isModified());
    m_menus.saveAs->setEnabled(document);
    m_menus.reload->setEnabled(info.status == Status::Idle);
    m_menus.retryAll->setEnabled(live && info.failed > 0);
    m_menus.nextFailed->setEnabled(info.failed > 0);
    m_menus.forget->setEnabled(ChatPane::canForget(info));
    m_menus.destroyStack->setEnabled(document && !info.readOnly);
    for (QAction *action : {m_menus.nextTab, m_menus.previousTab})
        action->setEnabled(m_tabs.all().size() > 1);
    for (QAction *action :
         {m_menus.filter, m_menus.tree, m_menus.inspector, m_menus.chat, m_menus.audit,
          m_menus.problems, m_menus.history, m_menus.deployments, m_menus.text})
        action->setEnabled(there);
    updateNode();
}

void Commands::updateNode()
{
    const StackInfo &info = m_tabs.current()->info();
    const TreeRow *row = selectedRow();
    const bool live = info.status == Status::Live;
    const bool node = row && row->active && !row->nodeId.isEmpty();
    const bool pinned = row && row->pinned;
    m_menus.retry->setEnabled(live && info.failed > 0);
    m_menus.rerun->setEnabled(live && node && !pinned);
    m_menus.pin->setEnabled(node && !info.readOnly
                            && (pinned || row->state == NodeState::Deployed));
    m_menus.pin->setText(pinned ? tr("Unp&in Outputs") : tr("P&in Outputs"));
    m_menus.destroyNode->setEnabled(live && node);
}

void Commands::updateUndo()
{
    const auto escaped = [](QString text) { return text.replace(u'&', u"&&"_s); };
    const QString undo = escaped(m_undo->undoText());
    const QString redo = escaped(m_undo->redoText());
    m_menus.undo->setText(undo.isEmpty() ? tr("&Undo") : tr("&Undo %1", "a step").arg(undo));
    m_menus.redo->setText(redo.isEmpty() ? tr("&Redo") : tr("&Redo %1", "a step").arg(redo));
    m_menus.undo->setEnabled(m_undo->canUndo());
    m_menus.redo->setEnabled(m_undo->canRedo());
}

} // namespace creact
