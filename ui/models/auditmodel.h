// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/backend.h"

#include <QAbstractTableModel>

#include <deque>

namespace creact {

/// The audit log as far as it has been read, oldest first: appended live at its end, older pages
/// put before its beginning.
class AuditModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TimeColumn, ActionColumn, NodeColumn, DetailsColumn, ColumnCount };
    enum Role { NodeIdRole = Qt::UserRole, FailedRole, JsonRole };
    /// More is not held at a time; the file keeps all.
    static constexpr qsizetype Limit = 250'000;

    explicit AuditModel(QObject *parent = nullptr, qsizetype limit = Limit);
    /// The newest page, in the place of everything.
    void setPage(const AuditPage &page);
    void append(const QList<AuditEntry> &entries);
    /// The page before the first entry held. Entries held already (the log's beginning was dropped
    /// meanwhile, and numbers moved) are left out.
    void prepend(const AuditPage &page);

    /// What happened, in words.
    static QString details(const AuditEntry &entry);
    const AuditEntry &at(qsizetype row) const { return m_entries[size_t(row)]; }
    qsizetype size() const { return qsizetype(m_entries.size()); }
    /// Number of the first entry held, in the log.
    qint64 first() const { return m_first; }
    /// Entries of the log, held or not.
    qint64 total() const { return m_first + size(); }
    bool hasOlder() const { return m_first > 0 && size() < m_limit; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void dropOldest(qsizetype count);

    const qsizetype m_limit;
    std::deque<AuditEntry> m_entries;
    qint64 m_first = 0;
};

} // namespace creact
