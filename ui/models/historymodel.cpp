// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/historymodel.h"

#include "ui/models/words.h"
#include "ui/theme/icons.h"

#include <QLocale>

namespace creact {

bool HistoryModel::usable(const SnapshotInfo &snapshot)
{
    return snapshot.canBeGoneBackTo();
}

void HistoryModel::setSnapshots(const QList<SnapshotInfo> &snapshots)
{
    beginResetModel();
    m_snapshots = snapshots;
    endResetModel();
}

int HistoryModel::rowOf(const QString &id) const
{
    for (int row = 0; row < m_snapshots.size(); ++row) {
        if (m_snapshots.at(row).id == id)
            return row;
    }
    return -1;
}

int HistoryModel::newestUsable() const
{
    for (int row = 0; row < m_snapshots.size(); ++row) {
        if (usable(m_snapshots.at(row)))
            return row;
    }
    return -1;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_snapshots.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString HistoryModel::text(const SnapshotInfo &snapshot, int column) const
{
    switch (column) {
    case TimeColumn:
        return Words::time(snapshot.at);
    case NodesColumn:
        return snapshot.error || snapshot.kind == SnapshotInfo::Kind::SetAside
            ? QString()
            : QLocale().toString(snapshot.nodes);
    case StatusColumn:
        if (snapshot.kind == SnapshotInfo::Kind::SetAside)
            return tr("Set aside");
        if (snapshot.kind == SnapshotInfo::Kind::Salvaged)
            return tr("Salvaged");
        return snapshot.error ? tr("Cannot be read") : Words::stackStatus(snapshot.status);
    case SizeColumn:
        return QLocale().formattedDataSize(snapshot.bytes, 0, QLocale::DataSizeSIFormat);
    default:
        return {};
    }
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const SnapshotInfo &snapshot = m_snapshots.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(snapshot, index.column());
    case IdRole:
        return snapshot.id;
    case UsableRole:
        return usable(snapshot);
    case Qt::ForegroundRole:
        return usable(snapshot) ? QVariant() : QVariant(tintColor(Tint::Muted));
    case Qt::ToolTipRole:
        return snapshot.error ? snapshot.error->message : QString();
    case Qt::TextAlignmentRole:
        return int((index.column() == NodesColumn || index.column() == SizeColumn ? Qt::AlignRight
                                                                                  : Qt::AlignLeft)
                   | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(
            (section == NodesColumn || section == SizeColumn ? Qt::AlignRight : Qt::AlignLeft)
            | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("When");
    case NodesColumn:
        return tr("Nodes");
    case StatusColumn:
        return tr("Status");
    case SizeColumn:
        return tr("Size");
    default:
        return {};
    }
}

} // namespace creact
