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
///
/// As JSON: {"id", "startedAt", "endedAt"?, "user"?, "document", "outcome", "error"?, "held"?:
/// [node], "plan"?: Plan::toJson(), "steps"?: [{"node", "action", "state", "error"?, "startedAt",
/// "endedAt"?}], "moreSteps"?}
struct DeploymentRecord {
    enum class Outcome { Running, Done, Failed, Cancelled, Interrupted };
    struct Step {
        QString nodeId;
        /// As in Plan::Item.
        QString action;
        /// Applying, Deployed, Failed; Pending when it was cancelled; Destroying while it is
        /// destroyed and after that.
        NodeState state = NodeState::Applying;
        std::optional<Error> error = {};
        qint64 startedAt = 0;
        /// 0: not ended.
        qint64 endedAt = 0;

        bool operator==(const Step &) const = default;
    };

    /// Sorts by time: "20261122-094512-123" (UTC).
    QString id;
    qint64 startedAt = 0;
    qint64 endedAt = 0;
    QString user;
    /// SHA-256 of the document's text, in hex.
    QString document;
    Outcome outcome = Outcome::Running;
    /// Why it did not end as Done. Of one that cannot be read any more: StateUnreadable.
    std::optional<Error> error;
    QStringList held;
    /// Without items when nobody asked for a plan and the stack is large.
    Plan plan;
    /// In the order in which they began, each node once.
    QList<Step> steps;
    /// Further ones that ended well and are not listed.
    int moreSteps = 0;

    /// Without plan items and steps; the plan's counts stay.
    DeploymentRecord summary() const;
    /// Without anything that values of props, messages or names could be read from.
    DeploymentRecord forgotten() const;

    QJsonObject toJson() const;
    static DeploymentRecord fromJson(const QJsonObject &object);
    bool operator==(const DeploymentRecord &) const = default;
};

QString outcomeName(DeploymentRecord::Outcome outcome);
/// For the record of a deployment that begins now; always greater than `after`.
QString newDeploymentId(qint64 now, const QString &after = {});
/// The plan as it is kept: what changes, with values cut to a kilobyte, up to a number of items and
/// of bytes; the rest is only counted.
Plan keptPlan(const Plan &plan);

} // namespace creact

Q_DECLARE_METATYPE(creact::DeploymentRecord)
