// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QObject>

class QUndoGroup;

namespace creact {

class Menus;
class QuestionBar;
class StackTab;
class StackTabs;

/// What the actions of the menus do to the stack that is looked at, and when they can.
class Commands : public QObject {
    Q_OBJECT
public:
    Commands(Menus &menus, StackTabs &tabs, QuestionBar &question, QObject *parent);

private:
    void connectStack();
    void connectNode();
    void connectView();
    void onAdded(StackTab *tab);
    void onCurrent();
    void update();
    void updateNode();
    void updateUndo();
    const TreeRow *selectedRow() const;
    void destroyNode();
    void askToDestroyNode(StackTab *tab, const TreeRow *row);
    void destroyStack();
    void askToDestroyStack(StackTab *tab);

    Menus &m_menus;
    StackTabs &m_tabs;
    QuestionBar &m_question;
    QUndoGroup *m_undo;
};

} // namespace creact
