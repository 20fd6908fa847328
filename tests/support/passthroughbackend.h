// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/backend.h"

namespace creact {

/// Hands every call on to another backend: for tests that hold, fail or count some of them.
class PassThroughBackend : public Backend {
public:
    explicit PassThroughBackend(Backend &target)
        : m_target(target)
    {
        connect(&target, &Backend::repaired, this, &Backend::repaired);
    }

    QString url() const override { return m_target.url(); }
    void initialize(Done<void> done) override { m_target.initialize(std::move(done)); }
    void getState(const QString &stack, Done<std::optional<StackRecord>> done) override
    {
        m_target.getState(stack, std::move(done));
    }
    void saveState(const StackRecord &state, const StateChange &change, Done<void> done) override
    {
        m_target.saveState(state, change, std::move(done));
    }
    void closeState(const QString &stack, Done<void> done) override
    {
        m_target.closeState(stack, std::move(done));
    }
    void listStacks(Done<QStringList> done) override { m_target.listStacks(std::move(done)); }
    void history(const QString &stack, Done<QList<SnapshotInfo>> done) override
    {
        m_target.history(stack, std::move(done));
    }
    void getSnapshot(const QString &stack, const QString &id, Done<StackRecord> done) override
    {
        m_target.getSnapshot(stack, id, std::move(done));
    }
    void rollback(const QString &stack, const QString &id, Done<void> done) override
    {
        m_target.rollback(stack, id, std::move(done));
    }
    void setAside(const QString &stack, Done<QString> done) override
    {
        m_target.setAside(stack, std::move(done));
    }
    void purge(const StackRecord &state, const QStringList &turns, Done<void> done) override
    {
        m_target.purge(state, turns, std::move(done));
    }
    void deleteStack(const QString &stack, Done<void> done) override
    {
        m_target.deleteStack(stack, std::move(done));
    }
    void acquireLock(const QString &stack, const LockRequest &request, Done<LockInfo> done) override
    {
        m_target.acquireLock(stack, request, std::move(done));
    }
    void renewLock(const QString &stack, const LockRequest &request, Done<LockInfo> done) override
    {
        m_target.renewLock(stack, request, std::move(done));
    }
    void releaseLock(const QString &stack, const QString &holder, Done<void> done) override
    {
        m_target.releaseLock(stack, holder, std::move(done));
    }
    void breakLock(const QString &stack, Done<std::optional<LockInfo>> done) override
    {
        m_target.breakLock(stack, std::move(done));
    }
    void lockInfo(const QString &stack, Done<std::optional<LockInfo>> done) override
    {
        m_target.lockInfo(stack, std::move(done));
    }
    void appendAuditLog(const QString &stack, const QList<AuditEntry> &entries,
                        Done<void> done) override
    {
        m_target.appendAuditLog(stack, entries, std::move(done));
    }
    void getAuditLog(const QString &stack, const AuditQuery &query, Done<AuditPage> done) override
    {
        m_target.getAuditLog(stack, query, std::move(done));
    }
    void saveTurn(const QString &stack, const TurnRecord &turn, int keep, Done<void> done) override
    {
        m_target.saveTurn(stack, turn, keep, std::move(done));
    }
    void getTurns(const QString &stack, Done<QList<TurnRecord>> done) override
    {
        m_target.getTurns(stack, std::move(done));
    }
    void saveDeployment(const QString &stack, const DeploymentRecord &deployment, int keep,
                        Done<void> done) override
    {
        m_target.saveDeployment(stack, deployment, keep, std::move(done));
    }
    void getDeployments(const QString &stack, Done<QList<DeploymentRecord>> done) override
    {
        m_target.getDeployments(stack, std::move(done));
    }
    void getDeployment(const QString &stack, const QString &id,
                       Done<DeploymentRecord> done) override
    {
        m_target.getDeployment(stack, id, std::move(done));
    }

private:
    Backend &m_target;
};

} // namespace creact
