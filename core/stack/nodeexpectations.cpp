// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/nodeexpectations.h"

namespace creact {

namespace {

QString nodeTypeName(const JsonNode &node)
{
    switch (node.type) {
    case JsonNode::Type::Null:
        return QStringLiteral("null");
    case JsonNode::Type::Boolean:
        return QStringLiteral("a boolean");
    case JsonNode::Type::Number:
        return QStringLiteral("a number");
    case JsonNode::Type::String:
        return QStringLiteral("a string");
    case JsonNode::Type::Array:
        return QStringLiteral("a list");
    case JsonNode::Type::Object:
        return QStringLiteral("an object");
    }
    return {};
}

} // namespace

QString NodeExpectations::quoted(const QString &word)
{
    return u'"' + word + u'"';
}

bool NodeExpectations::expectObject(const JsonNode &node, const QString &pointer,
                                    const QString &what)
{
    if (!node.isObject())
        typeError(node, pointer, what, QStringLiteral("an object"));
    return node.isObject();
}

bool NodeExpectations::expectArray(const JsonNode &node, const QString &pointer,
                                   const QString &what)
{
    if (!node.isArray())
        typeError(node, pointer, what, QStringLiteral("a list"));
    return node.isArray();
}

bool NodeExpectations::expectString(const JsonNode &node, const QString &pointer,
                                    const QString &what)
{
    if (!node.isString())
        typeError(node, pointer, what, QStringLiteral("a string"));
    return node.isString();
}

void NodeExpectations::typeError(const JsonNode &node, const QString &pointer, const QString &what,
                                 const QString &wanted)
{
    m_problems.error(
        pointer,
        {QStringLiteral("wrong_type"),
         QStringLiteral("%1 must be %2, not %3.").arg(what, wanted, nodeTypeName(node)),
         {}});
}

bool NodeExpectations::require(const JsonNode &node, const QString &pointer, const QString &key,
                               const QString &what)
{
    if (node.find(key))
        return true;
    m_problems.error(pointer,
                     {QStringLiteral("missing_key"),
                      QStringLiteral("%1 needs the key %2.").arg(what, quoted(key)),
                      QStringLiteral("Add %1.").arg(quoted(key))});
    return false;
}

} // namespace creact
