// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/memory/memorybackend.h"

#include "core/backend/lease.h"
#include "core/backend/stacknamecheck.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

void applyChange(StackRecord &kept, const StackRecord &state, const StateChange &change)
{
    kept.stackName = state.stackName;
    kept.status = state.status;
    kept.applyingNodeIds = state.applyingNodeIds;
    kept.lastDeployedAt = state.lastDeployedAt;
    kept.user = state.user;
    for (const NodeId &id : change.removed)
        kept.remove(id);
    for (const NodeId &id : change.put) {
        if (const NodeRecord *node = state.find(id))
            kept.put(*node);
    }
    if (change.stores)
        kept.stores = state.stores;
    for (const QString &name : change.latches) {
        if (state.latches.contains(name))
            kept.latches.insert(name, state.latches.value(name));
        else
            kept.latches.remove(name);
    }
}

Error noSnapshot(const QString &id)
{
    return {ErrorCode::NotFound, u"There is no earlier state '%1'."_s.arg(id), id,
            u"A stack in memory keeps no history."_s};
}

} // namespace

MemoryBackend::MemoryBackend(Clock &clock, std::shared_ptr<MemoryStore> store, QObject *parent)
    : Backend(parent)
    , m_clock(clock)
    , m_store(std::move(store))
{
}

QString MemoryBackend::url() const
{
    return u"memory:"_s;
}

void MemoryBackend::initialize(Done<void> done)
{
    done({});
}

Result<void> MemoryBackend::mayWrite(const QString &stack, const QString &call) const
{
    if (const Result<void> name = checkStackName(stack); !name)
        return name;
    return m_store->fault ? m_store->fault(call) : Result<void>();
}

void MemoryBackend::getState(const QString &stack, Done<std::optional<StackRecord>> done)
{
    if (const Result<void> name = checkStackName(stack); !name)
        return done(name.error());
    done(m_store->stacks.value(stack).state);
}

void MemoryBackend::saveState(const StackRecord &state, const StateChange &change, Done<void> done)
{
    if (const Result<void> may = mayWrite(state.stackName, u"saveState"_s); !may)
        return done(may);
    std::optional<StackRecord> &kept = m_store->stacks[state.stackName].state;
    if (change.all || !kept)
        kept = state;
    else
        applyChange(*kept, state, change);
    ++m_store->counters.saves;
    m_store->counters.puts += static_cast<int>(change.all ? state.nodeCount() : change.put.size());
    m_store->counters.removes += static_cast<int>(change.removed.size());
    done({});
}

void MemoryBackend::closeState(const QString &stack, Done<void> done)
{
    done(mayWrite(stack, u"closeState"_s));
}

void MemoryBackend::history(const QString &stack, Done<QList<SnapshotInfo>> done)
{
    if (const Result<void> name = checkStackName(stack); !name)
        return done(name.error());
    done(QList<SnapshotInfo>());
}

void MemoryBackend::getSnapshot(const QString &, const QString &id, Done<StackRecord> done)
{
    done(noSnapshot(id));
}

void MemoryBackend::rollback(const QString &, const QString &id, Done<void> done)
{
    done(noSnapshot(id));
}

void MemoryBackend::setAside(const QString &stack, Done<QString> done)
{
    done(Error{
        ErrorCode::InvalidArgument, u"The state of '%1' can be read."_s.arg(stack), stack, {}});
}

void MemoryBackend::purge(const StackRecord &state, const QStringList &turns, Done<void> done)
{
    if (const Result<void> may = mayWrite(state.stackName, u"purge"_s); !may)
        return done(may);
    MemoryStore::Stack &kept = m_store->stacks[state.stackName];
    kept.state = state;
    kept.turns.removeIf(
        [&](const TurnRecord &turn) { return turns.isEmpty() || turns.contains(turn.id); });
    for (DeploymentRecord &deployment : kept.deployments)
        deployment = deployment.forgotten();
    done({});
}

void MemoryBackend::listStacks(Done<QStringList> done)
{
    QStringList names;
    for (auto it = m_store->stacks.constBegin(); it != m_store->stacks.constEnd(); ++it) {
        if (it->state)
            names.append(it.key());
    }
    names.sort();
    done(names);
}

void MemoryBackend::deleteStack(const QString &stack, Done<void> done)
{
    if (const Result<void> may = mayWrite(stack, u"deleteStack"_s); !may)
        return done(may);
    m_store->stacks.remove(stack);
    done({});
}

void MemoryBackend::acquireLock(const QString &stack, const LockRequest &request,
                                Done<LockInfo> done)
{
    if (const Result<void> may = mayWrite(stack, u"acquireLock"_s); !may)
        return done(may.error());
    std::optional<LockInfo> &lock = m_store->stacks[stack].lock;
    const Result<LockInfo> lease = takeLease(lock, request, m_clock.now());
    if (lease)
        lock = *lease;
    done(lease);
}

void MemoryBackend::renewLock(const QString &stack, const LockRequest &request, Done<LockInfo> done)
{
    if (const Result<void> may = mayWrite(stack, u"renewLock"_s); !may)
        return done(may.error());
    std::optional<LockInfo> &lock = m_store->stacks[stack].lock;
    const Result<LockInfo> lease = renewLease(lock, request, m_clock.now());
    if (lease)
        lock = *lease;
    done(lease);
}

void MemoryBackend::releaseLock(const QString &stack, const QString &holder, Done<void> done)
{
    if (const Result<void> may = mayWrite(stack, u"releaseLock"_s); !may)
        return done(may);
    const auto it = m_store->stacks.find(stack);
    if (it != m_store->stacks.end() && it->lock && it->lock->holder == holder)
        it->lock.reset();
    done({});
}

void MemoryBackend::breakLock(const QString &stack, Done<std::optional<LockInfo>> done)
{
    if (const Result<void> may = mayWrite(stack, u"breakLock"_s); !may)
        return done(may.error());
    done(std::exchange(m_store->stacks[stack].lock, std::nullopt));
}

void MemoryBackend::lockInfo(const QString &stack, Done<std::optional<LockInfo>> done)
{
    if (const Result<void> name = checkStackName(stack); !name)
        return done(name.error());
    done(m_store->stacks.value(stack).lock);
}

void MemoryBackend::appendAuditLog(const QString &stack, const QList<AuditEntry> &entries,
                                   Done<void> done)
{
    if (const Result<void> may = mayWrite(stack, u"appendAuditLog"_s); !may)
        return done(may);
    m_store->stacks[stack].audit += entries;
    ++m_store->counters.auditAppends;
    done({});
}

void MemoryBackend::getAuditLog(const QString &stack, const AuditQuery &query, Done<AuditPage> done)
{
    if (const Result<void> name = checkStackName(stack); !name)
        return done(name.error());
    const QList<AuditEntry> &all = m_store->stacks[stack].audit;
    const qint64 end = query.before < 0 ? all.size() : std::min<qint64>(query.before, all.size());
    const qint64 first = query.limit > 0 ? std::max<qint64>(0, end - query.limit) : 0;
    done(AuditPage{all.sliced(first, end - first), first, all.size()});
}

void MemoryBackend::saveTurn(const QString &stack, const TurnRecord &turn, int keep,
                             Done<void> done)
{
    if (const Result<void> may = mayWrite(stack, u"saveTurn"_s); !may)
        return done(may);
    QList<TurnRecord> &turns = m_store->stacks[stack].turns;
    turns.removeIf([&](const TurnRecord &each) { return each.id == turn.id; });
    turns.append(turn);
    const qsizetype kept = keep < 0 ? StoragePolicy().turns : keep;
    if (kept > 0)
        turns = turns.sliced(std::max<qsizetype>(0, turns.size() - kept));
    done({});
}

void MemoryBackend::getTurns(const QString &stack, Done<QList<TurnRecord>> done)
{
    if (const Result<void> name = checkStackName(stack); !name)
        return done(name.error());
    done(m_store->stacks.value(stack).turns);
}

void MemoryBackend::saveDeployment(const QString &stack, const DeploymentRecord &deployment,
                                   int keep, Done<void> done)
{
    if (const Result<void> may = mayWrite(stack, u"saveDeployment"_s); !may)
        return done(may);
    QList<DeploymentRecord> &deployments = m_store->stacks[stack].deployments;
    deployments.removeIf([&](const DeploymentRecord &each) { return each.id == deployment.id; });
    deployments.append(deployment);
    const qsizetype kept = keep < 0 ? StoragePolicy().deployments : keep;
    if (kept > 0)
        deployments = deployments.sliced(std::max<qsizetype>(0, deployments.size() - kept));
    done({});
}

void MemoryBackend::getDeployments(const QString &stack, Done<QList<DeploymentRecord>> done)
{
    if (const Result<void> name = checkStackName(stack); !name)
        return done(name.error());
    const QList<DeploymentRecord> &deployments = m_store->stacks[stack].deployments;
    QList<DeploymentRecord> list;
    for (auto it = deployments.rbegin(); it != deployments.rend(); ++it)
        list.append(it->summary());
    done(list);
}

void MemoryBackend::getDeployment(const QString &stack, const QString &id,
                                  Done<DeploymentRecord> done)
{
    if (const Result<void> name = checkStackName(stack); !name)
        return done(name.error());
    for (const DeploymentRecord &each : std::as_const(m_store->stacks[stack].deployments)) {
        if (each.id == id)
            return done(each);
    }
    done(Error{ErrorCode::NotFound, u"There is no deployment '%1'."_s.arg(id), id, {}});
}

} // namespace creact
