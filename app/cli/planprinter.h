// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "core/runtime/plan.h"

namespace creact::cli {

/// A plan for people: what changes, by action, field by field; what stays although one might expect
/// otherwise; what is held; what it reaches; open turns; and a line of numbers.
class PlanPrinter {
public:
    /// `held`: ids of nodes that are left as they are.
    PlanPrinter(const Plan &plan, Console &console, const QSet<QString> &held = {});

    void print() const;
    /// The whole plan, with "held": [id] when something is.
    QJsonObject toJson() const;
    /// Whether a deploy would create, update or delete something; starting is no change.
    bool changes() const;

private:
    void printGroup(const QString &action) const;
    void printItem(const Plan::Item &item) const;
    void printFields(const Plan::Item &item) const;
    void printStaying() const;
    void printHeld() const;
    /// "1 to create, 2 to update, 0 to delete, 1 to start, 3 unchanged", held ones apart.
    QString counts() const;
    void printTouches() const;
    void printOpenTurns() const;
    void printErrors() const;
    void title(const QString &text) const;

    Plan m_plan;
    /// Would change, and do not.
    QList<Plan::Item> m_held;
    Console &m_console;
};

} // namespace creact::cli
