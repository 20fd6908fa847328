// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/redact.h"

#include <QRegularExpression>

#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// Local servers are given words such as "none" and "ollama" for a key, and an answer may use them.
constexpr int shortestSecret = 4;
constexpr int shortestSecretInContent = 12;

QString secretMark()
{
    return u"[key removed]"_s;
}

} // namespace

QString redacted(QString text, const QStringList &secrets)
{
    for (const QString &secret : secrets) {
        if (secret.size() >= shortestSecret)
            text.replace(secret, secretMark());
    }
    static const QRegularExpression bearer(u"\\b(Bearer)\\s+[A-Za-z0-9._~+/=-]{8,}"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression openAiKey(u"\\bsk-[A-Za-z0-9_-]{12,}"_s);
    text.replace(bearer, u"\\1 "_s + secretMark());
    text.replace(openAiKey, secretMark());
    return text;
}

QByteArray redactedBytes(QByteArray bytes, const QStringList &secrets)
{
    for (const QString &secret : secrets) {
        if (secret.size() < shortestSecretInContent)
            continue;
        QByteArray plain = secret.toUtf8();
        bytes.replace(plain, secretMark().toUtf8());
        // JSON may write "/" as "\/".
        if (plain.contains('/'))
            bytes.replace(plain.replace("/", "\\/"), secretMark().toUtf8());
    }
    return bytes;
}

StreamRedactor::StreamRedactor(const QStringList &secrets)
{
    for (const QString &secret : secrets) {
        if (secret.size() >= shortestSecretInContent)
            m_secrets.append(secret);
    }
}

QString StreamRedactor::append(const QString &piece)
{
    QString text = m_held + piece;
    qsizetype held = 0;
    for (const QString &secret : std::as_const(m_secrets)) {
        text.replace(secret, secretMark());
        for (qsizetype size = qMin(secret.size() - 1, text.size()); size > held; --size) {
            if (text.endsWith(QStringView(secret).first(size)))
                held = size;
        }
    }
    m_held = text.last(held);
    text.chop(held);
    return text;
}

QString StreamRedactor::finish()
{
    return std::exchange(m_held, {});
}

QString displayAddress(const QUrl &url)
{
    return url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace creact
