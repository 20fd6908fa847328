// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/backend.h"

#include "core/base/clock.h"

#include <memory>

namespace creact {

/// Holds a stack's lock for as long as it lives: takes it, renews it at a third of its time, says
/// when it is lost, and gives it back at the latest when it goes. A renewal that could not be
/// written, or is not answered, is waited for as long as the lease lasts: by the wall clock (a
/// laptop that slept) and by the time that has really passed (a clock that was set back), whichever
/// ends first. Engine thread.
class LockKeeper final : public QObject {
    Q_OBJECT
public:
    LockKeeper(Backend &backend, Clock &clock, QString holder);
    ~LockKeeper() override;

    void acquire(const QString &stack, Done<LockInfo> done);
    /// Does nothing when it is not held.
    void release(Done<void> done);
    /// Somebody else found out that it is lost (a backend that refused a write): told like what the
    /// renewals find out.
    void lose(const Error &error);
    bool isHeld() const { return m_held; }
    const QString &holder() const { return m_request.holder; }

Q_SIGNALS:
    void lost(const creact::Error &error);

private:
    void taken(const LockInfo &lock);
    void renewLater();
    void renew();
    void renewed(const Result<LockInfo> &lock);
    bool hasExpired() const;
    void lapse(const QString &reason);

    Backend &m_backend;
    Clock &m_clock;
    LockRequest m_request;
    QString m_stack;
    bool m_held = false;
    qint64 m_expiresAt = 0;
    /// Clock::monotonic() when the backend last gave it.
    qint64 m_takenAt = 0;
    /// Why the last renewal failed.
    QString m_reason;
    std::unique_ptr<Clock::Timer> m_timer;
    /// The backend may not answer at all.
    std::unique_ptr<Clock::Timer> m_deadline;
};

} // namespace creact
