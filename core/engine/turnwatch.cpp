// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/turnwatch.h"

#include "core/provider/chat/chatservice.h"
#include "core/provider/studioprovider.h"
#include "core/provider/tools/approvals.h"
#include "core/runtime/runtime.h"

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

TurnWatch::TurnWatch(Runtime &runtime, StudioProvider &provider)
    : m_runtime(runtime)
    , m_provider(provider)
{
    ChatService &chat = provider.chat();
    connect(&chat, &ChatService::turnActivity, this, &TurnWatch::doing);
    connect(&chat, &ChatService::turnText, this,
            [this](const QString &turnId, const QString &nodeId) {
                if (!m_turns.contains(nodeId))
                    begin(turnId, nodeId);
            });
    connect(&chat, &ChatService::turnChanged, this, [this](const ChatTurn &turn) {
        if (turn.endedAt != 0)
            close(turn.id);
    });
    connect(&runtime, &Runtime::workEnded, this, &TurnWatch::ended);
    connect(&runtime, &Runtime::auditAppended, this, [this](const QList<AuditEntry> &entries) {
        for (const AuditEntry &entry : entries) {
            if (entry.action == "model_retry"_L1)
                retried(entry);
        }
    });
    connect(&provider.approvals(), &ToolApprovals::changed, this, &TurnWatch::lookAtApprovals);
}

void TurnWatch::doing(const QString &turnId, const QString &nodeId, const QString &text)
{
    TurnStep *step = find(nodeId);
    if (!step || (step->isOver() && !text.isEmpty()))
        step = begin(turnId, nodeId);
    if (!step || step->activity == text)
        return;
    step->activity = text;
    if (step->state == TurnStep::State::Waiting && !text.isEmpty())
        step->state = TurnStep::State::Running;
    tell(*step);
}

/// Begins a step, or the same one anew.
TurnStep *TurnWatch::begin(const QString &turnId, const QString &nodeId)
{
    const NodeRecord *node = m_runtime.node(nodeId);
    if (!node || !isTurnStep(*node))
        return nullptr;
    TurnStep step = turnStepOf(*node, turnId);
    if (!m_open.contains(turnId))
        findEarlier(turnId);
    step.state = TurnStep::State::Running;
    step.error.reset();
    step.startedAt = m_runtime.clock().now();
    step.durationMs = -1;
    if (TurnStep *before = find(nodeId)) {
        *before = step;
        return before;
    }
    QList<TurnStep> &steps = m_open[turnId];
    m_turns.insert(nodeId, turnId);
    steps.append(step);
    return &steps.last();
}

/// What was done for it before the program was started again.
void TurnWatch::findEarlier(const QString &turnId)
{
    TurnRecord turn;
    turn.id = turnId;
    m_runtime.state().eachNode([&](const NodeRecord &node) {
        if (node.cause.isOfTurn() && node.cause.event.id == turnId && isTurnStep(node)
            && turnStepOf(node, turnId).isOver())
            turn.nodes.append(node);
    });
    QList<TurnStep> &steps = m_open[turnId];
    steps = turnStepsOf(turn);
    for (const TurnStep &step : std::as_const(steps))
        m_turns.insert(step.nodeId, turnId);
}

void TurnWatch::ended(const QString &nodeId)
{
    const TurnStep *known = find(nodeId);
    const NodeRecord *node = m_runtime.node(nodeId);
    if (!known || !node || known->isOver())
        return;
    TurnStep step = turnStepOf(*node, known->turnId);
    if (!step.isOver())
        step.state = TurnStep::State::Stopped;
    if (step.durationMs < 0)
        step.durationMs = m_runtime.clock().now() - known->startedAt;
    step.startedAt = known->startedAt;
    *find(nodeId) = step;
    tell(step);
}

void TurnWatch::retried(const AuditEntry &entry)
{
    TurnStep *step = find(entry.nodeId);
    const qint64 retryAt = entry.timestamp + entry.details.value("waitMs"_L1).toInteger();
    if (!step || step->isOver() || retryAt < m_runtime.clock().now())
        return;
    step->state = TurnStep::State::Waiting;
    step->retryAt = retryAt;
    step->retry = entry.details.value("retry"_L1).toInt();
    step->retryReason = codeFromName(entry.details.value("error"_L1).toString());
    tell(*step);
}

void TurnWatch::lookAtApprovals()
{
    QSet<QString> asking;
    for (const ApprovalRequest &request : m_provider.approvals().pending())
        asking.insert(request.nodeId);
    for (QList<TurnStep> &steps : m_open) {
        for (TurnStep &step : steps) {
            const bool asks = asking.contains(step.nodeId);
            if (step.isOver() || asks == (step.state == TurnStep::State::Asking))
                continue;
            step.state = asks ? TurnStep::State::Asking : TurnStep::State::Running;
            tell(step);
        }
    }
}

TurnStep *TurnWatch::find(const QString &nodeId)
{
    const auto turn = m_open.find(m_turns.value(nodeId));
    if (turn == m_open.end())
        return nullptr;
    const auto step = std::find_if(turn->begin(), turn->end(),
                                   [&](const TurnStep &each) { return each.nodeId == nodeId; });
    return step == turn->end() ? nullptr : &*step;
}

void TurnWatch::close(const QString &turnId)
{
    const QList<TurnStep> steps = m_open.take(turnId);
    for (const TurnStep &step : steps)
        m_turns.remove(step.nodeId);
    Q_EMIT stepsChanged(turnId);
}

void TurnWatch::tell(const TurnStep &step)
{
    Q_EMIT stepsChanged(step.turnId);
}

} // namespace creact
