// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/confirmbanner.h"

#include <QKeyEvent>
#include <QPushButton>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

ConfirmBanner::ConfirmBanner(const QString &name, Buttons place, QWidget *parent)
    : Banner(name, place, parent)
{
    hide();
    connect(this, &Banner::secondActionTriggered, this, &ConfirmBanner::dismiss);
    connect(this, &Banner::actionTriggered, this, [this] {
        const std::function<void()> then = std::exchange(m_then, {});
        dismiss();
        if (then)
            then();
    });
}

void ConfirmBanner::ask(const QString &title, const QString &text, const QString &action,
                        std::function<void()> then)
{
    m_then = std::move(then);
    m_cameFrom = window()->focusWidget();
    setContent(Tone::Warning, title, text, action);
    setSecondAction(tr("Cancel"));
    show();
    Q_EMIT asking(true);
    findChild<QPushButton *>(objectName() + u"SecondAction"_s)->setFocus(Qt::TabFocusReason);
}

void ConfirmBanner::dismiss()
{
    m_then = {};
    if (isHidden())
        return;
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    hide();
    Q_EMIT asking(false);
    if (hadFocus && m_cameFrom)
        m_cameFrom->setFocus(Qt::OtherFocusReason);
}

void ConfirmBanner::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        Banner::keyPressEvent(event);
}

} // namespace creact
