// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/treeprojector.h"

#include "core/engine/rowtext.h"
#include "core/engine/treerows.h"
#include "core/runtime/tree/node.h"

#include <algorithm>
#include <utility>

namespace creact {

namespace {

using Change = TreeDelta::Change;

/// As many finished turns as the backend keeps.
constexpr qsizetype shownTurns = 50;
/// Finished turns come before what lives below the same row.
constexpr qint64 turnOrder = -(qint64(1) << 40);
/// Definitions of components come after the stack's own rows.
constexpr qint64 definitionOrder = qint64(1) << 50;

bool isFlow(const Instance &instance)
{
    if (!instance.element || instance.kind == Instance::Kind::Item)
        return false;
    return instance.element->kind != Element::Kind::Construct;
}

NodeId constructParentOf(const Instance &instance)
{
    const Instance *at = instance.parent;
    while (at && !at->node && at->element)
        at = at->parent;
    return at && at->node ? at->node->id() : NodeId();
}

} // namespace

TreeProjector::TreeProjector(std::function<void()> changed)
    : m_changed(std::move(changed))
    , m_root(std::make_unique<Row>())
{
    m_delta.reset = true;
}

TreeProjector::~TreeProjector() = default;

void TreeProjector::notify()
{
    if (m_changed)
        m_changed();
}

// --- a tree rendered anew

void TreeProjector::treeGone()
{
    for (Row *row : std::as_const(m_byInstance))
        row->instance = nullptr;
    m_byInstance.clear();
    m_flow.clear();
    m_dirty.clear();
}

void TreeProjector::beginRendering(const ConstructTypes *types, const StackDocument *document)
{
    m_types = types;
    treeGone();
    if (!m_told)
        m_told = std::exchange(m_root, nullptr);
    m_root = std::make_unique<Row>();
    m_rows.clear();
    m_turns.clear();
    if (document)
        addDefinitions(*document);
}

void TreeProjector::endRendering()
{
    if (!m_told)
        return;
    settle();
    carryOver(*std::exchange(m_told, nullptr), *m_root, m_lastUid, m_delta);
    std::vector<Row *> open{m_root.get()};
    while (!open.empty()) {
        Row *row = open.back();
        open.pop_back();
        for (const auto &child : row->children) {
            m_rows.insert(child->value.uid, child.get());
            open.push_back(child.get());
        }
    }
    notify();
}

void TreeProjector::showTree(const Instance &root)
{
    std::vector<const Instance *> open(root.children.rbegin(), root.children.rend());
    while (!open.empty()) {
        const Instance *instance = open.back();
        open.pop_back();
        instanceInserted(*instance);
        open.insert(open.end(), instance->children.rbegin(), instance->children.rend());
    }
}

// --- rows

bool TreeProjector::hasChanges() const
{
    return m_delta.reset || !m_delta.changes.isEmpty() || !m_dirty.isEmpty();
}

TreeDelta TreeProjector::take()
{
    if (m_told)
        return {};
    settle();
    return std::exchange(m_delta, {});
}

void TreeProjector::settle()
{
    for (const Instance *instance : std::exchange(m_dirty, {}))
        refresh(*instance);
}

TreeRow TreeProjector::row(TreeRow::Uid uid) const
{
    const Row *row = m_rows.value(uid);
    return row ? row->value : TreeRow();
}

const Instance *TreeProjector::instance(TreeRow::Uid uid) const
{
    const Row *row = m_rows.value(uid);
    return row ? row->instance : nullptr;
}

const NodeRecord *TreeProjector::record(TreeRow::Uid uid) const
{
    const Row *row = m_rows.value(uid);
    return row ? row->record.get() : nullptr;
}

TreeProjector::Row *TreeProjector::add(Row *parent, qint64 order, TreeRow value)
{
    auto made = std::make_unique<Row>();
    Row *row = made.get();
    row->value = std::move(value);
    row->order = order;
    row->parent = parent;
    const auto at = std::upper_bound(
        parent->children.begin(), parent->children.end(), order,
        [](qint64 wanted, const std::unique_ptr<Row> &each) { return wanted < each->order; });
    const int index = int(at - parent->children.begin());
    parent->children.insert(at, std::move(made));
    if (m_told)
        return row;
    row->value.uid = ++m_lastUid;
    row->value.parent = parent->value.uid;
    m_rows.insert(row->value.uid, row);
    m_delta.changes.append({Change::Kind::Insert, row->value, index});
    notify();
    return row;
}

void TreeProjector::remove(Row *row)
{
    if (!m_told) {
        TreeRow gone;
        gone.uid = row->value.uid;
        gone.parent = row->value.parent;
        m_delta.changes.append({Change::Kind::Remove, gone, 0});
    }
    forget(row);
    std::erase_if(row->parent->children, [row](const auto &each) { return each.get() == row; });
    notify();
}

void TreeProjector::forget(Row *top)
{
    std::vector<Row *> below{top};
    while (!below.empty()) {
        Row *each = below.back();
        below.pop_back();
        m_rows.remove(each->value.uid);
        if (each->value.kind == TreeRow::Kind::Turn)
            m_turns.removeOne(each);
        if (each->instance) {
            m_byInstance.remove(each->instance);
            m_flow.remove(each);
            m_dirty.remove(each->instance);
        }
        for (const auto &child : each->children)
            below.push_back(child.get());
    }
}

void TreeProjector::tellInserts(const Row &top, int index)
{
    m_delta.changes.append({Change::Kind::Insert, top.value, index});
    std::vector<const Row *> open{&top};
    while (!open.empty()) {
        const Row *row = open.back();
        open.pop_back();
        for (size_t i = 0; i < row->children.size(); ++i) {
            m_delta.changes.append({Change::Kind::Insert, row->children[i]->value, int(i)});
            open.push_back(row->children[i].get());
        }
    }
}

// --- instances

TreeRow TreeProjector::valueOf(const Instance &instance) const
{
    TreeRow value = rowOf(instance);
    if (m_overlay)
        m_overlay(value, instance);
    return value;
}

void TreeProjector::instanceInserted(const Instance &instance)
{
    Row *parent = m_byInstance.value(instance.parent);
    // While it is rendered, what it comes to is not known yet.
    Row *row =
        add(parent ? parent : m_root.get(), instance.order, m_told ? TreeRow() : valueOf(instance));
    row->instance = &instance;
    m_byInstance.insert(&instance, row);
    if (isFlow(instance))
        m_flow.insert(row);
    m_dirty.insert(&instance);
}

void TreeProjector::instanceChanged(const Instance &instance)
{
    if (!m_byInstance.contains(&instance))
        return;
    m_dirty.insert(&instance);
    notify();
}

void TreeProjector::instanceMoved(const Instance &instance)
{
    Row *row = m_byInstance.value(&instance);
    if (!row)
        return;
    auto &siblings = row->parent->children;
    const auto at = std::find_if(siblings.begin(), siblings.end(),
                                 [row](const auto &each) { return each.get() == row; });
    const auto from = at - siblings.begin();
    row->order = instance.order;
    std::unique_ptr<Row> moved = std::move(*at);
    siblings.erase(at);
    const auto to = std::upper_bound(
        siblings.begin(), siblings.end(), row->order,
        [](qint64 wanted, const std::unique_ptr<Row> &each) { return wanted < each->order; });
    const auto index = to - siblings.begin();
    siblings.insert(to, std::move(moved));
    if (index == from || m_told)
        return;
    TreeRow gone;
    gone.uid = row->value.uid;
    gone.parent = row->value.parent;
    m_delta.changes.append({Change::Kind::Remove, gone, 0});
    tellInserts(*row, int(index));
    notify();
}

void TreeProjector::instanceRemoved(const Instance &instance)
{
    if (Row *row = m_byInstance.value(&instance))
        remove(row);
}

void TreeProjector::refresh(const Instance &instance)
{
    Row *row = m_byInstance.value(&instance);
    if (!row)
        return;
    TreeRow value = valueOf(instance);
    value.uid = row->value.uid;
    value.parent = row->value.parent;
    if (m_told) {
        row->value = std::move(value);
    } else if (value != row->value) {
        row->value = value;
        m_delta.changes.append({Change::Kind::Update, value, 0});
    }
    showClosedBranches(instance);
}

// --- what is not there now

void TreeProjector::showClosedBranches(const Instance &instance)
{
    if (!instance.element || instance.kind == Instance::Kind::Item)
        return;
    Row &row = *m_byInstance.value(&instance);
    const Element &element = *instance.element;
    const bool off = element.disabled;
    switch (element.kind) {
    case Element::Kind::Construct:
        setBranch(row, element.children, !instance.node, 0);
        break;
    case Element::Kind::Component:
        setBranch(row, element.children, instance.items == 0, secondListOrder);
        break;
    case Element::Kind::Show:
        setBranch(row, element.children, instance.flow != Instance::Flow::Open, 0);
        setBranch(row, element.otherwise, !instance.otherwiseOpen, secondListOrder);
        break;
    case Element::Kind::For:
        setBranch(row, element.children, instance.items == 0, 0);
        setBranch(row, element.then, !instance.thenOpen, secondListOrder);
        break;
    case Element::Kind::Boundary:
        setBranch(row, element.children, off, 0);
        setBranch(row, element.fallback, !instance.fallbackOpen, secondListOrder);
        break;
    case Element::Kind::Yield:
    case Element::Kind::Store:
        break;
    }
}

void TreeProjector::setBranch(Row &row, const ElementList &list, bool closed, qint64 order)
{
    if (list.empty() || closed == row.inactive.contains(order))
        return;
    if (!closed) {
        for (Row *each : row.inactive.take(order))
            remove(each);
        return;
    }
    QList<Row *> shown;
    qint64 at = order;
    for (const Element &element : list)
        shown.append(addInactive(&row, element, at++));
    row.inactive.insert(order, shown);
}

TreeProjector::Row *TreeProjector::addInactive(Row *parent, const Element &element, qint64 order)
{
    TreeRow value = rowOf(element);
    value.kind = TreeRow::Kind::Inactive;
    value.active = false;
    Row *row = add(parent, order, std::move(value));
    // What is below a component is known only once it lives: it may hold itself.
    addList(row, element.children, 0);
    addList(row, element.otherwise, secondListOrder);
    addList(row, element.then, secondListOrder);
    addList(row, element.fallback, secondListOrder);
    return row;
}

void TreeProjector::addList(Row *parent, const ElementList &list, qint64 order)
{
    for (const Element &element : list)
        addInactive(parent, element, order++);
}

void TreeProjector::addDefinitions(const StackDocument &document)
{
    qint64 order = definitionOrder;
    for (const Component &component : document.components) {
        Row *row = add(m_root.get(), order++, rowOf(component, document));
        addList(row, component.children, 0);
    }
}

// --- records

void TreeProjector::showRecords(const QList<NodeRecord> &records)
{
    QHash<NodeId, Row *> byId;
    qint64 order = 0;
    for (const NodeRecord &record : records) {
        NodeId ancestor = record.id.parent();
        while (!ancestor.isNull() && !byId.contains(ancestor))
            ancestor = ancestor.parent();
        Row *parent = ancestor.isNull() ? m_root.get() : byId.value(ancestor);
        TreeRow value = rowOf(record, m_types ? m_types->find(record.constructType) : nullptr);
        value.active = true;
        value.key = record.id.segment();
        if (value.summary.isEmpty() && record.outputs)
            value.summary = oneLine(*record.outputs);
        Row *row = add(parent, order++, value);
        row->record = std::make_unique<NodeRecord>(record);
        byId.insert(record.id, row);
    }
}

/// The row of the flow element that the turn ran under, if it lives.
TreeProjector::Row *TreeProjector::placeOf(const TurnRecord &turn) const
{
    if (turn.nodes.isEmpty())
        return nullptr;
    const NodeId parent = turn.nodes.first().id.parent();
    Row *like = nullptr;
    for (Row *row : m_flow) {
        if (constructParentOf(*row->instance) != parent)
            continue;
        if (row->instance->element->pointer == turn.elementPointer)
            return row;
        const bool opens = row->instance->element->kind == Element::Kind::Show
            || row->instance->element->kind == Element::Kind::For;
        const bool outer = row->parent == m_root.get() || !m_flow.contains(row->parent);
        if (opens && outer && (!like || row->order < like->order))
            like = row;
    }
    return m_edited ? like : nullptr;
}

void TreeProjector::addTurn(const TurnRecord &turn)
{
    const auto before = std::find_if(m_turns.cbegin(), m_turns.cend(),
                                     [&](const Row *row) { return row->value.key == turn.id; });
    if (before != m_turns.cend())
        remove(*before);
    Row *place = placeOf(turn);
    if (!place)
        return;
    TreeRow value;
    value.kind = TreeRow::Kind::Turn;
    value.title = turn.question;
    value.key = turn.id;
    value.active = false;
    value.state = turn.error ? NodeState::Failed : NodeState::Deployed;
    value.error = turn.error;
    value.summary = turn.error ? turn.error->message : plainLine(turn.answer);
    value.changedAt = turn.endedAt;
    value.durationMs = turn.endedAt - turn.acceptedAt;
    Row *row = add(place, turnOrder + ++m_lastTurn, value);
    m_turns.append(row);
    QHash<NodeId, Row *> byId;
    qint64 at = 0;
    for (const NodeRecord &record : turn.nodes) {
        NodeId ancestor = record.id.parent();
        while (!ancestor.isNull() && !byId.contains(ancestor))
            ancestor = ancestor.parent();
        Row *parent = ancestor.isNull() ? row : byId.value(ancestor);
        Row *node = add(parent, at++,
                        rowOf(record, m_types ? m_types->find(record.constructType) : nullptr));
        node->record = std::make_unique<NodeRecord>(record);
        byId.insert(record.id, node);
    }
    if (m_turns.size() > shownTurns)
        remove(m_turns.first());
}

void TreeProjector::keepTurns(const QList<TurnRecord> &turns)
{
    QSet<QString> kept;
    for (const TurnRecord &turn : turns)
        kept.insert(turn.id);
    for (Row *row : QList(m_turns)) {
        if (!kept.contains(row->value.key))
            remove(row);
    }
}

} // namespace creact
