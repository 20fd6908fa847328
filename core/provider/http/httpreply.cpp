// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/httpreply.h"

#include <QFile>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// Writes a file of known length piece by piece; lives as long as the socket or the file lasts.
class FileStream final : public QObject {
public:
    FileStream(std::unique_ptr<QFile> file, qint64 length, GuardSocket *socket)
        : QObject(socket)
        , m_file(std::move(file))
        , m_left(length)
        , m_socket(socket)
    {
        connect(socket, &GuardSocket::bytesWritten, this, &FileStream::writeMore);
        connect(socket, &GuardSocket::clientGone, this, &QObject::deleteLater);
        writeMore();
    }

private:
    static constexpr qint64 piece = 64 * 1024;

    void writeMore()
    {
        while (m_left > 0 && m_socket->bytesToWrite() < piece) {
            const QByteArray bytes = m_file->read(qMin(piece, m_left));
            if (bytes.isEmpty()) {
                // The file became shorter: the length that was told cannot be kept.
                m_left = 0;
                m_socket->endAnswer();
                m_socket->disconnectFromHost();
                break;
            }
            m_left -= bytes.size();
            m_socket->write(bytes);
        }
        if (m_left == 0)
            deleteLater();
    }

    std::unique_ptr<QFile> m_file;
    qint64 m_left;
    GuardSocket *m_socket;
};

} // namespace

HttpReply::HttpReply(QHttpServerResponder &&responder, GuardSocket *socket)
    : m_responder(std::move(responder))
    , m_socket(socket)
{
    connect(socket, &GuardSocket::clientGone, this, [this] {
        if (std::exchange(m_state, State::Done) != State::Done)
            Q_EMIT clientGone();
    });
}

HttpReply::~HttpReply()
{
    if (std::exchange(m_state, m_state == State::Streaming ? State::Done : m_state)
            == State::Streaming
        && m_socket)
        m_socket->disconnectFromHost();
    send(ServerAnswer::error(500, u"internal"_s, u"The request was not answered."_s));
}

void HttpReply::send(const ServerAnswer &answer)
{
    if (!isOpen())
        return;
    m_state = State::Done;
    sendHead(answer.status, answer.contentType, answer.body.size(), answer.headers);
    if (!answer.body.isEmpty())
        m_responder.writeBody(answer.body);
}

void HttpReply::sendFile(const QString &path, const QByteArray &contentType,
                         const HttpHeaders &headers)
{
    if (!isOpen())
        return;
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly)) {
        send(ServerAnswer::error(404, u"not_found"_s, u"There is nothing at this address."_s));
        return;
    }
    m_state = State::Done;
    const qint64 length = file->size();
    sendHead(200, contentType, length, headers);
    if (length == 0)
        return;
    if (m_socket->wantsBody())
        new FileStream(std::move(file), length, m_socket);
    else
        m_socket->endAnswer();
}

bool HttpReply::startStream(const QByteArray &contentType, const HttpHeaders &headers)
{
    if (!isOpen())
        return false;
    m_state = State::Streaming;
    writeHead(200, contentType, headers);
    if (!m_socket->isHttp10())
        m_responder.writeHeader("Transfer-Encoding"_ba, "chunked"_ba);
    m_responder.writeBody(QByteArray());
    if (m_socket->wantsBody())
        return true;
    m_state = State::Done;
    m_socket->endAnswer();
    return false;
}

void HttpReply::sendPiece(const QByteArray &bytes)
{
    if (m_state != State::Streaming || !m_socket || bytes.isEmpty())
        return;
    if (m_socket->isHttp10())
        m_socket->write(bytes);
    else
        m_socket->write(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
    // The last thing: whoever hears of it may drop this.
    if (m_socket->bytesToWrite() > maxUnread)
        m_socket->disconnectFromHost();
}

void HttpReply::endStream()
{
    if (m_state != State::Streaming || !m_socket)
        return;
    m_state = State::Done;
    if (!m_socket->isHttp10())
        m_socket->write("0\r\n\r\n");
    m_socket->endAnswer();
}

void HttpReply::writeHead(int status, const QByteArray &contentType, const HttpHeaders &headers)
{
    m_responder.writeStatusLine(QHttpServerResponder::StatusCode(status));
    if (!contentType.isEmpty())
        m_responder.writeHeader("Content-Type"_ba, headerValue(contentType));
    for (const auto &[name, value] : headers)
        m_responder.writeHeader(headerValue(name), headerValue(value));
}

void HttpReply::sendHead(int status, const QByteArray &contentType, qint64 length,
                         const HttpHeaders &headers)
{
    writeHead(status, contentType, headers);
    m_responder.writeHeader("Content-Length"_ba, QByteArray::number(length));
    // Ends the head.
    m_responder.writeBody(QByteArray());
}

} // namespace creact
