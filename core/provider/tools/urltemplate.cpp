// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/urltemplate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <functional>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestUrl = 8'000;
constexpr int deepestBody = 100;

const QRegularExpression &placePattern()
{
    static const QRegularExpression pattern(u"\\{([A-Za-z_][A-Za-z0-9_-]*)\\}"_s);
    return pattern;
}

/// "{name}" and no more; empty otherwise.
QString onlyPlace(const QString &text)
{
    const QRegularExpressionMatch match = placePattern().match(text);
    return match.hasMatch() && match.capturedLength() == text.size() ? match.captured(1)
                                                                     : QString();
}

QString replacePlaces(const QString &text, const std::function<QString(const QString &)> &valueOf)
{
    QString out;
    qsizetype from = 0;
    QRegularExpressionMatchIterator it = placePattern().globalMatch(text);
    while (it.hasNext()) {
        const QRegularExpressionMatch match = it.next();
        out += QStringView(text).mid(from, match.capturedStart() - from);
        out += valueOf(match.captured(1));
        from = match.capturedEnd();
    }
    return out + QStringView(text).mid(from).toString();
}

bool isNoArgument(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

QString plainText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    case QJsonValue::Undefined:
    case QJsonValue::Null:
        return {};
    default: // numbers and booleans as JSON writes them
        const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        return QString::fromUtf8(list.sliced(1, list.size() - 2));
    }
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

Error badTemplate(const QString &text, const QString &why)
{
    return {ErrorCode::InvalidArgument,
            u"The url \"%1\" %2"_s.arg(text, why),
            {},
            u"For example https://api.example.org/items/{id}?q={query}."_s};
}

Error badArgument(const QString &message)
{
    return {ErrorCode::InvalidArgument, message, {}, {}};
}

} // namespace

QStringList placeholdersIn(const QString &text)
{
    QStringList names;
    QRegularExpressionMatchIterator it = placePattern().globalMatch(text);
    while (it.hasNext()) {
        const QString name = it.next().captured(1);
        if (!names.contains(name))
            names += name;
    }
    return names;
}

Result<UrlTemplate> UrlTemplate::parse(const QString &text)
{
    UrlTemplate result;
    result.m_names = placeholdersIn(text);
    if (text == "{url}"_L1) {
        result.m_whole = true;
        return result;
    }
    static const QRegularExpression parts(
        u"\\A(https?://[^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = parts.match(text);
    if (!match.hasMatch())
        return badTemplate(text, u"is no http or https address."_s);
    const QString authority = match.captured(1);
    if (authority.contains(u'{'))
        return badTemplate(text,
                           u"has a place for an argument in its host. Only path and query may."_s);
    result.m_origin = QUrl(authority, QUrl::StrictMode);
    if (!result.m_origin.isValid() || result.m_origin.host().isEmpty())
        return badTemplate(text, u"has no host."_s);
    if (!result.m_origin.userInfo().isEmpty())
        return badTemplate(text, u"has a user name or a password in it."_s);
    result.m_path = match.captured(2).isEmpty() ? u"/"_s : match.captured(2);
    result.m_query = match.captured(3);
    const QString sample = replacePlaces(result.m_path + u'?' + result.m_query,
                                         [](const QString &) { return u"x"_s; });
    if (sample.contains(u'{') || sample.contains(u'}'))
        return badTemplate(text, u"has a brace that is no {name}."_s);
    return result;
}

Result<QUrl> UrlTemplate::expand(const QJsonObject &args) const
{
    if (m_whole) {
        const QUrl url(args.value("url"_L1).toString().trimmed(), QUrl::StrictMode);
        if (!url.isValid() || url.isRelative() || url.toEncoded().size() > longestUrl)
            return badArgument(
                u"arguments.url must be an address such as https://example.org/page."_s);
        return url;
    }
    const Result<QString> path = expandPath(args);
    if (!path)
        return path.error();
    const QString query = expandQuery(args);
    QUrl url = m_origin;
    url.setPath(*path, QUrl::TolerantMode);
    if (!query.isEmpty())
        url.setQuery(query, QUrl::TolerantMode);
    if (!url.isValid() || url.toEncoded().size() > longestUrl)
        return badArgument(u"These arguments make no address, or one that is too long."_s);
    return url;
}

Result<QString> UrlTemplate::expandPath(const QJsonObject &args) const
{
    QStringList steps = m_path.split(u'/');
    for (QString &step : steps) {
        const QStringList names = placeholdersIn(step);
        if (names.isEmpty())
            continue;
        for (const QString &name : names) {
            const QJsonValue value = args.value(name);
            if (isNoArgument(value))
                return badArgument(u"arguments.%1 is missing."_s.arg(name));
            if (value.isArray() || value.isObject())
                return badArgument(u"arguments.%1 must be a text or a number."_s.arg(name));
            if (plainText(value).isEmpty())
                return badArgument(u"arguments.%1 must not be empty."_s.arg(name));
        }
        step = replacePlaces(
            step, [&args](const QString &name) { return encoded(plainText(args.value(name))); });
        // Servers take them for the folder itself and the one above.
        const QString plain = QUrl::fromPercentEncoding(step.toUtf8());
        if (plain == "."_L1 || plain == ".."_L1)
            return badArgument(u"arguments.%1 must not be \"%2\"."_s.arg(names.first(), plain));
    }
    return steps.join(u'/');
}

QString UrlTemplate::expandQuery(const QJsonObject &args) const
{
    QStringList kept;
    const QStringList pairs = m_query.split(u'&', Qt::SkipEmptyParts);
    for (const QString &pair : pairs) {
        const QStringList names = placeholdersIn(pair);
        const bool isMissing = std::any_of(names.begin(), names.end(), [&](const QString &name) {
            return isNoArgument(args.value(name));
        });
        if (!isMissing)
            kept += replacePlaces(pair, [&args](const QString &name) {
                return encoded(plainText(args.value(name)));
            });
    }
    return kept.join(u'&');
}

namespace {

void collectPlaces(const QJsonValue &body, QStringList &names, int depth)
{
    if (depth > deepestBody)
        return;
    if (body.isString()) {
        for (const QString &name : placeholdersIn(body.toString())) {
            if (!names.contains(name))
                names += name;
        }
    } else if (body.isArray()) {
        const QJsonArray list = body.toArray();
        for (const QJsonValue &item : list)
            collectPlaces(item, names, depth + 1);
    } else if (body.isObject()) {
        const QJsonObject object = body.toObject();
        for (const QJsonValue &member : object)
            collectPlaces(member, names, depth + 1);
    }
}

QJsonValue filled(const QJsonValue &body, const QJsonObject &args, int depth)
{
    if (depth > deepestBody)
        return {};
    if (body.isString()) {
        const QString text = body.toString();
        if (const QString name = onlyPlace(text); !name.isEmpty())
            return args.value(name);
        return replacePlaces(text,
                             [&args](const QString &name) { return plainText(args.value(name)); });
    }
    if (body.isArray()) {
        QJsonArray list;
        const QJsonArray items = body.toArray();
        for (const QJsonValue &item : items) {
            const QJsonValue value = filled(item, args, depth + 1);
            list += value.isUndefined() ? QJsonValue() : value;
        }
        return list;
    }
    if (body.isObject()) {
        QJsonObject object;
        const QJsonObject members = body.toObject();
        for (auto it = members.begin(); it != members.end(); ++it) {
            const QJsonValue value = filled(it.value(), args, depth + 1);
            if (!value.isUndefined())
                object.insert(it.key(), value);
        }
        return object;
    }
    return body;
}

} // namespace

QJsonValue filledBody(const QJsonValue &body, const QJsonObject &args)
{
    return filled(body, args, 0);
}

QStringList placeholdersIn(const QJsonValue &body)
{
    QStringList names;
    collectPlaces(body, names, 0);
    return names;
}

} // namespace creact
