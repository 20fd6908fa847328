// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/htmltags.h"

#include "core/provider/tools/htmltext.h"

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostAttributes = 50;

bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

} // namespace

/// A '<' that no letter, '/', '!' or '?' follows is a character of the text.
bool HtmlTags::startsTag(qsizetype position) const
{
    const QChar next = at(position + 1);
    return isAsciiLetter(next) || next == u'!' || next == u'?'
        || (next == u'/' && isAsciiLetter(at(position + 2)));
}

HtmlToken HtmlTags::next()
{
    while (m_at < m_html.size()) {
        if (m_html.at(m_at) != u'<' || !startsTag(m_at)) {
            qsizetype end = m_at + 1;
            while (end < m_html.size() && !(m_html.at(end) == u'<' && startsTag(end)))
                ++end;
            HtmlToken token;
            token.kind = HtmlToken::Kind::Text;
            token.text = m_html.sliced(m_at, end - m_at);
            m_at = end;
            return token;
        }
        if (m_html.sliced(m_at).startsWith(u"<!--")) {
            m_at += 4;
            skipTo(u"-->");
        } else if (at(m_at + 1) == u'!' || at(m_at + 1) == u'?') {
            skipTo(u">");
        } else {
            return readTag();
        }
    }
    return {};
}

HtmlToken HtmlTags::readTag()
{
    HtmlToken token;
    ++m_at;
    token.kind = HtmlToken::Kind::Open;
    if (at(m_at) == u'/') {
        token.kind = HtmlToken::Kind::Close;
        ++m_at;
    }
    token.name = readName().toString().toLower();
    readAttributes(token);
    if (token.kind == HtmlToken::Kind::Open
        && (token.name == "script"_L1 || token.name == "style"_L1)) {
        const qsizetype end =
            m_html.indexOf(QString(u"</"_s + token.name), m_at, Qt::CaseInsensitive);
        m_at = end < 0 ? m_html.size() : end;
    }
    return token;
}

void HtmlTags::readAttributes(HtmlToken &token)
{
    while (m_at < m_html.size()) {
        skipSpaces();
        const QChar c = at(m_at);
        if (c == u'>') {
            ++m_at;
            return;
        }
        if (c == u'/' || c == u'=') {
            ++m_at;
            continue;
        }
        const QString name = readName().toString().toLower();
        if (name.isEmpty()) {
            ++m_at;
            continue;
        }
        skipSpaces();
        QString value;
        if (at(m_at) == u'=') {
            ++m_at;
            skipSpaces();
            value = readValue();
        }
        if (token.attributes.size() < mostAttributes && !token.attributes.contains(name))
            token.attributes.insert(name, decodeEntities(value));
    }
}

QStringView HtmlTags::readName()
{
    const qsizetype from = m_at;
    while (m_at < m_html.size()) {
        const QChar c = m_html.at(m_at);
        if (c.isSpace() || c == u'>' || c == u'/' || c == u'=')
            break;
        ++m_at;
    }
    return m_html.sliced(from, m_at - from);
}

QString HtmlTags::readValue()
{
    const QChar quote = at(m_at);
    if (quote == u'"' || quote == u'\'') {
        const qsizetype from = ++m_at;
        skipTo(QStringView(&quote, 1));
        const bool closed = m_at > from && m_html.at(m_at - 1) == quote;
        return m_html.sliced(from, m_at - from - (closed ? 1 : 0)).toString();
    }
    const qsizetype from = m_at;
    while (m_at < m_html.size() && !m_html.at(m_at).isSpace() && m_html.at(m_at) != u'>')
        ++m_at;
    return m_html.sliced(from, m_at - from).toString();
}

void HtmlTags::skipSpaces()
{
    while (m_at < m_html.size() && m_html.at(m_at).isSpace())
        ++m_at;
}

/// Behind the mark; to the end when there is none.
void HtmlTags::skipTo(QStringView mark)
{
    const qsizetype found = m_html.indexOf(mark, m_at);
    m_at = found < 0 ? m_html.size() : found + mark.size();
}

} // namespace creact
