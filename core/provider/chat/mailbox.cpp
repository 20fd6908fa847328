// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/chat/mailbox.h"

#include <QHash>
#include <QJsonArray>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

ChatTurn turnFromJson(const QString &handlerId, const QJsonObject &object)
{
    ChatTurn turn;
    turn.handlerId = handlerId;
    turn.id = object.value("id"_L1).toString();
    turn.session = object.value("session"_L1).toString();
    turn.question = object.value("content"_L1).toString();
    turn.acceptedAt = object.value("acceptedAt"_L1).toInteger();
    turn.endedAt = object.value("endedAt"_L1).toInteger();
    turn.answer = object.value("response"_L1).toString();
    if (object.contains("error"_L1)) {
        turn.error = Error::fromJson(object.value("error"_L1).toObject());
        turn.state = ChatTurn::State::Failed;
    } else if (object.contains("response"_L1)) {
        turn.state = ChatTurn::State::Answered;
    }
    return turn;
}

QJsonObject turnToJson(const ChatTurn &turn)
{
    QJsonObject object{{u"id"_s, turn.id},
                       {u"session"_s, turn.session},
                       {u"content"_s, turn.question},
                       {u"acceptedAt"_s, turn.acceptedAt}};
    if (turn.endedAt == 0)
        return object;
    object.insert(u"endedAt"_s, turn.endedAt);
    if (turn.error)
        object.insert(u"error"_s, turn.error->toJson());
    else
        object.insert(u"response"_s, turn.answer);
    return object;
}

QList<ChatTurn> turnsFromJson(const QString &handlerId, const QJsonValue &value)
{
    QList<ChatTurn> turns;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        turns.append(turnFromJson(handlerId, item.toObject()));
    return turns;
}

QJsonArray turnsToJson(const QList<ChatTurn> &turns)
{
    QJsonArray array;
    for (const ChatTurn &turn : turns)
        array.append(turnToJson(turn));
    return array;
}

QJsonObject messageToJson(const ChatTurn &turn)
{
    return {{u"id"_s, turn.id}, {u"content"_s, turn.question}, {u"session"_s, turn.session}};
}

const ChatTurn *turnById(const QList<ChatTurn> &turns, const QString &id)
{
    const auto it = std::find_if(turns.begin(), turns.end(),
                                 [&](const ChatTurn &turn) { return turn.id == id; });
    return it == turns.end() ? nullptr : &*it;
}

} // namespace

Mailbox::Mailbox(const NodeRecord &record)
    : Mailbox(record.id.toString(), record.store)
{
    m_parallel = record.props.value("parallel"_L1).toInt(defaultParallel);
    m_heldBack =
        !m_inbox.isEmpty() && record.outputs && record.outputs->value("pending"_L1).isNull();
}

Mailbox::Mailbox(const QString &handlerId, const QJsonObject &store)
    : m_handlerId(handlerId)
    , m_inbox(turnsFromJson(handlerId, store.value("inbox"_L1)))
    , m_answers(turnsFromJson(handlerId, store.value("answers"_L1)))
{
    const QJsonArray sessions = store.value("sessions"_L1).toArray();
    for (const QJsonValue &session : sessions)
        m_sessions.append({session["id"_L1].toString(), session["lastAt"_L1].toInteger()});
    // An older store has none.
    if (!store.contains("sessions"_L1)) {
        for (const ChatTurn &turn : std::as_const(m_answers))
            touch(turn.session, turn.endedAt);
        for (const ChatTurn &turn : std::as_const(m_inbox))
            touch(turn.session, turn.acceptedAt);
    }
}

QJsonObject Mailbox::store() const
{
    QJsonArray sessions;
    for (const Session &session : m_sessions)
        sessions.append(QJsonObject{{u"id"_s, session.id}, {u"lastAt"_s, session.lastAt}});
    return {{u"inbox"_s, turnsToJson(m_inbox)},
            {u"answers"_s, turnsToJson(m_answers)},
            {u"sessions"_s, sessions}};
}

QJsonValue Mailbox::pending() const
{
    const std::optional<ChatTurn> turn = oldest();
    return turn ? QJsonValue(messageToJson(*turn)) : QJsonValue();
}

QJsonArray Mailbox::sessions() const
{
    QSet<QString> seen;
    QHash<QString, QJsonObject> pending;
    for (const ChatTurn &turn : m_inbox) {
        if (seen.contains(turn.session))
            continue;
        seen.insert(turn.session);
        if (mayShow(turn) && pending.size() < m_parallel)
            pending.insert(turn.session, messageToJson(turn));
    }
    QJsonArray sessions;
    for (const Session &session : m_sessions) {
        const auto its = pending.constFind(session.id);
        const QJsonValue oldest = its == pending.constEnd() ? QJsonValue() : QJsonValue(*its);
        sessions.append(QJsonObject{{u"id"_s, session.id}, {u"pending"_s, oldest}});
    }
    return sessions;
}

void Mailbox::accept(const ChatTurn &turn)
{
    m_inbox.append(turn);
    touch(turn.session, turn.acceptedAt);
}

void Mailbox::touch(const QString &id, qint64 at)
{
    for (Session &session : m_sessions) {
        if (session.id != id)
            continue;
        session.lastAt = qMax(session.lastAt, at);
        return;
    }
    m_sessions.append({id, at});
}

bool Mailbox::hasWaiting(const QString &session) const
{
    return std::any_of(m_inbox.begin(), m_inbox.end(),
                       [&](const ChatTurn &turn) { return turn.session == session; });
}

std::optional<ChatTurn> Mailbox::find(const QString &id) const
{
    if (const ChatTurn *turn = turnById(m_inbox, id))
        return withState(*turn);
    const ChatTurn *turn = turnById(m_answers, id);
    return turn ? std::optional(*turn) : std::nullopt;
}

QList<ChatTurn> Mailbox::turns() const
{
    QList<ChatTurn> turns = m_answers;
    for (const ChatTurn &turn : m_inbox)
        turns.append(withState(turn));
    return turns;
}

std::optional<ChatTurn> Mailbox::oldest() const
{
    for (const ChatTurn &turn : m_inbox) {
        if (mayShow(turn))
            return withState(turn);
    }
    return {};
}

std::optional<ChatTurn> Mailbox::oldest(const QString &session) const
{
    for (const ChatTurn &turn : m_inbox) {
        if (turn.session == session)
            return mayShow(turn) ? std::optional(withState(turn)) : std::nullopt;
    }
    return {};
}

std::optional<ChatTurn> Mailbox::end(const QString &id, const ChatOutcome &outcome, qint64 now)
{
    const ChatTurn *queued = turnById(m_inbox, id);
    if (!queued)
        return {};
    ChatTurn turn = *queued;
    m_inbox.removeIf([&](const ChatTurn &other) { return other.id == id; });
    turn.answer = outcome.answer;
    turn.error = outcome.error;
    turn.state = outcome.error ? ChatTurn::State::Failed : ChatTurn::State::Answered;
    turn.endedAt = now;
    m_answers.append(turn);
    while (m_answers.size() > keptAnswers)
        m_answers.removeFirst();
    touch(turn.session, now);
    return turn;
}

qsizetype Mailbox::forget(const std::optional<QString> &session, bool waiting)
{
    const auto isMeant = [&](const ChatTurn &turn) { return !session || turn.session == *session; };
    const qsizetype dropped =
        m_answers.removeIf(isMeant) + (waiting ? m_inbox.removeIf(isMeant) : 0);
    m_sessions.removeIf([&](const Session &one) {
        return (!session || one.id == *session) && !hasWaiting(one.id);
    });
    return dropped;
}

QStringList Mailbox::dropIdleSince(qint64 time)
{
    QStringList dropped;
    for (const Session &session : std::as_const(m_sessions)) {
        if (session.lastAt < time && !hasWaiting(session.id))
            dropped += session.id;
    }
    m_sessions.removeIf([&](const Session &session) { return dropped.contains(session.id); });
    m_answers.removeIf([&](const ChatTurn &turn) { return dropped.contains(turn.session); });
    return dropped;
}

ChatTurn Mailbox::withState(ChatTurn turn) const
{
    const bool running = !m_heldBack && turn.id == m_inbox.first().id;
    turn.state = running ? ChatTurn::State::Running : ChatTurn::State::Queued;
    return turn;
}

} // namespace creact
