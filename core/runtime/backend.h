// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/runtime/deployment.h"
#include "core/runtime/records.h"

#include <QObject>

#include <chrono>
#include <optional>

namespace creact {

struct LockRequest {
    QString holder;
    std::chrono::milliseconds ttl{60'000};
};

/// A page of the audit log. Entries are numbered from the oldest kept one, which is 0.
struct AuditQuery {
    /// At most so many, the newest of those asked for; 0: all.
    int limit = 0;
    /// Only entries with a lower number; -1: up to the newest.
    qint64 before = -1;
};

struct AuditPage {
    /// Oldest first.
    QList<AuditEntry> entries;
    /// Number of the first of them.
    qint64 first = 0;
    /// How many the log has.
    qint64 total = 0;
};

/// One state of a stack that can be gone back to, or that was set aside because nobody could read
/// it.
struct SnapshotInfo {
    enum class Kind {
        Kept, ///< an earlier state
        SetAside, ///< moved away by a person's decision, as it was found
        Salvaged, ///< as much as can be read of the state as it stands, which is damaged
    };

    /// Names it in rollback(); unique in its stack.
    QString id;
    Kind kind = Kind::Kept;
    /// When the state was as it is in there (ms since 1970).
    qint64 at = 0;
    qint64 bytes = 0;
    /// Of a state that can be read.
    StackStatus status = StackStatus::Pending;
    qsizetype nodes = 0;
    /// Why it cannot be gone back to.
    std::optional<Error> error;

    bool canBeGoneBackTo() const { return !error && kind != Kind::SetAside; }
    QJsonObject toJson() const;
};

/// How much of what has been is kept. 0: no limit.
struct StoragePolicy {
    int turns = 50;
    int deployments = 50;
    int auditEntries = 100'000;
    int snapshots = 20;
    /// Of turns, deployments, audit entries and snapshots alike.
    int days = 0;
    /// Of all snapshots together; the newest one is kept all the same.
    qint64 snapshotBytes = 64 * 1024 * 1024;
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
    /// done answers. The state may be written whole (snapshot) or in part (journal). LockLost, and
    /// nothing is written, when this backend acquired the lock and no longer holds it; Locked when
    /// another holds it.
    virtual void saveState(const StackRecord &state, const StateChange &change,
                           Done<void> done) = 0;
    /// The run has ended: brings the stack's files to rest (a small stack's state is whole in its
    /// snapshot).
    virtual void closeState(const QString &stack, Done<void> done) = 0;
    virtual void listStacks(Done<QStringList> done) = 0;
    /// Newest first. The state as it stands now is not among them.
    virtual void history(const QString &stack, Done<QList<SnapshotInfo>> done) = 0;
    /// A state of the history, to look at. NotFound, StateUnreadable.
    virtual void getSnapshot(const QString &stack, const QString &id, Done<StackRecord> done) = 0;
    /// Makes a state of the history the stack's state. What is there now becomes a part of the
    /// history; when it cannot be read it is set aside.
    virtual void rollback(const QString &stack, const QString &id, Done<void> done) = 0;
    /// Moves a state that cannot be read out of the way, so that the stack begins empty, and
    /// answers with the name it has now. InvalidArgument when the state can be read.
    virtual void setAside(const QString &stack, Done<QString> done) = 0;
    /// Removes what the history and the records of these turns hold: after it, nothing but `state`
    /// is kept (whole, and durable). For "forget this conversation". `turns` empty: all turns. Of
    /// deployments only when they were and how they ended.
    virtual void purge(const StackRecord &state, const QStringList &turns, Done<void> done) = 0;
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
    /// Takes the lock from whoever holds it, alive or not, and answers who that was (nobody:
    /// empty). For a person who knows better; the holder stops before its next write.
    virtual void breakLock(const QString &stack, Done<std::optional<LockInfo>> done) = 0;
    virtual void lockInfo(const QString &stack, Done<std::optional<LockInfo>> done) = 0;

    virtual void appendAuditLog(const QString &stack, const QList<AuditEntry> &entries,
                                Done<void> done) = 0;
    virtual void getAuditLog(const QString &stack, const AuditQuery &query,
                             Done<AuditPage> done) = 0;

    /// Keeps a finished turn and drops the oldest beyond `keep` (0: no limit; negative: what
    /// the backend's StoragePolicy says). Writing the same id again replaces it. What is written
    /// last counts as the newest, whatever the clock says.
    virtual void saveTurn(const QString &stack, const TurnRecord &turn, int keep,
                          Done<void> done) = 0;
    /// Oldest first.
    virtual void getTurns(const QString &stack, Done<QList<TurnRecord>> done) = 0;

    /// Keeps a deployment (one of the same id is replaced) and drops the oldest beyond `keep`, as
    /// saveTurn() does. Durable once it has ended.
    virtual void saveDeployment(const QString &stack, const DeploymentRecord &deployment, int keep,
                                Done<void> done) = 0;
    /// Newest first, without plan items and steps. One that cannot be read has its id and an error.
    virtual void getDeployments(const QString &stack, Done<QList<DeploymentRecord>> done) = 0;
    /// NotFound, StateUnreadable.
    virtual void getDeployment(const QString &stack, const QString &id,
                               Done<DeploymentRecord> done) = 0;

Q_SIGNALS:
    /// What a call put in order or had to drop, as an entry for the audit log: `journal_torn`,
    /// `journal_set_aside`, `audit_repaired` with {"lostBytes"}, …
    void repaired(const QString &stack, const creact::AuditEntry &entry);
};

} // namespace creact
