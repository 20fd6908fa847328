// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reactive/graph.h"

#include <functional>
#include <utility>

namespace creact::reactive {

/// A value that is written from outside. Made by Scope::signal().
template <class T, class Equal = std::equal_to<T>> class Signal final : public Source {
public:
    /// The value; the running computation, if any, depends on it from now on.
    const T &get() const
    {
        track();
        return m_value;
    }

    /// The value, untracked.
    const T &peek() const { return m_value; }

    /// Marks the readers dirty, unless the value is equal; outside of batches, runs and flushes
    /// they are run before this returns.
    void set(T value)
    {
        if (Equal()(std::as_const(m_value), std::as_const(value)))
            return;
        m_value = std::move(value);
        graph().written(*this);
    }

private:
    friend class Scope;
    Signal(Graph &graph, T value)
        : Source(Kind::Signal, graph)
        , m_value(std::move(value))
    {
    }

    T m_value;
};

} // namespace creact::reactive
