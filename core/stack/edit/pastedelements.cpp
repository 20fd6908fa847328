// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/pastedelements.h"

#include "core/stack/edit/edittext.h"
#include "core/stack/edit/placecheck.h"

namespace creact {

namespace {

constexpr qsizetype widestPiece = 100;

ElementText pastedText(const JsonNode &node, const JsonDocument &source, const JsonStyle &style)
{
    const QByteArray text = source.text().mid(node.offset, node.length);
    const bool breaks = text.contains('\n');
    const bool hasOtherStyle = breaks ? style.oneLine || styleOf(source).unit != style.unit
                                      : style.expanded || text.size() > widestPiece;
    if (hasOtherStyle)
        return {styledText(node, style, {}), {}};
    return {text, lineIndent(source.text(), node.offset)};
}

} // namespace

Result<QList<ElementText>> pastedElements(const ElementPlace &place, const QByteArray &json,
                                          const JsonStyle &style)
{
    QByteArray text = json;
    text.replace("\r\n", "\n").replace('\r', '\n');
    const JsonDocument source = JsonDocument::parse(text);
    if (!source.isComplete()) {
        const LineColumn at = source.lineColumn(source.errors().last().offset);
        return refusedEdit(
            EditText::tr("What is to be pasted is no JSON: %1").arg(source.errors().last().message),
            EditText::tr("line %1, column %2").arg(at.line).arg(at.column),
            EditText::tr("An element that was copied here can be pasted, or its JSON."));
    }
    const JsonNode &root = source.root();
    if (root.isArray() && root.items.empty())
        return refusedEdit(EditText::tr("There is no element in what is to be pasted."));
    QList<ElementText> elements;
    const auto add = [&](const JsonNode &node) -> Result<void> {
        const Result<void> fit = checkElementFits(place, node);
        if (!fit) {
            const LineColumn at = source.lineColumn(node.offset);
            return refusedEdit(
                EditText::tr("What is to be pasted does not fit: %1").arg(fit.error().message),
                EditText::tr("line %1, column %2").arg(at.line).arg(at.column), fit.error().hint);
        }
        elements.append(pastedText(node, source, style));
        return {};
    };
    if (!root.isArray()) {
        if (const Result<void> added = add(root); !added)
            return added.error();
        return elements;
    }
    for (const JsonNode &item : root.items) {
        if (const Result<void> added = add(item); !added)
            return added.error();
    }
    return elements;
}

} // namespace creact
