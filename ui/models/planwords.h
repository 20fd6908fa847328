// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/deployment.h"

#include <QCoreApplication>

namespace creact {

/// The words in which the window speaks of plans and deployments.
class PlanWords {
    Q_DECLARE_TR_FUNCTIONS(PlanWords)
public:
    /// "+", "~", "−", "▸"
    static QString sign(const QString &action);
    /// "Create", "Update", …
    static QString action(const QString &action);
    /// One line: what changes of it, or why.
    static QString change(const Plan::Item &item);
    /// One line of JSON; an empty text is seen.
    static QString value(const QJsonValue &value, int limit);
    /// "gpt-4o-mini → gpt-4o"; a value that is not known yet is said so.
    static QString field(const QJsonObject &change, int limit);
    /// "2 to create · 1 to update · 41 unchanged"
    static QString summary(const Plan &plan);
    /// "Model calls made again: 1"; empty: none.
    static QString calls(const Plan &plan);
    /// "Port 127.0.0.1:3000"
    static QString touch(const Plan::Touch &touch);
    static QString outcome(DeploymentRecord::Outcome outcome);
};

} // namespace creact
