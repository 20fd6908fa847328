// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/ssereader.h"

#include <algorithm>
#include <utility>

namespace creact {

QList<SseEvent> SseReader::append(QByteArrayView bytes)
{
    // A CR ended the line already; the LF of the same pair may come in another piece.
    if (std::exchange(m_afterCr, m_afterCr && bytes.isEmpty()) && bytes.startsWith('\n'))
        bytes = bytes.sliced(1);
    while (!bytes.isEmpty() && !m_tooLong) {
        const auto *end =
            std::find_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
        const qsizetype length = end - bytes.begin();
        m_line += bytes.first(length);
        m_tooLong = m_line.size() + m_event.data.size() > m_maxEvent;
        if (length == bytes.size() || m_tooLong)
            break;
        const bool cr = *end == '\r';
        bytes = bytes.sliced(length + 1);
        endLine();
        if (cr && bytes.startsWith('\n'))
            bytes = bytes.sliced(1);
        else
            m_afterCr = cr && bytes.isEmpty();
    }
    return std::exchange(m_out, {});
}

QList<SseEvent> SseReader::finish()
{
    if (!m_tooLong) {
        endLine();
        dispatch();
    }
    return std::exchange(m_out, {});
}

void SseReader::endLine()
{
    QByteArrayView line = m_line;
    if (std::exchange(m_firstLine, false) && line.startsWith("\xEF\xBB\xBF"))
        line = line.sliced(3);
    if (line.isEmpty()) {
        dispatch();
    } else if (line.front() != ':') {
        const qsizetype colon = line.indexOf(':');
        QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
        if (value.startsWith(' '))
            value = value.sliced(1);
        field(colon < 0 ? line : line.first(colon), value);
    }
    m_line.clear();
}

void SseReader::field(QByteArrayView name, QByteArrayView value)
{
    if (name == "event") {
        m_event.type = value.toByteArray();
    } else if (name == "data" || name == "error") {
        if (std::exchange(m_hasData, true))
            m_event.data += '\n';
        m_event.data += value;
        if (name == "error")
            m_event.type = "error";
    }
}

void SseReader::dispatch()
{
    if (std::exchange(m_hasData, false))
        m_out.append(m_event);
    m_event = {};
}

} // namespace creact
