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

bool isFlow(const Instance &instance)
{
    if (!instance.element || instance.kind == Instance::Kind::Item)
        return false;
    return instance.element->kind != Element::Kind::Construct;
}

} // namespace

TreeProjector::TreeProjector(std::function<void()> changed)
    : m_changed(std::move(changed))
    , m_root(std::make_unique<Row>())
{
    m_delta.reset = true;
}

TreeProjector::~TreeProjector() = default;

void TreeProjector::continueFrom(TreeProjector &before)
{
    before.endRendering();
    before.settle();
    before.treeGone();
    m_told = std::exchange(before.m_root, std::make_unique<Row>());
    m_delta = std::exchange(before.m_delta, {});
    m_lastUid = before.m_lastUid;
    m_turnElements = before.m_turnElements;
}

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

} // namespace creact
