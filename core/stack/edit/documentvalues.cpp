// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/documenteditor.h"
#include "core/stack/edit/edittext.h"
#include "core/stack/edit/editbuilder.h"
#include "core/stack/edit/elementkeys.h"
#include "core/stack/edit/placecheck.h"

namespace creact {

namespace {

/// Whether a pointer names a value of an element, a component or the document: none of the lists of
/// elements, and nothing that FORMAT.md does not know.
Result<void> checkValuePointer(const LoadedDocument &document, const QString &pointer)
{
    if (const Result<void> editable = checkEditable(document); !editable)
        return editable;
    const QStringList parts = pointerParts(pointer);
    const QString element = elementPointerIn(pointer);
    if (element.isEmpty()) {
        const bool isOfDocument =
            parts.size() == 1 && (parts[0] == u"note" || parts[0] == u"stack");
        const bool isOfComponent = parts.size() >= 3 && parts[0] == u"components"
            && (parts[2] == u"note" || parts[2] == u"props");
        if (isOfDocument
            || (isOfComponent && document.source->root().at(pointer.section(u'/', 0, 2))))
            return {};
        return refusedEdit(EditText::tr("This is no value of an element."), pointer);
    }
    const JsonNode *node = document.source->root().at(element);
    if (!node || !node->isObject())
        return refusedEdit(EditText::tr("There is no such element."), pointer);
    const QStringList elementParts = pointerParts(element);
    if (parts.size() == elementParts.size())
        return refusedEdit(EditText::tr("This is an element, not a value of one."), pointer);
    const QString &key = parts.at(elementParts.size());
    const QString keyword = elementKeyword(*node);
    if (keyword.isEmpty())
        return refusedEdit(EditText::tr("It is not clear what this element is."), pointer);
    if (!elementKeys(keyword).contains(key))
        return refusedEdit(EditText::tr("A \"%1\" has no \"%2\".").arg(keyword, key), pointer);
    if (isElementListKey(key))
        return refusedEdit(EditText::tr("\"%1\" holds elements, not a value.").arg(key), pointer);
    return {};
}

/// What a document cannot be without.
bool isNeeded(const JsonNode &root, const QString &pointer)
{
    const QString element = elementPointerIn(pointer);
    if (element.isEmpty())
        return pointer == u"/stack";
    const QString keyword = elementKeyword(*root.at(element));
    const QString rest = pointer.sliced(element.size() + 1);
    return rest == keyword || (keyword == u"store" && rest == u"as") || rest == u"gather/as"
        || rest == u"gather/value";
}

/// "then" is not allowed without it.
bool isGather(const QString &pointer)
{
    const QString element = elementPointerIn(pointer);
    return !element.isEmpty() && pointer == element + QStringLiteral("/gather");
}

QString lastPart(const QString &pointer)
{
    return pointerParts(pointer).last();
}

} // namespace

Result<DocumentEdit> DocumentEditor::setValue(const QString &pointer, const JsonNode &value) const
{
    if (const Result<void> known = checkValuePointer(m_document, pointer); !known)
        return known.error();
    const JsonNode &root = m_document.source->root();
    EditBuilder builder(m_document);
    if (const JsonNode *old = root.at(pointer)) {
        builder.replace(*old, value);
        return builder.finish({pointer});
    }
    // The objects around it that are not there yet are made with it.
    QString missing = pointer;
    JsonNode made = value;
    while (!root.at(parentPointer(missing))) {
        JsonNode around = JsonNode::object();
        around.set(lastPart(missing), std::move(made));
        made = std::move(around);
        missing = parentPointer(missing);
    }
    const QString object = parentPointer(missing);
    if (!root.at(object)->isObject())
        return refusedEdit(EditText::tr("There is no such value."), pointer);
    builder.setMember(object, lastPart(missing), made);
    return builder.finish({pointer});
}

Result<DocumentEdit> DocumentEditor::removeValue(const QString &pointer) const
{
    if (const Result<void> known = checkValuePointer(m_document, pointer); !known)
        return known.error();
    const JsonNode &root = m_document.source->root();
    const JsonNode *value = root.at(pointer);
    if (!value)
        return refusedEdit(EditText::tr("There is no such value."), pointer);
    if (isNeeded(root, pointer))
        return refusedEdit(EditText::tr("\"%1\" cannot be left out.").arg(lastPart(pointer)),
                           pointer);
    EditBuilder builder(m_document);
    const QString parent = parentPointer(pointer);
    if (isGather(pointer)) {
        if (const JsonNode *then = root.at(parent + QStringLiteral("/then"))) {
            if (!then->isArray() || !then->items.empty())
                return refusedEdit(EditText::tr("\"then\" needs the gathered values."), pointer,
                                   EditText::tr("Remove what is under \"then\" first."));
            builder.removeMember(parent, QStringLiteral("then"));
        }
    }
    const JsonNode &around = *root.at(parent);
    if (around.isArray()) {
        builder.removeItem(parent, lastPart(pointer).toInt());
        return builder.finish({parent});
    }
    const bool emptiesProps = around.members.size() == 1
        && parent == elementPointerIn(pointer) + QStringLiteral("/props");
    const QString gone = emptiesProps ? parent : pointer;
    builder.removeMember(parentPointer(gone), lastPart(gone));
    return builder.finish({parentPointer(gone)});
}

Result<DocumentEdit> DocumentEditor::setDisabled(const QStringList &pointers, bool disabled) const
{
    if (const Result<void> editable = checkEditable(m_document); !editable)
        return editable.error();
    EditBuilder builder(m_document);
    QStringList seen;
    for (const QString &pointer : pointers) {
        const JsonNode *element =
            placeOf(pointer).list.isEmpty() ? nullptr : m_document.source->root().at(pointer);
        if (!element || elementKeyword(*element).isEmpty())
            return refusedEdit(EditText::tr("There is no such element."), pointer);
        if (seen.contains(pointer))
            continue;
        seen.append(pointer);
        const QString key = QStringLiteral("disabled");
        if (disabled)
            builder.setMember(pointer, key, JsonNode::fromBool(true));
        else if (element->find(key))
            builder.removeMember(pointer, key);
    }
    return builder.finish(seen);
}

Result<DocumentEdit> DocumentEditor::setNote(const QString &pointer, const QString &note) const
{
    const QString at = pointer + QStringLiteral("/note");
    if (const Result<void> known = checkValuePointer(m_document, at); !known)
        return known.error();
    const bool isThere = m_document.source->root().at(at) != nullptr;
    if (note.isEmpty() && !isThere)
        return DocumentEdit{{}, {pointer}};
    Result<DocumentEdit> edit =
        note.isEmpty() ? removeValue(at) : setValue(at, JsonNode::fromString(note));
    if (edit)
        edit.value().select = QStringList{pointer};
    return edit;
}

} // namespace creact
