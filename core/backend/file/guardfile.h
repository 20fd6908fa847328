// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/descriptor.h"
#include "core/base/result.h"

namespace creact {

/// Keeps other processes out while it lives: an flock on `.<stack>.guard`. Held for one change of
/// the lock or the audit log, never longer, so waiting for it is bounded by a disk write.
///
/// The file stays when the guard is released: it holds nothing, and a name that comes and goes
/// would cost every change two more directory writes. Whoever removes it (deleteStack) holds it;
/// who waited for it meanwhile notices that the name is gone and starts over.
class GuardFile {
public:
    /// TimedOut when another process holds it for two seconds (it is stopped, or its disk hangs).
    static Result<GuardFile> take(const QString &path);

private:
    explicit GuardFile(Descriptor descriptor)
        : m_descriptor(std::move(descriptor))
    {
    }
    Descriptor m_descriptor;
};

} // namespace creact
