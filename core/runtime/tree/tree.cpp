// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/tree/context.h"

#include "core/stack/expression/scriptengine.h"
#include "core/stack/ids.h"

namespace creact {

namespace {

/// The values that a component yields, under the `as` of its use.
class YieldName final : public ScriptName {
public:
    void add(const QString &name, Bound &bound) { m_values.append({name, &bound}); }

    bool hasMembers() const override { return true; }
    ScriptRead value() override { return {}; }
    ScriptRead member(const QString &name) override
    {
        for (const auto &[known, bound] : std::as_const(m_values)) {
            if (known == name)
                return bound->value();
        }
        return {};
    }
    QStringList members(bool *complete) override
    {
        QStringList names;
        for (const auto &[name, bound] : std::as_const(m_values)) {
            *complete = *complete && !bound->get().isUndefined();
            names.append(name);
        }
        return names;
    }

private:
    QList<std::pair<QString, Bound *>> m_values;
};

} // namespace

Tree::Tree(StackDocumentPtr document, ScriptEngine &script, TreeHost &host)
    : m_document(std::move(document))
    , m_script(script)
    , m_host(host)
    , m_observer(host.observer())
    , m_root(std::make_unique<Instance>())
    , m_scope(std::make_unique<reactive::Scope>(m_graph))
{
    m_root->kind = Instance::Kind::Root;
}

Tree::~Tree()
{
    if (m_observer)
        m_observer->treeGone();
    m_observer = nullptr;
}

void Tree::render()
{
    Context context;
    context.scope = m_scope.get();
    context.parent = m_root.get();
    m_graph.batch([&] { renderList(m_document->children, context); });
}

void Tree::setStore(const QString &name, const QJsonObject &values)
{
    m_graph.batch([&] {
        const QList<PlacedStore> stores = m_stores.value(name);
        for (const PlacedStore &placed : stores) {
            placed.store->set(values);
            changed(*placed.instance);
        }
    });
}

void Tree::renderList(const ElementList &list, Context context, qint64 order)
{
    for (const Element &element : list)
        renderElement(element, context, order++);
}

void Tree::renderElement(const Element &element, Context &context, qint64 order)
{
    Instance &instance = insert(context, &element, Instance::Kind::Element, order);
    if (element.disabled) {
        instance.flow = Instance::Flow::Closed;
        return;
    }
    switch (element.kind) {
    case Element::Kind::Construct:
        renderConstruct(element, context, instance);
        break;
    case Element::Kind::Show:
        renderShow(element, context, instance);
        break;
    case Element::Kind::For:
        renderFor(element, context, instance);
        break;
    case Element::Kind::Component:
        renderComponent(element, context, instance);
        break;
    case Element::Kind::Store:
        context.names = renderStore(element, context, instance);
        break;
    case Element::Kind::Boundary:
        renderBoundary(element, context, instance);
        break;
    case Element::Kind::Yield:
        renderYield(element, context, instance);
        break;
    }
}

void Tree::renderConstruct(const Element &element, const Context &context, Instance &instance)
{
    withKey(element, context, instance,
            [this, &element, &instance](const Context &inner, const std::optional<QString> &key) {
                makeNode(element, inner, instance, key);
            });
}

void Tree::makeNode(const Element &element, const Context &context, Instance &instance,
                    const std::optional<QString> &key)
{
    instance.key = key.value_or(QString());
    const QString segment = segmentFor(element.name, context.flowKeys, key);
    const NodeId id = context.node ? context.node->id().child(segment) : NodeId::root(segment);
    if (!m_nodes.contains(id)) {
        addNode(element, context, instance, id);
        return;
    }
    // The other one may be about to leave in this very settle: wait for it, as a lasting error.
    auto &wake = context.scope->signal<int>(0);
    m_contenders.insert(id, &wake);
    context.scope->onCleanup([this, id, &wake] { m_contenders.remove(id, &wake); });
    context.scope->effect([this, &element, &instance, &wake, context, id](reactive::Scope &run) {
        wake.get();
        m_graph.untracked([&] {
            if (const Node *other = m_nodes.value(id)) {
                const Error error{
                    ErrorCode::DuplicateId,
                    QStringLiteral("Two elements make a node with the id '%1': %2 and %3.")
                        .arg(id.toString(), other->element().pointer, element.pointer),
                    element.pointer, QStringLiteral("Give one of them another key.")};
                setElementError(instance, context, &error);
                return;
            }
            setElementError(instance, context, nullptr);
            Context inner = context;
            inner.scope = &run;
            addNode(element, inner, instance, id);
        });
    });
}

void Tree::addNode(const Element &element, const Context &context, Instance &instance,
                   const NodeId &id)
{
    reactive::Scope &scope = *context.scope;
    Node::Place place{.id = id,
                      .type = m_host.constructTypes().find(element.name),
                      .element = &element,
                      .parent = context.node,
                      .boundary = context.boundary,
                      .flow = context.flow,
                      .instance = &instance};
    Node &node = scope.make<Node>(scope, std::move(place));
    instance.node = &node;
    m_nodes.insert(id, &node);

    bool dynamic = false;
    for (const NamedBinding &prop : propsOf(element)) {
        Bound &bound = bind(context, prop.value, id.segment() + u'#' + prop.name);
        node.props.push_back({prop.name, &bound});
        dynamic = dynamic || bound.computation();
    }
    LateName *late = context.lateName(element.as);
    if (late)
        late->add(node);
    scope.onCleanup([this, &node, &instance, late] {
        if (late)
            late->remove(node);
        m_nodes.remove(node.id());
        instance.node = nullptr;
        m_host.nodeRemoved(node);
        const auto contenders = m_contenders.values(node.id());
        for (reactive::Signal<int> *wake : contenders)
            wake->set(wake->peek() + 1);
    });
    m_host.nodeAdded(node);
    if (dynamic) {
        scope.effect([this, &node](reactive::Scope &) {
            for (const Node::Prop &prop : node.props)
                prop.bound->get();
            m_graph.untracked([&] { m_host.nodeDirty(node); });
        });
    } else {
        m_host.nodeDirty(node);
    }
    changed(instance);

    Context inner = context;
    inner.parent = &instance;
    inner.node = &node;
    inner.names = addName(context, element.as, node);
    inner.flow = nullptr;
    inner.flowKeys.clear();
    inner.late = nullptr;
    renderList(element.children, inner);
}

void Tree::renderComponent(const Element &element, const Context &context, Instance &instance)
{
    withKey(element, context, instance,
            [this, &element, &instance](const Context &inner, const std::optional<QString> &key) {
                makeComponent(element, inner, instance, key);
            });
}

void Tree::makeComponent(const Element &element, const Context &context, Instance &instance,
                         const std::optional<QString> &key)
{
    const Component *component = m_document->component(element.name);
    if (!component) {
        const Error error{ErrorCode::DocumentInvalid,
                          QStringLiteral("There is no component '%1'.").arg(element.name),
                          element.pointer,
                          {}};
        setElementError(instance, context, &error);
        return;
    }
    instance.key = key.value_or(QString());
    Context inner = context;
    inner.parent = &instance;
    inner.names = nullptr;
    inner.late = nullptr;
    if (key)
        inner.flowKeys.append(*key);
    for (const QString &prop : component->props) {
        static const Binding undefined;
        const Binding *binding = &undefined;
        for (const NamedBinding &given : element.props) {
            if (given.name == prop)
                binding = &given.value;
        }
        Bound &bound = bindShown(context, *binding, element.name + u'#' + prop, instance, prop);
        inner.names = addName(inner, prop, bound);
    }
    inner.frame =
        &context.scope->make<Frame>(Frame{&element.children, context.names, element.as,
                                          context.lateName(element.as), context.frame, &instance});
    renderList(component->children, inner);
}

void Tree::renderYield(const Element &element, Context context, Instance &instance)
{
    const Frame *frame = context.frame;
    if (!frame)
        return;
    auto &yielded = context.scope->make<YieldName>();
    bool untracks = false;
    for (const NamedBinding &value : element.props) {
        untracks = untracks || value.value.expression.contains(QLatin1StringView("untrack"));
        yielded.add(value.name,
                    bindShown(context, value.value, QStringLiteral("yield#") + value.name, instance,
                              value.name));
    }
    // What `untrack` sees is recorded when it is first read: looking must not be that.
    if (!untracks)
        watchYield(context, instance);
    context.names = frame->names;
    context.names = addName(context, frame->as, yielded);
    context.frame = frame->outer;
    context.late = nullptr;
    if (LateName *late = frame->late) {
        late->add(yielded);
        context.scope->onCleanup([late, &yielded] { late->remove(yielded); });
    }
    countUse(*frame->user, 1);
    context.scope->onCleanup([this, user = frame->user] { countUse(*user, -1); });
    // All that is rendered here takes the yield's one place among its siblings.
    for (const Element &child : *frame->children)
        renderElement(child, context, instance.order);
}

void Tree::watchYield(const Context &context, Instance &instance)
{
    instance.yieldShown = true;
    context.scope->effect([this, &instance](reactive::Scope &) {
        BoundValue all;
        for (const Instance::NamedBound &each : std::as_const(instance.bindings)) {
            const BoundValue &value = each.bound->get();
            all.missing += value.missing;
            if (!all.error)
                all.error = value.error;
        }
        m_graph.untracked([&] {
            instance.flow =
                all.missing.isEmpty() ? Instance::Flow::Open : Instance::Flow::Undefined;
            instance.waitsFor = all.missing;
            changed(instance);
        });
    });
}

void Tree::countUse(Instance &user, int step)
{
    user.items += step;
    changed(user);
}

const NameFrame *Tree::renderStore(const Element &element, const Context &context,
                                   Instance &instance)
{
    QJsonObject initial;
    for (const NamedBinding &value : element.props) {
        m_graph.untracked([&] {
            initial.insert(value.name,
                           Bound::evaluateOnce(bindingContext(context), value.value).value);
        });
    }
    auto &store =
        context.scope->make<StoreName>(*context.scope, m_host.storeValues(element.as, initial));
    instance.store = &store;
    m_stores[element.as].append({&store, &instance});
    LateName *late = context.lateName(element.as);
    if (late)
        late->add(store);
    context.scope->onCleanup([this, &store, &instance, late, name = element.as] {
        if (late)
            late->remove(store);
        instance.store = nullptr;
        m_stores[name].removeIf(
            [&store](const PlacedStore &placed) { return placed.store == &store; });
    });
    return addName(context, element.as, store);
}

void Tree::renderBoundary(const Element &element, const Context &context, Instance &instance)
{
    auto &boundary = context.scope->make<Boundary>(*context.scope, !element.fallback.empty());
    auto &failed =
        context.scope->computed<bool>([&boundary] { return boundary.failure().read() != nullptr; });
    context.scope->effect(
        [this, &element, &instance, &boundary, &failed, context](reactive::Scope &run) {
            const bool open = failed.get();
            m_graph.untracked([&] {
                instance.fallbackOpen = open;
                changed(instance);
                if (!open)
                    return;
                Context inner = context;
                inner.scope = &run;
                inner.parent = &instance;
                inner.late = nullptr;
                auto &name = run.make<CellName>(boundary.failure());
                inner.names = addName(inner, element.name, name);
                renderList(element.fallback, inner, secondListOrder);
            });
        });
    Context inner = context;
    inner.parent = &instance;
    inner.boundary = &boundary;
    inner.late = nullptr;
    renderList(element.children, inner);
}

} // namespace creact
