// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/wikipedia.h"

#include "core/provider/llm/jsonhttp.h"
#include "core/provider/llm/modelaccess.h"
#include "core/provider/tools/htmltext.h"

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

ToolKind::Cancel Wikipedia::run(const QJsonObject &args, const QJsonObject &, Done<QString> done)
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
    request.timeout = m_access.toolTimeout();
    request.maxBytes = maxSearchBytes;
    request.who = u"The encyclopedia"_s;
    request.unreachable = ErrorCode::ToolFailed;

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
