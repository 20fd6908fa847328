// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/inspector/expressiontext.h"

#include "core/base/jsondocument.h"

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QString singleQuoted(const QString &text)
{
    QString quoted = u"'"_s;
    for (const QChar c : text) {
        switch (c.unicode()) {
        case u'\\':
            quoted += u"\\\\"_s;
            break;
        case u'\'':
            quoted += u"\\'"_s;
            break;
        case u'\n':
            quoted += u"\\n"_s;
            break;
        case u'\r':
            quoted += u"\\r"_s;
            break;
        case 0x2028:
            quoted += u"\\u2028"_s;
            break;
        case 0x2029:
            quoted += u"\\u2029"_s;
            break;
        default:
            quoted += c;
        }
    }
    return quoted + u'\'';
}

/// 'it\'s' → it's; nothing when it is more than one text, or has escapes that are not these.
std::optional<QString> unquoted(const QString &text)
{
    if (text.size() < 2 || text.front() != u'\'' || text.back() != u'\'')
        return {};
    QString plain;
    for (qsizetype i = 1; i < text.size() - 1; ++i) {
        const QChar c = text.at(i);
        if (c == u'\'')
            return {};
        if (c != u'\\') {
            plain += c;
            continue;
        }
        if (++i == text.size() - 1)
            return {};
        const QChar escaped = text.at(i);
        if (escaped == u'n')
            plain += u'\n';
        else if (escaped == u'r')
            plain += u'\r';
        else if (escaped == u't')
            plain += u'\t';
        else if (escaped == u'\\' || escaped == u'\'' || escaped == u'"')
            plain += escaped;
        else
            return {};
    }
    return plain;
}

bool isNameCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$';
}

/// Whether the cursor stands inside a text in quotes.
bool isQuotedAt(const QString &expression, int cursor)
{
    QChar quote;
    for (int i = 0; i < cursor; ++i) {
        const QChar c = expression.at(i);
        if (!quote.isNull()) {
            if (c == u'\\')
                ++i;
            else if (c == quote)
                quote = QChar();
        } else if (c == u'\'' || c == u'"' || c == u'`') {
            quote = c;
        }
    }
    return !quote.isNull();
}

} // namespace

QString ExpressionText::compact(const JsonNode &value)
{
    switch (value.type) {
    case JsonNode::Type::Null:
        return u"null"_s;
    case JsonNode::Type::Boolean:
        return value.boolean ? u"true"_s : u"false"_s;
    case JsonNode::Type::Number:
        return value.text;
    case JsonNode::Type::String:
        return QString::fromUtf8(value.toText()).trimmed();
    case JsonNode::Type::Array: {
        QStringList items;
        for (const JsonNode &item : value.items)
            items.append(compact(item));
        return u'[' + items.join(u", "_s) + u']';
    }
    case JsonNode::Type::Object: {
        QStringList members;
        for (const JsonMember &member : value.members)
            members.append(compact(JsonNode::fromString(member.name)) + u": "_s
                           + compact(member.value));
        return u'{' + members.join(u", "_s) + u'}';
    }
    }
    return {};
}

QString ExpressionText::ofLiteral(const JsonNode &value)
{
    if (value.isString())
        return singleQuoted(value.text);
    return value.isObject() ? u'(' + compact(value) + u')' : compact(value);
}

std::optional<JsonNode> ExpressionText::literalOf(const QString &expression)
{
    QString text = expression.trimmed();
    if (const std::optional<QString> plain = unquoted(text))
        return JsonNode::fromString(*plain);
    if (text.startsWith("({"_L1) && text.endsWith("})"_L1))
        text = text.sliced(1, text.size() - 2);
    return jsonOf(text);
}

std::optional<JsonNode> ExpressionText::jsonOf(const QString &text, QString *error)
{
    const JsonDocument document = JsonDocument::parse(text.toUtf8());
    if (document.ok())
        return document.root();
    if (error) {
        const JsonError &first = document.errors().first();
        const LineColumn at = document.lineColumn(first.offset);
        *error =
            u"%1:%2: %3"_s.arg(QString::number(at.line), QString::number(at.column), first.message);
    }
    return {};
}

QString ExpressionText::ofAny(const JsonNode &value)
{
    if (!value.isString())
        return compact(value);
    return value.text.isEmpty() || value.text != value.text.trimmed() || jsonOf(value.text)
        ? compact(value)
        : value.text;
}

JsonNode ExpressionText::anyOf(const QString &text)
{
    if (std::optional<JsonNode> value = jsonOf(text))
        return *value;
    return JsonNode::fromString(text);
}

std::optional<ExpressionText::Name> ExpressionText::nameAt(const QString &expression, int cursor)
{
    if (isQuotedAt(expression, cursor))
        return {};
    int start = cursor;
    while (start > 0 && isNameCharacter(expression.at(start - 1)))
        --start;
    Name name;
    name.start = start;
    name.partial = expression.mid(start, cursor - start);
    if (!name.partial.isEmpty() && name.partial.front().isDigit())
        return {};
    int before = start;
    while (before > 0
           && (isNameCharacter(expression.at(before - 1)) || expression.at(before - 1) == u'.'
               || expression.at(before - 1) == u'?'))
        --before;
    if (start == 0 || expression.at(start - 1) != u'.')
        return name;
    // "...list" spreads a name; "a.b." and "a?.b." ask for a member.
    if (expression.mid(0, start).endsWith("..."_L1))
        return name;
    QString of = expression.mid(before, start - before - 1);
    if (of.endsWith(u'?'))
        of.chop(1);
    while (of.startsWith(u'.') || of.startsWith(u'?'))
        of.remove(0, 1);
    if (of.isEmpty() || of.front().isDigit())
        return {};
    name.of = of;
    return name;
}

} // namespace creact
