// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "core/runtime/records.h"

namespace creact::cli {

/// The tokens of the model calls in an audit log, by day (local time), by model and by turn. A call
/// whose endpoint did not count is counted as a call without tokens.
void printUsage(const QList<AuditEntry> &entries, Console &console, bool json);

} // namespace creact::cli
