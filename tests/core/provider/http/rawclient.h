// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>
#include <QTest>

namespace creact {

/// A client that sends any bytes and keeps what comes back.
class RawClient : public QObject {
public:
    explicit RawClient(quint16 port)
    {
        connect(&socket, &QTcpSocket::readyRead, this, [this] { received += socket.readAll(); });
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    }
    void send(const QByteArray &bytes) { socket.write(bytes); }
    /// The last status line's code; 0: none yet.
    int status() const
    {
        const qsizetype at = received.lastIndexOf("HTTP/1.1 ");
        return at < 0 ? 0 : received.mid(at + 9, 3).toInt();
    }
    QByteArray body() const { return received.mid(received.indexOf("\r\n\r\n") + 4); }
    bool isClosed() const { return socket.state() == QAbstractSocket::UnconnectedState; }

    QTcpSocket socket;
    QByteArray received;
};

} // namespace creact
