// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reactive/graph.h"
#include "core/reactive/scope.h"

#include <queue>

namespace creact::reactive {

/// The reader's list differs here from that of the previous run, or this is its end.
void Graph::link(Source &source)
{
    RunFrame &frame = *m_tracker;
    Computation &reader = *frame.reader;
    if (source.has(Source::Disposed))
        return;
    if (Link *skipped = frame.expected) { // one that is gone from the middle keeps the rest
        Link *following = skipped->nextSource;
        if (following && following->source == &source) {
            (frame.last ? frame.last->nextSource : reader.m_firstSource) = following;
            skipped->nextSource = nullptr;
            dropLinks(skipped);
            frame.changedSources = true;
            frame.expected = following;
            track(source);
            return;
        }
    }
    if (source.m_height >= reader.m_height && !isOwnedBy(source, reader)) {
        if (&source == &reader || dependsOn(source, reader)) {
            reportError(reader, "The computation depends on itself: the read was not followed.");
            return;
        }
        if (reader.m_firstReader || reader.m_kind == Source::Kind::Effect)
            raiseHeight(reader, source.m_height + 1);
        else
            reader.m_height = source.m_height + 1;
    }
    Link *added = m_links.take();
    *added = {&source, &reader, frame.expected, added, nullptr};
    (frame.last ? frame.last->nextSource : reader.m_firstSource) = added;
    if (Link *first = source.m_firstReader) {
        added->previousReader = first->previousReader;
        first->previousReader->nextReader = added;
        first->previousReader = added;
    } else {
        source.m_firstReader = added;
    }
    frame.last = added;
    frame.changedSources = true;
    source.m_readStamp = frame.stamp;
}

void Graph::dropLinks(Link *link)
{
    while (link) {
        Link *next = link->nextSource;
        if (link->source)
            detachFromSource(link);
        m_links.give(link);
        link = next;
    }
}

void Graph::detachFromSource(Link *link)
{
    Link *&first = link->source->m_firstReader;
    if (link->nextReader)
        link->nextReader->previousReader = link->previousReader;
    else
        first->previousReader = link->previousReader;
    if (link == first)
        first = link->nextReader;
    else
        link->previousReader->nextReader = link->nextReader;
}

void Graph::detachReaders(Source &source)
{
    for (Link *link = source.m_firstReader; link; link = link->nextReader)
        link->source = nullptr;
    source.m_firstReader = nullptr;
}

/// Heights would only grow where sources come and go, and the queue with them.
void Graph::lowerHeight(Computation &computation)
{
    if (computation.has(Source::Queued))
        return; // it would be found too late, at its old height
    const Computation *owner = computation.owner();
    quint32 height = owner ? owner->m_height + 1 : 1;
    for (const Link *link = computation.m_firstSource; link; link = link->nextSource) {
        if (link->source && link->source->m_height >= height
            && link->source->m_height < computation.m_height)
            height = link->source->m_height + 1;
    }
    computation.m_height = std::min(height, computation.m_height);
}

/// True for what `owner` made in this run: it may read that. When it changes, the owner runs again
/// and remakes it, so that edge needs no place in the order of heights.
bool Graph::isOwnedBy(const Source &source, const Computation &owner)
{
    const Computation *computation = source.asComputation();
    while (computation && computation != &owner && computation->m_height > owner.m_height)
        computation = computation->owner();
    return computation == &owner && &source != &owner;
}

/// Whether a path leads from `computation` up to `source`: only what is lower than `source` can be
/// on it.
bool Graph::dependsOn(Source &source, Computation &computation)
{
    std::vector<Computation *> seen;
    bool found = false;
    const auto see = [&](Computation &above) {
        found = found || &above == &source;
        if (above.m_height < source.m_height && !above.has(Source::Visited)) {
            above.m_flags |= Source::Visited;
            seen.push_back(&above);
        }
    };
    see(computation);
    for (std::size_t i = 0; i < seen.size() && !found; ++i) {
        Computation &at = *seen[i];
        for (Link *link = at.m_firstReader; link; link = link->nextReader) {
            if (link->reader->m_height > at.m_height) // else the reader owns it
                see(*link->reader);
        }
        Scope::forEachOwnedBy(at, see);
    }
    for (Computation *visited : seen)
        visited->m_flags &= ~Source::Visited;
    return found;
}

/// Lifts what is above out of the way, each once: in the order of the old heights.
void Graph::raiseHeight(Computation &computation, quint32 height)
{
    using Entry = std::pair<quint32, Computation *>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> raised;
    const auto raise = [&raised](Computation &above, quint32 to) {
        if (!above.has(Source::Visited)) {
            above.m_flags |= Source::Visited;
            raised.emplace(above.m_height, &above);
        }
        above.m_height = to;
    };
    raise(computation, height);
    while (!raised.empty()) {
        Computation &at = *raised.top().second;
        raised.pop();
        at.m_flags &= ~Source::Visited;
        for (Link *link = at.m_firstReader; link; link = link->nextReader) {
            if (link->reader->m_height <= at.m_height && !isOwnedBy(at, *link->reader))
                raise(*link->reader, at.m_height + 1);
        }
        Scope::forEachOwnedBy(at, [&](Computation &owned) {
            if (owned.m_height <= at.m_height)
                raise(owned, at.m_height + 1);
        });
    }
}

} // namespace creact::reactive
