// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/turnsteps.h"

#include <QHash>
#include <QObject>

namespace creact {

class Runtime;
class StudioProvider;

/// The steps of the turns that are being worked on, as they come. Engine thread.
class TurnWatch final : public QObject {
    Q_OBJECT
public:
    /// Both outlive it.
    TurnWatch(Runtime &runtime, StudioProvider &provider);

    /// Empty for a turn that it has not seen, or that is over.
    QList<TurnStep> steps(const QString &turnId) const { return m_open.value(turnId); }

Q_SIGNALS:
    void stepsChanged(const QString &turnId);

private:
    void doing(const QString &turnId, const QString &nodeId, const QString &text);
    void ended(const QString &nodeId);
    void retried(const AuditEntry &entry);
    void lookAtApprovals();
    TurnStep *find(const QString &nodeId);
    TurnStep *begin(const QString &turnId, const QString &nodeId);
    void findEarlier(const QString &turnId);
    void close(const QString &turnId);
    void tell(const TurnStep &step);

    Runtime &m_runtime;
    StudioProvider &m_provider;
    QHash<QString, QList<TurnStep>> m_open;
    /// Which turn a step is of, by its node.
    QHash<QString, QString> m_turns;
};

} // namespace creact
