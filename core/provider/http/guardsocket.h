// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/http/requestreader.h"
#include "core/provider/http/responsefilter.h"

#include <QTcpSocket>
#include <QTimer>

namespace creact {

/// What QHttpServer takes for the client's socket. It reads complete, checked requests here, one at
/// a time, so answers keep their order; the real socket, every limit and every time-out are behind
/// it.
class GuardSocket final : public QTcpSocket {
    Q_OBJECT
public:
    /// Takes over the descriptor. Limits and policy outlive the socket.
    GuardSocket(qintptr descriptor, const GuardLimits &limits, const GuardPolicy &policy,
                QObject *parent);
    ~GuardSocket() override;

    /// Refuses the connection whatever it asks.
    void turnAway(const ServerAnswer &answer);
    /// The server stops: an unanswered request gets 503, then the connection closes.
    void shutDown();
    /// HEAD: only the head of the answer is sent; a stream need not be made.
    bool wantsBody() const { return !m_reader.head().headOnly; }
    /// Such a client does not know chunks.
    bool isHttp10() const { return m_reader.head().http10; }
    /// Ends an answer whose length was not told or whose body nobody wants.
    void endAnswer();

    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override { return m_raw->bytesToWrite(); }
    void disconnectFromHost() override { closeGracefully(); }
    void close() override { closeGracefully(); }

Q_SIGNALS:
    /// The request that is being answered needs no answer any more. Nothing may be written after
    /// it.
    void clientGone();

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    /// Reading a request, answering it, draining what the client still sends, gone.
    enum class Phase { Reading, Answering, Closing, Gone };

    void readMore();
    void deliver();
    void answerDone();
    void refuse(const ServerAnswer &answer);
    void rawBytesWritten(qint64 count);
    void rawDisconnected();
    void timedOut();
    void closeGracefully();
    void endOutput();
    void restartTimer(RequestReader::Status before);

    const GuardLimits &m_limits;
    QTcpSocket *m_raw;
    QTimer m_timer;
    RequestReader m_reader;
    ResponseFilter m_response;
    QByteArray m_request;
    Phase m_phase = Phase::Reading;
    bool m_outputEnded = false;
};

} // namespace creact
