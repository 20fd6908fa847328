// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/llm/endpointprofiles.h"
#include "core/provider/provideroptions.h"

namespace creact {

class SecretStore;

/// Profiles with their keys and header secrets, each read under the profile's own origin and under
/// no other name. Answers once, perhaps before it returns; never, when the store goes before it has
/// answered. A secret that is not there, or a store that cannot be used, leaves the key empty, and
/// is the endpoint's `problem` when a header needs it. A profile of which nothing is kept there
/// asks nothing.
void readEndpointKeys(const EndpointProfiles &profiles, SecretStore &secrets,
                      std::function<void(const QList<NamedEndpoint> &)> done);

} // namespace creact
