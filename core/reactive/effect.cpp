// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reactive/effect.h"

namespace creact::reactive {

Effect::Effect(Scope &scope, std::function<void(Scope &run)> function)
    : Computation(Kind::Effect, scope)
    , m_function(std::move(function))
    , m_run(scope, *this)
{
}

bool Effect::run() noexcept
{
    if (m_run.m_newest || m_run.m_disposed)
        m_run.clear();
    if (isDisposed()) // by what the last run left to clean up
        return false;
    try {
        m_function(m_run);
    } catch (...) {
        graph().reportError(*this, std::current_exception());
    }
    return false;
}

} // namespace creact::reactive
