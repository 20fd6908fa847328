// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/auditmodel.h"

#include "ui/models/words.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>

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

AuditModel::AuditModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void AuditModel::setEntries(const QList<AuditEntry> &entries)
{
    beginResetModel();
    m_entries = entries.mid(std::max<qsizetype>(0, entries.size() - Limit));
    endResetModel();
}

void AuditModel::append(const QList<AuditEntry> &entries)
{
    const QList<AuditEntry> fresh = entries.mid(std::max<qsizetype>(0, entries.size() - Limit));
    if (fresh.isEmpty())
        return;
    // A tenth more than needed goes at once, so that a full log does not remove at each append.
    const qsizetype over = m_entries.size() + fresh.size() - Limit;
    if (over > 0 && !m_entries.isEmpty()) {
        const qsizetype gone = std::min(m_entries.size(), over + Limit / 10);
        beginRemoveRows({}, 0, int(gone) - 1);
        m_entries.remove(0, gone);
        endRemoveRows();
    }
    const int first = int(m_entries.size());
    beginInsertRows({}, first, first + int(fresh.size()) - 1);
    m_entries += fresh;
    endInsertRows();
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int AuditModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const AuditEntry &entry = m_entries.at(index.row());
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
        return Words::details(entry.details);
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

void AuditFilter::setText(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool AuditFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    for (const QString &word : m_words) {
        bool found = false;
        for (int column = 0; column < AuditModel::ColumnCount && !found; ++column) {
            found = sourceModel()
                        ->index(row, column, parent)
                        .data()
                        .toString()
                        .contains(word, Qt::CaseInsensitive);
        }
        if (!found)
            return false;
    }
    return true;
}

} // namespace creact
