// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A session and the lock of its stack: taken before anything is written, given back when all is at
// rest.
#include "core/backend/lease.h"
#include "core/engine/session.h"

#include <utility>

namespace creact {

/// The lock is given back by giveBack(), or by who fails before that.
void Session::takeLock(std::function<void()> next, const Done<void> &done)
{
    m_lock->acquire(m_stack, [this, next = std::move(next), done](const Result<LockInfo> &lock) {
        if (lock.ok()) {
            m_foreignLock.reset();
            next();
            return;
        }
        m_backend->lockInfo(m_stack, [this](const Result<std::optional<LockInfo>> &info) {
            if (info.ok())
                m_foreignLock = *info;
        });
        fail(lock.error(), done);
    });
}

/// Takes the lock and reads the state anew (another run may have changed it since it was opened),
/// then goes on with `next`, which answers `done`. The lock is given back when anything fails
/// before that.
void Session::lockAndLoad(std::function<void(const Done<void> &)> next, const Done<void> &done)
{
    const auto giveUp = [this, done](const Error &error) {
        m_lock->release([](const Result<void> &) {});
        fail(error, done);
    };
    const auto locked = [this, next = std::move(next), done, giveUp] {
        makeRuntime();
        load([this, next, done, giveUp](const Result<void> &loaded) {
            if (!loaded.ok()) {
                giveUp(loaded.error());
                return;
            }
            m_provider->initialize(*m_runtime, [next, done, giveUp](const Result<void> &result) {
                if (result.ok())
                    next(done);
                else
                    giveUp(result.error());
            });
        });
    };
    takeLock(locked, done);
}

/// The run has ended: its files are brought to rest while the lock is still ours.
void Session::bringToRest(const Result<void> &ended)
{
    if (!m_lock->isHeld()) {
        giveBack(ended);
        return;
    }
    m_backend->closeState(m_stack, [this, ended](const Result<void> &closed) {
        giveBack(ended.ok() ? closed : ended);
    });
}

/// Releases the lock, shows what is stored, and answers everybody who asked for an end.
void Session::giveBack(const Result<void> &ended)
{
    m_lock->release([this, ended](const Result<void> &released) {
        // Queued: the runtime is still on the stack.
        QMetaObject::invokeMethod(
            this,
            [this, result = ended.ok() ? released : ended] {
                m_status = StackInfo::Status::Idle;
                if (!followName(m_shownRevision))
                    showPreview();
                for (const Done<void> &done : std::exchange(m_onStopped, {}))
                    done(result);
            },
            Qt::QueuedConnection);
    });
}

void Session::lockInfo(Done<std::optional<LockInfo>> done)
{
    m_backend->lockInfo(m_stack,
                        [this, stack = m_stack,
                         done = std::move(done)](const Result<std::optional<LockInfo>> &lock) {
                            if (lock.ok() && stack == m_stack && !m_lock->isHeld()) {
                                if (*lock && (*lock)->expiresAt > m_clock.now())
                                    m_foreignLock = *lock;
                                else
                                    forgetForeignLock();
                                Q_EMIT changed();
                            }
                            done(lock);
                        });
}

/// Nobody else holds the stack (any more).
void Session::forgetForeignLock()
{
    m_foreignLock.reset();
    if (m_error && m_error->code == ErrorCode::Locked)
        m_error.reset();
}

void Session::freeLock(Done<std::optional<LockInfo>> done)
{
    if (isBusy() || m_lock->isHeld()) {
        done(busyError());
        return;
    }
    m_backend->lockInfo(
        m_stack, [this, done = std::move(done)](const Result<std::optional<LockInfo>> &before) {
            if (!before.ok() || (*before && (*before)->expiresAt > m_clock.now())) {
                done(before.ok() ? Result<std::optional<LockInfo>>(lockedBy(**before)) : before);
                return;
            }
            // Whoever takes it in this moment keeps it.
            m_lock->acquire(m_stack, [this, before, done](const Result<LockInfo> &lock) {
                if (!lock.ok() && lock.error().code == ErrorCode::NotFound)
                    done(before); // nothing was ever stored
                else if (!lock.ok())
                    done(lock.error());
                else
                    m_lock->release([this, before, done](const Result<void> &released) {
                        forgetForeignLock();
                        Q_EMIT changed();
                        done(released.ok() ? before : released.error());
                    });
            });
        });
}

void Session::breakLock(Done<std::optional<LockInfo>> done)
{
    if (isBusy() || m_lock->isHeld()) {
        done(busyError());
        return;
    }
    m_backend->breakLock(
        m_stack, [this, done = std::move(done)](const Result<std::optional<LockInfo>> &broken) {
            if (!broken.ok()) {
                done(broken);
                return;
            }
            forgetForeignLock();
            if (const std::optional<LockInfo> &lock = *broken) {
                note(QStringLiteral("lock_broken"), {},
                     {{QStringLiteral("holder"), lock->holder},
                      {QStringLiteral("host"), lock->host},
                      {QStringLiteral("pid"), lock->pid},
                      {QStringLiteral("since"), lock->acquiredAt},
                      {QStringLiteral("until"), lock->expiresAt},
                      {QStringLiteral("by"), m_lock->holder()}});
            }
            Q_EMIT changed();
            done(broken);
        });
}

} // namespace creact
