// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <map>

namespace creact {

/// Time that stands still until a test moves it.
class ManualClock final : public Clock {
public:
    /// 2026-11-22 00:00 UTC.
    static constexpr qint64 defaultStart = 1'795'305'600'000;

    explicit ManualClock(qint64 wallTime = defaultStart)
        : m_wallOffset(wallTime)
    {
    }

    qint64 now() const override { return m_wallOffset + m_elapsed; }
    qint64 monotonic() const override { return m_elapsed; }
    std::unique_ptr<Timer> callAfter(std::chrono::milliseconds delay,
                                     std::function<void()> callback) override;

    /// Fires what falls due on the way, in the order of due time, then of creation; timers set by
    /// what fires too. A timer with no delay fires at the next advance, not before.
    void advance(std::chrono::milliseconds by);
    void advance(qint64 ms) { advance(std::chrono::milliseconds(ms)); }
    /// The wall clock jumps; timers and monotonic() do not notice.
    void setNow(qint64 wallTime) { m_wallOffset = wallTime - m_elapsed; }
    qsizetype pendingTimers() const { return static_cast<qsizetype>(m_pending->size()); }

private:
    using Key = std::pair<qint64, quint64>;
    using Pending = std::map<Key, std::function<void()>>;
    class ManualTimer;

    qint64 m_wallOffset;
    qint64 m_elapsed = 0;
    quint64 m_nextTimer = 0;
    std::shared_ptr<Pending> m_pending = std::make_shared<Pending>();
};

} // namespace creact
