// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/editbuilder.h"

#include "core/stack/edit/elementkeys.h"

#include <algorithm>

namespace creact {

namespace {

/// The names of an object's members in the order in which they are written; empty: any.
QStringList memberOrder(const QString &pointer, const JsonNode &object)
{
    const QStringList parts = pointerParts(pointer);
    const auto list = [](const QString &names) { return names.split(u' '); };
    if (parts.isEmpty())
        return list(QStringLiteral("creact stack note components children"));
    if (parts.size() == 2 && parts.first() == u"components")
        return list(QStringLiteral("props note children"));
    if (!placeOf(pointer).list.isEmpty())
        return elementKeys(elementKeyword(object));
    if (parts.last() == u"gather")
        return list(QStringLiteral("as value"));
    return {};
}

/// Behind the members that come before it in that order.
int memberIndex(const JsonNode &object, const QStringList &order, const QString &name)
{
    const qsizetype rank = order.indexOf(name);
    if (rank < 0)
        return static_cast<int>(object.members.size());
    int index = 0;
    for (int i = 0; i < static_cast<int>(object.members.size()); ++i) {
        const qsizetype other = order.indexOf(object.members.at(static_cast<std::size_t>(i)).name);
        if (other >= 0 && other < rank)
            index = i + 1;
    }
    return index;
}

int indexOfMember(const JsonNode &object, const QString &name)
{
    const auto found = std::find_if(object.members.begin(), object.members.end(),
                                    [&](const JsonMember &each) { return each.name == name; });
    return static_cast<int>(found - object.members.begin());
}

} // namespace

EditBuilder::EditBuilder(const LoadedDocument &document)
    : m_source(*document.source)
    , m_style(styleOf(m_source))
    , m_splices(m_source.text())
{
}

ElementText EditBuilder::textOf(const QString &pointer) const
{
    const JsonNode &node = *m_source.root().at(pointer);
    return {m_source.text().mid(node.offset, node.length),
            lineIndent(m_source.text(), node.offset)};
}

void EditBuilder::removeElement(const QString &pointer)
{
    const ElementPlace place = placeOf(pointer);
    container(place.list).remove(place.index);
    m_removed.append({place.list, place.index});
}

void EditBuilder::insertElements(const ElementPlace &place, const QList<ElementText> &elements)
{
    const JsonNode *list = m_source.root().at(place.list);
    const int size = list ? static_cast<int>(list->items.size()) : 0;
    const int index = place.index < 0 ? size : std::min(place.index, size);
    m_inserted.insert(m_inserted.size(), elements.size(), {place.list, index});
    if (!list) {
        insertMember(
            parentPointer(place.list), pointerParts(place.list).last(),
            [this, elements](const QByteArray &indent) { return newList(elements, indent); });
        return;
    }
    for (const ElementText &each : elements)
        container(place.list).insert(index, [each](const QByteArray &indent) {
            return reindented(each.text, each.indent, indent);
        });
}

QByteArray EditBuilder::newList(const QList<ElementText> &elements, const QByteArray &indent) const
{
    const QByteArray inner = indent + m_style.unit;
    QByteArray text;
    for (const ElementText &each : elements) {
        if (!text.isEmpty())
            text += m_style.oneLine ? m_style.comma : QByteArrayLiteral(",");
        if (!m_style.oneLine)
            text += '\n' + inner;
        text += reindented(each.text, each.indent, inner);
    }
    return '[' + text + (m_style.oneLine ? QByteArray() : '\n' + indent) + ']';
}

int EditBuilder::shiftedIndex(const QString &list, int index) const
{
    int shifted = index;
    for (const Change &each : m_removed)
        shifted -= each.index < index && each.list == list ? 1 : 0;
    for (const Change &each : m_inserted)
        shifted += each.index <= index && each.list == list ? 1 : 0;
    return shifted;
}

QString EditBuilder::shifted(const QString &pointer) const
{
    QString result;
    QString original;
    for (const QString &part : pointer.split(u'/').sliced(1)) {
        bool isNumber = false;
        const int index = part.toInt(&isNumber);
        result += u'/' + (isNumber ? QString::number(shiftedIndex(original, index)) : part);
        original += u'/' + part;
    }
    return result;
}

QStringList EditBuilder::inserted() const
{
    QStringList pointers;
    for (qsizetype i = 0; i < m_inserted.size(); ++i) {
        const Change &change = m_inserted.at(i);
        // What is inserted there later stands behind it, and what is there now behind that.
        int index = shiftedIndex(change.list, change.index);
        for (qsizetype j = i; j < m_inserted.size(); ++j) {
            const Change &other = m_inserted.at(j);
            index -= other.list == change.list && other.index == change.index ? 1 : 0;
        }
        const QString owner = parentPointer(change.list);
        pointers.append((owner.isEmpty() ? QString() : shifted(owner))
                        + change.list.sliced(owner.size()) + u'/' + QString::number(index));
    }
    return pointers;
}

void EditBuilder::setMember(const QString &object, const QString &name, const JsonNode &value)
{
    const JsonNode &node = *m_source.root().at(object);
    if (const JsonNode *old = node.find(name)) {
        replace(*old, value);
        return;
    }
    insertMember(object, name, [this, value](const QByteArray &indent) {
        return styledText(value, m_style, indent);
    });
}

void EditBuilder::insertMember(const QString &object, const QString &name,
                               ContainerEdit::Entry value)
{
    const JsonNode &node = *m_source.root().at(object);
    container(object).insert(memberIndex(node, memberOrder(object, node), name),
                             [this, name, value = std::move(value)](const QByteArray &indent) {
                                 return quotedJson(name) + m_style.colon + value(indent);
                             });
}

void EditBuilder::removeMember(const QString &object, const QString &name)
{
    container(object).remove(indexOfMember(*m_source.root().at(object), name));
}

void EditBuilder::removeItem(const QString &list, int index)
{
    container(list).remove(index);
}

void EditBuilder::replace(const JsonNode &node, const JsonNode &with)
{
    if (node == with)
        return;
    m_splices.replace(node, styledText(with, m_style, lineIndent(m_source.text(), node.offset)));
}

ContainerEdit &EditBuilder::container(const QString &pointer)
{
    const auto found = m_containers.find(pointer);
    if (found != m_containers.end())
        return found->second;
    const JsonNode &node = *m_source.root().at(pointer);
    const qsizetype owner =
        pointer.isEmpty() ? -1 : m_source.root().at(parentPointer(pointer))->offset;
    return m_containers.try_emplace(pointer, m_source.text(), node, m_style, owner).first->second;
}

DocumentEdit EditBuilder::finish(const QStringList &select)
{
    for (const auto &[pointer, container] : m_containers)
        container.addTo(m_splices);
    return {m_splices.toEdits(), select};
}

} // namespace creact
