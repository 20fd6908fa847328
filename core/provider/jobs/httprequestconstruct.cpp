// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/httprequestconstruct.h"

#include "core/provider/llm/modelaccess.h"
#include "core/provider/tools/pagetext.h"
#include "core/provider/tools/webanswer.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QPointer>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 defaultAnswerBytes = 1024 * 1024;
constexpr double defaultAnswerSeconds = 30;

bool isSet(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull();
}

/// Hosts in the words of AddressPolicy.
QJsonArray reachableHosts(bool allowPrivate)
{
    QJsonArray hosts{u"*"_s};
    if (allowPrivate) {
        for (const char *range :
             {"localhost", "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
              "169.254.0.0/16", "100.64.0.0/10", "::1", "fc00::/7", "fe80::/10"})
            hosts.append(QLatin1StringView(range));
    }
    return hosts;
}

QByteArray sentBytes(const QJsonValue &body)
{
    if (body.isString())
        return body.toString().toUtf8();
    return QJsonDocument(QJsonArray{body}).toJson(QJsonDocument::Compact).chopped(1).sliced(1);
}

bool isJsonType(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    return type == "application/json" || type.endsWith("+json");
}

bool isPageType(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    return type == "text/html" || type == "application/xhtml+xml";
}

/// The body as a stack sees it: parsed when it is JSON.
QJsonValue bodyValue(const HttpAnswer &answer, const QStringList &secrets, bool readable)
{
    const QByteArray contentType = answer.header("Content-Type");
    QString text = withoutToolSecrets(decodedText(answer.body, contentType), secrets);
    if (isJsonType(contentType)) {
        // In a list: a JSON text may be a number or a word.
        const QJsonDocument parsed = QJsonDocument::fromJson('[' + text.toUtf8() + ']');
        if (parsed.isArray() && parsed.array().size() == 1)
            return parsed.array().first();
    }
    if (readable && isPageType(contentType))
        return pageText(text, answer.url);
    return text;
}

QJsonObject markOf(const ApplyJob &job)
{
    const QByteArray props = QJsonDocument(job.request().props).toJson(QJsonDocument::Compact);
    return {
        {u"event"_s, job.request().event.toJson()},
        {u"props"_s,
         QString::fromLatin1(QCryptographicHash::hash(props, QCryptographicHash::Sha256).toHex())}};
}

} // namespace

ConstructType HttpRequestConstruct::type() const
{
    ConstructType type;
    type.name = u"HttpRequest"_s;
    type.doc = u"One request to a server. Any answer is a result, whatever its status; it fails "
               "only when there is none."_s;
    // What must not be repeated is marked before it is sent.
    type.effect = Effect::Idempotent;
    type.summaryOutput = u"status"_s;
    type.props = {
        {.name = u"url"_s,
         .type = ValueType::String,
         .doc = u"Where to, with http:// or https://."_s,
         .required = true},
        {.name = u"method"_s,
         .type = ValueType::String,
         .doc = u"All but GET and HEAD are sent once at most: after a crash a person decides."_s,
         .defaultValue = u"GET"_s,
         .choices = QJsonArray::fromStringList(httpMethods())},
        {.name = u"headers"_s,
         .type = ValueType::Object,
         .doc =
             u"Names and values. A value may be {\"secret\": \"NAME\", \"prefix\": \"Bearer \"}: "
             "from the environment or .env, when NAME_ORIGIN there says that it is for this "
             "server."_s},
        {.name = u"body"_s,
         .doc = u"What is sent: a text as it is, anything else as JSON."_s,
         .format = u"multiline"_s},
        {.name = u"timeoutSeconds"_s,
         .type = ValueType::Number,
         .doc = u"For everything together."_s,
         .defaultValue = defaultAnswerSeconds,
         .minimum = 1,
         .maximum = 3600},
        {.name = u"maxBytes"_s,
         .type = ValueType::Integer,
         .doc = u"A longer answer is an error."_s,
         .defaultValue = defaultAnswerBytes,
         .minimum = 1,
         .maximum = 16 * 1024 * 1024},
        {.name = u"readable"_s,
         .type = ValueType::Boolean,
         .doc = u"Reduce an HTML page to its text."_s,
         .defaultValue = false},
        {.name = u"allowPrivate"_s,
         .type = ValueType::Boolean,
         .doc = u"Reach this machine and private networks too."_s,
         .defaultValue = false},
        {.name = u"requestId"_s, .doc = u"Any value; another one makes the same request again."_s},
    };
    type.outputs = {
        {u"status"_s, ValueType::Integer, u"The HTTP status."_s},
        {u"ok"_s, ValueType::Boolean, u"Whether the status is 200 to 299."_s},
        {u"headers"_s, ValueType::Object, u"The answer's headers, names in lower case."_s},
        {u"body"_s, ValueType::Any, u"What came: parsed when it is JSON, else text."_s},
        {u"url"_s, ValueType::String, u"Where it came from, after redirects."_s},
    };
    type.reaches = [](const QJsonObject &props, const QStringList &unknown) {
        const QUrl url(props.value("url"_L1).toString());
        const bool known = !unknown.contains("url"_L1) && !url.host().isEmpty();
        const QString port = url.port() < 0 ? QString() : u":%1"_s.arg(url.port());
        return QList<Reach>{{Reach::Kind::Host, known ? url.host() + port : QString()}};
    };
    return type;
}

void HttpRequestConstruct::start(ProviderHost &host)
{
    ConstructHandler::start(host);
    m_access.start(host.clock());
}

/// By the rules for tools that make requests: which headers, which addresses, whose secrets.
Result<HttpCall> HttpRequestConstruct::callOf(const ApplyJob &job) const
{
    const QUrl url(job.prop("url"_L1).toString(), QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1))
        return Error{ErrorCode::InvalidArgument,
                     u"\"%1\" is no address of a server."_s.arg(job.prop("url"_L1).toString()),
                     {},
                     u"Write it whole, such as https://example.org/page."_s};
    QString address = url.toString(QUrl::FullyEncoded);
    // A tool's address has places for arguments; this one has none.
    address.replace(u'{', u"%7B"_s).replace(u'}', u"%7D"_s);
    const QJsonObject request{
        {u"url"_s, address},
        {u"method"_s, job.prop("method"_L1)},
        {u"headers"_s, job.prop("headers"_L1)},
        {u"allowedHosts"_s, reachableHosts(job.prop("allowPrivate"_L1).toBool())}};
    if (const Result<void> fine = checkHttpTool(request); !fine)
        return fine.error();
    const Result<DotEnv> dotEnv = readDotEnv(m_access.documentDir());
    if (!dotEnv)
        return dotEnv.error();
    Result<HttpCall> call = makeHttpCall(request, {}, m_access.environment(), *dotEnv);
    if (!call)
        return call;
    const QJsonValue body = job.prop("body"_L1);
    if (isSet(body) && onlyReads(call->request.method))
        return Error{ErrorCode::InvalidArgument,
                     u"A request that only reads has no body."_s,
                     {},
                     u"Use POST, PUT, PATCH or DELETE, or leave out the body."_s};
    HttpRequest &sent = call.value().request;
    if (isSet(body))
        sent.body = sentBytes(body);
    sent.timeout = std::chrono::milliseconds(
        qint64(job.prop("timeoutSeconds"_L1).toDouble(defaultAnswerSeconds) * 1000));
    sent.maxBytes = job.prop("maxBytes"_L1).toInteger(defaultAnswerBytes);
    sent.who = u"The server"_s;
    sent.unreachable = ErrorCode::ToolFailed;
    return call;
}

void HttpRequestConstruct::materialize(const ApplyJobPtr &job)
{
    const Result<HttpCall> call = callOf(*job);
    if (!call) {
        Error error = call.error();
        error.where = job->nodeId();
        if (error.code == ErrorCode::InvalidArgument)
            error.code = ErrorCode::InvalidProps;
        return job->fail(error);
    }
    if (onlyReads(call->request.method))
        return send(job, *call);
    if (job->request().store.value("sent"_L1) == markOf(*job))
        return job->fail({ErrorCode::Interrupted,
                          u"The program ended while this request was under way. Whether it took "
                          "effect is not known."_s,
                          job->nodeId(), u"Look, then retry it."_s});
    storeMark(job, *call);
}

void HttpRequestConstruct::storeMark(const ApplyJobPtr &job, const HttpCall &call)
{
    QJsonObject store = job->request().store;
    store.insert(u"sent"_s, markOf(*job));
    host().commit(
        {{job->nodeId(), {}, store}}, job->request().event,
        [self = QPointer(this), job, call](const Result<void> &stored) {
            if (!self)
                return;
            if (job->isCancelled())
                job->fail(
                    {ErrorCode::Cancelled, u"The request was cancelled."_s, job->nodeId(), {}});
            else if (!stored)
                job->fail(stored.error());
            else
                self->send(job, call);
        });
}

void HttpRequestConstruct::send(const ApplyJobPtr &job, const HttpCall &call)
{
    const qint64 startedAt = host().clock().monotonic();
    activity(job->nodeId(), u"asking %1…"_s.arg(call.request.url.host()));
    const QPointer<JsonHttp> http = &m_access.http();
    const JsonHttp::CallId id =
        http->send(call.request,
                   [self = QPointer(this), job, call, startedAt](const Result<HttpAnswer> &answer) {
                       if (self)
                           self->answered(job, call, startedAt, answer);
                   });
    if (!job->isFinished())
        job->onCancel([http, id] {
            if (http)
                http->cancel(id);
        });
}

void HttpRequestConstruct::answered(const ApplyJobPtr &job, const HttpCall &call, qint64 startedAt,
                                    const Result<HttpAnswer> &answer)
{
    const QString id = job->nodeId();
    activity(id, {});
    QJsonObject details{{u"method"_s, QString::fromLatin1(call.request.method)},
                        {u"host"_s, call.request.url.host()},
                        {u"ms"_s, host().clock().monotonic() - startedAt}};
    if (answer)
        details.insert(u"status"_s, answer->status);
    else
        details.insert(u"error"_s, codeName(answer.error().code));
    host().audit(u"http_request"_s, id, details);
    if (answer)
        return job->succeed(resultOf(*job, call, *answer));
    Error error = answer.error();
    error.message = withoutToolSecrets(error.message, call.secrets);
    error.where = id;
    job->fail(error);
}

ApplyResult HttpRequestConstruct::resultOf(const ApplyJob &job, const HttpCall &call,
                                           const HttpAnswer &answer) const
{
    QJsonObject headers;
    for (const auto &[name, value] : answer.headers)
        headers.insert(QString::fromLatin1(name).toLower(),
                       withoutToolSecrets(QString::fromLatin1(value), call.secrets));
    ApplyResult result;
    result.outputs = {
        {u"status"_s, answer.status},
        {u"ok"_s, answer.status >= 200 && answer.status <= 299},
        {u"headers"_s, headers},
        {u"body"_s, bodyValue(answer, call.secrets, job.prop("readable"_L1).toBool())},
        {u"url"_s, withoutToolSecrets(answer.url.toString(), call.secrets)}};
    result.store = QJsonObject();
    return result;
}

} // namespace creact
