// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/chevrontree.h"

#include "ui/theme/colors.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QPainter>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int chevronSize = 14;

} // namespace

ChevronTree::ChevronTree(QWidget *parent)
    : QTreeView(parent)
{
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
}

bool ChevronTree::isRowSelected(const QModelIndex &index) const
{
    return selectionModel() && selectionModel()->isRowSelected(index.row(), index.parent());
}

bool ChevronTree::isRowHovered(const QModelIndex &index) const
{
    const QPoint cursor = viewport()->mapFromGlobal(QCursor::pos());
    return viewport()->underMouse() && indexAt(cursor).siblingAtColumn(0) == index;
}

QColor ChevronTree::rowBackground(const QModelIndex &index) const
{
    const Colors &colors = Colors::now();
    return isRowSelected(index) ? colors.selection
        : isRowHovered(index)   ? colors.hover
                                : colors.base;
}

void ChevronTree::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    painter->fillRect(rect, rowBackground(index));
    if (!model()->hasChildren(index))
        return;
    // At the first line of a row that has two.
    const int line = rect.height() < Size::Row * 3 / 2 ? rect.height() : Size::Row;
    const QRect place(rect.right() - indentation() + 1, rect.top(), indentation(), line);
    const QPixmap chevron = themedPixmap(isExpanded(index) ? u"chevron-down"_s : u"chevron-right"_s,
                                         chevronSize, Colors::now().textMuted, devicePixelRatioF());
    painter->drawPixmap(place.center() - QPoint(chevronSize / 2 - 1, chevronSize / 2 - 1), chevron);
}

} // namespace creact
