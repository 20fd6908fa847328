// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "ui/models/deploymentsmodel.h"
#include "ui/models/planmodel.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace creact {

/// From "Deploy" to what came of it: the plan, what of it is chosen, how far it is, and the
/// deployments that are kept.
///
///     Closed ──request()──▶ Asking ──▶ Ready ──apply()──▶ Applying ──▶ Ended ──close()──▶ Closed
///                                                                       ▲
///     showDeployment() ─────────────────────────────────────────────────┘ (of an earlier one)
class PlanController : public QObject {
    Q_OBJECT
public:
    enum class State { Closed, Asking, Ready, Applying, Ended };

    explicit PlanController(Engine &engine, QObject *parent = nullptr);

    State state() const { return m_state; }
    /// Something is to be shown in the tree's place.
    bool isOpen() const { return m_state >= State::Ready; }
    /// An earlier deployment is being looked at.
    bool isEarlier() const { return m_earlier; }
    const Plan &plan() const { return m_plan; }
    /// Of the deployment at work, or that is looked at.
    const DeploymentRecord &deployment() const { return m_deployment; }
    PlanModel *model() { return &m_model; }
    DeploymentsModel *deployments() { return &m_deployments; }
    DeployRequest::OpenTurns openTurns() const { return m_openTurns; }
    void setOpenTurns(DeployRequest::OpenTurns choice) { m_openTurns = choice; }

    /// What is to be done before anything is applied (the document is saved); it goes on by calling
    /// what it is given.
    void setBeforeApply(std::function<void(std::function<void()>)> before);

    /// Asks for the plan of the document as it is now.
    void request();
    /// The document has changed: a plan that is shown is asked for again.
    void outdate();
    /// Applies what is chosen.
    void apply();
    /// Ends the deployment at work; what has not begun is left for the next one.
    void cancel();
    void close();
    /// Another stack is open now.
    void reset();
    void loadDeployments();
    void showDeployment(const QString &id);

Q_SIGNALS:
    /// State, plan or deployment.
    void changed();
    void failed(const creact::Error &error);

private:
    void setState(State state);
    void takePlan(const Plan &plan);
    void deploy();
    void onDeployment(const DeploymentRecord &deployment);
    void onProgress(const QList<DeploymentRecord::Step> &steps);
    void onDeployed(const Result<void> &result);

    Engine &m_engine;
    State m_state = State::Closed;
    bool m_earlier = false;
    Plan m_plan;
    DeploymentRecord m_deployment;
    DeployRequest::OpenTurns m_openTurns = DeployRequest::OpenTurns::CarryOver;
    std::function<void(std::function<void()>)> m_beforeApply;
    /// Edits come in runs.
    QTimer m_delay;
    /// An answer to an earlier question is dropped.
    int m_asked = 0;
    PlanModel m_model;
    DeploymentsModel m_deployments;
};

} // namespace creact
