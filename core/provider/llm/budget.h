// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDate>
#include <QHash>
#include <QJsonObject>
#include <QList>

namespace creact {

/// What a ChatModel may use; 0: as much as it likes. Tokens are those asked and answered.
struct BudgetLimits {
    static constexpr qint64 defaultTurnCalls = 50;

    qint64 turnCalls = defaultTurnCalls;
    qint64 turnTokens = 0;
    qint64 dayCalls = 0;
    qint64 dayTokens = 0;

    /// From a ChatModel's outputs (maxTurnCalls, …).
    static BudgetLimits of(const QJsonObject &chatModel);
};

/// What one ChatModel used today and for each of the last turns. A plain value; days are local
/// ones, `now` is wall time in ms since 1970.
class Budget {
public:
    Budget() = default;
    /// From toJson(); anything else counts as nothing used.
    explicit Budget(const QJsonObject &stored);

    /// Counts one more call for the turn (empty: for none), or says which limit it would go over:
    /// BudgetExceeded. A limit of tokens stops the call after the one that reached it.
    Result<void> begin(const BudgetLimits &limits, const QString &turn, qint64 now);
    void addTokens(const QString &turn, qint64 tokens, qint64 now);

    /// {day, calls, tokens, turns: [{id, calls, tokens}]}, the newest turns last; small.
    QJsonObject toJson() const;

private:
    struct Used {
        qint64 calls = 0;
        qint64 tokens = 0;
    };

    void turnTheDay(qint64 now);
    Used &turnUsed(const QString &turn);

    QDate m_day;
    Used m_today;
    QHash<QString, Used> m_turns;
    /// The one that was touched last at the end.
    QList<QString> m_order;
};

} // namespace creact
