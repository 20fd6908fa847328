// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/documenteditor.h"

#include "core/stack/edit/edittext.h"
#include "core/stack/edit/editbuilder.h"
#include "core/stack/edit/elementkeys.h"
#include "core/stack/edit/freenames.h"
#include "core/stack/edit/pastedelements.h"
#include "core/stack/edit/placecheck.h"

#include <algorithm>
#include <vector>

namespace creact {

namespace {

/// Where to look when elements are gone: the next one, or the one before, or the one around.
QString nearestLeft(const LoadedDocument &document, const EditBuilder &builder,
                    const QStringList &removed)
{
    const ElementPlace first = placeOf(removed.first());
    const JsonNode *list = document.source->root().at(first.list);
    int next = first.index;
    while (removed.contains(first.list + u'/' + QString::number(next)))
        ++next;
    if (next < static_cast<int>(list->items.size()))
        return builder.shifted(first.list + u'/' + QString::number(next));
    if (first.index > 0)
        return builder.shifted(first.list + u'/' + QString::number(first.index - 1));
    const QString owner = parentPointer(first.list);
    return placeOf(owner).list.isEmpty() ? QString() : builder.shifted(owner);
}

int usesIn(const ElementList &elements, const QString &component)
{
    int uses = 0;
    std::vector<const ElementList *> todo{&elements};
    while (!todo.empty()) {
        const ElementList &list = *todo.back();
        todo.pop_back();
        for (const Element &element : list) {
            uses += element.kind == Element::Kind::Component && element.name == component ? 1 : 0;
            for (const ElementList *each :
                 {&element.children, &element.otherwise, &element.then, &element.fallback})
                todo.push_back(each);
        }
    }
    return uses;
}

/// The elements stand there already, side by side.
bool isWhereItWas(const QStringList &pointers, const ElementPlace &place, int size)
{
    const int first = placeOf(pointers.first()).index;
    for (int i = 0; i < pointers.size(); ++i) {
        if (placeOf(pointers.at(i)) != ElementPlace{place.list, first + i})
            return false;
    }
    const int index = place.index < 0 ? size : place.index;
    return index >= first && index <= first + pointers.size();
}

} // namespace

DocumentEditor::DocumentEditor(LoadedDocument document)
    : m_document(std::move(document))
{
}

Result<void> DocumentEditor::fits(const ElementPlace &place, const JsonNode &element) const
{
    if (const Result<void> there = checkPlace(m_document, place); !there)
        return there;
    return checkElementFits(place, element);
}

Result<DocumentEdit> DocumentEditor::insert(const ElementPlace &place,
                                            const JsonNode &element) const
{
    if (const Result<void> fit = fits(place, element); !fit)
        return fit.error();
    EditBuilder builder(m_document);
    builder.insertElements(place, {{styledText(element, builder.style(), {}), {}}});
    return builder.finish(builder.inserted());
}

Result<DocumentEdit> DocumentEditor::remove(const QStringList &pointers) const
{
    const Result<QStringList> elements = outermostElements(m_document, pointers);
    if (!elements)
        return elements.error();
    EditBuilder builder(m_document);
    for (const QString &pointer : *elements)
        builder.removeElement(pointer);
    const QString left = nearestLeft(m_document, builder, *elements);
    return builder.finish(left.isEmpty() ? QStringList() : QStringList{left});
}

Result<DocumentEdit> DocumentEditor::move(const QStringList &pointers,
                                          const ElementPlace &place) const
{
    const Result<QStringList> elements = outermostElements(m_document, pointers);
    if (!elements)
        return elements.error();
    for (const QString &pointer : *elements) {
        if (isAtOrBelow(place.list, pointer))
            return refusedEdit(EditText::tr("An element cannot be moved into itself."), pointer);
        if (const Result<void> fit = fits(place, *m_document.source->root().at(pointer)); !fit)
            return fit.error();
    }
    const JsonNode *list = m_document.source->root().at(place.list);
    if (list && isWhereItWas(*elements, place, static_cast<int>(list->items.size())))
        return DocumentEdit{{}, *elements};
    EditBuilder builder(m_document);
    QList<ElementText> texts;
    for (const QString &pointer : *elements) {
        texts.append(builder.textOf(pointer));
        builder.removeElement(pointer);
    }
    builder.insertElements(place, texts);
    return builder.finish(builder.inserted());
}

Result<DocumentEdit> DocumentEditor::duplicate(const QStringList &pointers) const
{
    const Result<QStringList> elements = outermostElements(m_document, pointers);
    if (!elements)
        return elements.error();
    EditBuilder builder(m_document);
    FreeNames names(m_document);
    for (const QString &pointer : *elements) {
        const ElementPlace original = placeOf(pointer);
        const ElementPlace place{original.list, original.index + 1};
        builder.insertElements(place, names.freed(place, {builder.textOf(pointer)}));
    }
    return builder.finish(builder.inserted());
}

Result<QByteArray> DocumentEditor::copy(const QStringList &pointers) const
{
    const Result<QStringList> elements = outermostElements(m_document, pointers);
    if (!elements)
        return elements.error();
    const EditBuilder builder(m_document);
    const QByteArray indent = builder.style().unit;
    QByteArray text;
    for (const QString &pointer : *elements) {
        const ElementText element = builder.textOf(pointer);
        text += text.isEmpty() ? "\n" : ",\n";
        text += indent + reindented(element.text, element.indent, indent);
    }
    return QByteArray('[' + text + "\n]\n");
}

Result<DocumentEdit> DocumentEditor::paste(const ElementPlace &place, const QByteArray &json) const
{
    if (const Result<void> there = checkPlace(m_document, place); !there)
        return there.error();
    EditBuilder builder(m_document);
    const Result<QList<ElementText>> elements = pastedElements(place, json, builder.style());
    if (!elements)
        return elements.error();
    builder.insertElements(place, FreeNames(m_document).freed(place, *elements));
    return builder.finish(builder.inserted());
}

Result<DocumentEdit> DocumentEditor::addComponent(const QString &name) const
{
    if (const Result<void> editable = checkEditable(m_document); !editable)
        return editable.error();
    const JsonNode &root = m_document.source->root();
    const JsonNode *components = root.find(u"components");
    if (const Result<void> allowed = checkNewName(name); !allowed)
        return allowed.error();
    if (components && !components->isObject())
        return refusedEdit(EditText::tr("\"components\" is no object."),
                           QStringLiteral("/components"));
    if (components && components->find(name))
        return refusedEdit(EditText::tr("There is a component \"%1\" already.").arg(name));
    JsonNode component = JsonNode::object();
    component.set(QStringLiteral("children"), JsonNode::array());
    EditBuilder builder(m_document);
    if (components) {
        builder.setMember(QStringLiteral("/components"), name, component);
    } else {
        JsonNode all = JsonNode::object();
        all.set(name, component);
        builder.setMember({}, QStringLiteral("components"), all);
    }
    return builder.finish({QStringLiteral("/components/") + name});
}

Result<DocumentEdit> DocumentEditor::removeComponent(const QString &name) const
{
    if (const Result<void> editable = checkEditable(m_document); !editable)
        return editable.error();
    const QString pointer = QStringLiteral("/components/") + escapePointerPart(name);
    if (!m_document.source->root().at(pointer))
        return refusedEdit(EditText::tr("There is no component \"%1\".").arg(name), pointer);
    int uses = usesOf(*m_document.document, name);
    if (const Component *component = m_document.document->component(name))
        uses -= usesIn(component->children, name); // those go with it
    if (uses > 0)
        return refusedEdit(
            uses == 1
                ? EditText::tr("Component \"%1\" is used once: take that out first.").arg(name)
                : EditText::tr("Component \"%1\" is used %2 times: take these out first.")
                      .arg(name)
                      .arg(uses),
            pointer);
    EditBuilder builder(m_document);
    builder.removeMember(QStringLiteral("/components"), name);
    return builder.finish({});
}

int usesOf(const StackDocument &document, const QString &component)
{
    int uses = usesIn(document.children, component);
    for (const Component &each : document.components)
        uses += usesIn(each.children, component);
    return uses;
}

namespace {

const ElementList *listOf(const Element &element, QStringView key)
{
    return key == u"children" ? &element.children
        : key == u"else"      ? &element.otherwise
        : key == u"then"      ? &element.then
        : key == u"fallback"  ? &element.fallback
                              : nullptr;
}

/// What is no element in the list of the text is left out of this one: the index is the highest
/// that it can have.
const Element *elementIn(const ElementList &list, const QString &pointer, qsizetype index)
{
    auto i = std::min(index, static_cast<qsizetype>(list.size()) - 1);
    for (; i >= 0; --i) {
        const Element &element = list[static_cast<std::size_t>(i)];
        if (element.pointer == pointer)
            return &element;
    }
    return nullptr;
}

} // namespace

const Element *elementAt(const StackDocument &document, const QString &pointer)
{
    if (placeOf(pointer).list.isEmpty())
        return nullptr;
    const QStringList parts = pointerParts(pointer);
    const ElementList *list = &document.children;
    qsizetype at = 1;
    qsizetype end = pointer.indexOf(u'/', 1);
    if (parts.first() == u"components") {
        const Component *component = document.component(parts.at(1));
        list = component ? &component->children : nullptr;
        at = 3;
        end = pointer.indexOf(u'/', pointer.indexOf(u'/', end + 1) + 1);
    }
    const Element *element = nullptr;
    for (; list && at < parts.size(); at += 2) {
        end = pointer.indexOf(u'/', end + 1);
        element = elementIn(*list, end < 0 ? pointer : pointer.left(end), parts.at(at).toInt());
        if (!element || at + 1 >= parts.size())
            return element;
        list = listOf(*element, parts.at(at + 1));
        end = pointer.indexOf(u'/', end + 1);
    }
    return nullptr;
}

} // namespace creact
