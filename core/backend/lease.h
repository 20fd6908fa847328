// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/backend.h"

#include <optional>

namespace creact {

/// The rules of the lock, without where it is kept. `now` is wall clock time in milliseconds.

/// The lease that a request gets, made out to this process. Locked when another holder has one that
/// has not expired; InvalidArgument without a holder or a time to live.
Result<LockInfo> takeLease(const std::optional<LockInfo> &current, const LockRequest &request,
                           qint64 now);
/// LockLost when it is gone or another's. One that expired but that nobody took is renewed.
Result<LockInfo> renewLease(const std::optional<LockInfo> &current, const LockRequest &request,
                            qint64 now);

/// What is said to whoever is kept out by `other`, and to whom the lock was taken from (by nobody
/// in particular: it is gone).
Error lockedBy(const LockInfo &other);
Error lockLostTo(const std::optional<LockInfo> &current);

/// "ada on host (pid 7), since 2026-11-22 03:14:00 until 03:15:00"
QString describe(const LockInfo &lock);

} // namespace creact
