// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/identifiers.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace creact {

namespace {

bool startsIdentifier(QChar c)
{
    return c.isLetter() || c == u'_' || c == u'$';
}

bool continuesIdentifier(QChar c)
{
    return startsIdentifier(c) || c.isDigit() || c.isMark();
}

/// Cuts tokens from the text one by one.
class ExpressionLexer {
public:
    explicit ExpressionLexer(const QString &text)
        : m_text(text)
    {
    }

    QList<ExpressionToken> tokens()
    {
        while (m_at < m_text.size())
            next();
        return m_tokens;
    }

private:
    using Kind = ExpressionToken::Kind;

    QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : QChar();
    }

    void next()
    {
        const QChar c = peek();
        if (c.isSpace())
            ++m_at;
        else if (c == u'/' && peek(1) == u'/')
            skipTo(QStringLiteral("\n"));
        else if (c == u'/' && peek(1) == u'*')
            skipTo(QStringLiteral("*/"));
        else if (startsIdentifier(c))
            take(Kind::Identifier, endWhile(continuesIdentifier));
        else if (c.isDigit() || (c == u'.' && peek(1).isDigit()))
            take(Kind::Number,
                 endWhile([](QChar d) { return d == u'.' || continuesIdentifier(d); }));
        else if (c == u'"' || c == u'\'')
            take(Kind::Text, endOfString(c));
        else if (c == u'`')
            takeTemplate();
        else if (c == u'}' && !m_templates.isEmpty() && m_templates.last() == m_depth)
            takeTemplate();
        else if (c == u'/' && regexMayStart())
            take(Kind::Regex, endOfRegex());
        else
            takePunctuator();
    }

    void take(Kind kind, qsizetype end)
    {
        m_tokens.append({kind, m_text.mid(m_at, end - m_at), m_at});
        m_at = end;
    }

    void skipTo(const QString &end)
    {
        const qsizetype found = m_text.indexOf(end, m_at + 2);
        m_at = found < 0 ? m_text.size() : found + end.size();
    }

    template <typename Condition> qsizetype endWhile(Condition condition) const
    {
        qsizetype end = m_at + 1;
        while (end < m_text.size() && condition(m_text.at(end)))
            ++end;
        return end;
    }

    qsizetype endOfString(QChar quote) const
    {
        qsizetype end = m_at + 1;
        while (end < m_text.size() && m_text.at(end) != quote)
            end += m_text.at(end) == u'\\' ? 2 : 1;
        return std::min(end + 1, m_text.size());
    }

    qsizetype endOfRegex() const
    {
        bool inClass = false;
        qsizetype end = m_at + 1;
        for (; end < m_text.size(); ++end) {
            const QChar c = m_text.at(end);
            if (c == u'\\')
                ++end;
            else if (c == u'[')
                inClass = true;
            else if (c == u']')
                inClass = false;
            else if (c == u'/' && !inClass)
                break;
        }
        ++end;
        while (end < m_text.size() && continuesIdentifier(m_text.at(end)))
            ++end;
        return std::min(end, m_text.size());
    }

    /// From a back tick, or from the brace that ends a substitution, to the next "${" or the end.
    void takeTemplate()
    {
        if (peek() == u'}') {
            m_templates.removeLast();
            --m_depth;
            take(Kind::Punctuator, m_at + 1);
            --m_at; // the text after it begins where the brace stands
        }
        qsizetype end = m_at + 1;
        while (
            end < m_text.size() && m_text.at(end) != u'`'
            && !(m_text.at(end) == u'$' && end + 1 < m_text.size() && m_text.at(end + 1) == u'{'))
            end += m_text.at(end) == u'\\' ? 2 : 1;
        const bool opens = end < m_text.size() && m_text.at(end) == u'$';
        take(Kind::Text, std::min(opens ? end : end + 1, m_text.size()));
        if (opens) {
            take(Kind::Punctuator, m_at + 2);
            m_templates.append(++m_depth);
        }
    }

    /// After a value a slash divides; after an operator it begins a regular expression.
    bool regexMayStart() const
    {
        if (m_tokens.isEmpty())
            return true;
        const ExpressionToken &last = m_tokens.last();
        if (last.kind == Kind::Identifier)
            return last.text == u"return" || last.text == u"typeof" || last.text == u"in"
                || last.text == u"of" || last.text == u"case" || last.text == u"instanceof";
        if (last.kind != Kind::Punctuator)
            return false;
        return !last.is(u")") && !last.is(u"]") && !last.is(u"}");
    }

    void takePunctuator()
    {
        static constexpr std::array<QStringView, 7> longer{u"...", u"===", u"!==", u"=>",
                                                           u"?.",  u"??",  u"=="};
        for (const QStringView each : longer) {
            if (!QStringView(m_text).sliced(m_at).startsWith(each))
                continue;
            if (each == u"?." && peek(2).isDigit()) // a ? .5 : b
                continue;
            take(Kind::Punctuator, m_at + each.size());
            return;
        }
        if (peek() == u'{')
            ++m_depth;
        else if (peek() == u'}')
            --m_depth;
        take(Kind::Punctuator, m_at + 1);
    }

    const QString &m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    /// Brace depths at which a substitution of a template is open.
    QList<int> m_templates;
    QList<ExpressionToken> m_tokens;
};

} // namespace

QList<ExpressionToken> expressionTokens(const QString &expression)
{
    return ExpressionLexer(expression).tokens();
}

} // namespace creact
