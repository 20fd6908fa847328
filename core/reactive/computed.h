// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reactive/graph.h"

#include <concepts>
#include <functional>
#include <utility>

namespace creact::reactive {

/// A value computed from others. Made by Scope::computed(). Not run before it is read for the first
/// time; from then on each flush that touches its sources keeps it up to date. T needs a default
/// value: it stands for a value that cannot be had (a cycle, disposed before the first read).
template <class T> class Computed final : public Computation {
public:
    /// The value, always up to date; the running computation, if any, depends on it from now on.
    /// Rethrows what the function threw. The reference holds until the next change.
    const T &get() const
    {
        if (isCurrent() || graph().refresh(const_cast<Computed &>(*this)))
            track();
        return valueOrThrow();
    }

    /// The value, up to date, untracked.
    const T &peek() const
    {
        if (!isCurrent()) {
            const bool tracking = graph().setTracking(false);
            graph().refresh(const_cast<Computed &>(*this));
            graph().setTracking(tracking);
        }
        return valueOrThrow();
    }

private:
    friend class Scope;
    Computed(Scope &scope, std::function<T()> function)
        : Computation(Kind::Computed, scope)
        , m_function(std::move(function))
    {
    }

    bool run() noexcept override
    {
        try {
            T value = m_function();
            return !isDisposed() && take(std::move(value));
        } catch (...) {
            return !isDisposed() && graph().fail(*this, std::current_exception());
        }
    }

    bool take(T value)
    {
        bool same = version() > 0 && !has(Failed);
        if constexpr (std::equality_comparable<T>)
            same = same && m_value == value;
        else
            same = false;
        if (same)
            return false;
        m_value = std::move(value);
        if (has(Failed))
            graph().forgetFailure(*this);
        return true;
    }

    void release() override { m_function = nullptr; }

    const T &valueOrThrow() const
    {
        if (has(Failed))
            graph().rethrow(*this);
        return m_value;
    }

    std::function<T()> m_function;
    T m_value{};
};

} // namespace creact::reactive
