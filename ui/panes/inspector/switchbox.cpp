// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/switchbox.h"

#include "ui/theme/colors.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QAbstractItemView>
#include <QPainter>

namespace creact {

using namespace Qt::StringLiterals;

SwitchBox::SwitchBox(QWidget *parent)
    : QCheckBox(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize SwitchBox::sizeHint() const
{
    return {36, 22};
}

void SwitchBox::paintEvent(QPaintEvent *)
{
    const Colors &colors = Colors::now();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track = QRectF(rect()).adjusted(2, 3, -2, -3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() && isEnabled() ? colors.accentFill : colors.borderStrong);
    painter.drawRoundedRect(track, track.height() / 2, track.height() / 2);
    const qreal knob = track.height() - 4;
    const qreal left = isChecked() ? track.right() - knob - 2 : track.left() + 2;
    painter.setBrush(colors.dark && !isChecked() ? colors.textMuted : QColor(Qt::white));
    painter.drawEllipse(QRectF(left, track.top() + 2, knob, knob));
    if (hasFocus()) {
        painter.setPen(QPen(colors.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 10, 10);
    }
}

FlatCombo::FlatCombo(QWidget *parent)
    : QComboBox(parent)
{
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(6);
}

void FlatCombo::paintEvent(QPaintEvent *)
{
    const Colors &colors = Colors::now();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? colors.accent : isEnabled() ? colors.borderStrong : colors.border);
    painter.setBrush(isEnabled() ? colors.base : colors.window);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Size::Radius,
                            Size::Radius);
    const int chevron = 14;
    painter.drawPixmap(
        QPoint(width() - chevron - Space::Small, (height() - chevron) / 2),
        themedPixmap(u"chevron-down"_s, chevron, colors.textMuted, devicePixelRatioF()));
    const QVariant color = itemData(currentIndex(), Qt::ForegroundRole);
    painter.setPen(!isEnabled()          ? colors.textFaint
                       : color.isValid() ? colors.textFaint
                                         : colors.text);
    const QRect area = rect().adjusted(Space::Small + 3, 0, -chevron - 2 * Space::Small, 0);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(currentText(), Qt::ElideRight, area.width()));
}

} // namespace creact
