// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/disclosure.h"

#include "ui/panes/elidedlabel.h"
#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace creact {

using namespace Qt::StringLiterals;

Disclosure::Disclosure(const QString &name, QWidget *parent)
    : QPushButton(parent)
    , m_chevron(new QLabel)
    , m_icon(new QLabel)
    , m_title(makeLabel(u"disclosureTitle"_s, TextSize::Small, nullptr, QFont::DemiBold))
    , m_summary(new ElidedLabel)
    , m_note(makeLabel(u"disclosureNote"_s, TextSize::Small, "muted"))
{
    setObjectName(name);
    setProperty("disclosure", true);
    setCheckable(true);
    setAutoDefault(true);
    m_summary->setFont(uiFont(TextSize::Small));
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Space::Small, Space::Tiny, Space::Small, Space::Tiny);
    row->setSpacing(Space::Small);
    row->addWidget(m_chevron);
    row->addWidget(m_icon);
    row->addWidget(m_title);
    row->addWidget(m_summary, 1);
    row->addWidget(m_note);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_chevron, m_icon, m_title, m_note, m_summary})
        part->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_icon->hide();
    connect(this, &QPushButton::toggled, this, [this] {
        drawIcons();
        tellName();
    });
    drawIcons();
}

void Disclosure::setMark(const QString &icon, Tint tint)
{
    if (m_iconName == icon && m_tint == tint)
        return;
    m_iconName = icon;
    m_tint = tint;
    m_icon->setVisible(!icon.isEmpty());
    drawIcons();
}

void Disclosure::setTitle(const QString &title)
{
    m_title->setText(title);
    tellName();
}

void Disclosure::setSummary(const QString &summary)
{
    m_summary->setText(summary);
    tellName();
}

void Disclosure::setNote(const QString &note)
{
    m_note->setText(note);
    tellName();
}

QString Disclosure::title() const
{
    return m_title->text();
}

QString Disclosure::summary() const
{
    return m_summary->text();
}

QString Disclosure::note() const
{
    return m_note->text();
}

QSize Disclosure::sizeHint() const
{
    return layout()->sizeHint().expandedTo({0, Size::Control});
}

QSize Disclosure::minimumSizeHint() const
{
    return {layout()->minimumSize().width(), sizeHint().height()};
}

void Disclosure::drawIcons()
{
    const auto draw = [this](QLabel *label, const QString &icon, Tint tint) {
        label->setPixmap(themedPixmap(icon, Size::Icon, tintColor(tint), devicePixelRatioF()));
    };
    draw(m_chevron, isChecked() ? u"chevron-down"_s : u"chevron-right"_s, Tint::Muted);
    if (!m_iconName.isEmpty())
        draw(m_icon, m_iconName, m_tint);
}

void Disclosure::tellName()
{
    QStringList parts{title(), summary(), note(), isChecked() ? tr("open") : tr("closed")};
    parts.removeAll(QString());
    setAccessibleName(parts.join(u", "_s));
}

void Disclosure::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawIcons();
}

} // namespace creact
