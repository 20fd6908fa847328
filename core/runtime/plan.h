// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace creact {

/// What a deploy would do, with nothing done.
struct Plan {
    struct Item {
        /// create, update, delete, unchanged, start (ephemeral: made real at each start), retry
        /// (it failed before), blocked (its props cannot be worked out; `reason` says why).
        QString action;
        QString nodeId;
        QString constructType;
        /// {prop: {"old", "new"}}; a prop without "new" is known only after apply.
        QJsonObject fields;
        QString reason;

        bool operator==(const Item &) const = default;
    };
    QList<Item> items;

    int count(const QString &action) const;
    QJsonObject toJson() const;
};

} // namespace creact
