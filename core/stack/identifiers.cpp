// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/identifiers.h"

#include "core/stack/stackname.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace creact {

namespace {

/// From there on nobody wrote it by hand, and the work is no longer linear.
constexpr int maxTokens = 10'000;

/// Tokens first to last, both included.
struct TokenRange {
    int first;
    int last;
};

/// Finds what an expression declares itself: parameters, variables, functions.
class DeclarationFinder {
public:
    explicit DeclarationFinder(const QList<ExpressionToken> &tokens)
        : m_tokens(tokens)
        , m_count(static_cast<int>(tokens.size()))
    {
        matchBrackets();
        m_arrowEnd.assign(at(m_count), -1);
        for (int i = m_count - 1; i >= 0; --i) // inner arrow functions before the outer ones
            findAt(i);
    }

    bool isBound(int index) const
    {
        const auto found = m_bound.constFind(m_tokens.at(index).text);
        return found != m_bound.constEnd()
            && std::any_of(found->cbegin(), found->cend(), [&](const TokenRange &range) {
                   return index >= range.first && index <= range.last;
               });
    }

    /// Right behind the brace or a comma of an object literal, where keys stand.
    bool isInKeyPlace(int index) const
    {
        const int open = m_enclosing.at(at(index));
        return open >= 0 && m_isObject.at(at(open)) && (is(index - 1, u"{") || is(index - 1, u","));
    }

    /// name(…) { … } in an object literal.
    bool isMethod(int index) const
    {
        return is(index + 1, u"(") && is(m_match.at(at(index + 1)) + 1, u"{");
    }

    bool is(int index, QStringView punctuator) const
    {
        return index >= 0 && index < m_count && m_tokens.at(index).is(punctuator);
    }

    bool isName(int index) const
    {
        return index >= 0 && index < m_count && m_tokens.at(index).isIdentifier();
    }

private:
    static std::size_t at(int index) { return static_cast<std::size_t>(index); }

    void matchBrackets()
    {
        m_match.assign(at(m_count), m_count);
        m_enclosing.assign(at(m_count), -1);
        m_isObject.assign(at(m_count), false);
        std::vector<int> open;
        for (int i = 0; i < m_count; ++i) {
            const bool closes = is(i, u")") || is(i, u"]") || is(i, u"}");
            if (closes && !open.empty()) {
                m_match[at(open.back())] = i;
                m_match[at(i)] = open.back();
                open.pop_back();
            }
            m_enclosing[at(i)] = open.empty() ? -1 : open.back();
            if (is(i, u"{"))
                m_isObject[at(i)] = opensObject(i);
            if (is(i, u"(") || is(i, u"[") || is(i, u"{") || is(i, u"${"))
                open.push_back(i);
        }
    }

    bool opensObject(int brace) const
    {
        if (is(brace - 1, u")") || is(brace - 1, u"=>") || is(brace - 1, u";")
            || is(brace - 1, u"}"))
            return false;
        if (is(brace - 1, u"{"))
            return m_isObject.at(at(brace - 1));
        if (!isName(brace - 1))
            return true;
        const QString &word = m_tokens.at(brace - 1).text;
        return word != u"else" && word != u"try" && word != u"finally" && word != u"do";
    }

    void findAt(int index)
    {
        if (is(index, u"=>"))
            findArrow(index);
        if (!isName(index) || is(index - 1, u".") || is(index - 1, u"?."))
            return;
        const QString &word = m_tokens.at(index).text;
        if (word == u"function")
            findFunction(index);
        else if (word == u"catch" && is(index + 1, u"("))
            bindParameters(index + 1);
        else if (word == u"let" || word == u"const" || word == u"var")
            findVariables(index);
        else if (isMethod(index) && !isReservedWord(word))
            bindParameters(index + 1);
    }

    void findArrow(int arrow)
    {
        const int last = is(arrow + 1, u"{") ? m_match.at(at(arrow + 1)) : expressionEnd(arrow + 1);
        m_arrowEnd[at(arrow)] = last;
        if (isName(arrow - 1)) {
            bind(arrow - 1, {arrow - 1, last});
        } else if (is(arrow - 1, u")")) {
            const int open = m_match.at(at(arrow - 1));
            if (open < arrow)
                bindPattern({open + 1, arrow - 2}, {open, last});
        }
    }

    void findFunction(int index)
    {
        int open = index + 1;
        if (is(open, u"*"))
            ++open;
        if (isName(open)) {
            bind(open, around(index));
            ++open;
        }
        if (is(open, u"("))
            bindParameters(open);
    }

    /// (parameters) { body }
    void bindParameters(int open)
    {
        const int close = m_match.at(at(open));
        if (is(close + 1, u"{"))
            bindPattern({open + 1, close - 1}, {open, m_match.at(at(close + 1))});
    }

    void findVariables(int keyword)
    {
        const TokenRange scope = around(keyword);
        int index = keyword + 1;
        while (index < m_count) {
            const int last = is(index, u"{") || is(index, u"[") ? m_match.at(at(index)) : index;
            bindPattern({index, last}, scope);
            index = expressionEnd(last + 1) + 1; // over the initial value
            if (!is(index, u","))
                return;
            ++index;
        }
    }

    /// The block around a declaration; for the head of a `for`, the one around that.
    TokenRange around(int index) const
    {
        int open = m_enclosing.at(at(index));
        while (open >= 0 && is(open, u"("))
            open = m_enclosing.at(at(open));
        return open < 0 ? TokenRange{0, m_count} : TokenRange{open, m_match.at(at(open))};
    }

    /// The last token of the expression that begins there.
    int expressionEnd(int index) const
    {
        int questions = 0;
        for (; index < m_count; ++index) {
            if (is(index, u"(") || is(index, u"[") || is(index, u"{") || is(index, u"${"))
                index = m_match.at(at(index));
            else if (is(index, u",") || is(index, u";") || is(index, u")") || is(index, u"]")
                     || is(index, u"}") || (is(index, u":") && questions == 0))
                return index - 1;
            else if (m_arrowEnd.at(at(index)) > index)
                index = m_arrowEnd.at(at(index));
            else if (is(index, u"?"))
                ++questions;
            else if (is(index, u":"))
                --questions;
        }
        return m_count - 1;
    }

    /// The names of a binding pattern: a, [b, ...c], {d, e: f, g = 1}.
    void bindPattern(TokenRange pattern, TokenRange scope)
    {
        std::vector<TokenRange> todo{pattern};
        while (!todo.empty()) {
            const TokenRange part = todo.back();
            todo.pop_back();
            for (int i = part.first; i <= part.last && i < m_count;) {
                const int next = expressionEnd(i) + 2; // behind the comma
                bindPart(i, scope, todo);
                i = std::max(next, i + 1);
            }
        }
    }

    void bindPart(int index, TokenRange scope, std::vector<TokenRange> &todo)
    {
        if (is(index, u"..."))
            ++index;
        if (is(index, u"[") || is(index, u"{"))
            todo.push_back({index + 1, m_match.at(at(index)) - 1});
        else if (index + 1 < m_count && is(index + 1, u":"))
            todo.push_back({index + 2, expressionEnd(index + 2)});
        else if (isName(index))
            bind(index, scope);
    }

    void bind(int index, TokenRange scope) { m_bound[m_tokens.at(index).text].append(scope); }

    const QList<ExpressionToken> &m_tokens;
    int m_count;
    /// Of a bracket: its partner, or the token count if it has none.
    std::vector<int> m_match;
    /// The innermost open bracket, or -1.
    std::vector<int> m_enclosing;
    std::vector<bool> m_isObject;
    /// Of "=>": the last token of the function's body. Keeps chained arrow functions linear.
    std::vector<int> m_arrowEnd;
    QHash<QString, QList<TokenRange>> m_bound;
};

bool isAccessor(const DeclarationFinder &find, const QList<ExpressionToken> &tokens, int index)
{
    const QString &word = tokens.at(index).text;
    return (word == u"get" || word == u"set") && find.isInKeyPlace(index) && find.isName(index + 1);
}

bool isFree(const DeclarationFinder &find, const QList<ExpressionToken> &tokens, int index)
{
    if (!find.isName(index) || isReservedWord(tokens.at(index).text))
        return false;
    if (find.is(index - 1, u".") || find.is(index - 1, u"?."))
        return false;
    if (find.isInKeyPlace(index) && (find.is(index + 1, u":") || find.isMethod(index)))
        return false;
    if (isAccessor(find, tokens, index)
        || (index > 0 && find.isName(index) && isAccessor(find, tokens, index - 1)))
        return false;
    const bool isOf = tokens.at(index).text == u"of"
        && (find.isName(index - 1) || find.is(index - 1, u"]") || find.is(index - 1, u"}"));
    return !isOf && !find.isBound(index);
}

} // namespace

QList<FreeIdentifier> freeIdentifiers(const QString &expression)
{
    const QList<ExpressionToken> tokens = expressionTokens(expression);
    QList<FreeIdentifier> result;
    if (tokens.size() > maxTokens)
        return result;
    const DeclarationFinder find(tokens);
    for (int i = 0; i < tokens.size(); ++i) {
        if (!isFree(find, tokens, i))
            continue;
        FreeIdentifier identifier;
        identifier.name = tokens.at(i).text;
        identifier.offset = tokens.at(i).offset;
        identifier.shorthand =
            find.isInKeyPlace(i) && (find.is(i + 1, u",") || find.is(i + 1, u"}"));
        if ((find.is(i + 1, u".") || find.is(i + 1, u"?.")) && find.isName(i + 2)) {
            identifier.member = tokens.at(i + 2).text;
            identifier.memberOffset = tokens.at(i + 2).offset;
        }
        result.append(identifier);
    }
    return result;
}

} // namespace creact
