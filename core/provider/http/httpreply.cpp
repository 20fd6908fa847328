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
        if (std::exchange(m_open, false))
            Q_EMIT clientGone();
    });
}

HttpReply::~HttpReply()
{
    send(ServerAnswer::error(500, u"internal"_s, u"The request was not answered."_s));
}

void HttpReply::send(const ServerAnswer &answer)
{
    if (!isOpen())
        return;
    m_open = false;
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
    m_open = false;
    const qint64 length = file->size();
    sendHead(200, contentType, length, headers);
    if (length == 0)
        return;
    if (m_socket->wantsBody())
        new FileStream(std::move(file), length, m_socket);
    else
        m_socket->endAnswer();
}

void HttpReply::sendHead(int status, const QByteArray &contentType, qint64 length,
                         const HttpHeaders &headers)
{
    m_responder.writeStatusLine(QHttpServerResponder::StatusCode(status));
    if (!contentType.isEmpty())
        m_responder.writeHeader("Content-Type"_ba, headerValue(contentType));
    for (const auto &[name, value] : headers)
        m_responder.writeHeader(headerValue(name), headerValue(value));
    m_responder.writeHeader("Content-Length"_ba, QByteArray::number(length));
    // Ends the head.
    m_responder.writeBody(QByteArray());
}

} // namespace creact
