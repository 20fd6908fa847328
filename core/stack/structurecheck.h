// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/element.h"
#include "core/stack/problemlist.h"

namespace creact {

/// Components that render themselves with no `show` or `for` in between: they never end.
void checkRecursion(const StackDocument &document, ProblemList &problems);

/// Nodes that would certainly get the same id: siblings of one type with the same key, or none,
/// that no `show` or `for` separates. What depends on conditions is found when it happens.
void checkDuplicateIds(const StackDocument &document, ProblemList &problems);

} // namespace creact
