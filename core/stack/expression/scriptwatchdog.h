// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <ctime>
#include <mutex>
#include <thread>

class QJSEngine;

namespace creact {

/// Interrupts an engine that works past its time. The first half of the time is by the clock, which
/// costs next to nothing to read; the second half is time that the engine's thread had a processor
/// for: an expression on a machine that is busy with something else is not to blame for the wait.
/// The thread starts with the first evaluation and is joined by the destructor. All members are
/// called on the engine's thread.
class ScriptWatchdog {
public:
    using Clock = std::chrono::steady_clock;

    explicit ScriptWatchdog(QJSEngine *engine)
        : m_engine(engine)
    {
    }
    ~ScriptWatchdog();

    /// Starts the time of an evaluation; the one that it runs inside of is paused.
    /// Returns what stop() needs to go on with it.
    Clock::duration start(std::chrono::milliseconds time);
    /// True when the evaluation was interrupted; the engine can be used again.
    bool stop(Clock::duration resume);

private:
    void begin(Clock::time_point now, Clock::duration time);
    /// What the engine's thread has used of a processor.
    Clock::duration worked() const;
    void watch();

    QJSEngine *m_engine;
    clockid_t m_work = CLOCK_REALTIME;
    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    /// Of the first half; max: nothing is evaluated.
    Clock::time_point m_deadline = Clock::time_point::max();
    Clock::duration m_secondHalf = {};
    /// Of the second half, in worked(); max: it has not begun.
    Clock::duration m_mostWork = Clock::duration::max();
    bool m_asleep = false;
    bool m_fired = false;
    bool m_quit = false;
};

} // namespace creact
