// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QUrl>

#include <memory>
#include <utility>

class QTcpSocket;

namespace creact {

/// One request as the demo server reads it. Header names are in lower case.
struct DemoRequest {
    QByteArray method;
    QUrl target;
    QHash<QByteArray, QByteArray> headers;
    QByteArray body;
};

/// One connection of the demo server: reads one request (Content-Length bodies only), answers it,
/// and closes. Deletes itself when the socket is closed. For our own client, not for the open
/// network.
class DemoConnection : public QObject {
    Q_OBJECT
public:
    using Headers = QList<std::pair<QByteArray, QByteArray>>;

    /// Takes the socket.
    DemoConnection(QTcpSocket *socket, QObject *parent);

    /// Once. Nothing when the client has left.
    void respond(int status, const QByteArray &body, const Headers &headers = {});
    /// The same for events, with a pause between two; with none all at once.
    void stream(const QList<QByteArray> &events, Clock &clock, std::chrono::milliseconds pause);
    /// Closes without a word.
    void drop();

Q_SIGNALS:
    void requestRead(const creact::DemoRequest &request);

private:
    void read();
    bool readHead();
    void refuse(int status);
    void sendHead(int status, const Headers &headers);
    void sendNext(Clock &clock, std::chrono::milliseconds pause);

    QTcpSocket *m_socket;
    QByteArray m_received;
    DemoRequest m_request;
    qsizetype m_bodyLength = -1;
    bool m_complete = false;
    QList<QByteArray> m_events;
    std::unique_ptr<Clock::Timer> m_pause;
};

} // namespace creact
