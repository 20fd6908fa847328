// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/provider.h"
#include "tests/support/manualclock.h"

namespace creact {

class ConstructHandler;

/// A runtime for providers under test: records in memory, patches applied at once, saves done at
/// once or, with holdSaves, when released.
class FakeHost final : public ProviderHost {
public:
    ManualClock time;
    StackRecord records;
    QHash<QString, QJsonObject> stores;
    QStringList audits;
    QList<TurnRecord> turns;
    QList<Event> events;
    QList<NodePatch> patches;
    bool holdSaves = false;
    /// The next saves fail with this.
    std::optional<Error> saveError;
    /// Called after each change of records, as the tree would be.
    std::function<void()> flowed;

    /// Makes a node real and records what comes of it. Props are taken as they are.
    Result<ApplyResult> apply(ConstructHandler &handler, const QStringList &path,
                              const QString &constructType, const QJsonObject &props);
    QJsonObject outputs(const QString &nodeId) const;
    void releaseSaves();

    QString stackName() const override { return QStringLiteral("test"); }
    Clock &clock() override { return time; }
    const NodeRecord *node(const QString &id) const override { return records.find(id); }
    void eachNode(const std::function<void(const NodeRecord &)> &look) const override
    {
        records.eachNode(look);
    }
    std::optional<QJsonObject> storeValues(const QString &storeId) const override;
    void commit(const QList<NodePatch> &changes, const Event &event, Done<void> done) override;
    void audit(const QString &action, const QString &nodeId, const QJsonObject &details) override;
    void turnEnded(const TurnRecord &turn) override { turns.append(turn); }
    void activity(const QString &, const QString &) override { }

private:
    void applyPatches(const QList<NodePatch> &changes);
    void saved(std::function<void()> then);

    QList<std::function<void()>> m_held;
};

} // namespace creact
