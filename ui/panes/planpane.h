// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QRadioButton;
class QStackedWidget;

namespace creact {

class Banner;
class ChevronTree;
class EmptyState;
class PlanController;

/// What a deploy would do, to be read before it is done; while it is done, how far it is; and what
/// came of an earlier one.
class PlanPane : public QWidget {
    Q_OBJECT
public:
    explicit PlanPane(PlanController *controller, QWidget *parent = nullptr);
    void focusPlan();
    /// Whether the stack may run commands; when not, a plan that has some offers to allow it.
    void setCommandsAllowed(bool allowed);

Q_SIGNALS:
    /// This row of the plan is the current one.
    void nodeActivated(const QString &nodeId, const QString &pointer);
    void allowCommandsRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeTurnChoice();
    void makeTree();
    void showState();
    void showReady();
    void showApplying();
    void showEnded();
    void showCounts();
    void showTouches();
    void showTurns();
    void showError();
    void onPrimary();
    void onSecondary();
    void onCurrent();
    void showMenu(const QPoint &position);

    PlanController *m_controller;
    QLabel *m_title;
    QLabel *m_summary;
    QLabel *m_calls;
    QPushButton *m_primary;
    QPushButton *m_secondary;
    QProgressBar *m_progress;
    Banner *m_error;
    Banner *m_turns;
    QRadioButton *m_carryOver;
    QRadioButton *m_finishFirst;
    Banner *m_touches;
    ChevronTree *m_tree;
    EmptyState *m_empty;
    QStackedWidget *m_pages;
    bool m_commandsAllowed = false;
};

} // namespace creact
