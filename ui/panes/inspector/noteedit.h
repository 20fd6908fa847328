// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panes/inspector/growingtext.h"

namespace creact {

/// The note of an element: quiet until it is written in. Ctrl+Enter or leaving it keeps what was
/// typed, Escape takes it back.
class NoteEdit : public GrowingText {
    Q_OBJECT
public:
    explicit NoteEdit(QWidget *parent = nullptr);
    /// What is being typed stays.
    void setNote(const QString &note);
    void commit();
    bool isDirty() const { return toPlainText() != m_note; }

Q_SIGNALS:
    void committed(const QString &note);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QString m_note;
};

} // namespace creact
