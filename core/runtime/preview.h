// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/plan.h"
#include "core/runtime/records.h"
#include "core/runtime/tree/tree.h"

#include <QSet>

#include <deque>
#include <memory>

namespace creact {

/// A document over a stored state, looked at: everything is evaluated, nothing is applied or
/// stored. Ephemeral nodes count as they were stored, so that one sees what is below them.
class Preview final : private TreeHost {
public:
    /// `types` and `script` outlive it. `observer` may be null.
    Preview(const StackRecord &state, const ConstructTypes &types, ScriptEngine &script,
            TreeObserver *observer);
    ~Preview() override;

    void render(StackDocumentPtr document);
    const Tree &tree() const { return *m_tree; }
    const StackRecord &state() const { return m_state; }
    /// In the order of the tree; deletes last, dependents first.
    Plan plan() const;

private:
    // TreeHost
    const ConstructTypes &constructTypes() const override { return m_types; }
    void nodeAdded(Node &node) override;
    void nodeDirty(Node &node) override;
    void nodeRemoved(Node &node) override;
    QJsonObject storeValues(const QString &name, const QJsonObject &initial) override;
    void elementFailed(const Instance &, const Error *, bool, const Node *) override { }
    TreeObserver *observer() const override { return m_observer; }
    const LatchRecord *latch(const QString &key) const override;
    void setLatch(const QString &, const LatchRecord &) override { }
    void claimLatch(const QString &) override { }
    void releaseLatch(const QString &) override { }

    void settle();
    void consider(Node &node);
    void decide(Node &node, const QJsonObject &props);
    void show(Node &node, NodeState state, const QStringList &waitsFor = {});
    void say(const Node &node, const QString &action, const QString &reason = {},
             const QJsonObject &fields = {});
    bool wouldDestroy(const NodeId &id) const;

    const StackRecord m_state;
    const ConstructTypes &m_types;
    ScriptEngine &m_script;
    TreeObserver *m_observer;
    QHash<quint64, Node *> m_nodes;
    QList<quint64> m_order;
    std::deque<quint64> m_candidates;
    QHash<quint64, Plan::Item> m_items;
    std::unique_ptr<Tree> m_tree;
};

} // namespace creact
