// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/provider/llm/ssereader.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>

namespace creact::cli {

/// Sends messages to a stack, one at a time, and waits for their answers.
class ChatChannel : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Answers by `answered`, once.
    virtual void send(const QString &text, const QString &session) = 0;
    /// Stops what is being answered; `answered` follows. False: nothing is, or it cannot be.
    virtual bool cancel() { return false; }

Q_SIGNALS:
    /// The turn as it ended (answer or error in it), or why there was none.
    void answered(const creact::Result<creact::ChatTurn> &turn);
    void activity(const QString &text);
    /// What the model says, as it comes.
    void said(const QString &nodeId, const creact::TextDelta &delta);
    void stepsChanged(const QList<creact::TurnStep> &steps);
    /// Something that the person has to do elsewhere.
    void told(const QString &text);

protected:
    static QString newMessageId();
};

/// To the stack that this process has deployed.
class EngineChannel final : public ChatChannel {
    Q_OBJECT
public:
    EngineChannel(Engine &engine, QObject *parent);
    void send(const QString &text, const QString &session) override;
    bool cancel() override;

private:
    void onTurn(const ChatTurn &turn);

    Engine &m_engine;
    QString m_waitingFor;
    QString m_handler;
};

/// To a stack that another process runs, through its HTTP server: streamed, and stopped there.
class HttpChannel final : public ChatChannel {
    Q_OBJECT
public:
    /// Where a stored state says that its first ChatHandler listens. NotFound when it does not say.
    struct Address {
        QUrl url;
        QString token;
    };
    static Result<Address> addressOf(const StackRecord &state);

    HttpChannel(const Address &address, QObject *parent);
    void send(const QString &text, const QString &session) override;
    bool cancel() override;

private:
    QNetworkRequest request(const QUrl &url) const;
    void read(const SseEvent &event);
    void onReply(QNetworkReply *reply);
    void takeEnd(const QJsonObject &body, const QString &otherwise);
    void answer(const Result<ChatTurn> &turn);

    QNetworkAccessManager m_network;
    Address m_address;
    SseReader m_reader;
    /// Of the message that is being answered; empty: none.
    QString m_id;
    QString m_question;
};

} // namespace creact::cli
