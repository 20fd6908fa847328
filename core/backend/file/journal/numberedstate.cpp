// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/journal/numberedstate.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

void copyHead(const StackRecord &from, StackRecord &to)
{
    to.stackName = from.stackName;
    to.status = from.status;
    to.applyingNodeIds = from.applyingNodeIds;
    to.lastDeployedAt = from.lastDeployedAt;
    to.user = from.user;
    to.stores = from.stores;
    to.latches = from.latches;
    to.unknown = from.unknown;
}

QJsonValue memberOf(const NodeRecord &node, const QString &name)
{
    if (name == u"props"_s)
        return node.props;
    if (name == u"outputs"_s)
        return node.outputs ? QJsonValue(*node.outputs) : QJsonValue::Undefined;
    if (name == u"store"_s)
        return node.store.isEmpty() ? QJsonValue::Undefined : QJsonValue(node.store);
    return nodeBodyToJson(node).value(name);
}

} // namespace

NumberedState::NumberedState(const StackRecord &state)
{
    copyHead(state, m_head);
    // Node by node: a list shared with the caller would be copied whole at his next change.
    m_nodes.reserve(state.nodeCount());
    m_numbers.reserve(state.nodeCount());
    for (const NodeRecord &node : state.nodes())
        put(node);
}

StackRecord NumberedState::toRecord() const
{
    StackRecord state;
    copyHead(m_head, state);
    for (const NodeRecord &node : m_nodes)
        state.put(node); // passes over those without an id
    return state;
}

const NodeRecord *NumberedState::node(qint64 number) const
{
    if (number < 0 || number >= m_nodes.size() || m_nodes.at(number).id.isNull())
        return nullptr;
    return &m_nodes.at(number);
}

void NumberedState::put(const NodeRecord &record)
{
    const auto it = m_numbers.constFind(record.id);
    if (it != m_numbers.constEnd()) {
        m_nodes[*it] = record;
        return;
    }
    m_numbers.insert(record.id, m_nodes.size());
    m_nodes.append(record);
    m_idLengths += record.id.textLength();
}

void NumberedState::remove(qint64 number)
{
    if (!node(number))
        return;
    const NodeRecord gone = std::exchange(m_nodes[number], {});
    m_idLengths -= gone.id.textLength();
    m_numbers.remove(gone.id);
}

void NumberedState::renumber()
{
    if (m_nodes.size() == m_numbers.size())
        return;
    m_nodes.removeIf([](const NodeRecord &node) { return node.id.isNull(); });
    for (qsizetype i = 0; i < m_nodes.size(); ++i)
        m_numbers.insert(m_nodes.at(i).id, i);
}

QJsonValue NumberedState::valueAt(const QJsonArray &address) const
{
    const qint64 number = address.at(0).toInteger(-2);
    const QString name = address.at(1).toString();
    if (number >= 0) {
        const NodeRecord *record = node(number);
        return record ? valueBelow(memberOf(*record, name), address, 2) : QJsonValue::Undefined;
    }
    if (number != -1)
        return QJsonValue::Undefined;
    if (name == u"stores"_s)
        return valueBelow(m_head.stores, address, 2);
    const auto latch = m_head.latches.constFind(address.at(2).toString());
    if (name == u"latches"_s && latch != m_head.latches.constEnd()
        && address.at(3).toString() == u"value"_s)
        return valueBelow(latch->value, address, 4);
    return QJsonValue::Undefined;
}

QString NumberedState::idText(qint64 number) const
{
    const NodeRecord *record = node(number);
    return record ? record->id.toString() : QString();
}

void NumberedState::visit(const Visitor &visitor) const
{
    for (qsizetype i = 0; i < m_nodes.size(); ++i) {
        const NodeRecord &node = m_nodes.at(i);
        if (node.id.isNull())
            continue;
        visitor({i, u"props"_s}, node.props);
        if (node.outputs)
            visitor({i, u"outputs"_s}, *node.outputs);
        visitor({i, u"store"_s}, node.store);
    }
    visitor({-1, u"stores"_s}, m_head.stores);
}

} // namespace creact
