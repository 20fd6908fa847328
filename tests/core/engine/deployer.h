// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/engine/enginebench.h"

namespace creact {

/// An Engine whose deployments are noted down.
class Deployer : public EngineUser {
public:
    Deployer()
    {
        QObject::connect(&engine(), &Engine::deploymentChanged, &engine(),
                         [this](const DeploymentRecord &record) { changes.append(record); });
        QObject::connect(&engine(), &Engine::deploymentProgress, &engine(),
                         [this](const QList<DeploymentRecord::Step> &told) { steps += told; });
    }

    Result<void> deployWith(const DeployRequest &request)
    {
        return await<void>([&](const Done<void> &done) { engine().deploy(request, done); });
    }
    QList<DeploymentRecord> list()
    {
        const auto all =
            await<QList<DeploymentRecord>>([&](const auto &done) { engine().deployments(done); });
        return all.ok() ? *all : QList<DeploymentRecord>();
    }
    DeploymentRecord get(const QString &id)
    {
        const auto one =
            await<DeploymentRecord>([&](const auto &done) { engine().deployment(id, done); });
        return one.ok() ? *one : DeploymentRecord();
    }
    DeploymentRecord newest() { return list().isEmpty() ? DeploymentRecord() : get(list()[0].id); }

    QList<DeploymentRecord> changes;
    QList<DeploymentRecord::Step> steps;
};

/// "create chat-model deployed" for each step.
inline QStringList linesOf(const DeploymentRecord &record)
{
    QStringList lines;
    for (const DeploymentRecord::Step &step : record.steps)
        lines.append(step.action + QLatin1Char(' ') + step.nodeId.section(QLatin1Char('.'), -1)
                     + QLatin1Char(' ') + nodeStateName(step.state));
    return lines;
}

} // namespace creact
