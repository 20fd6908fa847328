// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace creact {

/// isValidStackName, and no ".audit" at the end: `<stack>.audit.json` would be another stack's
/// audit log. InvalidStackName.
Result<void> checkStackName(const QString &stack);

} // namespace creact
