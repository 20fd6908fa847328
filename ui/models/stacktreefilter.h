// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace creact {

/// Rows in which every word occurs (element, name, key, id, state, output), with all their parents.
class StackTreeFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit StackTreeFilter(QObject *parent = nullptr);
    void setText(const QString &text);
    bool filtering() const { return !m_words.isEmpty(); }
    /// Rows that match by themselves, not for a child's sake.
    bool matches(const QModelIndex &proxyIndex) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool rowMatches(const QModelIndex &sourceIndex) const;
    QStringList m_words;
};

} // namespace creact
