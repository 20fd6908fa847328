// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/auditfilter.h"

#include "ui/models/words.h"

#include <QElapsedTimer>

#include <optional>

namespace creact {

namespace {

constexpr qint64 sliceNs = 3'000'000;

} // namespace

AuditFilter::AuditFilter(AuditModel *source, QObject *parent)
    : QAbstractTableModel(parent)
    , m_source(source)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &AuditFilter::lookOn);
    connectSource();
}

void AuditFilter::connectSource()
{
    using Model = QAbstractItemModel;
    connect(m_source, &Model::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(m_source, &Model::modelReset, this, [this] {
        begin();
        endResetModel();
        lookOn();
    });
    connect(m_source, &Model::rowsAboutToBeInserted, this,
            [this](const QModelIndex &, int first, int last) {
                if (!filtering())
                    beginInsertRows({}, first, last);
            });
    connect(m_source, &Model::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        const bool older = first == 0 && last + 1 < m_source->rowCount();
        if (older)
            m_base -= last + 1;
        if (!filtering())
            endInsertRows();
        else if (older)
            m_timer.start();
        else
            addNewest(first, last);
    });
    connect(m_source, &Model::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) {
                if (filtering())
                    dropOldest(last + 1);
                else
                    beginRemoveRows({}, first, last);
            });
    connect(m_source, &Model::rowsRemoved, this, [this](const QModelIndex &, int, int last) {
        m_base += last + 1;
        m_next = std::max(m_next, m_base - 1);
        if (!filtering())
            endRemoveRows();
    });
}

void AuditFilter::setText(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    beginResetModel();
    m_words = words;
    begin();
    endResetModel();
    lookOn();
}

void AuditFilter::begin()
{
    m_matches.clear();
    m_next = m_base + m_source->rowCount() - 1;
}

/// Looks at older entries until the time is up; the timer goes on from there.
void AuditFilter::lookOn()
{
    std::deque<qint64> found;
    QElapsedTimer clock;
    clock.start();
    while (left() > 0 && clock.nsecsElapsed() < sliceNs) {
        if (matches(m_source->at(qsizetype(m_next - m_base))))
            found.push_front(m_next);
        --m_next;
    }
    if (left() > 0)
        m_timer.start();
    else
        m_timer.stop();
    if (!found.empty()) {
        beginInsertRows({}, 0, int(found.size()) - 1);
        m_matches.insert(m_matches.begin(), found.begin(), found.end());
        endInsertRows();
    }
    Q_EMIT looked();
}

void AuditFilter::addNewest(int first, int last)
{
    std::deque<qint64> found;
    for (int row = first; row <= last; ++row) {
        if (matches(m_source->at(row)))
            found.push_back(m_base + row);
    }
    // Nothing was held before them: they are all there is.
    if (first == 0)
        m_next = m_base - 1;
    if (found.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(found.size()) - 1);
    m_matches.insert(m_matches.end(), found.begin(), found.end());
    endInsertRows();
}

void AuditFilter::dropOldest(int count)
{
    const auto end = std::lower_bound(m_matches.begin(), m_matches.end(), m_base + count);
    const auto gone = end - m_matches.begin();
    if (gone == 0)
        return;
    beginRemoveRows({}, 0, int(gone) - 1);
    m_matches.erase(m_matches.begin(), end);
    endRemoveRows();
}

qsizetype AuditFilter::sourceRow(int row) const
{
    return filtering() ? qsizetype(m_matches[size_t(row)] - m_base) : row;
}

// Details and times take a hundred times longer to put into words than to be looked through.
bool AuditFilter::matches(const AuditEntry &entry) const
{
    std::optional<QString> details;
    std::optional<QString> time;
    for (const QString &word : m_words) {
        if (entry.nodeId.contains(word, Qt::CaseInsensitive)
            || Words::action(entry.action).contains(word, Qt::CaseInsensitive))
            continue;
        if (!details)
            details = AuditModel::details(entry);
        if (details->contains(word, Qt::CaseInsensitive))
            continue;
        if (!time)
            time = Words::time(entry.timestamp);
        if (!time->contains(word, Qt::CaseInsensitive))
            return false;
    }
    return true;
}

int AuditFilter::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return filtering() ? int(m_matches.size()) : m_source->rowCount();
}

int AuditFilter::columnCount(const QModelIndex &parent) const
{
    return m_source->columnCount(parent);
}

QVariant AuditFilter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    return m_source->data(m_source->index(int(sourceRow(index.row())), index.column()), role);
}

QVariant AuditFilter::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_source->headerData(section, orientation, role);
}

} // namespace creact
