// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/wikipedia.h"

#include "core/provider/llm/jsonhttp.h"
#include "core/provider/llm/modelaccess.h"
#include "core/provider/tools/htmltext.h"
#include "core/provider/tools/webanswer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QUrlQuery>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestQuery = 300; // MediaWiki's own limit
constexpr qint64 maxSearchBytes = 1024 * 1024;

/// Wikimedia asks clients to say who they are.
QByteArray wikipediaUserAgent()
{
    return "CReactStudio/" CREACT_VERSION " (CReact Studio, a desktop agent runtime; "
           "contact: the person who runs it)";
}

Error searchFailed(const QString &why, const QString &where = {})
{
    return {ErrorCode::ToolFailed, u"search failed: %1"_s.arg(why), where, {}};
}

} // namespace

Wikipedia::Wikipedia(ModelAccess &access)
    : m_access(access)
{
}

QString Wikipedia::name() const
{
    return u"wikipedia"_s;
}

QString Wikipedia::doc() const
{
    return u"searches Wikipedia"_s;
}

QJsonObject Wikipedia::parameters(const QJsonObject &) const
{
    const QJsonObject query{{u"type"_s, u"string"_s},
                            {u"description"_s, u"What to search for: a name or a few words."_s}};
    return {{u"type"_s, u"object"_s},
            {u"properties"_s, QJsonObject{{u"query"_s, query}}},
            {u"required"_s, QJsonArray{u"query"_s}}};
}

QList<Reach> Wikipedia::reaches(const QJsonObject &, const QStringList &) const
{
    const QString host = m_access.encyclopediaHost();
    return host.isEmpty() ? QList<Reach>() : QList<Reach>{{Reach::Kind::Host, host}};
}

Result<ToolAction> Wikipedia::action(const QJsonObject &args, const QJsonObject &) const
{
    return ToolAction{.words = u"search Wikipedia for \"%1\""_s.arg(
                          args.value("query"_L1).toString().simplified()),
                      .body = {}};
}

ToolKind::Cancel Wikipedia::run(const QJsonObject &args, const QJsonObject &,
                                std::chrono::milliseconds timeout, Done<QString> done)
{
    const QString query = args.value("query"_L1).toString().simplified();
    if (query.isEmpty() || query.size() > longestQuery) {
        done(searchFailed(
            u"the argument \"query\" must be a text of 1 to %1 characters."_s.arg(longestQuery)));
        return [] {};
    }
    const Result<QUrl> api = m_access.wikipedia();
    if (!api) {
        done(searchFailed(api.error().message, api.error().where));
        return [] {};
    }
    HttpRequest request;
    request.url = searchUrl(*api, query);
    request.userAgent = wikipediaUserAgent();
    request.timeout = timeout;
    request.maxBytes = maxSearchBytes;
    request.who = u"The encyclopedia"_s;
    request.unreachable = ErrorCode::ToolFailed;
    request.policy = m_access.wikipediaPolicy();
    request.proxyMayResolve = mayUseProxy(m_access.environment());

    const QPointer<JsonHttp> http = &m_access.http();
    const JsonHttp::CallId call =
        http->send(request, [query, done = std::move(done)](Result<HttpAnswer> answer) {
            if (answer)
                done(resultText(answer->status, answer->body, query));
            else if (answer.error().code == ErrorCode::Cancelled)
                done(answer.error());
            else
                done(searchFailed(answer.error().message, answer.error().where));
        });
    return [http, call] {
        if (http)
            http->cancel(call);
    };
}

QUrl Wikipedia::searchUrl(const QUrl &api, const QString &query)
{
    QUrlQuery parameters(api);
    parameters.addQueryItem(u"action"_s, u"query"_s);
    parameters.addQueryItem(u"list"_s, u"search"_s);
    // QUrlQuery leaves '+' alone, and servers read it as a space.
    parameters.addQueryItem(u"srsearch"_s, QString::fromLatin1(QUrl::toPercentEncoding(query)));
    parameters.addQueryItem(u"format"_s, u"json"_s);
    parameters.addQueryItem(u"srlimit"_s, u"3"_s);
    QUrl url = api;
    url.setQuery(parameters);
    return url;
}

Result<QString> Wikipedia::resultText(int status, const QByteArray &body, const QString &query)
{
    if (status != 200)
        return searchFailed(u"the encyclopedia answered with HTTP status %1."_s.arg(status));
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    const QJsonObject error = answer.value("error"_L1).toObject();
    if (!error.isEmpty())
        return searchFailed(htmlToText(error.value("info"_L1).toString()).left(300));
    const QJsonValue hits = answer.value("query"_L1).toObject().value("search"_L1);
    if (!hits.isArray())
        return searchFailed(u"the encyclopedia's answer cannot be read."_s);

    QStringList lines;
    const QJsonArray found = hits.toArray();
    for (const QJsonValue &hit : found) {
        const QString title = hit["title"_L1].toString().simplified();
        const QString snippet = htmlToText(hit["snippet"_L1].toString());
        if (!title.isEmpty())
            lines += u"%1: %2"_s.arg(title, snippet);
    }
    return lines.isEmpty() ? u"No results for \"%1\"."_s.arg(query) : lines.join(u'\n');
}

} // namespace creact
