// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/deployment.h"

namespace creact {

/// The plan of an edited agent: a tool more, another model, a memory less; and what came of it.
namespace FakePlan {

inline const QString modelId = QStringLiteral("http-server.chat-handler.chat-model");
inline const QString toolId = modelId + QStringLiteral(".tool");
inline const QString execId = toolId + QStringLiteral(".tool-exec-1");
inline const QString memoryId = modelId + QStringLiteral(".memory");
inline const QString callId = modelId + QStringLiteral(".completion");

inline Plan::Item item(const char *action, const QString &id, const char *type,
                       const QJsonObject &fields = {})
{
    Plan::Item item;
    item.action = QString::fromLatin1(action);
    item.nodeId = id;
    item.constructType = QString::fromLatin1(type);
    item.fields = fields;
    return item;
}

inline QJsonObject change(const QJsonValue &before, const QJsonValue &after)
{
    QJsonObject change;
    if (!before.isUndefined())
        change.insert(QStringLiteral("old"), before);
    if (!after.isUndefined())
        change.insert(QStringLiteral("new"), after);
    return change;
}

inline Plan plan()
{
    const QJsonValue unknown(QJsonValue::Undefined);
    const QJsonValue mini(QStringLiteral("gpt-4o-mini"));
    Plan plan;
    plan.items = {
        item("start", QStringLiteral("http-server"), "HttpServer"),
        item("update", modelId, "ChatModel",
             {{QStringLiteral("model"), change(mini, QStringLiteral("gpt-4o"))}}),
        item("create", toolId, "Tool",
             {{QStringLiteral("name"), change(unknown, QStringLiteral("weather"))},
              {QStringLiteral("description"),
               change(unknown, QStringLiteral("Tells the weather"))}}),
        item("create", execId, "ToolExec", {{QStringLiteral("tools"), change(unknown, unknown)}}),
        item("update", callId, "Completion",
             {{QStringLiteral("model"), change(mini, unknown)},
              {QStringLiteral("tools"), change(1, unknown)}}),
        item("unchanged", QStringLiteral("other"), "Message"),
        item("delete", memoryId, "Memory"),
    };
    plan.items[0].step = 0;
    plan.items[1].step = 0;
    plan.items[2].step = 1;
    plan.items[2].needs = {modelId};
    plan.items[3].step = 2;
    plan.items[3].needs = {toolId};
    plan.items[3].calls = true;
    plan.items[4].step = 2;
    plan.items[4].needs = {modelId};
    plan.items[4].calls = true;
    plan.items[6].step = 3;
    return plan;
}

inline Plan firstPlan()
{
    Plan first = plan();
    first.first = true;
    first.touches = {
        {Plan::Touch::Kind::Port, QStringLiteral("127.0.0.1:3000"), QStringLiteral("http-server")},
        {Plan::Touch::Kind::Host, QStringLiteral("en.wikipedia.org"), toolId},
        {Plan::Touch::Kind::Folder, QStringLiteral("public"), QStringLiteral("http-server")}};
    return first;
}

inline Plan planInATurn()
{
    Plan open = plan();
    open.openTurns = {
        {QStringLiteral("t1"), QStringLiteral("Who was Ada Lovelace?"), {callId}, {}}};
    return open;
}

inline DeploymentRecord::Step step(const QString &id, const QString &action, NodeState state,
                                   qint64 from, qint64 to)
{
    return {id, action, state, {}, from, to};
}

inline DeploymentRecord failed()
{
    DeploymentRecord record;
    record.id = QStringLiteral("2");
    record.startedAt = 1'790'000'000'000;
    record.endedAt = record.startedAt + 340;
    record.outcome = DeploymentRecord::Outcome::Failed;
    record.error =
        Error{ErrorCode::PortInUse, QStringLiteral("Port 3000 is taken by another program."),
              QStringLiteral("http-server"),
              QStringLiteral("Choose another port, or stop what listens there.")};
    record.plan = plan();
    record.steps = {step(QStringLiteral("http-server"), QStringLiteral("start"), NodeState::Failed,
                         record.startedAt, record.startedAt + 3),
                    step(modelId, QStringLiteral("update"), NodeState::Deployed,
                         record.startedAt + 4, record.startedAt + 5)};
    record.steps[0].error = record.error;
    return record;
}

} // namespace FakePlan

} // namespace creact
