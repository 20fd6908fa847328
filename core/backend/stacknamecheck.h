// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace creact {

/// isValidStackName, and not the name of another stack's audit log (`<stack>.audit.json`) or of a
/// state that was set aside. InvalidStackName.
Result<void> checkStackName(const QString &stack);

/// Whose snapshot (`<stack>.json`) or journal (`<stack>.journal`) a file of a state folder is,
/// without its path; empty: no stack's.
QString stackOfStateFile(const QString &fileName);

} // namespace creact
