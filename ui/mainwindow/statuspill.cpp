// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/statuspill.h"

#include "ui/theme/colors.h"
#include "ui/theme/metrics.h"

#include <QPainter>

namespace creact {

using namespace Qt::StringLiterals;
using Status = StackInfo::Status;

namespace {

constexpr int pillHeight = 24;

bool hasTrouble(const StackInfo &info)
{
    return info.failed > 0 || (info.error && !info.readOnly && info.status != Status::Closed);
}

QColor pillColor(const StackInfo &info, const Colors &colors)
{
    if (hasTrouble(info))
        return colors.danger;
    if (info.readOnly)
        return colors.warning;
    switch (info.status) {
    case Status::Live:
        return colors.success;
    case Status::Opening:
    case Status::Deploying:
    case Status::Stopping:
        return colors.accent;
    case Status::Idle:
    case Status::Closed:
        break;
    }
    return colors.textMuted;
}

} // namespace

StatusPill::StatusPill(QWidget *parent)
    : QPushButton(parent)
{
    setObjectName(u"statusPill"_s);
    setFlat(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    showText();
}

void StatusPill::setInfo(const StackInfo &info)
{
    m_info = info;
    if (info.status != Status::Deploying)
        m_total = 0;
    showText();
}

void StatusPill::setProgress(int done, int total)
{
    m_done = done;
    m_total = total;
    showText();
}

QString StatusPill::textOf(const StackInfo &info)
{
    switch (info.status) {
    case Status::Closed:
        return {};
    case Status::Opening:
        return tr("Opening");
    case Status::Deploying:
        return tr("Deploying");
    case Status::Stopping:
        return tr("Stopping");
    case Status::Live:
        return info.failed > 0 ? tr("Live, %n failed", nullptr, info.failed) : tr("Live");
    case Status::Idle:
        if (info.documentPath.isEmpty())
            return tr("Stored state");
        if (info.readOnly)
            return tr("Locked");
        if (info.failed > 0)
            return tr("Idle, %n failed", nullptr, info.failed);
        return info.error ? tr("Error") : tr("Idle");
    }
    return {};
}

void StatusPill::showText()
{
    setText(m_info.status == Status::Deploying && m_total > 0
                ? tr("Deploying %1 of %2").arg(m_done).arg(m_total)
                : textOf(m_info));
    setAccessibleName(tr("State of the stack: %1").arg(text()));
    setToolTip(m_info.failed > 0 ? tr("Go to the next failed node (F8)") : QString());
    setVisible(m_info.status != Status::Closed);
    updateGeometry();
    update();
}

QSize StatusPill::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 36, pillHeight};
}

void StatusPill::paintEvent(QPaintEvent *)
{
    const QColor color = pillColor(m_info, Colors::now());
    QColor fill = color;
    fill.setAlphaF(underMouse() && m_info.failed > 0 ? 0.22F : 0.13F);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(color) : QPen(Qt::NoPen));
    painter.setBrush(fill);
    const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QPointF(13.5, height() / 2.0), 3.5, 3.5);
    painter.setPen(color);
    painter.drawText(rect().adjusted(24, 0, -Space::Small, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     text());
}

} // namespace creact
