// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/records.h"

#include <QHash>
#include <QJsonArray>

namespace creact {

/// Makes a turn's record small: the nodes of a turn hold the whole conversation, several times
/// over.
///
/// What stands in a list of the state's durable stores (the messages of a Memory) is referred to,
/// {"$run": {"node", "member", "from", "n", "hash"}}, so that it is kept in one place and forgotten
/// in one place. What the record itself says more than once is said once, in its member `shared`,
/// and referred to, {"$shared": number}. An object of the record that looks like one of these:
/// {"$literal": object}.
class TurnPacking {
public:
    /// Of a state without lists, or of none.
    TurnPacking() = default;
    explicit TurnPacking(const StackRecord &state);

    /// Takes the lists of a node's store into account.
    void add(const NodeRecord &node);

    QJsonObject pack(const QJsonObject &record) const;
    /// Messages that the state no longer has become one, {"role": "system", "content": "[N messages
    /// no longer kept]"}.
    QJsonObject unpack(const QJsonObject &packed) const;

    /// An array in a node's store. Its elements without `once`, which a Memory adds to what it is
    /// given.
    struct List {
        QString node;
        QString member;
        QJsonArray elements;
        QList<quint64> hashes;

        quint64 hashOf(qsizetype from, qsizetype count) const;
    };
    struct Spot {
        qsizetype list = 0;
        qsizetype at = 0;
    };

private:
    friend class TurnPacker;
    friend class TurnUnpacker;

    QList<List> m_lists;
    QHash<quint64, QList<Spot>> m_spots;
};

} // namespace creact
