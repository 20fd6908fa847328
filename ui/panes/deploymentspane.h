// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QStackedWidget;
class QTableView;

namespace creact {

class PlanController;

/// The deployments that are kept, newest first; one that is activated is shown in the plan's place.
class DeploymentsPane : public QWidget {
    Q_OBJECT
public:
    explicit DeploymentsPane(PlanController *controller, QWidget *parent = nullptr);
    void focusList();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeTable();
    void updatePage();

    PlanController *m_controller;
    QTableView *m_table;
    QStackedWidget *m_pages;
};

} // namespace creact
