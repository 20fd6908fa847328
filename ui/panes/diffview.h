// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editing/linediff.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTextCursor;

namespace creact {

/// Two versions of a text, line by line, to be looked at before one of them is chosen.
class DiffView : public QWidget {
    Q_OBJECT
public:
    struct Texts {
        /// What is compared ("Your text and the file"), and what the two marks mean.
        QString title;
        QString oldName;
        QString newName;
        QString oldText;
        QString newText;
        /// The two choices.
        QString keepOld;
        QString takeNew;
    };

    explicit DiffView(QWidget *parent = nullptr);
    void compare(const Texts &texts);
    void focusText();

Q_SIGNALS:
    void oldChosen();
    void newChosen();
    void closed();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    void addLine(QTextCursor &cursor, const DiffLine &line, const QString &counterpart) const;

    Texts m_texts;
    QLabel *m_title;
    QLabel *m_legend;
    QPlainTextEdit *m_text;
    QPushButton *m_old;
    QPushButton *m_new;
};

} // namespace creact
