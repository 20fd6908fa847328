// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/records.h"

namespace creact {

/// The nodes whose ids stand in the node's props: what it is known to need, besides its ancestors.
QList<NodeId> namedNodes(const StackRecord &state, const NodeRecord &record);

/// These nodes, dependents first: below before above, what names another before that other, and
/// else the newest first (what a node read was there before it).
QList<NodeId> destroyOrder(const StackRecord &state, const QList<NodeId> &ids);

} // namespace creact
