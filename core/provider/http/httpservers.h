// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/http/httpserver.h"

#include <map>

namespace creact {

/// The servers of a stack by node id: HttpServerConstruct makes them, handlers add their routes.
class HttpServers {
public:
    struct Options {
        GuardLimits limits;
        QString page = QStringLiteral(":/assets/public/index.html");
    };
    explicit HttpServers(const Options &options)
        : m_options(options)
    {
    }

    /// Null when there is no such server.
    HttpServer *find(const QString &nodeId) const;
    HttpServer &ensure(const QString &nodeId);
    void remove(const QString &nodeId);
    void clear() { m_servers.clear(); }

private:
    Options m_options;
    std::map<QString, std::unique_ptr<HttpServer>> m_servers;
};

} // namespace creact
