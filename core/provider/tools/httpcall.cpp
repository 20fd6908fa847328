// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/httpcall.h"

#include "core/provider/tools/toolsecrets.h"
#include "core/provider/tools/urltemplate.h"
#include "core/provider/tools/webanswer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

Error badHttpTool(const QString &message, const QString &hint)
{
    return {ErrorCode::InvalidArgument, message, {}, hint};
}

bool isGiven(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull();
}

QByteArray bodyBytes(const QJsonValue &body)
{
    const QByteArray list = QJsonDocument(QJsonArray{body}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

/// Headers that frame a message, or say where it goes, are not for tools.
bool isReservedHeader(const QString &name)
{
    static const QStringList reserved{
        u"host"_s, u"content-length"_s, u"connection"_s, u"keep-alive"_s, u"transfer-encoding"_s,
        u"te"_s,   u"trailer"_s,        u"upgrade"_s,    u"expect"_s,     u"accept-encoding"_s};
    const QString lower = name.toLower();
    return reserved.contains(lower) || lower.startsWith("proxy-"_L1);
}

Result<void> checkToolHeader(const QString &name, const QJsonValue &value)
{
    static const QRegularExpression token(u"\\A[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}\\z"_s);
    static const QRegularExpression plain(u"\\A[ -~]*\\z"_s);
    static const QRegularExpression secretName(u"\\A[A-Za-z_][A-Za-z0-9_]{0,99}\\z"_s);
    if (!token.match(name).hasMatch() || isReservedHeader(name))
        return badHttpTool(u"\"%1\" is no header that a tool may send."_s.arg(name),
                           u"Host, lengths and connections are the program's own."_s);
    const QString hint =
        u"Use a text in ASCII, or {\"secret\": \"NAME\"} for a value from the environment or .env, "
        "perhaps with \"prefix\": \"Bearer \"."_s;
    if (value.isString() && plain.match(value.toString()).hasMatch())
        return {};
    const QJsonObject reference = value.toObject();
    for (auto it = reference.begin(); it != reference.end(); ++it) {
        if (it.key() != "secret"_L1 && it.key() != "prefix"_L1)
            return badHttpTool(u"The header %1 has an unknown member \"%2\"."_s.arg(name, it.key()),
                               hint);
    }
    const bool isReference = secretName.match(reference.value("secret"_L1).toString()).hasMatch()
        && plain.match(reference.value("prefix"_L1).toString()).hasMatch();
    return isReference
        ? Result<void>()
        : badHttpTool(u"The header %1 has no value that can be sent."_s.arg(name), hint);
}

Result<void> checkToolHeaders(const QJsonValue &headers)
{
    if (!isGiven(headers))
        return {};
    if (!headers.isObject())
        return badHttpTool(u"headers must be an object of names and values."_s,
                           u"For example {\"Authorization\": {\"secret\": \"NAME\"}}."_s);
    const QJsonObject all = headers.toObject();
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (const Result<void> fine = checkToolHeader(it.key(), it.value()); !fine)
            return fine;
    }
    return {};
}

/// What the model is not told of, it cannot give.
Result<void> checkArgumentNames(const QJsonObject &tool)
{
    const QJsonObject properties =
        tool.value("parameters"_L1).toObject().value("properties"_L1).toObject();
    const QStringList names = httpArguments(tool);
    for (const QString &name : names) {
        if (!properties.contains(name))
            return badHttpTool(
                u"The tool uses {%1}, which its parameters do not name."_s.arg(name),
                u"Add \"%1\" to the properties of parameters, or leave parameters out."_s.arg(
                    name));
    }
    return {};
}

Result<AddressPolicy> httpPolicyOf(const QJsonObject &tool, const UrlTemplate &address)
{
    Result<AddressPolicy> policy = allowedHosts(tool);
    if (policy && !address.isWhole())
        policy.value().addName(address.origin().host());
    return policy;
}

} // namespace

QByteArray httpMethod(const QJsonObject &tool)
{
    const QString method = tool.value("method"_L1).toString();
    return method.isEmpty() ? "GET" : method.toLatin1();
}

bool onlyReads(const QByteArray &method)
{
    return method == "GET" || method == "HEAD";
}

QStringList httpArguments(const QJsonObject &tool)
{
    QStringList names = placeholdersIn(tool.value("url"_L1).toString());
    const QStringList more = placeholdersIn(tool.value("body"_L1));
    for (const QString &name : more) {
        if (!names.contains(name))
            names += name;
    }
    return names;
}

QJsonValue httpBody(const QJsonObject &tool, const QJsonObject &args)
{
    const QJsonValue body = tool.value("body"_L1);
    return isGiven(body) ? filledBody(body, args) : QJsonValue(QJsonValue::Undefined);
}

Result<void> checkHttpTool(const QJsonObject &tool)
{
    if (!isGiven(tool.value("url"_L1)))
        return badHttpTool(u"A tool of the kind http needs a url."_s,
                           u"For example https://api.example.org/items/{id}?q={query}."_s);
    const Result<UrlTemplate> address = UrlTemplate::parse(tool.value("url"_L1).toString());
    if (!address)
        return address.error();
    if (address->isWhole() && hostList(tool).isEmpty())
        return badHttpTool(u"The model gives the whole address: say which hosts it may have."_s,
                           u"List them in allowedHosts; [\"*\"] is any public host."_s);
    if (const Result<AddressPolicy> policy = httpPolicyOf(tool, *address); !policy)
        return policy.error();
    const QByteArray method = httpMethod(tool);
    if (!httpMethods().contains(QString::fromLatin1(method)))
        return badHttpTool(u"There is no method \"%1\"."_s.arg(tool.value("method"_L1).toString()),
                           u"Methods: %1."_s.arg(httpMethods().join(u", "_s)));
    if (onlyReads(method) && isGiven(tool.value("body"_L1)))
        return badHttpTool(u"A %1 request has no body."_s.arg(QString::fromLatin1(method)),
                           u"Leave out the body, or use POST, PUT, PATCH or DELETE."_s);
    if (const Result<void> headers = checkToolHeaders(tool.value("headers"_L1)); !headers)
        return headers;
    return checkArgumentNames(tool);
}

QStringList httpMethods()
{
    return {u"GET"_s, u"HEAD"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s};
}

Result<HttpCall> makeHttpCall(const QJsonObject &tool, const QJsonObject &args,
                              const QProcessEnvironment &environment, const DotEnv &dotEnv)
{
    const Result<UrlTemplate> address = UrlTemplate::parse(tool.value("url"_L1).toString());
    if (!address)
        return address.error();
    const Result<QUrl> url = address->expand(args);
    if (!url)
        return url.error();
    const Result<AddressPolicy> policy = httpPolicyOf(tool, *address);
    if (!policy)
        return policy.error();
    // Before a secret is looked for: an address that is not allowed gets none.
    if (const Result<void> allowed = policy->checkUrl(*url); !allowed)
        return allowed.error();

    HttpCall call;
    call.request.url = *url;
    call.request.policy = *policy;
    call.request.proxyMayResolve = mayUseProxy(environment);
    call.request.method = httpMethod(tool);
    call.request.accept = "application/json, text/*;q=0.9, */*;q=0.1";
    call.request.userAgent = toolUserAgent();
    if (const QJsonValue body = httpBody(tool, args); !body.isUndefined())
        call.request.body = bodyBytes(body);
    const QJsonObject headers = tool.value("headers"_L1).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        QString value = it.value().toString();
        if (it.value().isObject()) {
            const Result<QString> secret =
                toolSecret(it.value()["secret"_L1].toString(), *url, environment, dotEnv);
            if (!secret)
                return secret.error();
            value = it.value()["prefix"_L1].toString() + *secret;
            call.secrets += *secret;
        }
        call.request.headers.append({it.key().toLatin1(), value.toLatin1()});
    }
    return call;
}

} // namespace creact
