// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace creact {

class RecentStacks;

/// What there is while no stack is open: templates to begin with, and the stacks opened last.
class WelcomePane : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePane(RecentStacks &recent, QWidget *parent = nullptr);
    /// Chooses a template as a click on its card does.
    void choose(const QString &templateName);
    /// There is a stack to go back to.
    void setBackVisible(bool visible);

Q_SIGNALS:
    void openRequested();
    void stackChosen(const QString &path);
    void created(const QString &path);
    void backRequested();

private:
    QWidget *makeHead();
    QWidget *makeCards();
    QWidget *makeCreateRow();
    QWidget *makeRecent();
    void showRecent();
    QWidget *recentRow(const QString &path);
    void browse();
    void create();
    void showCreateError(const Error &error);
    QString suggestedFolder(const QString &templateName) const;

    RecentStacks &m_recent;
    QString m_template;
    QList<QPushButton *> m_cards;
    QWidget *m_createRow;
    QLineEdit *m_folder;
    QPushButton *m_create;
    QLabel *m_createError;
    QPushButton *m_back;
    QVBoxLayout *m_recentRows;
    QWidget *m_recentBox;
};

} // namespace creact
