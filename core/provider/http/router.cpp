// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/router.h"

#include <optional>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// What follows the route's path; null when the path is another.
std::optional<QString> tailBelow(const QString &path, const QString &routePath)
{
    const QString prefix = routePath.endsWith(u'/') ? routePath : routePath + u'/';
    if (!path.startsWith(prefix))
        return {};
    const QString tail = path.mid(prefix.size());
    if (tail.isEmpty() || tail.contains(u'/'))
        return {};
    return tail;
}

} // namespace

Result<void> Router::add(const QString &owner, const QByteArray &method, const QString &path,
                         Match match, Handler handler)
{
    for (Route &route : m_routes) {
        if (route.path != path)
            continue;
        if (route.owner != owner)
            return Error{ErrorCode::AlreadyExists,
                         u"The path %1 is taken by %2."_s.arg(path, route.owner), owner,
                         u"Give each handler of a server a path of its own."_s};
        if (route.method == method && route.match == match) {
            route.handler = std::move(handler);
            return {};
        }
    }
    m_routes.append({owner, method, path, match, std::move(handler)});
    return {};
}

void Router::removeAll(const QString &owner)
{
    m_routes.removeIf([&](const Route &route) { return route.owner == owner; });
}

QString Router::firstPath(const QByteArray &method) const
{
    for (const Route &route : m_routes) {
        if (route.method == method)
            return route.path;
    }
    return {};
}

bool Router::dispatch(ServerRequest request, const HttpReplyPtr &reply) const
{
    QByteArrayList allowed;
    for (const Route &route : m_routes) {
        std::optional<QString> tail;
        if (route.match == Match::Below)
            tail = tailBelow(request.path, route.path);
        else if (request.path == route.path)
            tail = QString();
        if (!tail)
            continue;
        if (route.method == request.method) {
            request.tail = *tail;
            // A copy: the handler may take its own route away.
            const Handler handler = route.handler;
            handler(request, reply);
            return true;
        }
        allowed.append(route.method);
    }
    if (allowed.isEmpty())
        return false;
    reply->send(ServerAnswer::error(405, u"method_not_allowed"_s,
                                    u"Only %1 is known at this address."_s.arg(
                                        QString::fromLatin1(allowed.join(", "))))
                    .with("Allow"_ba, allowed.join(", ")));
    return true;
}

} // namespace creact
