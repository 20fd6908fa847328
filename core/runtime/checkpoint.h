// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/backend.h"

#include <QSet>

namespace creact {

/// The stack's record in memory and its way to the backend: changes are collected, a save writes
/// all of them at once, saves follow each other, and whoever asked for one hears when his changes
/// are durable.
class Checkpoint : public QObject {
    Q_OBJECT
public:
    explicit Checkpoint(Backend &backend)
        : m_backend(backend)
    {
    }

    const StackRecord &state() const { return m_state; }
    /// What a backend gave; nothing of it is to be saved. No record: a fresh one, saved whole.
    void reset(const QString &stack, std::optional<StackRecord> stored);

    void put(const NodeRecord &record);
    void remove(const NodeId &id);
    void setLatch(const QString &key, const LatchRecord &record);
    void removeLatch(const QString &key);
    void setStore(const QString &name, const QJsonObject &values);
    void setStatus(StackStatus status, const QStringList &applying);
    void setDeployed(qint64 at);

    bool isDirty() const { return m_dirty; }
    /// Durable, or failed, when `done` answers. Everything changed until now is in it. When a save
    /// fails, whoever waits for the next one hears of it too: nothing more is written unasked.
    void save(Done<void> done = {});
    bool isSaving() const { return m_saving; }
    const std::optional<Error> &error() const { return m_error; }

Q_SIGNALS:
    /// A save failed; nothing that it held is known to be stored.
    void failed(const creact::Error &error);
    void recovered();

private:
    void start();
    void finish(const Result<void> &result, QList<Done<void>> callbacks);

    Backend &m_backend;
    StackRecord m_state;
    StateChange m_change;
    QSet<NodeId> m_put;
    QList<Done<void>> m_waiting;
    std::optional<Error> m_error;
    bool m_dirty = false;
    bool m_saving = false;
};

} // namespace creact
