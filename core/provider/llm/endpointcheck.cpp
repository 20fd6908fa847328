// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/endpointcheck.h"

#include "core/provider/demo/demoserver.h"
#include "core/provider/llm/completionanswer.h"
#include "core/provider/llm/modellist.h"
#include "core/provider/llm/redact.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds checkDeadline{15'000};
/// A local server may have to load the model first.
constexpr std::chrono::milliseconds completionDeadline{120'000};
constexpr qint64 largestCheckAnswer = 8 * 1024 * 1024;
constexpr qsizetype longestSaid = 200;
constexpr qsizetype longestServer = 60;

HttpRequest checkRequest(const ModelEndpoint &endpoint, const QString &path)
{
    HttpRequest request;
    request.url = endpoint.baseUrl;
    request.url.setPath(endpoint.baseUrl.path() + path);
    request.bearer = endpoint.apiKey;
    request.headers = endpoint.headers;
    request.userAgent = "CReactStudio/" CREACT_VERSION;
    request.timeout = checkDeadline;
    request.maxBytes = largestCheckAnswer;
    request.who = u"The model endpoint"_s; // its address is added
    return request;
}

bool isWebPage(const HttpAnswer &answer)
{
    return answer.header("content-type").startsWith("text/html")
        || answer.body.trimmed().startsWith("<");
}

bool isGood(const HttpAnswer &answer)
{
    return answer.status >= 200 && answer.status <= 299;
}

Error webPageError(const ModelEndpoint &endpoint)
{
    return {ErrorCode::ModelAnswerInvalid,
            u"%1 answered with a web page, not as a model endpoint does."_s.arg(endpoint.label()),
            displayAddress(endpoint.baseUrl),
            u"Check the address: the base URL of the API, often ending in /v1, and not that of a "
            "page for people."_s};
}

} // namespace

Error withoutSecretsOf(Error error, const ModelEndpoint &endpoint)
{
    for (QString *text : {&error.message, &error.where, &error.hint})
        *text = redacted(*text, endpoint.secrets());
    return error;
}

EndpointCheck::EndpointCheck(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

EndpointCheck::~EndpointCheck()
{
    cancel();
}

void EndpointCheck::cancel()
{
    if (m_done)
        end(Error{ErrorCode::Cancelled, u"The test was cancelled."_s, {}, {}});
}

void EndpointCheck::run(const ModelEndpoint &endpoint, const QString &model,
                        Done<EndpointReport> done)
{
    cancel();
    m_endpoint = endpoint;
    // As an address that a person types may end.
    m_endpoint.baseUrl = m_endpoint.baseUrl.adjusted(QUrl::StripTrailingSlash);
    if (m_endpoint.baseUrl.path() == "/"_L1)
        m_endpoint.baseUrl.setPath({});
    m_model = model;
    m_report = {};
    m_done = std::move(done);
    m_http = new JsonHttp(m_clock, this);
    m_startedAt = m_clock.monotonic();
    if (endpoint.isDemo()) {
        m_demo = new DemoServer(m_clock, this);
        if (const Result<void> started = m_demo->start(); !started)
            return end(started.error());
        m_endpoint.baseUrl = m_demo->baseUrl();
    }
    askModels(m_endpoint, u"/models"_s,
              [this](const Result<HttpAnswer> &answer) { answered(answer); });
}

void EndpointCheck::askModels(const ModelEndpoint &endpoint, const QString &path,
                              std::function<void(const Result<HttpAnswer> &)> then)
{
    m_http->send(checkRequest(endpoint, path),
                 [self = QPointer(this), then = std::move(then)](const Result<HttpAnswer> &answer) {
                     // Cancelled ones have been answered.
                     if (self && self->m_done)
                         then(answer);
                 });
}

void EndpointCheck::answered(const Result<HttpAnswer> &answer)
{
    m_report.time = std::chrono::milliseconds(m_clock.monotonic() - m_startedAt);
    if (!answer)
        return end(answer.error());
    if (isWebPage(*answer) && isGood(*answer))
        return tryElsewhere(webPageError(m_endpoint));
    const Result<QStringList> models = modelsIn(*answer, m_endpoint);
    if (!models)
        return models.error().code == ErrorCode::NotFound ? tryElsewhere(models.error())
                                                          : end(models.error());
    m_report.models = *models;
    m_report.server =
        redacted(QString::fromLatin1(answer->header("server")).simplified(), m_endpoint.secrets())
            .left(longestServer);
    if (!m_model.isEmpty())
        return complete();
    if (models->isEmpty())
        return end(Error{ErrorCode::NotFound,
                         u"%1 answers, and has no models."_s.arg(m_endpoint.label()),
                         displayAddress(m_endpoint.baseUrl),
                         u"Load or download a model on that server first."_s});
    end(m_report);
}

/// The commonest mistake is the /v1 that is missing.
void EndpointCheck::tryElsewhere(const Error &error)
{
    if (m_endpoint.baseUrl.path().endsWith("/v1"_L1))
        return end(error);
    askModels(m_endpoint, u"/v1/models"_s, [this, error](const Result<HttpAnswer> &answer) {
        const bool found = answer && !isWebPage(*answer)
            && (answer->status == 401 || answer->status == 403 || modelsIn(*answer, m_endpoint));
        if (!found)
            return end(error);
        Error better = error;
        QUrl url = m_endpoint.baseUrl;
        url.setPath(url.path() + u"/v1"_s);
        better.code = ErrorCode::NotFound;
        better.message =
            u"There is no model endpoint at this address, but there is one below it."_s;
        better.hint = u"Use %1"_s.arg(url.toDisplayString());
        end(better);
    });
}

void EndpointCheck::complete()
{
    HttpRequest request = checkRequest(m_endpoint, u"/chat/completions"_s);
    const QJsonArray messages{
        QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"Say hello in one word."_s}}};
    request.body =
        QJsonDocument(
            QJsonObject{{u"model"_s, m_model}, {u"messages"_s, messages}, {u"max_tokens"_s, 16}})
            .toJson(QJsonDocument::Compact);
    request.timeout = completionDeadline;
    m_startedAt = m_clock.monotonic();
    m_http->send(request, [self = QPointer(this)](const Result<HttpAnswer> &answer) {
        if (self && self->m_done)
            self->end(self->spoken(answer));
    });
}

Result<EndpointReport> EndpointCheck::spoken(const Result<HttpAnswer> &answer)
{
    if (!answer)
        return answer.error();
    const QByteArray body = redactedBytes(answer->body, m_endpoint.secrets());
    if (!isGood(*answer))
        return errorOfStatus(answer->status, body, answer->retryAfter,
                             u"The model endpoint at %1"_s.arg(m_endpoint.label()),
                             !m_endpoint.apiKey.isEmpty());
    CompletionRequest request;
    request.model = m_model;
    const Result<CompletionAnswer> said = readCompletionAnswer(body, request);
    // A model that thinks may use up its few tokens before it says a word.
    if (!said && said.error().code != ErrorCode::ModelAnswerEmpty)
        return said.error();
    m_report.time = std::chrono::milliseconds(m_clock.monotonic() - m_startedAt);
    m_report.said = said ? said->content.simplified().left(longestSaid) : QString();
    return m_report;
}

void EndpointCheck::end(const Result<EndpointReport> &result)
{
    const Done<EndpointReport> done = std::exchange(m_done, {});
    if (m_http) {
        // It may be its answer that led here: it goes later.
        m_http->cancelAll();
        m_http->deleteLater();
    }
    if (m_demo)
        m_demo->deleteLater();
    m_http.clear();
    m_demo.clear();
    if (!done)
        return;
    if (result)
        done(result);
    else
        done(withoutSecretsOf(result.error(), m_endpoint));
}

} // namespace creact
