// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/plan.h"
#include "core/runtime/records.h"

namespace creact {

/// What is to be applied of a document.
struct DeployRequest {
    /// What happens to a turn that is at work.
    enum class OpenTurns {
        CarryOver, ///< goes on with the new document; what has finished of it is not done again
        FinishFirst, ///< the deploy begins when the turn has ended
    };

    /// Full ids of nodes that stay as they are (not made, not changed, not destroyed) until the
    /// next deploy or start. What needs one of them waits.
    QSet<QString> held = {};
    OpenTurns openTurns = OpenTurns::CarryOver;
};

/// One deployment: what was planned, and what came of it.
struct DeploymentRecord {
    enum class Outcome { Running, Done, Failed, Cancelled, Interrupted };
    struct Step {
        QString nodeId;
        /// As in Plan::Item.
        QString action;
        /// Applying, Deployed, Failed; Destroying while it is destroyed and after that.
        NodeState state = NodeState::Applying;
        std::optional<Error> error = {};
        qint64 startedAt = 0;
        /// 0: not ended.
        qint64 endedAt = 0;

        bool operator==(const Step &) const = default;
    };

    /// Sorts by time.
    QString id;
    qint64 startedAt = 0;
    qint64 endedAt = 0;
    QString user;
    /// SHA-256 of the document's text, in hex.
    QString document;
    Outcome outcome = Outcome::Running;
    std::optional<Error> error;
    QStringList held;
    Plan plan;
    /// In the order in which they began, each node once.
    QList<Step> steps;

    QJsonObject toJson() const;
    static DeploymentRecord fromJson(const QJsonObject &object);
};

QString outcomeName(DeploymentRecord::Outcome outcome);

} // namespace creact

Q_DECLARE_METATYPE(creact::DeploymentRecord)
