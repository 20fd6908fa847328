// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <QObject>

#include <optional>

namespace creact {

/// From "Deploy" to what came of it: the plan, what of it is chosen, its progress, and the
/// deployments that are kept.
class PlanController : public QObject {
    Q_OBJECT
public:
    explicit PlanController(Engine &engine, QObject *parent = nullptr);

    /// The plan that is shown; none: nothing is asked.
    const std::optional<Plan> &plan() const { return m_plan; }
    /// Asks for the plan of the document as it is now; opened() when it is there.
    void request();
    void close();

Q_SIGNALS:
    void opened();
    void closed();
    void failed(const creact::Error &error);

private:
    Engine &m_engine;
    std::optional<Plan> m_plan;
};

} // namespace creact
