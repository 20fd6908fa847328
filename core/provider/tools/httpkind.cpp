// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/httpkind.h"

#include "core/provider/llm/modelaccess.h"
#include "core/provider/tools/httpcall.h"
#include "core/provider/tools/urltemplate.h"
#include "core/provider/tools/webanswer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QString hostWithPort(const QUrl &url)
{
    return url.authority(QUrl::FullyEncoded);
}

} // namespace

QString HttpKind::name() const
{
    return u"http"_s;
}

QString HttpKind::doc() const
{
    return u"sends a request that url, method, headers and body describe"_s;
}

QStringList HttpKind::props() const
{
    return {u"url"_s, u"method"_s, u"headers"_s, u"body"_s, u"allowedHosts"_s};
}

/// A text for each place of the templates.
QJsonObject HttpKind::parameters(const QJsonObject &tool) const
{
    QJsonObject properties;
    QJsonArray required;
    const QStringList names = httpArguments(tool);
    for (const QString &name : names) {
        properties.insert(name, QJsonObject{{u"type"_s, u"string"_s}});
        required += name;
    }
    QJsonObject parameters{{u"type"_s, u"object"_s}, {u"properties"_s, properties}};
    if (!required.isEmpty())
        parameters.insert("required"_L1, required);
    return parameters;
}

Result<void> HttpKind::check(const QJsonObject &tool) const
{
    return checkHttpTool(tool);
}

QList<Reach> HttpKind::reaches(const QJsonObject &props, const QStringList &unknown) const
{
    QList<Reach> reaches;
    const Result<UrlTemplate> address = UrlTemplate::parse(props.value("url"_L1).toString());
    if (unknown.contains("url"_L1) || unknown.contains("allowedHosts"_L1))
        reaches.append({Reach::Kind::Host, {}});
    else if (address && !address->isWhole())
        reaches.append({Reach::Kind::Host, hostWithPort(address->origin())});
    const QStringList hosts = hostList(props);
    for (const QString &host : hosts) {
        const Reach reach{Reach::Kind::Host, host == "*"_L1 ? u"any public host"_s : host};
        if (!reaches.contains(reach))
            reaches.append(reach);
    }
    return reaches;
}

Result<ToolAction> HttpKind::action(const QJsonObject &args, const QJsonObject &tool) const
{
    const Result<UrlTemplate> address = UrlTemplate::parse(tool.value("url"_L1).toString());
    if (!address)
        return address.error();
    const Result<QUrl> url = address->expand(args);
    if (!url)
        return url.error();
    const QByteArray method = httpMethod(tool);
    ToolAction action;
    action.words = QString::fromLatin1(method) + u' ' + url->toString(QUrl::FullyEncoded);
    if (const QJsonValue body = httpBody(tool, args); !body.isUndefined())
        action.body = QString::fromUtf8(
            QJsonDocument(QJsonArray{body}).toJson(QJsonDocument::Compact).chopped(1).sliced(1));
    action.changes = !onlyReads(method);
    return action;
}

ToolKind::Cancel HttpKind::run(const QJsonObject &args, const QJsonObject &tool,
                               std::chrono::milliseconds timeout, Done<QString> done)
{
    const Result<DotEnv> dotEnv = readDotEnv(m_access.documentDir());
    Result<HttpCall> call = dotEnv ? makeHttpCall(tool, args, m_access.environment(), *dotEnv)
                                   : Result<HttpCall>(dotEnv.error());
    if (!call) {
        done(call.error());
        return [] {};
    }
    HttpRequest request = call->request;
    request.timeout = timeout;
    request.maxBytes = longestDownload;
    request.who = u"The server"_s;
    request.unreachable = ErrorCode::ToolFailed;
    const QPointer<JsonHttp> http = &m_access.http();
    const JsonHttp::CallId id = http->send(
        request,
        [secrets = call->secrets, changes = !onlyReads(request.method),
         done = std::move(done)](const Result<HttpAnswer> &answer) {
            if (answer) {
                done(answerText(*answer, secrets));
                return;
            }
            Error error = answer.error();
            error.message = withoutToolSecrets(error.message, secrets);
            if (changes
                && (error.code == ErrorCode::ToolFailed || error.code == ErrorCode::TimedOut))
                error.message += u" If it was sent, it is not known whether it took effect."_s;
            done(error);
        });
    return [http, id] {
        if (http)
            http->cancel(id);
    };
}

} // namespace creact
