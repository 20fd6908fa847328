// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/stacktreefilter.h"

#include "ui/models/stacktreemodel.h"
#include "ui/models/words.h"

namespace creact {

StackTreeFilter::StackTreeFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
}

void StackTreeFilter::setText(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateFilter();
}

bool StackTreeFilter::matches(const QModelIndex &proxyIndex) const
{
    return rowMatches(mapToSource(proxyIndex));
}

bool StackTreeFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    return m_words.isEmpty() || rowMatches(sourceModel()->index(row, 0, parent));
}

bool StackTreeFilter::rowMatches(const QModelIndex &sourceIndex) const
{
    const TreeRow *row = StackTreeModel::rowOf(sourceIndex);
    if (!row)
        return false;
    const QString state = Words::rowState(*row);
    for (const QString &word : m_words) {
        const auto has = [&word](const QString &text) {
            return text.contains(word, Qt::CaseInsensitive);
        };
        const bool found = has(row->title) || has(row->name) || has(row->key) || has(row->nodeId)
            || has(state) || has(row->summary) || has(row->waitsFor) || has(row->note)
            || (row->error && has(row->error->message));
        if (!found)
            return false;
    }
    return true;
}

} // namespace creact
