// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace creact {

/// Where a message is written. Enter sends, Shift+Enter begins a new line; off, with the reason
/// told, while nothing takes messages.
class Composer : public QWidget {
    Q_OBJECT
public:
    explicit Composer(QWidget *parent = nullptr);
    /// Full ids of the handlers that take messages; none: `reason` tells why.
    void setHandlers(const QStringList &handlers, const QString &reason);
    QString text() const;
    void setText(const QString &text);
    QString handler() const;
    void focusText();

Q_SIGNALS:
    void sendRequested(const QString &handlerId, const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void send();
    void fit();
    void showState();

    QStringList m_handlers;
    QComboBox *m_chooser;
    QPlainTextEdit *m_edit;
    QToolButton *m_send;
    QLabel *m_hint;
};

} // namespace creact
