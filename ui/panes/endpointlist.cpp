// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/endpointlist.h"

#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int endpointRowHeight = 48;
constexpr int endpointDotSize = 6;

enum EndpointRole {
    EndpointIdRole = Qt::UserRole,
    EndpointDetailsRole,
    EndpointIconRole,
    EndpointEditedRole
};

class EndpointDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, endpointRowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Colors &colors = Colors::now();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect card = option.rect.adjusted(Space::Tiny, 1, -Space::Tiny, -1);
        const bool selected = option.state & QStyle::State_Selected;
        if (selected || (option.state & QStyle::State_MouseOver)) {
            painter->setPen(selected && (option.state & QStyle::State_HasFocus)
                                ? QPen(colors.accent)
                                : QPen(Qt::NoPen));
            painter->setBrush(selected ? colors.selection : colors.hover);
            painter->drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), Size::Radius,
                                     Size::Radius);
        }
        paintContent(*painter, card.adjusted(Space::Small, 0, -Space::Small, 0), index);
        painter->restore();
    }

private:
    static void paintContent(QPainter &painter, QRect room, const QModelIndex &index)
    {
        const Colors &colors = Colors::now();
        const QPixmap icon =
            themedPixmap(index.data(EndpointIconRole).toString(), Size::Icon,
                         tintColor(Tint::Muted), painter.device()->devicePixelRatioF());
        painter.drawPixmap(QPoint(room.left(), room.center().y() - Size::Icon / 2 + 1), icon);
        room.setLeft(room.left() + Size::Icon + Space::Small + 2);
        if (index.data(EndpointEditedRole).toBool()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colors.accent);
            painter.drawEllipse(QRect(room.right() - endpointDotSize,
                                      room.center().y() - endpointDotSize / 2, endpointDotSize,
                                      endpointDotSize));
            room.setRight(room.right() - endpointDotSize - Space::Small);
        }
        const QRect upper(room.left(), room.top() + 5, room.width(), room.height() / 2 - 4);
        const QRect lower(room.left(), room.center().y(), room.width(), room.height() / 2 - 4);
        paintLine(painter, upper, index.data(Qt::DisplayRole).toString(),
                  uiFont(TextSize::Normal, QFont::Medium), colors.text);
        paintLine(painter, lower, index.data(EndpointDetailsRole).toString(),
                  uiFont(TextSize::Small), colors.textMuted);
    }

    static void paintLine(QPainter &painter, const QRect &room, const QString &text,
                          const QFont &font, const QColor &color)
    {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(font).elidedText(text, Qt::ElideRight, room.width()));
    }
};

} // namespace

EndpointList::EndpointList(QWidget *parent)
    : QListWidget(parent)
{
    setObjectName(u"endpointList"_s);
    setAccessibleName(tr("Model endpoints"));
    setItemDelegate(new EndpointDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item)
            Q_EMIT chosen(item->data(EndpointIdRole).toString());
    });
}

void EndpointList::setRows(const QList<Row> &rows)
{
    if (rows == m_rows)
        return;
    const QSignalBlocker quiet(this);
    const QString current = currentId();
    m_rows = rows;
    clear();
    for (const Row &row : rows) {
        auto *item = new QListWidgetItem(row.name, this);
        item->setData(EndpointIdRole, row.id);
        item->setData(EndpointDetailsRole, row.details);
        item->setData(EndpointIconRole, row.icon);
        item->setData(EndpointEditedRole, row.edited);
        const QString told =
            row.edited ? tr("%1, not saved, %2", "name, details") : tr("%1, %2", "name, details");
        item->setData(Qt::AccessibleTextRole, told.arg(row.name, row.details));
        item->setToolTip(row.details);
    }
    select(current);
}

QListWidgetItem *EndpointList::find(const QString &id) const
{
    for (int i = 0; i < count(); ++i) {
        if (item(i)->data(EndpointIdRole).toString() == id)
            return item(i);
    }
    return nullptr;
}

bool EndpointList::has(const QString &id) const
{
    return find(id);
}

QString EndpointList::currentId() const
{
    return currentItem() ? currentItem()->data(EndpointIdRole).toString() : QString();
}

void EndpointList::select(const QString &id)
{
    const QSignalBlocker quiet(this);
    setCurrentItem(find(id));
}

} // namespace creact
