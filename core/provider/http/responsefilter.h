// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace creact {

/// Puts right what QHttpServer 6.4 writes: Connection, Date and safety headers are added, a HEAD
/// gets no body, and the end of the answer is known. Knows no socket.
class ResponseFilter {
public:
    struct Expectation {
        bool headOnly = false;
        bool http10 = false;
        bool keepAlive = true;
    };
    void begin(const Expectation &expectation);

    /// The bytes to send for the bytes that were written.
    QByteArray filter(const char *data, qint64 size);
    bool isHeadSent() const { return m_headSent; }
    /// All of the answer has passed.
    bool isFinished() const { return m_headSent && m_left == 0; }
    /// For an answer whose length was not told.
    void finish() { m_left = 0; }
    /// False: the connection ends with this answer.
    bool keepsAlive() const { return m_expectation.keepAlive; }

private:
    QByteArray takeHead(qsizetype end);
    QByteArray takeBody(const QByteArray &bytes);

    Expectation m_expectation;
    QByteArray m_head;
    /// Bytes of the body still to come; negative: not known.
    qint64 m_left = 0;
    bool m_headSent = false;
};

} // namespace creact
