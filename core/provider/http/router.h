// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/http/httpreply.h"

namespace creact {

/// Method and path to handler. Routes come and go with the nodes that own them (QHttpServer's own
/// router, as of Qt 6.4, cannot take one away).
class Router {
public:
    using Handler = std::function<void(const ServerRequest &, const HttpReplyPtr &)>;
    enum class Match {
        Path, ///< this path alone
        Below, ///< one segment below it; the request's tail
    };

    /// AlreadyExists when another owner has the path. The owner's own route is replaced.
    Result<void> add(const QString &owner, const QByteArray &method, const QString &path,
                     Match match, Handler handler);
    void removeAll(const QString &owner);
    /// The first path that takes the method; empty: none does.
    QString firstPath(const QByteArray &method) const;

    /// Answers with the route's handler, or 405 when only other methods are known. False: no route
    /// has the path.
    bool dispatch(ServerRequest request, const HttpReplyPtr &reply) const;

private:
    struct Route {
        QString owner;
        QByteArray method;
        QString path;
        Match match;
        Handler handler;
    };
    QList<Route> m_routes;
};

} // namespace creact
