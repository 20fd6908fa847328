// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/linereader.h"

#include <unistd.h>

#include <cerrno>

namespace creact::cli {

LineReader::LineReader(QObject *parent)
    : QObject(parent)
    , m_notifier(STDIN_FILENO, QSocketNotifier::Read)
{
    m_notifier.setEnabled(false);
    connect(&m_notifier, &QSocketNotifier::activated, this, &LineReader::read);
}

void LineReader::next()
{
    m_wanted = true;
    QMetaObject::invokeMethod(this, &LineReader::deliver, Qt::QueuedConnection);
}

void LineReader::read()
{
    char bytes[4096];
    const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
    if (count > 0)
        m_buffer.append(bytes, count);
    else if (count == 0 || (errno != EAGAIN && errno != EINTR))
        m_atEnd = true;
    deliver();
}

void LineReader::deliver()
{
    if (!m_wanted)
        return;
    const qsizetype end = m_buffer.indexOf('\n');
    const bool last = end < 0 && m_atEnd;
    if (end < 0 && !last)
        return m_notifier.setEnabled(true);
    m_wanted = false;
    m_notifier.setEnabled(false);
    if (last && m_buffer.isEmpty()) {
        Q_EMIT ended();
        return;
    }
    const QByteArray bytes = last ? m_buffer : m_buffer.left(end);
    m_buffer.remove(0, last ? m_buffer.size() : end + 1);
    Q_EMIT line(QString::fromUtf8(bytes));
}

} // namespace creact::cli
