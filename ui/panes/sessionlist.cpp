// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/sessionlist.h"

#include "ui/models/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QActionGroup>
#include <QMenu>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownWords = 40;

/// An ampersand would be a shortcut.
QString menuText(const QString &text)
{
    QString shown = text.simplified();
    if (shown.size() > shownWords)
        shown = shown.left(shownWords - 1) + u'…';
    return shown.replace(u'&', u"&&"_s);
}

QString sessionName(const QString &session)
{
    return session == QLatin1StringView(SessionList::defaultSession)
        ? SessionList::tr("Main conversation")
        : session;
}

} // namespace

SessionList::SessionList(QWidget *parent)
    : QToolButton(parent)
    , m_current(QString::fromLatin1(defaultSession))
    , m_menu(new QMenu(this))
{
    setObjectName(u"sessions"_s);
    setProperty("text", true);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIcon(themedIcon(u"sessions"_s));
    setIconSize({Size::Icon, Size::Icon});
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    setToolTip(tr("Choose a conversation, or begin a new one"));
    m_menu->setObjectName(u"sessionMenu"_s);
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &SessionList::fill);
    showName();
    hide();
}

void SessionList::setTurns(const QList<ChatTurn> &turns, bool always)
{
    m_sessions.clear();
    for (const ChatTurn &turn : turns) {
        m_sessions.removeIf([&](const Entry &each) { return each.session == turn.session; });
        m_sessions.prepend({turn.session, turn.question, turn.acceptedAt});
    }
    m_offered = always || m_sessions.size() > 1;
    const bool known = std::any_of(m_sessions.cbegin(), m_sessions.cend(),
                                   [this](const Entry &each) { return each.session == m_current; });
    if (!known && !m_chosen && !m_sessions.isEmpty()) {
        m_current = m_sessions.first().session;
        showName();
    }
    setVisible(m_offered);
}

void SessionList::choose(const QString &session)
{
    m_current = session;
    m_chosen = true;
    showName();
    Q_EMIT chosen();
}

void SessionList::showName()
{
    const QString name = sessionName(m_current);
    setText(menuText(name));
    setAccessibleName(tr("Conversation: %1").arg(name));
}

void SessionList::fill()
{
    m_menu->clear();
    auto *group = new QActionGroup(m_menu);
    const auto add = [&](const QString &session, const QString &text) {
        QAction *action = m_menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(session == m_current);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, session] { choose(session); });
    };
    bool known = false;
    for (const Entry &each : std::as_const(m_sessions)) {
        known = known || each.session == m_current;
        add(each.session,
            tr("%1 — %2, %3", "session, last words, time")
                .arg(menuText(sessionName(each.session)), menuText(each.lastWords),
                     Words::time(each.at)));
    }
    if (!known)
        add(m_current, tr("%1 — nothing said yet").arg(menuText(sessionName(m_current))));
    m_menu->addSeparator();
    QAction *begin = m_menu->addAction(themedIcon(u"new"_s), tr("New conversation"));
    begin->setObjectName(u"newSession"_s);
    connect(begin, &QAction::triggered, this, &SessionList::begin);
    if (m_forget)
        m_menu->addAction(m_forget);
}

/// A name that none has yet.
void SessionList::begin()
{
    for (int number = 2;; ++number) {
        const QString name = u"session-%1"_s.arg(number);
        const bool taken = std::any_of(m_sessions.cbegin(), m_sessions.cend(),
                                       [&](const Entry &each) { return each.session == name; });
        if (!taken && name != m_current)
            return choose(name);
    }
}

} // namespace creact
