// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/lockwatch.h"

#include <QPointer>

#include <utility>

namespace creact {

using namespace std::chrono_literals;

LockWatch::LockWatch(Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
    m_timer.setInterval(3s);
    connect(&m_timer, &QTimer::timeout, this, &LockWatch::ask);
}

void LockWatch::setInfo(const StackInfo &info)
{
    const bool held = info.readOnly && info.lock;
    const bool wasHeld = std::exchange(m_held, held);
    const bool sameStack =
        std::exchange(m_stack, info.backendUrl + info.name) == info.backendUrl + info.name;
    if (held && !m_timer.isActive())
        m_timer.start();
    else if (!held)
        m_timer.stop();
    if (wasHeld && !held && sameStack && info.status == StackInfo::Status::Idle)
        Q_EMIT freed();
}

// The engine answers by a change of its info; here it counts only that it has answered.
void LockWatch::ask()
{
    if (std::exchange(m_asking, true))
        return;
    m_engine.lockInfo([guard = QPointer(this)](const Result<std::optional<LockInfo>> &) {
        if (guard)
            guard->m_asking = false;
    });
}

} // namespace creact
