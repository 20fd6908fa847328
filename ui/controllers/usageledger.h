// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <QObject>

namespace creact {

/// The tokens that a stack has used, as its audit log counts them: what `creact audit --usage` says
/// in all. Read from the log once, then counted on.
class UsageLedger : public QObject {
    Q_OBJECT
public:
    explicit UsageLedger(Engine &engine, QObject *parent = nullptr);
    /// Of the stack that is open now.
    void load();
    void clear();
    const TurnUsage &total() const { return m_total; }

Q_SIGNALS:
    void changed();

private:
    static constexpr int pageSize = 2000;

    void fetch(qint64 before);
    void add(const QList<AuditEntry> &entries);

    Engine &m_engine;
    TurnUsage m_total;
    /// An answer about what was open before is dropped.
    int m_generation = 0;
};

} // namespace creact
