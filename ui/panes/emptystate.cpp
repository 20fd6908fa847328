// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/emptystate.h"

#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace creact {

using namespace Qt::StringLiterals;

EmptyState::EmptyState(const QString &icon, QWidget *parent)
    : QWidget(parent)
    , m_iconName(icon)
    , m_icon(new QLabel)
    , m_title(makeLabel(u"emptyTitle"_s, TextSize::Normal, nullptr, QFont::DemiBold))
    , m_text(makeLabel(u"emptyText"_s, TextSize::Normal, "muted"))
    , m_action(makeButton(u"emptyAction"_s, {}))
{
    m_icon->setAlignment(Qt::AlignCenter);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setWordWrap(true);
    m_action->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Huge, Space::Large, Space::Huge, Space::Large);
    layout->setSpacing(Space::Tiny);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addSpacing(Space::Tiny);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addSpacing(Space::Tiny);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch(3);

    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
    drawIcon();
}

void EmptyState::setTexts(const QString &title, const QString &text, const QString &action)
{
    m_title->setText(title);
    m_text->setText(text);
    m_action->setText(action);
    m_action->setAccessibleName(action);
    m_action->setVisible(!action.isEmpty());
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
    QWidget::changeEvent(event);
}

void EmptyState::drawIcon()
{
    m_icon->setPixmap(themedPixmap(m_iconName, 28, tintColor(Tint::Faint), devicePixelRatioF()));
}

} // namespace creact
