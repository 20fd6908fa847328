// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/stacktreemodel.h"

namespace creact {

/// A row with those below it; of the model's own files only.
struct StackTreeModel::Node {
    TreeRow data;
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;
    /// Where it was when last asked; right unless siblings were inserted or removed since.
    mutable int place = 0;
};

} // namespace creact
