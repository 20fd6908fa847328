// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/http/guardlimits.h"

#include <QTcpServer>

namespace creact {

/// Accepts connections and puts a GuardSocket before each.
class GuardServer final : public QTcpServer {
    Q_OBJECT
public:
    GuardServer(const GuardLimits &limits, const GuardPolicy &policy, QObject *parent = nullptr);

    /// Stops listening; what is unanswered gets 503.
    void shutDown();
    int connectionCount() const;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    const GuardLimits m_limits;
    const GuardPolicy m_policy;
};

} // namespace creact
