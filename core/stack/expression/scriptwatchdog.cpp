// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/expression/scriptwatchdog.h"

#include <QJSEngine>

#include <pthread.h>

#include <algorithm>

namespace creact {

using namespace std::chrono_literals;

ScriptWatchdog::~ScriptWatchdog()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_quit = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

ScriptWatchdog::Clock::duration ScriptWatchdog::worked() const
{
    timespec time{};
    ::clock_gettime(m_work, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

void ScriptWatchdog::begin(Clock::time_point now, Clock::duration time)
{
    m_secondHalf = time / 2;
    m_deadline = now + (time - m_secondHalf);
    m_mostWork = Clock::duration::max();
}

ScriptWatchdog::Clock::duration ScriptWatchdog::start(std::chrono::milliseconds time)
{
    const Clock::time_point now = Clock::now();
    const std::lock_guard lock(m_mutex);
    if (!m_thread.joinable()) {
        ::pthread_getcpuclockid(::pthread_self(), &m_work);
        m_thread = std::thread(&ScriptWatchdog::watch, this);
    }
    Clock::duration left = Clock::duration::max();
    if (m_mostWork != Clock::duration::max())
        left = std::max(Clock::duration::zero(), m_mostWork - worked());
    else if (m_deadline != Clock::time_point::max())
        left = std::max(Clock::duration::zero(), m_deadline - now) + m_secondHalf;
    if (m_fired) { // the outer one, while it was in C++: it ends as soon as it goes on
        left = Clock::duration::zero();
        m_engine->setInterrupted(false);
    }
    begin(now, time);
    m_fired = false;
    // Evaluations take microseconds: the thread wakes up by itself once a time limit, to see
    // whether the deadline moved, instead of being notified at each start.
    if (m_asleep) {
        m_asleep = false;
        m_changed.notify_one();
    }
    return left;
}

bool ScriptWatchdog::stop(Clock::duration resume)
{
    const std::lock_guard lock(m_mutex);
    if (resume == Clock::duration::max()) {
        m_deadline = Clock::time_point::max();
        m_mostWork = Clock::duration::max();
    } else {
        begin(Clock::now(), resume);
    }
    const bool fired = m_fired;
    m_fired = false;
    if (fired)
        m_engine->setInterrupted(false);
    return fired;
}

void ScriptWatchdog::watch()
{
    std::unique_lock lock(m_mutex);
    while (!m_quit) {
        if (m_deadline == Clock::time_point::max()) {
            m_asleep = true;
            m_changed.wait(lock, [this] { return m_quit || !m_asleep; });
            continue;
        }
        if (Clock::now() < m_deadline) {
            // A copy: the member changes while this thread waits.
            const Clock::time_point until = m_deadline;
            m_changed.wait_until(lock, until, [this] { return m_quit; });
            continue;
        }
        const Clock::duration work = worked();
        if (m_mostWork == Clock::duration::max())
            m_mostWork = work + m_secondHalf;
        if (work < m_mostWork) {
            const Clock::duration pause = std::max<Clock::duration>(1ms, m_mostWork - work);
            m_changed.wait_for(lock, pause, [this] { return m_quit; });
            continue;
        }
        m_fired = true;
        m_deadline = Clock::time_point::max();
        m_mostWork = Clock::duration::max();
        m_engine->setInterrupted(true);
    }
}

} // namespace creact
