// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/spinner.h"

#include "ui/theme/colors.h"

#include <QPainter>

namespace creact {

namespace {

constexpr int spinnerFrameMs = 160;
constexpr int spinnerDots = 3;

} // namespace

Spinner::Spinner(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(26, 16);
    m_timer.setInterval(spinnerFrameMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_step = (m_step + 1) % (spinnerDots + 1);
        update();
    });
}

void Spinner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int dot = 0; dot < spinnerDots; ++dot) {
        QColor color = Colors::now().accent;
        color.setAlphaF(dot == m_step ? 1.0F : 0.35F);
        painter.setBrush(color);
        painter.drawEllipse(QPointF(5.0 + dot * 8.0, 8.0), 2.5, 2.5);
    }
}

void Spinner::showEvent(QShowEvent *)
{
    m_timer.start();
}

void Spinner::hideEvent(QHideEvent *)
{
    m_timer.stop();
}

} // namespace creact
