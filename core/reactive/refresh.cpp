// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reactive/graph.h"

#include <algorithm>

namespace creact::reactive {

namespace {

/// Reads of values that were never computed nest, on the C++ stack: from here on, older ones are
/// computed first, since what reads is mostly younger than what it reads.
constexpr int PlainNesting = 32;
/// Beyond that, the stack is in danger.
constexpr int MaxNesting = 1000;

} // namespace

/// Brings the value up to date for a reader. False when the read must not be tracked.
bool Graph::refresh(Computation &computation)
{
    if (computation.has(Source::Disposed))
        return false;
    if (computation.has(Source::Running)) {
        if (m_tracker)
            reportError(*m_tracker->reader, "Cycle: the computation reads what is reading it.");
        return false;
    }
    if (m_refreshes >= MaxNesting) {
        reportError(computation, "The computation is nested too deeply to be evaluated.");
        return true;
    }
    sweep();
    ++m_refreshes;
    if (computation.has(Source::Fresh) && m_refreshes > PlainNesting)
        evaluateOlderFresh(computation);
    refreshKnown(computation);
    settle();
    --m_refreshes;
    return true;
}

void Graph::refreshKnown(Computation &computation)
{
    constexpr auto done = Source::Running | Source::Disposed;
    for (int pass = 0; pass < m_effectLimit; ++pass) {
        const quint64 writes = m_stats.writes;
        if (computation.m_height <= m_queue.lowest()) {
            if (computation.has(Source::Dirty))
                evaluate(computation);
        } else {
            for (Computation *below : collectBelow(computation)) {
                if (below->has(done))
                    continue;
                if (below->has(Source::Dirty))
                    evaluate(*below);
                else
                    below->m_checkedAt = quint32(writes);
            }
        }
        const bool settled = writes == m_stats.writes && !computation.has(Source::Dirty);
        if (settled || computation.has(done))
            return;
    }
}

/// The computation, and all its known sources and their owners that could be dirty, in the order
/// of evaluation.
std::vector<Computation *> Graph::collectBelow(Computation &computation)
{
    std::vector<Computation *> found;
    const auto visit = [&found](Computation *below) {
        if (!below || below->isCurrent()
            || below->has(Source::Visited | Source::Running | Source::Disposed))
            return;
        below->m_flags |= Source::Visited;
        found.push_back(below);
    };
    visit(&computation);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Computation *at = found[i];
        visit(at->owner());
        at->forEachSource([&](Source &source) { visit(source.asComputation()); });
    }
    for (Computation *below : found)
        below->m_flags &= ~Source::Visited;
    std::sort(found.begin(), found.end(), [](const Computation *a, const Computation *b) {
        return a->m_height != b->m_height ? a->m_height < b->m_height : a->m_order < b->m_order;
    });
    return found;
}

void Graph::evaluateOlderFresh(const Computation &computation)
{
    while (m_firstFresh < m_fresh.size() && !m_fresh[m_firstFresh])
        ++m_firstFresh;
    for (std::size_t i = m_firstFresh;
         computation.has(Source::Fresh) && i < computation.m_flushStamp; ++i) {
        if (Computation *older = m_fresh[i])
            refreshKnown(*older);
    }
}

void Graph::addFresh(Computation &computation)
{
    const bool holey = m_fresh.size() > 64 && m_fresh.size() > 2 * m_freshCount;
    if (holey && m_refreshes == 0) {
        std::erase(m_fresh, nullptr);
        m_firstFresh = 0;
        for (std::size_t i = 0; i < m_fresh.size(); ++i)
            m_fresh[i]->m_flushStamp = quint32(i);
    }
    computation.m_flags |= Source::Fresh | Source::Dirty;
    computation.m_flushStamp = quint32(m_fresh.size());
    m_fresh.push_back(&computation);
    ++m_freshCount;
}

void Graph::removeFresh(Computation &computation)
{
    m_fresh[computation.m_flushStamp] = nullptr;
    --m_freshCount;
    computation.m_flushStamp = 0;
    computation.m_flags &= ~Source::Fresh;
    while (!m_fresh.empty() && !m_fresh.back())
        m_fresh.pop_back();
    m_firstFresh = std::min(m_firstFresh, m_fresh.size());
}

} // namespace creact::reactive
