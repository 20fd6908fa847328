// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/httpserverconstruct.h"
#include "tests/core/provider/http/rawclient.h"
#include "tests/support/fakehost.h"

#include <QDir>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

void writeFile(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
}

} // namespace

class TestHttpServerConstruct : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> dir;
    std::unique_ptr<FakeHost> host;
    std::unique_ptr<HttpServers> servers;
    std::unique_ptr<HttpServerConstruct> construct;

    void make(ProviderOptions options = {}, const QProcessEnvironment &environment = {})
    {
        options.documentDir = dir->filePath(u"doc"_s);
        options.privateDirs = {dir->filePath(u"doc/public/state"_s)};
        servers =
            std::make_unique<HttpServers>(HttpServers::Options{{}, dir->filePath(u"page.html"_s)});
        construct = std::make_unique<HttpServerConstruct>(*servers, options, environment);
        construct->start(*host);
    }
    Result<ApplyResult> apply(const QJsonObject &props, const QString &segment = u"http-server"_s)
    {
        return host->apply(*construct, {segment}, u"HttpServer"_s, props);
    }
    quint16 port(const QString &id = u"http-server"_s) const
    {
        return quint16(QUrl(host->outputs(id).value("url"_L1).toString()).port());
    }
    std::pair<int, QByteArray> fetch(const QByteArray &target, const QByteArray &headers = {})
    {
        RawClient client(port());
        client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers
                    + "Connection: close\r\n\r\n");
        [&] { QTRY_VERIFY(client.isClosed()); }();
        return {client.status(), client.body()};
    }

private Q_SLOTS:
    void init()
    {
        dir = std::make_unique<QTemporaryDir>();
        host = std::make_unique<FakeHost>();
        const QString doc = dir->filePath(u"doc"_s);
        writeFile(doc + u"/agent.stack.json"_s, "{}"_ba);
        writeFile(doc + u"/.env"_s, "KEY=1"_ba);
        writeFile(doc + u"/secret.txt"_s, "secret"_ba);
        writeFile(doc + u"/public/a.txt"_s, "hello"_ba);
        writeFile(doc + u"/public/sub/index.html"_s, "<p>sub"_ba);
        writeFile(doc + u"/public/.hidden"_s, "secret"_ba);
        writeFile(doc + u"/public/.git/config"_s, "secret"_ba);
        writeFile(doc + u"/public/b.stack.json"_s, "secret"_ba);
        writeFile(doc + u"/public/state/agent.json"_s, "secret"_ba);
        writeFile(doc + u"/public/large.bin"_s, QByteArray(3'000'000, 'x'));
        QFile::link(doc + u"/secret.txt"_s, doc + u"/public/out.txt"_s);
        QFile::link(doc + u"/public/.hidden"_s, doc + u"/public/shown.txt"_s);
        writeFile(dir->filePath(u"page.html"_s), "<meta name=\"chat-path\" content=\"/chat\">"_ba);
        make();
    }
    void cleanup()
    {
        construct.reset();
        servers.reset();
    }

    void listensWhereItSays()
    {
        QVERIFY(apply({{u"port"_s, 0}}).ok());
        QCOMPARE(host->outputs(u"http-server"_s).value("id"_L1).toString(), u"http-server"_s);
        QVERIFY(host->outputs(u"http-server"_s)
                    .value("url"_L1)
                    .toString()
                    .startsWith(u"http://127.0.0.1:"_s));
        const auto [status, body] = fetch("/nothing"_ba);
        QCOMPARE(status, 404);
        QVERIFY(body.contains("\"error\""));
    }

    void aTakenPortDegradesTheNodeAndARetryHeals()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost), 0));
        const QJsonObject props{{u"port"_s, other.serverPort()}};
        const Result<ApplyResult> taken = apply(props);
        QVERIFY(taken.ok());
        QVERIFY(taken->degraded);
        QCOMPARE(taken->degraded->code, ErrorCode::PortInUse);
        QVERIFY(taken->degraded->message.contains(QString::number(other.serverPort())));
        QVERIFY(!taken->degraded->hint.isEmpty());
        QVERIFY(host->outputs(u"http-server"_s).value("url"_L1).isNull());
        // Whoever stands below it has a server to register at.
        QVERIFY(servers->find(u"http-server"_s));
        other.close();
        const Result<ApplyResult> freed = apply(props);
        QVERIFY(freed.ok() && !freed->degraded);
        QCOMPARE(fetch("/"_ba).first, 200);
    }

    void refusesProps_data()
    {
        QTest::addColumn<QJsonObject>("props");
        QTest::newRow("port") << QJsonObject{{u"port"_s, 70000}};
        QTest::newRow("fraction") << QJsonObject{{u"port"_s, 1.5}};
        QTest::newRow("host name") << QJsonObject{{u"host"_s, u"example.org"_s}};
        QTest::newRow("open host, no token") << QJsonObject{{u"host"_s, u"0.0.0.0"_s}};
        QTest::newRow("token not in environment")
            << QJsonObject{{u"host"_s, u"0.0.0.0"_s}, {u"token"_s, u"env:NOT_THERE"_s}};
        QTest::newRow("staticDir above") << QJsonObject{{u"staticDir"_s, u"../other"_s}};
        QTest::newRow("staticDir absolute") << QJsonObject{{u"staticDir"_s, u"/etc"_s}};
    }
    void refusesProps()
    {
        QFETCH(QJsonObject, props);
        if (!props.contains("port"_L1))
            props.insert(u"port"_s, 0);
        const Result<ApplyResult> result = apply(props);
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::InvalidProps);
    }

    void theOptionsPortWinsForTheFirstServer()
    {
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress(QHostAddress::LocalHost), 0));
        ProviderOptions options;
        options.port = probe.serverPort();
        probe.close();
        make(options);
        QVERIFY(apply({{u"port"_s, 0}}).ok());
        QCOMPARE(port(), *options.port);
        QVERIFY(apply({{u"port"_s, 0}}, u"http-server-b"_s).ok());
        QVERIFY(port(u"http-server-b"_s) != *options.port);
    }

    void aTokenIsAskedFor()
    {
        QProcessEnvironment environment;
        environment.insert(u"CHAT_TOKEN"_s, u"s3cret"_s);
        make({}, environment);
        const auto result = apply({{u"port"_s, 0}, {u"token"_s, u"env:CHAT_TOKEN"_s}});
        QVERIFY(result.ok());
        QCOMPARE(fetch("/"_ba).first, 401);
        QCOMPARE(fetch("/"_ba, "Authorization: Bearer s3cret\r\n"_ba).first, 200);
        QVERIFY(!QString::fromUtf8(QJsonDocument(result->outputs).toJson()).contains(u"s3cret"_s));
    }

    void servesFiles_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *target, const QByteArray &body) {
            QTest::newRow(target) << QByteArray(target) << body;
        };
        row("/a.txt", "hello"_ba);
        row("/a.txt?v=1", "hello"_ba);
        row("/sub/", "<p>sub"_ba);
        // Everything below is not there for anybody.
        for (const char *target : {"/../secret.txt",
                                   "/%2e%2e/secret.txt",
                                   "/..%2fsecret.txt",
                                   "/%2e%2e%2fsecret.txt",
                                   "/sub/../../secret.txt",
                                   "/sub/%2e%2e/a.txt",
                                   "/.hidden",
                                   "/%2ehidden",
                                   "/.git/config",
                                   "/sub//../a.txt",
                                   "/out.txt",
                                   "/shown.txt",
                                   "/state/agent.json",
                                   "/b.stack.json",
                                   "/a.txt%00.html",
                                   "/..\\secret.txt",
                                   "/sub",
                                   "/a.txt/",
                                   "/.",
                                   "/.."})
            row(target, {});
    }
    void servesFiles()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QVERIFY(apply({{u"port"_s, 0}, {u"staticDir"_s, u"public"_s}}).ok());
        const auto [status, received] = fetch(target);
        if (body.isEmpty()) {
            QVERIFY2(status == 404 || status == 400, QByteArray::number(status));
            QVERIFY(!received.contains("secret") && received != "hello");
        } else {
            QCOMPARE(status, 200);
            QCOMPARE(received, body);
        }
    }

    void servesLargeFilesInPieces()
    {
        QVERIFY(apply({{u"port"_s, 0}, {u"staticDir"_s, u"public"_s}}).ok());
        QCOMPARE(fetch("/large.bin"_ba).second.size(), 3'000'000);
        RawClient head(port());
        head.send("HEAD /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\nGET /a.txt HTTP/1.1\r\nHost: "
                  "localhost\r\n\r\n"_ba);
        QTRY_VERIFY(head.received.endsWith("hello"));
        QVERIFY(head.received.contains("Content-Length: 3000000"));
        // One that leaves in the middle.
        RawClient leaving(port());
        leaving.send("GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n"_ba);
        QTRY_VERIFY(leaving.received.size() > 1000);
        leaving.socket.abort();
        QCOMPARE(fetch("/a.txt"_ba).second, "hello"_ba);
    }

    void anUnchangedFileIsNotSentAgain()
    {
        QVERIFY(apply({{u"port"_s, 0}, {u"staticDir"_s, u"public"_s}}).ok());
        RawClient client(port());
        client.send("GET /a.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"_ba);
        QTRY_VERIFY(client.received.endsWith("hello"));
        const qsizetype at = client.received.indexOf("ETag: ") + 6;
        const QByteArray tag = client.received.mid(at, client.received.indexOf("\r\n", at) - at);
        QCOMPARE(fetch("/a.txt"_ba, "If-None-Match: " + tag + "\r\n").first, 304);
    }

    void servesThePageWithTheChatPath()
    {
        QVERIFY(apply({{u"port"_s, 0}, {u"staticDir"_s, u"public"_s}}).ok());
        QVERIFY(servers->find(u"http-server"_s)
                    ->router()
                    .add(u"x"_s, "POST"_ba, u"/talk\"<"_s, Router::Match::Path,
                         [](const ServerRequest &, const HttpReplyPtr &) {})
                    .ok());
        const auto [status, body] = fetch("/"_ba);
        QCOMPARE(status, 200);
        QCOMPARE(body, "<meta name=\"chat-path\" content=\"/talk&quot;&lt;\">"_ba);
    }

    void routesComeAndGo()
    {
        QVERIFY(apply({{u"port"_s, 0}}).ok());
        Router &router = servers->find(u"http-server"_s)->router();
        const auto handler = [](const ServerRequest &request, const HttpReplyPtr &reply) {
            reply->send({200, "text/plain"_ba, request.tail.toUtf8()});
        };
        QVERIFY(router.add(u"a"_s, "GET"_ba, u"/r"_s, Router::Match::Below, handler).ok());
        QCOMPARE(router.add(u"b"_s, "GET"_ba, u"/r"_s, Router::Match::Below, handler).error().code,
                 ErrorCode::AlreadyExists);
        QCOMPARE(fetch("/r/one"_ba), std::pair(200, "one"_ba));
        QCOMPARE(fetch("/r/one/two"_ba).first, 404);
        router.removeAll(u"a"_s);
        QCOMPARE(fetch("/r/one"_ba).first, 404);
    }
};

QTEST_GUILESS_MAIN(TestHttpServerConstruct)
#include "tst_httpserverconstruct.moc"
