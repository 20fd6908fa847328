// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/constructtype.h"
#include "core/stack/edit/namescopes.h"

namespace creact {

/// What is known of the members of a name: outputs, the values of a store, what a component yields.
QList<OutputSpec> membersOf(const GivenName &name, const StackDocument &document,
                            const ConstructTypes &types);
/// What the component yields, anywhere in its definition.
QList<OutputSpec> yieldedBy(const Component &component);

} // namespace creact
