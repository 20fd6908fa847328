// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/toolhandler.h"

#include "core/base/jsonschema.h"
#include "core/provider/tools/httpcall.h"
#include "core/provider/tools/toolkinds.h"

#include <QRegularExpression>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

bool isLeftOut(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

Error invalidTool(const QString &message, const QString &hint)
{
    return {ErrorCode::InvalidProps, message, {}, hint};
}

Result<void> checkParameters(const QJsonValue &parameters)
{
    if (isLeftOut(parameters))
        return {};
    if (!parameters.isObject())
        return invalidTool(u"The parameters of a tool must be a JSON Schema object."_s,
                           u"For example {\"type\": \"object\", \"properties\": {…}}."_s);
    const QString problem = problemWithSchema(parameters.toObject(), u"parameters"_s);
    return problem.isEmpty()
        ? Result<void>()
        : invalidTool(problem, u"A model and its calls are checked by this JSON Schema."_s);
}

QStringList approvals()
{
    return {u"never"_s, u"ask"_s, u"always"_s};
}

/// "wikipedia searches Wikipedia; …"
QString kindDoc(const ToolKinds &kinds)
{
    QStringList docs;
    for (const auto &kind : kinds.all())
        docs += u"%1 %2"_s.arg(kind->name(), kind->doc());
    return u"What it does: %1. May be left out when the name is a kind."_s.arg(docs.join(u"; "_s));
}

QList<PropSpec> kindPropSpecs()
{
    return {
        {.name = u"url"_s,
         .type = ValueType::String,
         .doc = u"http: the address, with a {name} for each argument in path or query. {url} alone "
                "lets the model give the address, within allowedHosts."_s},
        {.name = u"method"_s,
         .type = ValueType::String,
         .doc = u"http: GET when left out. All but GET and HEAD are never sent again by "
                "themselves."_s,
         .choices = QJsonArray::fromStringList(httpMethods())},
        {.name = u"headers"_s,
         .type = ValueType::Object,
         .doc =
             u"http: names and values. {\"secret\": \"NAME\"} is a value from the environment or "
             "the .env beside the document, for the origins in NAME_ORIGIN beside it."_s},
        {.name = u"body"_s,
         .doc = u"http: what is sent, as JSON. A text \"{name}\" becomes that argument."_s},
        {.name = u"allowedHosts"_s,
         .type = ValueType::Array,
         .doc =
             u"http, web_page: the hosts it may reach, and no others: names, *.names, addresses "
             "and ranges (10.0.0.0/8), localhost, each perhaps with :port; * is any public host. "
             "Private addresses are reached only when the address itself is listed."_s},
    };
}

QList<PropSpec> limitSpecs()
{
    return {
        {.name = u"approval"_s,
         .type = ValueType::String,
         .doc =
             u"Whether a person is asked before it runs: \"never\", \"ask\" (who may answer that "
             "it is always allowed), \"always\" (each time). Never when left out."_s,
         .choices = QJsonArray::fromStringList(approvals())},
        {.name = u"timeoutSeconds"_s,
         .type = ValueType::Integer,
         .doc = u"Time that one call may take; 30 when left out."_s,
         .minimum = 1,
         .maximum = 600},
        {.name = u"maxBytes"_s,
         .type = ValueType::Integer,
         .doc = u"Longest result, in bytes; what is longer is cut, and the model told. 32000 when "
                "left out."_s,
         .minimum = 100,
         .maximum = 1'000'000},
        {.name = u"maxCallsPerTurn"_s,
         .type = ValueType::Integer,
         .doc = u"How often a model may call it in one turn; 50 when left out."_s,
         .minimum = 1,
         .maximum = 10'000},
    };
}

} // namespace

ToolHandler::ToolHandler(std::shared_ptr<const ToolKinds> kinds, QObject *parent)
    : ConstructHandler(parent)
    , m_kinds(std::move(kinds))
{
}

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
         .doc = u"JSON Schema of the arguments. Each kind has its own when it is left out."_s,
         .format = u"schema"_s},
        {.name = u"kind"_s,
         .type = ValueType::String,
         .doc = kindDoc(*m_kinds),
         .choices = QJsonArray::fromStringList(m_kinds->names())},
    };
    type.props += kindPropSpecs();
    type.props += limitSpecs();
    type.outputs = {
        {u"id"_s, ValueType::String, u"The node's id."_s, OutputSpec::From::Id},
        {u"name"_s, ValueType::String, u"As given."_s, OutputSpec::From::Prop},
        {u"description"_s, ValueType::String, u"As given."_s, OutputSpec::From::Prop},
        {u"parameters"_s, ValueType::Object, u"As given, or the kind's own."_s},
        {u"kind"_s, ValueType::String, u"As given, or from the name."_s},
        {u"approval"_s, ValueType::String, u"As given, or \"never\"."_s},
    };
    // A type may outlive the program's way to models.
    type.reaches = [kinds = std::weak_ptr(m_kinds)](const QJsonObject &props,
                                                    const QStringList &unknown) -> QList<Reach> {
        const std::shared_ptr<const ToolKinds> known = kinds.lock();
        const QString name = known ? known->nameFor(props) : QString();
        if (const ToolKind *kind = known ? known->find(name) : nullptr)
            return kind->reaches(props, unknown);
        const bool open = unknown.contains("kind"_L1) || unknown.contains("name"_L1);
        return open ? QList<Reach>{{Reach::Kind::Host, {}}} : QList<Reach>();
    };
    return type;
}

void ToolHandler::materialize(const ApplyJobPtr &job)
{
    const Result<QJsonObject> outputs = outputsOf(*job);
    if (outputs) {
        job->succeed({.outputs = *outputs});
        return;
    }
    Error error = outputs.error();
    error.where = job->nodeId();
    job->fail(error);
}

Result<QJsonObject> ToolHandler::outputsOf(const ApplyJob &job) const
{
    static const QRegularExpression namePattern(u"\\A[A-Za-z0-9_-]{1,64}\\z"_s);
    QJsonObject tool = job.request().props;
    const QString name = tool.value("name"_L1).toString();
    if (!namePattern.match(name).hasMatch())
        return invalidTool(u"\"%1\" is no name that a model can call."_s.arg(name),
                           u"Use 1 to 64 letters, digits, '_' and '-'."_s);
    QString approval = tool.value("approval"_L1).toString();
    if (approval.isEmpty())
        approval = approvals().first();
    if (!approvals().contains(approval))
        return invalidTool(u"There is no approval \"%1\"."_s.arg(approval),
                           u"Use \"never\", \"ask\" or \"always\"."_s);
    const QJsonValue parameters = tool.value("parameters"_L1);
    if (const Result<void> fine = checkParameters(parameters); !fine)
        return fine.error();
    tool.insert("kind"_L1, m_kinds->nameFor(tool));
    if (const Result<void> fine = checkKind(tool); !fine)
        return fine.error();
    const ToolKind &kind = *m_kinds->find(tool.value("kind"_L1).toString());
    if (parameters.toObject().isEmpty())
        tool.insert("parameters"_L1, kind.parameters(tool));
    if (const Result<void> fine = kind.check(tool); !fine)
        return invalidTool(fine.error().message, fine.error().hint);
    tool.insert("approval"_L1, approval);
    tool.insert("id"_L1, job.nodeId());
    return tool;
}

/// That it is known, and has no props of other kinds.
Result<void> ToolHandler::checkKind(const QJsonObject &tool) const
{
    const QString kindName = tool.value("kind"_L1).toString();
    const ToolKind *kind = m_kinds->find(kindName);
    if (!kind) {
        const QString known = u"Kinds: %1."_s.arg(m_kinds->names().join(u", "_s));
        return kindName.isEmpty()
            ? invalidTool(u"The tool \"%1\" has no kind."_s.arg(tool.value("name"_L1).toString()),
                          known)
            : invalidTool(u"There is no tool kind \"%1\"."_s.arg(kindName), known);
    }
    const QStringList own = kind->props();
    const QStringList all = toolKindProps();
    for (const QString &prop : all) {
        if (!isLeftOut(tool.value(prop)) && !own.contains(prop))
            return invalidTool(u"A tool of the kind %1 has no %2."_s.arg(kindName, prop),
                               own.isEmpty()
                                   ? u"Leave it out."_s
                                   : u"Of such props it has: %1."_s.arg(own.join(u", "_s)));
    }
    return {};
}

} // namespace creact
