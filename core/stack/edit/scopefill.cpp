// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/scopefill.h"

#include <algorithm>

namespace creact {

namespace {

QString capitalised(const QString &word)
{
    return word.isEmpty() ? word : word.first(1).toUpper() + word.sliced(1);
}

/// "ChatModel" is a "model".
bool isA(const ScopeName &name, const QString &what)
{
    return name.kind == ScopeName::Kind::Construct && !what.isEmpty()
        && name.of.endsWith(capitalised(what));
}

bool hasMember(const ScopeName &name, const QString &member)
{
    return std::any_of(name.members.begin(), name.members.end(),
                       [&](const OutputSpec &each) { return each.name == member; });
}

bool endsIn(const QString &word, QStringView end)
{
    return word.size() > end.size() && word.endsWith(end);
}

} // namespace

JsonNode ScopeFill::binding(const QString &expression)
{
    JsonNode node = JsonNode::object();
    node.set(QStringLiteral("$"), JsonNode::fromString(expression));
    return node;
}

bool ScopeFill::isSchedule(const PropSpec &prop)
{
    return prop.name == u"everySeconds";
}

std::optional<JsonNode> ScopeFill::placeholder(const PropSpec &prop)
{
    if (isSchedule(prop))
        return JsonNode::fromNumber(60);
    if (!prop.choices.isEmpty())
        return JsonNode::fromJson(prop.choices.first());
    switch (prop.type) {
    case ValueType::String:
        // An empty text would pass for the author's; one that is missing is asked for.
        return endsIn(prop.name, u"Id") ? std::optional(binding({})) : std::nullopt;
    case ValueType::Number:
    case ValueType::Integer:
        return JsonNode::fromNumber(prop.minimum.value_or(0));
    case ValueType::Boolean:
        return JsonNode::fromBool(false);
    case ValueType::Object:
        return JsonNode::object();
    case ValueType::Array:
        return JsonNode::array();
    case ValueType::Any:
        break;
    }
    return binding({});
}

std::optional<JsonNode> ScopeFill::find(const PropSpec &prop, const QStringList &allProps) const
{
    if (prop.name == u"storeId") {
        for (const ScopeName &each : m_names) {
            if (each.kind == ScopeName::Kind::Store)
                return JsonNode::fromString(each.name);
        }
        return std::nullopt;
    }
    QString expression = sameName(prop.name);
    const auto orElse = [&expression](const QString &other) {
        if (expression.isEmpty())
            expression = other;
    };
    orElse(idOf(prop.name));
    orElse(wholeOf(prop));
    orElse(messages(prop.name));
    orElse(listOf(prop));
    if (prop.name == u"content" && allProps.contains(QStringLiteral("messageId")))
        orElse(answer());
    orElse(partOfItem(prop.name, allProps));
    if (expression.isEmpty())
        return std::nullopt;
    return binding(expression);
}

/// What a component is given, it gives on.
QString ScopeFill::sameName(const QString &prop) const
{
    const bool isGiven = std::any_of(m_names.begin(), m_names.end(), [&](const ScopeName &each) {
        return each.kind == ScopeName::Kind::Prop && each.name == prop;
    });
    return isGiven ? prop : QString();
}

QString ScopeFill::idOf(const QString &prop) const
{
    if (prop == u"messageId" || prop == u"requestId" || prop == u"once")
        return pendingId();
    if (!endsIn(prop, u"Id"))
        return {};
    const QString what = prop.chopped(2);
    for (const ScopeName &each : m_names) {
        const bool isItem = each.kind == ScopeName::Kind::Item && each.name == what;
        if (isItem || (isA(each, what) && hasMember(each, QStringLiteral("id"))))
            return each.name + QStringLiteral(".id");
    }
    return {};
}

/// All outputs of a construct: "model" of a ChatModel.
QString ScopeFill::wholeOf(const PropSpec &prop) const
{
    if (prop.type != ValueType::Any && prop.type != ValueType::Object)
        return {};
    for (const ScopeName &each : m_names) {
        if (isA(each, prop.name))
            return each.name;
    }
    return {};
}

/// "tools": every Tool, the outermost first.
QString ScopeFill::listOf(const PropSpec &prop) const
{
    const bool isList = prop.type == ValueType::Any || prop.type == ValueType::Array;
    if (!isList || !endsIn(prop.name, u"s"))
        return {};
    QStringList names;
    for (const ScopeName &each : m_names) {
        if (isA(each, prop.name.chopped(1)))
            names.prepend(each.name);
    }
    return names.isEmpty() ? QString() : u'[' + names.join(QStringLiteral(", ")) + u']';
}

QString ScopeFill::messages(const QString &prop) const
{
    const QString content = pending(QStringLiteral("content"));
    const QString asked =
        content.isEmpty() ? QString() : QStringLiteral("{role: 'user', content: %1}").arg(content);
    if (prop == u"newMessages") {
        if (asked.isEmpty())
            return {};
        const QString said = answer();
        return said.isEmpty()
            ? u'[' + asked + u']'
            : QStringLiteral("[%1, {role: 'assistant', content: %2}]").arg(asked, said);
    }
    if (prop != u"messages")
        return {};
    const ScopeName *memory = withMember(QStringLiteral("messages"));
    if (!memory)
        return asked.isEmpty() ? QString() : u'[' + asked + u']';
    // What is asked is written to the memory later: following it would ask again.
    const QString remembered = QStringLiteral("...untrack(() => %1.messages)").arg(memory->name);
    return asked.isEmpty() ? memory->name + QStringLiteral(".messages")
                           : QStringLiteral("[%1, %2]").arg(remembered, asked);
}

/// The innermost text that something below the question gives.
QString ScopeFill::answer() const
{
    for (const ScopeName &each : m_names) {
        if (hasMember(each, QStringLiteral("pending")))
            break;
        if (each.kind == ScopeName::Kind::Construct && hasMember(each, QStringLiteral("content")))
            return each.name + QStringLiteral(".content");
        if (each.kind != ScopeName::Kind::Component)
            continue;
        if (each.members.size() == 1)
            return each.name + u'.' + each.members.first().name;
        if (hasMember(each, QStringLiteral("response")))
            return each.name + QStringLiteral(".response");
    }
    return {};
}

/// An element that takes the id of an item takes the rest of it too: "callId", "name", "args".
QString ScopeFill::partOfItem(const QString &prop, const QStringList &allProps) const
{
    for (const ScopeName &each : m_names) {
        if (each.kind == ScopeName::Kind::Item
            && allProps.contains(each.name + QStringLiteral("Id"))
            && (prop == u"name" || prop == u"args"))
            return each.name + u'.' + prop;
    }
    return {};
}

QString ScopeFill::pending(const QString &member) const
{
    const ScopeName *handler = withMember(QStringLiteral("pending"));
    return handler ? handler->name + QStringLiteral(".pending.") + member : QString();
}

QString ScopeFill::toolCalls() const
{
    const ScopeName *completion = withMember(QStringLiteral("toolCalls"));
    return completion ? completion->name + QStringLiteral(".toolCalls") : QString();
}

const ScopeName *ScopeFill::withMember(const QString &member) const
{
    const auto found = std::find_if(m_names.begin(), m_names.end(), [&](const ScopeName &each) {
        return each.kind == ScopeName::Kind::Construct && hasMember(each, member);
    });
    return found == m_names.end() ? nullptr : &*found;
}

} // namespace creact
