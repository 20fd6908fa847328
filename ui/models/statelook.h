// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/records.h"

#include <QCoreApplication>

#include <optional>

namespace creact {

/// What differs between an earlier state of a stack and the one that it has now: full node ids.
/// Times, causes and attempts are no difference.
struct StateDiff {
    QStringList added; ///< there now, not then
    QStringList removed; ///< there then, not now
    QStringList changed; ///< props, outputs, store, state or error

    static StateDiff between(const StackRecord &then, const StackRecord &now);
    bool isEmpty() const { return added.isEmpty() && removed.isEmpty() && changed.isEmpty(); }
};

/// A stored state as text, for people: its nodes as an indented list, or what has changed since.
/// Runs on any thread.
struct StateLook {
    Q_DECLARE_TR_FUNCTIONS(StateLook)
public:
    /// "5 nodes, last deployed 10:31:02." or "Since then: 1 node added, 2 changed."
    QString summary;
    QString lines;

    static StateLook of(const StackRecord &state);
    static StateLook compared(const StackRecord &then, const StackRecord &now);
};

} // namespace creact
