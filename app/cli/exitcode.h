// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace creact::cli {

/// What the process ends with; scripts rely on the numbers.
enum class ExitCode {
    Done = 0,
    Failed = 1,
    Usage = 2,
    Locked = 3, ///< another holds the stack
    StateUnreadable = 4,
    Interrupted = 5,
};

ExitCode exitCodeOf(ErrorCode code);

} // namespace creact::cli
