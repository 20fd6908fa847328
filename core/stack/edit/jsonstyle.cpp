// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/jsonstyle.h"

#include <vector>

namespace creact {

namespace {

/// Longer lines are broken when a text is laid out anew.
constexpr qsizetype widestLine = 100;

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

QByteArray blanksAt(const QByteArray &text, qsizetype offset)
{
    qsizetype end = offset;
    while (end < text.size() && (text.at(end) == ' ' || text.at(end) == '\t'))
        ++end;
    return text.mid(offset, end - offset);
}

/// What the first line that is indented begins with.
QByteArray indentUnit(const QByteArray &text)
{
    for (qsizetype at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
        const QByteArray blanks = blanksAt(text, at + 1);
        if (blanks.startsWith('\t'))
            return QByteArrayLiteral("\t");
        if (!blanks.isEmpty() && blanks.size() <= 8)
            return blanks;
    }
    return QByteArrayLiteral("  ");
}

qsizetype firstChildOffset(const JsonNode &node)
{
    return node.isArray() ? node.items.front().offset : node.members.front().nameOffset;
}

/// No list or object that holds something stands on one line.
bool isExpanded(const JsonDocument &source)
{
    int containers = 0;
    std::vector<const JsonNode *> todo{&source.root()};
    while (!todo.empty()) {
        const JsonNode &node = *todo.back();
        todo.pop_back();
        if (node.items.empty() && node.members.empty())
            continue;
        ++containers;
        const qsizetype begin = node.offset + 1;
        const QByteArrayView gap =
            QByteArrayView(source.text()).sliced(begin, firstChildOffset(node) - begin);
        if (!gap.contains('\n'))
            return false;
        for (const JsonNode &item : node.items)
            todo.push_back(&item);
        for (const JsonMember &member : node.members)
            todo.push_back(&member.value);
    }
    return containers > 3; // of less, nothing follows
}

/// Writes the tokens of a JSON text again, with another layout.
class Layouter {
public:
    Layouter(const JsonStyle &style, QByteArray indent, bool lines)
        : m_style(style)
        , m_indent(std::move(indent))
        , m_lines(lines)
    {
    }

    QByteArray write(const QByteArray &json)
    {
        for (qsizetype i = 0; i < json.size();) {
            if (isBlank(json.at(i))) {
                ++i;
                continue;
            }
            const qsizetype end = json.at(i) == '"' ? endOfString(json, i) : i + 1;
            writeToken(json.mid(i, end - i));
            i = end;
        }
        return m_out;
    }

private:
    static qsizetype endOfString(const QByteArray &json, qsizetype start)
    {
        qsizetype end = start + 1;
        while (end < json.size() && json.at(end) != '"')
            end += json.at(end) == '\\' ? 2 : 1;
        return std::min(end + 1, json.size());
    }

    void writeToken(const QByteArray &token)
    {
        const char first = token.front();
        const bool closes = first == '}' || first == ']';
        if (closes)
            --m_depth;
        if (m_opened != closes)
            breakLine();
        m_opened = first == '{' || first == '[';
        if (m_opened)
            ++m_depth;
        if (first == ':') {
            m_out += m_style.colon;
        } else if (first == ',') {
            m_out += m_lines ? QByteArrayLiteral(",") : m_style.comma;
            breakLine();
        } else {
            m_out += token;
        }
    }

    void breakLine()
    {
        if (m_lines)
            m_out += '\n' + m_indent + m_style.unit.repeated(m_depth);
    }

    const JsonStyle &m_style;
    QByteArray m_indent;
    bool m_lines;
    bool m_opened = false;
    int m_depth = 0;
    QByteArray m_out;
};

/// As JsonNode::toText() lays it out inside a list: on one line if it is short.
QByteArray mixedText(const JsonNode &node, const JsonStyle &style, const QByteArray &indent)
{
    std::vector<JsonNode> items;
    items.push_back(node);
    const QList<QByteArray> lines = JsonNode::array(std::move(items)).toText().split('\n');
    QByteArray text;
    for (qsizetype i = 1; i + 2 < lines.size(); ++i) { // not the list's own two
        const QByteArray blanks = blanksAt(lines.at(i), 0);
        if (i > 1)
            text += '\n' + indent + style.unit.repeated(blanks.size() / 2 - 1);
        text += lines.at(i).sliced(blanks.size());
    }
    return text;
}

} // namespace

JsonStyle styleOf(const JsonDocument &source)
{
    JsonStyle style;
    const QByteArray &text = source.text();
    const JsonNode &root = source.root();
    if (root.members.empty())
        return style;
    const JsonMember &first = root.members.front();
    const qsizetype nameEnd = first.nameOffset + first.nameLength;
    const QByteArray colon = text.mid(nameEnd, first.value.offset - nameEnd);
    if (!colon.contains('\n'))
        style.colon = colon;
    if (colon == ":")
        style.comma = QByteArrayLiteral(",");
    style.unit = indentUnit(text);
    style.oneLine = !text.mid(root.offset, root.length).contains('\n');
    if (style.oneLine && root.members.size() > 1) {
        const qsizetype end = first.value.offset + first.value.length;
        style.comma = text.mid(end, root.members.at(1).nameOffset - end);
    }
    style.expanded = !style.oneLine && isExpanded(source);
    return style;
}

QByteArray styledText(const JsonNode &node, const JsonStyle &style, const QByteArray &indent)
{
    const QByteArray written = node.toText();
    const QByteArray line = onOneLine(written, style);
    if (style.oneLine)
        return line;
    const bool isPlain = style.colon == ": ";
    if (style.expanded || (!isPlain && line.size() > widestLine))
        return Layouter(style, indent, true).write(written);
    return isPlain ? mixedText(node, style, indent) : line;
}

QByteArray reindented(const QByteArray &text, const QByteArray &from, const QByteArray &to)
{
    if (from == to || !text.contains('\n'))
        return text;
    QList<QByteArray> lines = text.split('\n');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        QByteArray &line = lines[i];
        const qsizetype known = line.startsWith(from) ? from.size() : blanksAt(line, 0).size();
        line = to + line.sliced(known);
    }
    return lines.join('\n');
}

QByteArray onOneLine(const QByteArray &json, const JsonStyle &style)
{
    return Layouter(style, {}, false).write(json);
}

QByteArray lineIndent(const QByteArray &text, qsizetype offset)
{
    const qsizetype start = offset > 0 ? text.lastIndexOf('\n', offset - 1) + 1 : 0;
    return blanksAt(text, start);
}

QByteArray quotedJson(const QString &text)
{
    return JsonNode::fromString(text).toText().chopped(1);
}

} // namespace creact
