// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/lockkeeper.h"

#include <QPointer>

#include <utility>

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
            if (guard->m_held)
                guard->taken(*result);
            done(std::move(result));
        });
}

void LockKeeper::taken(const LockInfo &lock)
{
    m_expiresAt = lock.expiresAt;
    m_takenAt = m_clock.monotonic();
    m_reason.clear();
    m_deadline = m_clock.callAfter(
        m_request.ttl, [this] { lapse(QStringLiteral("The backend gave no answer.")); });
    renewLater();
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
        taken(*lock);
        return;
    }
    const ErrorCode code = lock.error().code;
    if (code == ErrorCode::LockLost || code == ErrorCode::Locked) {
        lose(lock.error());
    } else if (hasExpired()) {
        lapse(lock.error().message);
    } else {
        // Until the deadline.
        m_reason = lock.error().message;
        renewLater();
    }
}

/// Nobody is known to have it, but anybody may.
void LockKeeper::lapse(const QString &reason)
{
    lose({ErrorCode::LockLost,
          QStringLiteral("The lock of this stack could not be renewed in time: %1")
              .arg(m_reason.isEmpty() ? reason : m_reason),
          m_stack, QStringLiteral("Nothing more is written. Deploy again to take the lock back.")});
}

bool LockKeeper::hasExpired() const
{
    return m_clock.now() >= m_expiresAt || m_clock.monotonic() - m_takenAt >= m_request.ttl.count();
}

void LockKeeper::lose(const Error &error)
{
    m_timer.reset();
    m_deadline.reset();
    if (std::exchange(m_held, false))
        Q_EMIT lost(error);
}

void LockKeeper::release(Done<void> done)
{
    m_timer.reset();
    m_deadline.reset();
    if (!std::exchange(m_held, false)) {
        done({});
        return;
    }
    m_backend.releaseLock(m_stack, m_request.holder, std::move(done));
}

} // namespace creact
