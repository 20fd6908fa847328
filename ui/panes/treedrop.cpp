// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/treedrop.h"

#include "ui/editing/elementmime.h"
#include "ui/editing/treeeditor.h"
#include "ui/models/stacktreemodel.h"
#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"

#include <QDropEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTreeView>

namespace creact {

using Side = TreePlace::Side;

namespace {

constexpr int unfoldAfterMs = 600;
constexpr int scrollEveryMs = 30;
constexpr int scrollEdge = 24;

} // namespace

/// The line, the frame, or the reason, over the rows.
class TreeDrop::Mark : public QWidget {
public:
    using QWidget::QWidget;

    void show(const QRect &place, bool inside, const QString &refusal)
    {
        m_place = place;
        m_inside = inside;
        m_refusal = refusal;
        setGeometry(parentWidget()->rect());
        setVisible(true);
        raise();
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &colors = Colors::now();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QColor color = m_refusal.isEmpty() ? colors.accent : colors.danger;
        painter.setPen(QPen(color, 2));
        if (m_inside) {
            painter.drawRoundedRect(QRectF(m_place).adjusted(1, 1, -1, -1), 4, 4);
        } else {
            painter.setBrush(colors.base);
            painter.drawLine(m_place.left() + 6, m_place.top(), m_place.right(), m_place.top());
            painter.drawEllipse(QPointF(m_place.left() + 3, m_place.top()), 3, 3);
        }
        if (!m_refusal.isEmpty())
            paintRefusal(painter, colors);
    }

private:
    void paintRefusal(QPainter &painter, const Colors &colors) const
    {
        painter.setFont(uiFont(TextSize::Small));
        const QRect room = rect().adjusted(Space::Small, Space::Small, -Space::Small, 0);
        QRect box = painter.fontMetrics()
                        .boundingRect(QRect(0, 0, std::min(room.width(), 380), 1000),
                                      Qt::TextWordWrap, m_refusal)
                        .adjusted(-Space::Small, -Space::Tiny, Space::Small, Space::Tiny);
        box.moveTopLeft({m_place.left() + Space::Large, m_place.bottom() + Space::Tiny});
        if (box.bottom() > rect().bottom())
            box.moveBottom(m_place.top() - Space::Tiny);
        box.moveRight(std::min(box.right(), room.right()));
        painter.setPen(QPen(colors.danger, 1));
        painter.setBrush(colors.dangerFill);
        painter.drawRoundedRect(box, 4, 4);
        painter.setPen(colors.text);
        painter.drawText(box.adjusted(Space::Small, Space::Tiny, -Space::Small, -Space::Tiny),
                         Qt::TextWordWrap, m_refusal);
    }

    QRect m_place;
    bool m_inside = false;
    QString m_refusal;
};

TreeDrop::TreeDrop(QTreeView *view, TreeEditor &editor)
    : QObject(view)
    , m_view(view)
    , m_viewport(view->viewport())
    , m_editor(editor)
    , m_mark(new Mark(view->viewport()))
{
    m_mark->setObjectName(QStringLiteral("dropMark"));
    m_mark->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_mark->hide();
    view->viewport()->setAcceptDrops(true);
    view->viewport()->installEventFilter(this);
    m_unfold.setSingleShot(true);
    m_unfold.setInterval(unfoldAfterMs);
    connect(&m_unfold, &QTimer::timeout, this, [this] {
        if (m_hovered.isValid())
            m_view->expand(m_hovered);
    });
    m_scroll.setInterval(scrollEveryMs);
    connect(&m_scroll, &QTimer::timeout, this, [this] {
        QScrollBar *bar = m_view->verticalScrollBar();
        bar->setValue(bar->value() + m_scrollBy);
    });
}

// --- where

QString TreeDrop::pointerAt(const QModelIndex &index) const
{
    const TreeRow *row = StackTreeModel::rowOf(index);
    return row ? m_editor.pointerOf(row->uid) : QString();
}

std::optional<TreeDrop::Target> TreeDrop::between(const QModelIndex &index, bool after) const
{
    const StackDocumentPtr document = m_editor.draft().document().document;
    const auto place = placeAt(*document, pointerAt(index), after ? Side::After : Side::Before);
    if (!place)
        return {};
    const QRect row = m_view->visualRect(index.siblingAtColumn(0));
    const int y = after ? row.bottom() : row.top();
    const int right = m_view->viewport()->width() - Space::Small;
    return Target{*place, QRect(QPoint(row.left(), y), QPoint(right, y)), false};
}

std::optional<TreeDrop::Target> TreeDrop::targetAt(const QPoint &position) const
{
    const StackDocumentPtr document = m_editor.draft().document().document;
    if (!document)
        return {};
    const QModelIndex index = m_view->indexAt(position).siblingAtColumn(0);
    if (!index.isValid()) {
        const QRect all = m_view->viewport()->rect().adjusted(2, 2, -2, -2);
        return Target{{QStringLiteral("/children"), -1}, all, true};
    }
    const QString pointer = pointerAt(index);
    const auto inside = placeAt(*document, pointer, Side::Inside);
    QRect row = m_view->visualRect(index);
    const int part = inside ? row.height() / 4 : row.height() / 2;
    if (position.y() < row.top() + part && !isDefinition(pointer))
        return between(index, false);
    if (position.y() > row.bottom() - part && !isDefinition(pointer)) {
        // Below an unfolded row is before its first child.
        const QModelIndex child = m_view->model()->index(0, 0, index);
        if (m_view->isExpanded(index) && child.isValid()
            && pointerAt(child).startsWith(pointer + QLatin1Char('/')))
            return between(child, false);
        return between(index, true);
    }
    if (!inside)
        return {};
    row.setRight(m_view->viewport()->width() - Space::Small);
    return Target{*inside, row, true};
}

// --- events

bool TreeDrop::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_viewport)
        return QObject::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
        return drag(static_cast<QDropEvent *>(event));
    case QEvent::DragLeave:
        leave();
        return true;
    case QEvent::Drop:
        drop(static_cast<QDropEvent *>(event));
        return true;
    default:
        return QObject::eventFilter(watched, event);
    }
}

bool TreeDrop::drag(QDropEvent *event)
{
    const QMimeData &data = *event->mimeData();
    if (!hasElements(data))
        return false;
    const QPoint position = event->position().toPoint();
    const QModelIndex index = m_view->indexAt(position).siblingAtColumn(0);
    if (m_hovered != index) {
        m_hovered = index;
        m_unfold.start();
    }
    scrollNear(position);
    const std::optional<Target> target = targetAt(position);
    const bool move = m_editor.isOwn(data) && !(event->modifiers() & Qt::ControlModifier);
    const Result<void> fits =
        target ? m_editor.accepts(data, target->place, move) : Result<void>(Error{});
    if (target)
        m_mark->show(target->mark, target->inside, fits ? QString() : fits.error().message);
    else
        m_mark->hide();
    event->setDropAction(move ? Qt::MoveAction : Qt::CopyAction);
    event->setAccepted(fits.ok());
    // An entering drag that is not accepted would send no moves.
    if (event->type() == QEvent::DragEnter)
        event->accept();
    return true;
}

void TreeDrop::drop(QDropEvent *event)
{
    const std::optional<Target> target = targetAt(event->position().toPoint());
    leave();
    if (!target)
        return event->ignore();
    const QMimeData &data = *event->mimeData();
    const bool move = m_editor.isOwn(data) && !(event->modifiers() & Qt::ControlModifier);
    event->setDropAction(move ? Qt::MoveAction : Qt::CopyAction);
    event->accept();
    m_editor.drop(data, target->place, move);
}

void TreeDrop::leave()
{
    m_mark->hide();
    m_unfold.stop();
    m_scroll.stop();
    m_hovered = QModelIndex();
}

void TreeDrop::scrollNear(const QPoint &position)
{
    const int height = m_view->viewport()->height();
    m_scrollBy = position.y() < scrollEdge ? -8 : position.y() > height - scrollEdge ? 8 : 0;
    if (m_scrollBy == 0)
        m_scroll.stop();
    else if (!m_scroll.isActive())
        m_scroll.start();
}

} // namespace creact
