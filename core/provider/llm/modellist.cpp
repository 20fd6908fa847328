// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/modellist.h"

#include "core/provider/llm/completionanswer.h"
#include "core/provider/llm/jsonhttp.h"
#include "core/provider/llm/modelaccess.h"
#include "core/provider/llm/redact.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds listDeadline{10'000};
/// Endpoints with hundreds of models describe each in a few hundred bytes.
constexpr qint64 longestList = 8 * 1024 * 1024;
constexpr qsizetype longestModelName = 200;

QUrl modelsUrl(const ModelEndpoint &endpoint)
{
    QUrl url = endpoint.baseUrl;
    url.setPath(endpoint.baseUrl.path() + u"/models"_s);
    return url;
}

QString askedEndpoint(const ModelEndpoint &endpoint)
{
    return u"The model endpoint at %1"_s.arg(endpoint.label());
}

HttpRequest modelsRequest(const ModelEndpoint &endpoint)
{
    HttpRequest request;
    request.url = modelsUrl(endpoint);
    request.bearer = endpoint.apiKey;
    request.headers = endpoint.headers;
    request.userAgent = "CReactStudio/" CREACT_VERSION;
    request.timeout = listDeadline;
    request.maxBytes = longestList;
    request.who = u"The model endpoint"_s; // its address is added
    return request;
}

/// {"data": […]} as OpenAI, {"models": […]} as Ollama's own; some answer with the list alone.
std::optional<QJsonArray> listIn(const QJsonDocument &document)
{
    if (document.isArray())
        return document.array();
    for (const QLatin1StringView key : {"data"_L1, "models"_L1}) {
        const QJsonValue list = document[key];
        if (list.isArray())
            return list.toArray();
    }
    return {};
}

/// Empty: none that could be asked for.
QString modelNameOf(const QJsonValue &model)
{
    QString name = model.toString();
    for (const QLatin1StringView key : {"id"_L1, "name"_L1}) {
        if (name.isEmpty())
            name = model[key].toString();
    }
    const bool printable =
        std::all_of(name.cbegin(), name.cend(), [](QChar c) { return c.isPrint(); });
    return printable && name.size() <= longestModelName ? name.trimmed() : QString();
}

QStringList namesIn(const QJsonArray &models)
{
    QStringList names;
    for (const QJsonValue &model : models) {
        if (const QString name = modelNameOf(model); !name.isEmpty())
            names.append(name);
    }
    std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) {
        const int order = a.compare(b, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : a < b;
    });
    names.removeDuplicates();
    return names;
}

bool hasNoSuchRoute(int status)
{
    return status == 404 || status == 405 || status == 501;
}

Result<QStringList> namesOf(const HttpAnswer &answer, const ModelEndpoint &endpoint)
{
    const QString typeIt = u"Type the model's name."_s;
    const QString who = askedEndpoint(endpoint);
    if (hasNoSuchRoute(answer.status))
        return Error{
            ErrorCode::NotFound, u"%1 does not tell which models it has."_s.arg(who), {}, typeIt};
    const QByteArray body = redactedBytes(answer.body, endpoint.secrets());
    if (answer.status < 200 || answer.status > 299)
        return errorOfStatus(answer.status, body, answer.retryAfter, who,
                             !endpoint.apiKey.isEmpty());
    const std::optional<QJsonArray> list = listIn(QJsonDocument::fromJson(body));
    if (!list)
        return Error{ErrorCode::ModelAnswerInvalid,
                     u"%1 answered with something that is no list of models."_s.arg(who),
                     {},
                     typeIt};
    return namesIn(*list);
}

} // namespace

Result<QStringList> modelsIn(const HttpAnswer &answer, const ModelEndpoint &endpoint)
{
    const Result<QStringList> names = namesOf(answer, endpoint);
    if (names)
        return names;
    Error error = names.error();
    error.message = redacted(error.message, endpoint.secrets());
    error.hint = redacted(error.hint, endpoint.secrets());
    error.where = displayAddress(modelsUrl(endpoint));
    return error;
}

ModelList::ModelList(Clock &clock, const QProcessEnvironment &environment, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_environment(environment)
{
}

ModelList::~ModelList()
{
    cancel();
}

void ModelList::cancel()
{
    const auto asked = findChildren<ModelAccess *>(Qt::FindDirectChildrenOnly);
    for (ModelAccess *access : asked)
        access->stop();
}

void ModelList::ask(const ProviderOptions &options, const QString &endpoint, Done<QStringList> done)
{
    // One for each question: `.env` is read anew, and a demo server ends with the answer.
    auto *access = new ModelAccess(options, m_environment, this);
    access->start(m_clock);
    const Result<ModelEndpoint> asked = access->endpoint(endpoint);
    if (!asked) {
        access->deleteLater();
        done(asked.error());
        return;
    }
    access->http().send(
        modelsRequest(*asked),
        [access, asked = *asked, done = std::move(done)](const Result<HttpAnswer> &answer) {
            access->deleteLater();
            done(answer ? modelsIn(*answer, asked) : Result<QStringList>(answer.error()));
        });
}

} // namespace creact
