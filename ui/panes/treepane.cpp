// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/treepane.h"

#include "ui/editing/treeeditor.h"
#include "ui/models/flashes.h"
#include "ui/models/stacktreefilter.h"
#include "ui/models/stacktreemodel.h"
#include "ui/panes/emptystate.h"
#include "ui/panes/filteredit.h"
#include "ui/panes/notepopup.h"
#include "ui/panes/palettepane.h"
#include "ui/panes/stackbanners.h"
#include "ui/panes/stacktreeview.h"
#include "ui/panes/treebars.h"
#include "ui/panes/treemenu.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QAction>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>
#include <QPointer>
#include <QUndoStack>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int filterDelayMs = 120;
/// Matches are unfolded while there are not too many to look at.
constexpr qsizetype expandAllLimit = 5000;

bool atWork(StackInfo::Status status)
{
    using Status = StackInfo::Status;
    return status == Status::Deploying || status == Status::Live || status == Status::Stopping;
}

} // namespace

TreePane::TreePane(StackTreeModel *model, StackDraft &draft, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_draft(draft)
    , m_editor(new TreeEditor(draft, *model, this))
    , m_filter(new StackTreeFilter(this))
    , m_flashes(new Flashes(this))
    , m_view(new StackTreeView(m_flashes))
    , m_filterEdit(new FilterEdit(u"treeFilter"_s, tr("Filter the stack tree"),
                                  tr("Filter by element, name, state or output")))
    , m_banners(new StackBanners)
    , m_bars(new TreeBars)
    , m_palette(new PalettePane(this))
    , m_note(new NotePopup(this))
    , m_empty(new EmptyState(u"search"_s))
    , m_pages(new QStackedWidget)
{
    setObjectName(u"treePane"_s);
    setProperty("role", u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_filter->setSourceModel(model);
    m_view->setObjectName(u"stackTree"_s);
    m_view->setAccessibleName(tr("Stack tree"));
    m_view->setModel(m_filter);
    m_view->setEditor(m_editor);

    m_pages->addWidget(m_view);
    m_pages->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_banners);
    layout->addWidget(m_pages, 1);
    // Below the rows: none moves away from under the pointer when a bar comes or goes.
    layout->addWidget(m_bars);

    connectView();
    connectEditing();
    updatePage();
}

QWidget *TreePane::makeHeader()
{
    auto *expand = makeToolButton(u"expandAll"_s, u"expand"_s, tr("Expand all"));
    auto *collapse = makeToolButton(u"collapseAll"_s, u"collapse"_s, tr("Collapse all"));
    connect(expand, &QToolButton::clicked, this, &TreePane::expandAll);
    connect(collapse, &QToolButton::clicked, m_view, &QTreeView::collapseAll);

    m_add = makeToolButton(u"addButton"_s, u"add"_s, tr("Add an element (Insert)"));
    connect(m_add, &QToolButton::clicked, m_editor->actions().add, &QAction::trigger);
    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(Space::Medium, Space::Small, Space::Small, Space::Small);
    row->setSpacing(Space::Tiny);
    row->addWidget(m_filterEdit, 1);
    row->addSpacing(Space::Tiny);
    row->addWidget(m_add);
    row->addWidget(expand);
    row->addWidget(collapse);
    return header;
}

void TreePane::connectView()
{
    m_filterDelay.setSingleShot(true);
    m_filterDelay.setInterval(filterDelayMs);
    connect(m_filterEdit, &QLineEdit::textChanged, &m_filterDelay, qOverload<>(&QTimer::start));
    connect(&m_filterDelay, &QTimer::timeout, this, &TreePane::applyFilter);
    connect(m_filterEdit, &QLineEdit::returnPressed, this, [this] {
        applyFilter();
        m_view->setFocus();
    });
    connect(m_filterEdit, &FilterEdit::left, this, &TreePane::focusTree);
    connect(m_empty, &EmptyState::actionTriggered, m_filterEdit, &QLineEdit::clear);

    connect(m_model, &StackTreeModel::rowsTouched, m_flashes, &Flashes::touch);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filter, signal, this, &TreePane::updatePage);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &TreePane::keepSelection);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &TreePane::updatePage);
    // Queued: the view is reset by the same signal, perhaps later than we are.
    connect(m_filter, &QAbstractItemModel::modelReset, this, &TreePane::restoreSelection,
            Qt::QueuedConnection);

    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { Q_EMIT selectionChanged(selected()); });
    connect(m_view, &QTreeView::activated, this, &TreePane::inspectRequested);
    connect(m_view, &StackTreeView::retryRequested, this, &TreePane::retryRequested);
    connect(m_view, &QWidget::customContextMenuRequested, this, &TreePane::showMenu);

    connect(m_banners, &StackBanners::reloadRequested, this, &TreePane::reloadRequested);
    connect(m_banners, &StackBanners::problemsRequested, this, &TreePane::problemsRequested);
    connect(m_banners, &StackBanners::takeOverRequested, this, &TreePane::takeOverRequested);
    connect(m_banners, &StackBanners::recoveryDismissed, this, &TreePane::recoveryDismissed);
    connect(m_banners, &StackBanners::nodeActivated, this, &TreePane::selectNode);
}

void TreePane::setFlashing(bool on)
{
    m_flashes->setEnabled(on);
}

void TreePane::focusFilter()
{
    m_filterEdit->setFocus(Qt::ShortcutFocusReason);
    m_filterEdit->selectAll();
}

void TreePane::focusTree()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
}

// --- selection

TreeRow::Uid TreePane::selected() const
{
    const QModelIndex current = m_view->currentIndex();
    return current.isValid() ? current.data(StackTreeModel::UidRole).value<TreeRow::Uid>() : 0;
}

// The row in the view, unfolded; a filter that hides it goes.
QModelIndex TreePane::reveal(TreeRow::Uid uid)
{
    const QModelIndex source = m_model->indexOf(uid);
    if (!source.isValid())
        return {};
    if (!m_filter->mapFromSource(source).isValid()) {
        m_filterEdit->clear();
        applyFilter();
    }
    const QModelIndex index = m_filter->mapFromSource(source);
    for (QModelIndex up = index.parent(); up.isValid(); up = up.parent())
        m_view->expand(up);
    return index;
}

// Not by the view's own setCurrentIndex: that asks which keys are held down.
void TreePane::select(TreeRow::Uid uid)
{
    const QModelIndex index = reveal(uid);
    if (!index.isValid())
        return;
    m_view->selectionModel()->setCurrentIndex(
        index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void TreePane::selectNode(const QString &nodeId)
{
    select(m_model->uidOfNode(nodeId));
    noteChoice();
}

void TreePane::selectPointer(const QString &pointer)
{
    if (const TreeRow::Uid uid = nearestAbove(pointer))
        select(uid);
}

// A deploy begins a new tree; who looked at a node goes on looking at it. A selection model that is
// reset tells nobody.
void TreePane::keepSelection()
{
    const TreeRow *row = m_model->row(selected());
    if (!row)
        return;
    m_keptId = row->nodeId;
    m_keptPointer = row->pointer;
}

void TreePane::restoreSelection()
{
    if (m_model->size() == 0)
        return;
    const QString id = std::exchange(m_keptId, {});
    const QString pointer = std::exchange(m_keptPointer, {});
    if (m_view->currentIndex().isValid())
        return;
    const TreeRow::Uid uid = m_model->uidOfNode(id);
    if (uid)
        select(uid);
    else if (const TreeRow::Uid place = m_model->uidOfPointer(pointer))
        select(place);
    else
        Q_EMIT selectionChanged(0);
}

void TreePane::goToNextFailed()
{
    if (const TreeRow::Uid uid = m_model->nextFailed(selected())) {
        select(uid);
        noteChoice();
    }
}

// --- filter

void TreePane::applyFilter()
{
    m_filterDelay.stop();
    const TreeRow::Uid kept = selected();
    const bool wasFiltering = m_filter->filtering();
    m_filter->setText(m_filterEdit->text());
    if (m_filter->filtering())
        expandAll();
    else if (wasFiltering && kept)
        select(kept);
    updatePage();
}

void TreePane::expandAll()
{
    if (m_model->size() <= expandAllLimit || m_filter->filtering())
        m_view->expandAll();
    else
        m_view->expandToDepth(1);
}

void TreePane::updatePage()
{
    const bool empty = m_filter->rowCount() == 0;
    if (empty && m_filter->filtering()) {
        m_empty->setTexts(tr("Nothing matches “%1”").arg(m_filterEdit->text()),
                          tr("The filter looks at elements, names, ids, states and outputs."),
                          tr("Clear the filter"));
    } else if (empty) {
        m_empty->setTexts(
            tr("No elements"),
            tr("The elements of the stack document appear here, each with its state."));
    }
    m_pages->setCurrentIndex(empty ? 1 : 0);
    // Which action helps may depend on a node that has only now come or gone.
    if (m_info.error)
        showBanners();
}

// --- what is the matter

void TreePane::setInfo(const StackInfo &info)
{
    m_info = info;
    m_view->setLive(atWork(info.status));
    m_view->setEdited(info.edited);
    if (!info.edited) {
        m_draft.whenShown([guard = QPointer<TreePane>(this)] {
            if (guard)
                guard->noteDeployed();
        });
    }
    showBanners();
    showEditing();
}

void TreePane::showBanners()
{
    m_banners->setInfo(m_info, m_info.error && m_model->uidOfNode(m_info.error->where) != 0);
}

// --- menu

void TreePane::showMenu(const QPoint &position)
{
    const QModelIndex index = m_view->indexAt(position);
    const TreeRow *row = StackTreeModel::rowOf(index);
    if (!row)
        return;
    const QString output = index.siblingAtColumn(StackTreeModel::OutputColumn).data().toString();
    auto *menu = new TreeMenu(*row, m_info, output, *m_editor, this);
    connect(menu, &TreeMenu::inspectRequested, this, &TreePane::inspectRequested);
    connect(menu, &TreeMenu::problemsRequested, this, &TreePane::problemsRequested);
    connect(menu, &TreeMenu::retryRequested, this, &TreePane::retryRequested);
    connect(menu, &TreeMenu::rerunRequested, this, &TreePane::rerunRequested);
    connect(menu, &TreeMenu::pinRequested, this, &TreePane::pinRequested);
    connect(menu, &TreeMenu::destroyRequested, this, &TreePane::destroyRequested);
    const QPersistentModelIndex at(index.siblingAtColumn(0));
    connect(menu, &TreeMenu::expandRequested, this, [this, at] { m_view->expandRecursively(at); });
    connect(menu, &TreeMenu::collapseRequested, this, [this, at] { m_view->collapse(at); });
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

} // namespace creact
