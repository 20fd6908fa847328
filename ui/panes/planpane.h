// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace creact {

class PlanController;

/// What a deploy would do, to be read before it is done; and, while it is done, how far it is.
class PlanPane : public QWidget {
    Q_OBJECT
public:
    explicit PlanPane(PlanController *controller, QWidget *parent = nullptr);
    void focusPlan();

Q_SIGNALS:
    /// Selected in the plan.
    void nodeActivated(const QString &nodeId, const QString &pointer);
};

} // namespace creact
