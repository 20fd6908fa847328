// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing/jsonplaces.h"

#include "core/base/jsonnode.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <algorithm>
#include <cstring>
#include <vector>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

struct Token {
    qsizetype begin = 0;
    qsizetype end = 0;
    char kind = 0; ///< one of {}[],: or 's' (string), 'v' (another scalar), 0 (the end)
};

bool isJsonSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

Token nextToken(QByteArrayView text, qsizetype from)
{
    while (from < text.size() && isJsonSpace(text[from]))
        ++from;
    if (from >= text.size())
        return {text.size(), text.size(), 0};
    const char first = text[from];
    if (std::strchr("{}[],:", first) && first)
        return {from, from + 1, first};
    qsizetype end = from + 1;
    if (first == '"') {
        // A string that is not closed ends with its line, so that what follows is still told apart.
        while (end < text.size() && text[end] != '"' && text[end] != '\n')
            end += text[end] == '\\' && end + 1 < text.size() && text[end + 1] != '\n' ? 2 : 1;
        return {from, std::min(end + 1, text.size()), 's'};
    }
    while (end < text.size() && !isJsonSpace(text[end]) && !std::strchr("{}[],:\"", text[end]))
        ++end;
    return {from, end, 'v'};
}

QString stringOf(QByteArrayView token)
{
    if (!token.contains('\\'))
        return QString::fromUtf8(token.sliced(1, std::max<qsizetype>(0, token.size() - 2)));
    const QJsonDocument list = QJsonDocument::fromJson('[' + token.toByteArray() + ']');
    return list.array().at(0).toString();
}

/// Goes through the tokens of a text, and knows at each of them what it is in.
class PlaceWalker {
public:
    explicit PlaceWalker(QByteArrayView text)
        : m_text(text)
    {
    }

    const Token &token() const { return m_token; }
    qsizetype depth() const { return qsizetype(m_frames.size()); }
    bool isValue() const { return m_isValue; }
    bool isName() const { return m_isName; }

    /// Looks at the next token. False: there is none.
    bool next()
    {
        m_token = nextToken(m_text, m_token.end);
        const bool naming = !m_frames.empty() && m_frames.back().object && m_frames.back().naming;
        m_isName = m_token.kind == 's' && naming;
        m_isValue = !m_isName && m_token.kind && std::strchr("{[sv", m_token.kind);
        return m_token.kind != 0;
    }

    /// Goes past it: into what it opens, out of what it closes.
    void take()
    {
        const char kind = m_token.kind;
        if (kind == '{' || kind == '[') {
            m_frames.push_back({kind == '{', true, 0, {}});
            return;
        }
        if (m_frames.empty())
            return;
        Frame &frame = m_frames.back();
        if (kind == '}' || kind == ']') {
            m_frames.pop_back();
        } else if (kind == ',') {
            ++frame.index;
            frame.naming = true;
            frame.name = {};
        } else if (kind == ':') {
            frame.naming = false;
        } else if (m_isName) {
            frame.name = m_token;
        }
    }

    QString pointer() const
    {
        QString result;
        for (const Frame &frame : m_frames) {
            if (frame.object && !frame.name.kind)
                break;
            result += u'/' + partOf(frame);
        }
        return result;
    }

    bool isAt(const QStringList &parts) const
    {
        if (depth() != parts.size())
            return false;
        // The innermost first: it is the one that differs.
        for (qsizetype i = parts.size() - 1; i >= 0; --i) {
            const Frame &frame = m_frames[std::size_t(i)];
            if ((frame.object && !frame.name.kind) || partOf(frame) != parts.at(i))
                return false;
        }
        return true;
    }

    Token name() const { return m_frames.empty() ? Token() : m_frames.back().name; }

private:
    struct Frame {
        bool object = false;
        bool naming = false; ///< a name comes next
        int index = 0;
        Token name;
    };

    QString partOf(const Frame &frame) const
    {
        return frame.object ? escapePointerPart(
                   stringOf(m_text.sliced(frame.name.begin, frame.name.end - frame.name.begin)))
                            : QString::number(frame.index);
    }

    QByteArrayView m_text;
    Token m_token;
    std::vector<Frame> m_frames;
    bool m_isValue = false;
    bool m_isName = false;
};

} // namespace

QString JsonPlaces::pointerAt(QByteArrayView text, qsizetype offset)
{
    PlaceWalker walker(text);
    while (walker.next()) {
        const Token &token = walker.token();
        // The place after a value still belongs to it, the place before one already does.
        if (token.begin > offset || (token.begin == offset && !walker.isName()))
            break;
        walker.take();
        if (token.end >= offset && (token.kind == 's' || token.kind == 'v'))
            break;
    }
    return walker.pointer();
}

std::optional<JsonPlace> JsonPlaces::find(QByteArrayView text, const QString &pointer)
{
    const QStringList parts = pointer.isEmpty() ? QStringList() : pointer.mid(1).split(u'/');
    PlaceWalker walker(text);
    while (walker.next()) {
        if (!walker.isValue() || !walker.isAt(parts)) {
            walker.take();
            continue;
        }
        JsonPlace place{walker.token().begin, 0, -1, 0};
        if (const Token name = walker.name(); name.kind) {
            place.nameOffset = name.begin;
            place.nameLength = name.end - name.begin;
        }
        do
            walker.take();
        while (walker.depth() > parts.size() && walker.next());
        place.length = walker.token().end - place.offset;
        return place;
    }
    return {};
}

std::optional<JsonPlace> JsonPlaces::findNearest(QByteArrayView text, const QString &pointer)
{
    for (QString rest = pointer;; rest = rest.section(u'/', 0, -2)) {
        if (const std::optional<JsonPlace> place = find(text, rest); place || rest.isEmpty())
            return place;
    }
}

QString JsonPlaces::elementOf(const QString &pointer)
{
    static const QStringList lists{u"children"_s, u"else"_s, u"then"_s, u"fallback"_s};
    const QStringList parts = pointer.split(u'/').mid(1);
    QString element;
    qsizetype at = 0;
    if (parts.size() >= 2 && parts.first() == "components"_L1)
        at = 2;
    element = at ? u"/components/"_s + parts.at(1) : QString();
    while (at + 1 < parts.size() && lists.contains(parts.at(at))) {
        bool isIndex = false;
        parts.at(at + 1).toInt(&isIndex);
        if (!isIndex)
            break;
        element += u'/' + parts.at(at) + u'/' + parts.at(at + 1);
        at += 2;
    }
    return element;
}

} // namespace creact
