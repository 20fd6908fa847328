// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/destroyorder.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace creact {

namespace {

void appendNamed(const StackRecord &state, const QJsonValue &value, QList<NodeId> &named)
{
    if (value.isString()) {
        if (const NodeRecord *record = state.find(value.toString()))
            named.append(record->id);
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue &item : array)
            appendNamed(state, item, named);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (const QJsonValue &item : object)
            appendNamed(state, item, named);
    }
}

using Dependents = QHash<NodeId, QList<NodeId>>;

/// Of each of these, which others of these need it.
Dependents dependentsAmong(const StackRecord &state, const QList<NodeId> &ids)
{
    const QSet<NodeId> among(ids.begin(), ids.end());
    Dependents dependents;
    for (const NodeId &id : ids) {
        NodeId ancestor = id.parent();
        while (!ancestor.isNull() && !among.contains(ancestor))
            ancestor = ancestor.parent();
        if (!ancestor.isNull())
            dependents[ancestor].append(id);
        const NodeRecord *record = state.find(id);
        const QList<NodeId> named = record ? namedNodes(state, *record) : QList<NodeId>();
        for (const NodeId &needed : named) {
            if (needed != id && among.contains(needed))
                dependents[needed].append(id);
        }
    }
    return dependents;
}

} // namespace

QList<NodeId> namedNodes(const StackRecord &state, const NodeRecord &record)
{
    QList<NodeId> named;
    appendNamed(state, record.props, named);
    return named;
}

QList<NodeId> destroyOrder(const StackRecord &state, const QList<NodeId> &ids)
{
    QList<NodeId> newestFirst = ids;
    std::sort(newestFirst.begin(), newestFirst.end(), [&](const NodeId &a, const NodeId &b) {
        return state.position(a) > state.position(b);
    });
    const Dependents dependents = dependentsAmong(state, newestFirst);
    QList<NodeId> order;
    QSet<NodeId> seen;
    // Two that name each other are a circle: the one met first waits for the other.
    for (const NodeId &start : std::as_const(newestFirst)) {
        std::vector<std::pair<NodeId, qsizetype>> path;
        const auto enter = [&](const NodeId &id) {
            if (!seen.contains(id)) {
                seen.insert(id);
                path.emplace_back(id, 0);
            }
        };
        enter(start);
        while (!path.empty()) {
            const NodeId id = path.back().first;
            const QList<NodeId> before = dependents.value(id);
            if (path.back().second < before.size()) {
                enter(before.at(path.back().second++));
            } else {
                order.append(id);
                path.pop_back();
            }
        }
    }
    return order;
}

} // namespace creact
