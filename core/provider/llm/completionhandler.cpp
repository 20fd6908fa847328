// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/completionhandler.h"

#include "core/provider/llm/modelaccess.h"
#include "core/provider/llm/redact.h"

#include <QJsonDocument>
#include <QPointer>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

struct CompletionHandler::Asked {
    ApplyJobPtr job;
    CompletionCall *call = nullptr;
    /// What the budget counts it under; empty: for no message.
    QString turn;
    qint64 at = 0;

    const CompletionRequest &request() const { return call->asked().request; }
    const ModelEndpoint &endpoint() const { return call->asked().endpoint; }
};

namespace {

/// When a server does not count: near enough to stop a runaway.
constexpr qint64 bytesPerToken = 4;

Error withoutSecrets(Error error, const QStringList &secrets)
{
    error.message = redacted(error.message, secrets);
    error.hint = redacted(error.hint, secrets);
    return error;
}

/// The person reads the text alone, so it says itself when it is not all of it.
QString contentWithNotice(const CompletionAnswer &answer)
{
    if (answer.notice.isEmpty() || !answer.toolCalls.isEmpty())
        return answer.content;
    return u"%1\n\n*[%2]*"_s.arg(answer.content, answer.notice);
}

QJsonObject outputsOf(const CompletionAnswer &answer, const QString &nodeId)
{
    return {{u"id"_s, nodeId},
            {u"content"_s, contentWithNotice(answer)},
            {u"reasoning"_s, answer.reasoning},
            {u"toolCalls"_s, answer.toolCalls},
            {u"finishReason"_s, answer.finishReason},
            {u"usage"_s, answer.usage}};
}

qint64 tokensOf(const CompletionAnswer &answer, const CompletionRequest &request)
{
    const QJsonObject &usage = answer.usage;
    const qint64 both =
        usage.value("promptTokens"_L1).toInteger() + usage.value("completionTokens"_L1).toInteger();
    if (const qint64 told = usage.value("totalTokens"_L1).toInteger(both); told > 0)
        return told;
    const qint64 asked = QJsonDocument(request.body).toJson(QJsonDocument::Compact).size();
    return (asked + answer.content.size() + answer.reasoning.size()) / bytesPerToken + 1;
}

QString turnOf(const ApplyJob &job)
{
    const QString request = job.prop("requestId"_L1).toString();
    const Event &event = job.request().event;
    return request.isEmpty() && event.kind == "message"_L1 ? event.id : request;
}

/// Why it is asked again, in few words.
QString shortReason(ErrorCode code)
{
    switch (code) {
    case ErrorCode::ModelRateLimited:
        return u"rate limited"_s;
    case ErrorCode::ModelUnreachable:
        return u"not reachable"_s;
    default:
        return u"the endpoint failed"_s;
    }
}

} // namespace

CompletionHandler::CompletionHandler(ModelAccess &access, QObject *parent)
    : ConstructHandler(parent)
    , m_access(access)
{
}

CompletionHandler::~CompletionHandler()
{
    for (CompletionCall *call : std::as_const(m_calls))
        call->disconnect(this);
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
        {u"content"_s, ValueType::String,
         u"The text, perhaps empty when tools are called. When it was cut off, its end says so."_s},
        {u"reasoning"_s, ValueType::String, u"What the model thought aloud; empty with most."_s},
        {u"toolCalls"_s, ValueType::Array, u"[{id, name, args}], always a list; ids are unique."_s},
        {u"finishReason"_s, ValueType::String,
         u"\"stop\", \"tool_calls\", \"length\", \"content_filter\", …"_s},
        {u"usage"_s, ValueType::Object, u"{promptTokens, completionTokens, totalTokens}."_s},
    };
    return type;
}

void CompletionHandler::start(ProviderHost &providerHost)
{
    ConstructHandler::start(providerHost);
    m_access.start(providerHost.clock());
    // The state has what counts.
    m_budgets.clear();
}

void CompletionHandler::stop()
{
    const QSet<CompletionCall *> calls = m_calls;
    for (CompletionCall *call : calls)
        call->cancel();
    m_access.stop();
}

void CompletionHandler::materialize(const ApplyJobPtr &job)
{
    const auto refuse = [&](Error error) {
        error.where = job->nodeId();
        job->fail(error);
    };
    const Result<CompletionRequest> request = makeCompletionRequest(job->request().props);
    if (!request)
        return refuse(request.error());
    const Result<void> allowed =
        budgetOf(*request).begin(request->limits, turnOf(*job), host().clock().now());
    if (!allowed) {
        host().audit(u"model_refused"_s, job->nodeId(),
                     {{u"model"_s, request->model},
                      {u"error"_s, codeName(allowed.error().code)},
                      {u"requestId"_s, turnOf(*job)}});
        return refuse(allowed.error());
    }
    ask(job, *request);
}

void CompletionHandler::ask(const ApplyJobPtr &job, const CompletionRequest &request)
{
    const Result<ModelEndpoint> endpoint = m_access.endpoint(request.endpoint);
    if (!endpoint) {
        job->fail(endpoint.error());
        return;
    }
    const QUrl url = endpoint->completionsUrl();
    CompletionCall::Ask ask;
    ask.request = request;
    ask.endpoint = *endpoint;
    ask.timeout = m_access.modelTimeout();
    ask.maxRetries = request.maxRetries.value_or(m_access.modelRetries());
    ask.stream = request.stream && !m_noStream.contains(url);
    ask.streamUsage = !m_noStreamUsage.contains(url);

    auto *call = new CompletionCall(m_access.http(), host().clock(), ask, this);
    m_calls.insert(call);
    listen({job, call, turnOf(*job), host().clock().monotonic()});
    activity(job->nodeId(), u"asking %1…"_s.arg(request.model));
    call->start();
    if (!job->isFinished())
        job->onCancel([call = QPointer(call)] {
            if (call)
                call->cancel();
        });
}

void CompletionHandler::listen(const Asked &asked)
{
    connect(asked.call, &CompletionCall::said, this,
            [this, asked, thinks = false, answers = false](const TextDelta &delta) mutable {
                const QString node = asked.job->nodeId();
                if (!delta.content.isEmpty() && !std::exchange(answers, true))
                    activity(node, u"%1 answers…"_s.arg(asked.request().model));
                else if (!delta.reasoning.isEmpty() && !answers && !std::exchange(thinks, true))
                    activity(node, u"%1 thinks…"_s.arg(asked.request().model));
                Q_EMIT said(node, delta);
            });
    connect(asked.call, &CompletionCall::waits, this,
            [this, asked](const CompletionCall::Retry &retry) { waits(asked, retry); });
    connect(asked.call, &CompletionCall::ended, this,
            [this, asked](const Result<CompletionAnswer> &answer) { answered(asked, answer); });
}

void CompletionHandler::waits(const Asked &asked, const CompletionCall::Retry &retry)
{
    const qint64 seconds = (retry.wait.count() + 999) / 1000;
    activity(asked.job->nodeId(),
             u"%1: asks again in %2 s (%3 of %4): %5"_s.arg(asked.request().model)
                 .arg(seconds)
                 .arg(retry.number + 1)
                 .arg(retry.most + 1)
                 .arg(shortReason(retry.error.code)));
    QJsonObject details = auditDetails(asked);
    details.insert("error"_L1, codeName(retry.error.code));
    details.insert("waitMs"_L1, qint64(retry.wait.count()));
    details.insert("retry"_L1, retry.number);
    host().audit(u"model_retry"_s, asked.job->nodeId(), details);
}

void CompletionHandler::answered(const Asked &asked, const Result<CompletionAnswer> &answer)
{
    const ApplyJobPtr job = asked.job;
    m_calls.remove(asked.call);
    asked.call->deleteLater();
    remember(*asked.call);
    activity(job->nodeId(), {});
    auditCall(asked, answer);
    const QList<NodePatch> spent = spend(asked, answer);
    if (answer) {
        job->succeed({.outputs = outputsOf(*answer, job->nodeId()), .others = spent});
        return;
    }
    Error error = withoutSecrets(answer.error(), asked.endpoint().secrets());
    if (error.where.isEmpty())
        error.where = displayAddress(asked.endpoint().completionsUrl());
    job->fail(error, spent);
}

void CompletionHandler::remember(const CompletionCall &call)
{
    if (call.refusedStreamUsage())
        m_noStreamUsage.insert(call.asked().endpoint.completionsUrl());
    if (call.refusedStream())
        m_noStream.insert(call.asked().endpoint.completionsUrl());
}

Budget &CompletionHandler::budgetOf(const CompletionRequest &request)
{
    const NodeRecord *model = request.modelId.isEmpty() ? nullptr : host().node(request.modelId);
    const QString key = model ? request.modelId : QString();
    auto found = m_budgets.find(key);
    if (found == m_budgets.end())
        found = m_budgets.insert(
            key, Budget(model ? model->store.value("budget"_L1).toObject() : QJsonObject()));
    return *found;
}

/// What was used lands with the answer or the failure, in one record.
QList<NodePatch> CompletionHandler::spend(const Asked &asked,
                                          const Result<CompletionAnswer> &answer)
{
    Budget &budget = budgetOf(asked.request());
    if (answer)
        budget.addTokens(asked.turn, tokensOf(*answer, asked.request()), host().clock().now());
    const QString &modelId = asked.request().modelId;
    const NodeRecord *model = modelId.isEmpty() ? nullptr : host().node(modelId);
    if (!model || model->constructType != "ChatModel"_L1)
        return {};
    QJsonObject store = model->store;
    store.insert("budget"_L1, budget.toJson());
    return {NodePatch{modelId, {}, store}};
}

QJsonObject CompletionHandler::auditDetails(const Asked &asked) const
{
    QJsonObject details{{u"model"_s, asked.request().model},
                        {u"endpoint"_s, asked.endpoint().label()},
                        {u"ms"_s, host().clock().monotonic() - asked.at}};
    if (const QJsonValue request = asked.job->prop("requestId"_L1); request.isString())
        details.insert("requestId"_L1, request);
    return details;
}

void CompletionHandler::auditCall(const Asked &asked, const Result<CompletionAnswer> &answer)
{
    QJsonObject details = auditDetails(asked);
    if (asked.call->attempts() != 1)
        details.insert("attempts"_L1, asked.call->attempts());
    if (answer) {
        details.insert("toolCalls"_L1, answer->toolCalls.size());
        for (auto it = answer->usage.begin(); it != answer->usage.end(); ++it)
            details.insert(it.key(), it.value());
    } else {
        details.insert("error"_L1, codeName(answer.error().code));
    }
    host().audit(u"model_call"_s, asked.job->nodeId(), details);
}

} // namespace creact
