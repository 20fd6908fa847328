// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/audittrail.h"

#include <QPointer>

#include <utility>

namespace creact {

void AuditTrail::add(const QString &action, const QString &nodeId, const QJsonObject &details)
{
    if (m_writing)
        m_pending.append({m_clock.now(), action, nodeId, details, {}});
}

void AuditTrail::flushSoon()
{
    if (!m_pending.isEmpty() && !m_timer)
        m_timer = m_clock.callAfter(patience, [this] { flush(); });
}

void AuditTrail::setWriting(bool on)
{
    m_writing = on;
    if (!on) {
        m_pending.clear();
        m_timer.reset();
    }
}

void AuditTrail::flush()
{
    m_timer.reset();
    if (m_pending.isEmpty())
        return;
    const QList<AuditEntry> entries = std::exchange(m_pending, {});
    Q_EMIT appended(entries);
    m_backend.appendAuditLog(m_stack, entries,
                             [guard = QPointer(this)](const Result<void> &result) {
                                 if (guard && !result.ok())
                                     Q_EMIT guard->failed(result.error());
                             });
}

} // namespace creact
