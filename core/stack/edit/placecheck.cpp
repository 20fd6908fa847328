// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/placecheck.h"

#include "core/stack/edit/edittext.h"
#include "core/stack/edit/elementkeys.h"

#include <algorithm>
#include <vector>

namespace creact {

namespace {

/// `element` or something in it is a "yield".
bool holdsYield(const JsonNode &element)
{
    std::vector<const JsonNode *> todo{&element};
    while (!todo.empty()) {
        const JsonNode &node = *todo.back();
        todo.pop_back();
        if (elementKeyword(node) == u"yield")
            return true;
        for (const JsonMember &member : node.members) {
            if (!isElementListKey(member.name))
                continue;
            for (const JsonNode &item : member.value.items)
                todo.push_back(&item);
        }
    }
    return false;
}

Result<void> checkOwner(const JsonNode &owner, const ElementPlace &place)
{
    const QString pointer = parentPointer(place.list);
    if (placeOf(pointer).list.isEmpty()) // the document or a component
        return {};
    const QString keyword = elementKeyword(owner);
    const QString key = place.list.sliced(pointer.size() + 1);
    if (!elementKeys(keyword).contains(key))
        return keyword.isEmpty()
            ? refusedEdit(EditText::tr("It is not clear what this element is."), pointer)
            : refusedEdit(EditText::tr("A \"%1\" has no \"%2\".").arg(keyword, key), pointer);
    if (key == u"then" && !owner.find(u"gather"))
        return refusedEdit(
            EditText::tr("\"then\" waits for the gathered values, but nothing is gathered."),
            pointer, EditText::tr("Set \"gather\" first."));
    return {};
}

} // namespace

Error refusedEdit(const QString &sentence, const QString &where, const QString &hint)
{
    return {ErrorCode::InvalidArgument, sentence, where, hint};
}

Result<void> checkEditable(const LoadedDocument &document)
{
    if (document.document)
        return {};
    if (!document.problems.isEmpty())
        return Error{ErrorCode::DocumentInvalid, document.problems.first().message,
                     EditText::tr("line %1, column %2")
                         .arg(document.problems.first().line)
                         .arg(document.problems.first().column),
                     document.problems.first().hint};
    return Error{ErrorCode::DocumentInvalid, EditText::tr("There is no document to edit."), {}, {}};
}

Result<void> checkPlace(const LoadedDocument &document, const ElementPlace &place)
{
    if (const Result<void> editable = checkEditable(document); !editable)
        return editable;
    if (!isElementListPointer(place.list))
        return refusedEdit(EditText::tr("This is no place for elements."), place.list);
    const JsonNode &root = document.source->root();
    const JsonNode *owner = root.at(parentPointer(place.list));
    if (!owner || !owner->isObject())
        return refusedEdit(EditText::tr("There is no such place in the document."), place.list);
    if (const Result<void> owned = checkOwner(*owner, place); !owned)
        return owned;
    const JsonNode *list = root.at(place.list);
    if (list && !list->isArray())
        return refusedEdit(EditText::tr("What stands there is no list of elements."), place.list);
    const int size = list ? static_cast<int>(list->items.size()) : 0;
    if (place.index < -1 || place.index > size)
        return refusedEdit(EditText::tr("The list has only %n elements.", nullptr, size),
                           place.list);
    return {};
}

Result<void> checkElementFits(const ElementPlace &place, const JsonNode &element)
{
    if (!element.isObject())
        return refusedEdit(EditText::tr("An element is an object."));
    if (elementKeyword(element).isEmpty())
        return refusedEdit(EditText::tr("This does not say what element it is."), {},
                           EditText::tr("An element has exactly one of these keys: construct, "
                                        "show, for, component, yield, store, boundary."));
    if (componentOf(place.list).isEmpty() && holdsYield(element))
        return refusedEdit(EditText::tr("\"yield\" can only stand in a component."), place.list);
    const auto levels = pointerParts(place.list).size() + 1;
    if (levels + element.depth() > JsonDocument::defaultMaxDepth)
        return refusedEdit(EditText::tr("The document would be nested more than %1 levels deep.")
                               .arg(JsonDocument::defaultMaxDepth),
                           place.list);
    return {};
}

Result<QStringList> outermostElements(const LoadedDocument &document, const QStringList &pointers)
{
    if (const Result<void> editable = checkEditable(document); !editable)
        return editable.error();
    struct Found {
        const JsonNode *node;
        QString pointer;
    };
    std::vector<Found> found;
    for (const QString &pointer : pointers) {
        const JsonNode *node =
            placeOf(pointer).list.isEmpty() ? nullptr : document.source->root().at(pointer);
        if (!node)
            return refusedEdit(EditText::tr("There is no such element."), pointer);
        found.push_back({node, pointer});
    }
    std::sort(found.begin(), found.end(),
              [](const Found &a, const Found &b) { return a.node->offset < b.node->offset; });
    QStringList outermost;
    qsizetype end = -1;
    for (const Found &each : found) {
        if (each.node->offset < end)
            continue;
        end = each.node->offset + each.node->length;
        outermost.append(each.pointer);
    }
    if (outermost.isEmpty())
        return refusedEdit(EditText::tr("No element is chosen."));
    return outermost;
}

} // namespace creact
