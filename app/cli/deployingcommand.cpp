// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/deployingcommand.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

void DeployingCommand::deploy(const DeployRequest &request)
{
    m_deploying = true;
    m_held = request.held.size();
    engine().deploy(request, [this](const Result<void> &result) {
        m_deploying = false;
        if (isEnding())
            return;
        const ExitCode code = result.ok() ? ExitCode::Done : exitCodeOf(result.error().code);
        if (code == ExitCode::Locked || code == ExitCode::StateUnreadable)
            fail(result.error());
        else if (m_cancelled || info().status == StackInfo::Status::Idle)
            conclude(result); // nothing is live
        else
            deployed(result);
    });
}

void DeployingCommand::deployed(const Result<void> &result)
{
    conclude(result);
}

void DeployingCommand::conclude(const Result<void> &result)
{
    if (!result.ok()) {
        m_code = m_cancelled ? ExitCode::Interrupted : exitCodeOf(result.error().code);
        console().error(result.error());
    }
    engine().state([this](const Result<StackRecord> &state) {
        if (state.ok())
            report(*state);
        stopAndFinish(m_code);
    });
}

/// The first time the deploy is cancelled; then it is left.
void DeployingCommand::interrupted()
{
    if (!m_deploying || std::exchange(m_cancelled, true))
        return StackCommand::interrupted();
    console().note(u"creact: cancelling; again to leave at once"_s);
    engine().cancelDeploy([this](const Result<void> &result) {
        if (!result.ok() && !isEnding())
            StackCommand::interrupted();
    });
}

void DeployingCommand::report(const StackRecord &state)
{
    int counts[6] = {};
    QJsonArray failed;
    for (const NodeRecord &node : state.nodes()) {
        ++counts[static_cast<int>(node.state)];
        if (node.state == NodeState::Failed)
            failed.append(QJsonObject{{u"node"_s, node.id.toString()},
                                      {u"error"_s, node.error.value_or(Error{}).toJson()}});
    }
    const int deployed = counts[static_cast<int>(NodeState::Deployed)];
    const int waiting = counts[static_cast<int>(NodeState::Waiting)];
    if (invocation().json()) {
        QJsonObject object{{u"stack"_s, state.stackName},   {u"ok"_s, m_code == ExitCode::Done},
                           {u"nodes"_s, state.nodeCount()}, {u"deployed"_s, deployed},
                           {u"waiting"_s, waiting},         {u"failed"_s, failed}};
        if (m_held > 0)
            object.insert(u"held"_s, m_held);
        if (info().recovery)
            object.insert(u"recovered"_s, info().recovery->toJson());
        console().print(object);
        return;
    }
    const QString held = m_held > 0 ? u", %1 left as they were"_s.arg(m_held) : QString();
    console().print(u"%1: %2 nodes deployed, %3 waiting, %4 failed"_s.arg(state.stackName)
                        .arg(deployed)
                        .arg(waiting)
                        .arg(failed.size())
                    + held);
}

} // namespace creact::cli
