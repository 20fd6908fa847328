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
/// stored. Ephemeral nodes count as they were stored, so that one sees what is below them. What
/// would be applied shows its old outputs, as it would meanwhile; what reads an output that may
/// come out otherwise is known after apply.
class Preview final : private TreeHost {
public:
    /// What the state is of.
    enum class Over {
        Stored, ///< a run that has ended: a deploy starts ephemeral nodes, and takes up the rest
        Live, ///< a run that goes on: what is at work stays at work
    };

    /// `types` and `script` outlive it. `observer` may be null.
    Preview(const StackRecord &state, const ConstructTypes &types, ScriptEngine &script,
            TreeObserver *observer, Over over = Over::Stored);
    ~Preview() override;

    void render(StackDocumentPtr document);
    const Tree &tree() const { return *m_tree; }
    const StackRecord &state() const { return m_state; }
    /// In the order of the tree; deletes last, dependents first.
    Plan plan() const;
    /// What the plan says of a node of the tree ("update"); empty when it does not say.
    QString actionFor(const Node &node) const
    {
        const Outlook *outlook = outlookOf(node);
        return outlook ? outlook->item.action : QString();
    }

private:
    /// What becomes of a node.
    enum class Fate {
        Undecided, ///< what it stands on has not been looked at
        Settled, ///< its outputs are what they are
        Changes, ///< it would be applied
        Stuck, ///< it cannot be applied, or waits for a value that nothing here gives
    };
    struct Outlook {
        Fate fate = Fate::Undecided;
        Plan::Item item = {};
        /// Of Changes: names of the outputs that are known before it is applied.
        QSet<QString> known = {};
        bool allKnown = false;
        /// Itself, or the nearest node above it, that has no outputs yet.
        Node *unborn = nullptr;
    };
    /// What a node stands on, by what keeps it from being known.
    struct Upstream {
        Node *undecided = nullptr;
        Node *stuck = nullptr;
        Node *changing = nullptr;
    };

    // TreeHost
    const ConstructTypes &constructTypes() const override { return m_types; }
    void nodeAdded(Node &node) override;
    void nodeDirty(Node &node) override;
    void nodeRemoved(Node &node) override;
    QJsonObject storeValues(const QString &name, const QJsonObject &initial) override;
    void elementFailed(const Instance &instance, const Error *error, bool handled,
                       const Node *parent) override;
    TreeObserver *observer() const override { return m_observer; }
    const LatchRecord *latch(const QString &key) const override;
    void setLatch(const QString &, const LatchRecord &) override { }
    void claimLatch(const QString &) override { }
    void releaseLatch(const QString &) override { }

    // preview.cpp
    void settle();
    void consider(Node &node);
    void considerProps(Node &node);
    void decide(Node &node, const QJsonObject &props);
    void decideStored(Node &node, const NodeRecord &record);
    void waitFor(Node &node, Node &other);
    void stick(Node &node, const QString &action, const QString &reason, NodeState state,
               const QStringList &waitsFor, const std::optional<Error> &error = {});
    void conclude(Node &node, Outlook outlook);
    void show(Node &node, NodeState state, const QStringList &waitsFor = {});
    Plan::Item itemOf(const Node &node, const QString &action, const QString &reason = {}) const;
    Upstream upstreamOf(const Node &node) const;
    QStringList unknownProps(const Node &node) const;
    bool isUnknown(const Node &node, const reactive::Source &source) const;
    const Outlook *outlookOf(const Node &node) const;
    Fate fateOf(const Node &node) const;
    const NodeRecord *recordOf(const Node &node) const;
    bool isReplaced(const Node &node) const { return m_replaced.contains(node.serial()); }

    // previewwork.cpp
    void decideWork(Node &node, const QString &action, const QString &reason,
                    const QJsonObject &props, const QStringList &unknown);
    QJsonObject fieldsOf(const Node &node, const QJsonObject &props,
                         const QStringList &unknown) const;
    void foresee(Node &node, const NodeRecord *record, const QJsonObject &props,
                 const QStringList &unknown, Outlook &outlook);

    // previewplan.cpp
    QList<const Node *> nodesInOrder() const;
    bool mayDestroy(const NodeId &id) const;
    bool isReplaced(const NodeRecord &record) const;
    void addLeavers(Plan &plan) const;
    const Node *unmadeAbove(const Node &node) const;
    void addNeeds(Plan &plan, const QList<const Node *> &nodes) const;
    void addTouches(Plan &plan, const QList<const Node *> &nodes) const;

    const StackRecord m_state;
    const ConstructTypes &m_types;
    ScriptEngine &m_script;
    TreeObserver *m_observer;
    const Over m_over;
    QHash<quint64, Node *> m_nodes;
    std::deque<quint64> m_candidates;
    QHash<quint64, Outlook> m_outlooks;
    /// Serials of nodes that take the place of another construct type, and of what is below them.
    QSet<quint64> m_replaced;
    QHash<const Instance *, Error> m_elementErrors;
    std::unique_ptr<Tree> m_tree;
};

} // namespace creact
