// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/nodesymbols.h"

#include "core/stack/edit/documenteditor.h"
#include "core/stack/edit/elementkeys.h"
#include "core/stack/ids.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace creact {

namespace {

QString bindingSymbol(const Binding &binding)
{
    if (binding.kind == Binding::Kind::Expression)
        return u'{' + binding.expression + u'}';
    return QString::fromUtf8(
        QJsonDocument(QJsonArray{binding.literal}).toJson(QJsonDocument::Compact));
}

/// What the list of a flow element adds to the path: two lists of one condition are made together.
QString pathOf(const Element &flow, const QString &key)
{
    if (flow.kind == Element::Kind::Boundary)
        return key == u"children" ? QString() : QStringLiteral("^\n");
    return key + u'\n' + bindingSymbol(flow.subject) + u'\n' + keySymbolOf(flow.key) + u'\n';
}

/// What a component renders whenever it is used. Components that use components are followed so far
/// and no further.
void addParts(const StackDocument &document, const QString &name, QList<NodeSymbols::Part> &parts)
{
    constexpr int mostLists = 50;
    struct Task {
        const ElementList *list;
        QString key;
    };
    const auto join = [](const QString &a, const QString &b) {
        return a.isEmpty() || b.isEmpty() ? a + b : a + u'\n' + b;
    };
    std::vector<Task> todo;
    const auto follow = [&](const QString &component, const QString &key) {
        if (const Component *found = document.component(component))
            todo.push_back({&found->children, key});
    };
    follow(name, {});
    for (int i = 0; i < mostLists && !todo.empty(); ++i) {
        const Task task = todo.back();
        todo.pop_back();
        for (const Element &element : *task.list) {
            const QString key = join(task.key, keySymbolOf(element.key));
            if (element.disabled)
                continue;
            if (element.kind == Element::Kind::Construct)
                parts.append({kebabCase(element.name), key});
            else if (element.kind == Element::Kind::Component)
                follow(element.name, key);
            else if (element.kind == Element::Kind::Boundary)
                todo.push_back({&element.children, task.key});
        }
    }
}

bool isFlow(const Element &element)
{
    return element.kind == Element::Kind::Show || element.kind == Element::Kind::For
        || element.kind == Element::Kind::Boundary;
}

} // namespace

QString keySymbolOf(const std::optional<Binding> &key)
{
    if (!key)
        return {};
    if (key->kind == Binding::Kind::Expression)
        return u'{' + key->expression + u'}';
    return key->literal.toVariant().toString();
}

QSet<QString> NodeSymbols::withKey(const QString &keySymbol) const
{
    QSet<QString> symbols;
    for (const Part &part : parts) {
        QString symbol = path + part.type;
        for (const QString &key : {keySymbol, part.key}) {
            if (!key.isEmpty())
                symbol += u'\n' + key;
        }
        symbols.insert(symbol);
    }
    return symbols;
}

QSet<QString> NodeSymbols::all() const
{
    return withKey(keySymbolOf(element->key));
}

NodeSymbols nodeSymbolsOf(const StackDocument &document, const Element &element,
                          const QString &path)
{
    if (element.kind == Element::Kind::Construct)
        return {path, &element, {{kebabCase(element.name), {}}}};
    NodeSymbols symbols{path, &element, {{u'<' + element.name, {}}}};
    addParts(document, element.name, symbols.parts);
    return symbols;
}

QList<NodeSymbols> nodeSymbols(const StackDocument &document, const ElementList &list,
                               const QString &path)
{
    struct Task {
        const ElementList *list;
        QString path;
    };
    QList<NodeSymbols> symbols;
    std::vector<Task> todo{{&list, path}};
    while (!todo.empty()) {
        const Task task = todo.back();
        todo.pop_back();
        for (const Element &element : *task.list) {
            if (element.disabled)
                continue;
            if (element.kind == Element::Kind::Construct
                || element.kind == Element::Kind::Component)
                symbols.append(nodeSymbolsOf(document, element, task.path));
            if (!isFlow(element))
                continue;
            const auto add = [&](const ElementList &inner, const QString &key) {
                if (!inner.empty())
                    todo.push_back({&inner, task.path + pathOf(element, key)});
            };
            add(element.children, QStringLiteral("children"));
            add(element.otherwise, QStringLiteral("else"));
            add(element.then, QStringLiteral("then"));
            add(element.fallback, QStringLiteral("fallback"));
        }
    }
    return symbols;
}

NodeLevel nodeLevel(const StackDocument &document, const QString &listPointer)
{
    NodeLevel level;
    level.pointer = listPointer;
    while (true) {
        const QString owner = parentPointer(level.pointer);
        const Element *element = elementAt(document, owner);
        if (!element) {
            const Component *component = document.component(componentOf(level.pointer));
            level.list = owner.isEmpty() ? &document.children
                : component              ? &component->children
                                         : nullptr;
            return level;
        }
        const QString key = level.pointer.sliced(owner.size() + 1);
        if (!isFlow(*element)) {
            level.list = &element->children;
            return level;
        }
        level.path.prepend(pathOf(*element, key));
        level.pointer = placeOf(owner).list;
    }
}

} // namespace creact
