// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/deploymentlog.h"

#include "core/runtime/runtime.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

using Outcome = DeploymentRecord::Outcome;

constexpr qsizetype keptSteps = 2'000;
/// Of those beyond.
constexpr qsizetype keptFailures = 500;
/// Ids of deep nodes are long.
constexpr qsizetype keptIdBytes = 1024 * 1024;

Outcome outcomeOf(const Result<void> &result)
{
    if (result.ok())
        return Outcome::Done;
    const ErrorCode code = result.error().code;
    return code == ErrorCode::Cancelled ? Outcome::Cancelled : Outcome::Failed;
}

} // namespace

DeploymentLog::DeploymentLog(Backend &backend, Clock &clock)
    : m_backend(backend)
    , m_clock(clock)
{
}

void DeploymentLog::watch(Runtime &runtime, const ConstructTypes &types)
{
    m_runtime = &runtime;
    m_types = &types;
    connect(&runtime, &Runtime::workBegan, this, &DeploymentLog::began);
    connect(&runtime, &Runtime::workEnded, this, &DeploymentLog::ended);
}

QString DeploymentLog::begin(const QString &stack, const DeploymentRecord &planned)
{
    if (m_atWork)
        end(m_record.id, Error{ErrorCode::Cancelled, u"Another deploy took over."_s, m_stack, {}});
    const QString id = newDeploymentId(m_clock.now(), m_record.id);
    m_stack = stack;
    m_record = planned;
    m_record.id = id;
    m_record.startedAt = m_clock.now();
    m_record.user = qEnvironmentVariable("USER");
    m_record.outcome = Outcome::Running;
    m_record.plan = keptPlan(planned.plan);
    m_planned.clear();
    for (const Plan::Item &item : planned.plan.items) {
        if (item.changes())
            m_planned.insert(item.nodeId, item.action);
    }
    m_places.clear();
    m_unlisted.clear();
    m_idBytes = 0;
    m_atWork = true;
    write();
    Q_EMIT changed(m_record.summary());
    return id;
}

void DeploymentLog::end(const QString &id, const Result<void> &result)
{
    if (!m_atWork || id != m_record.id)
        return;
    m_atWork = false;
    m_record.endedAt = m_clock.now();
    m_record.outcome = outcomeOf(result);
    if (!result.ok())
        m_record.error = result.error();
    m_planned.clear();
    m_places.clear();
    m_unlisted.clear();
    write();
    Q_EMIT changed(m_record.summary());
}

void DeploymentLog::forget()
{
    m_record = m_record.forgotten();
    m_places.clear();
    m_unlisted.clear();
}

void DeploymentLog::write()
{
    m_backend.saveDeployment(m_stack, m_record, -1,
                             [this, guard = QPointer(this)](const Result<void> &result) {
                                 if (guard && !result.ok())
                                     Q_EMIT lost(result.error());
                             });
}

/// By the plan; else by what the node was before, which its cause tells.
QString DeploymentLog::actionOf(const NodeRecord *record, const QString &nodeId,
                                NodeState state) const
{
    if (state == NodeState::Destroying)
        return u"delete"_s;
    const QString planned = m_planned.value(nodeId);
    if (!planned.isEmpty() && planned != "delete"_L1)
        return planned;
    const QString why = record ? record->cause.kind : QString();
    if (why == "restart"_L1) {
        const ConstructType *type = m_types->find(record->constructType);
        return type && type->ephemeral ? u"start"_s : u"retry"_s;
    }
    if (why == "retry"_L1)
        return why;
    return why == "created"_L1 ? u"create"_s : u"update"_s;
}

bool DeploymentLog::hasRoom(const DeploymentRecord::Step &step)
{
    if (m_record.steps.size() >= keptSteps || m_idBytes > keptIdBytes)
        return false;
    m_idBytes += step.nodeId.size();
    return true;
}

void DeploymentLog::began(const QString &nodeId, NodeState state)
{
    if (!m_atWork)
        return;
    const NodeRecord *record = m_runtime ? m_runtime->node(nodeId) : nullptr;
    if (record && record->cause.isOfTurn() && !m_planned.contains(nodeId))
        return;
    DeploymentRecord::Step step{nodeId, actionOf(record, nodeId, state), state, {}, m_clock.now(),
                                0};
    const auto known = m_places.constFind(nodeId);
    if (known != m_places.cend()) {
        // Once more, or in place of another: one step, from the first beginning on.
        DeploymentRecord::Step &before = m_record.steps[*known];
        if (state != NodeState::Destroying)
            before.action = step.action;
        before.state = state;
        before.error.reset();
        before.endedAt = 0;
        step = before;
    } else if (hasRoom(step)) {
        m_places.insert(nodeId, m_record.steps.size());
        m_record.steps.append(step);
    } else {
        m_unlisted.insert(nodeId, step);
    }
    Q_EMIT stepped(step);
}

void DeploymentLog::ended(const QString &nodeId, NodeState state, const std::optional<Error> &error)
{
    if (!m_atWork)
        return;
    const auto finish = [&](DeploymentRecord::Step &step) {
        step.state = state;
        step.error = error;
        step.endedAt = m_clock.now();
        Q_EMIT stepped(step);
    };
    if (const auto known = m_places.constFind(nodeId); known != m_places.cend()) {
        finish(m_record.steps[*known]);
    } else if (m_unlisted.contains(nodeId)) {
        DeploymentRecord::Step step = m_unlisted.take(nodeId);
        finish(step);
        if (error && m_record.steps.size() < keptSteps + keptFailures) // why one looks
            m_record.steps.append(step);
        else
            ++m_record.moreSteps;
    }
}

} // namespace creact
