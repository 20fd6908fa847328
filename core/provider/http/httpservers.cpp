// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/httpservers.h"

namespace creact {

HttpServer *HttpServers::find(const QString &nodeId) const
{
    const auto it = m_servers.find(nodeId);
    return it == m_servers.end() ? nullptr : it->second.get();
}

HttpServer &HttpServers::ensure(const QString &nodeId)
{
    std::unique_ptr<HttpServer> &server = m_servers[nodeId];
    if (!server)
        server = std::make_unique<HttpServer>(m_options.limits, m_options.page);
    return *server;
}

void HttpServers::remove(const QString &nodeId)
{
    // Later, and no longer found: one of its requests may be what led here.
    const auto it = m_servers.find(nodeId);
    if (it == m_servers.end())
        return;
    it->second->stop();
    it->second.release()->deleteLater();
    m_servers.erase(it);
}

} // namespace creact
