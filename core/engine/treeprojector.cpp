// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/treeprojector.h"

#include "core/engine/rowtext.h"
#include "core/runtime/tree/node.h"

#include <algorithm>
#include <utility>

namespace creact {

namespace {
/// As many finished turns as the backend keeps.
constexpr qsizetype shownTurns = 50;
/// Finished turns come before what lives below the same row.
constexpr qint64 turnOrder = -(qint64(1) << 40);
} // namespace

struct TreeProjector::Row {
    TreeRow value;
    qint64 order = 0;
    Row *parent = nullptr;
    std::vector<std::unique_ptr<Row>> children;
    const Instance *instance = nullptr;
    std::optional<NodeRecord> record;
    /// First rows of closed lists, by the list's place.
    QHash<qint64, QList<Row *>> inactive;
};

TreeProjector::TreeProjector(std::function<void()> changed)
    : m_changed(std::move(changed))
    , m_root(std::make_unique<Row>())
{
}

TreeProjector::~TreeProjector() = default;

void TreeProjector::notify()
{
    if (m_changed)
        m_changed();
}

void TreeProjector::reset(const ConstructTypes *types)
{
    m_types = types;
    m_root = std::make_unique<Row>();
    m_rows.clear();
    m_byInstance.clear();
    m_dirty.clear();
    m_turns.clear();
    m_delta = {};
    m_delta.reset = true;
    notify();
}

bool TreeProjector::hasChanges() const
{
    return m_delta.reset || !m_delta.changes.isEmpty() || !m_dirty.isEmpty();
}

TreeDelta TreeProjector::take()
{
    for (const Instance *instance : std::exchange(m_dirty, {}))
        refresh(*instance);
    return std::exchange(m_delta, {});
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
    return row && row->record ? &*row->record : nullptr;
}

TreeProjector::Row *TreeProjector::add(Row *parent, qint64 order, TreeRow value)
{
    auto made = std::make_unique<Row>();
    Row *row = made.get();
    value.uid = ++m_lastUid;
    value.parent = parent->value.uid;
    row->value = std::move(value);
    row->order = order;
    row->parent = parent;
    const auto at = std::upper_bound(
        parent->children.begin(), parent->children.end(), order,
        [](qint64 wanted, const std::unique_ptr<Row> &each) { return wanted < each->order; });
    const int index = int(at - parent->children.begin());
    parent->children.insert(at, std::move(made));
    m_rows.insert(row->value.uid, row);
    m_delta.changes.append({TreeDelta::Change::Kind::Insert, row->value, index});
    notify();
    return row;
}

void TreeProjector::remove(Row *row)
{
    TreeRow gone;
    gone.uid = row->value.uid;
    gone.parent = row->value.parent;
    m_delta.changes.append({TreeDelta::Change::Kind::Remove, gone, 0});
    std::vector<Row *> below{row};
    while (!below.empty()) {
        Row *each = below.back();
        below.pop_back();
        m_rows.remove(each->value.uid);
        m_turns.removeOne(each->value.uid);
        if (each->instance) {
            m_byInstance.remove(each->instance);
            m_dirty.remove(each->instance);
        }
        for (const auto &child : each->children)
            below.push_back(child.get());
    }
    std::erase_if(row->parent->children, [row](const auto &each) { return each.get() == row; });
    notify();
}

void TreeProjector::instanceInserted(const Instance &instance)
{
    Row *parent = m_byInstance.value(instance.parent);
    Row *row = add(parent ? parent : m_root.get(), instance.order, rowOf(instance));
    row->instance = &instance;
    m_byInstance.insert(&instance, row);
    m_dirty.insert(&instance);
}

void TreeProjector::instanceChanged(const Instance &instance)
{
    if (!m_byInstance.contains(&instance))
        return;
    m_dirty.insert(&instance);
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
    TreeRow value = rowOf(instance);
    value.uid = row->value.uid;
    value.parent = row->value.parent;
    if (value != row->value) {
        row->value = value;
        m_delta.changes.append({TreeDelta::Change::Kind::Update, value, 0});
    }
    showClosedBranches(instance);
}

void TreeProjector::showClosedBranches(const Instance &instance)
{
    Row *row = m_byInstance.value(&instance);
    if (!instance.element || instance.kind == Instance::Kind::Item)
        return;
    const Element &element = *instance.element;
    switch (element.kind) {
    case Element::Kind::Show:
        setBranch(*row, element.children, instance.flow != Instance::Flow::Open, 0);
        setBranch(*row, element.otherwise, !instance.otherwiseOpen, secondListOrder);
        break;
    case Element::Kind::For:
        setBranch(*row, element.children, instance.items == 0, 0);
        setBranch(*row, element.then, !instance.thenOpen, secondListOrder);
        break;
    case Element::Kind::Boundary:
        setBranch(*row, element.fallback, !instance.fallbackOpen, secondListOrder);
        break;
    default:
        break;
    }
}

void TreeProjector::setBranch(Row &row, const ElementList &list, bool closed, qint64 order)
{
    QList<Row *> &shown = row.inactive[order];
    if (closed == !shown.isEmpty())
        return;
    if (!closed) {
        for (Row *each : std::exchange(shown, {}))
            remove(each);
        return;
    }
    qint64 at = order;
    for (const Element &element : list) {
        const auto before = row.children.size();
        addInactive(&row, element, at++);
        if (row.children.size() == before)
            continue;
        const auto added = std::max_element(
            row.children.begin(), row.children.end(),
            [](const auto &a, const auto &b) { return a->value.uid < b->value.uid; });
        shown.append(added->get());
    }
}

void TreeProjector::addInactive(Row *parent, const Element &element, qint64 order)
{
    if (element.kind == Element::Kind::Yield || element.disabled)
        return;
    TreeRow value;
    value.kind = TreeRow::Kind::Inactive;
    value.title = titleOf(element);
    value.name = nameOf(element);
    value.pointer = element.pointer;
    value.note = element.note;
    value.active = false;
    Row *row = add(parent, order, value);
    // What is below a component is known only once it lives: it may hold itself.
    qint64 at = 0;
    for (const Element &child : element.children)
        addInactive(row, child, at++);
    for (const Element &child : element.then)
        addInactive(row, child, at++);
}

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
        row->record = record;
        byId.insert(record.id, row);
    }
}

/// The row of the flow element that the turn ran under, if it lives.
TreeProjector::Row *TreeProjector::placeOf(const TurnRecord &turn) const
{
    if (turn.nodes.isEmpty())
        return nullptr;
    const NodeId parent = turn.nodes.first().id.parent();
    for (Row *row : m_byInstance) {
        if (!row->instance->element || row->instance->element->pointer != turn.elementPointer
            || row->instance->kind == Instance::Kind::Item)
            continue;
        const Instance *at = row->instance->parent;
        while (at && !at->node && at->element)
            at = at->parent;
        if ((at && at->node) ? at->node->id() == parent : parent.isNull())
            return row;
    }
    return nullptr;
}

void TreeProjector::addTurn(const TurnRecord &turn)
{
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
    const qint64 order = turnOrder + qint64(m_lastUid);
    Row *row = add(place, order, value);
    m_turns.append(row->value.uid);
    QHash<NodeId, Row *> byId;
    qint64 at = 0;
    for (const NodeRecord &record : turn.nodes) {
        NodeId ancestor = record.id.parent();
        while (!ancestor.isNull() && !byId.contains(ancestor))
            ancestor = ancestor.parent();
        Row *parent = ancestor.isNull() ? row : byId.value(ancestor);
        Row *node = add(parent, at++,
                        rowOf(record, m_types ? m_types->find(record.constructType) : nullptr));
        node->record = record;
        byId.insert(record.id, node);
    }
    if (m_turns.size() > shownTurns)
        remove(m_rows.value(m_turns.first()));
}

void TreeProjector::keepTurns(const QList<TurnRecord> &turns)
{
    QSet<QString> kept;
    for (const TurnRecord &turn : turns)
        kept.insert(turn.id);
    for (const TreeRow::Uid uid : QList(m_turns)) {
        if (Row *row = m_rows.value(uid); row && !kept.contains(row->value.key))
            remove(row);
    }
}

} // namespace creact
