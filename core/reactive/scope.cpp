// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reactive/scope.h"
#include "core/reactive/disposing.h"
#include "core/reactive/effect.h"

#include <QtDebug>

namespace creact::reactive {

struct Scope::Cleanup final : Owned {
    explicit Cleanup(std::function<void()> f)
        : Owned(Kind::Cleanup)
        , function(std::move(f))
    {
    }
    std::function<void()> function;
};

Computation::Computation(Kind kind, Scope &scope)
    : Source(kind, scope.graph())
    , m_scope(&scope)
    , m_order(++scope.graph().m_order)
{
    m_height = scope.m_owner ? scope.m_owner->m_height + 1 : 1;
}

Computation *Computation::owner() const
{
    return m_scope ? m_scope->m_owner : nullptr;
}

Scope::Scope(Graph &graph)
    : Owned(Kind::Scope)
    , m_graph(&graph)
{
}

Scope::Scope(Scope *parent)
    : Owned(Kind::Scope)
    , m_graph(parent->m_graph)
    , m_parent(parent)
    , m_owner(parent->m_owner)
    , m_disposed(parent->m_disposed)
    , m_isChild(true)
{
}

Scope::Scope(Scope &parent, Effect &effect)
    : Owned(Kind::Scope)
    , m_graph(parent.m_graph)
    , m_parent(&parent)
    , m_owner(&effect)
    , m_disposed(parent.m_disposed)
{
}

Scope::~Scope()
{
    if (m_disposed)
        std::erase(m_graph->m_postponed, this);
    else
        mark();
    if (m_newest) {
        empty();
        m_graph->finishDisposals();
    }
}

Effect &Scope::effect(std::function<void(Scope &run)> function)
{
    auto &effect = adopt(new Effect(*this, std::move(function)));
    if (m_disposed)
        effect.m_flags |= Source::Disposed;
    else
        m_graph->evaluate(effect);
    return effect;
}

Scope &Scope::child()
{
    return adopt(new Scope(this));
}

void Scope::onCleanup(std::function<void()> function)
{
    auto *cleanup = new Cleanup(std::move(function));
    if (m_disposed)
        runCleanup(cleanup);
    else
        push(cleanup);
}

void Scope::push(Owned *item)
{
    item->m_older = m_newest;
    if (Scope *neighbour = asScope(m_newest))
        neighbour->m_newer = item;
    m_newest = item;
}

/// The newest, or a scope from anywhere in the list.
void Scope::remove(Owned *item)
{
    Owned *newer = item == m_newest ? nullptr : asScope(item)->m_newer;
    (newer ? newer->m_older : m_newest) = item->m_older;
    if (Scope *older = asScope(item->m_older))
        older->m_newer = newer;
}

Scope *Scope::asScope(Owned *item)
{
    return item && item->m_kind == Kind::Scope ? static_cast<Scope *>(item) : nullptr;
}

Scope *Scope::runScopeOf(Owned *item)
{
    return item && item->m_kind == Kind::Effect ? &static_cast<Effect *>(item)->m_run : nullptr;
}

void Scope::forEachOwnedBy(Computation &owner, const std::function<void(Computation &)> &visit)
{
    Scope *const top = runScopeOf(&owner);
    if (!top)
        return;
    Scope *scope = top;
    Owned *item = top->m_newest;
    while (true) {
        if (Scope *inner = asScope(item)) {
            scope = inner;
            item = inner->m_newest;
        } else if (item) {
            if (item->m_kind == Kind::Computed || item->m_kind == Kind::Effect)
                visit(*static_cast<Computation *>(item));
            item = item->m_older;
        } else if (scope == top) {
            return;
        } else {
            item = scope->m_older;
            scope = scope->m_parent;
        }
    }
}

void Scope::dispose()
{
    if (m_disposed)
        return;
    mark();
    if (isBeingEmptied())
        m_graph->m_postponed.push_back(this);
    else
        finishDispose();
}

/// Before an effect's next run.
void Scope::clear()
{
    mark();
    empty();
    m_graph->finishDisposals();
    m_disposed = m_owner->isDisposed();
}

/// From here on nothing in it runs, whatever the clean-ups write.
void Scope::mark()
{
    Scope *scope = this;
    Owned *item = m_newest;
    m_disposed = true;
    while (true) {
        if (item && (item->m_kind == Kind::Computed || item->m_kind == Kind::Effect))
            static_cast<Computation *>(item)->m_flags |= Source::Disposed;
        Scope *inner = asScope(item) ? asScope(item) : runScopeOf(item);
        if (inner) {
            inner->m_disposed = true;
            scope = inner;
            item = inner->m_newest;
        } else if (item) {
            item = item->m_older;
        } else if (scope == this) {
            return;
        } else {
            item = scope->m_isChild ? scope->m_older : scope->m_owner->m_older;
            scope = scope->m_parent;
        }
    }
}

/// Whether a scope inside this one, or this one, is being emptied further up the stack.
bool Scope::isBeingEmptied() const
{
    for (const Disposing *at = m_graph->m_disposing; at; at = at->outer) {
        for (const Scope *scope = &at->scope; scope; scope = scope->m_parent) {
            if (scope == this)
                return true;
        }
    }
    return false;
}

void Scope::finishDispose()
{
    Graph &graph = *m_graph;
    const bool keepMemory = graph.runsInside(*this);
    empty();
    if (m_isChild) {
        m_parent->remove(this);
        if (keepMemory)
            graph.m_graveyard.push_back(this);
        else
            delete this;
    }
    graph.finishDisposals();
}

/// Newest first, and without recursion: an inner scope is emptied before it goes itself.
void Scope::empty()
{
    const Disposing disposing(*m_graph, *this, m_graph->m_disposing);
    const bool keepMemory = m_graph->runsInside(*this);
    Scope *scope = this;
    while (true) {
        if (Owned *item = scope->m_newest) {
            scope->remove(item);
            scope = scope->disposeItem(item, keepMemory);
        } else if (scope == this) {
            return;
        } else {
            scope = scope->leave(keepMemory);
        }
    }
}

/// The scope to go on with: an inner one that is to be emptied first, else this one.
Scope *Scope::disposeItem(Owned *item, bool keepMemory)
{
    if (Scope *inner = asScope(item) ? asScope(item) : runScopeOf(item))
        return inner;
    switch (item->m_kind) {
    case Kind::Signal:
    case Kind::Computed:
        m_graph->retire(*static_cast<Source *>(item), keepMemory);
        break;
    case Kind::Cleanup:
        runCleanup(static_cast<Cleanup *>(item));
        break;
    default:
        delete item;
    }
    return this;
}

/// This one is empty, and out of its parent's list.
Scope *Scope::leave(bool keepMemory)
{
    Scope *parent = m_parent;
    if (!m_isChild)
        m_graph->retire(*m_owner, keepMemory);
    else if (keepMemory)
        m_graph->m_graveyard.push_back(this);
    else
        delete this;
    return parent;
}

void Scope::runCleanup(Cleanup *cleanup)
{
    const std::unique_ptr<Cleanup> guard(cleanup);
    const bool tracking = m_graph->setTracking(false);
    try {
        cleanup->function();
    } catch (...) {
        if (m_owner)
            m_graph->reportError(*m_owner, std::current_exception());
        else
            qWarning("creact::reactive: a clean-up function has thrown");
    }
    m_graph->setTracking(tracking);
}

} // namespace creact::reactive
