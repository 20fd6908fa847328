// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/auditmodel.h"

#include <QTimer>

namespace creact {

/// The entries of an AuditModel in which every word occurs, in any column. Looks through the log
/// from its newest entry backwards, a few milliseconds at a time: what matches appears as it is
/// found, and nothing waits.
class AuditFilter : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit AuditFilter(AuditModel *source, QObject *parent = nullptr);
    void setText(const QString &text);
    bool filtering() const { return !m_words.isEmpty(); }
    /// Entries held that have not been looked at yet.
    qsizetype left() const { return filtering() ? qsizetype(m_next - m_base + 1) : 0; }
    const AuditEntry &at(int row) const { return m_source->at(sourceRow(row)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// left() has changed.
    void looked();

private:
    void connectSource();
    void begin();
    void lookOn();
    void addNewest(int first, int last);
    void dropOldest(int count);
    qsizetype sourceRow(int row) const;
    bool matches(const AuditEntry &entry) const;

    AuditModel *m_source;
    QStringList m_words;
    // Entries go by serial numbers, which stay when older ones come in before them: that of the
    // source's row 0, the next one to look at, and those that match.
    qint64 m_base = 0;
    qint64 m_next = -1;
    std::deque<qint64> m_matches;
    QTimer m_timer;
};

} // namespace creact
