// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/stacktreeview.h"

#include "ui/models/flashes.h"
#include "ui/models/stacktreemodel.h"
#include "ui/panes/noderowdelegate.h"
#include "ui/theme/colors.h"
#include "ui/theme/icons.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int chevronSize = 14;
constexpr int indentStep = 15;
/// More children than this stay folded: nobody reads them all.
constexpr int unfoldChildLimit = 200;
constexpr int unfoldBudget = 2000;

} // namespace

StackTreeView::StackTreeView(Flashes *flashes, QWidget *parent)
    : QTreeView(parent)
    , m_delegate(new NodeRowDelegate(flashes, this))
{
    setItemDelegate(m_delegate);
    setUniformRowHeights(true);
    setIndentation(indentStep);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setAllColumnsShowFocus(true);
    setMouseTracking(true);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setEditTriggers(NoEditTriggers);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setFrameShape(QFrame::NoFrame);
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(false);
    header()->setHighlightSections(false);
    connect(flashes, &Flashes::frame, viewport(), qOverload<>(&QWidget::update));
}

void StackTreeView::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    header()->setMinimumSectionSize(48);
    header()->setSectionResizeMode(QHeaderView::Interactive);
    header()->setSectionResizeMode(StackTreeModel::OutputColumn, QHeaderView::Stretch);
    header()->resizeSection(StackTreeModel::ElementColumn, 330);
    header()->resizeSection(StackTreeModel::StateColumn, 104);
    header()->resizeSection(StackTreeModel::TimeColumn, 76);
}

void StackTreeView::drawBranches(QPainter *painter, const QRect &rect,
                                 const QModelIndex &index) const
{
    const TreeRow *row = StackTreeModel::rowOf(index);
    if (!row)
        return;
    QStyleOptionViewItem option;
    option.palette = palette();
    if (selectionModel() && selectionModel()->isRowSelected(index.row(), index.parent()))
        option.state |= QStyle::State_Selected;
    else if (indexAt(viewport()->mapFromGlobal(QCursor::pos())).siblingAtColumn(0) == index)
        option.state |= QStyle::State_MouseOver;
    painter->fillRect(rect, m_delegate->background(option, row->uid));
    if (!model()->hasChildren(index))
        return;
    const QRect last(rect.right() - indentStep + 1, rect.top(), indentStep, rect.height());
    const QPixmap chevron =
        themedPixmap(isExpanded(index) ? u"chevron-down"_s : u"chevron-right"_s, chevronSize,
                     Colors::of(palette()).textMuted, devicePixelRatioF());
    painter->drawPixmap(last.center() - QPoint(chevronSize / 2 - 1, chevronSize / 2 - 1), chevron);
}

// --- unfolding

void StackTreeView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QTreeView::rowsInserted(parent, start, end);
    unfold(parent, start, end);
}

void StackTreeView::reset()
{
    QTreeView::reset();
    if (model())
        unfold({}, 0, model()->rowCount() - 1);
}

void StackTreeView::unfold(const QModelIndex &parent, int first, int last)
{
    int budget = unfoldBudget;
    // A parent that had children before is open or closed as the person left it.
    const bool firstChildren = parent.isValid() && model()->rowCount(parent) == last - first + 1;
    if (firstChildren && unfoldsByItself(parent))
        expand(parent.siblingAtColumn(0));
    for (int row = first; row <= last && budget > 0; ++row)
        unfoldBelow(model()->index(row, 0, parent), budget);
}

bool StackTreeView::unfoldsByItself(const QModelIndex &index) const
{
    const TreeRow *row = StackTreeModel::rowOf(index);
    return row && row->kind != TreeRow::Kind::Turn && row->kind != TreeRow::Kind::Inactive
        && model()->rowCount(index) <= unfoldChildLimit;
}

void StackTreeView::unfoldBelow(const QModelIndex &index, int &budget)
{
    if (--budget < 0 || !model()->hasChildren(index))
        return;
    for (int row = 0; row < model()->rowCount(index) && budget > 0; ++row)
        unfoldBelow(model()->index(row, 0, index), budget);
    if (unfoldsByItself(index))
        expand(index);
}

// --- retry

const TreeRow *StackTreeView::retryAt(const QPoint &position) const
{
    const QModelIndex index = indexAt(position);
    if (index.column() != StackTreeModel::OutputColumn)
        return nullptr;
    const TreeRow *row = StackTreeModel::rowOf(index);
    const bool hit = row && NodeRowDelegate::offersRetry(*row)
        && NodeRowDelegate::retryRect(visualRect(index)).contains(position);
    return hit ? row : nullptr;
}

void StackTreeView::mousePressEvent(QMouseEvent *event)
{
    const TreeRow *row = retryAt(event->position().toPoint());
    if (row && event->button() == Qt::LeftButton) {
        Q_EMIT retryRequested(row->nodeId);
        return;
    }
    QTreeView::mousePressEvent(event);
}

void StackTreeView::mouseMoveEvent(QMouseEvent *event)
{
    viewport()->setCursor(retryAt(event->position().toPoint()) ? Qt::PointingHandCursor
                                                               : Qt::ArrowCursor);
    QTreeView::mouseMoveEvent(event);
}

} // namespace creact
