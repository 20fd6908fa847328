// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/usageledger.h"

#include <QPointer>

namespace creact {

UsageLedger::UsageLedger(Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
    connect(&m_engine, &Engine::auditAppended, this, &UsageLedger::add);
}

void UsageLedger::clear()
{
    ++m_generation;
    m_total = {};
    Q_EMIT changed();
}

void UsageLedger::load()
{
    clear();
    fetch(-1);
}

void UsageLedger::fetch(qint64 before)
{
    m_engine.auditLog(
        {pageSize, before},
        [guard = QPointer(this), generation = m_generation](const Result<AuditPage> &page) {
            if (!guard || !page || generation != guard->m_generation)
                return;
            guard->add(page->entries);
            if (page->first > 0 && !page->entries.isEmpty())
                guard->fetch(page->first);
        });
}

void UsageLedger::add(const QList<AuditEntry> &entries)
{
    const TurnUsage before = m_total;
    for (const AuditEntry &entry : entries) {
        if (entry.action == QLatin1StringView("model_call"))
            m_total += TurnUsage::fromJson(entry.details);
    }
    if (m_total != before)
        Q_EMIT changed();
}

} // namespace creact
