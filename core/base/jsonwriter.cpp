// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonnode.h"

namespace creact {

namespace {

constexpr qsizetype lineWidth = 100;

void appendEscape(QByteArray &out, char16_t unit)
{
    out += "\\u" + QByteArray::number(unit, 16).rightJustified(4, '0');
}

void appendString(QByteArray &out, const QString &text)
{
    out += '"';
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text.at(i).unicode();
        switch (unit) {
        case u'"':
            out += "\\\"";
            continue;
        case u'\\':
            out += "\\\\";
            continue;
        case u'\n':
            out += "\\n";
            continue;
        case u'\r':
            out += "\\r";
            continue;
        case u'\t':
            out += "\\t";
            continue;
        default:
            break;
        }
        if (unit < 0x20) {
            appendEscape(out, unit);
        } else if (unit < 0x80) {
            out += static_cast<char>(unit);
        } else if (QChar::isHighSurrogate(unit) && i + 1 < text.size()
                   && text.at(i + 1).isLowSurrogate()) {
            out += QStringView(text).sliced(i, 2).toUtf8();
            ++i;
        } else if (QChar::isSurrogate(unit)) {
            appendEscape(out, unit); // half a character has no UTF-8
        } else {
            out += QStringView(text).sliced(i, 1).toUtf8();
        }
    }
    out += '"';
}

/// Takes the width of the node on one line from `budget`; stops when it is used up, so that a deep
/// tree costs no more than the line.
void takeWidth(const JsonNode &node, qsizetype &budget)
{
    switch (node.type) {
    case JsonNode::Type::Null:
    case JsonNode::Type::Boolean:
        budget -= 5;
        return;
    case JsonNode::Type::Number:
        budget -= node.text.size();
        return;
    case JsonNode::Type::String:
        budget -= node.text.size() + 2;
        return;
    case JsonNode::Type::Array:
    case JsonNode::Type::Object:
        break;
    }
    budget -= 2;
    for (const JsonNode &item : node.items) {
        if (budget < 0)
            return;
        budget -= 2;
        takeWidth(item, budget);
    }
    for (const JsonMember &each : node.members) {
        if (budget < 0)
            return;
        budget -= each.name.size() + 6;
        takeWidth(each.value, budget);
    }
}

bool isContainer(const JsonNode &node)
{
    return !node.items.empty() || !node.members.empty();
}

/// A list of several objects gets a line for each: a diff shows which one changed.
bool isListOfObjects(const JsonNode &node)
{
    return node.items.size() > 1 && node.items.front().isObject();
}

bool fitsLine(const JsonNode &node, qsizetype used)
{
    if (isListOfObjects(node))
        return false;
    qsizetype budget = lineWidth - used;
    takeWidth(node, budget);
    return budget >= 0;
}

void appendScalar(QByteArray &out, const JsonNode &node)
{
    switch (node.type) {
    case JsonNode::Type::Null:
        out += "null";
        break;
    case JsonNode::Type::Boolean:
        out += node.boolean ? "true" : "false";
        break;
    case JsonNode::Type::Number:
        out += node.text.toLatin1();
        break;
    case JsonNode::Type::String:
        appendString(out, node.text);
        break;
    case JsonNode::Type::Array:
        out += "[]";
        break;
    case JsonNode::Type::Object:
        out += "{}";
        break;
    }
}

/// Only for what fits a line: recursion no deeper than the line is wide.
void appendInline(QByteArray &out, const JsonNode &node)
{
    if (!isContainer(node)) {
        appendScalar(out, node);
        return;
    }
    out += node.isArray() ? '[' : '{';
    const char *separator = "";
    for (const JsonNode &item : node.items) {
        out += separator;
        appendInline(out, item);
        separator = ", ";
    }
    for (const JsonMember &each : node.members) {
        out += separator;
        appendString(out, each.name);
        out += ": ";
        appendInline(out, each.value);
        separator = ", ";
    }
    out += node.isArray() ? ']' : '}';
}

struct OpenNode {
    const JsonNode *node;
    std::size_t next = 0;
};

} // namespace

QByteArray JsonNode::toText() const
{
    QByteArray out;
    std::vector<OpenNode> open;
    const auto begin = [&](const JsonNode &node, qsizetype used) {
        if (!isContainer(node) || (!open.empty() && fitsLine(node, used))) {
            appendInline(out, node);
            return;
        }
        out += node.isArray() ? '[' : '{';
        open.push_back({&node});
    };
    begin(*this, 0);
    while (!open.empty()) {
        const JsonNode &node = *open.back().node;
        const std::size_t index = open.back().next++;
        const auto indent = static_cast<qsizetype>(open.size()) * 2;
        if (index == node.items.size() + node.members.size()) {
            open.pop_back();
            out += '\n' + QByteArray(indent - 2, ' ') + (node.isArray() ? ']' : '}');
            continue;
        }
        out += index ? ",\n" : "\n";
        out += QByteArray(indent, ' ');
        if (node.isArray()) {
            begin(node.items[index], indent);
        } else {
            const JsonMember &each = node.members[index];
            appendString(out, each.name);
            out += ": ";
            begin(each.value, indent + each.name.size() + 4);
        }
    }
    return out + '\n';
}

} // namespace creact
