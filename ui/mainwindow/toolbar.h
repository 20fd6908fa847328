// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QToolButton;

namespace creact {

class StatusPill;

/// The bar above the panes: open and new, the stack and its state, where it listens, the model
/// endpoint, and the one button in the accent colour.
class ToolBar : public QWidget {
    Q_OBJECT
public:
    ToolBar(QAction *open, QAction *create, QWidget *parent = nullptr);
    /// `planned`: a plan is shown, which has its own button for what comes next.
    void setInfo(const StackInfo &info, bool canDeploy, bool planned = false);
    StatusPill *pill() { return m_pill; }
    QPushButton *endpointChip() { return m_endpoint; }

Q_SIGNALS:
    void deployRequested();
    void stopRequested();
    void endpointRequested();

private:
    QToolButton *actionButton(QAction *action, const QString &name);
    void showRun(const StackInfo &info, bool canDeploy, bool planned);
    void openUrl();

    QLabel *m_name;
    StatusPill *m_pill;
    QPushButton *m_url;
    QPushButton *m_endpoint;
    /// What was edited, while the stack is live.
    QPushButton *m_changes;
    QPushButton *m_run;
    bool m_stops = false;
};

} // namespace creact
