// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/lockkeeper.h"

#include <QPointer>

namespace creact {

LockKeeper::LockKeeper(Backend &backend, Clock &clock, QString holder)
    : m_backend(backend)
    , m_clock(clock)
{
    m_request.holder = std::move(holder);
}

LockKeeper::~LockKeeper()
{
    release([](const Result<void> &) {});
}

void LockKeeper::acquire(const QString &stack, Done<LockInfo> done)
{
    m_stack = stack;
    m_backend.acquireLock(
        stack, m_request,
        [guard = QPointer(this), done = std::move(done)](Result<LockInfo> result) {
            if (!guard)
                return;
            guard->m_held = result.ok();
            if (guard->m_held) {
                guard->m_expiresAt = result->expiresAt;
                guard->renewLater();
            }
            done(std::move(result));
        });
}

void LockKeeper::renewLater()
{
    m_timer = m_clock.callAfter(m_request.ttl / 3, [this] { renew(); });
}

void LockKeeper::renew()
{
    m_backend.renewLock(m_stack, m_request, [guard = QPointer(this)](const Result<LockInfo> &lock) {
        if (guard && guard->m_held)
            guard->renewed(lock);
    });
}

void LockKeeper::renewed(const Result<LockInfo> &lock)
{
    if (lock.ok()) {
        m_expiresAt = lock->expiresAt;
        renewLater();
    } else if (lock.error().code != ErrorCode::LockLost && m_clock.now() < m_expiresAt) {
        renewLater();
    } else {
        m_held = false;
        Q_EMIT lost(lock.error());
    }
}

void LockKeeper::release(Done<void> done)
{
    m_timer.reset();
    if (!std::exchange(m_held, false)) {
        done({});
        return;
    }
    m_backend.releaseLock(m_stack, m_request.holder, std::move(done));
}

} // namespace creact
