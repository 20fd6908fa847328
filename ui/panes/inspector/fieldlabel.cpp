// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/fieldlabel.h"

#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"

#include <QPainter>

namespace creact {

using namespace Qt::StringLiterals;

FieldLabel::FieldLabel(QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(u"fieldLabel"_s);
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void FieldLabel::setField(const QString &name, State state, bool required)
{
    if (text() == name && state == m_state && required == m_required)
        return;
    setText(name);
    m_state = state;
    m_required = required;
    update();
}

QSize FieldLabel::sizeHint() const
{
    return {124, Size::Control};
}

void FieldLabel::enterEvent(QEnterEvent *)
{
    update();
}

void FieldLabel::leaveEvent(QEvent *)
{
    update();
}

void FieldLabel::paintEvent(QPaintEvent *)
{
    const Colors &colors = Colors::now();
    QPainter painter(this);
    QFont face = uiFont();
    face.setUnderline(underMouse());
    painter.setFont(face);
    painter.setPen(m_state == State::Missing       ? colors.danger
                       : m_state == State::Unknown ? colors.warning
                       : m_state == State::Set     ? colors.text
                                                   : colors.textMuted);
    const int mark = m_required ? Space::Medium : 0;
    const QString name =
        painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - mark - Space::Tiny);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, name);
    if (!m_required)
        return;
    // A dot is enough: what it means is said in the tool tip.
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_state == State::Missing ? colors.danger : colors.accent);
    const int left = painter.fontMetrics().horizontalAdvance(name) + Space::Tiny + 3;
    painter.drawEllipse(QPointF(left, height() / 2.0 - 2), 2, 2);
}

LiveLine::LiveLine(QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(u"liveValue"_s);
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void LiveLine::setLine(const QString &text, Tone tone)
{
    if (text == this->text() && tone == m_tone)
        return;
    setText(text);
    setAccessibleName(text);
    m_tone = tone;
    update();
}

QSize LiveLine::sizeHint() const
{
    return {100, 18};
}

void LiveLine::paintEvent(QPaintEvent *)
{
    const Colors &colors = Colors::now();
    QPainter painter(this);
    painter.setFont(m_tone == Tone::Value ? monoFont(TextSize::Small) : uiFont(TextSize::Small));
    painter.setPen(m_tone == Tone::Value ? colors.textMuted : colors.warning);
    painter.drawText(
        rect().adjusted(Space::Small + 2, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - Space::Small - 2));
}

} // namespace creact
