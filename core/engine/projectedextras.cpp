// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows that are no living instances: closed branches, definitions, records, finished turns.
#include "core/engine/rowtext.h"
#include "core/engine/treeprojector.h"
#include "core/engine/treerows.h"
#include "core/runtime/tree/node.h"

#include <algorithm>
#include <utility>

namespace creact {

namespace {

/// As many finished turns as the backend keeps.
constexpr qsizetype shownTurns = 50;
/// Finished turns come before what lives below the same row.
constexpr qint64 turnOrder = -(qint64(1) << 40);
/// Definitions of components come after the stack's own rows.
constexpr qint64 definitionOrder = qint64(1) << 50;

NodeId constructParentOf(const Instance &instance)
{
    const Instance *at = instance.parent;
    while (at && !at->node && at->element)
        at = at->parent;
    return at && at->node ? at->node->id() : NodeId();
}

/// Tells a flow element from its neighbours, wherever it is moved to.
QString flowLook(const Element &element)
{
    const Binding &subject = element.subject;
    return QString::number(int(element.kind)) + QChar(u'\n') + element.name + QChar(u'\n')
        + (subject.isLiteral() ? oneLine(subject.literal) : subject.expression) + QChar(u'\n')
        + (element.key ? element.key->expression : QString());
}

/// The flow element below a construct that tells when a turn runs.
bool isOuterTurnFlow(const Instance &instance)
{
    const Element::Kind kind = instance.element->kind;
    const Instance *parent = instance.parent;
    const bool outer = !parent || !parent->element || parent->node;
    return outer && (kind == Element::Kind::Show || kind == Element::Kind::For);
}

} // namespace

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

/// The row of the flow element that the turn ran under, if it lives: the one that looks as it did
/// then; of several, or of none, the one where it stood.
TreeProjector::Row *TreeProjector::placeOf(const TurnRecord &turn) const
{
    if (turn.nodes.isEmpty())
        return nullptr;
    const NodeId parent = turn.nodes.first().id.parent();
    const QString look = m_turnElements.value(turn.id);
    const auto rank = [&](const Row &row) {
        const Element &element = *row.instance->element;
        const int known = !look.isEmpty() && flowLook(element) == look ? 4 : 0;
        const int there = element.pointer == turn.elementPointer ? 2 : 0;
        const int outer = m_edited && isOuterTurnFlow(*row.instance) ? 1 : 0;
        return known + there + outer;
    };
    Row *best = nullptr;
    int bestRank = 0;
    for (Row *row : m_flow) {
        if (constructParentOf(*row->instance) != parent)
            continue;
        const int each = rank(*row);
        if (each > bestRank || (best && each == bestRank && row->order < best->order)) {
            best = row;
            bestRank = each;
        }
    }
    return best;
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
    // By its place alone it is known in the document that it ran in.
    if (!m_edited && !m_turnElements.contains(turn.id))
        m_turnElements.insert(turn.id, flowLook(*place->instance->element));
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
        TreeRow kept = rowOf(record, m_types ? m_types->find(record.constructType) : nullptr);
        // It was stopped with its turn: nothing is at work any more.
        if (kept.state == NodeState::Applying)
            kept.state = NodeState::Pending;
        Row *node = add(parent, at++, kept);
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
    m_turnElements.removeIf([&](const auto &each) { return !kept.contains(each.key()); });
}

} // namespace creact
