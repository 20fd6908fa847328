// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/namemembers.h"

#include "core/stack/walk.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace creact {

namespace {

ValueType typeOfJson(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return ValueType::Boolean;
    case QJsonValue::Double:
        return ValueType::Number;
    case QJsonValue::String:
        return ValueType::String;
    case QJsonValue::Array:
        return ValueType::Array;
    case QJsonValue::Object:
        return ValueType::Object;
    default:
        return ValueType::Any;
    }
}

void addMember(QList<OutputSpec> &members, const QString &name, const QJsonValue &literal)
{
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const OutputSpec &each) { return each.name == name; });
    OutputSpec member;
    member.name = name;
    member.type = typeOfJson(literal);
    if (found == members.end())
        members.append(member);
    else if (found->type != member.type)
        found->type = ValueType::Any;
}

void addBindings(QList<OutputSpec> &members, const QList<NamedBinding> &bindings)
{
    for (const NamedBinding &each : bindings)
        addMember(members, each.name, each.value.isLiteral() ? each.value.literal : QJsonValue());
}

QString literalProp(const Element &element, const QString &name)
{
    for (const NamedBinding &each : element.props) {
        if (each.name == name)
            return each.value.isLiteral() ? each.value.literal.toString() : QString();
    }
    return {};
}

bool isSetStore(const Element &element)
{
    return element.kind == Element::Kind::Construct && element.name == u"SetStore";
}

/// Of the stores that are called so: what is there at first, and what SetStore writes.
QList<OutputSpec> valuesOf(const QString &store, const StackDocument &document)
{
    QList<OutputSpec> initial;
    QList<OutputSpec> written;
    forEachElement(document, [&](const Element &element, const Component *) {
        if (element.kind == Element::Kind::Store && element.as == store)
            addBindings(initial, element.props);
        const QString key =
            isSetStore(element) ? literalProp(element, QStringLiteral("key")) : QString();
        if (!key.isEmpty() && literalProp(element, QStringLiteral("storeId")) == store)
            addMember(written, key, {});
    });
    for (const OutputSpec &each : std::as_const(written)) {
        const bool isKnown = std::any_of(initial.begin(), initial.end(), [&](const auto &other) {
            return other.name == each.name;
        });
        if (!isKnown)
            initial.append(each);
    }
    return initial;
}

/// Of the items of a list that stands in the document.
QList<OutputSpec> membersOfItems(const Binding &list)
{
    QList<OutputSpec> members;
    if (!list.isLiteral())
        return members;
    for (const QJsonValue &item : list.literal.toArray()) {
        const QJsonObject object = item.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            addMember(members, it.key(), it.value());
    }
    return members;
}

/// As Error::toJson() writes them.
QList<OutputSpec> membersOfErrors()
{
    const auto member = [](const QString &name, const QString &doc) {
        OutputSpec spec;
        spec.name = name;
        spec.type = ValueType::String;
        spec.doc = doc;
        return spec;
    };
    return {member(QStringLiteral("code"), QStringLiteral("What kind of error it is.")),
            member(QStringLiteral("message"), QStringLiteral("What happened.")),
            member(QStringLiteral("where"), QStringLiteral("Where it happened.")),
            member(QStringLiteral("hint"), QStringLiteral("What to do."))};
}

} // namespace

QList<OutputSpec> yieldedBy(const Component &component)
{
    QList<OutputSpec> members;
    std::vector<const ElementList *> todo{&component.children};
    while (!todo.empty()) {
        const ElementList &list = *todo.back();
        todo.pop_back();
        for (const Element &element : list) {
            if (element.disabled)
                continue;
            if (element.kind == Element::Kind::Yield)
                addBindings(members, element.props);
            for (const ElementList *each :
                 {&element.children, &element.otherwise, &element.then, &element.fallback})
                todo.push_back(each);
        }
    }
    return members;
}

QList<OutputSpec> membersOf(const GivenName &name, const StackDocument &document,
                            const ConstructTypes &types)
{
    switch (name.kind) {
    case GivenName::Kind::Construct: {
        if (isSetStore(*name.element))
            return valuesOf(literalProp(*name.element, QStringLiteral("storeId")), document);
        const ConstructType *type = types.find(name.element->name);
        return type ? type->outputs : QList<OutputSpec>();
    }
    case GivenName::Kind::Store:
        return valuesOf(name.name, document);
    case GivenName::Kind::Component: {
        const Component *component = document.component(name.element->name);
        return component ? yieldedBy(*component) : QList<OutputSpec>();
    }
    case GivenName::Kind::Item:
        return membersOfItems(name.element->subject);
    case GivenName::Kind::Error:
        return membersOfErrors();
    case GivenName::Kind::Gathered:
    case GivenName::Kind::Prop:
        break;
    }
    return {};
}

} // namespace creact
