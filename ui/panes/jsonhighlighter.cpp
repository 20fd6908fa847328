// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/jsonhighlighter.h"

#include "ui/theme/colors.h"

#include <QTextDocument>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int expressionNext = 1;

QTextCharFormat colored(const QColor &color, QFont::Weight weight = QFont::Normal)
{
    QTextCharFormat format;
    format.setForeground(color);
    if (weight != QFont::Normal)
        format.setFontWeight(weight);
    return format;
}

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'+' || c == u'.' || c == u'_';
}

} // namespace

LineData *LineData::of(const QTextBlock &block)
{
    return static_cast<LineData *>(block.userData());
}

JsonHighlighter::JsonHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document)
{
    updateColors();
}

void JsonHighlighter::updateColors()
{
    const Colors &colors = Colors::now();
    m_name = colored(colors.text);
    m_string = colored(colors.success);
    m_type = colored(colors.text, QFont::Bold);
    m_expression = colored(colors.accent);
    m_number = colored(colors.warning);
    m_keyword = colored(colors.warning);
    m_punctuation = colored(colors.textFaint);
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    m_isExpression = previousBlockState() == expressionNext;
    m_isType = false;
    int opens = 0;
    int closes = 0;
    for (qsizetype at = 0; at < text.size();) {
        const QChar c = text.at(at);
        if (c == u'"') {
            at = highlightString(text, at);
            continue;
        }
        if (isWordCharacter(c)) {
            at = highlightWord(text, at);
            continue;
        }
        if (c == u'{' || c == u'[') {
            ++opens;
            m_isExpression = false;
        } else if (c == u'}' || c == u']') {
            opens > 0 ? --opens : ++closes;
        }
        if (!c.isSpace())
            setFormat(int(at), 1, m_punctuation);
        ++at;
    }
    setCurrentBlockState(m_isExpression ? expressionNext : 0);
    auto *data = static_cast<LineData *>(currentBlockUserData());
    if (!data)
        setCurrentBlockUserData(data = new LineData);
    data->opens = opens;
    data->closes = closes;
}

qsizetype JsonHighlighter::highlightString(const QString &text, qsizetype begin)
{
    qsizetype end = begin + 1;
    while (end < text.size() && text.at(end) != u'"')
        end += text.at(end) == u'\\' ? 2 : 1;
    end = std::min(end + 1, text.size());
    qsizetype next = end;
    while (next < text.size() && text.at(next).isSpace())
        ++next;
    const int length = int(end - begin);
    if (next < text.size() && text.at(next) == u':') {
        const QStringView name = QStringView(text).sliced(begin, length);
        m_isExpression = name == u"\"$\"";
        m_isType = name == u"\"construct\"" || name == u"\"component\"" || name == u"\"stack\"";
        setFormat(int(begin), length, m_isExpression ? m_expression : m_name);
        return end;
    }
    setFormat(int(begin), length, m_isExpression ? m_expression : m_isType ? m_type : m_string);
    m_isExpression = m_isType = false;
    return end;
}

qsizetype JsonHighlighter::highlightWord(const QString &text, qsizetype begin)
{
    qsizetype end = begin;
    while (end < text.size() && isWordCharacter(text.at(end)))
        ++end;
    const bool isNumber = text.at(begin).isDigit() || text.at(begin) == u'-';
    setFormat(int(begin), int(end - begin), isNumber ? m_number : m_keyword);
    m_isExpression = m_isType = false;
    return end;
}

} // namespace creact
