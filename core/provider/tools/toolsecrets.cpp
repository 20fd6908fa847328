// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/toolsecrets.h"

#include "core/provider/llm/jsonhttp.h"

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QString originWords(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery
                        | QUrl::RemoveFragment);
}

bool belongsTo(const QString &origins, const QUrl &url)
{
    const QStringList list = origins.split(u',', Qt::SkipEmptyParts);
    return std::any_of(list.begin(), list.end(), [&](const QString &origin) {
        return sameOrigin(QUrl(origin.trimmed()), url);
    });
}

bool fitsHeader(const QString &value)
{
    return std::all_of(value.begin(), value.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

} // namespace

Result<QString> toolSecret(const QString &name, const QUrl &url,
                           const QProcessEnvironment &environment, const DotEnv &dotEnv)
{
    const QString originName = name + u"_ORIGIN"_s;
    const bool inEnvironment = environment.contains(name);
    const QString value = (inEnvironment ? environment.value(name) : dotEnv.value(name)).trimmed();
    const QString origins =
        inEnvironment ? environment.value(originName) : dotEnv.value(originName);
    if (value.isEmpty())
        return Error{
            ErrorCode::NotFound,
            u"The secret %1 that this tool sends is not set."_s.arg(name),
            {},
            u"Set %1 and %2=%3, in the environment or in the .env beside the document."_s.arg(
                name, originName, originWords(url))};
    if (!belongsTo(origins, url))
        return Error{
            ErrorCode::PermissionDenied,
            u"The secret %1 is not for %2."_s.arg(name, originWords(url)),
            {},
            u"If it is, set %1=%2 where %3 is set."_s.arg(originName, originWords(url), name)};
    if (!fitsHeader(value))
        return Error{ErrorCode::InvalidArgument,
                     u"The secret %1 has characters that no header can carry."_s.arg(name),
                     {},
                     {}};
    return value;
}

} // namespace creact
