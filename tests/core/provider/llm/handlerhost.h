// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"
#include "tests/support/manualclock.h"

#include <QJsonDocument>

namespace creact {

/// A host for handlers under test: time stands still, and what they say is kept.
class HandlerHost final : public ProviderHost {
public:
    QString stackName() const override { return QStringLiteral("test"); }
    Clock &clock() override { return m_clock; }
    const NodeRecord *node(const QString &id) const override { return records.find(id); }
    void eachNode(const std::function<void(const NodeRecord &)> &look) const override
    {
        records.eachNode(look);
    }
    std::optional<QJsonObject> storeValues(const QString &) const override { return {}; }
    void commit(const QList<NodePatch> &, const Event &, Done<void> done) override { done({}); }
    void audit(const QString &action, const QString &nodeId, const QJsonObject &details) override
    {
        audits.append({0, action, nodeId, details, {}});
    }
    void turnEnded(const TurnRecord &) override { }
    void activity(const QString &, const QString &text) override { activities += text; }

    /// Everything that was said, as one text to search.
    QString said() const
    {
        QString all = activities.join(u'\n');
        for (const AuditEntry &entry : audits)
            all += entry.action + QString::fromUtf8(QJsonDocument(entry.details).toJson());
        return all;
    }

    ManualClock m_clock;
    /// Empty unless a test puts something in.
    StackRecord records;
    QList<AuditEntry> audits;
    QStringList activities;
};

/// One job and its end.
struct JobRun {
    ApplyJobPtr job;
    std::shared_ptr<std::optional<Result<ApplyResult>>> end =
        std::make_shared<std::optional<Result<ApplyResult>>>();
    /// What a failure changes of other nodes.
    std::shared_ptr<QList<NodePatch>> left = std::make_shared<QList<NodePatch>>();

    bool ended() const { return end->has_value(); }
    bool ok() const { return ended() && (*end)->ok(); }
    QJsonObject outputs() const { return ok() ? (*end)->value().outputs : QJsonObject(); }
    QList<NodePatch> others() const { return ok() ? (*end)->value().others : *left; }
    Error error() const { return ended() && !ok() ? (*end)->error() : Error(); }
};

inline JobRun runJob(ConstructHandler &handler, const QJsonObject &props,
                     const QString &segment = QStringLiteral("node"))
{
    JobRun run;
    ApplyJob::Request request;
    request.id = NodeId::root(segment);
    request.constructType = handler.type().name;
    request.props = props;
    run.job =
        std::make_shared<ApplyJob>(request,
                                   [end = run.end, left = run.left](
                                       Result<ApplyResult> result, const QList<NodePatch> &others) {
                                       end->emplace(std::move(result));
                                       *left = others;
                                   });
    handler.materialize(run.job);
    return run;
}

} // namespace creact
