// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/recovery.h"

namespace creact {

/// The messages that wait in a ChatHandler of this state, and the ChatResponses that were at work
/// for a message that no handler knows any more.
Unfinished unfinishedTurns(const StackRecord &state);

} // namespace creact
