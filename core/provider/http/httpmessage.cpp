// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/httpmessage.h"

#include <QHash>
#include <QJsonDocument>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

QByteArray ServerRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray ServerRequest::contentType() const
{
    const QByteArray value = header("content-type");
    return textBefore(value, ';').trimmed().toLower();
}

ServerAnswer ServerAnswer::json(int status, const QJsonObject &object)
{
    return {status, "application/json"_ba, QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

ServerAnswer ServerAnswer::error(int status, const QString &code, const QString &message)
{
    return json(status, {{u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, message}}}});
}

ServerAnswer &ServerAnswer::with(const QByteArray &name, const QByteArray &value)
{
    headers.append({name, value});
    return *this;
}

QByteArray reasonPhrase(int status)
{
    static const QHash<int, QByteArray> phrases{
        {200, "OK"_ba},
        {301, "Moved Permanently"_ba},
        {304, "Not Modified"_ba},
        {400, "Bad Request"_ba},
        {401, "Unauthorized"_ba},
        {403, "Forbidden"_ba},
        {404, "Not Found"_ba},
        {405, "Method Not Allowed"_ba},
        {408, "Request Timeout"_ba},
        {413, "Payload Too Large"_ba},
        {415, "Unsupported Media Type"_ba},
        {417, "Expectation Failed"_ba},
        {421, "Misdirected Request"_ba},
        {429, "Too Many Requests"_ba},
        {431, "Request Header Fields Too Large"_ba},
        {500, "Internal Server Error"_ba},
        {501, "Not Implemented"_ba},
        {502, "Bad Gateway"_ba},
        {503, "Service Unavailable"_ba},
        {504, "Gateway Timeout"_ba},
        {505, "HTTP Version Not Supported"_ba},
    };
    return phrases.value(status, "Error"_ba);
}

QByteArray textBefore(const QByteArray &text, char mark)
{
    const qsizetype at = text.indexOf(mark);
    return at < 0 ? text : text.left(at);
}

QByteArray headerValue(const QByteArray &value)
{
    QByteArray clean = value;
    clean.removeIf([](char c) { return (uchar(c) < 0x20 && c != '\t') || c == 0x7f; });
    return clean;
}

QByteArray closingResponse(const ServerAnswer &answer, bool withBody)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(answer.status) + ' '
        + reasonPhrase(answer.status) + "\r\n";
    out += "Content-Type: " + headerValue(answer.contentType) + "\r\n";
    for (const auto &[name, value] : answer.headers)
        out += headerValue(name) + ": " + headerValue(value) + "\r\n";
    out += "X-Content-Type-Options: nosniff\r\nContent-Length: "
        + QByteArray::number(answer.body.size()) + "\r\nConnection: close\r\n\r\n";
    return withBody ? out + answer.body : out;
}

} // namespace creact
