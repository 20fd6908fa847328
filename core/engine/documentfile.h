// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

namespace creact {

/// Writes a document whole or not at all, into the file that a link leads to, with the rights that
/// it has. AlreadyExists when something else than `expected` stands there (a file that is gone
/// stands in nobody's way), NotFound without its folder, PermissionDenied, DiskFull, IoError.
Result<void> writeDocument(const SaveRequest &request);

} // namespace creact
