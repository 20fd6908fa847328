// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonnode.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <utility>

namespace creact {

namespace {

void moveChildren(JsonNode &node, std::vector<JsonNode> &to)
{
    for (JsonNode &item : node.items)
        to.push_back(std::move(item));
    for (JsonMember &member : node.members)
        to.push_back(std::move(member.value));
    node.items.clear();
    node.members.clear();
}

JsonNode nodeOfType(JsonNode::Type type)
{
    JsonNode node;
    node.type = type;
    return node;
}

} // namespace

JsonNode::JsonNode() = default;
JsonNode::JsonNode(const JsonNode &) = default;
JsonNode::JsonNode(JsonNode &&) noexcept = default;
JsonNode &JsonNode::operator=(const JsonNode &) = default;
JsonNode &JsonNode::operator=(JsonNode &&) noexcept = default;

JsonNode::~JsonNode()
{
    if (items.empty() && members.empty())
        return;
    std::vector<JsonNode> doomed;
    moveChildren(*this, doomed);
    while (!doomed.empty()) {
        JsonNode node = std::move(doomed.back());
        doomed.pop_back();
        moveChildren(node, doomed);
    }
}

JsonNode JsonNode::null()
{
    return {};
}

JsonNode JsonNode::fromBool(bool value)
{
    JsonNode node = nodeOfType(Type::Boolean);
    node.boolean = value;
    return node;
}

JsonNode JsonNode::fromNumber(double value)
{
    if (!std::isfinite(value))
        return null(); // JSON has no word for it; QJsonValue writes null too
    JsonNode node = nodeOfType(Type::Number);
    constexpr double exact = 9007199254740992.0;
    if (value == std::trunc(value) && std::abs(value) < exact)
        node.text = QString::number(static_cast<qint64>(value));
    else
        node.text = QString::number(value, 'g', QLocale::FloatingPointShortest);
    return node;
}

JsonNode JsonNode::fromString(const QString &value)
{
    JsonNode node = nodeOfType(Type::String);
    node.text = value;
    return node;
}

JsonNode JsonNode::array(std::vector<JsonNode> values)
{
    JsonNode node = nodeOfType(Type::Array);
    node.items = std::move(values);
    return node;
}

JsonNode JsonNode::object()
{
    return nodeOfType(Type::Object);
}

JsonNode JsonNode::fromJson(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return fromBool(value.toBool());
    case QJsonValue::Double:
        return fromNumber(value.toDouble());
    case QJsonValue::String:
        return fromString(value.toString());
    case QJsonValue::Array: {
        JsonNode node = array();
        for (const QJsonValue &each : value.toArray())
            node.items.push_back(fromJson(each));
        return node;
    }
    case QJsonValue::Object: {
        JsonNode node = object();
        const QJsonObject members = value.toObject();
        for (auto it = members.begin(); it != members.end(); ++it)
            node.members.push_back({it.key(), fromJson(it.value())});
        return node;
    }
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return null();
}

double JsonNode::toDouble() const
{
    return text.toDouble();
}

const JsonMember *JsonNode::member(QStringView name) const
{
    const auto it = std::find_if(members.begin(), members.end(),
                                 [&](const JsonMember &each) { return each.name == name; });
    return it == members.end() ? nullptr : &*it;
}

const JsonNode *JsonNode::find(QStringView name) const
{
    const JsonMember *found = member(name);
    return found ? &found->value : nullptr;
}

void JsonNode::set(const QString &name, JsonNode value)
{
    for (JsonMember &each : members) {
        if (each.name == name) {
            each.value = std::move(value);
            return;
        }
    }
    members.push_back({name, std::move(value)});
}

bool JsonNode::remove(QStringView name)
{
    return std::erase_if(members, [&](const JsonMember &each) { return each.name == name; }) > 0;
}

const JsonNode *JsonNode::at(QStringView pointer) const
{
    const JsonNode *node = this;
    while (!pointer.isEmpty()) {
        if (pointer.front() != u'/')
            return nullptr;
        pointer = pointer.sliced(1);
        const qsizetype end = pointer.indexOf(u'/');
        const QStringView part = end < 0 ? pointer : pointer.first(end);
        pointer = end < 0 ? QStringView() : pointer.sliced(end);
        if (node->isArray()) {
            bool isNumber = false;
            const auto index = static_cast<std::size_t>(part.toUInt(&isNumber));
            if (!isNumber || index >= node->items.size())
                return nullptr;
            node = &node->items[index];
        } else {
            node = node->find(unescapePointerPart(part));
            if (!node)
                return nullptr;
        }
    }
    return node;
}

int JsonNode::depth() const
{
    int deepest = 0;
    std::vector<std::pair<const JsonNode *, int>> todo{{this, 1}};
    while (!todo.empty()) {
        const auto [node, level] = todo.back();
        todo.pop_back();
        deepest = std::max(deepest, level);
        for (const JsonNode &item : node->items)
            todo.emplace_back(&item, level + 1);
        for (const JsonMember &each : node->members)
            todo.emplace_back(&each.value, level + 1);
    }
    return deepest;
}

QJsonValue JsonNode::toJson() const
{
    switch (type) {
    case Type::Null:
        break;
    case Type::Boolean:
        return boolean;
    case Type::Number: {
        bool isInteger = false;
        const qint64 integer = text.toLongLong(&isInteger);
        return isInteger ? QJsonValue(integer) : QJsonValue(text.toDouble());
    }
    case Type::String:
        return text;
    case Type::Array: {
        QJsonArray result;
        for (const JsonNode &item : items)
            result.append(item.toJson());
        return result;
    }
    case Type::Object: {
        QJsonObject result;
        for (const JsonMember &each : members)
            result.insert(each.name, each.value.toJson());
        return result;
    }
    }
    return QJsonValue::Null;
}

bool JsonNode::operator==(const JsonNode &other) const
{
    std::vector<std::pair<const JsonNode *, const JsonNode *>> todo{{this, &other}};
    while (!todo.empty()) {
        const auto [a, b] = todo.back();
        todo.pop_back();
        if (a->type != b->type || a->boolean != b->boolean || a->text != b->text
            || a->items.size() != b->items.size() || a->members.size() != b->members.size())
            return false;
        for (std::size_t i = 0; i < a->items.size(); ++i)
            todo.emplace_back(&a->items[i], &b->items[i]);
        for (std::size_t i = 0; i < a->members.size(); ++i) {
            if (a->members[i].name != b->members[i].name)
                return false;
            todo.emplace_back(&a->members[i].value, &b->members[i].value);
        }
    }
    return true;
}

QString escapePointerPart(const QString &part)
{
    QString escaped = part;
    escaped.replace(u'~', QStringLiteral("~0"));
    return escaped.replace(u'/', QStringLiteral("~1"));
}

QString unescapePointerPart(QStringView part)
{
    QString plain = part.toString();
    plain.replace(QStringLiteral("~1"), QStringLiteral("/"));
    return plain.replace(QStringLiteral("~0"), QStringLiteral("~"));
}

} // namespace creact
