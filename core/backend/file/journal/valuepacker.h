// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/journal/valuehints.h"
#include "core/runtime/nodeid.h"

#include <QJsonObject>

namespace creact {

/// Writes values as what is new in them (../FORMAT.md, "Packed values"):
///
/// | packed | is |
/// |---|---|
/// | {"$join": [part, …]} | an array; a part is a list of packed values or {"of": address, "from",
/// "n"} | | {"$copy": address} | what stands there | | {"$id": number} | the node's full id | |
/// {"$lit": {…}} | an object with one key that begins with "$"; its value is packed | | anything
/// else | itself, its members packed |
///
/// A delta of two objects: {"set": {key: packed}, "drop": [key], "in": {key: delta}}.
///
/// References are to the source as it stands when the entry is read, which is as it stands while
/// the entry is packed. Call entryApplied() when the source has what the entry says.
class ValuePacker {
public:
    ValuePacker(const ValueSource &source, ValueHints &hints)
        : m_source(source)
        , m_hints(hints)
    {
    }

    /// Ids that the entry is likely to say: its own node's and that node's parent's.
    void setIds(const QList<std::pair<qint64, NodeId>> &ids) { m_ids = ids; }
    /// `address` is where the value will stand; empty: it cannot be referred to.
    QJsonValue pack(const QJsonValue &value, const QJsonValue &old, const QJsonArray &address);
    QJsonObject delta(const QJsonObject &old, const QJsonObject &now, const QJsonArray &address);
    void entryApplied();

private:
    struct Run {
        QJsonArray list;
        qsizetype from = 0;
        qsizetype count = 0;
    };
    struct Noted {
        QJsonValue value;
        ValueHints::Place place;
    };

    QJsonValue packString(const QJsonValue &value, const QJsonArray &address);
    QJsonValue packObject(const QJsonObject &value, const QJsonValue &old,
                          const QJsonArray &address);
    QJsonValue packArray(const QJsonArray &value, const QJsonValue &old, const QJsonArray &address);
    QJsonValue copyOf(const QJsonValue &value);
    Run longestRun(const QJsonArray &value, qsizetype at, const QJsonValue &old,
                   const QJsonArray &address);
    void tryLongLists(const QJsonArray &value, qsizetype at, Run &best);
    qsizetype tryPlace(const QJsonArray &list, const QJsonArray &address, qsizetype from,
                       const QJsonArray &value, qsizetype at, Run &best);
    void tryList(const QJsonArray &list, const QJsonArray &address, qsizetype guess,
                 const QJsonArray &value, qsizetype at, Run &best);
    void note(const QJsonValue &value, const QJsonArray &address, qsizetype index = -1);

    const ValueSource &m_source;
    ValueHints &m_hints;
    QList<std::pair<qint64, NodeId>> m_ids;
    QList<Noted> m_noted;
    QList<QJsonArray> m_longLists;
    /// Comparisons of elements that the array at hand may still cost.
    qsizetype m_budget = 0;
};

} // namespace creact
