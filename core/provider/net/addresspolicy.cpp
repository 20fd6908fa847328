// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/net/addresspolicy.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

using Subnet = std::pair<QHostAddress, int>;

Subnet subnet(const char *text)
{
    return QHostAddress::parseSubnet(QString::fromLatin1(text));
}

/// The IANA registry of special-purpose IPv4 addresses, and multicast.
bool isPublicIpv4(quint32 address)
{
    static const std::array closed{
        subnet("0.0.0.0/8"),      subnet("10.0.0.0/8"),     subnet("100.64.0.0/10"),
        subnet("127.0.0.0/8"),    subnet("169.254.0.0/16"), subnet("172.16.0.0/12"),
        subnet("192.0.0.0/24"),   subnet("192.0.2.0/24"),   subnet("192.88.99.0/24"),
        subnet("192.168.0.0/16"), subnet("198.18.0.0/15"),  subnet("198.51.100.0/24"),
        subnet("203.0.113.0/24"), subnet("224.0.0.0/4"),    subnet("240.0.0.0/4"),
    };
    return std::ranges::none_of(
        closed, [&](const Subnet &net) { return QHostAddress(address).isInSubnet(net); });
}

quint32 ipv4At(const Q_IPV6ADDR &address, int from)
{
    return quint32(address[from]) << 24 | quint32(address[from + 1]) << 16
        | quint32(address[from + 2]) << 8 | quint32(address[from + 3]);
}

/// The IPv4 address that a packet to this one ends at.
std::optional<quint32> embeddedIpv4(const QHostAddress &address)
{
    static const Subnet mapped = subnet("::ffff:0:0/96");
    static const Subnet nat64 = subnet("64:ff9b::/96");
    static const Subnet sixToFour = subnet("2002::/16");
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    if (address.isInSubnet(mapped) || address.isInSubnet(nat64))
        return ipv4At(bytes, 12);
    if (address.isInSubnet(sixToFour))
        return ipv4At(bytes, 2);
    const bool isatap =
        (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
    return isatap ? std::optional(ipv4At(bytes, 12)) : std::nullopt;
}

bool isPublicIpv6(const QHostAddress &address)
{
    static const Subnet global = subnet("2000::/3");
    static const std::array closed{subnet("2001::/23"), subnet("2001:db8::/32"),
                                   subnet("3fff::/20")};
    return address.isInSubnet(global)
        && std::ranges::none_of(closed, [&](const Subnet &net) { return address.isInSubnet(net); });
}

/// An IPv4 address in IPv6 clothes as what it is, no zone.
QHostAddress plainAddress(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4);
    QHostAddress plain = address;
    plain.setScopeId({});
    return plain;
}

/// Lower case, ASCII, without the last dot; empty for what is no name.
QString plainName(QString name)
{
    if (name.endsWith(u'.'))
        name.chop(1);
    return QString::fromLatin1(QUrl::toAce(name)).toLower();
}

QString hostOf(const QUrl &url)
{
    return plainName(url.host(QUrl::FullyDecoded));
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

bool isThisMachine(const QString &host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1);
}

Error refused(const QUrl &url, const QString &why, const QString &hint)
{
    return {ErrorCode::HostNotAllowed, why, url.host(), hint};
}

Error notListed(const QUrl &url)
{
    return refused(url,
                   u"The host \"%1\" is not among those that may be reached."_s.arg(url.host()),
                   u"Add it to the tool's allowedHosts."_s);
}

Error notPublic(const QUrl &url)
{
    return refused(
        url,
        u"The host \"%1\" is at a private or local address, which is not reached."_s.arg(
            url.host()),
        u"To allow it, add its address to the tool's allowedHosts: 192.168.1.7, 10.0.0.0/8 or "
        "localhost, each also with :port."_s);
}

} // namespace

bool isPublicAddress(const QHostAddress &address)
{
    switch (address.protocol()) {
    case QAbstractSocket::IPv4Protocol:
        return isPublicIpv4(address.toIPv4Address());
    case QAbstractSocket::IPv6Protocol:
        if (const std::optional<quint32> inner = embeddedIpv4(address))
            return isPublicIpv4(*inner);
        return isPublicIpv6(address);
    default:
        return false;
    }
}

std::optional<AddressPolicy::Entry> AddressPolicy::readEntry(const QString &text)
{
    // A host, "[…]" around an IPv6 address that has a port, or a range.
    static const QRegularExpression pattern(u"\\A(?:\\[([0-9A-Fa-f:.]+)\\]|([0-9A-Fa-f]*:[0-9A-Fa-"
                                            u"f:.]*(?:/\\d{1,3})?)|([^\\s:@\\[\\]]+))"
                                            "(?::(\\d{1,5}))?\\z"_s);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return {};
    Entry entry;
    if (match.hasCaptured(4)) {
        entry.port = match.captured(4).toInt();
        if (entry.port < 1 || entry.port > 65535)
            return {};
    }
    const QString host = match.captured(1) + match.captured(2) + match.captured(3);
    if (host == "*"_L1)
        return entry;
    const bool isRange = host.contains(u'/');
    if (isRange || !QHostAddress(host).isNull()) {
        const Subnet net = isRange ? QHostAddress::parseSubnet(host)
                                   : Subnet(plainAddress(QHostAddress(host)), -1);
        if (net.first.isNull())
            return {};
        entry.kind = Entry::Kind::Subnet;
        entry.subnet = net.first;
        const bool isIpv4 = net.first.protocol() == QAbstractSocket::IPv4Protocol;
        entry.bits = isRange ? net.second : isIpv4 ? 32 : 128;
        return entry;
    }
    const bool below = host.startsWith("*."_L1);
    entry.name = plainName(below ? host.mid(2) : host);
    static const QRegularExpression name(u"\\A[a-z0-9_-]+(\\.[a-z0-9_-]+)*\\z"_s);
    if (!name.match(entry.name).hasMatch())
        return {};
    entry.kind = below              ? Entry::Kind::Below
        : isThisMachine(entry.name) ? Entry::Kind::ThisMachine
                                    : Entry::Kind::Name;
    return entry;
}

Result<AddressPolicy> AddressPolicy::fromList(const QStringList &entries)
{
    AddressPolicy policy;
    policy.m_listed = !entries.isEmpty();
    for (const QString &text : entries) {
        const std::optional<Entry> entry = readEntry(text.trimmed());
        if (!entry)
            return Error{ErrorCode::InvalidArgument,
                         u"\"%1\" is no host."_s.arg(text),
                         {},
                         u"Write a name, *.name, an address or a range such as 10.0.0.0/8, each "
                         "perhaps with :port, and no http:// or path."_s};
        policy.m_entries.append(*entry);
    }
    return policy;
}

void AddressPolicy::addName(const QString &host)
{
    m_listed = true;
    Entry entry;
    entry.kind = Entry::Kind::Name;
    entry.name = plainName(host);
    m_entries.append(entry);
}

bool AddressPolicy::namesHost(const QString &host, int port) const
{
    if (!m_listed)
        return true;
    return std::ranges::any_of(m_entries, [&](const Entry &entry) {
        if (entry.port >= 0 && entry.port != port)
            return false;
        switch (entry.kind) {
        case Entry::Kind::Any:
            return true;
        case Entry::Kind::Name:
        case Entry::Kind::ThisMachine:
            return host == entry.name;
        case Entry::Kind::Below:
            return host.endsWith(u'.' + entry.name);
        case Entry::Kind::Subnet:
            return false;
        }
        return false;
    });
}

bool AddressPolicy::listsAddress(const QString &host, const QHostAddress &address, int port) const
{
    const QHostAddress plain = plainAddress(address);
    return std::ranges::any_of(m_entries, [&](const Entry &entry) {
        if (entry.port >= 0 && entry.port != port)
            return false;
        if (entry.kind == Entry::Kind::ThisMachine)
            return isThisMachine(host) && plain.isLoopback();
        return entry.kind == Entry::Kind::Subnet && plain.isInSubnet(entry.subnet, entry.bits);
    });
}

Result<void> AddressPolicy::checkUrl(const QUrl &url) const
{
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isWeb || url.host().isEmpty())
        return refused(url, u"Only addresses with http:// or https:// and a host can be reached."_s,
                       u"Write the address in full."_s);
    if (!url.userInfo().isEmpty())
        return refused(url, u"An address must not have a user name or a password in it."_s,
                       u"Leave out what stands before the @."_s);
    const QHostAddress literal(url.host());
    if (!literal.isNull())
        return checkAddress(url, literal);
    const bool mayLead = std::ranges::any_of(m_entries, [](const Entry &entry) {
        return entry.kind == Entry::Kind::Subnet || entry.kind == Entry::Kind::ThisMachine;
    });
    if (!mayLead && !namesHost(hostOf(url), portOf(url)))
        return notListed(url);
    return {};
}

Result<void> AddressPolicy::checkName(const QUrl &url) const
{
    const bool isLiteral = !QHostAddress(url.host()).isNull();
    return isLiteral || namesHost(hostOf(url), portOf(url)) ? Result<void>() : notListed(url);
}

Result<void> AddressPolicy::checkAddress(const QUrl &url, const QHostAddress &address) const
{
    const QString host = hostOf(url);
    const int port = portOf(url);
    if (listsAddress(host, address, port))
        return {};
    if (!namesHost(host, port))
        return notListed(url);
    return isPublicAddress(address) ? Result<void>() : notPublic(url);
}

} // namespace creact
