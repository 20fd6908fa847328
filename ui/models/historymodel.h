// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/backend.h"

#include <QAbstractTableModel>

namespace creact {

/// Earlier states of the open stack, newest first.
class HistoryModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TimeColumn, NodesColumn, StatusColumn, SizeColumn, ColumnCount };
    enum Role { IdRole = Qt::UserRole, UsableRole };

    using QAbstractTableModel::QAbstractTableModel;
    void setSnapshots(const QList<SnapshotInfo> &snapshots);
    const SnapshotInfo &at(int row) const { return m_snapshots.at(row); }
    int rowOf(const QString &id) const;
    /// The newest that can be gone back to; -1: none.
    int newestUsable() const;
    static bool usable(const SnapshotInfo &snapshot);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const SnapshotInfo &snapshot, int column) const;

    QList<SnapshotInfo> m_snapshots;
};

} // namespace creact
