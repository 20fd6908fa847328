// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/jsonhighlighter.h"

#include "ui/theme/colors.h"

#include <QElapsedTimer>
#include <QTextDocument>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int expressionNext = 1;
constexpr int sliceMs = 5;
/// Who types is not to wait for the colours of what is out of sight.
constexpr int typingPauseMs = 80;

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
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &JsonHighlighter::colourSome);
    connect(document, &QTextDocument::blockCountChanged, this, [this] { m_next = 0; });
    connect(document, &QTextDocument::contentsChange, this, [this] {
        if (m_waits)
            m_later.start(typingPauseMs);
    });
    updateColors();
}

/// Colours what is left, a little at a time; what came before it keeps its colours.
void JsonHighlighter::colourSome()
{
    m_budget = linesAtOnce;
    QElapsedTimer clock;
    clock.start();
    for (QTextBlock block = document()->findBlockByNumber(m_next); m_waits && block.isValid();
         block = block.next()) {
        const LineData *data = LineData::of(block);
        if (data && data->coloured)
            continue;
        if (m_budget == 0 || clock.hasExpired(sliceMs)) {
            m_next = block.blockNumber();
            m_later.start(0);
            return;
        }
        rehighlightBlock(block);
    }
    m_waits = false;
    m_next = 0;
    m_budget = linesAtOnce;
    m_later.stop();
}

void JsonHighlighter::colourNow(QTextBlock block, int lines)
{
    for (; m_waits && block.isValid() && lines > 0; block = block.next()) {
        if (!block.isVisible())
            continue;
        --lines;
        if (const LineData *data = LineData::of(block); data && data->coloured)
            continue;
        ++m_budget;
        rehighlightBlock(block);
    }
}

void JsonHighlighter::colour(qsizetype begin, qsizetype length, const QTextCharFormat &format)
{
    if (m_budget > 0)
        setFormat(int(begin), int(length), format);
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
            colour(at, 1, m_punctuation);
        ++at;
    }
    setCurrentBlockState(m_isExpression ? expressionNext : 0);
    auto *data = static_cast<LineData *>(currentBlockUserData());
    if (!data)
        setCurrentBlockUserData(data = new LineData);
    data->opens = opens;
    data->closes = closes;
    data->coloured = m_budget > 0;
    if (!data->coloured && !m_waits) {
        m_waits = true;
        m_next = 0;
    }
    m_budget -= data->coloured ? 1 : 0;
    // Also when nothing waits: what is typed next may be as long.
    if (!m_later.isActive())
        m_later.start(0);
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
        colour(begin, length, m_isExpression ? m_expression : m_name);
        return end;
    }
    colour(begin, length, m_isExpression ? m_expression : m_isType ? m_type : m_string);
    m_isExpression = m_isType = false;
    return end;
}

qsizetype JsonHighlighter::highlightWord(const QString &text, qsizetype begin)
{
    qsizetype end = begin;
    while (end < text.size() && isWordCharacter(text.at(end)))
        ++end;
    const bool isNumber = text.at(begin).isDigit() || text.at(begin) == u'-';
    colour(begin, end - begin, isNumber ? m_number : m_keyword);
    m_isExpression = m_isType = false;
    return end;
}

} // namespace creact
