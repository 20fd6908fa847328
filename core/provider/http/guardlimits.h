// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <chrono>

namespace creact {

/// What one client may take. QHttpServer 6.4 itself has no limit at all.
struct GuardLimits {
    int maxConnections = 512;
    /// Request line and headers.
    qsizetype maxHead = 16 * 1024;
    int maxHeaders = 100;
    qint64 maxBody = 1024 * 1024;
    /// From the first byte of a request (or the connect) to the end of its head.
    std::chrono::milliseconds headTime{10'000};
    std::chrono::milliseconds bodyTime{30'000};
    /// Between two requests.
    std::chrono::milliseconds idleTime{30'000};
    /// Until the application answers: a last resort, handlers have shorter ones of their own.
    std::chrono::milliseconds answerTime{3'700'000};
    /// Without the client reading anything of an answer.
    std::chrono::milliseconds writeTime{30'000};
    /// How long a closed connection is drained, so that the client sees the answer and no reset.
    std::chrono::milliseconds lingerTime{2'000};
};

/// Who is let in.
struct GuardPolicy {
    /// Names that the Host header may carry, lower case, without port ("localhost", "[::1]").
    /// Empty: any.
    QList<QByteArray> hosts;
    /// Asked of every request when not empty: as bearer token, or as password of Basic.
    QByteArray token;
};

} // namespace creact
