// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/templatecard.h"

#include "ui/panes/templatepicture.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>

namespace creact {

using namespace Qt::StringLiterals;

TemplateCard::TemplateCard(const TemplateInfo &info, const StackDocument &document, QWidget *parent)
    : QPushButton(parent)
    , m_info(info)
{
    setObjectName(u"template_"_s + info.name);
    setAccessibleName(info.title);
    setAccessibleDescription(info.description);
    setProperty("card", true);
    setCheckable(true);
    setAutoDefault(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    QLabel *title = makeLabel(u"cardTitle"_s, TextSize::Normal, nullptr, QFont::DemiBold);
    title->setText(info.title);
    QLabel *text = makeLabel(u"cardText"_s, TextSize::Normal, "muted");
    text->setText(info.description);
    text->setWordWrap(true);
    for (QLabel *label : {title, text})
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(title);
    texts->addWidget(text);
    texts->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Space::Medium, Space::Medium, Space::Large, Space::Medium);
    layout->setSpacing(Space::Medium);
    layout->addWidget(new TemplatePicture(document), 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
}

QSize TemplateCard::sizeHint() const
{
    return {290, 92};
}

void TemplateCard::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        Q_EMIT arrowPressed(event->key());
        break;
    default:
        QPushButton::keyPressEvent(event);
    }
}

} // namespace creact
