// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/problemmarks.h"

#include <QTextDocument>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxMarks = 300;
constexpr int maxBracketSearch = 200'000;

bool startsInLine(const ProblemMarks::Mark &mark, const QTextBlock &block)
{
    const int begin = mark.place.selectionStart();
    return begin >= block.position() && begin < block.position() + block.length();
}

/// The token that begins there: a string, a word, or one character.
qsizetype endOfToken(const QString &line, qsizetype begin)
{
    qsizetype end = begin + 1;
    if (begin < line.size() && line.at(begin) == u'"') {
        while (end < line.size() && line.at(end) != u'"')
            end += line.at(end) == u'\\' ? 2 : 1;
        ++end;
    } else if (begin < line.size() && line.at(begin).isLetterOrNumber()) {
        while (end < line.size() && line.at(end).isLetterOrNumber())
            ++end;
    }
    return std::min(end, line.size());
}

QTextCursor placeOf(const Problem &problem, QTextDocument *document)
{
    const QTextBlock block =
        document->findBlockByNumber(std::min(problem.line, document->blockCount()) - 1);
    const QString line = block.text();
    qsizetype begin = std::min(unitsOfCharacters(line, problem.column - 1), line.size());
    // At the end of a line there is nothing to underline but what comes before it.
    while (begin > 0 && (begin == line.size() || line.at(begin).isSpace()))
        --begin;
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + int(begin));
    cursor.setPosition(block.position() + int(endOfToken(line, begin)), QTextCursor::KeepAnchor);
    return cursor;
}

/// Of one line, from the left; strings end with their line.
QList<int> bracketsOf(const QString &line)
{
    QList<int> brackets;
    bool inString = false;
    for (int i = 0; i < line.size(); ++i) {
        const QChar c = line.at(i);
        if (c == u'"')
            inString = !inString;
        else if (inString && c == u'\\')
            ++i;
        else if (!inString && (c == u'{' || c == u'[' || c == u'}' || c == u']'))
            brackets.append(i);
    }
    return brackets;
}

} // namespace

qsizetype unitsOfCharacters(const QString &line, int characters)
{
    qsizetype units = 0;
    for (int i = 0; i < characters && units < line.size(); ++i)
        units += line.at(units).isHighSurrogate() ? 2 : 1;
    return units;
}

void ProblemMarks::set(const QList<Problem> &problems, QTextDocument *document)
{
    m_marks.clear();
    for (const Problem &problem : problems) {
        if (problem.line > 0 && m_marks.size() < maxMarks)
            m_marks.append({problem, placeOf(problem, document)});
    }
}

std::optional<Problem::Severity> ProblemMarks::severityIn(const QTextBlock &block) const
{
    std::optional<Problem::Severity> worst;
    for (const Mark &mark : m_marks) {
        if (startsInLine(mark, block) && worst != Problem::Severity::Error)
            worst = mark.problem.severity;
    }
    return worst;
}

QStringList ProblemMarks::textsAt(const QTextBlock &block, int position) const
{
    QStringList texts;
    for (const Mark &mark : m_marks) {
        const bool there = position < 0
            ? startsInLine(mark, block)
            : mark.place.selectionStart() <= position && position <= mark.place.selectionEnd();
        if (block.isValid() && there)
            texts.append(u"<p><b>%1</b><br>%2</p>"_s.arg(mark.problem.message.toHtmlEscaped(),
                                                         mark.problem.hint.toHtmlEscaped()));
    }
    return texts;
}

int ProblemMarks::nextAfter(int position) const
{
    QList<int> places;
    for (const Mark &mark : m_marks)
        places.append(mark.place.selectionStart());
    if (places.isEmpty())
        return -1;
    std::sort(places.begin(), places.end());
    const auto next = std::upper_bound(places.begin(), places.end(), position);
    return next == places.end() ? places.first() : *next;
}

int matchingBracket(const QTextDocument &document, int position)
{
    const QChar bracket = document.characterAt(position);
    const bool forward = bracket == u'{' || bracket == u'[';
    if (!forward && bracket != u'}' && bracket != u']')
        return -1;
    const QTextBlock first = document.findBlock(position);
    if (!bracketsOf(first.text()).contains(position - first.position()))
        return -1;
    int depth = 0;
    int left = maxBracketSearch;
    for (QTextBlock block = first; block.isValid() && left > 0;
         block = forward ? block.next() : block.previous()) {
        const QString line = block.text();
        left -= int(line.size()) + 1;
        QList<int> brackets = bracketsOf(line);
        if (!forward)
            std::reverse(brackets.begin(), brackets.end());
        for (const int i : std::as_const(brackets)) {
            const int at = block.position() + i;
            if (forward ? at < position : at > position)
                continue;
            const bool opens = line.at(i) == u'{' || line.at(i) == u'[';
            depth += opens == forward ? 1 : -1;
            if (depth == 0)
                return at;
        }
    }
    return -1;
}

} // namespace creact
