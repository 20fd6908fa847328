// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <functional>
#include <memory>

namespace creact {

/// Time comes in from outside, so that a test can hold it (tests/support/manualclock.h).
class Clock {
public:
    /// A single shot; destroying it cancels it.
    class Timer {
    public:
        virtual ~Timer() = default;
    };

    virtual ~Clock() = default;
    /// Wall clock, milliseconds since 1970 UTC: what files and the audit log carry. May jump.
    virtual qint64 now() const = 0;
    /// Milliseconds that only grow: what durations are measured with.
    virtual qint64 monotonic() const = 0;
    [[nodiscard]] virtual std::unique_ptr<Timer> callAfter(std::chrono::milliseconds delay,
                                                           std::function<void()> callback) = 0;
};

/// The machine's clock and the event loop's timers. Belongs to one thread.
class SystemClock final : public Clock {
public:
    qint64 now() const override;
    qint64 monotonic() const override;
    std::unique_ptr<Timer> callAfter(std::chrono::milliseconds delay,
                                     std::function<void()> callback) override;
};

} // namespace creact
