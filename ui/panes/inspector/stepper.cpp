// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/stepper.h"

#include "ui/theme/colors.h"

#include <QMouseEvent>
#include <QPainter>

namespace creact {

Stepper::Stepper(QWidget *parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setCursor(Qt::ArrowCursor);
    setFixedWidth(18);
}

QSize Stepper::sizeHint() const
{
    return {18, 24};
}

void Stepper::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors &colors = Colors::now();
    const QPointF middle(width() / 2.0, height() / 2.0);
    for (const int part : {1, -1}) {
        painter.setPen(QPen(part == m_hovered ? colors.text : colors.textFaint, 1.4, Qt::SolidLine,
                            Qt::RoundCap, Qt::RoundJoin));
        const QPointF tip = middle - QPointF(0, part * 6.5);
        painter.drawPolyline(
            QPolygonF{tip + QPointF(-3, part * 3), tip, tip + QPointF(3, part * 3)});
    }
}

void Stepper::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT stepped(partAt(event->pos()));
}

void Stepper::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = partAt(event->pos());
    update();
}

void Stepper::leaveEvent(QEvent *)
{
    m_hovered = 0;
    update();
}

} // namespace creact
