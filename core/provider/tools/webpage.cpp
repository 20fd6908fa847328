// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/webpage.h"

#include "core/provider/llm/jsonhttp.h"
#include "core/provider/llm/modelaccess.h"
#include "core/provider/tools/urltemplate.h"
#include "core/provider/tools/webanswer.h"

#include <QJsonArray>
#include <QPointer>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

Result<QUrl> pageAddress(const QJsonObject &args)
{
    static const Result<UrlTemplate> whole = UrlTemplate::parse(u"{url}"_s);
    return whole->expand(args);
}

} // namespace

QString WebPage::name() const
{
    return u"web_page"_s;
}

QString WebPage::doc() const
{
    return u"fetches the page at an address and reduces it to its text"_s;
}

QStringList WebPage::props() const
{
    return {u"allowedHosts"_s};
}

QJsonObject WebPage::parameters(const QJsonObject &) const
{
    const QJsonObject url{{u"type"_s, u"string"_s},
                          {u"description"_s, u"Address of the page, with http:// or https://."_s}};
    return {{u"type"_s, u"object"_s},
            {u"properties"_s, QJsonObject{{u"url"_s, url}}},
            {u"required"_s, QJsonArray{u"url"_s}}};
}

Result<void> WebPage::check(const QJsonObject &tool) const
{
    const Result<AddressPolicy> policy = allowedHosts(tool);
    return policy ? Result<void>() : policy.error();
}

QList<Reach> WebPage::reaches(const QJsonObject &props, const QStringList &unknown) const
{
    if (unknown.contains("allowedHosts"_L1))
        return {{Reach::Kind::Host, {}}};
    const QStringList hosts = hostList(props);
    if (hosts.isEmpty())
        return {{Reach::Kind::Host, u"any public host"_s}};
    QList<Reach> reaches;
    for (const QString &host : hosts)
        reaches.append({Reach::Kind::Host, host == "*"_L1 ? u"any public host"_s : host});
    return reaches;
}

Result<ToolAction> WebPage::action(const QJsonObject &args, const QJsonObject &) const
{
    const Result<QUrl> url = pageAddress(args);
    if (!url)
        return url.error();
    return ToolAction{.words = u"GET "_s + url->toString(QUrl::FullyEncoded), .body = {}};
}

ToolKind::Cancel WebPage::run(const QJsonObject &args, const QJsonObject &tool,
                              std::chrono::milliseconds timeout, Done<QString> done)
{
    const Result<QUrl> url = pageAddress(args);
    const Result<AddressPolicy> policy = allowedHosts(tool);
    if (!url || !policy) {
        done(url ? policy.error() : url.error());
        return [] {};
    }
    HttpRequest request;
    request.url = *url;
    request.policy = *policy;
    request.proxyMayResolve = mayUseProxy(m_access.environment());
    request.accept = "text/html, text/*;q=0.9, application/json;q=0.8, */*;q=0.1";
    request.userAgent = toolUserAgent();
    request.timeout = timeout;
    request.maxBytes = longestDownload;
    request.who = u"The page"_s;
    request.unreachable = ErrorCode::ToolFailed;
    const QPointer<JsonHttp> http = &m_access.http();
    const JsonHttp::CallId call =
        http->send(request, [done = std::move(done)](const Result<HttpAnswer> &answer) {
            done(answer ? answerText(*answer, {}) : Result<QString>(answer.error()));
        });
    return [http, call] {
        if (http)
            http->cancel(call);
    };
}

} // namespace creact
