// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

class QJSEngine;

namespace creact {

/// Interrupts an engine that runs past its deadline. The thread starts with the first deadline and
/// is joined by the destructor. All members are called on the engine's thread.
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
    void watch();

    QJSEngine *m_engine;
    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    Clock::time_point m_deadline = Clock::time_point::max();
    bool m_asleep = false;
    bool m_fired = false;
    bool m_quit = false;
};

} // namespace creact
