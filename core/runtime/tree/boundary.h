// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/tree/names.h"

#include <vector>

namespace creact {

/// What has failed below a `boundary` element. Its error is the first failure that still stands.
class Boundary {
public:
    /// `handles`: it has a fallback, which is the answer to a failure below.
    Boundary(reactive::Scope &scope, bool handles)
        : m_failure(scope)
        , m_handles(handles)
    {
    }

    /// `who` identifies the failed node or flow element.
    void fail(const void *who, const Error &error);
    void recover(const void *who);
    ValueCell &failure() { return m_failure; }
    bool handles() const { return m_handles; }

private:
    void update();
    std::vector<std::pair<const void *, Error>> m_failed;
    ValueCell m_failure;
    bool m_handles = false;
};

} // namespace creact
