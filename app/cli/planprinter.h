// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "core/runtime/plan.h"

namespace creact::cli {

/// A plan for people: what changes, by action, field by field; what stays although one might expect
/// otherwise; what it reaches; open turns; and a line of numbers.
class PlanPrinter {
public:
    PlanPrinter(const Plan &plan, Console &console)
        : m_plan(plan)
        , m_console(console)
    {
    }

    void print() const;
    /// "1 to create, 2 to update, 0 to delete, 1 to start, 3 unchanged."
    static QString counts(const Plan &plan);
    /// Whether a deploy would create, update or delete something; starting is no change.
    static bool changes(const Plan &plan);

private:
    void printGroup(const QString &action) const;
    void printItem(const Plan::Item &item) const;
    void printFields(const Plan::Item &item) const;
    void printStaying() const;
    void printTouches() const;
    void printOpenTurns() const;
    void printErrors() const;
    void title(const QString &text) const;

    const Plan &m_plan;
    Console &m_console;
};

} // namespace creact::cli
