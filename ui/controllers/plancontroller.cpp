// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/plancontroller.h"

#include <QPointer>

namespace creact {

PlanController::PlanController(Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
}

void PlanController::request()
{
    m_engine.plan([guard = QPointer(this)](const Result<Plan> &plan) {
        if (!guard)
            return;
        if (!plan)
            return Q_EMIT guard->failed(plan.error());
        guard->m_plan = *plan;
        Q_EMIT guard->opened();
    });
}

void PlanController::close()
{
    m_plan.reset();
    Q_EMIT closed();
}

} // namespace creact
