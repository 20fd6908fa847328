// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/democonnection.h"

#include <QTcpSocket>

namespace creact {

namespace {

constexpr qsizetype maxDemoHead = 32 * 1024;
constexpr qsizetype maxDemoBody = 64 * 1024 * 1024;

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 404:
        return "Not Found";
    case 413:
        return "Content Too Large";
    case 429:
        return "Too Many Requests";
    default:
        return status >= 500 ? "Server Error" : "Status";
    }
}

} // namespace

DemoConnection::DemoConnection(QTcpSocket *socket, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    socket->setParent(this);
    connect(socket, &QTcpSocket::readyRead, this, &DemoConnection::read);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
}

void DemoConnection::respond(int status, const QByteArray &body, const Headers &headers)
{
    sendHead(status,
             headers
                 + Headers{{"Content-Type", "application/json"},
                           {"Content-Length", QByteArray::number(body.size())}});
    m_socket->write(body);
    m_socket->disconnectFromHost();
}

void DemoConnection::stream(const QList<QByteArray> &events, Clock &clock,
                            std::chrono::milliseconds pause)
{
    sendHead(200, {{"Content-Type", "text/event-stream"}});
    m_events = events;
    if (pause.count() > 0)
        return sendNext(clock, pause);
    m_socket->write(m_events.join());
    m_socket->disconnectFromHost();
}

void DemoConnection::sendNext(Clock &clock, std::chrono::milliseconds pause)
{
    m_socket->write(m_events.takeFirst());
    if (m_events.isEmpty()) {
        m_socket->disconnectFromHost();
        return;
    }
    m_pause = clock.callAfter(pause, [this, &clock, pause] {
        // The timer must not die while it calls.
        const auto fired = std::move(m_pause);
        sendNext(clock, pause);
    });
}

void DemoConnection::sendHead(int status, const Headers &headers)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonOf(status) + "\r\n";
    for (const auto &[name, value] : headers)
        head += name + ": " + value + "\r\n";
    m_socket->write(head + "Connection: close\r\n\r\n");
}

void DemoConnection::drop()
{
    m_socket->abort();
}

void DemoConnection::read()
{
    if (m_complete) {
        m_socket->readAll();
        return;
    }
    m_received += m_socket->readAll();
    if (m_bodyLength < 0 && !readHead())
        return;
    if (m_received.size() < m_bodyLength)
        return;
    m_complete = true;
    m_request.body = m_received.left(m_bodyLength);
    m_received.clear();
    Q_EMIT requestRead(m_request);
}

/// False while it is not all there, or when it is refused.
bool DemoConnection::readHead()
{
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    if (end < 0) {
        if (m_received.size() > maxDemoHead)
            refuse(400);
        return false;
    }
    QList<QByteArray> lines = m_received.left(end).split('\n');
    m_received.remove(0, end + 4);
    const QList<QByteArray> first = lines.takeFirst().trimmed().split(' ');
    if (first.size() != 3) {
        refuse(400);
        return false;
    }
    m_request.method = first.at(0);
    m_request.target = QUrl::fromEncoded(first.at(1), QUrl::StrictMode);
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        m_request.headers.insert(line.left(colon).trimmed().toLower(),
                                 line.mid(colon + 1).trimmed());
    }
    bool ok = true;
    const QByteArray length = m_request.headers.value("content-length", "0");
    m_bodyLength = length.toLongLong(&ok);
    if (!ok || m_bodyLength < 0 || m_bodyLength > maxDemoBody) {
        refuse(413);
        return false;
    }
    return true;
}

void DemoConnection::refuse(int status)
{
    m_complete = true;
    respond(status, "{}");
}

} // namespace creact
