// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Some nodes of a live stack destroyed by hand: as the end of a whole stack, marked before they are
// destroyed; then they are held.
#include "core/runtime/destroyorder.h"
#include "core/runtime/runtime.h"

#include <algorithm>
#include <utility>

namespace creact {

void Runtime::destroyNode(const QString &nodeId, Done<void> done)
{
    const auto refuse = [&](const QString &sentence, const QString &hint = {}) {
        done(Error{ErrorCode::InvalidArgument, sentence, nodeId, hint});
    };
    if (!m_tree || m_stopping) {
        refuse(QStringLiteral("The stack is not live."), QStringLiteral("Deploy the stack first."));
        return;
    }
    if (m_halted) {
        done(*m_halted);
        return;
    }
    if (m_destruction) {
        refuse(QStringLiteral("Other nodes are being destroyed."),
               QStringLiteral("Wait until that has ended."));
        return;
    }
    const NodeRecord *record = state().find(nodeId);
    if (!record && findNode(nodeId)) {
        refuse(QStringLiteral("'%1' is not there yet.").arg(nodeId));
        return;
    }
    if (!record) {
        done(Error{
            ErrorCode::NotFound, QStringLiteral("There is no node '%1'.").arg(nodeId), nodeId, {}});
        return;
    }
    const NodeId root = record->id;
    m_destruction =
        std::make_unique<Destruction>(Destruction{.awaitsJobs = true, .done = std::move(done)});
    for (const NodeId &id : withDependents(root)) {
        m_destruction->nodes.insert(id);
        cancelRunning(id);
        // What is below waits for it all the same.
        if (id == root || !id.isDescendantOf(root)) {
            m_held.insert(id.toString());
            if (Node *node = m_tree->find(id))
                node->held = true;
        }
    }
    schedulePump();
}

/// With what is below it and what names it, and what is below that…
QList<NodeId> Runtime::withDependents(const NodeId &id) const
{
    QSet<NodeId> all{id};
    const auto goesWith = [&](const NodeRecord &record) {
        for (NodeId above = record.id.parent(); !above.isNull(); above = above.parent()) {
            if (all.contains(above))
                return true;
        }
        const QList<NodeId> named = namedNodes(state(), record);
        return std::any_of(named.begin(), named.end(),
                           [&](const NodeId &each) { return all.contains(each); });
    };
    for (qsizetype before = 0; before != all.size();) {
        before = all.size();
        for (const NodeRecord &record : state().nodes()) {
            if (!all.contains(record.id) && goesWith(record))
                all.insert(record.id);
        }
    }
    return all.values();
}

/// As soon as what was at work among them has ended.
void Runtime::beginNodeDestruction()
{
    if (!m_destruction || !m_destruction->awaitsJobs)
        return;
    if (m_halted || m_stopping) {
        abandonDestruction(m_halted.value_or(Error{
            ErrorCode::Cancelled, QStringLiteral("The stack was stopped."), stackName(), {}}));
        return;
    }
    QSet<NodeId> &nodes = m_destruction->nodes;
    if (!m_commits.empty() || m_runningIds.intersects(nodes))
        return;
    nodes.removeIf([this](const NodeId &id) { return !state().find(id); });
    const QList<NodeId> order = destroyOrder(state(), nodes.values());
    m_destruction->awaitsJobs = false;
    m_destruction->left.assign(order.begin(), order.end());
    m_destroying.unite(nodes);
    m_origin = {{}, {}, {QStringLiteral("destroy"), {}, {}, m_clock.now()}};
    m_tree->graph().batch([&] {
        for (const NodeId &id : order) {
            Node *node = m_tree->find(id);
            if (!node)
                continue;
            unfail(*node);
            node->hydrated = false;
            node->setOutputs(std::nullopt);
            setState(*node, NodeState::Destroying);
        }
    });
    destroyBatch();
}

void Runtime::abandonDestruction(const Error &error)
{
    if (!m_destruction || m_destruction->nodes.isEmpty())
        return;
    finishDestruction(error);
}

void Runtime::endNodeDestruction(const Destruction &all, const Result<void> &result)
{
    // Marked, and not begun.
    for (const NodeRecord &record : all.batch)
        m_checkpoint.put(record);
    m_destroying.subtract(all.nodes);
    for (const NodeId &id : all.kept)
        m_held.remove(id.toString());
    // What was below one that could not go must not come back by itself.
    for (const NodeId &id : all.nodes) {
        if (!state().find(id) && all.kept.contains(id.parent()))
            m_held.insert(id.toString());
    }
    keepHeldFromSweep();
    for (const NodeId &id : all.nodes + all.kept) {
        Node *node = m_tree ? m_tree->find(id) : nullptr;
        if (!node)
            continue;
        node->held = m_held.contains(id.toString());
        enqueue(*node);
    }
    lookAtHeld();
    schedulePump();
    if (!result.ok() || m_halted) {
        all.done(result.ok() ? Result<void>(*m_halted) : result);
        return;
    }
    const Result<void> answer = all.errors.isEmpty() ? Result<void>() : all.errors.first();
    m_checkpoint.save([answer, done = all.done](const Result<void> &saved) {
        done(saved.ok() ? answer : saved);
    });
}

} // namespace creact
