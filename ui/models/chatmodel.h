// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/turnsteps.h"
#include "core/provider/chat/chatturn.h"
#include "core/provider/chat/textdelta.h"

#include <QAbstractListModel>
#include <QHash>

namespace creact {

/// What a model says in a turn right now.
struct LiveText {
    /// Who says it.
    QString nodeId;
    QString content;
    QString reasoning;
    /// When each node that thought began, and how long it did (-1: it still does).
    struct Thinking {
        qint64 since = 0;
        qint64 ms = -1;
    };
    QHash<QString, Thinking> thinking;

    /// `now` in ms since 1970; -1: not known.
    qint64 thoughtMs(const QString &node, qint64 now) const;
};

/// The turns of the open stack in the order in which they were accepted; a turn keeps its row.
class ChatModel : public QAbstractListModel {
    Q_OBJECT
public:
    explicit ChatModel(QObject *parent = nullptr);
    void setTurns(QList<ChatTurn> turns);
    /// Puts a new turn in its place, or changes the one with this id.
    void update(const ChatTurn &turn);
    void setActivity(const QString &turnId, const QString &text);

    void setSteps(const QString &turnId, const QList<TurnStep> &steps);
    /// Words of a model, said at `now`.
    void addText(const QString &turnId, const QString &nodeId, const TextDelta &delta, qint64 now);

    const ChatTurn &turn(int row) const { return m_turns.at(row); }
    QList<TurnStep> steps(int row) const { return m_steps.value(m_turns.at(row).id); }
    const LiveText &live(int row) const;
    int rowOf(const QString &turnId) const;
    /// What the turn is doing now; empty when there is nothing to tell.
    QString activity(int row) const { return m_activities.value(m_turns.at(row).id); }
    bool busy() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void stepsChanged(int row);
    void liveChanged(int row);

private:
    QList<ChatTurn> m_turns;
    QHash<QString, QString> m_activities;
    QHash<QString, QList<TurnStep>> m_steps;
    QHash<QString, LiveText> m_live;
};

} // namespace creact
