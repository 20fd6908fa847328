// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/requesthead.h"

#include <optional>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

using Refusal = std::optional<ServerAnswer>;

ServerAnswer badRequest(const QString &message)
{
    return ServerAnswer::error(400, u"bad_request"_s, message);
}

bool isToken(QByteArrayView name)
{
    if (name.isEmpty())
        return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

bool hasControls(QByteArrayView line)
{
    return std::any_of(line.begin(), line.end(),
                       [](char c) { return (uchar(c) < 0x20 && c != '\t') || c == 0x7f; });
}

/// "[::1]:80" → "[::1]", "LocalHost:80" → "localhost".
QByteArray hostName(const QByteArray &host)
{
    const QByteArray name = host.toLower();
    if (name.startsWith('['))
        return name.left(name.indexOf(']') + 1);
    return textBefore(name, ':');
}

bool sameBytes(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= a.at(i) ^ b.at(i);
    return difference == 0;
}

bool carriesToken(const QByteArray &authorization, const QByteArray &token)
{
    const qsizetype space = authorization.indexOf(' ');
    const QByteArray scheme = textBefore(authorization, ' ').toLower();
    const QByteArray value = space < 0 ? QByteArray() : authorization.mid(space + 1).trimmed();
    if (scheme == "bearer")
        return sameBytes(value, token);
    if (scheme != "basic")
        return false;
    const QByteArray pair = QByteArray::fromBase64(value);
    return sameBytes(pair.mid(pair.indexOf(':') + 1), token);
}

class HeadReader {
public:
    HeadReader(const GuardLimits &limits, const GuardPolicy &policy)
        : m_limits(limits)
        , m_policy(policy)
    {
    }

    std::variant<RequestHead, ServerAnswer> read(const QByteArray &head)
    {
        QList<QByteArray> lines = head.split('\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            QByteArray &line = lines[i];
            if (i + 1 < lines.size()) {
                if (!line.endsWith('\r'))
                    return badRequest(u"A line of the head does not end with CR LF."_s);
                line.chop(1);
            }
            if (hasControls(line))
                return badRequest(u"The head holds control characters."_s);
        }
        if (Refusal refusal = requestLine(lines.first()))
            return *refusal;
        if (lines.size() - 1 > m_limits.maxHeaders)
            return ServerAnswer::error(431, u"too_many_headers"_s, u"Too many headers."_s);
        for (qsizetype i = 1; i < lines.size(); ++i) {
            if (Refusal refusal = headerLine(lines.at(i)))
                return *refusal;
        }
        if (Refusal refusal = framing())
            return *refusal;
        if (Refusal refusal = admission())
            return *refusal;
        m_head.keepAlive = m_http10KeepAlive || (!m_head.http10 && !m_close);
        return m_head;
    }

private:
    Refusal requestLine(const QByteArray &line)
    {
        const QList<QByteArray> parts = line.split(' ');
        if (parts.size() != 3)
            return badRequest(u"The request line is not METHOD TARGET VERSION."_s);
        const QByteArray &version = parts.at(2);
        if (version == "HTTP/1.0")
            m_head.http10 = true;
        else if (version != "HTTP/1.1")
            return version.startsWith("HTTP/")
                ? ServerAnswer::error(505, u"http_version"_s, u"Only HTTP/1.1 and HTTP/1.0."_s)
                : badRequest(u"The request line names no HTTP version."_s);
        m_method = parts.at(0);
        static const QList<QByteArray> methods{"GET"_ba,    "HEAD"_ba,    "POST"_ba, "PUT"_ba,
                                               "DELETE"_ba, "OPTIONS"_ba, "PATCH"_ba};
        if (!methods.contains(m_method))
            return ServerAnswer::error(501, u"unknown_method"_s,
                                       u"This method is not known here."_s);
        const QByteArray &target = parts.at(1);
        // "//host/path" would be read as another authority, '#' never belongs into a request.
        if (!target.startsWith('/') || target.startsWith("//") || target.contains('#'))
            return badRequest(u"The target has to be a path."_s);
        m_head.headOnly = m_method == "HEAD";
        m_head.forwarded = (m_head.headOnly ? "GET"_ba : m_method) + ' ' + target + " HTTP/1.1\r\n";
        return {};
    }

    Refusal headerLine(const QByteArray &line)
    {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || !isToken(QByteArrayView(line).first(colon)))
            return badRequest(u"A header is not NAME: VALUE."_s);
        const QByteArray name = line.left(colon).toLower();
        const QByteArray value = line.mid(colon + 1).trimmed();
        static const QList<QByteArray> single{
            "host"_ba,   "content-length"_ba, "transfer-encoding"_ba,
            "origin"_ba, "authorization"_ba,  "content-type"_ba};
        if (single.contains(name)) {
            if (m_seen.contains(name))
                return badRequest(
                    u"The header %1 stands there twice."_s.arg(QString::fromLatin1(name)));
            m_seen.insert(name, value);
        }
        if (name == "content-length" || name == "transfer-encoding" || name == "upgrade")
            return {};
        if (name == "connection") {
            const QByteArray options = value.toLower();
            m_close = m_close || options.contains("close");
            m_http10KeepAlive = m_head.http10 && !m_close && options.contains("keep-alive");
            return {};
        }
        if (name == "expect") {
            if (value.toLower() != "100-continue")
                return ServerAnswer::error(417, u"expectation"_s, u"Only 100-continue is known."_s);
            m_head.expectContinue = true;
            return {};
        }
        if (name == "sec-fetch-site")
            m_fetchSite = value.toLower();
        m_head.forwarded += line + "\r\n";
        return {};
    }

    Refusal framing()
    {
        if (m_seen.contains("transfer-encoding"_ba)) {
            if (m_seen.contains("content-length"_ba) || m_head.http10)
                return badRequest(u"Two ways to tell the length of the body."_s);
            if (m_seen.value("transfer-encoding"_ba).toLower() != "chunked")
                return ServerAnswer::error(501, u"transfer_encoding"_s,
                                           u"Only chunked is known."_s);
            m_head.chunked = true;
            return {};
        }
        if (!m_seen.contains("content-length"_ba))
            return {};
        const QByteArray value = m_seen.value("content-length"_ba);
        if (value.isEmpty() || !std::all_of(value.begin(), value.end(), [](char c) {
                return c >= '0' && c <= '9';
            }))
            return badRequest(u"Content-Length is no number."_s);
        m_head.contentLength = value.size() > 18 ? m_limits.maxBody + 1 : value.toLongLong();
        if (m_head.contentLength > m_limits.maxBody)
            return ServerAnswer::error(
                413, u"body_too_large"_s,
                u"The body is larger than %1 bytes."_s.arg(m_limits.maxBody));
        return {};
    }

    Refusal admission()
    {
        const QByteArray host = m_seen.value("host"_ba);
        if (host.isEmpty() && !m_head.http10)
            return badRequest(u"The Host header is missing."_s);
        if (!m_policy.hosts.isEmpty() && !host.isEmpty()
            && !m_policy.hosts.contains(hostName(host)))
            return ServerAnswer::error(421, u"host_not_allowed"_s,
                                       u"This server does not answer under that host name."_s);
        if (m_method != "GET" && !m_head.headOnly && isCrossSite(host))
            return ServerAnswer::error(403, u"cross_site"_s,
                                       u"A page from another site may not send this."_s);
        if (!m_policy.token.isEmpty()
            && !carriesToken(m_seen.value("authorization"_ba), m_policy.token))
            return ServerAnswer::error(401, u"unauthorized"_s, u"This server asks for its token."_s)
                .with("WWW-Authenticate"_ba, "Bearer"_ba)
                .with("WWW-Authenticate"_ba, "Basic realm=\"CReact Studio\""_ba);
        return {};
    }

    /// Browsers tell the page's origin with every post; other programs send none.
    bool isCrossSite(const QByteArray &host) const
    {
        if (m_fetchSite == "cross-site" || m_fetchSite == "same-site")
            return true;
        if (!m_seen.contains("origin"_ba))
            return false;
        const QByteArray origin = m_seen.value("origin"_ba).toLower();
        const QByteArray own = host.toLower();
        return own.isEmpty() || (origin != "http://" + own && origin != "https://" + own);
    }

    const GuardLimits &m_limits;
    const GuardPolicy &m_policy;
    RequestHead m_head;
    QByteArray m_method;
    QByteArray m_fetchSite;
    QHash<QByteArray, QByteArray> m_seen;
    bool m_close = false;
    bool m_http10KeepAlive = false;
};

} // namespace

std::variant<RequestHead, ServerAnswer>
readRequestHead(const QByteArray &head, const GuardLimits &limits, const GuardPolicy &policy)
{
    return HeadReader(limits, policy).read(head);
}

} // namespace creact
