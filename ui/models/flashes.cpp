// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/flashes.h"

namespace creact {

namespace {

constexpr int flashFrameMs = 33;

} // namespace

Flashes::Flashes(QObject *parent)
    : QObject(parent)
{
    m_clock.start();
    m_now = [this] { return m_clock.elapsed(); };
    m_timer.setInterval(flashFrameMs);
    connect(&m_timer, &QTimer::timeout, this, &Flashes::advance);
}

void Flashes::setEnabled(bool enabled)
{
    m_enabled = enabled;
    if (!enabled) {
        m_since.clear();
        advance();
    }
}

void Flashes::touch(const QList<TreeRow::Uid> &uids)
{
    if (!m_enabled)
        return;
    const qint64 now = m_now();
    for (const TreeRow::Uid uid : uids) {
        if (m_since.size() >= Limit)
            break;
        m_since.insert(uid, now);
    }
    if (!m_since.isEmpty() && !m_timer.isActive())
        m_timer.start();
}

qreal Flashes::strength(TreeRow::Uid uid) const
{
    const auto it = m_since.constFind(uid);
    if (it == m_since.constEnd())
        return 0;
    return std::clamp(1.0 - qreal(m_now() - *it) / DurationMs, 0.0, 1.0);
}

void Flashes::advance()
{
    const qint64 now = m_now();
    m_since.removeIf([now](auto it) { return now - *it >= DurationMs; });
    if (m_since.isEmpty())
        m_timer.stop();
    Q_EMIT frame();
}

} // namespace creact
