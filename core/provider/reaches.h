// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/provideroptions.h"
#include "core/stack/constructtype.h"

namespace creact {

class ModelAccess;

/// Tells a construct type what its nodes reach outside the program, for plans: ports and folders of
/// servers, hosts of models. (Tools know their own: ToolKind::reaches().) The demo endpoint is
/// inside. `models` may go before the type: nothing is known of its hosts then.
void addReaches(ConstructType &type, const ProviderOptions &options, ModelAccess &models);

} // namespace creact
