// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reactive/graph.h"
#include "core/reactive/scope.h"

#include <functional>

namespace creact::reactive {

/// A function that runs again when what it read has changed. Made by Scope::effect(), which runs
/// it at once. It owns what it makes in the scope it is given: emptied, newest first, before each
/// run and when the effect is disposed. What it throws goes to the graph's error handler.
class Effect final : public Computation {
private:
    friend class Scope;
    Effect(Scope &scope, std::function<void(Scope &run)> function);

    bool run() noexcept override;
    void release() override { m_function = nullptr; }

    std::function<void(Scope &run)> m_function;
    Scope m_run;
};

} // namespace creact::reactive
