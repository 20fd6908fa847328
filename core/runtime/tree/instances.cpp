// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How the rendered tree keeps its rows: insertion in display order, moves, errors of flow elements.
#include "core/runtime/tree/context.h"

#include <algorithm>

namespace creact {

Bound::Context Tree::bindingContext(const Context &context) const
{
    return {context.scope, &m_script, &m_host, context.names, context.node};
}

Bound &Tree::bind(const Context &context, const Binding &binding, const QString &what)
{
    // Only an `untrack` binding is recorded, and only then does it need a name of its own.
    QString instance;
    if (binding.expression.contains(QLatin1StringView("untrack"))) {
        instance = (context.node ? context.node->id().toString() : QString()) + u'/'
            + context.flowKeys.join(u'-') + u'/' + what;
    }
    return context.scope->make<Bound>(bindingContext(context), binding, instance);
}

Bound &Tree::bindShown(const Context &context, const Binding &binding, const QString &what,
                       Instance &instance, const QString &name)
{
    Bound &bound = bind(context, binding, what);
    instance.bindings.append({name, &bound});
    context.scope->onCleanup([&instance, &bound] {
        instance.bindings.removeIf(
            [&bound](const Instance::NamedBound &each) { return each.bound == &bound; });
    });
    return bound;
}

BoundValue Tree::evaluate(const Instance &instance, const Binding &binding) const
{
    BoundValue value;
    instance.scope->graph().untracked([&] {
        value = Bound::evaluateOnce(
            {instance.scope, &m_script, &m_host, instance.names, instance.gate}, binding);
    });
    return value;
}

const FlowLink *Tree::link(const Context &context, reactive::Computation *computation)
{
    if (!computation)
        return context.flow;
    return &context.scope->make<FlowLink>(FlowLink{context.flow, computation});
}

const NameFrame *Tree::addName(const Context &context, const QString &name, ScriptName &target)
{
    if (name.isEmpty())
        return context.names;
    return &context.scope->make<NameFrame>(NameFrame{context.names, name, &target});
}

Instance &Tree::insert(const Context &context, const Element *element, Instance::Kind kind,
                       qint64 order, const QString &key)
{
    auto &instance = context.scope->make<Instance>();
    instance.uid = ++m_lastUid;
    instance.kind = kind;
    instance.element = element;
    instance.parent = context.parent;
    instance.order = order;
    instance.key = key;
    instance.scope = context.scope;
    instance.names = context.names;
    instance.gate = context.node;
    place(instance);
    Boundary *boundary = context.boundary;
    context.scope->onCleanup([this, &instance, boundary] {
        if (instance.error) {
            if (boundary)
                boundary->recover(&instance);
            m_host.elementFailed(instance, nullptr, false, nullptr);
        }
        remove(instance);
    });
    if (m_observer)
        m_observer->instanceInserted(instance);
    return instance;
}

void Tree::place(Instance &instance)
{
    auto &siblings = instance.parent->children;
    const auto at = std::upper_bound(
        siblings.begin(), siblings.end(), instance.order,
        [](qint64 order, const Instance *sibling) { return order < sibling->order; });
    siblings.insert(at, &instance);
}

void Tree::remove(Instance &instance)
{
    if (m_observer)
        m_observer->instanceRemoved(instance);
    auto &siblings = instance.parent->children;
    // Disposal is last in, first out: look from the end.
    const auto at = std::find(siblings.rbegin(), siblings.rend(), &instance);
    if (at != siblings.rend())
        siblings.erase(std::next(at).base());
}

void Tree::move(Instance &instance, qint64 order)
{
    if (instance.order == order)
        return;
    std::erase(instance.parent->children, &instance);
    instance.order = order;
    place(instance);
    if (m_observer)
        m_observer->instanceMoved(instance);
}

void Tree::changed(Instance &instance)
{
    if (m_observer)
        m_observer->instanceChanged(instance);
}

void Tree::setElementError(Instance &instance, const Context &context, const Error *error)
{
    if (!error && !instance.error)
        return;
    instance.error = error ? std::optional(*error) : std::nullopt;
    if (context.boundary) {
        if (error)
            context.boundary->fail(&instance, *error);
        else
            context.boundary->recover(&instance);
    }
    m_host.elementFailed(instance, error, context.boundary && context.boundary->handles(),
                         context.node);
    changed(instance);
}

} // namespace creact
