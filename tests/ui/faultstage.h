// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/engine/enginebench.h"
#include "tests/core/provider/llm/scriptserver.h"
#include "ui/models/chatmodel.h"
#include "ui/panes/chatpane.h"

#include <QNetworkAccessManager>

#include <memory>

namespace creact {

class TurnView;

/// A stack of the agent template on a model endpoint that answers as the test says, with all that
/// looks at it: a client of its HTTP server, its tree and audit log, and the chat panel.
class FaultStage {
public:
    FaultStage();
    ~FaultStage();

    /// In the place of the template's Tool. Before start().
    void setTool(const QJsonObject &props);
    Result<void> start();
    /// The engine is gone, the state stays.
    void drop();
    /// Opened again and deployed, without waiting for a turn that goes on.
    Result<void> goOn();

    /// What the client of the stack's HTTP server got.
    struct Client {
        int status = 0;
        /// Of a stream: data of its last event, and that event's name.
        QJsonObject body;
        QByteArray event;
        QNetworkReply *reply = nullptr;

        QString code() const
        {
            return body[QLatin1StringView("error")][QLatin1StringView("code")].toString();
        }
        QString message() const
        {
            return body[QLatin1StringView("error")][QLatin1StringView("message")].toString();
        }
    };
    QNetworkReply *post(bool stream);
    Client wait(QNetworkReply *reply);
    Client ask(bool stream) { return wait(post(stream)); }

    /// Rows of the last turn that is over, and its own.
    QList<TreeRow> keptRows() const;
    /// Entries of this action.
    QList<AuditEntry> audit(const QString &action) const;
    /// The last turn of the chat panel.
    TurnView *lastTurn() const;
    /// A text that the last turn shows; empty when it does not.
    QString shown(const char *label) const;
    QString shownAnswer() const;
    /// What the last card of the last turn shows once it is opened.
    QString openedCard() const;
    bool cardIsMarkedWrong() const;

    StackBench bench;
    ScriptServer model;
    /// Not the model's; for whatever the test wants it.
    ScriptServer other;
    /// Name of the Tool.
    QString tool = QStringLiteral("wikipedia");
    std::unique_ptr<EngineUser> user;
    std::unique_ptr<ChatModel> turns;
    std::unique_ptr<ChatPane> pane;
    /// What the panel said that it does, in the order in which it did.
    QStringList activities;

private:
    Result<void> open();
    void connectPane();

    QNetworkAccessManager m_client;
};

} // namespace creact
