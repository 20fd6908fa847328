// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace creact {

/// What a pane says while it has nothing to show: what would be here, and the way to get it.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QString &icon, QWidget *parent = nullptr);
    void setTexts(const QString &title, const QString &text, const QString &action = {});

Q_SIGNALS:
    void actionTriggered();

protected:
    void changeEvent(QEvent *event) override;

private:
    void drawIcon();

    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_action;
};

} // namespace creact
