// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/turnsteps.h"

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// `model` is a name or a ChatModel's outputs.
QString modelNameOf(const QJsonValue &model)
{
    return model.isObject() ? model["model"_L1].toString() : model.toString();
}

TurnStep::State stepStateOf(NodeState state)
{
    switch (state) {
    case NodeState::Deployed:
    case NodeState::Destroying:
        return TurnStep::State::Done;
    case NodeState::Failed:
        return TurnStep::State::Failed;
    default:
        return TurnStep::State::Running;
    }
}

} // namespace

TurnUsage &TurnUsage::operator+=(const TurnUsage &other)
{
    promptTokens += other.promptTokens;
    completionTokens += other.completionTokens;
    totalTokens += other.totalTokens;
    return *this;
}

TurnUsage TurnUsage::fromJson(const QJsonObject &object)
{
    TurnUsage usage;
    usage.promptTokens = object.value("promptTokens"_L1).toInteger();
    usage.completionTokens = object.value("completionTokens"_L1).toInteger();
    usage.totalTokens =
        object.value("totalTokens"_L1).toInteger(usage.promptTokens + usage.completionTokens);
    return usage;
}

bool isTurnStep(const NodeRecord &node)
{
    return node.constructType == "Completion"_L1 || node.constructType == "ToolExec"_L1;
}

TurnStep turnStepOf(const NodeRecord &node, const QString &turnId)
{
    TurnStep step;
    step.turnId = turnId;
    step.nodeId = node.id.toString();
    step.state = stepStateOf(node.state);
    step.error = node.error;
    const QJsonObject outputs = node.outputs.value_or(QJsonObject());
    if (node.constructType == "ToolExec"_L1) {
        step.kind = TurnStep::Kind::Tool;
        step.name = node.props.value("name"_L1).toString();
        step.args = node.props.value("args"_L1);
        step.text = outputs.value("result"_L1).toString();
        step.isError = outputs.value("isError"_L1).toBool();
    } else {
        step.name = modelNameOf(node.props.value("model"_L1));
        step.text = outputs.value("content"_L1).toString();
        step.reasoning = outputs.value("reasoning"_L1).toString();
        step.finishReason = outputs.value("finishReason"_L1).toString();
        step.usage = TurnUsage::fromJson(outputs.value("usage"_L1).toObject());
    }
    if (step.isOver() && node.appliedAt > 0) {
        step.durationMs = node.durationMs;
        step.startedAt = node.appliedAt - node.durationMs;
    }
    return step;
}

QList<TurnStep> turnStepsOf(const TurnRecord &turn)
{
    QList<TurnStep> steps;
    for (const NodeRecord &node : turn.nodes) {
        if (!isTurnStep(node))
            continue;
        TurnStep step = turnStepOf(node, turn.id);
        if (!step.isOver())
            step.state = TurnStep::State::Stopped;
        steps.append(step);
    }
    // What was not done began last.
    const auto beganAt = [](const TurnStep &step) {
        return step.startedAt > 0 ? step.startedAt : std::numeric_limits<qint64>::max();
    };
    std::stable_sort(steps.begin(), steps.end(),
                     [&](const TurnStep &a, const TurnStep &b) { return beganAt(a) < beganAt(b); });
    return steps;
}

TurnUsage usageOf(const QList<TurnStep> &steps)
{
    TurnUsage usage;
    for (const TurnStep &step : steps)
        usage += step.usage;
    return usage;
}

} // namespace creact
