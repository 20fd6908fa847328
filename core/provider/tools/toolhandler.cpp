// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/toolhandler.h"

#include "core/provider/tools/toolarguments.h"

#include <QRegularExpression>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

Error invalidTool(const ApplyJobPtr &job, const QString &message, const QString &hint)
{
    return {ErrorCode::InvalidProps, message, job->nodeId(), hint};
}

/// The Tool's outputs, or what is wrong with its props.
Result<QJsonObject> toolOutputs(const ApplyJobPtr &job)
{
    static const QRegularExpression namePattern(u"\\A[A-Za-z0-9_-]{1,64}\\z"_s);
    QJsonObject tool = job->request().props;
    const QString name = tool.value("name"_L1).toString();
    if (!namePattern.match(name).hasMatch())
        return invalidTool(job, u"\"%1\" is no name that a model can call."_s.arg(name),
                           u"Use 1 to 64 letters, digits, '_' and '-'."_s);

    const QStringList kinds = toolKindNames();
    QString kind = tool.value("kind"_L1).toString();
    if (kind.isEmpty() && kinds.contains(name))
        kind = name;
    if (!kinds.contains(kind)) {
        const QString known = u"Kinds: %1."_s.arg(kinds.join(u", "_s));
        return kind.isEmpty()
            ? invalidTool(job, u"The tool \"%1\" has no kind."_s.arg(name), known)
            : invalidTool(job, u"There is no tool kind \"%1\"."_s.arg(kind), known);
    }
    const QString approval = tool.value("approval"_L1).toString();
    if (!approval.isEmpty() && approval != "never"_L1)
        return invalidTool(job,
                           u"The approval \"%1\" is not available in this version."_s.arg(approval),
                           u"Leave it out, or use \"never\": the tool then runs without asking."_s);
    const QJsonValue parameters = tool.value("parameters"_L1);
    if (!parameters.isObject() && !parameters.isUndefined() && !parameters.isNull())
        return invalidTool(job, u"The parameters of a tool must be a JSON Schema object."_s,
                           u"For example {\"type\": \"object\", \"properties\": {…}}."_s);

    if (!parameters.isObject() || parameters.toObject().isEmpty())
        tool.insert("parameters"_L1, wikipediaParameters());
    tool.insert("kind"_L1, kind);
    tool.insert("approval"_L1, u"never"_s);
    tool.insert("id"_L1, job->nodeId());
    return tool;
}

} // namespace

ConstructType ToolHandler::type() const
{
    ConstructType type;
    type.name = u"Tool"_s;
    type.doc = u"Something a model may call, by name. The ToolExec node carries the call out."_s;
    type.effect = Effect::Pure;
    type.summaryOutput = u"name"_s;
    type.props = {
        {.name = u"name"_s,
         .type = ValueType::String,
         .doc = u"What the model calls it by: letters, digits, '_' and '-'."_s,
         .required = true},
        {.name = u"description"_s,
         .type = ValueType::String,
         .doc = u"Tells the model what it is good for."_s,
         .defaultValue = QString(),
         .format = u"multiline"_s},
        {.name = u"parameters"_s,
         .type = ValueType::Object,
         .doc = u"JSON Schema of the arguments. A wikipedia tool has its own: {query}."_s,
         .format = u"schema"_s},
        {.name = u"kind"_s,
         .type = ValueType::String,
         .doc = u"What it does. May be left out when the name is a kind."_s,
         .choices = QJsonArray::fromStringList(toolKindNames())},
        {.name = u"approval"_s,
         .type = ValueType::String,
         .doc = u"Whether a person is asked before it runs. So far only \"never\"."_s},
    };
    type.outputs = {
        {u"id"_s, ValueType::String, u"The node's id."_s, OutputSpec::From::Id},
        {u"name"_s, ValueType::String, u"As given."_s, OutputSpec::From::Prop},
        {u"description"_s, ValueType::String, u"As given."_s, OutputSpec::From::Prop},
        {u"parameters"_s, ValueType::Object, u"As given, or the kind's own."_s},
        {u"kind"_s, ValueType::String, u"As given, or from the name."_s},
        {u"approval"_s, ValueType::String, u"\"never\"."_s},
    };
    return type;
}

void ToolHandler::materialize(const ApplyJobPtr &job)
{
    const Result<QJsonObject> outputs = toolOutputs(job);
    if (outputs)
        job->succeed({.outputs = *outputs});
    else
        job->fail(outputs.error());
}

} // namespace creact
