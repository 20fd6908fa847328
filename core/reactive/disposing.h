// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reactive/graph.h"

namespace creact::reactive {

/// Lives while a scope is being emptied: nothing is flushed and nothing tracked meanwhile.
struct Disposing {
    Disposing(Graph &ofGraph, const Scope &emptied, Disposing *&innermostDisposal)
        : graph(ofGraph)
        , scope(emptied)
        , innermost(innermostDisposal)
        , outer(innermostDisposal)
        , tracking(ofGraph.setTracking(false))
    {
        innermost = this;
    }
    Disposing(const Disposing &) = delete;
    Disposing &operator=(const Disposing &) = delete;
    ~Disposing()
    {
        innermost = outer;
        graph.setTracking(tracking);
    }

    Graph &graph;
    const Scope &scope;
    Disposing *&innermost;
    Disposing *const outer;
    const bool tracking;
};

} // namespace creact::reactive
