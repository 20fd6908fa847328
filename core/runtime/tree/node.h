// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/records.h"
#include "core/runtime/tree/names.h"
#include "core/stack/constructtype.h"

#include <QObject>

#include <optional>
#include <vector>

namespace creact {

class Bound;
class Boundary;
struct Element;
struct Instance;

/// The computations of the flow elements that a node lives under: its apply waits for what they
/// read.
struct FlowLink {
    const FlowLink *outer = nullptr;
    reactive::Computation *computation = nullptr;
};

/// One live instance of a construct: identity and bindings from the tree, state from the scheduler.
/// Its outputs are cells of the reactive graph, one for each output that somebody reads.
class Node final : public QObject, public ScriptName {
    Q_OBJECT
public:
    struct Place {
        NodeId id;
        /// Null when the provider knows no such type.
        const ConstructType *type = nullptr;
        const Element *element = nullptr;
        Node *parent = nullptr;
        Boundary *boundary = nullptr;
        const FlowLink *flow = nullptr;
        Instance *instance = nullptr;
    };
    struct Prop {
        QString name;
        Bound *bound = nullptr;
    };

    Node(reactive::Scope &scope, Place place);
    ~Node() override;

    const NodeId &id() const { return m_place.id; }
    const ConstructType *type() const { return m_place.type; }
    QString typeName() const;
    const Element &element() const { return *m_place.element; }
    Node *parentNode() const { return m_place.parent; }
    Boundary *boundary() const { return m_place.boundary; }
    const FlowLink *flow() const { return m_place.flow; }
    Instance &instance() const { return *m_place.instance; }
    /// `as`, else the construct type.
    QString shownName() const;
    /// Grows with each node made; never used again.
    quint64 serial() const { return m_serial; }

    std::vector<Prop> props;

    // What the scheduler knows of it.
    NodeState state = NodeState::Pending;
    QStringList waitsFor;
    std::optional<Error> error;
    /// Failed, but with outputs: what depends on it goes on (ApplyResult::degraded).
    bool degraded = false;
    int attempts = 0;
    Cause cause;
    qint64 appliedAt = 0;
    qint64 durationMs = 0;
    QString activity;
    bool queued = false;
    /// Became dirty while it was being applied.
    bool lookAgain = false;
    /// Made real, or taken over from the state, by this process.
    bool hydrated = false;
    /// Left as it was by a deploy of a part, a cancelled deploy, or destroyed by hand: not looked
    /// at until the next deploy.
    bool held = false;
    /// NodeRecord::pinned.
    bool pinned = false;
    /// "retry" or "rerun": a person asked for it to be applied again, whatever its props are.
    QString forced;
    /// Flow elements (show, for, then, keys) right below this node that are undefined.
    int undetermined = 0;
    /// Serials of nodes that wait for this one to be settled.
    std::vector<quint64> dependents;

    /// Deployed, or failed with outputs that stand.
    bool isSettled() const { return state == NodeState::Deployed || degraded; }
    /// The flow elements below may be evaluated: it has outputs. Tracked.
    bool isPresent() { return m_present.get(); }
    bool hasOutputs() const { return m_outputs.has_value(); }
    const std::optional<QJsonObject> &outputs() const { return m_outputs; }
    /// Marks the readers of what changed dirty.
    void setOutputs(std::optional<QJsonObject> outputs);
    /// For readers only: what its outputs will be, as far as that is known. One that has none yet
    /// leaves the others undefined.
    void foresee(const QJsonObject &outputs);
    /// Which output that is; empty: all of them. Not set: only whether there are any.
    std::optional<QString> outputOf(const reactive::Source &source) const;
    /// For whoever listens; the graph has already decided what follows.
    void notifyChanged() { Q_EMIT changed(); }

    bool hasMembers() const override { return true; }
    ScriptRead value() override { return {}; }
    ScriptRead member(const QString &name) override;
    QStringList members(bool *complete) override;

Q_SIGNALS:
    void changed();

private:
    QJsonValue outputValue(const QString &name) const;
    QJsonValue wholeValue() const;
    void tellReaders();

    reactive::Scope &m_scope;
    Place m_place;
    quint64 m_serial = 0;
    std::optional<QJsonObject> m_outputs;
    std::optional<QJsonObject> m_foreseen;
    reactive::Signal<bool> &m_present;
    ValueCell *m_whole = nullptr;
    QHash<QString, ValueCell *> m_cells;
};

} // namespace creact
