// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/nameedit.h"

#include "ui/panes/widgets.h"
#include "ui/theme/metrics.h"

#include <QLabel>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int bubbleWidth = 340;

} // namespace

NameEdit::NameEdit(const QString &name, Check check, QWidget *parent)
    : QLineEdit(name, parent)
    , m_check(std::move(check))
    , m_bubble(makeLabel(u"nameError"_s, TextSize::Small, "bubbleError"))
{
    setObjectName(u"nameEdit"_s);
    setAccessibleName(tr("Name"));
    setProperty("inPlace", true);
    setPlaceholderText(tr("no name"));
    m_bubble->setParent(parent);
    m_bubble->setWordWrap(true);
    m_bubble->hide();
    connect(this, &QLineEdit::textChanged, this, &NameEdit::validate);
    selectAll();
}

NameEdit::~NameEdit()
{
    delete m_bubble;
}

void NameEdit::validate()
{
    const Result<void> fine = m_check ? m_check(text()) : Result<void>();
    m_valid = fine.ok();
    setVariant(this, "invalid", !m_valid);
    setAccessibleDescription(m_valid ? QString() : fine.error().message);
    if (!m_bubble)
        return;
    m_bubble->setText(m_valid ? QString() : fine.error().message);
    m_bubble->setVisible(!m_valid);
    placeBubble();
}

void NameEdit::placeBubble()
{
    if (!m_bubble || m_bubble->isHidden())
        return;
    const QRect room = parentWidget()->rect();
    const int width = std::min(bubbleWidth, room.width() - 2 * Space::Small);
    m_bubble->setFixedWidth(width);
    const int height = m_bubble->heightForWidth(width);
    const int left = std::clamp(x(), Space::Small, std::max(Space::Small, room.right() - width));
    const bool below = geometry().bottom() + 2 + height <= room.bottom();
    m_bubble->setFixedHeight(height);
    m_bubble->move(left, below ? geometry().bottom() + 2 : y() - height - 2);
    m_bubble->raise();
}

void NameEdit::moveEvent(QMoveEvent *event)
{
    QLineEdit::moveEvent(event);
    placeBubble();
}

void NameEdit::hideEvent(QHideEvent *event)
{
    QLineEdit::hideEvent(event);
    if (m_bubble)
        m_bubble->hide();
}

void NameEdit::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    placeBubble();
}

} // namespace creact
