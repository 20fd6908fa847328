// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/backend.h"

#include "core/base/clock.h"

#include <memory>

namespace creact {

/// Holds a stack's lock for as long as it lives: takes it, renews it at a third of its time, says
/// when it is lost, and gives it back at the latest when it goes. A renewal that could not be
/// written is tried again for as long as the lease lasts. Engine thread.
class LockKeeper final : public QObject {
    Q_OBJECT
public:
    LockKeeper(Backend &backend, Clock &clock, QString holder);
    ~LockKeeper() override;

    void acquire(const QString &stack, Done<LockInfo> done);
    /// Does nothing when it is not held.
    void release(Done<void> done);
    bool isHeld() const { return m_held; }
    const QString &holder() const { return m_request.holder; }

Q_SIGNALS:
    void lost(const creact::Error &error);

private:
    void renewLater();
    void renew();
    void renewed(const Result<LockInfo> &lock);

    Backend &m_backend;
    Clock &m_clock;
    LockRequest m_request;
    QString m_stack;
    bool m_held = false;
    qint64 m_expiresAt = 0;
    std::unique_ptr<Clock::Timer> m_timer;
};

} // namespace creact
