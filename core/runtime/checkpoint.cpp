// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/checkpoint.h"

#include <QPointer>

#include <utility>

namespace creact {

void Checkpoint::reset(const QString &stack, std::optional<StackRecord> stored)
{
    m_change = {};
    m_put.clear();
    m_change.all = !stored;
    m_dirty = false;
    m_state = stored ? *std::move(stored) : StackRecord();
    m_state.stackName = stack;
}

void Checkpoint::put(const NodeRecord &record)
{
    m_state.put(record);
    if (!m_put.contains(record.id)) {
        m_put.insert(record.id);
        m_change.put.append(record.id);
    }
    m_dirty = true;
}

void Checkpoint::remove(const NodeId &id)
{
    if (!m_state.remove(id))
        return;
    m_change.removed.append(id);
    if (m_put.remove(id))
        m_change.put.removeOne(id);
    m_dirty = true;
}

void Checkpoint::setLatch(const QString &key, const LatchRecord &record)
{
    m_state.latches.insert(key, record);
    m_change.latches.append(key);
    m_dirty = true;
}

void Checkpoint::removeLatch(const QString &key)
{
    if (m_state.latches.remove(key)) {
        m_change.latches.append(key);
        m_dirty = true;
    }
}

void Checkpoint::setStore(const QString &name, const QJsonObject &values)
{
    if (m_state.stores.value(name) == QJsonValue(values))
        return;
    m_state.stores.insert(name, values);
    m_change.stores = true;
    m_dirty = true;
}

void Checkpoint::setStatus(StackStatus status, const QStringList &applying)
{
    if (m_state.status == status && m_state.applyingNodeIds == applying)
        return;
    m_state.status = status;
    m_state.applyingNodeIds = applying;
    m_dirty = true;
}

void Checkpoint::setDeployed(qint64 at)
{
    m_state.lastDeployedAt = at;
    m_dirty = true;
}

void Checkpoint::save(Done<void> done)
{
    if (done)
        m_waiting.append(std::move(done));
    if (!m_saving && (m_dirty || !m_waiting.isEmpty()))
        start();
}

void Checkpoint::start()
{
    const QList<Done<void>> callbacks = std::exchange(m_waiting, {});
    if (!m_dirty) {
        for (const Done<void> &callback : callbacks)
            callback({});
        return;
    }
    m_saving = true;
    m_dirty = false;
    const StateChange change = std::exchange(m_change, {});
    m_put.clear();
    m_backend.saveState(m_state, change,
                        [guard = QPointer(this), callbacks, change](const Result<void> &result) {
                            if (!guard)
                                return;
                            if (!result.ok()) {
                                // What is not stored is still to be stored: the next save writes
                                // all.
                                guard->m_change.all = true;
                                guard->m_dirty = true;
                            }
                            guard->finish(result, callbacks);
                        });
}

void Checkpoint::finish(const Result<void> &result, QList<Done<void>> callbacks)
{
    m_saving = false;
    if (!result.ok()) {
        callbacks += std::exchange(m_waiting, {});
        m_error = result.error();
        Q_EMIT failed(result.error());
    } else if (std::exchange(m_error, std::nullopt)) {
        Q_EMIT recovered();
    }
    for (const Done<void> &callback : std::as_const(callbacks))
        callback(result);
    if (!m_saving && !m_waiting.isEmpty())
        start();
}

} // namespace creact
