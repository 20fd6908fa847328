// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/responsefilter.h"

#include <QDateTime>
#include <QLocale>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// Formatted once a second: it costs more than the rest of an answer.
QByteArray httpDate()
{
    thread_local qint64 second = 0;
    thread_local QByteArray text;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (const qint64 current = now.toSecsSinceEpoch(); current != second) {
        second = current;
        text = QLocale::c().toString(now, u"ddd, dd MMM yyyy HH:mm:ss"_s).toLatin1() + " GMT";
    }
    return text;
}

} // namespace

void ResponseFilter::begin(const Expectation &expectation)
{
    m_expectation = expectation;
    m_head.clear();
    m_left = 0;
    m_headSent = false;
}

QByteArray ResponseFilter::filter(const char *data, qint64 size)
{
    if (m_headSent)
        return takeBody(QByteArray(data, size));
    m_head.append(data, size);
    const qsizetype end = m_head.indexOf("\r\n\r\n");
    return end < 0 ? QByteArray() : takeHead(end);
}

QByteArray ResponseFilter::takeHead(qsizetype end)
{
    const QByteArray body = m_head.mid(end + 4);
    m_head.truncate(end + 2);
    m_headSent = true;
    m_left = -1;
    const QByteArray lower = m_head.toLower();
    const QByteArray key = "\r\ncontent-length:"_ba;
    const bool empty = lower.startsWith("http/1.1 204") || lower.startsWith("http/1.1 304");
    if (const qsizetype at = lower.indexOf(key); at >= 0) {
        const qsizetype from = at + key.size();
        m_left = lower.mid(from, lower.indexOf("\r\n", from) - from).trimmed().toLongLong();
    } else if (empty) {
        m_left = 0;
    } else if (!lower.contains("\r\ntransfer-encoding: chunked")) {
        m_expectation.keepAlive = false;
    }
    if (!m_expectation.keepAlive)
        m_head += "Connection: close\r\n";
    else if (m_expectation.http10)
        m_head += "Connection: keep-alive\r\n";
    m_head +=
        "X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nDate: "
        + httpDate() + "\r\n\r\n";
    return m_head + takeBody(body);
}

QByteArray ResponseFilter::takeBody(const QByteArray &bytes)
{
    if (m_left < 0)
        return m_expectation.headOnly ? QByteArray() : bytes;
    const QByteArray taken = bytes.left(m_left);
    m_left -= taken.size();
    return m_expectation.headOnly ? QByteArray() : taken;
}

} // namespace creact
