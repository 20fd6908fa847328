// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/element.h"

#include <deque>

namespace creact {

/// One name in scope, and all names around it.
struct StaticName {
    enum class Gives {
        Outputs, ///< of the construct `element`
        Values, ///< of the store `element`
        Yielded, ///< by the component that `element` uses
        Unknown, ///< an item, a gathered list, a component's prop, an error
    };

    QString name;
    Gives gives = Gives::Unknown;
    const Element *element = nullptr;
    const StaticName *outer = nullptr;
};

/// The innermost name of a scope, or null for an empty one; names are looked up outwards.
using StaticScope = const StaticName *;

inline StaticScope findName(StaticScope scope, const QString &name)
{
    while (scope && scope->name != name)
        scope = scope->outer;
    return scope;
}

/// Owns the names of all scopes of a document: nested thousands deep, they end without recursion.
class StaticScopes {
public:
    /// The scope itself when the name is empty.
    StaticScope add(StaticScope outer, const QString &name,
                    StaticName::Gives gives = StaticName::Gives::Unknown,
                    const Element *element = nullptr)
    {
        if (name.isEmpty())
            return outer;
        m_names.push_back({name, gives, element, outer});
        return &m_names.back();
    }

private:
    std::deque<StaticName> m_names;
};

} // namespace creact
