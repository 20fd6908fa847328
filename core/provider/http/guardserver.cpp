// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/guardserver.h"

#include "core/provider/http/guardsocket.h"

namespace creact {

using namespace Qt::StringLiterals;

GuardServer::GuardServer(const GuardLimits &limits, const GuardPolicy &policy, QObject *parent)
    : QTcpServer(parent)
    , m_limits(limits)
    , m_policy(policy)
{
    setListenBacklogSize(512);
    setMaxPendingConnections(512);
}

void GuardServer::shutDown()
{
    close();
    const QList<GuardSocket *> sockets = findChildren<GuardSocket *>(Qt::FindDirectChildrenOnly);
    for (GuardSocket *socket : sockets)
        socket->shutDown();
}

int GuardServer::connectionCount() const
{
    return int(findChildren<GuardSocket *>(Qt::FindDirectChildrenOnly).size());
}

void GuardServer::incomingConnection(qintptr descriptor)
{
    const bool full = connectionCount() >= m_limits.maxConnections;
    auto *socket = new GuardSocket(descriptor, m_limits, m_policy, this);
    if (!full) {
        addPendingConnection(socket);
        return;
    }
    // Never shown to QHttpServer, so nobody else deletes it.
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    socket->turnAway(ServerAnswer::error(503, u"too_many_connections"_s,
                                         u"Too many connections. Try again in a moment."_s)
                         .with("Retry-After"_ba, "1"_ba));
}

} // namespace creact
