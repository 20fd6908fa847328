// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/runtime/backend.h"

#include <functional>
#include <memory>

namespace creact {

/// What MemoryBackends keep. Two backends on one store are two runs of a program, one after the
/// other.
class MemoryStore {
public:
    struct Stack {
        std::optional<StackRecord> state;
        std::optional<LockInfo> lock;
        QList<AuditEntry> audit;
        QList<TurnRecord> turns;
        /// Oldest first.
        QList<DeploymentRecord> deployments;
    };
    /// What was asked of the backends, for tests.
    struct Counters {
        int saves = 0;
        int puts = 0;
        int removes = 0;
        int auditAppends = 0;
    };

    QHash<QString, Stack> stacks;
    Counters counters;
    /// Asked before each call that writes ("saveState", "appendAuditLog", …); an error is its
    /// answer, and nothing is kept.
    std::function<Result<void>(const QString &call)> fault;
};

/// Keeps everything in memory, answers at once. Of a save it takes what the change names and
/// nothing else, so that a change that was not declared is lost here as it would be in a journal.
class MemoryBackend final : public Backend {
    Q_OBJECT
public:
    explicit MemoryBackend(Clock &clock,
                           std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>(),
                           QObject *parent = nullptr);

    const std::shared_ptr<MemoryStore> &store() const { return m_store; }

    QString url() const override;
    void initialize(Done<void> done) override;
    void getState(const QString &stack, Done<std::optional<StackRecord>> done) override;
    void saveState(const StackRecord &state, const StateChange &change, Done<void> done) override;
    void closeState(const QString &stack, Done<void> done) override;
    void listStacks(Done<QStringList> done) override;
    /// Keeps none.
    void history(const QString &stack, Done<QList<SnapshotInfo>> done) override;
    void getSnapshot(const QString &stack, const QString &id, Done<StackRecord> done) override;
    void rollback(const QString &stack, const QString &id, Done<void> done) override;
    void setAside(const QString &stack, Done<QString> done) override;
    void purge(const StackRecord &state, const QStringList &turns, Done<void> done) override;
    void deleteStack(const QString &stack, Done<void> done) override;
    void acquireLock(const QString &stack, const LockRequest &request,
                     Done<LockInfo> done) override;
    void renewLock(const QString &stack, const LockRequest &request, Done<LockInfo> done) override;
    void releaseLock(const QString &stack, const QString &holder, Done<void> done) override;
    void breakLock(const QString &stack, Done<std::optional<LockInfo>> done) override;
    void lockInfo(const QString &stack, Done<std::optional<LockInfo>> done) override;
    void appendAuditLog(const QString &stack, const QList<AuditEntry> &entries,
                        Done<void> done) override;
    void getAuditLog(const QString &stack, const AuditQuery &query, Done<AuditPage> done) override;
    void saveTurn(const QString &stack, const TurnRecord &turn, int keep, Done<void> done) override;
    void getTurns(const QString &stack, Done<QList<TurnRecord>> done) override;
    void saveDeployment(const QString &stack, const DeploymentRecord &deployment, int keep,
                        Done<void> done) override;
    void getDeployments(const QString &stack, Done<QList<DeploymentRecord>> done) override;
    void getDeployment(const QString &stack, const QString &id,
                       Done<DeploymentRecord> done) override;

private:
    Result<void> mayWrite(const QString &stack, const QString &call) const;

    Clock &m_clock;
    std::shared_ptr<MemoryStore> m_store;
};

} // namespace creact
