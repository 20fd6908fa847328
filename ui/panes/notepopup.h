// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QPlainTextEdit;

namespace creact {

/// The note of an element, below its row. Leaving it keeps what was written, Escape does not.
class NotePopup : public QFrame {
    Q_OBJECT
public:
    explicit NotePopup(QWidget *parent = nullptr);
    void open(const QString &title, const QString &note, const QPoint &globalPosition);

Q_SIGNALS:
    void changed(const QString &note);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QPlainTextEdit *m_edit;
    QString m_before;
};

} // namespace creact
