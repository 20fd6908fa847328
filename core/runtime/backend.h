// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/runtime/records.h"

#include <QObject>

#include <chrono>
#include <optional>

namespace creact {

struct LockRequest {
    QString holder;
    std::chrono::milliseconds ttl{60'000};
};

struct AuditQuery {
    /// The newest `limit` entries, oldest first; 0: all.
    int limit = 0;
};

/// Keeps deployment state, lock, audit log and finished turns of any number of stacks.
///
/// Every call answers through its Done, exactly once, on the calling thread, perhaps before it
/// returns. Calls on one stack take effect in the order they were made. Stack names are checked by
/// every call (ErrorCode::InvalidStackName).
class Backend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// "file:/home/ada/agent/.creact-state", "memory:"
    virtual QString url() const = 0;
    /// Makes what it needs to work (a directory). IoError, PermissionDenied.
    virtual void initialize(Done<void> done) = 0;

    /// Nothing stored yet: an empty optional. StateUnreadable: the file is left as it is.
    /// Outputs of ephemeral construct types are as stored: dropping them is the runtime's part.
    virtual void getState(const QString &stack, Done<std::optional<StackRecord>> done) = 0;
    /// `state` is the whole state after the change, `change` says what of it is new. Durable when
    /// done answers. The state may be written whole (snapshot) or in part (journal).
    virtual void saveState(const StackRecord &state, const StateChange &change,
                           Done<void> done) = 0;
    virtual void listStacks(Done<QStringList> done) = 0;
    /// Removes all that is kept of the stack.
    virtual void deleteStack(const QString &stack, Done<void> done) = 0;

    /// Locked when another holds a lease that has not expired; Error::where names the holder, its
    /// host and pid, since when and until when. Taking over an expired lease is allowed.
    virtual void acquireLock(const QString &stack, const LockRequest &request,
                             Done<LockInfo> done) = 0;
    /// LockLost when the lease is no longer ours.
    virtual void renewLock(const QString &stack, const LockRequest &request,
                           Done<LockInfo> done) = 0;
    /// Does nothing when `holder` does not hold it.
    virtual void releaseLock(const QString &stack, const QString &holder, Done<void> done) = 0;
    virtual void lockInfo(const QString &stack, Done<std::optional<LockInfo>> done) = 0;

    virtual void appendAuditLog(const QString &stack, const QList<AuditEntry> &entries,
                                Done<void> done) = 0;
    virtual void getAuditLog(const QString &stack, const AuditQuery &query,
                             Done<QList<AuditEntry>> done) = 0;

    /// Keeps a finished turn and drops the oldest beyond `keep`. Writing the same id again replaces
    /// it.
    virtual void saveTurn(const QString &stack, const TurnRecord &turn, int keep,
                          Done<void> done) = 0;
    /// Oldest first.
    virtual void getTurns(const QString &stack, Done<QList<TurnRecord>> done) = 0;
};

} // namespace creact
