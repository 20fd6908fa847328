// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/constructhandler.h"
#include "core/provider/http/httpservers.h"
#include "core/provider/provideroptions.h"

#include <QProcessEnvironment>

namespace creact {

/// HttpServer made real. A port that cannot be opened degrades the node (failed, with url null) and
/// leaves what stands below it alive: the window's chat needs no port.
class HttpServerConstruct final : public ConstructHandler {
    Q_OBJECT
public:
    /// `environment` is where a token written as env:NAME comes from.
    HttpServerConstruct(HttpServers &servers, const ProviderOptions &options,
                        const QProcessEnvironment &environment = {});

    ConstructType type() const override;
    void materialize(const ApplyJobPtr &job) override;
    void destroy(const NodeRecord &node, Done<void> done) override;
    void stop() override { m_servers.clear(); }

private:
    Result<HttpServer::Settings> settingsOf(const ApplyJob &job);
    Result<StaticFiles> filesOf(const ApplyJob &job) const;

    HttpServers &m_servers;
    const ProviderOptions m_options;
    const QProcessEnvironment m_environment;
    /// The node that the port of the options is for: the first one.
    QString m_portOwner;
};

} // namespace creact
