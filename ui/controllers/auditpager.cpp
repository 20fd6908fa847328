// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/auditpager.h"

#include <QPointer>

#include <utility>

namespace creact {

AuditPager::AuditPager(Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
    connect(&m_engine, &Engine::auditAppended, &m_model, &AuditModel::append);
}

void AuditPager::clear()
{
    ++m_generation;
    m_fetching = false;
    setSearching(false);
    m_model.setPage({});
}

void AuditPager::load()
{
    const int generation = ++m_generation;
    m_fetching = true;
    setSearching(false);
    m_engine.auditLog({PageSize, -1},
                      [guard = QPointer(this), generation](const Result<AuditPage> &page) {
                          if (!guard || guard->m_generation != generation)
                              return;
                          guard->m_fetching = false;
                          if (page)
                              guard->m_model.setPage(*page);
                      });
}

void AuditPager::fetchOlder()
{
    if (!m_fetching && m_model.hasOlder())
        fetch();
}

void AuditPager::fetch()
{
    m_fetching = true;
    m_engine.auditLog(
        {PageSize, m_model.first()},
        [guard = QPointer(this), generation = m_generation](const Result<AuditPage> &page) {
            if (guard && guard->m_generation == generation)
                guard->onPage(page);
        });
}

void AuditPager::onPage(const Result<AuditPage> &page)
{
    m_fetching = false;
    // A log that has become shorter than what was asked for answers with nothing: all is read.
    if (page)
        m_model.prepend(*page);
    if (!m_searching)
        return;
    if (page && m_model.hasOlder())
        fetch();
    else
        setSearching(false);
    Q_EMIT searchChanged();
}

void AuditPager::searchOlder()
{
    if (m_searching || !m_model.hasOlder())
        return;
    setSearching(true);
    fetchOlder();
}

void AuditPager::cancelSearch()
{
    setSearching(false);
}

void AuditPager::setSearching(bool on)
{
    if (std::exchange(m_searching, on) != on)
        Q_EMIT searchChanged();
}

} // namespace creact
