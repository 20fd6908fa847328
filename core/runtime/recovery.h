// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/records.h"

#include <QSet>

#include <functional>

namespace creact {

/// What a start found of a run that did not end by itself, and what was done about it. Told once in
/// the audit log (`recovered`), and shown until someone puts it away.
struct RecoveryReport {
    struct Item {
        QString nodeId;
        QString constructType;
        /// "rerun" (idempotent: applied again), "left" (a person decides), "undelivered" (its
        /// answer has nobody to go to any more), "removed" (no longer wanted: destroyed).
        QString what;

        bool operator==(const Item &) const = default;
    };

    /// Nodes that were at work when it ended.
    QList<Item> interrupted;
    /// Nodes taken over as they were stored, until this was told.
    int kept = 0;
    /// Nodes that nothing asks for any more (their element was removed while the program was down,
    /// or they were about to go), and that were destroyed.
    QStringList destroyed;
    /// Messages that were accepted and not answered: their turns go on.
    QStringList turns;
    /// What the backend put in order or dropped while reading.
    QList<AuditEntry> repairs;
    qint64 at = 0;

    bool isEmpty() const
    {
        return interrupted.isEmpty() && destroyed.isEmpty() && turns.isEmpty() && repairs.isEmpty();
    }
    /// Long lists are cut to the first hundred; `interruptedCount` and `destroyedCount` are whole.
    QJsonObject toJson() const;
    /// "Completion was at work and is applied again." One sentence a fact.
    QStringList sentences() const;
    bool operator==(const RecoveryReport &) const = default;
};

/// What only a provider can tell of a state that a run left behind.
struct Unfinished {
    /// Ids of messages that were accepted and not answered.
    QStringList turns;
    /// Full ids of nodes at work whose result has nobody to go to any more.
    QSet<QString> undeliverable;
};

/// Collects a RecoveryReport from the load of a state until it is told. A run that ended by itself
/// (StackStatus other than `applying`, nothing at work) gives none; what the backend repaired is
/// told all the same.
class RecoveryWatch {
public:
    /// How a node that was at work is to be treated, by its construct type.
    using RuleOf = std::function<QString(const NodeRecord &)>;

    void begin(const StackRecord &state, const Unfinished &unfinished, const RuleOf &ruleOf);
    void repaired(const AuditEntry &entry);
    void kept() { m_report.kept += m_taken ? 0 : 1; }
    void destroyed(const NodeRecord &record);
    /// There is something to tell, and it has not been told.
    bool isPending() const { return m_pending; }
    /// The report; empty when nothing came of it. What comes later is no part of it.
    RecoveryReport take(qint64 now);

private:
    RecoveryReport m_report;
    bool m_crashed = false;
    bool m_pending = false;
    bool m_taken = false;
};

} // namespace creact

Q_DECLARE_METATYPE(creact::RecoveryReport)
