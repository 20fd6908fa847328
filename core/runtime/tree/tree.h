// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reactive/reactive.h"
#include "core/runtime/tree/boundary.h"
#include "core/runtime/tree/bound.h"
#include "core/runtime/tree/instance.h"
#include "core/runtime/tree/node.h"
#include "core/stack/constructtype.h"
#include "core/stack/element.h"

#include <QHash>

#include <memory>

namespace creact {

/// What the tree asks of, and tells to, whoever runs it.
class TreeHost : public LatchStore {
public:
    virtual const ConstructTypes &constructTypes() const = 0;
    virtual void nodeAdded(Node &node) = 0;
    /// Its props may have changed; it wants to be looked at.
    virtual void nodeDirty(Node &node) = 0;
    /// It leaves the tree; gone when the call returns.
    virtual void nodeRemoved(Node &node) = 0;
    /// What is stored for a `store` element of that name; `initial` when nothing is.
    virtual QJsonObject storeValues(const QString &name, const QJsonObject &initial) = 0;
    /// An element that is no node (a condition, a key) failed, or is well again (null). `handled`:
    /// a boundary shows its fallback for it. `parent`: its nearest construct ancestor, or null.
    virtual void elementFailed(const Instance &instance, const Error *error, bool handled,
                               const Node *parent) = 0;
    /// May be null.
    virtual TreeObserver *observer() const = 0;
};

/// A stack document rendered over a reactive graph: element by element into instances and nodes,
/// each in a scope of its owner, so that closing a `show` ends everything below it.
///
/// Rendering evaluates and decides; it applies nothing. Engine thread only.
class Tree {
public:
    Tree(StackDocumentPtr document, ScriptEngine &script, TreeHost &host);
    ~Tree();
    Tree(const Tree &) = delete;
    Tree &operator=(const Tree &) = delete;

    /// Once; nodes are told to the host as they come.
    void render();

    /// Takes over a document that differs in literal props of constructs only, without rendering
    /// anything again: the nodes concerned are dirty then. False, and nothing is done, when it
    /// differs in more.
    bool adopt(const StackDocument &next);

    const StackDocument &document() const { return *m_document; }
    reactive::Graph &graph() { return m_graph; }
    const Instance &root() const { return *m_root; }
    Node *find(const NodeId &id) const { return m_nodes.value(id); }
    const QHash<NodeId, Node *> &nodes() const { return m_nodes; }
    /// Undefined flow elements at the top level.
    int undetermined() const { return m_undetermined; }
    /// Of the whole tree.
    int undeterminedEverywhere() const { return m_undeterminedEverywhere; }
    /// Names the values of a `store` element that changed from outside an expression.
    void setStore(const QString &name, const QJsonObject &values);
    void setObserver(TreeObserver *observer) { m_observer = observer; }
    /// What a binding would come to at a place of this tree, now. Nothing is tracked or recorded.
    BoundValue evaluate(const Instance &instance, const Binding &binding) const;

private:
    struct Frame;
    struct Context;
    class Determination;
    class ForItems;

    using WithKey = std::function<void(const Context &, const std::optional<QString> &)>;

    // tree.cpp
    void renderList(const ElementList &list, Context context, qint64 firstOrder = 0);
    /// `context` gains the name of a store, for the siblings that follow.
    void renderElement(const Element &element, Context &context, qint64 order);
    void renderConstruct(const Element &element, const Context &context, Instance &instance);
    void makeNode(const Element &element, const Context &context, Instance &instance,
                  const std::optional<QString> &key);
    void addNode(const Element &element, const Context &context, Instance &instance,
                 const NodeId &id);
    void renderComponent(const Element &element, const Context &context, Instance &instance);
    void makeComponent(const Element &element, const Context &context, Instance &instance,
                       const std::optional<QString> &key);
    void renderYield(const Element &element, Context context, Instance &instance);
    void watchYield(const Context &context, Instance &instance);
    void countUse(Instance &user, int step);
    const NameFrame *renderStore(const Element &element, const Context &context,
                                 Instance &instance);
    void renderBoundary(const Element &element, const Context &context, Instance &instance);

    // flow.cpp
    /// A key's value as it stands in ids.
    static QString keyText(const QJsonValue &value);
    /// Calls `make` with the key's text: at once for none or a literal, else whenever it changes.
    void withKey(const Element &element, const Context &context, Instance &instance, WithKey make);
    void renderShow(const Element &element, const Context &context, Instance &instance);

    // list.cpp
    void renderFor(const Element &element, const Context &context, Instance &instance);
    void renderThen(const Element &element, const Context &context, Instance &instance,
                    ForItems &items);

    // adopt.cpp
    const QList<NamedBinding> &propsOf(const Element &element) const;

    // instances.cpp
    Bound &bind(const Context &context, const Binding &binding, const QString &what);
    /// The same, shown as a binding of the instance while it lives.
    Bound &bindShown(const Context &context, const Binding &binding, const QString &what,
                     Instance &instance, const QString &name);
    Bound::Context bindingContext(const Context &context) const;
    static const FlowLink *link(const Context &context, reactive::Computation *computation);
    static const NameFrame *addName(const Context &context, const QString &name,
                                    ScriptName &target);
    Instance &insert(const Context &context, const Element *element, Instance::Kind kind,
                     qint64 order, const QString &key = {});
    void place(Instance &instance);
    void remove(Instance &instance);
    void move(Instance &instance, qint64 order);
    void changed(Instance &instance);
    void setElementError(Instance &instance, const Context &context, const Error *error);

    StackDocumentPtr m_document;
    /// Props of elements that an adopted document changed.
    QHash<const Element *, QList<NamedBinding>> m_edits;
    ScriptEngine &m_script;
    TreeHost &m_host;
    TreeObserver *m_observer = nullptr;
    reactive::Graph m_graph;
    std::unique_ptr<Instance> m_root;
    QHash<NodeId, Node *> m_nodes;
    struct PlacedStore {
        StoreName *store = nullptr;
        Instance *instance = nullptr;
    };
    QHash<QString, QList<PlacedStore>> m_stores;
    int m_undetermined = 0;
    int m_undeterminedEverywhere = 0;
    quint64 m_lastUid = 0;
    /// Constructs whose id another node has; woken when that one goes.
    QMultiHash<NodeId, reactive::Signal<int> *> m_contenders;
    /// Last: what it owns refers to all of the above.
    std::unique_ptr<reactive::Scope> m_scope;
};

} // namespace creact
