// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/deployment.h"

#include <QAbstractTableModel>

namespace creact {

/// Earlier deployments of the open stack, newest first.
class DeploymentsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TimeColumn, OutcomeColumn, DurationColumn, ColumnCount };
    enum Role { IdRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;
    void setDeployments(const QList<DeploymentRecord> &deployments);
    const DeploymentRecord &at(int row) const { return m_deployments.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString outcomeText(const DeploymentRecord &deployment);
    QString text(const DeploymentRecord &deployment, int column) const;

    QList<DeploymentRecord> m_deployments;
};

} // namespace creact
