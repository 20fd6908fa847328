// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/chat/chatturn.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace creact {

class Banner;
class MarkdownView;

/// One turn of the transcript: the question, then the answer, what is being done, or the error.
class TurnView : public QWidget {
    Q_OBJECT
public:
    explicit TurnView(QWidget *parent = nullptr);
    /// Sending again is offered only while the stack takes messages.
    void setCanSend(bool can);
    void setTurn(const ChatTurn &turn, const QString &activity);
    const ChatTurn &turn() const { return m_turn; }
    /// Shows how long it has been working; `now` in ms since 1970.
    void tick(qint64 now);

Q_SIGNALS:
    void cancelRequested(const QString &turnId);
    void resendRequested(const QString &question);
    void stepsRequested(const QString &turnId);
    void linkClicked(const QUrl &url);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeQuestion();
    QWidget *makeWorking();
    QWidget *makeFooter();
    void showState();
    QString workingText() const;

    ChatTurn m_turn;
    bool m_canSend = false;
    QString m_activityText;
    QWidget *m_bubble;
    QLabel *m_question;
    MarkdownView *m_answer;
    QWidget *m_working;
    QLabel *m_activity;
    QLabel *m_elapsed;
    Banner *m_error;
    QWidget *m_footer;
    QLabel *m_time;
    QPushButton *m_copy;
};

} // namespace creact
