// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/chat/chatturn.h"
#include "core/runtime/records.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

namespace creact {

/// What ends a turn: an answer (empty is one too), or an error.
struct ChatOutcome {
    QString answer;
    std::optional<Error> error = {};
};

/// A ChatHandler's messages as a value: read from its record, changed, written back as a patch.
///
/// Store: {inbox: [{id, session, content, acceptedAt}], answers: [the last 50, with endedAt and
/// response or error], sessions: [{id, lastAt}]}. Outputs: `pending` is the oldest unanswered one,
/// `sessions` [{id, pending}] has every session that wrote and was not dropped, with its oldest
/// unanswered one or null.
class Mailbox {
public:
    static constexpr qsizetype keptAnswers = 50;
    static constexpr int defaultParallel = 4;

    /// From the record of the handler.
    explicit Mailbox(const NodeRecord &record);
    Mailbox(const QString &handlerId, const QJsonObject &store);

    /// Of the unanswered ones only these are shown in the outputs. Null: no limit.
    void showOnly(const std::optional<QSet<QString>> &ids) { m_only = ids; }

    /// Of so many sessions the oldest message is shown at a time, first come, first shown.
    void showAtMost(int sessions) { m_parallel = sessions; }

    QJsonObject store() const;
    QJsonValue pending() const;
    QJsonArray sessions() const;

    qsizetype queued() const { return m_inbox.size(); }
    std::optional<ChatTurn> find(const QString &id) const;
    /// Answered ones, then the queue; oldest first.
    QList<ChatTurn> turns() const;
    /// The oldest unanswered one that may be shown, of all or of a session.
    std::optional<ChatTurn> oldest() const;
    std::optional<ChatTurn> oldest(const QString &session) const;

    void accept(const ChatTurn &turn);
    /// The turn as it ended; null when it is not in the inbox.
    std::optional<ChatTurn> end(const QString &id, const ChatOutcome &outcome, qint64 now);

    /// Drops the answered turns of a session (not set: of all), and those that wait if they are to
    /// go too. How many there were.
    qsizetype forget(const std::optional<QString> &session, bool waiting);
    /// Drops the sessions in which nothing waits and nothing happened since then, with their
    /// answered turns. Their ids.
    QStringList dropIdleSince(qint64 time);

private:
    struct Session {
        QString id;
        qint64 lastAt = 0;
    };

    ChatTurn withState(ChatTurn turn) const;
    void touch(const QString &session, qint64 at);
    bool hasWaiting(const QString &session) const;
    bool mayShow(const ChatTurn &turn) const { return !m_only || m_only->contains(turn.id); }

    QString m_handlerId;
    QList<ChatTurn> m_inbox;
    QList<ChatTurn> m_answers;
    QList<Session> m_sessions;
    std::optional<QSet<QString>> m_only;
    int m_parallel = defaultParallel;
    /// The record shows none of those that wait.
    bool m_heldBack = false;
};

} // namespace creact
