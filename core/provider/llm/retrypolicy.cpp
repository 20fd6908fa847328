// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/retrypolicy.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <optional>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

using RetryWait = std::chrono::milliseconds;

constexpr double firstRetryDelay = 500;
constexpr double longestRetryDelay = 8'000;
/// Longer than any server means; keeps the arithmetic in its range.
constexpr double endlessWait = 1e12;

std::optional<RetryWait> positiveWait(double milliseconds)
{
    if (!std::isfinite(milliseconds) || milliseconds <= 0)
        return {};
    return RetryWait(qint64(std::ceil(std::min(milliseconds, endlessWait))));
}

std::optional<RetryWait> numberWait(const QByteArray &text, double unit)
{
    bool ok = false;
    const double number = text.trimmed().toDouble(&ok);
    return ok ? positiveWait(number * unit) : std::nullopt;
}

std::optional<RetryWait> dateWait(const QByteArray &text, qint64 now)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()),
                                             u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return {};
    date.setTimeSpec(Qt::UTC);
    return positiveWait(double(date.toMSecsSinceEpoch() - now));
}

std::optional<RetryWait> askedWait(const RetryCase &ended, qint64 now)
{
    if (const auto wait = numberWait(ended.retryAfterMs, 1))
        return wait;
    if (const auto wait = numberWait(ended.retryAfter, 1000))
        return wait;
    return dateWait(ended.retryAfter, now);
}

bool mayHelp(const RetryCase &ended)
{
    if (ended.connectionLost)
        return true;
    const QByteArray said = ended.shouldRetry.trimmed().toLower();
    if (said == "true" || said == "false")
        return said == "true";
    return ended.status == 408 || ended.status == 409 || ended.status == 429 || ended.status >= 500;
}

} // namespace

RetryDecision decideRetry(const RetryCase &ended, int retriesDone, int maxRetries, qint64 now,
                          double random)
{
    using Verdict = RetryDecision::Verdict;
    if (!mayHelp(ended))
        return {Verdict::Final};
    const std::optional<RetryWait> asked = askedWait(ended, now);
    if (asked && *asked > longestRetryAfter)
        return {Verdict::TooLong, *asked};
    if (retriesDone >= maxRetries)
        return {Verdict::UsedUp};
    if (asked)
        return {Verdict::Retry, *asked};
    const double delay =
        std::min(firstRetryDelay * std::exp2(std::min(retriesDone, 10)), longestRetryDelay);
    return {Verdict::Retry, RetryWait(qint64(delay * (1 - 0.25 * random)))};
}

} // namespace creact
