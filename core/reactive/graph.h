// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reactive/heightqueue.h"
#include "core/reactive/linkpool.h"
#include "core/reactive/source.h"

#include <exception>
#include <functional>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace creact::reactive {

/// One run of one computation, on the C++ stack.
struct RunFrame {
    Computation *reader;
    Link *last; ///< the source read last, in the reader's list
    Link *expected; ///< the one after it, as in the previous run
    quint64 stamp;
    quint32 startedAt; ///< count of writes
    RunFrame *outer;
    bool changedSources;
};

struct Disposing;

/// A push-pull reactive graph. A write marks its direct readers dirty; a flush evaluates what is
/// dirty by height, then by order of creation, each at most once, and goes on only where a value
/// really changed. What is read out of that order is brought up to date on demand. No recursion in
/// the depth of the graph. Everything belongs to one Graph, which outlives it, and to one thread.
class Graph {
public:
    struct Stats {
        quint64 evaluations = 0;
        quint64 writes = 0; ///< that changed a value
        quint64 flushes = 0; ///< that had something to do
    };
    using ErrorHandler = std::function<void(Computation &, std::exception_ptr)>;

    Graph() = default;
    Graph(const Graph &) = delete;
    Graph &operator=(const Graph &) = delete;
    ~Graph();

    /// Calls `function`; what it writes is flushed once, after the outermost batch.
    template <class F> void batch(F function);

    /// Calls `function` so that what it reads becomes no source of the running computation.
    template <class F> auto untracked(F function);

    /// Low-level form of untracked(): the previous value is returned, and must be restored.
    bool setTracking(bool on);

    /// Runs what is dirty now. Does nothing while a flush, a computation or a disposal is running:
    /// the flush comes after it.
    void flush();
    bool isFlushing() const { return m_flushing; }

    /// Gets what effects throw, and the graph's own errors (std::runtime_error: a cycle, what does
    /// not settle). Must not throw. Without one, errors are logged.
    void setErrorHandler(ErrorHandler handler) { m_errorHandler = std::move(handler); }

    /// How often one computation may run in one flush before it is stopped. 100 unless set.
    void setEffectLimit(int runs);

    Stats stats() const { return m_stats; }

    /// Called before each evaluation: for tests and diagnostics.
    void setTrace(std::function<void(const Computation &)> trace) { m_trace = std::move(trace); }

private:
    friend class Batch;
    friend class Computation;
    friend class Scope;
    friend class Source;
    template <class T, class Equal> friend class Signal;
    template <class T> friend class Computed;
    friend class Effect;

    // Evaluation (graph.cpp)
    quint32 writeCount() const { return quint32(m_stats.writes); }
    void written(Source &source);
    void markReaders(Source &source);
    void evaluate(Computation &computation);
    void finishRun(Computation &computation, RunFrame &frame, bool changed);
    bool withinLimit(Computation &computation);
    void settle();
    void reportError(Computation &computation, std::exception_ptr error);
    void reportError(Computation &computation, const char *message);
    bool fail(Computation &computation, std::exception_ptr error);
    void forgetFailure(Computation &computation);
    [[noreturn]] void rethrow(const Computation &computation) const;

    // Tracking (tracking.cpp)
    void track(Source &source);
    void link(Source &source);
    void dropLinks(Link *link);
    void detachFromSource(Link *link);
    void detachReaders(Source &source);
    void lowerHeight(Computation &computation);
    void raiseHeight(Computation &computation, quint32 height);
    bool dependsOn(Source &source, Computation &computation);
    static bool isOwnedBy(const Source &source, const Computation &owner);

    // Reading out of order (refresh.cpp)
    bool refresh(Computation &computation);
    void refreshKnown(Computation &computation);
    std::vector<Computation *> collectBelow(Computation &computation);
    void evaluateOlderFresh(const Computation &computation);
    void addFresh(Computation &computation);
    void removeFresh(Computation &computation);

    // Disposal (disposal.cpp)
    void finishDisposals();
    void retire(Source &source, bool keepMemory);
    void bury(Computation &computation, bool keepMemory);
    void sweep();
    bool runsInside(const Scope &scope) const;

    HeightQueue m_queue;
    RunFrame *m_frame = nullptr; ///< the innermost run
    RunFrame *m_tracker = nullptr; ///< the same while it tracks what it reads, else nullptr
    quint64 m_stamp = 0;
    quint64 m_order = 0;
    LinkPool m_links;
    Stats m_stats;
    int m_batches = 0;
    int m_refreshes = 0; ///< nested reads that hold pointers to computations
    bool m_flushing = false;
    quint32 m_flushStamp = 0;
    quint16 m_effectLimit = 100;
    ErrorHandler m_errorHandler;
    std::function<void(const Computation &)> m_trace;
    std::unordered_map<const Computation *, std::exception_ptr> m_errors; ///< of failed ones
    std::vector<Computation *> m_fresh; ///< never run, oldest first, with holes
    std::size_t m_freshCount = 0;
    std::size_t m_firstFresh = 0; ///< all before it are holes
    std::vector<Owned *> m_graveyard; ///< disposed, but perhaps still referred to on the stack
    Disposing *m_disposing = nullptr; ///< the innermost disposal
    std::vector<Scope *> m_postponed; ///< scopes disposed while something in them was disposed
};

/// While it lives, writes are collected; the outermost one's end flushes.
class [[nodiscard]] Batch {
public:
    explicit Batch(Graph &graph)
        : m_graph(graph)
    {
        ++m_graph.m_batches;
    }
    Batch(const Batch &) = delete;
    Batch &operator=(const Batch &) = delete;
    ~Batch()
    {
        --m_graph.m_batches;
        m_graph.settle();
    }

private:
    Graph &m_graph;
};

template <class F> void Graph::batch(F function)
{
    const Batch batch(*this);
    function();
}

template <class F> auto Graph::untracked(F function)
{
    struct Restore {
        Graph &graph;
        bool tracking;
        ~Restore() { graph.setTracking(tracking); }
    } const restore{*this, setTracking(false)};
    return function();
}

inline bool Graph::setTracking(bool on)
{
    const bool previous = m_tracker;
    m_tracker = on ? m_frame : nullptr;
    return previous;
}

inline void Graph::track(Source &source)
{
    RunFrame &frame = *m_tracker;
    if (frame.expected && frame.expected->source == &source) {
        frame.last = frame.expected;
        frame.expected = frame.expected->nextSource;
        source.m_readStamp = frame.stamp;
    } else if (source.m_readStamp != frame.stamp) {
        link(source);
    }
}

/// True when no flush could change the value, as far as can be told in O(1): nothing as low is
/// dirty, or it was brought up to date after the last write.
inline bool Computation::isCurrent() const
{
    return !has(Dirty | Running)
        && (m_height <= m_graph->m_queue.lowest() || m_checkedAt == m_graph->writeCount());
}

inline void Source::track() const
{
    if (m_graph->m_tracker)
        m_graph->track(const_cast<Source &>(*this));
}

} // namespace creact::reactive
