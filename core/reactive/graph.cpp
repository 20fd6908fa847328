// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reactive/graph.h"

#include <QtDebug>

#include <stdexcept>

namespace creact::reactive {

void Graph::setEffectLimit(int runs)
{
    m_effectLimit = quint16(std::clamp(runs, 1, 65000));
}

void Graph::written(Source &source)
{
    ++m_stats.writes;
    ++source.m_version;
    markReaders(source);
    settle();
}

inline void Graph::markReaders(Source &source)
{
    for (Link *link = source.m_firstReader; link; link = link->nextReader) {
        Computation &reader = *link->reader;
        if (reader.has(Source::Dirty | Source::Disposed))
            continue;
        reader.m_flags |= Source::Dirty;
        if (!reader.has(Source::Queued))
            m_queue.push(reader);
    }
}

void Graph::settle()
{
    if (m_batches == 0 && !m_queue.isEmpty())
        flush();
}

inline bool Graph::withinLimit(Computation &computation)
{
    if (!m_flushing)
        return true;
    if (computation.m_flushStamp != m_flushStamp) {
        computation.m_flushStamp = m_flushStamp;
        computation.m_runs = 0;
    }
    if (computation.m_runs < m_effectLimit) {
        ++computation.m_runs;
        return true;
    }
    if (computation.m_runs == m_effectLimit) {
        ++computation.m_runs; // one report a flush
        reportError(computation, "The computation does not settle: it was stopped.");
    }
    return false;
}

inline void Graph::finishRun(Computation &computation, RunFrame &frame, bool changed)
{
    computation.m_flags &= ~Source::Running;
    if (computation.has(Source::Disposed)) {
        if (computation.has(Source::Detached))
            retire(computation, true);
        return;
    }
    if (frame.expected) { // not read this time
        (frame.last ? frame.last->nextSource : computation.m_firstSource) = nullptr;
        dropLinks(frame.expected);
        frame.changedSources = true;
    }
    if (frame.changedSources)
        lowerHeight(computation);
    computation.m_checkedAt = frame.startedAt;
    if (changed) {
        ++computation.m_version;
        markReaders(computation);
    }
    if (!m_frame && !m_flushing)
        settle();
}

void Graph::evaluate(Computation &computation)
{
    if (computation.has(Source::Fresh))
        removeFresh(computation);
    computation.m_flags &= ~Source::Dirty;
    if (!withinLimit(computation))
        return;
    ++m_stats.evaluations;
    if (m_trace)
        m_trace(computation);
    computation.m_flags |= Source::Running;
    RunFrame frame{&computation, nullptr, computation.m_firstSource, ++m_stamp, writeCount(),
                   m_frame,      false};
    RunFrame *const outerTracker = m_tracker;
    m_frame = m_tracker = &frame;
    const bool changed = computation.run();
    m_frame = frame.outer;
    m_tracker = outerTracker;
    finishRun(computation, frame, changed);
}

void Graph::flush()
{
    if (m_flushing || m_frame || m_disposing || m_queue.isEmpty())
        return;
    m_flushing = true;
    ++m_flushStamp;
    ++m_stats.flushes;
    quint32 height = 0;
    while (Computation *computation = m_queue.pop(height)) {
        if (computation->has(Source::Disposed))
            bury(*computation, false);
        else if (!computation->has(Source::Dirty))
            continue; // read meanwhile, and brought up to date by that
        else if (computation->m_height > height)
            m_queue.push(*computation);
        else
            evaluate(*computation);
        if (!m_graveyard.empty())
            sweep();
    }
    m_flushing = false;
}

bool Graph::fail(Computation &computation, std::exception_ptr error)
{
    computation.m_flags |= Source::Failed;
    m_errors[&computation] = std::move(error);
    return true;
}

void Graph::forgetFailure(Computation &computation)
{
    computation.m_flags &= ~Source::Failed;
    m_errors.erase(&computation);
}

void Graph::rethrow(const Computation &computation) const
{
    std::rethrow_exception(m_errors.at(&computation));
}

void Graph::reportError(Computation &computation, std::exception_ptr error)
{
    const bool tracking = setTracking(false);
    if (m_errorHandler) {
        m_errorHandler(computation, error);
    } else {
        try {
            std::rethrow_exception(error);
        } catch (const std::exception &e) {
            qWarning("creact::reactive: %s", e.what());
        } catch (...) {
            qWarning("creact::reactive: a computation threw something that is no std::exception");
        }
    }
    setTracking(tracking);
}

void Graph::reportError(Computation &computation, const char *message)
{
    reportError(computation, std::make_exception_ptr(std::runtime_error(message)));
}

} // namespace creact::reactive
