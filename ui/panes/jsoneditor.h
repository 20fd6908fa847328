// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/problem.h"

#include <QPlainTextEdit>
#include <QTextBlock>

#include <optional>
#include <utility>

namespace creact {

class EditorGutter;
class JsonHighlighter;
class TextFolds;

/// A text editor for stack documents: line numbers, folding, colours, problems where they are,
/// brackets, indentation. It has no undo of its own: undoRequested() and redoRequested().
class JsonEditor : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit JsonEditor(QWidget *parent = nullptr);

    TextFolds *folds() { return m_folds; }
    EditorGutter *gutter() { return m_gutter; }

    void setProblems(const QList<Problem> &problems);
    /// The worst that is marked in a line; nothing: none.
    std::optional<Problem::Severity> problemIn(const QTextBlock &block) const;
    /// What is marked at a place, or (position -1) in a line.
    QStringList problemsAt(const QTextBlock &block, int position = -1) const;
    /// Puts the cursor after the problem that comes next after it; false: there is none.
    bool goToNextProblem();
    /// Positions from..to are what is looked at: told by a line beside them. None when empty.
    void setRange(int from, int to);
    /// First and last line of it; -1: none.
    std::pair<int, int> rangeLines() const;
    /// Puts the cursor there, and the place into view.
    void goTo(int position);
    /// Both from 1; the column counts characters.
    void goToLine(int line, int column = 1);
    /// Marks every place of what is looked for.
    void setMatches(const QList<QTextCursor> &matches);

    /// For the gutter.
    QTextBlock blockAt(int y) const;
    QRectF geometryOf(const QTextBlock &block) const;
    using QPlainTextEdit::firstVisibleBlock;

Q_SIGNALS:
    void undoRequested();
    void redoRequested();
    /// Escape: on to the next pane.
    void left();

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    struct Mark {
        Problem problem;
        QTextCursor place;
    };

    void breakLine();
    void indent(bool more);
    void closeBracket(const QString &text);
    void layOut();
    void updateSelections();
    void addBrackets(QList<QTextEdit::ExtraSelection> &selections) const;
    int matching(int position) const;
    QTextCursor placeOf(const Problem &problem) const;

    EditorGutter *m_gutter;
    JsonHighlighter *m_highlighter;
    TextFolds *m_folds;
    QList<Mark> m_marks;
    QList<QTextCursor> m_matches;
    QTextCursor m_range;
};

} // namespace creact
