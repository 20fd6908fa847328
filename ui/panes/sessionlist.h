// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/chat/chatturn.h"

#include <QToolButton>

class QMenu;

namespace creact {

/// Which of a stack's conversations is shown: a button with its name, and under it the others with
/// their last words. Hidden where there is one conversation only.
class SessionList : public QToolButton {
    Q_OBJECT
public:
    static constexpr auto defaultSession = "default";

    explicit SessionList(QWidget *parent = nullptr);
    /// Every turn of the stack, oldest first; `always`: also when there is one session only.
    void setTurns(const QList<ChatTurn> &turns, bool always);
    /// The one that is shown; empty: there is nothing to choose from, and all turns are shown.
    QString current() const { return m_offered ? m_current : QString(); }
    void choose(const QString &session);
    /// The forget action is put below the list.
    void setForget(QAction *forget) { m_forget = forget; }

Q_SIGNALS:
    void chosen();

private:
    struct Entry {
        QString session;
        QString lastWords;
        qint64 at = 0;
    };
    void fill();
    void begin();
    void showName();

    QList<Entry> m_sessions;
    QString m_current;
    bool m_offered = false;
    /// By a person.
    bool m_chosen = false;
    QMenu *m_menu;
    QAction *m_forget = nullptr;
};

} // namespace creact
