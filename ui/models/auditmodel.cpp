// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/auditmodel.h"

#include "ui/models/recoverywords.h"
#include "ui/models/words.h"

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QString entryJson(const AuditEntry &entry)
{
    return Words::jsonText({{u"timestamp"_s, entry.timestamp},
                            {u"action"_s, entry.action},
                            {u"nodeId"_s, entry.nodeId},
                            {u"details"_s, entry.details},
                            {u"user"_s, entry.user}});
}

} // namespace

AuditModel::AuditModel(QObject *parent, qsizetype limit)
    : QAbstractTableModel(parent)
    , m_limit(limit)
{
}

void AuditModel::setPage(const AuditPage &page)
{
    beginResetModel();
    m_entries.assign(page.entries.begin(), page.entries.end());
    m_first = page.first;
    endResetModel();
}

void AuditModel::append(const QList<AuditEntry> &entries)
{
    const qsizetype skipped = std::max<qsizetype>(0, entries.size() - m_limit);
    const QList<AuditEntry> fresh = entries.mid(skipped);
    if (fresh.isEmpty())
        return;
    // A tenth more than needed goes at once, so that a full log does not remove at each append.
    const qsizetype over = size() + fresh.size() - m_limit;
    if (over > 0 && size() > 0)
        dropOldest(std::min(size(), over + m_limit / 10));
    beginInsertRows({}, int(size()), int(size() + fresh.size()) - 1);
    m_entries.insert(m_entries.end(), fresh.begin(), fresh.end());
    m_first += skipped;
    endInsertRows();
}

void AuditModel::dropOldest(qsizetype count)
{
    beginRemoveRows({}, 0, int(count) - 1);
    m_entries.erase(m_entries.begin(), m_entries.begin() + count);
    m_first += count;
    endRemoveRows();
}

void AuditModel::prepend(const AuditPage &page)
{
    qsizetype count = page.entries.size();
    for (qsizetype i = 0; i < count && !m_entries.empty(); ++i) {
        const qsizetype common = std::min<qsizetype>(count - i, size());
        if (std::equal(m_entries.begin(), m_entries.begin() + common, page.entries.begin() + i))
            count = i;
    }
    if (count > 0) {
        beginInsertRows({}, 0, int(count) - 1);
        m_entries.insert(m_entries.begin(), page.entries.begin(), page.entries.begin() + count);
        m_first = page.first;
        endInsertRows();
    }
    m_first = page.first;
}

QString AuditModel::details(const AuditEntry &entry)
{
    return entry.action == "recovered"_L1 ? RecoveryWords::summary(entry.details)
                                          : Words::details(entry.details);
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(size());
}

int AuditModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const AuditEntry &entry = at(index.row());
    switch (role) {
    case NodeIdRole:
        return entry.nodeId;
    case FailedRole:
        return entry.action.endsWith("_failed"_L1);
    case JsonRole:
        return entryJson(entry);
    case Qt::ToolTipRole:
        return u"<pre>%1</pre>"_s.arg(entryJson(entry).left(1500).toHtmlEscaped());
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case TimeColumn:
        return Words::time(entry.timestamp);
    case ActionColumn:
        return Words::action(entry.action);
    case NodeColumn:
        return entry.nodeId;
    case DetailsColumn:
        return details(entry);
    default:
        return {};
    }
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case ActionColumn:
        return tr("Action");
    case NodeColumn:
        return tr("Node");
    case DetailsColumn:
        return tr("Details");
    default:
        return {};
    }
}

} // namespace creact
