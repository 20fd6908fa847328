// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/runtime/backend.h"

namespace creact {

/// Collects audit entries and appends them together, in order. An entry that cannot be written does
/// not stop the stack; the failure is told.
class AuditTrail : public QObject {
    Q_OBJECT
public:
    AuditTrail(Backend &backend, Clock &clock)
        : m_backend(backend)
        , m_clock(clock)
    {
    }

    void setStack(const QString &stack) { m_stack = stack; }
    const QString &stack() const { return m_stack; }
    void add(const QString &action, const QString &nodeId, const QJsonObject &details = {});
    void flush();

Q_SIGNALS:
    void appended(const QList<creact::AuditEntry> &entries);
    void failed(const creact::Error &error);

private:
    Backend &m_backend;
    Clock &m_clock;
    QString m_stack;
    QList<AuditEntry> m_pending;
};

} // namespace creact
