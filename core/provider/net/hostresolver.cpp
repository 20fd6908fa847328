// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/net/hostresolver.h"

#include <QHostInfo>

namespace creact {

using namespace Qt::StringLiterals;

HostResolver::Cancel SystemResolver::lookUp(const QString &name, Done<QList<QHostAddress>> done)
{
    const int id = QHostInfo::lookupHost(
        name, &m_context, [name, done = std::move(done)](const QHostInfo &info) {
            if (info.error() == QHostInfo::NoError && !info.addresses().isEmpty())
                done(info.addresses());
            else
                done(Error{ErrorCode::NotFound, u"No host \"%1\" is known."_s.arg(name), name,
                           u"Check the address and the network connection."_s});
        });
    return [id] { QHostInfo::abortHostLookup(id); };
}

} // namespace creact
