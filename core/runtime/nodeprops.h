// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/tree/node.h"

#include <functional>

namespace creact {

/// What a node's bindings come to at this moment.
struct NodeProps {
    enum class State { Ready, Waiting, Failed };

    State state = State::Ready;
    /// Defaults filled in.
    QJsonObject values;
    /// Of Waiting: what for, as written in the document.
    QStringList missing;
    /// Of Failed.
    Error error;
};

/// Evaluates and checks the node's props against its construct type.
NodeProps readProps(const Node &node);

/// Equal but for props that are not compared (AddMessages.currentMessages).
bool sameProps(const ConstructType *type, const QJsonObject &a, const QJsonObject &b);
/// Names of the props that differ.
QStringList changedProps(const QJsonObject &a, const QJsonObject &b);

/// Calls `visit` for each output that this binding reads, directly or through other computations,
/// with the node that gives it, until it answers true.
void visitReads(const Bound &binding,
                const std::function<bool(Node &, const reactive::Source &)> &visit);
/// The same for the flow elements that the node lives under.
void visitFlowReads(const Node &node,
                    const std::function<bool(Node &, const reactive::Source &)> &visit);

/// A node that has to settle before this one is applied: one that its bindings, or the flow
/// elements that own it, read, directly or through other computations. Null when there is none.
Node *firstUnsettled(const Node &node);

} // namespace creact
