// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panes/problemmarks.h"

#include <QPlainTextEdit>

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
    const ProblemMarks &problemMarks() const { return m_marks; }
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
    void breakLine();
    void indent(bool more);
    void closeBracket(const QString &text);
    void layOut();
    void updateSelections();
    void addBrackets(QList<QTextEdit::ExtraSelection> &selections) const;

    EditorGutter *m_gutter;
    JsonHighlighter *m_highlighter;
    TextFolds *m_folds;
    ProblemMarks m_marks;
    QList<QTextCursor> m_matches;
    QTextCursor m_range;
};

} // namespace creact
