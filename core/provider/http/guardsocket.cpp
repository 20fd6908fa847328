// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/guardsocket.h"

#include <QHostAddress>

#include <sys/socket.h>

#include <cstring>
#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {
/// What the kernel may hand us before we read on: a client that sends too fast waits in its own
/// memory.
constexpr qint64 readWindow = 64 * 1024;
} // namespace

GuardSocket::GuardSocket(qintptr descriptor, const GuardLimits &limits, const GuardPolicy &policy,
                         QObject *parent)
    : QTcpSocket(parent)
    , m_limits(limits)
    , m_raw(new QTcpSocket(this))
    , m_reader(limits, policy)
{
    m_raw->setReadBufferSize(readWindow);
    m_raw->setSocketDescriptor(descriptor);
    m_raw->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    setPeerAddress(m_raw->peerAddress());
    setPeerPort(m_raw->peerPort());
    setLocalAddress(m_raw->localAddress());
    setLocalPort(m_raw->localPort());
    setOpenMode(QIODevice::ReadWrite);
    setSocketState(QAbstractSocket::ConnectedState);

    m_timer.setSingleShot(true);
    m_timer.callOnTimeout(this, &GuardSocket::timedOut);
    connect(m_raw, &QTcpSocket::readyRead, this, &GuardSocket::readMore);
    connect(m_raw, &QTcpSocket::bytesWritten, this, &GuardSocket::rawBytesWritten);
    connect(m_raw, &QTcpSocket::disconnected, this, &GuardSocket::rawDisconnected);
    m_timer.start(m_limits.headTime);
}

GuardSocket::~GuardSocket()
{
    m_raw->disconnect(this);
    setSocketState(QAbstractSocket::UnconnectedState);
}

void GuardSocket::turnAway(const ServerAnswer &answer)
{
    refuse(answer);
}

void GuardSocket::shutDown()
{
    if (m_phase == Phase::Answering && !m_response.isHeadSent())
        refuse(ServerAnswer::error(503, u"stopping"_s, u"The server stops."_s));
    m_raw->flush();
    m_raw->close();
}

void GuardSocket::endAnswer()
{
    m_response.finish();
    answerDone();
}

qint64 GuardSocket::bytesAvailable() const
{
    return m_request.size() + QIODevice::bytesAvailable();
}

qint64 GuardSocket::readData(char *data, qint64 size)
{
    const qint64 count = qMin<qint64>(size, m_request.size());
    std::memcpy(data, m_request.constData(), size_t(count));
    m_request.remove(0, count);
    return count;
}

qint64 GuardSocket::writeData(const char *data, qint64 size)
{
    // The answer was cut short (time-out, client gone): swallow what is left of it.
    if (m_phase != Phase::Answering)
        return size;
    const QByteArray bytes = m_response.filter(data, size);
    if (!bytes.isEmpty())
        m_raw->write(bytes);
    if (m_response.isFinished())
        answerDone();
    else if (m_response.isHeadSent())
        m_timer.start(m_limits.writeTime);
    return size;
}

void GuardSocket::readMore()
{
    if (m_phase == Phase::Closing) {
        m_raw->skip(m_raw->bytesAvailable());
        return;
    }
    while (m_phase == Phase::Reading) {
        const RequestReader::Status before = m_reader.status();
        const QByteArray bytes = m_raw->read(readWindow);
        const RequestReader::Status status = m_reader.append(bytes);
        if (status == RequestReader::Status::Refused)
            return refuse(m_reader.refusal());
        if (status == RequestReader::Status::Complete)
            return deliver();
        restartTimer(before);
        if (bytes.isEmpty())
            return;
    }
}

void GuardSocket::restartTimer(RequestReader::Status before)
{
    if (m_reader.status() == before)
        return;
    if (m_reader.status() == RequestReader::Status::Head) {
        m_timer.start(m_limits.headTime);
        return;
    }
    m_timer.start(m_limits.bodyTime);
    if (m_reader.head().expectContinue && m_reader.head().hasBody())
        m_raw->write("HTTP/1.1 100 Continue\r\n\r\n");
}

void GuardSocket::deliver()
{
    m_phase = Phase::Answering;
    const RequestHead &head = m_reader.head();
    m_response.begin({head.headOnly, head.http10, head.keepAlive});
    m_request = m_reader.takeRequest();
    m_timer.start(m_limits.answerTime);
    Q_EMIT readyRead();
}

void GuardSocket::answerDone()
{
    if (m_phase != Phase::Answering)
        return;
    if (!m_response.keepsAlive())
        return closeGracefully();
    m_phase = Phase::Reading;
    m_timer.start(m_limits.idleTime);
    // Queued: QHttpServer is still inside the write that finished this answer.
    QMetaObject::invokeMethod(this, &GuardSocket::readMore, Qt::QueuedConnection);
}

void GuardSocket::refuse(const ServerAnswer &answer)
{
    if (m_phase == Phase::Closing || m_phase == Phase::Gone)
        return;
    const bool headOnly =
        m_phase == Phase::Answering ? m_reader.head().headOnly : m_reader.isHeadOnly();
    m_raw->write(closingResponse(answer, !headOnly));
    closeGracefully();
}

void GuardSocket::rawBytesWritten(qint64 count)
{
    if (m_phase == Phase::Answering && m_response.isHeadSent())
        m_timer.start(m_limits.writeTime);
    if (m_phase == Phase::Closing && m_raw->bytesToWrite() == 0)
        endOutput();
    Q_EMIT bytesWritten(count);
}

void GuardSocket::rawDisconnected()
{
    const Phase before = std::exchange(m_phase, Phase::Gone);
    if (before == Phase::Gone)
        return;
    m_timer.stop();
    if (before == Phase::Answering)
        Q_EMIT clientGone();
    setSocketState(QAbstractSocket::UnconnectedState);
    // Queued: QHttpServer, which deletes the socket now, may stand higher on the stack.
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT disconnected(); }, Qt::QueuedConnection);
}

void GuardSocket::timedOut()
{
    if (m_phase == Phase::Closing || (m_phase == Phase::Answering && m_response.isHeadSent()))
        return m_raw->abort();
    if (m_phase == Phase::Answering)
        return refuse(ServerAnswer::error(504, u"timed_out"_s, u"The answer took too long."_s));
    if (m_reader.status() == RequestReader::Status::Idle)
        return closeGracefully();
    refuse(
        ServerAnswer::error(408, u"request_timeout"_s, u"The request took too long to arrive."_s));
}

/// Sends what is left, then ends our direction only and drains the other: a close with unread input
/// would be a reset, and the client might never see the answer.
void GuardSocket::closeGracefully()
{
    if (m_phase == Phase::Closing || m_phase == Phase::Gone)
        return;
    const Phase before = std::exchange(m_phase, Phase::Closing);
    if (before == Phase::Answering && !m_response.isFinished())
        Q_EMIT clientGone();
    m_timer.start(m_limits.lingerTime);
    m_raw->skip(m_raw->bytesAvailable());
    m_raw->flush();
    if (m_raw->bytesToWrite() == 0)
        endOutput();
}

void GuardSocket::endOutput()
{
    if (std::exchange(m_outputEnded, true) || m_raw->socketDescriptor() < 0)
        return;
    ::shutdown(int(m_raw->socketDescriptor()), SHUT_WR);
}

} // namespace creact
