// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/chatmodel.h"

#include <algorithm>

namespace creact {

namespace {

bool isOver(const ChatTurn &turn)
{
    return turn.state == ChatTurn::State::Answered || turn.state == ChatTurn::State::Failed;
}

bool acceptedBefore(const ChatTurn &a, const ChatTurn &b)
{
    return a.acceptedAt < b.acceptedAt;
}

} // namespace

ChatModel::ChatModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void ChatModel::setTurns(QList<ChatTurn> turns)
{
    beginResetModel();
    std::stable_sort(turns.begin(), turns.end(), acceptedBefore);
    m_turns = std::move(turns);
    m_activities.clear();
    endResetModel();
}

int ChatModel::rowOf(const QString &turnId) const
{
    // From the end: it is the newest that change.
    for (qsizetype row = m_turns.size() - 1; row >= 0; --row) {
        if (m_turns.at(row).id == turnId)
            return int(row);
    }
    return -1;
}

void ChatModel::update(const ChatTurn &turn)
{
    const int known = rowOf(turn.id);
    if (isOver(turn))
        m_activities.remove(turn.id);
    if (known >= 0) {
        m_turns[known] = turn;
        Q_EMIT dataChanged(index(known), index(known));
        return;
    }
    const auto place = std::upper_bound(m_turns.begin(), m_turns.end(), turn, acceptedBefore);
    const int row = int(place - m_turns.begin());
    beginInsertRows({}, row, row);
    m_turns.insert(row, turn);
    endInsertRows();
}

void ChatModel::setActivity(const QString &turnId, const QString &text)
{
    const int row = rowOf(turnId);
    if (row < 0 || isOver(m_turns.at(row)) || m_activities.value(turnId) == text)
        return;
    m_activities.insert(turnId, text);
    Q_EMIT dataChanged(index(row), index(row));
}

bool ChatModel::busy() const
{
    return std::any_of(m_turns.cbegin(), m_turns.cend(),
                       [](const ChatTurn &turn) { return !isOver(turn); });
}

int ChatModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_turns.size());
}

QVariant ChatModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    return m_turns.at(index.row()).question;
}

} // namespace creact
