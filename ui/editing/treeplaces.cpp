// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/treeplaces.h"

#include <QSet>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;
using Side = TreePlace::Side;

namespace {

const ElementList *listAt(const StackDocument &document, const QString &list)
{
    const QString owner = ownerOfList(list);
    if (owner.isEmpty())
        return &document.children;
    if (isDefinition(owner)) {
        for (const Component &component : document.components) {
            if (component.pointer == owner)
                return &component.children;
        }
        return nullptr;
    }
    const Element *element = elementAt(document, owner);
    if (!element)
        return nullptr;
    const QString name = list.mid(owner.size() + 1);
    return name == "else"_L1    ? &element->otherwise
        : name == "then"_L1     ? &element->then
        : name == "fallback"_L1 ? &element->fallback
                                : &element->children;
}

QString listOf(const QString &pointer, Side side)
{
    switch (side) {
    case Side::Else:
        return pointer + "/else"_L1;
    case Side::Then:
        return pointer + "/then"_L1;
    case Side::Fallback:
        return pointer + "/fallback"_L1;
    default:
        return pointer + "/children"_L1;
    }
}

} // namespace

QString ownerOfList(const QString &list)
{
    return list.left(std::max<qsizetype>(0, list.lastIndexOf(u'/')));
}

bool isDefinition(const QString &pointer)
{
    return pointer.startsWith("/components/"_L1) && pointer.count(u'/') == 2;
}

bool canHaveChildren(const Element &element)
{
    return element.kind != Element::Kind::Yield && element.kind != Element::Kind::Store;
}

QString elementTitle(const Element &element)
{
    switch (element.kind) {
    case Element::Kind::Construct:
    case Element::Kind::Component:
        return element.name;
    case Element::Kind::Show:
        return u"show"_s;
    case Element::Kind::For:
        return u"for"_s;
    case Element::Kind::Yield:
        return u"yield"_s;
    case Element::Kind::Store:
        return u"store"_s;
    case Element::Kind::Boundary:
        return u"boundary"_s;
    }
    return {};
}

int sizeOfList(const StackDocument &document, const QString &list)
{
    const ElementList *elements = listAt(document, list);
    return elements ? int(elements->size()) : 0;
}

QList<TreePlace> placesAt(const StackDocument &document, const QString &pointer)
{
    if (pointer.isEmpty() || isDefinition(pointer))
        return {{Side::Inside, {pointer + "/children"_L1, -1}}};
    const Element *element = elementAt(document, pointer);
    if (!element)
        return {};
    const ElementPlace here = placeOf(pointer);
    const TreePlace after{Side::After, {here.list, here.index + 1}};
    QList<TreePlace> places;
    if (canHaveChildren(*element))
        places.append({Side::Inside, {listOf(pointer, Side::Inside), -1}});
    else
        places.append(after);
    using Kind = Element::Kind;
    const std::pair<Kind, Side> lists[] = {
        {Kind::Show, Side::Else}, {Kind::For, Side::Then}, {Kind::Boundary, Side::Fallback}};
    for (const auto &[kind, side] : lists) {
        if (element->kind == kind)
            places.append({side, {listOf(pointer, side), -1}});
    }
    places.append({Side::Before, here});
    if (canHaveChildren(*element))
        places.append(after);
    return places;
}

std::optional<ElementPlace> placeAt(const StackDocument &document, const QString &pointer,
                                    TreePlace::Side side)
{
    for (const TreePlace &each : placesAt(document, pointer)) {
        if (each.side == side)
            return each.place;
    }
    return {};
}

QStringList outermost(QStringList pointers)
{
    pointers.removeAll(QString());
    pointers.removeDuplicates();
    const QSet<QString> all(pointers.cbegin(), pointers.cend());
    pointers.removeIf([&all](const QString &pointer) {
        for (qsizetype end = pointer.lastIndexOf(u'/'); end > 0;
             end = pointer.lastIndexOf(u'/', end - 1)) {
            if (all.contains(pointer.left(end)))
                return true;
        }
        return false;
    });
    return pointers;
}

std::optional<ElementPlace> placeOfStep(const StackDocument &document, const QStringList &pointers,
                                        Step step)
{
    if (pointers.isEmpty())
        return {};
    const ElementPlace one = placeOf(pointers.first());
    int first = one.index;
    int last = one.index;
    for (const QString &pointer : pointers) {
        const ElementPlace place = placeOf(pointer);
        if (place.list.isEmpty() || place.list != one.list)
            return {};
        first = std::min(first, place.index);
        last = std::max(last, place.index);
    }
    switch (step) {
    case Step::Up:
        return first > 0 ? std::optional(ElementPlace{one.list, first - 1}) : std::nullopt;
    case Step::Down:
        if (last + 1 >= sizeOfList(document, one.list))
            return {};
        return ElementPlace{one.list, last + 2};
    case Step::Out: {
        const ElementPlace owner = placeOf(ownerOfList(one.list));
        if (owner.list.isEmpty())
            return {};
        return ElementPlace{owner.list, owner.index + 1};
    }
    case Step::In: {
        const QString previous = u"%1/%2"_s.arg(one.list).arg(first - 1);
        const Element *element = first > 0 ? elementAt(document, previous) : nullptr;
        if (!element || !canHaveChildren(*element))
            return {};
        return ElementPlace{previous + "/children"_L1, -1};
    }
    }
    return {};
}

std::optional<ElementName> nameAt(const StackDocument &document, const QString &pointer)
{
    using Role = DocumentName::Role;
    for (const Component &component : document.components) {
        if (component.pointer == pointer)
            return ElementName{{pointer, Role::Component}, component.name};
    }
    const Element *element = elementAt(document, pointer);
    if (!element)
        return {};
    switch (element->kind) {
    case Element::Kind::Construct:
    case Element::Kind::Component:
    case Element::Kind::Store:
        return ElementName{{pointer, Role::As}, element->as};
    case Element::Kind::For:
        return ElementName{{pointer, Role::Item}, element->item};
    case Element::Kind::Boundary:
        return ElementName{{pointer, Role::Error}, element->name};
    case Element::Kind::Yield:
        if (element->props.size() == 1 && !element->props.first().name.isEmpty())
            return ElementName{{pointer, Role::YieldKey, element->props.first().name},
                               element->props.first().name};
        break;
    case Element::Kind::Show:
        break;
    }
    return {};
}

} // namespace creact
