// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"
#include "core/runtime/tree/instance.h"

#include <QHash>

#include <memory>
#include <vector>

namespace creact {

/// A row of the projected tree, with the rows below it.
struct ProjectedRow {
    TreeRow value;
    /// Place among the siblings; equal ones keep the order they came in.
    qint64 order = 0;
    ProjectedRow *parent = nullptr;
    std::vector<std::unique_ptr<ProjectedRow>> children;
    /// Null for what is no living instance.
    const Instance *instance = nullptr;
    /// Of a finished turn, or of records alone.
    std::unique_ptr<NodeRecord> record;
    /// First rows of closed lists, by the list's place.
    QHash<qint64, QList<ProjectedRow *>> inactive;
};

/// Gives the rows below `now` the uids of those below `before` that they stand for, and new ones
/// (from `lastUid` on) to the rest; adds to `delta` what makes the one tree the other. Rows stand
/// for each other below parents that do: the same node, else the same element as far as its kind,
/// name and key tell, else what is left of the same kind, in order.
void carryOver(const ProjectedRow &before, ProjectedRow &now, TreeRow::Uid &lastUid,
               TreeDelta &delta);

} // namespace creact
