// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/records.h"

namespace creact {

/// What a start found of a run that did not end by itself, and what was done about it. Told once in
/// the audit log (`recovered`), and shown until someone puts it away.
struct RecoveryReport {
    struct Item {
        QString nodeId;
        QString constructType;
        /// "rerun" (idempotent: applied again), "left" (a person decides), "undelivered" (its
        /// answer has nobody to go to any more).
        QString what;

        bool operator==(const Item &) const = default;
    };

    /// Nodes that were at work when it ended.
    QList<Item> interrupted;
    /// Nodes taken over as they were stored.
    int kept = 0;
    /// Nodes destroyed that left the document while the program was down.
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
    QJsonObject toJson() const;
    /// "1 node was at work (Completion …): applied again. 1 message goes on." One sentence a fact.
    QStringList sentences() const;
    bool operator==(const RecoveryReport &) const = default;
};

} // namespace creact

Q_DECLARE_METATYPE(creact::RecoveryReport)
