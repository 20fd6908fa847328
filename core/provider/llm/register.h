// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

namespace creact {

class ConstructHandler;
class ModelAccess;
class ToolApprovals;

/// The handlers of ChatModel, Tool, Completion and ToolExec, in this order. `access` outlives them.
std::vector<std::unique_ptr<ConstructHandler>> makeModelHandlers(ModelAccess &access,
                                                                 ToolApprovals &approvals);

} // namespace creact
