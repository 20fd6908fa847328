// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/memory/memorybackend.h"
#include "tests/support/manualclock.h"

#include <deque>
#include <utility>

namespace creact::sim {

/// A MemoryBackend whose saves can be held, as a disk's or a network's are, or fail.
class HeldBackend final : public Backend {
public:
    explicit HeldBackend(std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>())
        : memory(clock, std::move(store))
    {
    }

    bool hold = false;
    std::optional<Error> error;
    QList<StateChange> changes;
    ManualClock clock;
    MemoryBackend memory;

    /// Lets the oldest held save happen; false when none is held.
    bool release()
    {
        if (m_held.empty())
            return false;
        const auto save = std::move(m_held.front());
        m_held.pop_front();
        save();
        return true;
    }
    qsizetype held() const { return qsizetype(m_held.size()); }

    QString url() const override { return memory.url(); }
    void initialize(Done<void> done) override { memory.initialize(std::move(done)); }
    void getState(const QString &stack, Done<std::optional<StackRecord>> done) override
    {
        memory.getState(stack, std::move(done));
    }
    void saveState(const StackRecord &state, const StateChange &change, Done<void> done) override
    {
        changes.append(change);
        auto save = [this, state, change, done = std::move(done)] {
            if (error)
                done(*error);
            else
                memory.saveState(state, change, done);
        };
        if (hold)
            m_held.emplace_back(std::move(save));
        else
            save();
    }
    void listStacks(Done<QStringList> done) override { memory.listStacks(std::move(done)); }
    void deleteStack(const QString &stack, Done<void> done) override
    {
        memory.deleteStack(stack, std::move(done));
    }
    void acquireLock(const QString &stack, const LockRequest &request, Done<LockInfo> done) override
    {
        memory.acquireLock(stack, request, std::move(done));
    }
    void renewLock(const QString &stack, const LockRequest &request, Done<LockInfo> done) override
    {
        memory.renewLock(stack, request, std::move(done));
    }
    void releaseLock(const QString &stack, const QString &holder, Done<void> done) override
    {
        memory.releaseLock(stack, holder, std::move(done));
    }
    void lockInfo(const QString &stack, Done<std::optional<LockInfo>> done) override
    {
        memory.lockInfo(stack, std::move(done));
    }
    void appendAuditLog(const QString &stack, const QList<AuditEntry> &entries,
                        Done<void> done) override
    {
        memory.appendAuditLog(stack, entries, std::move(done));
    }
    void getAuditLog(const QString &stack, const AuditQuery &query,
                     Done<QList<AuditEntry>> done) override
    {
        memory.getAuditLog(stack, query, std::move(done));
    }
    void saveTurn(const QString &stack, const TurnRecord &turn, int keep, Done<void> done) override
    {
        memory.saveTurn(stack, turn, keep, std::move(done));
    }
    void getTurns(const QString &stack, Done<QList<TurnRecord>> done) override
    {
        memory.getTurns(stack, std::move(done));
    }

private:
    std::deque<std::function<void()>> m_held;
};

} // namespace creact::sim
