// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHostAddress>
#include <QList>
#include <QStringList>
#include <QUrl>

namespace creact {

/// Whether an address is one of the Internet's: not loopback, private, link-local, shared (CGNAT),
/// multicast, reserved or for documentation, and no IPv6 form (mapped, NAT64, 6to4, ISATAP) that
/// leads to such an IPv4 address.
bool isPublicAddress(const QHostAddress &address);

/// What requests that a model or a document decides about may reach: http and https at public
/// addresses, and what is listed. A plain value.
///
/// Without a list, any public host. With one, only what is listed:
/// - "api.example.org", "*.example.org" (its subdomains), "*" (any): hosts at public addresses
/// - "192.168.1.7", "10.0.0.0/8", "fd00::/8": addresses, whatever name leads to them
/// - "localhost": the names of this machine, at loopback addresses
/// each with ":port" (else any port). A private address is only reached when the address itself is
/// listed: whoever owns a name decides where it leads.
class AddressPolicy {
public:
    AddressPolicy() = default;
    /// InvalidArgument names the first entry that is none of the above.
    static Result<AddressPolicy> fromList(const QStringList &entries);

    /// One more host at public addresses, whatever it looks like; without a list, the only one.
    void addName(const QString &host);

    /// What is wrong with the address before its name is looked up: the scheme, a user or a
    /// password in it, a host that is not listed, a literal address that may not be reached.
    Result<void> checkUrl(const QUrl &url) const;
    /// Whether the host is listed by its name (or there is no list), wherever the name leads.
    Result<void> checkName(const QUrl &url) const;
    /// The same for one address that the host's name leads to.
    Result<void> checkAddress(const QUrl &url, const QHostAddress &address) const;

private:
    struct Entry {
        enum class Kind { Any, Name, Below, Subnet, ThisMachine };
        Kind kind = Kind::Any;
        /// Lower case, ASCII.
        QString name;
        QHostAddress subnet;
        int bits = 0;
        /// -1: any.
        int port = -1;
    };

    static std::optional<Entry> readEntry(const QString &text);
    bool namesHost(const QString &host, int port) const;
    bool listsAddress(const QString &host, const QHostAddress &address, int port) const;

    bool m_listed = false;
    QList<Entry> m_entries;
};

} // namespace creact
