// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/stacktreenode.h"

#include <QSet>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;
using Change = TreeDelta::Change;

StackTreeModel::StackTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

StackTreeModel::~StackTreeModel() = default;

// --- looking things up

StackTreeModel::Node *StackTreeModel::nodeOf(const QModelIndex &index)
{
    return static_cast<Node *>(index.internalPointer());
}

const TreeRow *StackTreeModel::rowOf(const QModelIndex &index)
{
    return static_cast<const TreeRow *>(index.data(RowRole).value<const void *>());
}

int StackTreeModel::rowIn(const Node *node)
{
    const auto &siblings = node->parent->children;
    if (node->place >= int(siblings.size()) || siblings[size_t(node->place)].get() != node) {
        for (size_t i = 0; i < siblings.size(); ++i)
            siblings[i]->place = int(i);
    }
    return node->place;
}

QModelIndex StackTreeModel::indexFor(const Node *node, int column) const
{
    if (!node || node == m_root.get())
        return {};
    return createIndex(rowIn(node), column, node);
}

StackTreeModel::Node *StackTreeModel::parentFor(TreeRow::Uid uid) const
{
    return uid == 0 ? m_root.get() : find(uid);
}

const TreeRow *StackTreeModel::row(TreeRow::Uid uid) const
{
    const Node *node = find(uid);
    return node ? &node->data : nullptr;
}

QModelIndex StackTreeModel::indexOf(TreeRow::Uid uid, int column) const
{
    return indexFor(find(uid), column);
}

TreeRow::Uid StackTreeModel::uidOfNode(const QString &nodeId) const
{
    return m_byNodeId.value(nodeId);
}

TreeRow::Uid StackTreeModel::uidOfPointer(const QString &pointer) const
{
    if (pointer.isEmpty())
        return 0;
    for (const Node *node = following(m_root.get()); node != m_root.get(); node = following(node)) {
        if (node->data.pointer == pointer)
            return node->data.uid;
    }
    return 0;
}

QList<TreeRow::Uid> StackTreeModel::uidsOfPointer(const QString &pointer) const
{
    QList<TreeRow::Uid> uids;
    if (pointer.isEmpty())
        return uids;
    for (const Node *node = following(m_root.get()); node != m_root.get(); node = following(node)) {
        if (node->data.pointer == pointer)
            uids.append(node->data.uid);
    }
    return uids;
}

TreeRow::Uid StackTreeModel::uidOfTurn(const QString &turnId) const
{
    for (const Node *node : m_nodes) {
        const TreeRow &row = node->data;
        if (row.kind == TreeRow::Kind::Turn && (row.key == turnId || row.name == turnId))
            return row.uid;
    }
    return 0;
}

const StackTreeModel::Node *StackTreeModel::following(const Node *node)
{
    if (!node->children.empty())
        return node->children.front().get();
    while (node->parent) {
        const size_t next = size_t(rowIn(node)) + 1;
        if (next < node->parent->children.size())
            return node->parent->children[next].get();
        node = node->parent;
    }
    return node;
}

TreeRow::Uid StackTreeModel::nextFailed(TreeRow::Uid uid) const
{
    const Node *start = parentFor(uid);
    if (!start)
        start = m_root.get();
    for (const Node *node = following(start); node != start; node = following(node)) {
        if (node->parent && node->data.state == NodeState::Failed && node->data.active)
            return node->data.uid;
    }
    return start->parent && start->data.state == NodeState::Failed ? uid : 0;
}

// --- changes

void StackTreeModel::clear()
{
    TreeDelta nothing;
    nothing.reset = true;
    apply(nothing);
}

void StackTreeModel::apply(const TreeDelta &delta)
{
    if (delta.reset) {
        beginResetModel();
        m_root = std::make_unique<Node>();
        m_nodes.clear();
        m_byNodeId.clear();
        build(delta.changes);
        endResetModel();
        return;
    }
    qsizetype at = 0;
    while (at < delta.changes.size()) {
        switch (delta.changes.at(at).kind) {
        case Change::Kind::Insert:
            at = insertRun(delta.changes, at);
            break;
        case Change::Kind::Update:
            at = updateRun(delta.changes, at);
            break;
        case Change::Kind::Remove:
            at = removeRun(delta.changes, at);
            break;
        }
    }
}

// A reset may carry updates and removes too; none of them needs a signal.
void StackTreeModel::build(const Changes &changes)
{
    for (const Change &change : changes) {
        Node *known = find(change.row.uid);
        if (change.kind == Change::Kind::Remove && known) {
            const int row = rowIn(known);
            Node *parent = known->parent;
            forget(known);
            parent->children.erase(parent->children.begin() + row);
        } else if (change.kind == Change::Kind::Update && known) {
            known->data = change.row;
        } else if (change.kind == Change::Kind::Insert && !known) {
            if (Node *parent = parentFor(change.row.parent))
                attach(parent, change.index, change.row);
        }
    }
}

StackTreeModel::Node *StackTreeModel::attach(Node *parent, int at, const TreeRow &row)
{
    auto node = std::make_unique<Node>();
    Node *raw = node.get();
    raw->data = row;
    raw->parent = parent;
    const int place = std::clamp(at, 0, int(parent->children.size()));
    raw->place = place;
    parent->children.insert(parent->children.begin() + place, std::move(node));
    m_nodes.insert(row.uid, raw);
    if (!row.nodeId.isEmpty() && row.active)
        m_byNodeId.insert(row.nodeId, row.uid);
    return raw;
}

// Neighbours under one parent, with all that the delta puts below them, appear at once.
qsizetype StackTreeModel::insertRun(const Changes &changes, qsizetype from)
{
    const Change &head = changes.at(from);
    Node *parent = parentFor(head.row.parent);
    if (!parent || find(head.row.uid))
        return from + 1;

    Node pending;
    QSet<TreeRow::Uid> fresh;
    const int first = std::clamp(head.index, 0, int(parent->children.size()));
    qsizetype at = from;
    for (; at < changes.size() && changes.at(at).kind == Change::Kind::Insert; ++at) {
        const Change &change = changes.at(at);
        if (find(change.row.uid))
            break;
        if (fresh.contains(change.row.parent)) {
            attach(find(change.row.parent), change.index, change.row);
        } else {
            const int expected = first + int(pending.children.size());
            const bool next =
                change.row.parent == head.row.parent && (change.index == expected || at == from);
            if (!next)
                break;
            attach(&pending, int(pending.children.size()), change.row);
        }
        fresh.insert(change.row.uid);
    }
    splice(parent, first, std::move(pending.children));
    return at;
}

void StackTreeModel::splice(Node *parent, int at, std::vector<std::unique_ptr<Node>> nodes)
{
    const int count = int(nodes.size());
    beginInsertRows(indexFor(parent), at, at + count - 1);
    for (int i = 0; i < count; ++i) {
        nodes[size_t(i)]->parent = parent;
        nodes[size_t(i)]->place = at + i;
    }
    parent->children.insert(parent->children.begin() + at, std::make_move_iterator(nodes.begin()),
                            std::make_move_iterator(nodes.end()));
    endInsertRows();
}

qsizetype StackTreeModel::removeRun(const Changes &changes, qsizetype from)
{
    qsizetype end = from;
    QSet<TreeRow::Uid> doomed;
    for (; end < changes.size() && changes.at(end).kind == Change::Kind::Remove; ++end)
        doomed.insert(changes.at(end).row.uid);

    // Only the tops: what is below them goes with them.
    QHash<Node *, QList<int>> rowsByParent;
    QList<Node *> parents;
    for (const TreeRow::Uid uid : std::as_const(doomed)) {
        Node *node = find(uid);
        if (!node)
            continue;
        bool below = false;
        for (const Node *up = node->parent; up && !below; up = up->parent)
            below = up->parent && doomed.contains(up->data.uid);
        if (below)
            continue;
        QList<int> &rows = rowsByParent[node->parent];
        if (rows.isEmpty())
            parents.append(node->parent);
        rows.append(rowIn(node));
    }
    for (Node *parent : std::as_const(parents)) {
        QList<int> &rows = rowsByParent[parent];
        std::sort(rows.begin(), rows.end());
        for (qsizetype last = rows.size() - 1; last >= 0;) {
            qsizetype first = last;
            while (first > 0 && rows.at(first - 1) == rows.at(first) - 1)
                --first;
            removeRange(parent, rows.at(first), rows.at(last));
            last = first - 1;
        }
    }
    return end;
}

void StackTreeModel::removeRange(Node *parent, int first, int last)
{
    beginRemoveRows(indexFor(parent), first, last);
    for (int row = first; row <= last; ++row)
        forget(parent->children[size_t(row)].get());
    parent->children.erase(parent->children.begin() + first, parent->children.begin() + last + 1);
    endRemoveRows();
}

void StackTreeModel::forget(const Node *node)
{
    for (const auto &child : node->children)
        forget(child.get());
    m_nodes.remove(node->data.uid);
    const auto it = m_byNodeId.constFind(node->data.nodeId);
    if (it != m_byNodeId.constEnd() && *it == node->data.uid)
        m_byNodeId.erase(it);
}

qsizetype StackTreeModel::updateRun(const Changes &changes, qsizetype from)
{
    QHash<Node *, QList<int>> rowsByParent;
    QList<TreeRow::Uid> touched;
    qsizetype at = from;
    for (; at < changes.size() && changes.at(at).kind == Change::Kind::Update; ++at) {
        const TreeRow &row = changes.at(at).row;
        Node *node = find(row.uid);
        if (!node || node->data == row)
            continue;
        if (node->data.state != row.state || node->data.summary != row.summary)
            touched.append(row.uid);
        // A row outlives its node: another key, or an element that is disabled now.
        if (m_byNodeId.value(node->data.nodeId) == row.uid)
            m_byNodeId.remove(node->data.nodeId);
        node->data = row;
        if (!row.nodeId.isEmpty() && row.active)
            m_byNodeId.insert(row.nodeId, row.uid);
        rowsByParent[node->parent].append(rowIn(node));
    }
    for (auto it = rowsByParent.cbegin(); it != rowsByParent.cend(); ++it)
        emitChanged(it.key(), it.value());
    if (!touched.isEmpty())
        Q_EMIT rowsTouched(touched);
    return at;
}

void StackTreeModel::emitChanged(Node *parent, QList<int> rows)
{
    constexpr qsizetype manySignals = 512;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    const auto announce = [&](int first, int last) {
        Q_EMIT dataChanged(
            createIndex(first, 0, parent->children[size_t(first)].get()),
            createIndex(last, ColumnCount - 1, parent->children[size_t(last)].get()));
    };
    if (rows.size() > manySignals) {
        announce(rows.first(), rows.last());
        return;
    }
    for (qsizetype first = 0; first < rows.size();) {
        qsizetype last = first;
        while (last + 1 < rows.size() && rows.at(last + 1) == rows.at(last) + 1)
            ++last;
        announce(rows.at(first), rows.at(last));
        first = last + 1;
    }
}

} // namespace creact
