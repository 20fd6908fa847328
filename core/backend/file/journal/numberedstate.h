// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/journal/valuesource.h"
#include "core/runtime/records.h"

namespace creact {

/// A stack's state as the journal speaks of it: nodes have numbers, 0 to n-1 in the order of the
/// snapshot, then counted on as they come. A node that comes again after it was removed is a new
/// one. Values are shared with the records that it was made from.
class NumberedState final : public ValueSource {
public:
    NumberedState() = default;
    explicit NumberedState(const StackRecord &state);

    StackRecord toRecord() const;
    /// All but the nodes.
    StackRecord &head() { return m_head; }
    const StackRecord &head() const { return m_head; }

    /// -1: there is no such node.
    qint64 numberOf(const NodeId &id) const { return m_numbers.value(id, -1); }
    /// Null: there is none (any more).
    const NodeRecord *node(qint64 number) const;
    /// The number that the next new node gets.
    qint64 nextNumber() const { return m_nodes.size(); }
    void put(const NodeRecord &record);
    void remove(qint64 number);
    /// Lengths of all full ids together.
    qint64 idLengths() const { return m_idLengths; }
    qint64 count() const { return m_numbers.size(); }
    /// Numbers the nodes afresh, as a snapshot written now does.
    void renumber();

    QJsonValue valueAt(const QJsonArray &address) const override;
    QString idText(qint64 number) const override;
    void visit(const Visitor &visitor) const override;

private:
    StackRecord m_head;
    QList<NodeRecord> m_nodes;
    QHash<NodeId, qint64> m_numbers;
    qint64 m_idLengths = 0;
};

} // namespace creact
