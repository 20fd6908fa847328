// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "ui/models/auditmodel.h"

#include <QObject>

namespace creact {

/// Reads the audit log in pages, newest first, as far back as somebody wants to see.
class AuditPager : public QObject {
    Q_OBJECT
public:
    static constexpr int PageSize = 1000;

    explicit AuditPager(Engine &engine, QObject *parent = nullptr);
    AuditModel *model() { return &m_model; }

    void clear();
    /// The newest page, in the place of what was read.
    void load();
    /// One more page, unless one is on its way.
    void fetchOlder();
    /// One page after the other until all is read, or cancelSearch().
    void searchOlder();
    void cancelSearch();
    bool searching() const { return m_searching; }

Q_SIGNALS:
    void searchChanged();

private:
    void fetch();
    void onPage(const Result<AuditPage> &page);
    void setSearching(bool on);

    Engine &m_engine;
    AuditModel m_model;
    /// Answers of an earlier stack or load are dropped.
    int m_generation = 0;
    bool m_fetching = false;
    bool m_searching = false;
};

} // namespace creact
