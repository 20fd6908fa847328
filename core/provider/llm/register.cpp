// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/register.h"

#include "core/provider/llm/chatmodelhandler.h"
#include "core/provider/llm/completionhandler.h"
#include "core/provider/tools/toolexechandler.h"
#include "core/provider/tools/toolhandler.h"
#include "core/provider/tools/toolkinds.h"

namespace creact {

std::vector<std::unique_ptr<ConstructHandler>> makeModelHandlers(ModelAccess &access,
                                                                 ToolApprovals &approvals)
{
    std::vector<std::unique_ptr<ConstructHandler>> handlers;
    handlers.push_back(std::make_unique<ChatModelHandler>(access));
    const auto kinds = std::make_shared<const ToolKinds>(access);
    handlers.push_back(std::make_unique<ToolHandler>(kinds));
    handlers.push_back(std::make_unique<CompletionHandler>(access));
    handlers.push_back(std::make_unique<ToolExecHandler>(access, kinds, approvals));
    return handlers;
}

} // namespace creact
