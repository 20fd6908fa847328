// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace creact {

struct SseEvent {
    /// Empty for the usual kind ("message").
    QByteArray type;
    /// The data lines, joined by LF.
    QByteArray data;

    bool operator==(const SseEvent &) const = default;
};

/// Reads text/event-stream as it comes, in pieces of any size: CR, LF and CRLF, comments, several
/// data lines, a byte order mark. Knows no socket and no JSON.
///
/// Two things that are not in the standard: an event at the end of the stream counts without its
/// empty line, and a field "error" (old llama.cpp) is an event of that type.
class SseReader {
public:
    static constexpr qsizetype defaultMaxEvent = 8 * 1024 * 1024;

    explicit SseReader(qsizetype maxEvent = defaultMaxEvent)
        : m_maxEvent(maxEvent)
    {
    }

    /// The events that these bytes complete.
    QList<SseEvent> append(QByteArrayView bytes);
    /// No more bytes come.
    QList<SseEvent> finish();
    /// An event was longer than it may be; nothing is read from there on.
    bool isTooLong() const { return m_tooLong; }

private:
    void endLine();
    void field(QByteArrayView name, QByteArrayView value);
    void dispatch();

    qsizetype m_maxEvent;
    QByteArray m_line;
    SseEvent m_event;
    QList<SseEvent> m_out;
    bool m_hasData = false;
    bool m_firstLine = true;
    bool m_afterCr = false;
    bool m_tooLong = false;
};

} // namespace creact
