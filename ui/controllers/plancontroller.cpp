// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/plancontroller.h"

#include <QPointer>

#include <chrono>
#include <utility>

namespace creact {

namespace {
using namespace std::chrono_literals;
constexpr auto editPause = 250ms;
} // namespace

PlanController::PlanController(Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(editPause);
    connect(&m_delay, &QTimer::timeout, this, &PlanController::request);
    connect(&m_engine, &Engine::deploymentChanged, this, &PlanController::onDeployment);
    connect(&m_engine, &Engine::deploymentProgress, this, &PlanController::onProgress);
}

void PlanController::setBeforeApply(std::function<void(std::function<void()>)> before)
{
    m_beforeApply = std::move(before);
}

void PlanController::setState(State state)
{
    m_state = state;
    Q_EMIT changed();
}

// --- the plan

void PlanController::request()
{
    if (m_state == State::Applying)
        return;
    m_delay.stop();
    if (m_state != State::Ready)
        setState(State::Asking);
    m_engine.plan([guard = QPointer(this), asked = ++m_asked](const Result<Plan> &plan) {
        if (!guard || asked != guard->m_asked)
            return;
        if (plan)
            return guard->takePlan(*plan);
        guard->close();
        Q_EMIT guard->failed(plan.error());
    });
}

void PlanController::takePlan(const Plan &plan)
{
    const bool again = m_state == State::Ready;
    m_plan = plan;
    m_earlier = false;
    m_deployment = {};
    m_model.setPlan(plan, again ? m_model.left() : QSet<QString>());
    setState(State::Ready);
}

void PlanController::outdate()
{
    if (m_state == State::Ready)
        m_delay.start();
}

void PlanController::close()
{
    if (m_state == State::Closed || m_state == State::Applying)
        return;
    reset();
}

void PlanController::reset()
{
    ++m_asked;
    m_delay.stop();
    m_earlier = false;
    m_plan = {};
    m_deployment = {};
    m_openTurns = DeployRequest::OpenTurns::CarryOver;
    m_model.clear();
    setState(State::Closed);
}

// --- the deployment

void PlanController::apply()
{
    if (m_state != State::Ready || m_delay.isActive())
        return;
    if (!m_beforeApply) {
        deploy();
        return;
    }
    m_beforeApply([guard = QPointer(this), asked = m_asked] {
        if (guard && guard->m_state == State::Ready && asked == guard->m_asked)
            guard->deploy();
    });
}

void PlanController::deploy()
{
    m_deployment = {};
    m_deployment.plan = m_plan;
    m_model.beginSteps();
    setState(State::Applying);
    const DeployRequest request{m_model.left(), m_openTurns};
    m_engine.deploy(request, [guard = QPointer(this)](const Result<void> &result) {
        if (guard)
            guard->onDeployed(result);
    });
}

void PlanController::cancel()
{
    if (m_state != State::Applying)
        return;
    m_engine.cancelDeploy([guard = QPointer(this)](const Result<void> &result) {
        if (guard && !result)
            Q_EMIT guard->failed(result.error());
    });
}

void PlanController::onDeployment(const DeploymentRecord &deployment)
{
    if (m_state == State::Applying) {
        Plan plan = std::move(m_deployment.plan);
        QList<DeploymentRecord::Step> steps = std::move(m_deployment.steps);
        m_deployment = deployment;
        m_deployment.plan = std::move(plan);
        m_deployment.steps = std::move(steps);
        Q_EMIT changed();
    }
    loadDeployments();
}

void PlanController::onProgress(const QList<DeploymentRecord::Step> &steps)
{
    if (m_state != State::Applying)
        return;
    m_model.setSteps(steps);
    Q_EMIT changed();
}

/// What went well is shown by the tree; what did not is for reading.
void PlanController::onDeployed(const Result<void> &result)
{
    if (m_state != State::Applying)
        return;
    m_deployment.outcome = result                     ? DeploymentRecord::Outcome::Done
        : result.error().code == ErrorCode::Cancelled ? DeploymentRecord::Outcome::Cancelled
                                                      : DeploymentRecord::Outcome::Failed;
    if (!result)
        m_deployment.error = result.error();
    m_state = State::Ended;
    m_model.endSteps();
    if (result)
        close();
    else
        Q_EMIT changed();
}

// --- earlier ones

void PlanController::loadDeployments()
{
    m_engine.deployments(
        [guard = QPointer(this)](const Result<QList<DeploymentRecord>> &deployments) {
            if (guard && deployments)
                guard->m_deployments.setDeployments(*deployments);
        });
}

void PlanController::showDeployment(const QString &id)
{
    if (m_state == State::Applying)
        return;
    m_engine.deployment(
        id,
        [guard = QPointer(this), asked = ++m_asked](const Result<DeploymentRecord> &deployment) {
            if (!guard || asked != guard->m_asked)
                return;
            if (!deployment) {
                // A plan that was being asked for gave way to this.
                if (guard->m_state == State::Asking)
                    guard->reset();
                return Q_EMIT guard->failed(deployment.error());
            }
            guard->m_delay.stop();
            guard->m_deployment = *deployment;
            guard->m_plan = deployment->plan;
            guard->m_earlier = true;
            const QStringList &held = deployment->held;
            guard->m_model.setPlan(deployment->plan, {held.begin(), held.end()});
            guard->m_model.beginSteps();
            guard->m_model.setSteps(deployment->steps);
            guard->m_model.endSteps();
            guard->setState(State::Ended);
        });
}

} // namespace creact
