// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reactive/computed.h"
#include "core/reactive/signal.h"

#include <functional>
#include <memory>
#include <utility>

namespace creact::reactive {

class Effect;

/// Owns what is made in it, and disposes of it newest first: signals, computations, child scopes,
/// clean-up functions, any objects. What is disposed of never runs again; while one of its
/// computations is running, that one finishes, its result is dropped, and memory is kept until
/// then. In a disposed scope effects do not run and clean-ups run at once.
class Scope final : public Owned {
public:
    /// A root, owned by the caller. Must not outlive the graph.
    explicit Scope(Graph &graph);
    ~Scope() override;

    template <class T, class Equal = std::equal_to<T>> Signal<T, Equal> &signal(T initial)
    {
        return adopt(new Signal<T, Equal>(*m_graph, std::move(initial)));
    }

    template <class T> Computed<T> &computed(std::function<T()> function)
    {
        auto &computed = adopt(new Computed<T>(*this, std::move(function)));
        m_graph->addFresh(computed);
        return computed;
    }

    /// Runs it at once.
    Effect &effect(std::function<void(Scope &run)> function);

    /// Owned here; gone, with its memory, when either is disposed.
    Scope &child();

    void onCleanup(std::function<void()> function);

    /// Any object, kept until disposal.
    template <class T, class... Args> T &make(Args &&...args)
    {
        return adopt(new Object<T>(std::forward<Args>(args)...)).value;
    }

    /// Disposes of all in it. Idempotent. A child scope is deleted by it (when a computation inside
    /// is running: after that); a root stays, empty and disposed.
    void dispose();
    bool isDisposed() const { return m_disposed; }

    Graph &graph() const { return *m_graph; }

private:
    friend class Computation;
    friend class Effect;
    friend class Graph;

    struct Cleanup;
    template <class T> struct Object final : Owned {
        template <class... Args>
        explicit Object(Args &&...args)
            : Owned(Kind::Object)
            , value(std::forward<Args>(args)...)
        {
        }
        T value;
    };

    explicit Scope(Scope *parent); ///< a child
    Scope(Scope &parent, Effect &effect); ///< what an effect's run makes

    template <class T> T &adopt(T *item)
    {
        push(item);
        return *item;
    }

    void push(Owned *item);
    void remove(Owned *item);
    static Scope *asScope(Owned *item);
    static Scope *runScopeOf(Owned *item);
    /// Calls visit(Computation &) for each that `owner` has made, itself, in its current run.
    static void forEachOwnedBy(Computation &owner, const std::function<void(Computation &)> &visit);

    void clear();
    void mark();
    bool isBeingEmptied() const;
    void finishDispose();
    void empty();
    Scope *disposeItem(Owned *item, bool keepMemory);
    Scope *leave(bool keepMemory);
    void runCleanup(Cleanup *cleanup);

    Owned *m_newest = nullptr;
    Owned *m_newer = nullptr; ///< the neighbour in the parent's list
    Graph *m_graph;
    Scope *m_parent = nullptr;
    Computation *m_owner = nullptr; ///< the effect in whose run this was made
    bool m_disposed = false;
    bool m_isChild = false; ///< in the parent's list, not an effect's own
};

} // namespace creact::reactive
