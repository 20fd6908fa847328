// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/chat/chatturn.h"

#include <QAbstractListModel>
#include <QHash>

namespace creact {

/// The turns of the open stack in the order in which they were accepted; a turn keeps its row.
class ChatModel : public QAbstractListModel {
    Q_OBJECT
public:
    explicit ChatModel(QObject *parent = nullptr);
    void setTurns(QList<ChatTurn> turns);
    /// Puts a new turn in its place, or changes the one with this id.
    void update(const ChatTurn &turn);
    void setActivity(const QString &turnId, const QString &text);

    const ChatTurn &turn(int row) const { return m_turns.at(row); }
    int rowOf(const QString &turnId) const;
    /// What the turn is doing now; empty when there is nothing to tell.
    QString activity(int row) const { return m_activities.value(m_turns.at(row).id); }
    bool busy() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<ChatTurn> m_turns;
    QHash<QString, QString> m_activities;
};

} // namespace creact
