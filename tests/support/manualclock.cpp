// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/manualclock.h"

#include <algorithm>

namespace creact {

/// May outlive the clock.
class ManualClock::ManualTimer final : public Clock::Timer {
public:
    ManualTimer(std::weak_ptr<Pending> pending, Key key)
        : m_pending(std::move(pending))
        , m_key(key)
    {
    }
    ~ManualTimer() override
    {
        if (const auto pending = m_pending.lock())
            pending->erase(m_key);
    }

private:
    std::weak_ptr<Pending> m_pending;
    Key m_key;
};

std::unique_ptr<Clock::Timer> ManualClock::callAfter(std::chrono::milliseconds delay,
                                                     std::function<void()> callback)
{
    const Key key{m_elapsed + std::max<qint64>(0, delay.count()), m_nextTimer++};
    m_pending->emplace(key, std::move(callback));
    return std::make_unique<ManualTimer>(m_pending, key);
}

void ManualClock::advance(std::chrono::milliseconds by)
{
    const qint64 end = m_elapsed + by.count();
    while (!m_pending->empty() && m_pending->begin()->first.first <= end) {
        auto due = m_pending->extract(m_pending->begin());
        m_elapsed = std::max(m_elapsed, due.key().first);
        due.mapped()();
    }
    m_elapsed = std::max(m_elapsed, end);
}

} // namespace creact
