// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/banner.h"

#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

struct BannerLook {
    QString icon;
    Tint tint;
    QString tone;
};

BannerLook lookOf(Banner::Tone tone)
{
    switch (tone) {
    case Banner::Tone::Info:
        return {u"info"_s, Tint::Accent, u"info"_s};
    case Banner::Tone::Warning:
        return {u"warning"_s, Tint::Warning, u"warning"_s};
    case Banner::Tone::Danger:
        return {u"error"_s, Tint::Danger, u"danger"_s};
    }
    return {};
}

} // namespace

Banner::Banner(const QString &name, Buttons place, QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel)
    , m_title(makeLabel(name + u"Title"_s, TextSize::Normal, nullptr, QFont::DemiBold))
    , m_text(makeLabel(name + u"Text"_s, TextSize::Normal, "muted"))
    , m_texts(new QVBoxLayout)
    , m_action(makeButton(name + u"Action"_s, {}))
    , m_second(makeButton(name + u"SecondAction"_s, {}, "link"))
    , m_third(makeButton(name + u"ThirdAction"_s, {}, "link"))
{
    setObjectName(name);
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);

    m_texts->setSpacing(2);
    m_texts->addWidget(m_title);
    m_texts->addWidget(m_text);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Space::Medium, Space::Small + 2, Space::Medium, Space::Small + 2);
    layout->setSpacing(Space::Small + 2);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(m_texts, 1);
    if (place == Buttons::Beside) {
        layout->addWidget(m_third, 0, Qt::AlignTop);
        layout->addWidget(m_second, 0, Qt::AlignTop);
        layout->addWidget(m_action, 0, Qt::AlignTop);
    } else {
        auto *buttons = new QHBoxLayout;
        buttons->setContentsMargins(0, Space::Tiny, 0, 0);
        buttons->setSpacing(Space::Small);
        buttons->addWidget(m_action);
        buttons->addWidget(m_second);
        buttons->addWidget(m_third);
        buttons->addStretch();
        m_texts->addLayout(buttons);
    }

    m_second->hide();
    m_third->hide();
    connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
    connect(m_second, &QPushButton::clicked, this, &Banner::secondActionTriggered);
    connect(m_third, &QPushButton::clicked, this, &Banner::thirdActionTriggered);
}

void Banner::setContent(Tone tone, const QString &title, const QString &text, const QString &action)
{
    m_tone = tone;
    setVariant(this, "tone", lookOf(tone).tone);
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_action->setText(action);
    m_action->setAccessibleName(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(title);
    drawIcon();
}

void Banner::setSecondAction(const QString &action)
{
    m_second->setText(action);
    m_second->setAccessibleName(action);
    m_second->setVisible(!action.isEmpty());
}

void Banner::setThirdAction(const QString &action)
{
    m_third->setText(action);
    m_third->setAccessibleName(action);
    m_third->setVisible(!action.isEmpty());
}

void Banner::setDetails(QWidget *details)
{
    m_texts->insertWidget(2, details);
}

QString Banner::title() const
{
    return m_title->text();
}

QString Banner::text() const
{
    return m_text->text();
}

void Banner::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
    QFrame::changeEvent(event);
}

void Banner::drawIcon()
{
    const BannerLook look = lookOf(m_tone);
    m_icon->setPixmap(
        themedPixmap(look.icon, Size::IconLarge, tintColor(look.tint), devicePixelRatioF()));
}

} // namespace creact
