// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/edit/documenteditor.h"
#include "core/stack/edit/elementkeys.h"

#include <algorithm>

namespace creact {

/// Where a document can be edited.
struct Places {
    QStringList elements;
    QStringList lists;
    /// Values that can be set: key, subject, props.
    QStringList values;
};

inline void collect(const JsonNode &node, const QString &pointer, Places &places)
{
    const bool isElement = !placeOf(pointer).list.isEmpty();
    if (isElement)
        places.elements.append(pointer);
    for (const JsonMember &member : node.members) {
        const QString at = pointer + u'/' + escapePointerPart(member.name);
        if (member.name == u"components" && pointer.isEmpty()) {
            for (const JsonMember &component : member.value.members)
                collect(component.value, at + u'/' + component.name, places);
        } else if (isElementListPointer(at)) {
            places.lists.append(at);
            for (std::size_t i = 0; i < member.value.items.size(); ++i)
                collect(member.value.items[i], at + u'/' + QString::number(i), places);
        } else if (isElement && member.name == u"props") {
            places.values.append(at + QStringLiteral("/new"));
            for (const JsonMember &prop : member.value.members)
                places.values.append(at + u'/' + escapePointerPart(prop.name));
        }
    }
    if (isElement) {
        const QStringList &keys = elementKeys(elementKeyword(node));
        for (const QString &key :
             {QStringLiteral("children"), QStringLiteral("else"), QStringLiteral("fallback")}) {
            if (keys.contains(key) && !node.find(key))
                places.lists.append(pointer + u'/' + key);
        }
        if (keys.contains(QStringLiteral("key")))
            places.values.append(pointer + QStringLiteral("/key"));
    }
}

inline Places placesOf(const QByteArray &text)
{
    Places places;
    collect(JsonDocument::parse(text).root(), {}, places);
    return places;
}

/// Members in the order of their names: where a new one stands is not what is compared.
inline JsonNode sorted(JsonNode node)
{
    std::sort(node.members.begin(), node.members.end(),
              [](const JsonMember &a, const JsonMember &b) { return a.name < b.name; });
    for (JsonMember &member : node.members)
        member.value = sorted(std::move(member.value));
    for (JsonNode &item : node.items)
        item = sorted(std::move(item));
    return node;
}

inline JsonNode *nodeAt(JsonNode &root, const QString &pointer)
{
    return const_cast<JsonNode *>(root.at(pointer));
}

inline JsonNode &listAt(JsonNode &root, const QString &pointer)
{
    JsonNode &owner = *nodeAt(root, parentPointer(pointer));
    const QString key = pointerParts(pointer).last();
    if (!owner.find(key))
        owner.set(key, JsonNode::array());
    return *nodeAt(root, pointer);
}

/// The document as a tree, edited in the plainest way: what the edits of the text must come to.
class PlainDocument {
public:
    explicit PlainDocument(const QByteArray &text)
        : m_root(JsonDocument::parse(text).root())
    {
    }

    void insert(const ElementPlace &place, const std::vector<JsonNode> &elements)
    {
        JsonNode &list = listAt(m_root, place.list);
        const auto at = place.index < 0 ? list.items.end() : list.items.begin() + place.index;
        list.items.insert(at, elements.begin(), elements.end());
    }

    /// From the last one to the first, so that pointers stay right.
    void remove(QStringList pointers)
    {
        std::sort(pointers.begin(), pointers.end(), [this](const QString &a, const QString &b) {
            return m_root.at(a)->offset > m_root.at(b)->offset;
        });
        for (const QString &pointer : pointers) {
            JsonNode &list = *nodeAt(m_root, placeOf(pointer).list);
            list.items.erase(list.items.begin() + placeOf(pointer).index);
        }
    }

    void set(const QString &object, const QString &name, const JsonNode &value)
    {
        nodeAt(m_root, object)->set(name, value);
    }
    void unset(const QString &object, const QString &name) { nodeAt(m_root, object)->remove(name); }

    JsonNode &root() { return m_root; }
    bool says(const QByteArray &text) const
    {
        return sorted(m_root) == sorted(JsonDocument::parse(text).root());
    }

private:
    JsonNode m_root;
};

} // namespace creact
