// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#include <QDateTime>
#include <QTimer>

namespace creact {

namespace {

class SystemTimer final : public Clock::Timer {
public:
    SystemTimer(std::chrono::milliseconds delay, std::function<void()> callback)
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer,
                         [call = std::move(callback)] { call(); });
        m_timer.start(delay);
    }

private:
    QTimer m_timer;
};

} // namespace

qint64 SystemClock::now() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

qint64 SystemClock::monotonic() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

std::unique_ptr<Clock::Timer> SystemClock::callAfter(std::chrono::milliseconds delay,
                                                     std::function<void()> callback)
{
    return std::make_unique<SystemTimer>(delay, std::move(callback));
}

} // namespace creact
