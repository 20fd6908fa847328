// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/recovery.h"

#include <QCoreApplication>

namespace creact {

/// What the window says of a recovery.
class RecoveryWords {
    Q_DECLARE_TR_FUNCTIONS(RecoveryWords)
public:
    struct Fact {
        /// Empty: not about a node.
        QString nodeId;
        QString text;
    };

    static QString title();
    /// "1 message goes on; 1 node was run again."
    static QString summary(const RecoveryReport &report);
    /// The same of an entry of the audit log.
    static QString summary(const QJsonObject &details);
    /// One a line, the most telling first.
    static QList<Fact> facts(const RecoveryReport &report);
};

} // namespace creact
