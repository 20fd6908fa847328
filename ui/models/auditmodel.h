// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/records.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace creact {

/// The audit log, oldest first, appended live. Keeps the last Limit entries: the file keeps all.
class AuditModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TimeColumn, ActionColumn, NodeColumn, DetailsColumn, ColumnCount };
    enum Role { NodeIdRole = Qt::UserRole, FailedRole, JsonRole };
    static constexpr qsizetype Limit = 20'000;

    explicit AuditModel(QObject *parent = nullptr);
    void setEntries(const QList<AuditEntry> &entries);
    void append(const QList<AuditEntry> &entries);
    const QList<AuditEntry> &entries() const { return m_entries; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<AuditEntry> m_entries;
};

/// Entries in which every word occurs, in any column.
class AuditFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setText(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
};

} // namespace creact
