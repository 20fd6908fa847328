// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/stack/constructtype.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace creact {

/// What a deploy would do, with nothing done.
///
/// As JSON: {"counts": {action: n}, "first", "items": [{"action", "node", "constructType",
/// "pointer"?, "fields"?: {prop: {"old"?, "new"?, "removed"?}}, "reason"?, "error"?, "calls"?,
/// "failedBefore"?, "pinned"?, "needs"?: [node], "step"?}], "touches": [{"kind": "port" | "host" |
/// "folder" | "command", "what"?, "node"?}], "openTurns": [{"id", "question", "again": [node],
/// "gone": [node]}], "elementErrors": [error]}. Flags are there when they are true.
struct Plan {
    struct Item {
        /// create, update, delete, unchanged, start (ephemeral: made real at each start), retry
        /// (it was interrupted, and is done again), blocked (its props cannot be worked out, or
        /// what it stands on has failed or waits; `reason` says why).
        QString action;
        QString nodeId;
        QString constructType;
        /// {prop: {"old"?, "new"?, "removed"?: true}}: neither "new" nor "removed" is known only
        /// after apply.
        QJsonObject fields;
        QString reason;
        /// Of its element in the document; of a delete empty.
        QString pointer = {};
        /// Applying it asks a model or runs a tool (again).
        bool calls = false;
        /// It failed when it was applied last; `error` says how.
        bool failedBefore = false;
        /// Its outputs are pinned: nothing is called, whatever its props say.
        bool pinned = false;
        /// Why it failed before, or is blocked.
        std::optional<Error> error = {};
        /// Ids of items that have to be applied with it: what it is below, what it reads; of a
        /// delete, what depends on it.
        QStringList needs = {};
        /// When: items of the same step may happen at the same time. -1: not at all (unchanged).
        int step = -1;

        bool changes() const { return action != QLatin1StringView("unchanged"); }
        bool operator==(const Item &) const = default;
    };
    /// What the stack reaches outside itself.
    struct Touch {
        using Kind = Reach::Kind;
        Kind kind = Kind::Host;
        /// "127.0.0.1:3000", "en.wikipedia.org", "public"; empty: known only after apply.
        QString what;
        QString nodeId;

        bool operator==(const Touch &) const = default;
    };
    /// A turn that is at work, or waits.
    struct OpenTurn {
        QString id;
        QString question;
        /// Ids of its nodes that would be applied again, and of those that would go.
        QStringList again;
        QStringList gone;

        bool operator==(const OpenTurn &) const = default;
    };

    QList<Item> items;
    QList<Touch> touches;
    /// Nothing of this stack has been applied before.
    bool first = false;
    QList<OpenTurn> openTurns;
    /// Flow elements that cannot be worked out: what is wrong; `where` is the pointer.
    QList<Error> elementErrors;
    /// Items that are counted and not listed, by action: of a plan that is kept.
    QMap<QString, int> unlisted;

    int count(const QString &action) const;
    const Item *find(const QString &nodeId) const;
    /// The chosen items with all that they need.
    QSet<QString> withNeeds(const QSet<QString> &chosen) const;
    /// What is held when only these are applied, with what they need: every other item that
    /// changes.
    QSet<QString> allBut(const QSet<QString> &chosen) const;
    /// What is held when these are left out: they, and what needs them.
    QSet<QString> withDependents(const QSet<QString> &left) const;
    QJsonObject toJson() const;
    static Plan fromJson(const QJsonObject &object);
    bool operator==(const Plan &) const = default;
};

} // namespace creact
