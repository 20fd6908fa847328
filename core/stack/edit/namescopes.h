// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/element.h"

#include <deque>
#include <functional>

namespace creact {

/// A name that a document gives, and all names around it.
struct GivenName {
    enum class Kind { Construct, Store, Component, Item, Gathered, Prop, Error };

    QString name;
    Kind kind = Kind::Construct;
    /// What gives it; null for a component's prop.
    const Element *element = nullptr;
    /// Whose prop it is; else null.
    const Component *component = nullptr;
    const GivenName *outer = nullptr;
};

/// The innermost name of a scope; null: an empty one.
using NameScope = const GivenName *;

/// Looked up outwards; null: nobody gives it.
NameScope nameIn(NameScope scope, const QString &name);

/// Makes the scopes of a document, as FORMAT.md tells what is visible where. A store that is
/// disabled is seen too, where nothing else has its name: who reads it means it.
class NameScopes {
public:
    NameScope ofComponent(const Component &component);
    /// Of the elements in the list of that key ("children", "else", "then", "fallback").
    NameScope inList(NameScope around, const Element &owner, QStringView key);
    /// Of the siblings that follow.
    NameScope behind(NameScope scope, const Element &sibling);
    NameScope ofKey(NameScope around, const Element &element);
    NameScope ofGathered(NameScope around, const Element &element);
    /// Of an element ("/children/0/else/2"), or of the place in a list that such a pointer names:
    /// it need not be there.
    NameScope at(const StackDocument &document, const QString &pointer);

    const std::deque<GivenName> &all() const { return m_names; }

private:
    NameScope add(NameScope outer, const QString &name, GivenName::Kind kind,
                  const Element *element, const Component *component = nullptr);
    NameScope addAs(NameScope outer, const Element &element);

    std::deque<GivenName> m_names;
};

/// What a walk through all elements calls, the disabled ones too; any may be null.
struct NameVisitor {
    std::function<void(const Element &element, NameScope scope)> element;
    std::function<void(const Binding &binding, NameScope scope)> binding;
};

/// Iterative. `scopes` holds every name of the document afterwards.
void walkNames(const StackDocument &document, NameScopes &scopes, const NameVisitor &visitor);

} // namespace creact
