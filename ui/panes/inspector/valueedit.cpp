// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/valueedit.h"

#include "ui/panes/inspector/chosenedits.h"
#include "ui/panes/inspector/messagesedit.h"
#include "ui/panes/inspector/numberedit.h"
#include "ui/panes/inspector/simpleedits.h"
#include "ui/panes/inspector/suggestededit.h"

namespace creact {

using namespace Qt::StringLiterals;

namespace {

bool isChoice(const PropSpec &spec, const std::optional<JsonNode> &value)
{
    return !spec.choices.isEmpty() && (!value || spec.choices.contains(value->toJson()));
}

bool isText(const std::optional<JsonNode> &value)
{
    return !value || value->isString();
}

ValueEditKind textKind(const QString &format)
{
    if (format == "multiline"_L1)
        return ValueEditKind::Text;
    if (format == "file"_L1 || format == "folder"_L1)
        return ValueEditKind::Path;
    if (format == "model"_L1 || format == "endpoint"_L1)
        return ValueEditKind::Suggested;
    return ValueEditKind::Line;
}

/// One line is enough for small values; lists and objects get lines of their own.
ValueEditKind anyKind(const QString &format, const std::optional<JsonNode> &value)
{
    if (value && (value->isArray() || value->isObject()))
        return ValueEditKind::Json;
    if (!isText(value))
        return ValueEditKind::Any;
    if (value && value->text.contains(u'\n'))
        return ValueEditKind::Text;
    return format.isEmpty() ? ValueEditKind::Any : textKind(format);
}

} // namespace

ValueEditKind valueEditKind(const PropSpec &spec, const std::optional<JsonNode> &value)
{
    if (isChoice(spec, value))
        return ValueEditKind::Choice;
    switch (spec.type) {
    case ValueType::Any:
        return anyKind(spec.format, value);
    case ValueType::String:
        if (isText(value))
            return value && value->text.contains(u'\n') ? ValueEditKind::Text
                                                        : textKind(spec.format);
        break;
    case ValueType::Number:
    case ValueType::Integer:
        // A text is what was typed and is no number.
        if (!value || value->isNumber() || value->isString())
            return ValueEditKind::Number;
        break;
    case ValueType::Boolean:
        if (!value || value->isBool())
            return ValueEditKind::Switch;
        break;
    case ValueType::Object:
        break;
    case ValueType::Array:
        if (spec.format == "messages"_L1 && (!value || MessagesEdit::fits(*value)))
            return ValueEditKind::Messages;
        break;
    }
    return ValueEditKind::Json;
}

std::unique_ptr<ValueEdit> makeValueEdit(ValueEditKind kind, const PropSpec &spec,
                                         const ValueEditContext &context)
{
    switch (kind) {
    case ValueEditKind::Any:
        return std::make_unique<LineEdit>(LineEdit::Mode::Any);
    case ValueEditKind::Line:
        return std::make_unique<LineEdit>(LineEdit::Mode::Text);
    case ValueEditKind::Text:
        return std::make_unique<MultilineEdit>();
    case ValueEditKind::Number:
        return std::make_unique<NumberEdit>(spec);
    case ValueEditKind::Switch:
        return std::make_unique<SwitchEdit>(spec);
    case ValueEditKind::Choice:
        return std::make_unique<ChoiceEdit>(spec);
    case ValueEditKind::Json:
        return std::make_unique<JsonEdit>(spec);
    case ValueEditKind::Path:
        return std::make_unique<PathEdit>(spec.format == "folder"_L1, context.folder);
    case ValueEditKind::Suggested:
        return std::make_unique<SuggestedEdit>(context);
    case ValueEditKind::Messages:
        return std::make_unique<MessagesEdit>();
    }
    return {};
}

} // namespace creact
