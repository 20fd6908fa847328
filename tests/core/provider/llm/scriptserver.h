// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace creact {

/// A loopback server that answers its nth request with the nth of the raw answers, the last one
/// ever after. An answer that is to be open stays so until the client leaves or sendMore().
class ScriptServer final : public QTcpServer {
public:
    struct Answer {
        QByteArray bytes;
        bool open = false;
    };

    ScriptServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                serve(socket);
        });
    }
    QUrl baseUrl() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1/v1").arg(serverPort()));
    }
    /// To the last client that is still there.
    void sendMore(const QByteArray &bytes)
    {
        if (m_last)
            m_last->write(bytes);
    }
    void closeLast()
    {
        if (m_last)
            m_last->disconnectFromHost();
    }
    QJsonObject body(qsizetype request) const
    {
        const QByteArray &bytes = requests.at(request);
        return QJsonDocument::fromJson(bytes.mid(bytes.indexOf("\r\n\r\n"))).object();
    }

    QList<Answer> answers;
    /// Each with head and body.
    QList<QByteArray> requests;
    /// Clients that closed, or were closed.
    int gone = 0;

    static QByteArray sse(const QByteArray &body)
    {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
            + body;
    }
    static QByteArray text(const QByteArray &content)
    {
        return R"(data: {"choices":[{"index":0,"delta":{"content":")" + content + "\"}}]}\n\n";
    }
    static QByteArray status(int code, const QByteArray &headers = {},
                             const QByteArray &body = R"({"error":{"message":"busy"}})")
    {
        return "HTTP/1.1 " + QByteArray::number(code) + " X\r\n" + headers + "Content-Length: "
            + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
    }
    static inline const QByteArray stop =
        R"(data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})"
        "\n\ndata: [DONE]\n\n";

private:
    void serve(QTcpSocket *socket)
    {
        const auto received = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            ++gone;
            socket->deleteLater();
        });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, received] {
            *received += socket->readAll();
            const qsizetype head = received->indexOf("\r\n\r\n");
            const qsizetype at = received->toLower().indexOf("content-length: ");
            if (head < 0
                || received->size() - head - 4 < received->mid(at + 16, 12).split('\r')[0].toInt())
                return;
            requests.append(std::exchange(*received, {}));
            const Answer answer = answers.at(qMin(requests.size(), answers.size()) - 1);
            m_last = socket;
            socket->write(answer.bytes);
            if (!answer.open)
                socket->disconnectFromHost();
        });
    }

    QPointer<QTcpSocket> m_last;
};

} // namespace creact
