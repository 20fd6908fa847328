// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsondocument.h"

#include <QSet>

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <cstring>

namespace creact {

namespace {

constexpr unsigned parseFlags = rapidjson::kParseIterativeFlag
    | rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseValidateEncodingFlag;

/// Builds the tree from RapidJSON's events. RapidJSON does not say where a token began: that is the
/// first byte after the previous token that is no white space, comma or colon.
class TreeHandler {
public:
    using Ch = char;
    using Size = rapidjson::SizeType;

    TreeHandler(const QByteArray &text, qsizetype start, const rapidjson::MemoryStream &stream,
                int maxDepth)
        : m_text(text)
        , m_base(start)
        , m_end(start)
        , m_stream(stream)
        , m_maxDepth(maxDepth)
    {
    }

    bool Null() { return scalar(JsonNode::null(), 4); }
    bool Bool(bool value) { return scalar(JsonNode::fromBool(value), value ? 4 : 5); }
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(int64_t) { return false; }
    bool Uint64(uint64_t) { return false; }
    bool Double(double) { return false; }

    bool RawNumber(const Ch *digits, Size size, bool)
    {
        JsonNode node;
        node.type = JsonNode::Type::Number;
        node.text = QString::fromLatin1(digits, size);
        return scalar(std::move(node), size);
    }

    bool String(const Ch *utf8, Size size, bool)
    {
        const qsizetype start = tokenStart();
        return scalar(JsonNode::fromString(QString::fromUtf8(utf8, size)), streamEnd() - start);
    }

    bool Key(const Ch *utf8, Size size, bool)
    {
        const qsizetype start = tokenStart();
        const QString name = QString::fromUtf8(utf8, size);
        m_end = streamEnd();
        Open &object = m_open.back();
        if (object.names.contains(name))
            m_errors.append({JsonError::Code::DuplicateKey,
                             QStringLiteral("The key \"%1\" is there twice.").arg(name), start});
        object.names.insert(name);
        object.node.members.push_back({name, {}, start, m_end - start});
        return true;
    }

    bool StartObject() { return open(JsonNode::object()); }
    bool StartArray() { return open(JsonNode::array()); }
    bool EndObject(Size) { return close(); }
    bool EndArray(Size) { return close(); }

    JsonNode takeRoot() { return std::move(m_root); }
    const QList<JsonError> &errors() const { return m_errors; }
    bool tooDeep() const { return m_tooDeep; }
    qsizetype position() const { return tokenStart(); }

private:
    struct Open {
        JsonNode node;
        QSet<QString> names;
    };

    qsizetype tokenStart() const
    {
        qsizetype at = m_end;
        while (at < m_text.size() && std::strchr(" \t\r\n,:", m_text.at(at)) && m_text.at(at))
            ++at;
        return at;
    }
    qsizetype streamEnd() const { return m_base + static_cast<qsizetype>(m_stream.Tell()); }

    bool scalar(JsonNode node, qsizetype length)
    {
        node.offset = tokenStart();
        node.length = length;
        m_end = node.offset + length;
        add(std::move(node));
        return true;
    }

    bool open(JsonNode node)
    {
        if (static_cast<int>(m_open.size()) >= m_maxDepth) {
            m_tooDeep = true;
            return false;
        }
        node.offset = tokenStart();
        m_end = node.offset + 1;
        m_open.push_back({std::move(node), {}});
        return true;
    }

    bool close()
    {
        m_end = tokenStart() + 1;
        JsonNode node = std::move(m_open.back().node);
        m_open.pop_back();
        node.length = m_end - node.offset;
        add(std::move(node));
        return true;
    }

    void add(JsonNode node)
    {
        if (m_open.empty())
            m_root = std::move(node);
        else if (JsonNode &parent = m_open.back().node; parent.isArray())
            parent.items.push_back(std::move(node));
        else
            parent.members.back().value = std::move(node);
    }

    const QByteArray &m_text;
    qsizetype m_base;
    qsizetype m_end;
    const rapidjson::MemoryStream &m_stream;
    int m_maxDepth;
    bool m_tooDeep = false;
    JsonNode m_root;
    std::vector<Open> m_open;
    QList<JsonError> m_errors;
};

JsonError syntaxError(rapidjson::ParseErrorCode code, const QByteArray &text, qsizetype offset)
{
    using namespace rapidjson;
    const auto error = [&](JsonError::Code kind, const QString &message) {
        return JsonError{kind, message, offset};
    };
    if (code == kParseErrorNumberTooBig)
        return error(JsonError::Code::NumberRange, QStringLiteral("The number is too large."));
    if (code == kParseErrorDocumentRootNotSingular)
        return error(JsonError::Code::Syntax,
                     QStringLiteral("There is text after the end of the document."));
    if (code == kParseErrorStringInvalidEncoding)
        return error(JsonError::Code::InvalidUtf8,
                     QStringLiteral("A string holds bytes that are not UTF-8."));
    if (offset >= text.size())
        return error(JsonError::Code::Syntax,
                     QStringLiteral("The text ends in the middle of the document."));
    if (code == kParseErrorStringMissQuotationMark)
        return error(JsonError::Code::Syntax,
                     QStringLiteral("A string holds a line break or another control character, "
                                    "which must be written as an escape (\\n, \\u0001)."));
    return error(JsonError::Code::Syntax, QString::fromLatin1(GetParseError_En(code)));
}

std::vector<qsizetype> lineStartsOf(const QByteArray &text, qsizetype first)
{
    std::vector<qsizetype> starts{first};
    for (qsizetype i = first; i < text.size(); ++i) {
        const char each = text.at(i);
        const bool crLf = each == '\r' && i + 1 < text.size() && text.at(i + 1) == '\n';
        if (each == '\n' || (each == '\r' && !crLf))
            starts.push_back(i + 1);
    }
    return starts;
}

} // namespace

JsonDocument JsonDocument::parse(const QByteArray &text, int maxDepth)
{
    JsonDocument document;
    document.m_text = text;
    if (text.size() > maxBytes) {
        document.m_lineStarts = {0};
        document.m_errors.append(
            {JsonError::Code::TooLarge, QStringLiteral("The document is larger than 64 MiB."), 0});
        return document;
    }
    const qsizetype start = text.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    document.m_lineStarts = lineStartsOf(text, start);
    const auto size = static_cast<std::size_t>(text.size() - start);
    rapidjson::MemoryStream stream(text.constData() + start, size);
    TreeHandler handler(text, start, stream, maxDepth);
    rapidjson::Reader reader;
    reader.Parse<parseFlags>(stream, handler);
    document.m_errors = handler.errors();

    if (handler.tooDeep()) {
        document.m_errors.append(
            {JsonError::Code::TooDeep,
             QStringLiteral("The document is nested more than %1 levels deep.").arg(maxDepth),
             handler.position()});
        return document;
    }
    const auto code = reader.GetParseErrorCode();
    if (code == rapidjson::kParseErrorDocumentEmpty && stream.Tell() == size) {
        document.m_errors.append(
            {JsonError::Code::Empty, QStringLiteral("The document is empty."), start});
        return document;
    }
    if (reader.HasParseError()) {
        const auto offset = start + static_cast<qsizetype>(reader.GetErrorOffset());
        document.m_errors.append(syntaxError(code, text, std::min(offset, text.size())));
        return document;
    }
    if (stream.Tell() < size) { // RapidJSON takes a NUL for the end of the text
        document.m_errors.append({JsonError::Code::Syntax,
                                  QStringLiteral("There is text after the end of the document."),
                                  start + static_cast<qsizetype>(stream.Tell())});
        return document;
    }
    document.m_root = handler.takeRoot();
    document.m_complete = true;
    return document;
}

LineColumn JsonDocument::lineColumn(qsizetype offset) const
{
    if (m_lineStarts.empty())
        return {1, 1};
    const qsizetype at = std::clamp<qsizetype>(offset, m_lineStarts.front(), m_text.size());
    const auto next = std::upper_bound(m_lineStarts.begin(), m_lineStarts.end(), at);
    const auto line = static_cast<int>(next - m_lineStarts.begin());
    int column = 1;
    for (qsizetype i = *(next - 1); i < at; ++i) {
        const bool isContinuation = (static_cast<unsigned char>(m_text.at(i)) & 0xC0) == 0x80;
        column += isContinuation ? 0 : 1;
    }
    return {line, column};
}

LineColumn JsonDocument::locate(const QString &pointer) const
{
    QStringView rest = pointer;
    while (true) {
        if (const JsonNode *node = m_root.at(rest); node && node->offset >= 0)
            return lineColumn(node->offset);
        const qsizetype slash = rest.lastIndexOf(u'/');
        if (slash < 0)
            return lineColumn(0);
        rest = rest.first(slash);
    }
}

LineColumn JsonDocument::locateName(const QString &pointer) const
{
    const qsizetype slash = pointer.lastIndexOf(u'/');
    if (slash >= 0) {
        const JsonNode *parent = m_root.at(QStringView(pointer).first(slash));
        const QString name = unescapePointerPart(QStringView(pointer).sliced(slash + 1));
        if (const JsonMember *member = parent ? parent->member(name) : nullptr)
            return lineColumn(member->nameOffset);
    }
    return locate(pointer);
}

qsizetype JsonDocument::offsetInString(const JsonNode &string, qsizetype unit) const
{
    qsizetype at = string.offset + 1;
    const qsizetype end = string.offset + string.length - 1;
    for (qsizetype units = 0; units < unit && at < end;) {
        const auto byte = static_cast<unsigned char>(m_text.at(at));
        if (byte == '\\') {
            at += m_text.at(at + 1) == 'u' ? 6 : 2;
            ++units;
        } else if (byte < 0x80) {
            ++at;
            ++units;
        } else {
            at += byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
            units += byte >= 0xF0 ? 2 : 1;
        }
    }
    return at;
}

} // namespace creact
