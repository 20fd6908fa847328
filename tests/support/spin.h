// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEvent>
#include <QTimer>

#include <chrono>

namespace creact::test {

/// Handles events until the condition holds or the time is over; what the condition says then.
/// Unlike QTest::qWaitFor it wakes with the events and not every 10 ms, which counts in a test that
/// does the same thing a thousand times.
template <typename Condition>
bool spinUntil(Condition condition,
               std::chrono::milliseconds limit = std::chrono::milliseconds(20'000))
{
    const QDeadlineTimer deadline(limit, Qt::PreciseTimer);
    QTimer alarm;
    alarm.setTimerType(Qt::PreciseTimer);
    alarm.setSingleShot(true);
    alarm.start(limit);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

/// Handles events for so long.
inline void spinFor(std::chrono::milliseconds time)
{
    spinUntil([] { return false; }, time);
}

/// How often a test does its thing: what the variable says, else this; a quarter of it when the
/// sanitizers make everything slow.
inline int roundsFrom(const char *variable, int rounds)
{
    bool ok = false;
    const int wanted = qEnvironmentVariableIntValue(variable, &ok);
    if (ok && wanted > 0)
        return wanted;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return qMax(1, rounds / 4);
#else
    return rounds;
#endif
}

/// The seed of a test that draws lots: what CREACT_SEED says, so that a failure can be had again,
/// else a new one.
inline quint32 seedFrom(quint32 fresh)
{
    bool ok = false;
    const uint wanted = qEnvironmentVariable("CREACT_SEED").toUInt(&ok);
    return ok ? wanted : fresh;
}

} // namespace creact::test
