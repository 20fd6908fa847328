// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/runtime/backend.h"

#include <memory>

namespace creact {

/// "file:DIR" (relative to `baseDir`; "file:DIR?prettyPrint" writes state for human readers) or
/// "memory:". Unsupported for another scheme, InvalidArgument for a URL without what it needs. The
/// clock outlives the backend. `policy` is for files: a stack in memory keeps no history.
Result<std::unique_ptr<Backend>> makeBackend(const QString &url, const QString &baseDir,
                                             Clock &clock, const StoragePolicy &policy = {});

} // namespace creact
