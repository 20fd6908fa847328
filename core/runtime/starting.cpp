// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// From a node that is ready to a job at the provider: intents before effects.
#include "core/runtime/nodeprops.h"
#include "core/runtime/runtime.h"

#include <QPointer>

#include <utility>

namespace creact {

void Runtime::makeReady(Node &node, const QJsonObject &props, const QString &causeKind)
{
    if (holdsBack(node)) {
        hold(node);
        return;
    }
    node.cause.kind = causeKind;
    if (const NodeRecord *record = state().find(node.id()); record && record->outputs)
        node.cause.props = changedProps(record->props, props);
    unfail(node);
    setState(node, NodeState::Pending);
    if (!m_readyProps.contains(node.serial()))
        m_ready.push_back(node.serial());
    m_readyProps.insert(node.serial(), props);
}

/// Intents first, in one record; then the jobs.
void Runtime::startReady()
{
    QList<NodeId> withIntent;
    QList<NodeId> pure;
    while (!m_ready.empty() && int(m_running.size()) < maxParallel + pure.size()) {
        const quint64 serial = m_ready.front();
        m_ready.pop_front();
        Node *node = m_bySerial.value(serial);
        const bool wanted = m_readyProps.contains(serial);
        const QJsonObject props = m_readyProps.take(serial);
        if (!node || node->queued || !wanted)
            continue; // gone, to be looked at anew, or no longer to be applied
        // What it depends on may have turned out to be applied too, after it was looked at.
        Node *parent = node->parentNode();
        if (Node *other = parent && !parent->isSettled() ? parent : firstUnsettled(*node)) {
            blockOn(*node, *other);
            continue;
        }
        const QString id = node->id().toString();
        NodeRecord record;
        if (const NodeRecord *stored = state().find(node->id()))
            record = *stored;
        Running running{{}, record, m_clock.monotonic(), ++m_lastRun};
        running.forced = std::exchange(node->forced, {});
        record.id = node->id();
        record.constructType = node->typeName();
        record.props = props;
        record.state = NodeState::Applying;
        record.error.reset();
        record.attempts =
            running.before.state == NodeState::Failed ? running.before.attempts + 1 : 1;
        record.cause = node->cause;
        node->attempts = record.attempts;
        m_running.emplace(id, std::move(running));
        m_runningIds.insert(node->id());
        m_checkpoint.put(record);
        setState(*node, NodeState::Applying);
        Q_EMIT workBegan(id, NodeState::Applying);
        (node->type()->effect == Effect::Pure ? pure : withIntent).append(node->id());
    }
    if (!withIntent.isEmpty()) {
        QStringList applying;
        for (const auto &[id, running] : m_running)
            applying.append(id);
        m_checkpoint.setStatus(StackStatus::Applying, applying);
        m_checkpoint.save(
            [this, withIntent](const Result<void> &stored) { takeIntents(withIntent, stored); });
    }
    m_intended.insert(m_intended.end(), pure.begin(), pure.end());
    if (!pure.isEmpty() || (!m_ready.empty() && int(m_running.size()) < maxParallel))
        m_pumpAgain = true;
}

/// The intents are durable: the effects may begin. Or they are not, and nothing has happened.
void Runtime::takeIntents(const QList<NodeId> &ids, const Result<void> &stored)
{
    for (const NodeId &id : ids) {
        const auto running = m_running.find(id.toString());
        if (stored.ok()) {
            m_intended.push_back(id);
        } else if (running != m_running.end()) {
            running->second.cancelled = true;
            m_finished.push_back({id, Error{ErrorCode::Cancelled, stored.error().message, {}, {}},
                                  running->second.run});
        }
    }
    // What a job did with the record as it stood is taken before anything else can change that.
    if (m_pumping)
        m_pumpAgain = true;
    else
        pump();
}

/// One after the other, and what ends at once is taken at once: two that add to one list must see
/// each other's additions.
void Runtime::workOff()
{
    while (m_commits.empty()) {
        if (!m_finished.empty()) {
            Finished finished = std::move(m_finished.front());
            m_finished.pop_front();
            takeResult(std::move(finished));
        } else if (!m_intended.empty()) {
            const NodeId id = m_intended.front();
            m_intended.pop_front();
            startJob(id);
        } else {
            return;
        }
    }
}

void Runtime::startJob(const NodeId &id)
{
    const QString text = id.toString();
    const auto running = m_running.find(text);
    if (running == m_running.end())
        return;
    const quint64 run = running->second.run;
    const NodeRecord *record = state().find(id);
    if (!record || m_stopping || m_halted || running->second.cancelled || !m_tree
        || !m_tree->find(id)) {
        running->second.cancelled = true;
        m_finished.push_back(
            {id,
             Error{ErrorCode::Cancelled, QStringLiteral("Taken away before it began."), text, {}},
             run});
        m_pumpAgain = true;
        return;
    }
    const NodeRecord &before = running->second.before;
    ApplyJob::Request request{.id = id,
                              .constructType = record->constructType,
                              .props = record->props,
                              .previousProps =
                                  before.outputs ? std::optional(before.props) : std::nullopt,
                              .previousOutputs = before.outputs,
                              .store = before.store,
                              .event = record->cause.event,
                              .attempt = record->attempts};
    auto job =
        std::make_shared<ApplyJob>(std::move(request),
                                   [this, guard = QPointer(this), id, run](
                                       Result<ApplyResult> result, const QList<NodePatch> &others) {
                                       if (!guard)
                                           return;
                                       m_finished.push_back({id, std::move(result), run, others});
                                       schedulePump();
                                   });
    running->second.job = job;
    running->second.begun = true;
    m_provider.materialize(job);
}

} // namespace creact
