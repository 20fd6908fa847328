// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/http/requesthead.h"

namespace creact {

/// Cuts the bytes of one connection into requests, one at a time, each complete and
/// length-delimited however it came. Knows no socket.
class RequestReader {
public:
    enum class Status {
        Idle, ///< no byte of the next request yet
        Head, ///< part of the head is there
        Body, ///< the head is there, part of the body may be
        Complete, ///< takeRequest() gives it
        Refused, ///< refusal() is the last answer on this connection
    };

    RequestReader(const GuardLimits &limits, const GuardPolicy &policy);

    /// Reads on as far as one request goes.
    Status append(const QByteArray &bytes);
    Status status() const { return m_status; }
    /// Of the request at hand, from Body on.
    const RequestHead &head() const { return m_head; }
    const ServerAnswer &refusal() const { return m_refusal; }
    /// Also known of a head that was refused.
    bool isHeadOnly() const { return m_headOnly; }
    /// The request as QHttpServer is to read it. Bytes of the next one stay here: append({}) goes
    /// on.
    QByteArray takeRequest();

private:
    void readHead();
    void readBody();
    void readChunks();
    bool takeChunkSize();
    void refuse(const ServerAnswer &answer);
    void takeIntoBody(qint64 count);

    const GuardLimits &m_limits;
    const GuardPolicy &m_policy;
    Status m_status = Status::Idle;
    QByteArray m_buffer;
    qsizetype m_scanned = 0;
    RequestHead m_head;
    QByteArray m_body;
    ServerAnswer m_refusal;
    bool m_headOnly = false;
    bool m_skippedLine = false;
    enum class Chunk { Size, Data, End, Last };
    Chunk m_chunk = Chunk::Size;
    qint64 m_chunkLeft = 0;
};

} // namespace creact
