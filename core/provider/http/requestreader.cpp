// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/requestreader.h"

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

RequestReader::RequestReader(const GuardLimits &limits, const GuardPolicy &policy)
    : m_limits(limits)
    , m_policy(policy)
{
}

RequestReader::Status RequestReader::append(const QByteArray &bytes)
{
    m_buffer += bytes;
    if (m_status == Status::Idle && !m_buffer.isEmpty())
        m_status = Status::Head;
    if (m_status == Status::Head)
        readHead();
    if (m_status == Status::Body)
        m_head.chunked ? readChunks() : readBody();
    return m_status;
}

QByteArray RequestReader::takeRequest()
{
    QByteArray request = m_head.forwarded;
    request += "Content-Length: " + QByteArray::number(m_body.size()) + "\r\n\r\n";
    request += std::exchange(m_body, {});
    m_status = Status::Idle;
    m_scanned = 0;
    m_skippedLine = false;
    return request;
}

void RequestReader::readHead()
{
    // One empty line before a request is what some clients leave after a body.
    if (!m_skippedLine && m_buffer.startsWith("\r\n")) {
        m_skippedLine = true;
        m_buffer.remove(0, 2);
    }
    const qsizetype end = m_buffer.indexOf("\r\n\r\n", qMax<qsizetype>(0, m_scanned - 3));
    m_scanned = m_buffer.size();
    m_headOnly = m_buffer.startsWith("HEAD ");
    if ((end < 0 ? m_buffer.size() : end) > m_limits.maxHead)
        return refuse(ServerAnswer::error(
            431, u"head_too_large"_s,
            u"Request line and headers are larger than %1 bytes."_s.arg(m_limits.maxHead)));
    if (end < 0)
        return;
    auto read = readRequestHead(m_buffer.left(end), m_limits, m_policy);
    if (const auto *refusal = std::get_if<ServerAnswer>(&read))
        return refuse(*refusal);
    m_head = std::get<RequestHead>(std::move(read));
    m_buffer.remove(0, end + 4);
    m_chunk = Chunk::Size;
    m_status = Status::Body;
}

void RequestReader::readBody()
{
    takeIntoBody(qMin<qint64>(m_head.contentLength - m_body.size(), m_buffer.size()));
    if (m_body.size() == m_head.contentLength)
        m_status = Status::Complete;
}

void RequestReader::readChunks()
{
    const auto malformed = [this] {
        refuse(ServerAnswer::error(400, u"bad_request"_s, u"The chunked body is malformed."_s));
    };
    while (m_status == Status::Body) {
        if (m_chunk == Chunk::Data) {
            const qint64 count = qMin<qint64>(m_chunkLeft, m_buffer.size());
            takeIntoBody(count);
            m_chunkLeft -= count;
            if (m_chunkLeft > 0)
                return;
            m_chunk = Chunk::End;
        }
        if (m_chunk != Chunk::Size) {
            // The empty line after a chunk; after the last one trailers are refused.
            if (m_buffer.size() < 2)
                return;
            if (!m_buffer.startsWith("\r\n"))
                return malformed();
            m_buffer.remove(0, 2);
            if (m_chunk == Chunk::Last)
                m_status = Status::Complete;
            m_chunk = Chunk::Size;
        } else if (!m_buffer.contains("\r\n") && m_buffer.size() <= 256) {
            return;
        } else if (!takeChunkSize()) {
            return malformed();
        }
    }
}

bool RequestReader::takeChunkSize()
{
    const qsizetype end = m_buffer.indexOf("\r\n");
    if (end < 0 || end > 256)
        return false;
    const QByteArray line = m_buffer.left(end);
    const QByteArray digits = textBefore(line, ';').trimmed();
    const bool hex = std::all_of(digits.begin(), digits.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
    if (!hex || digits.isEmpty() || digits.size() > 8)
        return false;
    m_buffer.remove(0, end + 2);
    m_chunkLeft = digits.toLongLong(nullptr, 16);
    if (m_body.size() + m_chunkLeft > m_limits.maxBody) {
        refuse(ServerAnswer::error(413, u"body_too_large"_s,
                                   u"The body is larger than %1 bytes."_s.arg(m_limits.maxBody)));
        return true;
    }
    m_chunk = m_chunkLeft == 0 ? Chunk::Last : Chunk::Data;
    return true;
}

void RequestReader::refuse(const ServerAnswer &answer)
{
    m_refusal = answer;
    m_status = Status::Refused;
    m_buffer.clear();
    m_body.clear();
}

void RequestReader::takeIntoBody(qint64 count)
{
    m_body += QByteArrayView(m_buffer).first(count);
    m_buffer.remove(0, count);
}

} // namespace creact
