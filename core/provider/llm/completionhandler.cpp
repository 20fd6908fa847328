// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/completionhandler.h"

#include "core/provider/llm/modelaccess.h"
#include "core/provider/llm/redact.h"

#include <QJsonDocument>
#include <QPointer>

namespace creact {

using namespace Qt::StringLiterals;

struct CompletionHandler::Asked {
    CompletionRequest request;
    ModelEndpoint endpoint;
    qint64 at = 0;
};

namespace {

Result<CompletionAnswer> completionOf(const HttpAnswer &answer, const CompletionRequest &request,
                                      const QString &apiKey, const QString &who)
{
    const QByteArray body = redactedBytes(answer.body, {apiKey});
    if (answer.status < 200 || answer.status > 299)
        return errorOfStatus(answer.status, body, answer.retryAfter, who, !apiKey.isEmpty());
    return readCompletionAnswer(body, request);
}

Error withoutSecrets(Error error, const QString &apiKey)
{
    error.message = redacted(error.message, {apiKey});
    error.hint = redacted(error.hint, {apiKey});
    return error;
}

QJsonObject outputsOf(const CompletionAnswer &answer, const QString &nodeId)
{
    return {{u"id"_s, nodeId},
            {u"content"_s, answer.content},
            {u"toolCalls"_s, answer.toolCalls},
            {u"finishReason"_s, answer.finishReason},
            {u"usage"_s, answer.usage}};
}

} // namespace

CompletionHandler::CompletionHandler(ModelAccess &access, QObject *parent)
    : ConstructHandler(parent)
    , m_access(access)
{
}

ConstructType CompletionHandler::type() const
{
    ConstructType type;
    type.name = u"Completion"_s;
    type.doc =
        u"Asks a model once. With the same props it is not asked again, across restarts too."_s;
    type.effect = Effect::Idempotent;
    type.summaryOutput = u"content"_s;
    type.calls = true;
    type.props = {
        {.name = u"model"_s,
         .doc = u"A model's name, or a ChatModel's outputs."_s,
         .required = true,
         .format = u"model"_s},
        {.name = u"messages"_s,
         .type = ValueType::Array,
         .doc = u"The conversation: [{role, content}, …]."_s,
         .required = true,
         .format = u"messages"_s},
        {.name = u"tools"_s,
         .type = ValueType::Array,
         .doc = u"The outputs of the Tools that the model may call."_s,
         .defaultValue = QJsonArray()},
        {.name = u"requestId"_s,
         .type = ValueType::String,
         .doc = u"What it is for, such as the id of a chat message: the same question asked for "
                "another request is asked again."_s},
    };
    type.outputs = {
        {u"id"_s, ValueType::String, u"The node's id."_s, OutputSpec::From::Id},
        {u"content"_s, ValueType::String, u"The text, perhaps empty when tools are called."_s},
        {u"toolCalls"_s, ValueType::Array, u"[{id, name, args}], always a list; ids are unique."_s},
        {u"finishReason"_s, ValueType::String, u"\"stop\", \"tool_calls\", \"length\", …"_s},
        {u"usage"_s, ValueType::Object, u"{promptTokens, completionTokens, totalTokens}."_s},
    };
    return type;
}

void CompletionHandler::start(ProviderHost &providerHost)
{
    ConstructHandler::start(providerHost);
    m_access.start(providerHost.clock());
}

void CompletionHandler::stop()
{
    m_access.stop();
}

void CompletionHandler::materialize(const ApplyJobPtr &job)
{
    const Result<CompletionRequest> request = makeCompletionRequest(job->request().props);
    if (request) {
        ask(job, *request);
        return;
    }
    Error error = request.error();
    error.where = job->nodeId();
    job->fail(error);
}

void CompletionHandler::ask(const ApplyJobPtr &job, const CompletionRequest &request)
{
    const Result<ModelEndpoint> endpoint = m_access.endpoint(request.endpoint);
    if (!endpoint) {
        job->fail(endpoint.error());
        return;
    }
    HttpRequest http;
    http.url = endpoint->completionsUrl();
    http.body = QJsonDocument(request.body).toJson(QJsonDocument::Compact);
    http.bearer = endpoint->apiKey;
    http.userAgent = "CReactStudio/" CREACT_VERSION;
    http.timeout = m_access.modelTimeout();
    http.who = u"The model endpoint"_s;

    host().activity(job->nodeId(), u"asking %1…"_s.arg(request.model));
    const QPointer<JsonHttp> client = &m_access.http();
    const Asked asked{request, *endpoint, host().clock().monotonic()};
    const JsonHttp::CallId call =
        client->send(http, [self = QPointer(this), job, asked](const Result<HttpAnswer> &answer) {
            if (self)
                self->answered(job, asked, answer);
        });
    if (!job->isFinished())
        job->onCancel([client, call] {
            if (client)
                client->cancel(call);
        });
}

void CompletionHandler::answered(const ApplyJobPtr &job, const Asked &asked,
                                 const Result<HttpAnswer> &answer)
{
    host().activity(job->nodeId(), {});
    const QString &key = asked.endpoint.apiKey;
    const QString who = u"The model endpoint at %1"_s.arg(asked.endpoint.label());
    const Result<CompletionAnswer> completion = answer
        ? completionOf(*answer, asked.request, key, who)
        : Result<CompletionAnswer>(answer.error());
    auditCall(job, asked, completion);
    if (completion) {
        job->succeed({.outputs = outputsOf(*completion, job->nodeId())});
        return;
    }
    Error error = withoutSecrets(completion.error(), key);
    if (error.where.isEmpty())
        error.where = displayAddress(asked.endpoint.completionsUrl());
    job->fail(error);
}

void CompletionHandler::auditCall(const ApplyJobPtr &job, const Asked &asked,
                                  const Result<CompletionAnswer> &answer)
{
    QJsonObject details{{u"model"_s, asked.request.model},
                        {u"endpoint"_s, asked.endpoint.label()},
                        {u"ms"_s, host().clock().monotonic() - asked.at}};
    if (answer) {
        details.insert("toolCalls"_L1, answer->toolCalls.size());
        for (auto it = answer->usage.begin(); it != answer->usage.end(); ++it)
            details.insert(it.key(), it.value());
    } else {
        details.insert("error"_L1, codeName(answer.error().code));
    }
    if (const QJsonValue request = job->prop("requestId"_L1); request.isString())
        details.insert("requestId"_L1, request);
    host().audit(u"model_call"_s, job->nodeId(), details);
}

} // namespace creact
