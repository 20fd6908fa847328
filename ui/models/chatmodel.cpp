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

qint64 LiveText::thoughtMs(const QString &node, qint64 now) const
{
    const auto it = thinking.constFind(node);
    if (it == thinking.cend())
        return -1;
    return it->ms >= 0 ? it->ms : now - it->since;
}

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
    m_live.clear();
    m_steps.clear();
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

void ChatModel::setSteps(const QString &turnId, const QList<TurnStep> &steps)
{
    if (m_steps.value(turnId) == steps)
        return;
    m_steps.insert(turnId, steps);
    if (const int row = rowOf(turnId); row >= 0)
        Q_EMIT stepsChanged(row);
}

void ChatModel::addText(const QString &turnId, const QString &nodeId, const TextDelta &delta,
                        qint64 now)
{
    LiveText &live = m_live[turnId];
    if (delta.again || live.nodeId != nodeId) {
        live.nodeId = nodeId;
        live.content.clear();
        live.reasoning.clear();
        live.thinking.remove(nodeId);
    }
    live.content += delta.content;
    live.reasoning += delta.reasoning;
    if (!delta.reasoning.isEmpty() && !live.thinking.contains(nodeId))
        live.thinking.insert(nodeId, {now, -1});
    if (const auto thought = live.thinking.find(nodeId);
        thought != live.thinking.end() && thought->ms < 0 && !delta.content.isEmpty())
        thought->ms = now - thought->since;
    if (const int row = rowOf(turnId); row >= 0)
        Q_EMIT liveChanged(row);
}

const LiveText &ChatModel::live(int row) const
{
    static const LiveText nothing;
    const auto it = m_live.constFind(m_turns.at(row).id);
    return it == m_live.cend() ? nothing : *it;
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
