// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/stacktreeview.h"

#include "ui/editing/treeeditor.h"
#include "ui/models/flashes.h"
#include "ui/models/stacktreemodel.h"
#include "ui/panes/noderowdelegate.h"
#include "ui/panes/treedrop.h"
#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"

#include <QAction>
#include <QApplication>
#include <QDrag>
#include <QHeaderView>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleHints>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int indentStep = 15;
/// More children than this stay folded: nobody reads them all.
constexpr int unfoldChildLimit = 200;
constexpr int unfoldBudget = 2000;
/// Of the view, below which its lesser columns make room for what a row says.
constexpr int timeRoom = 540;
constexpr int stateRoom = 430;

/// What follows the cursor: how many elements, or which one.
QPixmap dragPicture(const QString &text, qreal scale)
{
    const Colors &colors = Colors::now();
    const QFontMetrics metrics(uiFont());
    const QSize size(metrics.horizontalAdvance(text) + 2 * Space::Medium, Size::Row);
    QPixmap picture(size * scale);
    picture.setDevicePixelRatio(scale);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.borderStrong);
    painter.setBrush(colors.raised);
    painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 5, 5);
    painter.setFont(uiFont());
    painter.setPen(colors.text);
    painter.drawText(QRect({0, 0}, size), Qt::AlignCenter, text);
    return picture;
}

} // namespace

StackTreeView::StackTreeView(Flashes *flashes, QWidget *parent)
    : ChevronTree(parent)
    , m_delegate(new NodeRowDelegate(flashes, this))
{
    setItemDelegate(m_delegate);
    setUniformRowHeights(true);
    setIndentation(indentStep);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setEditTriggers(NoEditTriggers);
    setContextMenuPolicy(Qt::CustomContextMenu);
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
    header()->resizeSection(StackTreeModel::StateColumn, 100);
    header()->resizeSection(StackTreeModel::TimeColumn, 76);
    connect(header(), &QHeaderView::sectionResized, this, [this](int section) {
        if (section == StackTreeModel::ElementColumn && !m_fitting)
            m_elementResized = true;
    });
}

void StackTreeView::setEditor(TreeEditor *editor)
{
    m_editor = editor;
    m_delegate->setNaming(
        {[editor](TreeRow::Uid uid) { return editor->nameOf(uid); },
         [editor](TreeRow::Uid uid, const QString &name) { return editor->checkName(uid, name); },
         [editor](TreeRow::Uid uid, const QString &name) { editor->rename(uid, name); }});
    setDragEnabled(true);
    setDropIndicatorShown(false);
    new TreeDrop(this, *editor);
    for (QAction *action : editor->menuActions()) {
        if (action)
            addAction(action);
    }
}

void StackTreeView::setEdited(bool edited)
{
    m_delegate->setEdited(edited);
    viewport()->update();
}

void StackTreeView::rename(const QModelIndex &index)
{
    edit(index.siblingAtColumn(0));
}

// The one loop of its own that Qt has no way around; it ends with the button or Escape.
void StackTreeView::startDrag(Qt::DropActions)
{
    std::unique_ptr<QMimeData> data = m_editor ? m_editor->mimeData() : nullptr;
    if (!data)
        return;
    auto *drag = new QDrag(this);
    drag->setMimeData(data.release());
    const QPixmap picture =
        dragPicture(m_editor->titleOf(m_editor->selectedPointers()), devicePixelRatioF());
    drag->setPixmap(picture);
    drag->setHotSpot({-Space::Medium, -Space::Small});
    const bool movable = !m_editor->draft().obstacle();
    drag->exec(movable ? Qt::MoveAction | Qt::CopyAction : Qt::CopyAction,
               movable ? Qt::MoveAction : Qt::CopyAction);
}

// "A" adds, but not in the middle of a word that is typed to find a row.
void StackTreeView::keyPressEvent(QKeyEvent *event)
{
    const bool searching = m_searching.isValid()
        && m_searching.elapsed() < QGuiApplication::styleHints()->keyboardInputInterval();
    if (m_editor && event->key() == Qt::Key_A && event->modifiers() == Qt::NoModifier && !searching
        && m_editor->actions().add->isEnabled()) {
        m_editor->actions().add->trigger();
        return;
    }
    const QItemSelection before = selectionModel()->selection();
    ChevronTree::keyPressEvent(event);
    tellChoice(before);
}

bool StackTreeView::viewportEvent(QEvent *event)
{
    const bool mouse = event->type() == QEvent::MouseButtonPress
        || event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::MouseMove;
    if (!mouse || !selectionModel())
        return ChevronTree::viewportEvent(event);
    const QItemSelection before = selectionModel()->selection();
    const bool handled = ChevronTree::viewportEvent(event);
    tellChoice(before);
    return handled;
}

void StackTreeView::tellChoice(const QItemSelection &before)
{
    if (selectionModel()->selection() != before)
        Q_EMIT chosen();
}

void StackTreeView::keyboardSearch(const QString &text)
{
    m_searching.start();
    ChevronTree::keyboardSearch(text);
}

void StackTreeView::setLive(bool live)
{
    m_delegate->setLive(live);
    viewport()->update();
}

QColor StackTreeView::rowBackground(const QModelIndex &index) const
{
    const TreeRow *row = StackTreeModel::rowOf(index);
    QStyleOptionViewItem option;
    if (isRowSelected(index))
        option.state |= QStyle::State_Selected;
    else if (isRowHovered(index))
        option.state |= QStyle::State_MouseOver;
    return m_delegate->background(option, row ? row->uid : 0);
}

// The element column takes its share of the room, until the person gives it a width.
void StackTreeView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    if (model()) {
        setColumnHidden(StackTreeModel::TimeColumn, viewport()->width() < timeRoom);
        setColumnHidden(StackTreeModel::StateColumn, viewport()->width() < stateRoom);
    }
    if (m_elementResized || !model())
        return;
    m_fitting = true;
    header()->resizeSection(StackTreeModel::ElementColumn,
                            std::clamp(viewport()->width() * 45 / 100, 200, 460));
    m_fitting = false;
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

// The base class would make the first row current without showing it as selected.
void StackTreeView::focusInEvent(QFocusEvent *event)
{
    if (currentIndex().isValid())
        ChevronTree::focusInEvent(event);
    else
        QWidget::focusInEvent(event);
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
