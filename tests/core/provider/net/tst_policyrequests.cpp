// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/jsonhttp.h"

#include "core/provider/net/hostresolver.h"
#include "tests/core/provider/net/testcertificate.h"
#include "tests/support/manualclock.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

/// Names lead where the test says; each lookup takes the next answer, the last one stays.
class FakeResolver final : public HostResolver {
public:
    Cancel lookUp(const QString &name, Done<QList<QHostAddress>> done) override
    {
        asked += name;
        if (hangs) {
            held = std::move(done);
            return [this] { ++cancelled; };
        }
        QList<QStringList> &rounds = answers[name];
        if (rounds.isEmpty()) {
            done(Error{ErrorCode::NotFound, u"none"_s, name, {}});
            return [] {};
        }
        QList<QHostAddress> addresses;
        for (const QString &text : rounds.first())
            addresses += QHostAddress(text);
        if (rounds.size() > 1)
            rounds.removeFirst();
        done(addresses);
        return [] {};
    }

    QHash<QString, QList<QStringList>> answers;
    QStringList asked;
    bool hangs = false;
    int cancelled = 0;
    Done<QList<QHostAddress>> held;
};

/// Keeps what it was sent, and answers each request by the path it asks for.
class Listener : public QObject {
public:
    explicit Listener(bool secure = false)
    {
        if (secure) {
            auto *server = new QSslServer(this);
            QSslConfiguration configuration;
            configuration.setLocalCertificate(QSslCertificate(testCertificate()));
            configuration.setPrivateKey(QSslKey(testCertificateKey(), QSsl::Ec));
            server->setSslConfiguration(configuration);
            m_server = server;
        } else {
            m_server = new QTcpServer(this);
        }
        m_server->listen(QHostAddress::LocalHost);
        connect(m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
            QTcpSocket *socket = m_server->nextPendingConnection();
            ++connections;
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
        });
    }
    QUrl url(const QString &host, const QString &path = u"/"_s) const
    {
        return QUrl(u"%1://%2:%3%4"_s
                        .arg(qobject_cast<QSslServer *>(m_server) ? u"https"_s : u"http"_s, host)
                        .arg(m_server->serverPort())
                        .arg(path));
    }
    quint16 port() const { return m_server->serverPort(); }

    int connections = 0;
    QList<QByteArray> requests;
    QHash<QByteArray, QByteArray> answers;
    bool closes = false;

private:
    void serve(QTcpSocket *socket)
    {
        const QByteArray request = socket->readAll();
        requests += request;
        if (closes) {
            socket->disconnectFromHost();
            return;
        }
        const QByteArray path = request.split(' ').value(1);
        socket->write(answers.value(path, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    }

    QTcpServer *m_server = nullptr;
};

QByteArray redirectTo(const QUrl &url)
{
    return "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + url.toEncoded() + "\r\n\r\n";
}

} // namespace

class TestPolicyRequests : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void listedAddressIsReachedUnderItsName();
    void loopbackIsRefused_data();
    void loopbackIsRefused();
    void everyAddressMustBeAllowed();
    void nameIsLookedUpOnceForOneConnection();
    void nameThatLeadsElsewhereTheSecondTimeIsNotReached();
    void redirectToLoopbackIsRefused();
    void redirectIsFollowedWhenAllowed();
    void nextAddressIsTriedWhenNobodyListens();
    void unknownName();
    void cancelEndsTheLookup();
    void deadlineEndsTheLookup();
    void proxiesAreNotUsed();
    void proxyIsUsedWhenThePersonLeavesItTheNames();
    void certificateIsCheckedAgainstTheName();
    void namesAtOneAddressDoNotShareConnections();
    void serverIsToldTheName();
    void writesAreSentOnce_data();
    void writesAreSentOnce();
    void writesAreNotRedirected();

private:
    void send(const QUrl &url, const QByteArray &method = {}, const QStringList &allowed = {});
    bool refused() const
    {
        return m_answer && !m_answer->ok() && m_answer->error().code == ErrorCode::HostNotAllowed;
    }

    ManualClock m_clock;
    FakeResolver m_resolver;
    std::unique_ptr<JsonHttp> m_http;
    std::optional<Result<HttpAnswer>> m_answer;
    JsonHttp::CallId m_call = 0;
};

void TestPolicyRequests::init()
{
    m_resolver.answers.clear();
    m_resolver.asked.clear();
    m_resolver.hangs = false;
    m_resolver.cancelled = 0;
    m_http = std::make_unique<JsonHttp>(m_clock);
    m_http->setResolver(m_resolver);
    m_answer.reset();
}

void TestPolicyRequests::cleanup()
{
    m_http.reset();
    QCOMPARE(m_clock.pendingTimers(), 0);
}

void TestPolicyRequests::send(const QUrl &url, const QByteArray &method, const QStringList &allowed)
{
    HttpRequest request;
    request.url = url;
    request.who = u"The page"_s;
    request.method = method;
    const Result<AddressPolicy> policy = AddressPolicy::fromList(allowed);
    QVERIFY(policy);
    request.policy = *policy;
    m_answer.reset();
    m_call = m_http->send(request, [this](Result<HttpAnswer> answer) { m_answer = answer; });
}

void TestPolicyRequests::listedAddressIsReachedUnderItsName()
{
    Listener server;
    m_resolver.answers[u"name.test"_s] = {{u"127.0.0.1"_s}};
    send(server.url(u"name.test"_s, u"/x"_s), {}, {u"127.0.0.1"_s});
    QTRY_VERIFY(m_answer);
    QVERIFY(m_answer->ok());
    QCOMPARE((*m_answer)->body, QByteArray("ok"));
    QCOMPARE((*m_answer)->url, server.url(u"name.test"_s, u"/x"_s));
    QCOMPARE(server.requests.size(), 1);
    QVERIFY(server.requests.first().contains("Host: name.test:" + QByteArray::number(server.port())
                                             + "\r\n"));
}

void TestPolicyRequests::loopbackIsRefused_data()
{
    QTest::addColumn<QString>("host");
    for (const char *host : {"127.0.0.1", "[::1]", "localhost", "name.test", "2130706433"})
        QTest::newRow(host) << QString::fromLatin1(host);
}

void TestPolicyRequests::loopbackIsRefused()
{
    QFETCH(QString, host);
    Listener server;
    m_resolver.answers[u"name.test"_s] = {{u"127.0.0.1"_s}};
    m_resolver.answers[u"localhost"_s] = {{u"127.0.0.1"_s}};
    send(server.url(host));
    QVERIFY(refused());
    QCOMPARE(m_http->callsUnderWay(), 0);
}

void TestPolicyRequests::everyAddressMustBeAllowed()
{
    Listener server;
    m_resolver.answers[u"name.test"_s] = {{u"8.8.8.8"_s, u"127.0.0.1"_s}};
    send(server.url(u"name.test"_s));
    QVERIFY(refused());
}

void TestPolicyRequests::nameIsLookedUpOnceForOneConnection()
{
    // The second lookup is the attack: the name now leads to this machine.
    Listener server;
    m_resolver.answers[u"name.test"_s] = {{u"127.0.0.1"_s}, {u"10.0.0.1"_s}};
    send(server.url(u"name.test"_s), {}, {u"127.0.0.1"_s});
    QTRY_VERIFY(m_answer);
    QVERIFY(m_answer->ok());
    QCOMPARE(m_resolver.asked, QStringList{u"name.test"_s});
}

void TestPolicyRequests::nameThatLeadsElsewhereTheSecondTimeIsNotReached()
{
    Listener allowed;
    Listener inside;
    m_resolver.answers[u"name.test"_s] = {{u"127.0.0.1"_s}, {u"127.0.0.1"_s}};
    // The first listener's port is allowed, the other's is not.
    allowed.answers["/"] = redirectTo(inside.url(u"name.test"_s, u"/secret"_s));
    send(allowed.url(u"name.test"_s), {}, {u"127.0.0.1:%1"_s.arg(allowed.port())});
    QTRY_VERIFY(m_answer);
    QVERIFY(refused());
    QCOMPARE(m_resolver.asked.size(), 2);
    QCOMPARE(inside.connections, 0);
}

void TestPolicyRequests::redirectToLoopbackIsRefused()
{
    Listener server;
    Listener inside;
    m_resolver.answers[u"name.test"_s] = {{u"127.0.0.1"_s}};
    server.answers["/"] = redirectTo(inside.url(u"127.0.0.1"_s));
    send(server.url(u"name.test"_s), {}, {u"127.0.0.1:%1"_s.arg(server.port()), u"*"_s});
    QTRY_VERIFY(m_answer);
    QVERIFY(refused());
    QCOMPARE(inside.connections, 0);
}

void TestPolicyRequests::redirectIsFollowedWhenAllowed()
{
    Listener server;
    m_resolver.answers[u"name.test"_s] = {{u"127.0.0.1"_s}};
    m_resolver.answers[u"other.test"_s] = {{u"127.0.0.1"_s}};
    server.answers["/"] = redirectTo(server.url(u"other.test"_s, u"/y"_s));
    send(server.url(u"name.test"_s), {}, {u"127.0.0.1"_s});
    QTRY_VERIFY(m_answer);
    QVERIFY(m_answer->ok());
    QVERIFY(server.requests.last().startsWith("GET /y "));
    QVERIFY(server.requests.last().contains("Host: other.test:"));
}

void TestPolicyRequests::nextAddressIsTriedWhenNobodyListens()
{
    Listener server;
    // Nothing listens at the second loopback address.
    m_resolver.answers[u"name.test"_s] = {{u"127.0.0.2"_s, u"127.0.0.1"_s}};
    send(server.url(u"name.test"_s), "DELETE", {u"127.0.0.0/8"_s});
    QTRY_VERIFY(m_answer);
    QVERIFY2(m_answer->ok(), m_answer->ok() ? "" : qPrintable(m_answer->error().message));
    QCOMPARE(server.requests.size(), 1);
}

void TestPolicyRequests::unknownName()
{
    send(QUrl(u"https://nowhere.test/"_s));
    QVERIFY(m_answer && !m_answer->ok());
    QVERIFY(m_answer->error().message.contains(u"no such host name"_s));
}

void TestPolicyRequests::cancelEndsTheLookup()
{
    m_resolver.hangs = true;
    send(QUrl(u"https://name.test/"_s));
    QVERIFY(!m_answer);
    m_http->cancel(m_call);
    QVERIFY(m_answer);
    QCOMPARE(m_answer->error().code, ErrorCode::Cancelled);
    QCOMPARE(m_resolver.cancelled, 1);
    // An answer that comes all the same is nobody's.
    m_resolver.held(QList{QHostAddress(u"8.8.8.8"_s)});
    QCOMPARE(m_http->callsUnderWay(), 0);
}

void TestPolicyRequests::deadlineEndsTheLookup()
{
    m_resolver.hangs = true;
    send(QUrl(u"https://name.test/"_s));
    m_clock.advance(std::chrono::seconds(30));
    QVERIFY(m_answer);
    QCOMPARE(m_answer->error().code, ErrorCode::TimedOut);
    QCOMPARE(m_resolver.cancelled, 1);
}

void TestPolicyRequests::proxiesAreNotUsed()
{
    Listener proxy;
    qputenv("http_proxy", proxy.url(u"127.0.0.1"_s).toEncoded());
    // Nobody is there, and loopback would have no proxy anyway.
    m_resolver.answers[u"name.test"_s] = {{u"192.0.2.1"_s}};
    send(QUrl(u"http://name.test/"_s), {}, {u"192.0.2.1"_s});
    QCOMPARE(m_http->callsUnderWay(), 1);
    // One that has no policy takes the proxy; by then the first would have, too.
    HttpRequest last;
    last.url = QUrl(u"http://last.test/"_s);
    bool answered = false;
    m_http->send(last, [&answered](const Result<HttpAnswer> &) { answered = true; });
    QTRY_VERIFY(answered);
    qunsetenv("http_proxy");
    QCOMPARE(proxy.requests.size(), 1);
    QVERIFY(proxy.requests.first().startsWith("GET http://last.test/ "));
    m_http->cancelAll();
}

void TestPolicyRequests::proxyIsUsedWhenThePersonLeavesItTheNames()
{
    Listener proxy;
    qputenv("http_proxy", proxy.url(u"127.0.0.1"_s).toEncoded());
    HttpRequest request;
    request.who = u"The page"_s;
    request.policy = *AddressPolicy::fromList({u"*.test"_s});
    request.proxyMayResolve = true;
    const auto ask = [&](const QString &url) {
        request.url = QUrl(url);
        m_answer.reset();
        m_http->send(request, [this](Result<HttpAnswer> answer) { m_answer = answer; });
        QTRY_VERIFY(m_answer);
    };
    ask(u"http://name.test/x"_s);
    QVERIFY(m_answer->ok());
    QVERIFY(proxy.requests.first().startsWith("GET http://name.test/x "));
    // What stands in the address is checked all the same.
    ask(u"http://10.0.0.1/x"_s);
    QVERIFY(refused());
    ask(u"http://example.org/x"_s);
    QVERIFY(refused());
    qunsetenv("http_proxy");
    QCOMPARE(proxy.requests.size(), 1);
    QCOMPARE(m_resolver.asked, QStringList());
}

void TestPolicyRequests::certificateIsCheckedAgainstTheName()
{
    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    const QSslConfiguration before = trusting;
    trusting.addCaCertificate(QSslCertificate(testCertificate()));
    QSslConfiguration::setDefaultConfiguration(trusting);
    Listener server(true);
    m_resolver.answers[u"name.test"_s] = {{u"127.0.0.1"_s}};
    m_resolver.answers[u"wrong.test"_s] = {{u"127.0.0.1"_s}};
    send(server.url(u"name.test"_s), {}, {u"127.0.0.1"_s});
    QTRY_VERIFY(m_answer);
    const bool reached = m_answer->ok();
    send(server.url(u"wrong.test"_s), {}, {u"127.0.0.1"_s});
    QTRY_VERIFY(m_answer);
    QSslConfiguration::setDefaultConfiguration(before);
    QVERIFY(reached);
    QVERIFY(!m_answer->ok());
    QVERIFY(m_answer->error().message.contains(u"no secure connection"_s));
    QCOMPARE(server.requests.size(), 1);
}

void TestPolicyRequests::namesAtOneAddressDoNotShareConnections()
{
    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    const QSslConfiguration before = trusting;
    trusting.addCaCertificate(QSslCertificate(testCertificate()));
    QSslConfiguration::setDefaultConfiguration(trusting);
    Listener server(true);
    m_resolver.answers[u"name.test"_s] = {{u"127.0.0.1"_s}};
    m_resolver.answers[u"other.test"_s] = {{u"127.0.0.1"_s}};
    for (const QString &host : {u"name.test"_s, u"name.test"_s, u"other.test"_s}) {
        send(server.url(host), {}, {u"127.0.0.1"_s});
        QTRY_VERIFY(m_answer);
        QVERIFY(m_answer->ok());
    }
    QSslConfiguration::setDefaultConfiguration(before);
    QCOMPARE(server.requests.size(), 3);
    QCOMPARE(server.connections, 2);
}

void TestPolicyRequests::serverIsToldTheName()
{
    // Not TLS: the first message of the client is all that is wanted, and it is readable.
    Listener server;
    server.closes = true;
    m_resolver.answers[u"name.test"_s] = {{u"127.0.0.1"_s}};
    QUrl url = server.url(u"name.test"_s);
    url.setScheme(u"https"_s);
    send(url, {}, {u"127.0.0.1"_s});
    QTRY_VERIFY(m_answer);
    QVERIFY(!server.requests.isEmpty());
    QVERIFY(server.requests.first().contains("name.test"));
    QVERIFY(!server.requests.first().contains("127.0.0.1"));
}

void TestPolicyRequests::writesAreSentOnce_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const char *method : {"POST", "PUT", "PATCH", "DELETE"})
        QTest::newRow(method) << QByteArray(method);
}

void TestPolicyRequests::writesAreSentOnce()
{
    QFETCH(QByteArray, method);
    Listener server;
    server.closes = true;
    send(server.url(u"127.0.0.1"_s), method, {u"127.0.0.1"_s});
    QTRY_VERIFY(m_answer);
    QVERIFY(!m_answer->ok());
    QVERIFY(m_answer->error().message.contains(u"closed the connection"_s));
    QCOMPARE(server.requests.size(), 1);
    QVERIFY(server.requests.first().startsWith(method + " / "));
}

void TestPolicyRequests::writesAreNotRedirected()
{
    Listener server;
    server.answers["/"] = redirectTo(server.url(u"127.0.0.1"_s, u"/y"_s));
    send(server.url(u"127.0.0.1"_s), "DELETE", {u"127.0.0.1"_s});
    QTRY_VERIFY(m_answer);
    QVERIFY(!m_answer->ok());
    QVERIFY(m_answer->error().message.contains(u"redirects"_s));
    QCOMPARE(server.requests.size(), 1);
}

QTEST_GUILESS_MAIN(TestPolicyRequests)
#include "tst_policyrequests.moc"
