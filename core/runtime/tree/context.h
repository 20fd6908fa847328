// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/tree/tree.h"

namespace creact {

/// What a component was used with, for its `yield`s: rendered there, with the names of the use.
struct Tree::Frame {
    const ElementList *children = nullptr;
    const NameFrame *names = nullptr;
    QString as;
    /// Of `as`, for the gather of the `for` that the use is a child of; else null.
    LateName *late = nullptr;
    const Frame *outer = nullptr;
    /// The component's row.
    Instance *user = nullptr;
};

/// Where an element is rendered.
struct Tree::Context {
    reactive::Scope *scope = nullptr;
    /// Row of the tree that it hangs under.
    Instance *parent = nullptr;
    /// Nearest construct ancestor; null at the top.
    Node *node = nullptr;
    const NameFrame *names = nullptr;
    const Frame *frame = nullptr;
    Boundary *boundary = nullptr;
    const FlowLink *flow = nullptr;
    /// Keys of the flow elements and components met since the construct parent.
    QStringList flowKeys;
    /// Names of a `for`'s own children, for its gather.
    const QHash<QString, LateName *> *late = nullptr;

    LateName *lateName(const QString &as) const { return late ? late->value(as) : nullptr; }
};

/// Counts a flow element as undefined, where its construct parent and the tree can see it, for as
/// long as it is: stored nodes below must not be taken for orphans meanwhile.
class Tree::Determination {
public:
    Determination(Tree &tree, Node *node)
        : m_tree(tree)
        , m_node(node)
    {
    }
    ~Determination() { setUndefined(false); }
    Determination(const Determination &) = delete;
    Determination &operator=(const Determination &) = delete;

    void setUndefined(bool on)
    {
        if (on == m_on)
            return;
        m_on = on;
        const int step = on ? 1 : -1;
        (m_node ? m_node->undetermined : m_tree.m_undetermined) += step;
        m_tree.m_undeterminedEverywhere += step;
    }

private:
    Tree &m_tree;
    Node *m_node;
    bool m_on = false;
};

} // namespace creact
