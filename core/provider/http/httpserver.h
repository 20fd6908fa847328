// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/http/guardlimits.h"
#include "core/provider/http/router.h"
#include "core/provider/http/staticfiles.h"

#include <QHostAddress>
#include <QUrl>

#include <optional>

namespace creact {

class HttpListener;

/// One HTTP server: routes, static files, the built-in chat page. Its routes outlive its listening,
/// so handlers may register while the port is taken and go live when it is free.
class HttpServer final : public QObject {
    Q_OBJECT
public:
    struct Settings {
        QHostAddress host = QHostAddress(QHostAddress::LocalHost);
        /// 0: any free one.
        quint16 port = 0;
        QString token;

        bool operator==(const Settings &) const = default;
    };

    /// `page` is what `GET /` serves where the static files have no index.html.
    HttpServer(const GuardLimits &limits, const QString &page, QObject *parent = nullptr);
    ~HttpServer() override;

    /// Listens anew unless it already does with these settings. PortInUse, PermissionDenied,
    /// HostNotAllowed (no such address on this machine).
    Result<void> listen(const Settings &settings);
    /// Unanswered requests get 503.
    void stop();
    void setFiles(const StaticFiles &files) { m_files = files; }

    Router &router() { return m_router; }
    /// Where it listens; invalid when it does not.
    QUrl url() const;

private:
    void answer(const ServerRequest &request, const HttpReplyPtr &reply) const;
    void sendPage(const HttpReplyPtr &reply) const;

    const GuardLimits m_limits;
    const QString m_page;
    Router m_router;
    StaticFiles m_files;
    Settings m_settings;
    HttpListener *m_listener = nullptr;
};

} // namespace creact
