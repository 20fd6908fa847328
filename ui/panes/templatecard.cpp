// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/templatecard.h"

#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QLabel>

namespace creact {

using namespace Qt::StringLiterals;

TemplateCard::TemplateCard(const QString &name, const QString &title, const QString &text,
                           QWidget *parent)
    : QPushButton(parent)
    , m_iconName(QFile::exists(u":/assets/icons/%1.svg"_s.arg(name)) ? name : u"cube"_s)
    , m_icon(new QLabel)
{
    setObjectName(u"template_"_s + name);
    setAccessibleName(title);
    setAccessibleDescription(text);
    setProperty("card", true);
    setProperty("template", name);
    setCheckable(true);
    setAutoDefault(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    QLabel *titleLabel = makeLabel(u"cardTitle"_s, TextSize::Normal, nullptr, QFont::DemiBold);
    titleLabel->setText(title);
    QLabel *textLabel = makeLabel(u"cardText"_s, TextSize::Normal, "muted");
    textLabel->setText(text);
    textLabel->setWordWrap(true);
    for (QLabel *label : {m_icon, titleLabel, textLabel})
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(titleLabel);
    texts->addWidget(textLabel);
    texts->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Space::Large, Space::Medium, Space::Large, Space::Medium);
    layout->setSpacing(Space::Medium);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    drawIcon();
}

QSize TemplateCard::sizeHint() const
{
    return {260, 92};
}

void TemplateCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
    QPushButton::changeEvent(event);
}

void TemplateCard::drawIcon()
{
    m_icon->setPixmap(themedPixmap(m_iconName, 24, tintColor(Tint::Accent), devicePixelRatioF()));
}

} // namespace creact
