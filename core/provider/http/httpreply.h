// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/http/guardsocket.h"

#include <QHttpServerResponder>
#include <QPointer>

#include <memory>
#include <optional>

namespace creact {

/// The one answer that a request gets, now or later. Safe to hold: when the client leaves, sending
/// does nothing. Dropped unsent it answers 500, so that no client waits for ever; dropped in the
/// middle of a stream it closes the connection.
class HttpReply final : public QObject {
    Q_OBJECT
public:
    HttpReply(QHttpServerResponder &&responder, GuardSocket *socket);
    ~HttpReply() override;

    /// Nothing was sent yet and somebody still waits.
    bool isOpen() const { return m_state == State::Open && m_socket; }
    void send(const ServerAnswer &answer);
    /// Sends a file in pieces, as fast as the client reads.
    void sendFile(const QString &path, const QByteArray &contentType, const HttpHeaders &headers);

    /// What a client may leave unread of a stream; more, and it is dropped.
    static constexpr qint64 maxUnread = 1024 * 1024;
    /// Begins an answer whose length is not known yet. False: nobody wants what follows.
    bool startStream(const QByteArray &contentType, const HttpHeaders &headers);
    /// As it is; may make the client's leaving known.
    void sendPiece(const QByteArray &bytes);
    void endStream();

Q_SIGNALS:
    /// Nobody waits any more.
    void clientGone();

private:
    enum class State { Open, Streaming, Done };

    void writeHead(int status, const QByteArray &contentType, const HttpHeaders &headers);
    void sendHead(int status, const QByteArray &contentType, qint64 length,
                  const HttpHeaders &headers);

    QHttpServerResponder m_responder;
    QPointer<GuardSocket> m_socket;
    State m_state = State::Open;
};
using HttpReplyPtr = std::shared_ptr<HttpReply>;

} // namespace creact
