// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSyntaxHighlighter>
#include <QTextBlockUserData>
#include <QTimer>

namespace creact {

/// What is known of a line of JSON.
struct LineData : QTextBlockUserData {
    /// Brackets that are opened here and not closed here, and the other way round.
    int opens = 0;
    int closes = 0;
    /// What it opens is hidden.
    bool folded = false;
    bool coloured = false;

    /// Null when the line has not been looked at yet.
    static LineData *of(const QTextBlock &block);
};

/// Colours a stack document line by line: names, strings, numbers, keywords, and expressions
/// {"$": "…"} in the accent colour. Counts brackets on the way, for folding. Of a long text so many
/// lines are coloured at once, and the others in slices of a few milliseconds.
class JsonHighlighter : public QSyntaxHighlighter {
    Q_OBJECT
public:
    explicit JsonHighlighter(QTextDocument *document);
    /// The theme has changed.
    void updateColors();
    /// These lines are looked at: they do not wait for their turn.
    void colourNow(QTextBlock block, int lines);
    bool isDone() const { return !m_waits; }
    static constexpr int linesAtOnce = 400;

protected:
    void highlightBlock(const QString &text) override;

private:
    void colourSome();
    void colour(qsizetype begin, qsizetype length, const QTextCharFormat &format);
    qsizetype highlightString(const QString &text, qsizetype begin);
    qsizetype highlightWord(const QString &text, qsizetype begin);

    QTextCharFormat m_name;
    QTextCharFormat m_string;
    QTextCharFormat m_type;
    QTextCharFormat m_expression;
    QTextCharFormat m_number;
    QTextCharFormat m_keyword;
    QTextCharFormat m_punctuation;
    /// The value that comes next is an expression; goes over line ends.
    bool m_isExpression = false;
    /// It is what an element is: "construct": "Memory".
    bool m_isType = false;
    /// How many lines may still be coloured in this turn of the event loop.
    int m_budget = linesAtOnce;
    /// There are lines without colours, from this one on.
    bool m_waits = false;
    int m_next = 0;
    QTimer m_later;
};

} // namespace creact
