// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/runtime/backend.h"

#include <memory>

namespace creact {

/// Collects audit entries and appends them together, in order: when it is asked to, or soon. An
/// append costs the disk as much as a save, and what takes effect does not wait for it; a crash may
/// cost the entries of the last moments. An entry that cannot be written does not stop the stack;
/// the failure is told.
class AuditTrail : public QObject {
    Q_OBJECT
public:
    /// How long an entry waits for others.
    static constexpr std::chrono::milliseconds patience{200};

    AuditTrail(Backend &backend, Clock &clock)
        : m_backend(backend)
        , m_clock(clock)
    {
    }

    void setStack(const QString &stack) { m_stack = stack; }
    const QString &stack() const { return m_stack; }
    void add(const QString &action, const QString &nodeId, const QJsonObject &details = {});
    void flush();
    /// Within `patience`.
    void flushSoon();
    /// The lock is another's: nothing is written until `on` is true again, and what waits is lost.
    void setWriting(bool on);

Q_SIGNALS:
    void appended(const QList<creact::AuditEntry> &entries);
    void failed(const creact::Error &error);

private:
    Backend &m_backend;
    Clock &m_clock;
    QString m_stack;
    QList<AuditEntry> m_pending;
    std::unique_ptr<Clock::Timer> m_timer;
    bool m_writing = true;
};

} // namespace creact
