// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/builder.h"

#include "core/base/jsonnode.h"

#include <vector>

namespace creact::build {

namespace {

ElementBuilder elementOf(Element::Kind kind, const QString &name)
{
    Element element;
    element.kind = kind;
    element.name = name;
    return ElementBuilder(std::move(element));
}

QString propsKey(Element::Kind kind)
{
    switch (kind) {
    case Element::Kind::Yield:
        return QStringLiteral("/yield/");
    case Element::Kind::Store:
        return QStringLiteral("/store/");
    default:
        return QStringLiteral("/props/");
    }
}

void assignBindings(Element &element)
{
    const QString &pointer = element.pointer;
    for (NamedBinding &each : element.props)
        each.value.pointer = pointer + propsKey(element.kind) + escapePointerPart(each.name);
    if (element.key)
        element.key->pointer = pointer + QStringLiteral("/key");
    if (element.kind == Element::Kind::Show)
        element.subject.pointer = pointer + QStringLiteral("/show");
    if (element.kind == Element::Kind::For)
        element.subject.pointer = pointer + QStringLiteral("/for");
    if (element.gather)
        element.gather->value.pointer = pointer + QStringLiteral("/gather/value");
}

} // namespace

Binding expr(const QString &expression)
{
    Binding binding;
    binding.kind = Binding::Kind::Expression;
    binding.expression = expression;
    return binding;
}

ElementBuilder &ElementBuilder::as(const QString &name)
{
    m_element.as = name;
    return *this;
}

ElementBuilder &ElementBuilder::key(const Value &key)
{
    m_element.key = key.binding();
    return *this;
}

ElementBuilder &ElementBuilder::item(const QString &name)
{
    m_element.item = name;
    return *this;
}

ElementBuilder &ElementBuilder::prop(const QString &name, const Value &value)
{
    m_element.props.append({name, value.binding()});
    return *this;
}

ElementBuilder &ElementBuilder::gather(const QString &as, const Value &value)
{
    m_element.gather = Element::Gather{as, value.binding()};
    return *this;
}

ElementBuilder &ElementBuilder::note(const QString &text)
{
    m_element.note = text;
    return *this;
}

ElementBuilder &ElementBuilder::disabled(bool disabled)
{
    m_element.disabled = disabled;
    return *this;
}

ElementBuilder construct(const QString &type)
{
    return elementOf(Element::Kind::Construct, type);
}

ElementBuilder show(const Value &condition)
{
    Element element;
    element.kind = Element::Kind::Show;
    element.subject = condition.binding();
    return ElementBuilder(std::move(element));
}

ElementBuilder forEach(const Value &list)
{
    Element element;
    element.kind = Element::Kind::For;
    element.subject = list.binding();
    return ElementBuilder(std::move(element));
}

ElementBuilder use(const QString &component)
{
    return elementOf(Element::Kind::Component, component);
}

ElementBuilder yield()
{
    return elementOf(Element::Kind::Yield, {});
}

ElementBuilder store(const QString &as)
{
    return elementOf(Element::Kind::Store, {}).as(as);
}

ElementBuilder boundary(const QString &errorName)
{
    return elementOf(Element::Kind::Boundary, errorName);
}

StackDocument StackBuilder::build() const
{
    StackDocument document = m_document;
    assignPointers(document);
    return document;
}

StackBuilder stack(const QString &name)
{
    return StackBuilder(name);
}

void assignPointers(StackDocument &document)
{
    struct Task {
        ElementList *list;
        QString pointer;
    };
    std::vector<Task> tasks{{&document.children, QStringLiteral("/children")}};
    for (Component &component : document.components) {
        component.pointer = QStringLiteral("/components/") + escapePointerPart(component.name);
        tasks.push_back({&component.children, component.pointer + QStringLiteral("/children")});
    }
    while (!tasks.empty()) {
        const Task task = std::move(tasks.back());
        tasks.pop_back();
        for (std::size_t i = 0; i < task.list->size(); ++i) {
            Element &element = (*task.list)[i];
            element.pointer = task.pointer + u'/' + QString::number(i);
            assignBindings(element);
            const auto add = [&](ElementList &list, const QString &key) {
                if (!list.empty())
                    tasks.push_back({&list, element.pointer + key});
            };
            add(element.children, QStringLiteral("/children"));
            add(element.otherwise, QStringLiteral("/else"));
            add(element.then, QStringLiteral("/then"));
            add(element.fallback, QStringLiteral("/fallback"));
        }
    }
}

} // namespace creact::build
