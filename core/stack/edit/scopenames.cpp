// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/scopenames.h"

#include "core/stack/edit/documenteditor.h"
#include "core/stack/edit/elementkeys.h"
#include "core/stack/edit/namemembers.h"

#include <QSet>

namespace creact {

namespace {

ScopeName::Kind kindOf(const GivenName &name)
{
    switch (name.kind) {
    case GivenName::Kind::Construct:
        return ScopeName::Kind::Construct;
    case GivenName::Kind::Store:
        return ScopeName::Kind::Store;
    case GivenName::Kind::Component:
        return ScopeName::Kind::Component;
    case GivenName::Kind::Item:
        return ScopeName::Kind::Item;
    case GivenName::Kind::Gathered:
        return ScopeName::Kind::Gathered;
    case GivenName::Kind::Prop:
        return ScopeName::Kind::Prop;
    case GivenName::Kind::Error:
        break;
    }
    return ScopeName::Kind::Error;
}

/// What the value at the pointer sees.
NameScope scopeOfValue(NameScopes &scopes, const StackDocument &document, const QString &pointer)
{
    const QString at = elementPointerIn(pointer);
    if (at.isEmpty())
        return nullptr;
    NameScope scope = scopes.at(document, at);
    const Element *element = elementAt(document, at);
    const QStringView value = QStringView(pointer).sliced(at.size());
    if (element && value == u"/key")
        return scopes.ofKey(scope, *element);
    if (element && value.startsWith(u"/gather"))
        return scopes.ofGathered(scope, *element);
    return scope;
}

} // namespace

QList<ScopeName> namesInScope(const StackDocument &document, const ConstructTypes &types,
                              const QStringList &builtins, const QString &pointer)
{
    QList<ScopeName> names;
    QSet<QString> seen;
    NameScopes scopes;
    for (NameScope each = scopeOfValue(scopes, document, pointer); each; each = each->outer) {
        const bool isThere = !each->element || !each->element->disabled
            || isAtOrBelow(pointer, each->element->pointer);
        if (!isThere || seen.contains(each->name))
            continue;
        seen.insert(each->name);
        const bool isOf =
            each->kind == GivenName::Kind::Construct || each->kind == GivenName::Kind::Component;
        names.append({each->name, kindOf(*each), isOf ? each->element->name : QString(),
                      each->element ? each->element->pointer : QString(),
                      membersOf(*each, document, types)});
    }
    for (const QString &each : builtins) {
        if (!seen.contains(each))
            names.append({each, ScopeName::Kind::Builtin, {}, {}, {}});
    }
    return names;
}

} // namespace creact
