// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/deploymentsmodel.h"

#include "ui/models/planwords.h"
#include "ui/models/words.h"
#include "ui/theme/icons.h"

namespace creact {

void DeploymentsModel::setDeployments(const QList<DeploymentRecord> &deployments)
{
    beginResetModel();
    m_deployments = deployments;
    endResetModel();
}

int DeploymentsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_deployments.size());
}

int DeploymentsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString DeploymentsModel::outcomeText(const DeploymentRecord &deployment)
{
    const QString outcome = PlanWords::outcome(deployment.outcome);
    const int held = int(deployment.held.size());
    if (deployment.error)
        return tr("%1: %2", "outcome, error").arg(outcome, deployment.error->message);
    if (held == 0)
        return outcome;
    return held == 1 ? tr("%1, 1 node left out").arg(outcome)
                     : tr("%1, %n nodes left out", nullptr, held).arg(outcome);
}

QString DeploymentsModel::text(const DeploymentRecord &deployment, int column) const
{
    switch (column) {
    case TimeColumn:
        return Words::time(deployment.startedAt);
    case OutcomeColumn:
        return outcomeText(deployment);
    case DurationColumn:
        return deployment.endedAt > 0 ? Words::duration(deployment.endedAt - deployment.startedAt)
                                      : QString();
    default:
        return {};
    }
}

QVariant DeploymentsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const DeploymentRecord &deployment = m_deployments.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(deployment, index.column());
    case Qt::ToolTipRole:
        return text(deployment, OutcomeColumn);
    case IdRole:
        return deployment.id;
    case Qt::ForegroundRole:
        return index.column() == OutcomeColumn
                && deployment.outcome == DeploymentRecord::Outcome::Failed
            ? QVariant(tintColor(Tint::Danger))
            : QVariant();
    case Qt::TextAlignmentRole:
        return int((index.column() == DurationColumn ? Qt::AlignRight : Qt::AlignLeft)
                   | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant DeploymentsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == DurationColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("When");
    case OutcomeColumn:
        return tr("What came of it");
    case DurationColumn:
        return tr("Time");
    default:
        return {};
    }
}

} // namespace creact
