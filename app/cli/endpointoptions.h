// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/llm/endpointprofiles.h"
#include "core/provider/provideroptions.h"

#include <functional>

namespace creact {
class SecretStore;
}

namespace creact::cli {

/// Fills in the endpoints that the person set up; with a store, their keys and the one that is kept
/// for --endpoint's address. Answers the options, perhaps before it returns; NotFound when
/// --endpoint names none of them.
void withEndpoints(const ProviderOptions &options, SecretStore *secrets,
                   Done<ProviderOptions> done);

} // namespace creact::cli
