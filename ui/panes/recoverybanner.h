// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/recovery.h"
#include "ui/panes/banner.h"

#include <optional>

class QVBoxLayout;

namespace creact {

/// Tells, until someone puts it away, that the last run did not end by itself: one line, and on
/// demand what became of each node and message.
class RecoveryBanner : public Banner {
    Q_OBJECT
public:
    explicit RecoveryBanner(QWidget *parent = nullptr);
    /// Nothing to tell: hidden.
    void setReport(const std::optional<RecoveryReport> &report);

Q_SIGNALS:
    void nodeActivated(const QString &nodeId);
    void dismissed();

private:
    void showFacts();
    void addFact(const QString &nodeId, const QString &text);
    void setOpen(bool open);

    std::optional<RecoveryReport> m_report;
    QWidget *m_details;
    QVBoxLayout *m_facts;
};

} // namespace creact
