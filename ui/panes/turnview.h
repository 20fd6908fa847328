// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/chat/chatturn.h"
#include "ui/models/chatmodel.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace creact {

class Banner;
class MarkdownView;
class TurnStepsView;

/// One turn of the transcript: the question, the calls that were made for it, then the answer as it
/// comes, what is being done, or the error.
class TurnView : public QWidget {
    Q_OBJECT
public:
    explicit TurnView(QWidget *parent = nullptr);
    /// Sending again is offered only while the stack takes messages.
    void setCanSend(bool can);
    void setTurn(const ChatTurn &turn, const QString &activity);
    void setSteps(const QList<TurnStep> &steps, const LiveText &live);
    void setLive(const LiveText &live);
    /// Asking again is offered for the last one only.
    void setLast(bool last);
    /// A node of the stack has failed: a turn that has not begun waits for that.
    void setHeldUp(bool heldUp);
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
    void showAnswer();
    void showUsage();
    bool isWorking() const;
    QString workingText() const;
    QString modelText(const TurnStep &step) const;
    QString retryText(const TurnStep &step) const;

    ChatTurn m_turn;
    QList<TurnStep> m_steps;
    LiveText m_live;
    qint64 m_now = 0;
    bool m_canSend = false;
    bool m_last = false;
    bool m_heldUp = false;
    QString m_activityText;
    QWidget *m_bubble;
    QLabel *m_question;
    TurnStepsView *m_stepsView;
    MarkdownView *m_answer;
    QWidget *m_working;
    QLabel *m_activity;
    QLabel *m_elapsed;
    Banner *m_error;
    QWidget *m_footer;
    QLabel *m_time;
    QLabel *m_tokens;
    QPushButton *m_copy;
    QPushButton *m_again;
};

} // namespace creact
