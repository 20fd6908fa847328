// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/turnsteps.h"
#include "core/engine/values.h"

#include <QHash>
#include <QTimer>
#include <QUrl>
#include <QWidget>

class QAction;
class QLabel;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace creact {

class ApprovalCard;
class Banner;
class ChatModel;
class Composer;
class ConfirmBanner;
class EmptyState;
class SessionList;
class TurnView;

/// The conversation with the stack's chat handler.
class ChatPane : public QWidget {
    Q_OBJECT
public:
    explicit ChatPane(ChatModel *model, QWidget *parent = nullptr);
    void setInfo(const StackInfo &info);
    /// A message that was not accepted: shown above the composer, with its text given back.
    void showSendError(const Error &error, const QString &text);
    void focusComposer();
    /// What all of the stack's calls have cost.
    void setUsage(const TurnUsage &usage);
    /// Asks, in the pane, whether the conversation is to be forgotten.
    QAction *forgetAction() const { return m_forget; }
    static bool canForget(const StackInfo &info);

Q_SIGNALS:
    /// `session` empty: the default one.
    void sendRequested(const QString &handlerId, const QString &text, const QString &session);
    void cancelRequested(const QString &handlerId, const QString &turnId);
    void stepsRequested(const QString &turnId);
    void deployRequested();
    /// `session` empty: all of them.
    void forgetRequested(const QString &handlerId, const QString &session);
    void approvalDecided(const QString &nodeId, creact::ApprovalDecision decision);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void connectModel();
    void rebuild();
    void insertTurns(int first, int last);
    void refresh(int row);
    TurnView *makeTurn(int row);
    void askForLink(const QUrl &url);
    void onLinkOpen();
    void askToForget();
    void updatePage();
    void tick();
    void send(const QString &handlerId, const QString &text);
    bool atEnd() const;
    void scrollToEnd();
    void stopNewest();
    QWidget *makeHead();
    void showHead();
    void showSession();
    bool isShown(const ChatTurn &turn) const;
    void markLast();

    ChatModel *m_model;
    StackInfo m_info;
    SessionList *m_sessions;
    QLabel *m_usage;
    TurnUsage m_used;
    QWidget *m_head;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QScrollArea *m_scroll;
    QVBoxLayout *m_turns;
    QList<TurnView *> m_views;
    Banner *m_linkBanner;
    Banner *m_sendError;
    ConfirmBanner *m_forgetQuestion;
    ApprovalCard *m_approval;
    Composer *m_composer;
    QAction *m_forget;
    QTimer m_ticker;
    QUrl m_link;
    bool m_follow = true;
};

} // namespace creact
