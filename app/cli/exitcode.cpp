// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exitcode.h"

namespace creact::cli {

ExitCode exitCodeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
    case ErrorCode::InvalidStackName:
        return ExitCode::Usage;
    case ErrorCode::Locked:
    case ErrorCode::LockLost:
        return ExitCode::Locked;
    case ErrorCode::StateUnreadable:
    case ErrorCode::StateNewer:
        return ExitCode::StateUnreadable;
    case ErrorCode::Cancelled:
    case ErrorCode::Interrupted:
        return ExitCode::Interrupted;
    default:
        return ExitCode::Failed;
    }
}

} // namespace creact::cli
