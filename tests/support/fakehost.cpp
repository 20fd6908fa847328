// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakehost.h"

#include "core/provider/constructhandler.h"

#include <utility>

namespace creact {

Result<ApplyResult> FakeHost::apply(ConstructHandler &handler, const QStringList &path,
                                    const QString &constructType, const QJsonObject &props)
{
    ApplyJob::Request request;
    request.id = NodeId::fromPath(path);
    request.constructType = constructType;
    request.props = props;
    if (const NodeRecord *before = records.find(request.id)) {
        request.previousProps = before->props;
        request.previousOutputs = before->outputs;
        request.store = before->store;
    }
    std::optional<Result<ApplyResult>> outcome;
    handler.materialize(std::make_shared<ApplyJob>(
        request, [&](Result<ApplyResult> result, const QList<NodePatch> &others) {
            outcome = std::move(result);
            applyPatches(others);
        }));
    if (!outcome || !outcome->ok())
        return outcome.value_or(Error{ErrorCode::Internal, QStringLiteral("no answer"), {}, {}});
    const ApplyResult &result = outcome->value();
    NodeRecord record;
    record.id = request.id;
    record.constructType = constructType;
    record.props = props;
    record.outputs = result.outputs;
    record.store = result.store.value_or(request.store);
    record.state = result.degraded ? NodeState::Failed : NodeState::Deployed;
    records.put(record);
    applyPatches(result.others);
    for (const StorePatch &patch : result.stores) {
        for (auto it = patch.values.begin(); it != patch.values.end(); ++it)
            stores[patch.storeId].insert(it.key(), it.value());
    }
    if (flowed)
        flowed();
    if (result.whenStored)
        saved(result.whenStored);
    return *outcome;
}

QJsonObject FakeHost::outputs(const QString &nodeId) const
{
    const NodeRecord *record = records.find(nodeId);
    return record ? record->outputs.value_or(QJsonObject()) : QJsonObject();
}

void FakeHost::releaseSaves()
{
    holdSaves = false;
    for (const auto &then : std::exchange(m_held, {}))
        then();
}

std::optional<QJsonObject> FakeHost::storeValues(const QString &storeId) const
{
    return stores.contains(storeId) ? std::optional(stores.value(storeId)) : std::nullopt;
}

void FakeHost::commit(const QList<NodePatch> &changes, const Event &event, Done<void> done)
{
    events.append(event);
    if (saveError)
        return done(*saveError);
    applyPatches(changes);
    saved([this, done] {
        if (flowed)
            flowed();
        done({});
    });
}

void FakeHost::audit(const QString &action, const QString &nodeId, const QJsonObject &details)
{
    Q_UNUSED(nodeId)
    Q_UNUSED(details)
    audits.append(action);
}

void FakeHost::applyPatches(const QList<NodePatch> &changes)
{
    for (const NodePatch &patch : changes) {
        patches.append(patch);
        const NodeRecord *before = records.find(patch.nodeId);
        if (!before)
            continue;
        NodeRecord record = *before;
        QJsonObject merged = record.outputs.value_or(QJsonObject());
        for (auto it = patch.outputs.begin(); it != patch.outputs.end(); ++it)
            merged.insert(it.key(), it.value());
        record.outputs = merged;
        if (patch.store)
            record.store = *patch.store;
        records.put(record);
    }
}

void FakeHost::saved(std::function<void()> then)
{
    if (holdSaves)
        m_held.append(std::move(then));
    else
        then();
}

} // namespace creact
