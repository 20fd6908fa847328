// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QPointer>

class QAction;
class QMainWindow;
class QMenu;
class QMenuBar;
class QSettings;

namespace creact {

class RecentStacks;

/// The menu bar and its actions: every command has a name, a mnemonic and, where it is frequent, a
/// shortcut. Knows nothing of what they do, or when they can be done (Commands).
class Menus : public QObject {
    Q_OBJECT
public:
    Menus(QMainWindow *window, RecentStacks &recent, Theme &theme, QSettings &settings);
    /// Of the tree that is looked at, between Undo and Find; null: a separator.
    void setTreeActions(const QList<QAction *> &actions);

    QAction *const newStack;
    QAction *const open;
    QAction *const openStates;
    QAction *const save;
    QAction *const saveAs;
    QAction *const reload;
    QAction *const closeTab;
    QAction *const quit;
    QAction *const undo;
    QAction *const redo;
    QAction *const filter;
    QAction *const deploy;
    QAction *const plan;
    QAction *const stop;
    QAction *const retry;
    QAction *const retryAll;
    QAction *const rerun;
    QAction *const pin;
    QAction *const destroyNode;
    QAction *const nextFailed;
    QAction *const endpoint;
    QAction *const endpoints;
    QAction *const keeping;
    QAction *const forget;
    QAction *const destroyStack;
    QAction *const tree;
    QAction *const inspector;
    QAction *const chat;
    QAction *const audit;
    QAction *const problems;
    QAction *const history;
    QAction *const deployments;
    QAction *const text;
    QAction *const nextTab;
    QAction *const previousTab;
    QAction *const flashes;
    QAction *const about;

Q_SIGNALS:
    void recentChosen(const QString &path);

private:
    QAction *action(const QString &name, const QString &text, const QKeySequence &shortcut = {},
                    const QString &icon = {});
    void fill(QMenuBar *bar);
    void fillRecent();
    void fillTheme(QMenu *menu);

    RecentStacks &m_recent;
    Theme &m_theme;
    QSettings &m_settings;
    QMenu *m_recentMenu = nullptr;
    QMenu *m_editMenu = nullptr;
    QAction *m_afterTree = nullptr;
    QList<QPointer<QAction>> m_treeActions;
};

} // namespace creact
