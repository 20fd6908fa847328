// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/journal/numberedstate.h"
#include "core/backend/file/journal/valuehints.h"

namespace creact {

/// What a save changed, as one line of the journal says it (../FORMAT.md). The base goes on with it
/// while it is made: an entry may refer to what the entries before it put.
QJsonObject makeBatch(NumberedState &base, ValueHints &hints, const StackRecord &state,
                      const StateChange &change);
/// The whole state, whatever was before.
QJsonObject makeWholeBatch(NumberedState &base, ValueHints &hints, const StackRecord &state);
/// The base goes on with what the batch says. Answers with what is wrong with it; empty: nothing.
QString applyBatch(NumberedState &base, const QJsonObject &batch);

} // namespace creact
