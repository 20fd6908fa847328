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

QString NodeSymbol::withKey(const QString &keySymbol) const
{
    const bool isUse = element->kind == Element::Kind::Component;
    return path + (isUse ? u'<' + element->name : kebabCase(element->name)) + u'\n' + keySymbol;
}

QString NodeSymbol::symbol() const
{
    return withKey(keySymbolOf(element->key));
}

QList<NodeSymbol> nodeSymbols(const ElementList &list, const QString &path)
{
    struct Task {
        const ElementList *list;
        QString path;
    };
    QList<NodeSymbol> symbols;
    std::vector<Task> todo{{&list, path}};
    while (!todo.empty()) {
        const Task task = todo.back();
        todo.pop_back();
        for (const Element &element : *task.list) {
            if (element.disabled)
                continue;
            if (element.kind == Element::Kind::Construct
                || element.kind == Element::Kind::Component)
                symbols.append({task.path, &element});
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
