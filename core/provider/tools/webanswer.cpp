// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/webanswer.h"

#include "core/provider/llm/jsonhttp.h"
#include "core/provider/llm/redact.h"
#include "core/provider/tools/pagetext.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// What is shorter is in every text, and guessed at once.
constexpr qsizetype shortestToolSecret = 4;

enum class Content { Text, Json, Page, Other };

Content webContentOf(const QByteArray &contentType, const QByteArray &body)
{
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    if (type == "text/html" || type == "application/xhtml+xml")
        return Content::Page;
    if (type == "application/json" || type.endsWith("+json"))
        return Content::Json;
    if (type.startsWith("text/") || type == "application/xml" || type.endsWith("+xml")
        || type == "application/javascript" || type == "application/x-ndjson")
        return Content::Text;
    // Nothing was said, or nothing that helps: a zero byte is in no text.
    const bool says = !type.isEmpty() && type != "application/octet-stream";
    return says || body.left(4096).contains('\0') ? Content::Other : Content::Text;
}

Error webError(const QString &message, const QUrl &url)
{
    return {ErrorCode::ToolFailed, message, displayAddress(url), {}};
}

} // namespace

QString withoutToolSecrets(QString text, const QStringList &secrets)
{
    for (const QString &secret : secrets) {
        if (secret.size() >= shortestToolSecret)
            text.replace(secret, u"[secret removed]"_s);
    }
    return text;
}

QString compactJson(const QString &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &error);
    if (document.isNull())
        return text;
    QString out;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (inString && c == u'\\') {
            out += c;
            out += text.at(++i);
            continue;
        }
        if (c == u'"')
            inString = !inString;
        if (inString || !c.isSpace())
            out += c;
    }
    return out;
}

Result<QString> answerText(const HttpAnswer &answer, const QStringList &secrets)
{
    const QByteArray contentType = answer.header("Content-Type");
    const Content content = webContentOf(contentType, answer.body);
    QString text;
    if (content != Content::Other)
        text = decodedText(answer.body, contentType);
    if (content == Content::Page)
        text = pageText(text, answer.url);
    else if (content == Content::Json)
        text = compactJson(text);
    text = withoutToolSecrets(text, secrets);

    if (answer.status < 200 || answer.status > 299) {
        const QString status =
            u"HTTP status %1 from %2."_s.arg(answer.status).arg(answer.url.host());
        return webError(text.isEmpty() ? status : status + u'\n' + text, answer.url);
    }
    if (content == Content::Other && !answer.body.isEmpty())
        return webError(
            u"What is there has the content type %1, and only text can be read."_s.arg(
                contentType.isEmpty() ? u"(none)"_s : QString::fromLatin1(contentType.left(100))),
            answer.url);
    if (text.trimmed().isEmpty())
        return u"(The answer is empty; HTTP status %1.)"_s.arg(answer.status);
    return text;
}

bool mayUseProxy(const QProcessEnvironment &environment)
{
    return environment.value(u"CREACT_TOOLS_PROXY"_s) == "allow"_L1;
}

QStringList hostList(const QJsonObject &tool)
{
    QStringList hosts;
    const QJsonArray list = tool.value("allowedHosts"_L1).toArray();
    for (const QJsonValue &host : list)
        hosts += host.toString();
    return hosts;
}

Result<AddressPolicy> allowedHosts(const QJsonObject &tool)
{
    const QJsonValue hosts = tool.value("allowedHosts"_L1);
    if (!hosts.isArray() && !hosts.isUndefined() && !hosts.isNull())
        return Error{ErrorCode::InvalidArgument,
                     u"allowedHosts must be a list of hosts."_s,
                     {},
                     u"For example [\"api.example.org\", \"localhost:8080\"]."_s};
    return AddressPolicy::fromList(hostList(tool));
}

QByteArray toolUserAgent()
{
    return "CReactStudio/" CREACT_VERSION " (a tool of an agent; contact: the person who runs it)";
}

} // namespace creact
