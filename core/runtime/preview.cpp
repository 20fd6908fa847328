// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/preview.h"

#include "core/runtime/destroyorder.h"
#include "core/runtime/nodeprops.h"

#include <utility>

namespace creact {

Preview::Preview(const StackRecord &state, const ConstructTypes &types, ScriptEngine &script,
                 TreeObserver *observer)
    : m_state(state)
    , m_types(types)
    , m_script(script)
    , m_observer(observer)
{
}

Preview::~Preview()
{
    m_observer = nullptr;
    if (m_tree)
        m_tree->setObserver(nullptr);
}

void Preview::render(StackDocumentPtr document)
{
    m_tree.reset(new Tree(std::move(document), m_script, *this));
    m_tree->graph().setErrorHandler([](reactive::Computation &, std::exception_ptr) {});
    m_tree->render();
    settle();
}

void Preview::nodeAdded(Node &node)
{
    m_nodes.insert(node.serial(), &node);
    m_order.append(node.serial());
}

void Preview::nodeDirty(Node &node)
{
    if (!std::exchange(node.queued, true))
        m_candidates.push_back(node.serial());
}

void Preview::nodeRemoved(Node &node)
{
    m_nodes.remove(node.serial());
    m_items.remove(node.serial());
}

QJsonObject Preview::storeValues(const QString &name, const QJsonObject &initial)
{
    QJsonObject values = initial;
    const QJsonObject stored = m_state.stores.value(name).toObject();
    for (auto it = stored.begin(); it != stored.end(); ++it)
        values.insert(it.key(), it.value());
    return values;
}

const LatchRecord *Preview::latch(const QString &key) const
{
    const auto it = m_state.latches.constFind(key);
    return it == m_state.latches.constEnd() ? nullptr : &*it;
}

void Preview::settle()
{
    while (!m_candidates.empty()) {
        const quint64 serial = m_candidates.front();
        m_candidates.pop_front();
        if (Node *node = m_nodes.value(serial)) {
            node->queued = false;
            consider(*node);
        }
    }
}

void Preview::show(Node &node, NodeState state, const QStringList &waitsFor)
{
    node.state = state;
    node.waitsFor = waitsFor;
    if (m_observer)
        m_observer->instanceChanged(node.instance());
}

void Preview::say(const Node &node, const QString &action, const QString &reason,
                  const QJsonObject &fields)
{
    m_items.insert(node.serial(), {action, node.id().toString(), node.typeName(), fields, reason});
}

void Preview::consider(Node &node)
{
    const bool stored = m_state.find(node.id());
    const QString later = stored ? QStringLiteral("update") : QStringLiteral("create");
    if (Node *parent = node.parentNode(); parent && !parent->isSettled()) {
        parent->dependents.push_back(node.serial());
        say(node, later, QStringLiteral("after %1").arg(parent->shownName()));
        show(node, NodeState::Pending, {parent->shownName()});
        return;
    }
    const NodeProps props = readProps(node);
    if (props.state == NodeProps::State::Failed) {
        node.error = props.error;
        say(node, QStringLiteral("blocked"), props.error.message);
        show(node, NodeState::Failed);
    } else if (props.state == NodeProps::State::Waiting) {
        say(node, later,
            QStringLiteral("waits for %1").arg(props.missing.join(QStringLiteral(", "))));
        show(node, NodeState::Waiting, props.missing);
    } else if (Node *other = firstUnsettled(node)) {
        other->dependents.push_back(node.serial());
        say(node, later, QStringLiteral("after %1").arg(other->shownName()));
        show(node, NodeState::Pending, {other->shownName()});
    } else {
        decide(node, props.values);
    }
}

void Preview::decide(Node &node, const QJsonObject &props)
{
    const NodeRecord *record = m_state.find(node.id());
    const bool sameType = record && record->constructType == node.typeName();
    if (!sameType || !sameProps(node.type(), record->props, props)) {
        QJsonObject fields;
        const QJsonObject old = sameType ? record->props : QJsonObject();
        const QStringList names = changedProps(old, props);
        for (const QString &name : names) {
            QJsonObject field;
            if (old.contains(name))
                field.insert(QStringLiteral("old"), old.value(name));
            if (props.contains(name))
                field.insert(QStringLiteral("new"), props.value(name));
            fields.insert(name, field);
        }
        const QString instead = record && !sameType
            ? QStringLiteral("in place of a %1").arg(record->constructType)
            : QString();
        say(node, sameType ? QStringLiteral("update") : QStringLiteral("create"), instead, fields);
        show(node, NodeState::Pending);
        return;
    }
    node.cause = record->cause;
    node.attempts = record->attempts;
    node.appliedAt = record->appliedAt;
    node.durationMs = record->durationMs;
    if (record->state == NodeState::Failed && !node.type()->ephemeral) {
        node.error = record->error;
        say(node, QStringLiteral("unchanged"),
            QStringLiteral("failed before; retry it to try again"));
        show(node, NodeState::Failed);
        return;
    }
    if (record->state != NodeState::Deployed || !record->outputs) {
        say(node, node.type()->ephemeral ? QStringLiteral("start") : QStringLiteral("retry"),
            QStringLiteral("interrupted, or not finished"));
        show(node, NodeState::Pending);
        if (!node.type()->ephemeral || !record->outputs)
            return;
    } else {
        say(node, node.type()->ephemeral ? QStringLiteral("start") : QStringLiteral("unchanged"));
    }
    show(node, NodeState::Deployed);
    m_tree->graph().batch([&] { node.setOutputs(record->outputs); });
    for (const quint64 serial : std::exchange(node.dependents, {})) {
        if (Node *dependent = m_nodes.value(serial))
            nodeDirty(*dependent);
    }
}

bool Preview::wouldDestroy(const NodeId &id) const
{
    for (NodeId ancestor = id.parent(); !ancestor.isNull(); ancestor = ancestor.parent()) {
        if (const Node *node = m_tree->find(ancestor))
            return node->isSettled() && node->undetermined == 0;
    }
    return m_tree->undetermined() == 0;
}

Plan Preview::plan() const
{
    Plan plan;
    for (const quint64 serial : m_order) {
        if (const auto item = m_items.constFind(serial); item != m_items.constEnd())
            plan.items.append(*item);
    }
    QList<NodeId> gone;
    for (const NodeRecord &record : m_state.nodes()) {
        const Node *node = m_tree->find(record.id);
        if (node ? node->typeName() != record.constructType : wouldDestroy(record.id))
            gone.append(record.id);
    }
    const QList<NodeId> order = destroyOrder(m_state, gone);
    for (const NodeId &id : order)
        plan.items.append({QStringLiteral("delete"),
                           id.toString(),
                           m_state.find(id)->constructType,
                           {},
                           m_tree->find(id) ? QStringLiteral("another construct has its id")
                                            : QStringLiteral("no longer in the document")});
    return plan;
}

} // namespace creact
