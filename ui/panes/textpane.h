// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panes/diffview.h"

#include <QTextCursor>
#include <QTimer>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace creact {

class DraftBinding;
class ElidedLabel;
class FindBar;
class JsonEditor;
class ProblemsModel;
class StackDraft;

/// The document as JSON text, beside the tree: the same document, the same undo stack.
class TextPane : public QWidget {
    Q_OBJECT
public:
    TextPane(StackDraft &draft, ProblemsModel *problems, QWidget *parent = nullptr);
    /// Shows the value at a JSON pointer. The text does not move under a person who types in it.
    void showPointer(const QString &pointer);
    /// Both from 1, as problems tell them.
    void goToLine(int line, int column);
    void focusText();
    /// Shows two versions in the text's place until one is chosen (which calls one of the two), or
    /// neither.
    void compare(const DiffView::Texts &texts, std::function<void()> keepOld,
                 std::function<void()> takeNew);
    void endCompare();
    JsonEditor *editor() { return m_editor; }

Q_SIGNALS:
    /// The cursor is in this element now.
    void pointerChanged(const QString &pointer);
    void closeRequested();
    /// Escape: on to the tree.
    void left();

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeStrip();
    void makeActions();
    void connectEditor();
    void connectDraft();
    void follow();
    void markElement(const QString &pointer);
    void showName();
    void showProblems();
    void showStrip();
    void keepScroll();
    void onSpliced(int position, int length);

    StackDraft &m_draft;
    ProblemsModel *m_problems;
    JsonEditor *m_editor;
    DraftBinding *m_binding;
    FindBar *m_find;
    DiffView *m_diff;
    QStackedWidget *m_pages;
    ElidedLabel *m_name;
    QLabel *m_modified;
    QLabel *m_style;
    QPushButton *m_problemCount;
    QToolButton *m_foldAll;
    QWidget *m_strip;
    QLabel *m_stripIcon;
    QLabel *m_stripText;
    QPushButton *m_stripAction;
    QTimer m_following;
    /// What was told last, or shown.
    QString m_pointer;
    /// The element beside whose lines there is a mark, which goes with them.
    QString m_marked;
    /// The line that the view began with before a splice.
    QTextCursor m_topLine;
    std::function<void()> m_keepOld;
    std::function<void()> m_takeNew;
};

} // namespace creact
