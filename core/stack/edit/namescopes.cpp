// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/namescopes.h"

#include "core/stack/edit/documenteditor.h"
#include "core/stack/edit/elementkeys.h"

#include <vector>

namespace creact {

namespace {

struct ListTask {
    const ElementList *list;
    NameScope scope;
};

/// Visits the elements of one list after another.
class NameWalk {
public:
    NameWalk(NameScopes &scopes, const NameVisitor &visitor)
        : m_scopes(scopes)
        , m_visitor(visitor)
    {
    }

    void run(const StackDocument &document)
    {
        m_tasks.push_back({&document.children, nullptr});
        for (const Component &component : document.components)
            m_tasks.push_back({&component.children, m_scopes.ofComponent(component)});
        while (!m_tasks.empty()) {
            const ListTask task = m_tasks.back();
            m_tasks.pop_back();
            NameScope scope = task.scope;
            for (const Element &element : *task.list) {
                visit(element, scope);
                scope = m_scopes.behind(scope, element);
            }
        }
    }

private:
    void visit(const Element &element, NameScope scope)
    {
        if (m_visitor.element)
            m_visitor.element(element, scope);
        for (const NamedBinding &each : element.props)
            bind(each.value, scope);
        bind(element.subject, scope);
        if (element.key)
            bind(*element.key, m_scopes.ofKey(scope, element));
        if (element.gather)
            bind(element.gather->value, m_scopes.ofGathered(scope, element));
        m_tasks.push_back(
            {&element.children, m_scopes.inList(scope, element, QStringLiteral("children"))});
        m_tasks.push_back(
            {&element.otherwise, m_scopes.inList(scope, element, QStringLiteral("else"))});
        m_tasks.push_back({&element.then, m_scopes.inList(scope, element, QStringLiteral("then"))});
        m_tasks.push_back(
            {&element.fallback, m_scopes.inList(scope, element, QStringLiteral("fallback"))});
    }

    void bind(const Binding &binding, NameScope scope)
    {
        if (m_visitor.binding && binding.kind == Binding::Kind::Expression)
            m_visitor.binding(binding, scope);
    }

    NameScopes &m_scopes;
    const NameVisitor &m_visitor;
    std::vector<ListTask> m_tasks;
};

/// Whether it stands before the element of that index in its list.
bool standsBefore(const Element &element, int index)
{
    const QStringView pointer = element.pointer;
    return pointer.sliced(pointer.lastIndexOf(u'/') + 1).toInt() < index;
}

} // namespace

NameScope nameIn(NameScope scope, const QString &name)
{
    while (scope && scope->name != name)
        scope = scope->outer;
    return scope;
}

NameScope NameScopes::add(NameScope outer, const QString &name, GivenName::Kind kind,
                          const Element *element, const Component *component)
{
    if (name.isEmpty())
        return outer;
    m_names.push_back({name, kind, element, component, outer});
    return &m_names.back();
}

NameScope NameScopes::addAs(NameScope outer, const Element &element)
{
    switch (element.kind) {
    case Element::Kind::Construct:
        return add(outer, element.as, GivenName::Kind::Construct, &element);
    case Element::Kind::Component:
        return add(outer, element.as, GivenName::Kind::Component, &element);
    case Element::Kind::Store:
        if (element.disabled && nameIn(outer, element.as))
            return outer;
        return add(outer, element.as, GivenName::Kind::Store, &element);
    default:
        return outer;
    }
}

NameScope NameScopes::ofComponent(const Component &component)
{
    NameScope scope = nullptr;
    for (const QString &prop : component.props)
        scope = add(scope, prop, GivenName::Kind::Prop, nullptr, &component);
    return scope;
}

NameScope NameScopes::inList(NameScope around, const Element &owner, QStringView key)
{
    using Kind = Element::Kind;
    if (key == u"children" && (owner.kind == Kind::Construct || owner.kind == Kind::Component))
        return addAs(around, owner);
    if (key == u"children" && owner.kind == Kind::For)
        return add(around, owner.item, GivenName::Kind::Item, &owner);
    if (key == u"then" && owner.gather)
        return add(around, owner.gather->as, GivenName::Kind::Gathered, &owner);
    if (key == u"fallback" && owner.kind == Kind::Boundary)
        return add(around, owner.name, GivenName::Kind::Error, &owner);
    return around;
}

NameScope NameScopes::behind(NameScope scope, const Element &sibling)
{
    return sibling.kind == Element::Kind::Store ? addAs(scope, sibling) : scope;
}

NameScope NameScopes::ofKey(NameScope around, const Element &element)
{
    return element.kind == Element::Kind::For
        ? add(around, element.item, GivenName::Kind::Item, &element)
        : around;
}

NameScope NameScopes::ofGathered(NameScope around, const Element &element)
{
    NameScope scope = ofKey(around, element);
    for (const Element &child : element.children) {
        if (!child.disabled || !nameIn(scope, child.as))
            scope = addAs(scope, child);
    }
    return scope;
}

NameScope NameScopes::at(const StackDocument &document, const QString &pointer)
{
    const QString component = componentOf(pointer);
    const ElementList *list = &document.children;
    NameScope scope = nullptr;
    if (!component.isEmpty()) {
        const Component *found = document.component(component);
        if (!found)
            return nullptr;
        list = &found->children;
        scope = ofComponent(*found);
    }
    QStringList parts = pointerParts(pointer);
    parts = parts.sliced(component.isEmpty() ? 1 : 3);
    QString path = component.isEmpty() ? QStringLiteral("/children") : pointer.section(u'/', 0, 3);
    for (qsizetype i = 0; list && i < parts.size(); i += 2) {
        const int index = parts.at(i).toInt();
        path += u'/' + parts.at(i);
        const Element *found = nullptr;
        for (const Element &each : *list) {
            if (each.pointer == path)
                found = &each;
            if (!standsBefore(each, index))
                break;
            scope = behind(scope, each);
        }
        if (i + 1 >= parts.size() || !found)
            break;
        const QString &key = parts.at(i + 1);
        path += u'/' + key;
        scope = inList(scope, *found, key);
        list = key == u"children" ? &found->children
            : key == u"else"      ? &found->otherwise
            : key == u"then"      ? &found->then
            : key == u"fallback"  ? &found->fallback
                                  : nullptr;
    }
    return scope;
}

void walkNames(const StackDocument &document, NameScopes &scopes, const NameVisitor &visitor)
{
    NameWalk(scopes, visitor).run(document);
}

} // namespace creact
