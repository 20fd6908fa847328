// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace creact::reactive {

class Computation;
class Graph;
class Scope;
class Source;
struct RunFrame;

/// Whatever a Scope owns. An intrusive list, newest first, so that disposal is LIFO and needs no
/// memory of its own.
class Owned {
public:
    Owned(const Owned &) = delete;
    Owned &operator=(const Owned &) = delete;
    virtual ~Owned() = default;

protected:
    enum class Kind : quint8 { Signal, Computed, Effect, Scope, Cleanup, Object };
    explicit Owned(Kind kind)
        : m_kind(kind)
    {
    }

private:
    friend class Graph;
    friend class Scope;
    friend class Source;

    Owned *m_older = nullptr;
    const Kind m_kind;
};

/// One edge: `reader` read `source` in its last run. Lives in the graph's pool. A source that is
/// disposed first leaves its links behind with source == nullptr, until their reader runs again.
struct Link {
    Source *source;
    Computation *reader;
    Link *nextSource; ///< next in the reader's list, in the order of reading
    Link *previousReader; ///< circular: the first one's is the last
    Link *nextReader;
};

/// What can be read: a Signal or a Computation. Belongs to one Graph and its thread.
class Source : public Owned {
public:
    /// Anything the user of the graph wants to find again from forEachSource(). Not owned.
    const void *tag() const { return m_tag; }
    void setTag(const void *tag) { m_tag = tag; }

    /// Grows at each change of the value.
    quint64 version() const { return m_version; }

    /// This as a computation, or nullptr when it is a signal.
    Computation *asComputation();
    const Computation *asComputation() const;

    Graph &graph() const { return *m_graph; }

protected:
    Source(Kind kind, Graph &graph)
        : Owned(kind)
        , m_graph(&graph)
    {
    }
    enum Flag : quint8 {
        Dirty = 1, ///< to be run by the next flush, or when read
        Queued = 2, ///< the queue holds a pointer to it, also while it is no longer dirty
        Running = 4,
        Disposed = 8,
        Failed = 16, ///< the last run threw; the graph keeps the exception
        Fresh = 32, ///< never run: its sources are not known yet
        Visited = 64, ///< scratch mark of graph walks, never left set while user code runs
        Detached = 128, ///< disposed, and out of its scope's list
    };
    bool has(quint8 flags) const { return m_flags & flags; }
    void track() const;

private:
    friend class Graph;
    friend class HeightQueue;
    friend class Scope;
    friend class Computation;

    quint8 m_flags = 0;
    quint16 m_runs = 0; ///< computations: in the flush that m_flushStamp names
    quint32 m_height = 0; ///< above all sources and owners; signals are at 0
    Graph *m_graph;
    Link *m_firstReader = nullptr;
    const void *m_tag = nullptr;
    quint64 m_version = 0;
    quint64 m_readStamp = 0; ///< the run that read this last
};

/// What is evaluated by the graph: a Computed or an Effect.
class Computation : public Source {
public:
    /// Calls visitor(Source &) for each source that the last run read (or that the current run has
    /// read so far). A source may come twice when its first read was followed by a nested run.
    template <class F> void forEachSource(F visitor) const
    {
        for (const Link *link = m_firstSource; link; link = link->nextSource) {
            if (link->source)
                visitor(*link->source);
        }
    }

    /// True when the next flush, or the next read, runs it.
    bool isDirty() const { return has(Dirty); }
    bool isDisposed() const { return has(Disposed); }

protected:
    Computation(Kind kind, Scope &scope);

    /// Runs the function. True when the value changed. Catches what the function throws.
    virtual bool run() noexcept = 0;
    /// Lets go of the function and what it captured.
    virtual void release() = 0;

    bool isCurrent() const;

private:
    friend class Graph;
    friend class HeightQueue;
    friend class Scope;

    /// The effect that made this, or nullptr.
    Computation *owner() const;

    Scope *m_scope; ///< nullptr when disposed while running
    Link *m_firstSource = nullptr;
    quint64 m_order; ///< of creation, in the graph
    quint32 m_flushStamp = 0; ///< while fresh: the index in the graph's list of fresh ones
    quint32 m_checkedAt = 0; ///< count of writes when it was last known to be up to date
};

inline Computation *Source::asComputation()
{
    return m_kind == Kind::Signal ? nullptr : static_cast<Computation *>(this);
}

inline const Computation *Source::asComputation() const
{
    return m_kind == Kind::Signal ? nullptr : static_cast<const Computation *>(this);
}

} // namespace creact::reactive
