// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>

namespace creact {

/// How a request ended that may be worth another try.
struct RetryCase {
    /// The connection could not be made or was lost; nothing of an answer had come.
    bool connectionLost = false;
    /// Of an answer that is no 2xx.
    int status = 0;
    /// Headers as they came.
    QByteArray shouldRetry = {};
    QByteArray retryAfterMs = {};
    QByteArray retryAfter = {};
};

struct RetryDecision {
    enum class Verdict {
        Retry,
        /// Another try would not help.
        Final,
        /// As often as allowed.
        UsedUp,
        /// The server asks to wait longer than anyone would.
        TooLong,
    };
    Verdict verdict = Verdict::Final;
    /// Before the next try; what the server asked for when TooLong.
    std::chrono::milliseconds wait{0};

    bool operator==(const RetryDecision &) const = default;
};

/// The longest wait that a server may ask for.
constexpr std::chrono::seconds longestRetryAfter{120};

/// As the official clients do: connection errors, 408, 409, 429 and 5xx; `x-should-retry` decides
/// over the status; `retry-after-ms`, then `Retry-After` (seconds or an HTTP date) say when, else
/// 0.5 s · 2^n up to 8 s, less up to a quarter by chance. `retriesDone` counts from 0, `now` is
/// wall time in ms, `random` is in [0, 1).
RetryDecision decideRetry(const RetryCase &ended, int retriesDone, int maxRetries, qint64 now,
                          double random);

} // namespace creact
