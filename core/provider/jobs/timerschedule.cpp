// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/timerschedule.h"

#include <QDateTime>
#include <QRegularExpression>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// A century; what is longer is a mistake and would not fit.
constexpr double longestSeconds = 3.2e9;
constexpr qint64 dayMs = 24 * 60 * 60 * 1000;

Error badSchedule(const QString &message, const QString &hint)
{
    return {ErrorCode::InvalidProps, message, {}, hint};
}

bool isGivenTime(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull();
}

std::optional<QTime> timeOfDay(const QString &text)
{
    static const QRegularExpression pattern(u"\\A([01]?\\d|2[0-3]):([0-5]\\d)\\z"_s);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return {};
    return QTime(match.captured(1).toInt(), match.captured(2).toInt());
}

} // namespace

Result<TimerSchedule> TimerSchedule::fromProps(const QJsonObject &props)
{
    const QJsonValue every = props.value("everySeconds"_L1);
    const QJsonValue at = props.value("at"_L1);
    const QJsonValue after = props.value("afterSeconds"_L1);
    if (int(isGivenTime(every)) + int(isGivenTime(at)) + int(isGivenTime(after)) != 1)
        return badSchedule(u"A Timer needs one of everySeconds, at and afterSeconds."_s,
                           u"For example everySeconds: 3600, or at: \"08:30\"."_s);
    TimerSchedule schedule;
    if (isGivenTime(at)) {
        const std::optional<QTime> time = timeOfDay(at.toString());
        if (!time)
            return badSchedule(u"\"%1\" is no time of day."_s.arg(at.toVariant().toString()),
                               u"Write hours and minutes, as in \"08:30\"."_s);
        schedule.m_kind = Kind::Daily;
        schedule.m_time = *time;
        return schedule;
    }
    schedule.m_kind = isGivenTime(every) ? Kind::Every : Kind::Once;
    const QJsonValue seconds = isGivenTime(every) ? every : after;
    const double least = isGivenTime(every) ? 1 : 0;
    if (!seconds.isDouble() || seconds.toDouble() < least || seconds.toDouble() > longestSeconds)
        return badSchedule(isGivenTime(every)
                               ? u"everySeconds has to be a number of seconds, 1 at the least."_s
                               : u"afterSeconds has to be a number of seconds, 0 at the least."_s,
                           {});
    schedule.m_ms = qint64(seconds.toDouble() * 1000);
    return schedule;
}

qint64 TimerSchedule::first(qint64 now) const
{
    return m_kind == Kind::Daily ? nextDaily(now) : now + m_ms;
}

std::optional<qint64> TimerSchedule::after(qint64 due, qint64 now) const
{
    switch (m_kind) {
    case Kind::Once:
        return {};
    case Kind::Daily:
        return nextDaily(qMax(due, now));
    case Kind::Every:
        break;
    }
    // From when it was due and not from now: what comes late does not move those after it.
    return now < due ? due + m_ms : due + m_ms * ((now - due) / m_ms + 1);
}

qint64 TimerSchedule::longestWait() const
{
    // A day may have 25 hours.
    return m_kind == Kind::Daily ? dayMs + dayMs / 24 : m_ms;
}

qint64 TimerSchedule::nextDaily(qint64 now) const
{
    QDate day = QDateTime::fromMSecsSinceEpoch(now).date();
    for (int i = 0; i < 3; ++i, day = day.addDays(1)) {
        QDateTime tick(day, m_time);
        // The hour that is left out in spring.
        if (!tick.isValid())
            tick = QDateTime(day, m_time.addSecs(3600));
        if (tick.isValid() && tick.toMSecsSinceEpoch() > now)
            return tick.toMSecsSinceEpoch();
    }
    return now + dayMs;
}

} // namespace creact
