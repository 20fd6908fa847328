// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/budget.h"

#include <QDateTime>
#include <QJsonArray>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype turnsInMemory = 256;
constexpr qsizetype turnsStored = 8;

qint64 countOf(const QJsonValue &value)
{
    return qMax<qint64>(0, value.toInteger());
}

/// What a limit is about, for the sentence and for the person who wants to change it.
struct BudgetLimit {
    QString prop;
    QString what;
    qint64 most = 0;
    qint64 used = 0;
};

QString timeUntilMidnight(qint64 now)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(now);
    const qint64 minutes = time.secsTo(time.date().addDays(1).startOfDay()) / 60 + 1;
    return minutes >= 120 ? u"%1 hours"_s.arg(minutes / 60) : u"%1 minutes"_s.arg(minutes);
}

Error exceeded(const BudgetLimit &limit, bool ofTurn, qint64 now)
{
    const QString used = QString::number(limit.used);
    const QString most = QString::number(limit.most);
    const QString free = ofTurn
        ? u"The next chat message has a budget of its own"_s
        : u"It is free again at midnight, in %1"_s.arg(timeUntilMidnight(now));
    return {ErrorCode::BudgetExceeded,
            u"The budget %1 is used up: %2 %3 of %4. No model was asked."_s.arg(
                ofTurn ? u"of this message"_s : u"of today"_s, used, limit.what, most),
            {},
            u"%1. Raise %2 of the ChatModel to allow more."_s.arg(free, limit.prop)};
}

bool isReached(const BudgetLimit &limit)
{
    return limit.most > 0 && limit.used >= limit.most;
}

} // namespace

BudgetLimits BudgetLimits::of(const QJsonObject &chatModel)
{
    BudgetLimits limits;
    if (const qint64 calls = countOf(chatModel.value("maxTurnCalls"_L1)); calls > 0)
        limits.turnCalls = calls;
    limits.turnTokens = countOf(chatModel.value("maxTurnTokens"_L1));
    limits.dayCalls = countOf(chatModel.value("maxDayCalls"_L1));
    limits.dayTokens = countOf(chatModel.value("maxDayTokens"_L1));
    return limits;
}

Budget::Budget(const QJsonObject &stored)
    : m_day(QDate::fromString(stored.value("day"_L1).toString(), Qt::ISODate))
    , m_today{countOf(stored.value("calls"_L1)), countOf(stored.value("tokens"_L1))}
{
    const QJsonArray turns = stored.value("turns"_L1).toArray();
    for (const QJsonValue &turn : turns) {
        if (const QString id = turn["id"_L1].toString(); !id.isEmpty())
            turnUsed(id) = {countOf(turn["calls"_L1]), countOf(turn["tokens"_L1])};
    }
}

Result<void> Budget::begin(const BudgetLimits &limits, const QString &turn, qint64 now)
{
    turnTheDay(now);
    const Used ofTurn = m_turns.value(turn);
    const QString calls = u"calls"_s;
    const QString tokens = u"tokens"_s;
    if (!turn.isEmpty()) {
        for (const BudgetLimit &limit :
             {BudgetLimit{u"maxTurnCalls"_s, calls, limits.turnCalls, ofTurn.calls},
              BudgetLimit{u"maxTurnTokens"_s, tokens, limits.turnTokens, ofTurn.tokens}}) {
            if (isReached(limit))
                return exceeded(limit, true, now);
        }
    }
    for (const BudgetLimit &limit :
         {BudgetLimit{u"maxDayCalls"_s, calls, limits.dayCalls, m_today.calls},
          BudgetLimit{u"maxDayTokens"_s, tokens, limits.dayTokens, m_today.tokens}}) {
        if (isReached(limit))
            return exceeded(limit, false, now);
    }
    ++m_today.calls;
    if (!turn.isEmpty())
        ++turnUsed(turn).calls;
    return {};
}

void Budget::addTokens(const QString &turn, qint64 tokens, qint64 now)
{
    turnTheDay(now);
    m_today.tokens += qMax<qint64>(0, tokens);
    if (!turn.isEmpty())
        turnUsed(turn).tokens += qMax<qint64>(0, tokens);
}

QJsonObject Budget::toJson() const
{
    QJsonArray turns;
    for (const QString &id : m_order.last(qMin(turnsStored, m_order.size()))) {
        const Used used = m_turns.value(id);
        turns.append(
            QJsonObject{{u"id"_s, id}, {u"calls"_s, used.calls}, {u"tokens"_s, used.tokens}});
    }
    return {{u"day"_s, m_day.toString(Qt::ISODate)},
            {u"calls"_s, m_today.calls},
            {u"tokens"_s, m_today.tokens},
            {u"turns"_s, turns}};
}

void Budget::turnTheDay(qint64 now)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(now).date();
    if (m_day == today)
        return;
    m_day = today;
    m_today = {};
}

Budget::Used &Budget::turnUsed(const QString &turn)
{
    if (m_order.isEmpty() || m_order.last() != turn) {
        m_order.removeOne(turn);
        m_order.append(turn);
    }
    while (m_order.size() > turnsInMemory)
        m_turns.remove(m_order.takeFirst());
    return m_turns[turn];
}

} // namespace creact
