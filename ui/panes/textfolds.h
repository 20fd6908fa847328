// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTextBlock>

class QPlainTextEdit;

namespace creact {

/// Hides what brackets hold. What is folded is kept with its line (LineData), so it stays folded
/// while other lines come and go.
class TextFolds : public QObject {
    Q_OBJECT
public:
    explicit TextFolds(QPlainTextEdit *edit);

    bool canFold(const QTextBlock &block) const;
    static bool isFolded(const QTextBlock &block);
    void setFolded(const QTextBlock &block, bool folded);
    void toggle(const QTextBlock &block) { setFolded(block, !isFolded(block)); }
    /// Folds the innermost that the line is in.
    void foldAround(const QTextBlock &block);
    /// All but the document itself.
    void foldAll();
    void unfoldAll();
    bool anyFolded() const { return m_any; }
    /// Unfolds what hides the line.
    void reveal(const QTextBlock &block);
    /// Lines have changed.
    void update();

Q_SIGNALS:
    void changed();

private:
    QTextBlock lastOf(const QTextBlock &block) const;

    QPlainTextEdit *m_edit;
    /// A line hides others.
    bool m_any = false;
};

} // namespace creact
