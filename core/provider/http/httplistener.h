// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/http/guardserver.h"
#include "core/provider/http/httpreply.h"

#include <QAbstractHttpServer>

namespace creact {

/// QHttpServer's engine with one catch-all behind it, on a guarded port.
class HttpListener final : public QAbstractHttpServer {
    Q_OBJECT
public:
    using Handler = std::function<void(const ServerRequest &, const HttpReplyPtr &)>;

    HttpListener(const GuardLimits &limits, const GuardPolicy &policy, Handler handler,
                 QObject *parent = nullptr);

    GuardServer &server() { return *m_server; }
    /// QHttpServer takes the connections only once the server listens.
    void start() { bind(m_server); }

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;

private:
    GuardServer *m_server;
    Handler m_handler;
};

} // namespace creact
