// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/deployment.h"

namespace creact {

QString outcomeName(DeploymentRecord::Outcome outcome)
{
    using Outcome = DeploymentRecord::Outcome;
    switch (outcome) {
    case Outcome::Running:
        return QStringLiteral("running");
    case Outcome::Done:
        return QStringLiteral("done");
    case Outcome::Failed:
        return QStringLiteral("failed");
    case Outcome::Cancelled:
        return QStringLiteral("cancelled");
    case Outcome::Interrupted:
        break;
    }
    return QStringLiteral("interrupted");
}

} // namespace creact
