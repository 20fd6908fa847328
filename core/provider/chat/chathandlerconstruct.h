// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/chat/chatroutes.h"
#include "core/provider/constructhandler.h"
#include "core/provider/http/httpservers.h"

#include <map>
#include <memory>

namespace creact {

/// ChatHandler made real: a path of an HttpServer, and a queue that the window posts into as well.
/// Its record's store is the truth; `pending` and `sessions` are made anew from it at each start.
class ChatHandlerConstruct final : public ConstructHandler {
    Q_OBJECT
public:
    ChatHandlerConstruct(ChatService &chat, HttpServers &servers);

    ConstructType type() const override;
    void materialize(const ApplyJobPtr &job) override;
    void destroy(const NodeRecord &node, Done<void> done) override;
    void onError(const NodeRecord &node, const Error &error, bool handled) override;
    void stop() override;

private:
    void sweep(const QString &id, double expireDays);

    ChatService &m_chat;
    HttpServers &m_servers;
    std::map<QString, std::unique_ptr<ChatRoutes>> m_routes;
    /// Look for sessions to drop.
    std::map<QString, std::unique_ptr<Clock::Timer>> m_sweeps;
};

} // namespace creact
