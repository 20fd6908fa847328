// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/net/addresspolicy.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestAddressPolicy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsPublicAddresses_data();
    void tellsPublicAddresses();
    void refusesEntries_data();
    void refusesEntries();
    void decides_data();
    void decides();
    void refusesBeforeAnyLookup_data();
    void refusesBeforeAnyLookup();
    void addedNamesAreReachedAtPublicAddresses();
    void doesNotTellTheAddress();
};

void TestAddressPolicy::tellsPublicAddresses_data()
{
    QTest::addColumn<bool>("isPublic");
    for (const char *address :
         {"1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "11.0.0.1", "172.15.255.255",
          "172.32.0.0", "192.167.1.1", "192.0.1.1", "198.17.255.255", "198.20.0.0",
          "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::200e", "2001:4860:4860::8888",
          "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"})
        QTest::newRow(address) << true;
    for (const char *address :
         {"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255",
          "127.0.0.1", "127.255.255.254", "169.254.0.1", "169.254.169.254", "172.16.0.1",
          "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1",
          "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.250",
          "240.0.0.1", "255.255.255.255",
          // IPv6's own
          "::", "::1", "fe80::1", "fe80::1%eth0", "febf::1", "fec0::1", "fc00::1", "fd12:3456::1",
          "ff02::1", "2001:db8::1", "3fff::1", "100::1", "2001::1", "2001:10::1", "2001:20::1",
          "4000::1", "5f00::1",
          // IPv4 in IPv6 clothes
          "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
          "::8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808",
          "2002:7f00:1::1", "2002:c0a8:101::1", "2a00::5efe:10.0.0.1", "2a00::200:5efe:10.0.0.1"})
        QTest::newRow(address) << false;
}

void TestAddressPolicy::tellsPublicAddresses()
{
    QFETCH(bool, isPublic);
    const QHostAddress address(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(!address.isNull());
    QCOMPARE(isPublicAddress(address), isPublic);
}

void TestAddressPolicy::refusesEntries_data()
{
    QTest::addColumn<bool>("ok");
    for (const char *entry :
         {"example.org", "example.org:8080", "*.example.org", "*.example.org:443", "*", "*:443",
          "localhost", "localhost:3000", "127.0.0.1", "127.0.0.1:80", "10.0.0.0/8", "10.0.0.0/8:80",
          "::1", "[::1]", "[::1]:80", "fd00::/8", "bücher.example", "a_b", "nas"})
        QTest::newRow(entry) << true;
    for (const char *entry : {"", " ", "http://example.org", "example.org/path", "user@example.org",
                              "example.org:", "example.org:0", "example.org:99999",
                              "example.org:80:80", "*.", "a.*.b", "*example.org", "10.0.0.0/33",
                              "10.0.0.0/", "[::1", "[::1]x", "exa mple.org", "-", "a..b"})
        QTest::newRow(*entry ? entry : "empty") << false;
}

void TestAddressPolicy::refusesEntries()
{
    QFETCH(bool, ok);
    QString entry = QString::fromUtf8(QTest::currentDataTag());
    if (entry == "empty"_L1)
        entry.clear();
    const Result<AddressPolicy> policy = AddressPolicy::fromList({u"a.example"_s, entry});
    QCOMPARE(policy.ok(), ok);
    if (!ok) {
        QCOMPARE(policy.error().code, ErrorCode::InvalidArgument);
        QVERIFY(policy.error().message.contains(u'"' + entry + u'"'));
    }
}

void TestAddressPolicy::decides_data()
{
    QTest::addColumn<QStringList>("list");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("ok");
    const auto row = [](const char *name, const QStringList &list, const char *url,
                        const char *address, bool ok) {
        QTest::newRow(name) << list << QString::fromUtf8(url) << QString::fromLatin1(address) << ok;
    };
    const QString web = u"8.8.8.8"_s;
    row("any public host", {}, "https://example.org/", "8.8.8.8", true);
    row("name of a private address", {}, "https://example.org/", "10.0.0.1", false);
    row("any port", {}, "http://example.org:8081/", "8.8.8.8", true);
    row("listed", {u"example.org"_s}, "https://example.org/", "8.8.8.8", true);
    row("case and dot", {u"Example.ORG"_s}, "https://exAmple.org./", "8.8.8.8", true);
    row("other than listed", {u"example.org"_s}, "https://example.com/", "8.8.8.8", false);
    row("listed is not its subdomain", {u"example.org"_s}, "https://a.example.org/", "8.8.8.8",
        false);
    row("ends the same", {u"*.example.org"_s}, "https://badexample.org/", "8.8.8.8", false);
    row("subdomain", {u"*.example.org"_s}, "https://a.b.example.org/", "8.8.8.8", true);
    row("the domain itself", {u"*.example.org"_s}, "https://example.org/", "8.8.8.8", false);
    row("port listed", {u"example.org:8443"_s}, "https://example.org:8443/", "8.8.8.8", true);
    row("other port", {u"example.org:8443"_s}, "https://example.org/", "8.8.8.8", false);
    row("default port", {u"example.org:443"_s}, "https://example.org/", "8.8.8.8", true);
    row("default port of http", {u"example.org:443"_s}, "http://example.org/", "8.8.8.8", false);
    row("unicode", {u"bücher.example"_s}, "https://xn--bcher-kva.example/", "8.8.8.8", true);
    // Whoever owns a name decides where it leads.
    row("listed name, private address", {u"example.org"_s}, "https://example.org/", "127.0.0.1",
        false);
    row("any name, private address", {u"*"_s}, "https://example.org/", "192.168.0.1", false);
    row("name and range", {u"nas"_s, u"192.168.0.0/16"_s}, "http://nas/", "192.168.0.1", true);
    row("range only", {u"192.168.0.0/16"_s}, "http://nas/", "192.168.0.1", true);
    row("range, public address", {u"192.168.0.0/16"_s}, "http://nas/", "8.8.8.8", false);
    row("range and the rest", {u"192.168.0.0/16"_s, u"*"_s}, "http://x.org/", "8.8.8.8", true);
    row("beside the range", {u"192.168.0.0/24"_s}, "http://nas/", "192.168.1.1", false);
    row("range of a port", {u"10.0.0.0/8:80"_s}, "http://nas:81/", "10.0.0.1", false);
    row("mapped address in range", {u"10.0.0.0/8"_s}, "http://nas/", "::ffff:10.0.0.1", true);
    row("IPv6 range", {u"fd00::/8"_s}, "http://nas/", "fd12::1", true);
    row("literal", {u"127.0.0.1:3000"_s}, "http://127.0.0.1:3000/", "127.0.0.1", true);
    row("literal, other port", {u"127.0.0.1:3000"_s}, "http://127.0.0.1:22/", "127.0.0.1", false);
    row("localhost", {u"localhost"_s}, "http://localhost:3000/", "127.0.0.1", true);
    row("localhost is not where a name leads", {u"localhost"_s}, "http://evil.example/",
        "127.0.0.1", false);
    row("localhost that leads elsewhere", {u"localhost"_s}, "http://localhost/", "10.0.0.1", false);
    row("localhost at IPv6", {u"localhost:3000"_s}, "http://localhost:3000/", "::1", true);
}

void TestAddressPolicy::decides()
{
    QFETCH(QStringList, list);
    QFETCH(QString, url);
    QFETCH(QString, address);
    QFETCH(bool, ok);
    const Result<AddressPolicy> policy = AddressPolicy::fromList(list);
    QVERIFY(policy);
    const Result<void> answer = policy->checkAddress(QUrl(url), QHostAddress(address));
    QCOMPARE(answer.ok(), ok);
    if (!ok)
        QCOMPARE(answer.error().code, ErrorCode::HostNotAllowed);
    else
        QVERIFY(policy->checkUrl(QUrl(url)));
}

void TestAddressPolicy::refusesBeforeAnyLookup_data()
{
    QTest::addColumn<QStringList>("list");
    QTest::addColumn<bool>("ok");
    const QStringList none;
    QTest::newRow("https://example.org/") << none << true;
    QTest::newRow("ftp://example.org/") << none << false;
    QTest::newRow("file:///etc/passwd") << none << false;
    QTest::newRow("javascript:alert(1)") << none << false;
    QTest::newRow("http:///x") << none << false;
    QTest::newRow("example.org") << none << false;
    QTest::newRow("https://user@example.org/") << none << false;
    QTest::newRow("https://user:secret@example.org/") << none << false;
    QTest::newRow("http://127.0.0.1/") << none << false;
    QTest::newRow("http://127.1/") << none << false;
    QTest::newRow("http://2130706433/") << none << false;
    QTest::newRow("http://0x7f000001/") << none << false;
    QTest::newRow("http://0177.0.0.1/") << none << false;
    QTest::newRow("http://[::1]/") << none << false;
    QTest::newRow("http://[::ffff:127.0.0.1]/") << none << false;
    QTest::newRow("http://[fe80::1%25eth0]/") << none << false;
    QTest::newRow("http://169.254.169.254/latest/meta-data") << none << false;
    QTest::newRow("https://other.example/") << QStringList{u"example.org"_s} << false;
    // Its address decides.
    QTest::newRow("http://nas/") << QStringList{u"10.0.0.0/8"_s} << true;
}

void TestAddressPolicy::refusesBeforeAnyLookup()
{
    QFETCH(QStringList, list);
    QFETCH(bool, ok);
    const Result<AddressPolicy> policy = AddressPolicy::fromList(list);
    QVERIFY(policy);
    QCOMPARE(policy->checkUrl(QUrl(QString::fromUtf8(QTest::currentDataTag()))).ok(), ok);
}

void TestAddressPolicy::addedNamesAreReachedAtPublicAddresses()
{
    Result<AddressPolicy> list = AddressPolicy::fromList({u"10.0.0.0/8"_s});
    QVERIFY(list);
    list.value().addName(u"api.example.org"_s);
    const QHostAddress address(u"8.8.8.8"_s);
    QVERIFY(list->checkAddress(QUrl(u"https://api.example.org/"_s), address));
    QVERIFY(!list->checkAddress(QUrl(u"https://example.org/"_s), address));
    AddressPolicy own;
    own.addName(u"api.example.org"_s);
    QVERIFY(own.checkAddress(QUrl(u"https://api.example.org/"_s), address));
    QVERIFY(!own.checkAddress(QUrl(u"https://example.org/"_s), address));
    // A name that looks like an address is no leave to reach it.
    own.addName(u"192.168.0.1"_s);
    own.addName(u"localhost"_s);
    QVERIFY(!own.checkUrl(QUrl(u"http://192.168.0.1/"_s)));
    QVERIFY(!own.checkAddress(QUrl(u"http://localhost/"_s), QHostAddress(u"127.0.0.1"_s)));
}

/// A model that asks for names must not learn what a private network looks like.
void TestAddressPolicy::doesNotTellTheAddress()
{
    const Result<void> answer =
        AddressPolicy().checkAddress(QUrl(u"http://intranet/"_s), QHostAddress(u"10.1.2.3"_s));
    QVERIFY(!answer);
    QVERIFY(!answer.error().message.contains(u"10.1.2.3"_s));
    QVERIFY(answer.error().message.contains(u"intranet"_s));
    QVERIFY(answer.error().hint.contains(u"allowedHosts"_s));
}

QTEST_APPLESS_MAIN(TestAddressPolicy)
#include "tst_addresspolicy.moc"
