// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reactive/graph.h"
#include "core/reactive/scope.h"

namespace creact::reactive {

Graph::~Graph()
{
    quint32 height = 0;
    while (Computation *computation = m_queue.pop(height)) {
        if (computation->has(Source::Detached))
            bury(*computation, false);
    }
    sweep();
}

/// Takes a disposed source out of the graph. One that is running comes back when it has finished.
void Graph::retire(Source &source, bool keepMemory)
{
    source.m_flags |= Source::Disposed | Source::Detached;
    detachReaders(source);
    Computation *computation = source.asComputation();
    if (!computation) {
        if (keepMemory)
            m_graveyard.push_back(&source);
        else
            delete &source;
        return;
    }
    if (computation->has(Source::Running)) {
        computation->m_scope = nullptr;
        return;
    }
    if (computation->has(Source::Fresh))
        removeFresh(*computation);
    if (computation->has(Source::Failed))
        forgetFailure(*computation);
    dropLinks(std::exchange(computation->m_firstSource, nullptr));
    computation->release();
    bury(*computation, keepMemory);
}

/// Deletes it once neither the stack nor the queue refers to it.
void Graph::bury(Computation &computation, bool keepMemory)
{
    if (computation.has(Source::Running | Source::Queued))
        return;
    if (keepMemory || m_refreshes > 0)
        m_graveyard.push_back(&computation);
    else
        delete &computation;
}

void Graph::sweep()
{
    if (m_frame || m_refreshes > 0 || m_disposing)
        return;
    while (!m_graveyard.empty()) {
        for (Owned *item : std::exchange(m_graveyard, {}))
            delete item;
    }
}

/// Whether a computation inside the scope is running now.
bool Graph::runsInside(const Scope &scope) const
{
    for (const RunFrame *frame = m_frame; frame; frame = frame->outer) {
        const Scope *at = frame->reader->m_scope;
        while (at && at != &scope) {
            // From a running owner on, its own frame is looked at.
            const bool known = !at->m_isChild && at->m_owner && at->m_owner->has(Source::Running);
            at = known ? nullptr : at->m_parent;
        }
        if (at)
            return true;
    }
    return false;
}

void Graph::finishDisposals()
{
    if (m_disposing)
        return;
    while (!m_postponed.empty()) {
        Scope *scope = m_postponed.front();
        m_postponed.erase(m_postponed.begin());
        scope->finishDispose();
    }
    settle();
}

} // namespace creact::reactive
