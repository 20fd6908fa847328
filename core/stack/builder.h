// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/element.h"

#include <QJsonArray>
#include <QJsonObject>

#include <concepts>
#include <type_traits>
#include <utility>

/// Stack trees in C++, with lambdas where a document has expressions:
///
///     StackDocument document = stack(u"hello"_s).children(
///         construct(u"HttpServer"_s).as(u"server"_s).prop(u"port"_s, 3000).children(
///             construct(u"ChatHandler"_s)
///                 .prop(u"serverId"_s, expr(u"server.id"_s))
///                 .prop(u"path"_s, [](BindingScope &scope) { return scope.value(u"x"_s); })));
///
/// build() (or the conversion to StackDocument) gives every element and binding the JSON pointer
/// that it would have in a document.
namespace creact::build {

/// What a prop, a key, a condition or a list may be given as.
class Value {
public:
    Value(Binding binding)
        : m_binding(std::move(binding))
    {
    }
    Value(QJsonValue literal) { m_binding.literal = std::move(literal); }
    Value(const QString &text)
        : Value(QJsonValue(text))
    {
    }
    Value(const QJsonObject &object)
        : Value(QJsonValue(object))
    {
    }
    Value(const QJsonArray &array)
        : Value(QJsonValue(array))
    {
    }
    template <typename T>
    requires std::is_arithmetic_v<T> Value(T scalar)
        : Value(QJsonValue(scalar))
    {
    }
    template <std::invocable<BindingScope &> Function>
    requires(!std::same_as<std::remove_cvref_t<Function>, Value>) Value(Function function)
    {
        m_binding.kind = Binding::Kind::Function;
        m_binding.function = std::move(function);
    }

    const Binding &binding() const { return m_binding; }

private:
    Binding m_binding;
};

/// {"$": "…"}
Binding expr(const QString &expression);

/// One element, fluently; every call changes this builder and returns it.
class ElementBuilder {
public:
    explicit ElementBuilder(Element element)
        : m_element(std::move(element))
    {
    }
    operator Element() const & { return m_element; }
    operator Element() && { return std::move(m_element); }

    ElementBuilder &as(const QString &name);
    ElementBuilder &key(const Value &key);
    ElementBuilder &item(const QString &name);
    ElementBuilder &prop(const QString &name, const Value &value);
    ElementBuilder &gather(const QString &as, const Value &value);
    ElementBuilder &note(const QString &text);
    ElementBuilder &disabled(bool disabled = true);

    /// Each appends: elements, builders, or whole lists (ElementList).
    template <typename... Parts> ElementBuilder &children(Parts &&...parts)
    {
        return append(m_element.children, std::forward<Parts>(parts)...);
    }
    template <typename... Parts> ElementBuilder &otherwise(Parts &&...parts)
    {
        return append(m_element.otherwise, std::forward<Parts>(parts)...);
    }
    template <typename... Parts> ElementBuilder &then(Parts &&...parts)
    {
        return append(m_element.then, std::forward<Parts>(parts)...);
    }
    template <typename... Parts> ElementBuilder &fallback(Parts &&...parts)
    {
        return append(m_element.fallback, std::forward<Parts>(parts)...);
    }

    /// For parts that are temporaries, as in the example above: no subtree is copied.
    Element take() { return std::move(m_element); }

private:
    friend class StackBuilder;

    static void appendPart(ElementList &list, ElementBuilder &part)
    {
        list.push_back(std::move(part.m_element));
    }
    static void appendPart(ElementList &list, ElementBuilder &&part) { appendPart(list, part); }
    static void appendPart(ElementList &list, Element part) { list.push_back(std::move(part)); }
    static void appendPart(ElementList &list, ElementList parts)
    {
        for (Element &part : parts)
            list.push_back(std::move(part));
    }
    template <typename... Parts> ElementBuilder &append(ElementList &list, Parts &&...parts)
    {
        (appendPart(list, std::forward<Parts>(parts)), ...);
        return *this;
    }

    Element m_element;
};

ElementBuilder construct(const QString &type);
ElementBuilder show(const Value &condition);
ElementBuilder forEach(const Value &list);
/// A use of a component.
ElementBuilder use(const QString &component);
/// Its values are props.
ElementBuilder yield();
/// Its initial values are props.
ElementBuilder store(const QString &as);
ElementBuilder boundary(const QString &errorName);

/// A whole stack.
class StackBuilder {
public:
    explicit StackBuilder(const QString &name) { m_document.name = name; }

    template <typename... Parts>
    StackBuilder &component(const QString &name, const QStringList &props, Parts &&...parts)
    {
        Component component{name, props, {}, {}};
        (ElementBuilder::appendPart(component.children, std::forward<Parts>(parts)), ...);
        m_document.components.push_back(std::move(component));
        return *this;
    }
    template <typename... Parts> StackBuilder &children(Parts &&...parts)
    {
        (ElementBuilder::appendPart(m_document.children, std::forward<Parts>(parts)), ...);
        return *this;
    }

    StackDocument build() const;
    StackDocumentPtr share() const { return std::make_shared<const StackDocument>(build()); }
    operator StackDocument() const { return build(); }

private:
    StackDocument m_document;
};

StackBuilder stack(const QString &name);

/// Gives elements, components and bindings the pointers that they have in a document.
void assignPointers(StackDocument &document);

} // namespace creact::build
