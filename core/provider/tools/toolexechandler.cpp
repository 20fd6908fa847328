// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/toolexechandler.h"

#include "core/provider/llm/modelaccess.h"
#include "core/provider/tools/toolarguments.h"
#include "core/provider/tools/wikipedia.h"

#include <QPointer>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// A model has to read it all, and to pay for it.
constexpr qsizetype longestToolResult = 32'000;

QJsonObject toolNamed(const QJsonArray &tools, const QString &name)
{
    for (const QJsonValue &tool : tools) {
        if (tool["name"_L1].toString() == name)
            return tool.toObject();
    }
    return {};
}

QString toolNames(const QJsonArray &tools)
{
    QStringList names;
    for (const QJsonValue &tool : tools)
        names += tool["name"_L1].toString();
    return names.isEmpty() ? u"none"_s : names.join(u", "_s);
}

} // namespace

ToolExecHandler::ToolExecHandler(ModelAccess &access, QObject *parent)
    : ConstructHandler(parent)
    , m_access(access)
{
    m_kinds.push_back(std::make_unique<Wikipedia>(access));
}

ConstructType ToolExecHandler::type() const
{
    ConstructType type;
    type.name = u"ToolExec"_s;
    type.doc = u"Carries out one tool call of a model."_s;
    type.effect = Effect::Idempotent;
    type.summaryOutput = u"result"_s;
    type.calls = true;
    type.props = {
        {.name = u"callId"_s, .type = ValueType::String, .doc = u"Id of the call."_s},
        {.name = u"name"_s,
         .type = ValueType::String,
         .doc = u"Name of the tool that is called."_s,
         .required = true},
        {.name = u"args"_s,
         .doc = u"The arguments, as a Completion's toolCalls give them."_s,
         .defaultValue = QJsonObject()},
        {.name = u"tools"_s,
         .type = ValueType::Array,
         .doc = u"The outputs of the Tools that may be called."_s,
         .required = true},
    };
    type.outputs = {
        {u"result"_s, ValueType::String, u"What the tool found, or why it did not."_s},
        {u"isError"_s, ValueType::Boolean, u"Whether the result says what went wrong."_s},
    };
    return type;
}

void ToolExecHandler::start(ProviderHost &providerHost)
{
    ConstructHandler::start(providerHost);
    m_access.start(providerHost.clock());
}

void ToolExecHandler::stop()
{
    m_access.stop();
}

ToolKind *ToolExecHandler::kindOf(const QString &name) const
{
    for (const auto &kind : m_kinds) {
        if (kind->name() == name)
            return kind.get();
    }
    return nullptr;
}

void ToolExecHandler::materialize(const ApplyJobPtr &job)
{
    const qint64 startedAt = host().clock().monotonic();
    const QString name = job->prop("name"_L1).toString();
    const QJsonArray tools = job->prop("tools"_L1).toArray();
    const QJsonObject tool = toolNamed(tools, name);
    const QString kindName = tool.value("kind"_L1).toString();
    const auto refuse = [&](const QString &why) {
        finish(job, kindName, startedAt, Error{ErrorCode::ToolFailed, why, {}, {}});
    };
    if (tool.isEmpty()) {
        refuse(u"There is no tool \"%1\". Tools: %2."_s.arg(name, toolNames(tools)));
        return;
    }
    ToolKind *kind = kindOf(kindName);
    if (!kind) {
        refuse(
            u"The tool \"%1\" cannot be run: its kind \"%2\" is not known."_s.arg(name, kindName));
        return;
    }
    const QString problem =
        problemWithArguments(job->prop("args"_L1), tool.value("parameters"_L1).toObject());
    if (!problem.isEmpty()) {
        refuse(problem);
        return;
    }
    activity(job->nodeId(), u"calling %1…"_s.arg(name));
    ToolKind::Cancel cancel =
        kind->run(job->prop("args"_L1).toObject(), tool,
                  [self = QPointer(this), job, kindName, startedAt](const Result<QString> &result) {
                      if (self)
                          self->finish(job, kindName, startedAt, result);
                  });
    if (!job->isFinished())
        job->onCancel(std::move(cancel));
}

void ToolExecHandler::finish(const ApplyJobPtr &job, const QString &kind, qint64 startedAt,
                             const Result<QString> &result)
{
    const QString nodeId = job->nodeId();
    activity(nodeId, {});
    const bool cancelled = !result && result.error().code == ErrorCode::Cancelled;
    host().audit(u"tool_call"_s, nodeId,
                 {{u"tool"_s, job->prop("name"_L1).toString()},
                  {u"kind"_s, kind},
                  {u"ms"_s, host().clock().monotonic() - startedAt},
                  {u"isError"_s, !result.ok()}});
    if (cancelled) {
        Error error = result.error();
        error.where = nodeId;
        job->fail(error);
        return;
    }
    const QString text = result ? result.value() : u"Error: %1"_s.arg(result.error().message);
    job->succeed(
        {.outputs = {{u"result"_s, text.left(longestToolResult)}, {u"isError"_s, !result.ok()}}});
}

} // namespace creact
