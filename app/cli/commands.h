// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace creact::cli {

CommandSpec newCommand();
CommandSpec checkCommand();
CommandSpec planCommand();
CommandSpec deployCommand();
CommandSpec runCommand();
CommandSpec retryCommand();
CommandSpec rerunCommand();
CommandSpec chatCommand();
CommandSpec stateListCommand();
CommandSpec stateShowCommand();
CommandSpec stateExportCommand();
CommandSpec stateHistoryCommand();
CommandSpec stateDeploymentsCommand();
CommandSpec statePinCommand();
CommandSpec stateUnpinCommand();
CommandSpec stateSetCommand();
CommandSpec stateRollbackCommand();
CommandSpec stateResetCommand();
CommandSpec stateForgetCommand();
CommandSpec approvalsCommand();
CommandSpec approvalsRevokeCommand();
CommandSpec auditCommand();
CommandSpec lockShowCommand();
CommandSpec lockReleaseCommand();
CommandSpec destroyCommand();
CommandSpec endpointListCommand();
CommandSpec endpointAddCommand();
CommandSpec endpointRemoveCommand();
CommandSpec endpointTestCommand();
CommandSpec endpointModelsCommand();
CommandSpec endpointFindCommand();

} // namespace creact::cli
