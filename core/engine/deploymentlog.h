// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/runtime/backend.h"

#include <QHash>
#include <QPointer>

namespace creact {

class Runtime;

/// What is kept of the deployment at work: its record is written when it begins (so that a crash
/// leaves a trace) and when it ends; its steps are what the runtime does meanwhile, but for what
/// answers to a chat message. Costs two writes a deployment, the first without waiting for the
/// disk. Engine thread.
class DeploymentLog final : public QObject {
    Q_OBJECT
public:
    DeploymentLog(Backend &backend, Clock &clock);

    /// `types` outlive the runtime.
    void watch(Runtime &runtime, const ConstructTypes &types);
    /// Answers with its id. One that is at work ends as cancelled.
    QString begin(const QString &stack, const DeploymentRecord &planned);
    /// Nothing when that one has ended.
    void end(const QString &id, const Result<void> &result);
    /// Drops what Backend::purge drops.
    void forget();
    bool isAtWork() const { return m_atWork; }
    /// The one at work, or the last.
    const DeploymentRecord &record() const { return m_record; }

Q_SIGNALS:
    void stepped(const creact::DeploymentRecord::Step &step);
    /// Has begun or ended; a summary.
    void changed(const creact::DeploymentRecord &deployment);
    /// It could not be written. The deployment goes on.
    void lost(const creact::Error &error);

private:
    void began(const QString &nodeId, NodeState state);
    void ended(const QString &nodeId, NodeState state, const std::optional<Error> &error);
    QString actionOf(const NodeRecord *record, const QString &nodeId, NodeState state) const;
    bool hasRoom(const DeploymentRecord::Step &step);
    void write();

    Backend &m_backend;
    Clock &m_clock;
    QPointer<Runtime> m_runtime;
    const ConstructTypes *m_types = nullptr;
    QString m_stack;
    DeploymentRecord m_record;
    bool m_atWork = false;
    /// Planned actions by node.
    QHash<QString, QString> m_planned;
    /// Steps by node: their place in the record, or, when there is no room, as they are at work.
    QHash<QString, qsizetype> m_places;
    QHash<QString, DeploymentRecord::Step> m_unlisted;
    qsizetype m_idBytes = 0;
};

} // namespace creact
