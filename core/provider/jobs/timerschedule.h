// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QTime>

#include <optional>

namespace creact {

/// When a Timer ticks. A plain value; times are milliseconds since 1970 UTC.
class TimerSchedule {
public:
    /// From the props everySeconds, at ("HH:MM", local time) or afterSeconds, one of them.
    /// InvalidProps.
    static Result<TimerSchedule> fromProps(const QJsonObject &props);

    /// The first tick of a timer that begins now.
    qint64 first(qint64 now) const;
    /// The tick after the one that was due then: the first in the future, on the same grid. Null
    /// after the only one.
    std::optional<qint64> after(qint64 due, qint64 now) const;
    /// No tick is ever farther away than this; it is when the clock was set back.
    qint64 longestWait() const;

private:
    enum class Kind { Every, Daily, Once };
    qint64 nextDaily(qint64 now) const;

    Kind m_kind = Kind::Every;
    qint64 m_ms = 0;
    QTime m_time;
};

} // namespace creact
