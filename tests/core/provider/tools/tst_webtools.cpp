// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/provider/tools/toolstage.h"

#include <QFile>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

const QString secretValue = u"planted-secret-0123456789"_s;

} // namespace

class TestWebTools : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void fetchesAPage();
    void pageMayBeTextOrJson_data();
    void pageMayBeTextOrJson();
    void pageOfAnotherKindIsRefused_data();
    void pageOfAnotherKindIsRefused();
    void loopbackIsRefusedUnlessListed();
    void tooLongPageIsAnError();
    void timeLimitIsTheTools();
    void longResultIsCut();
    void sendsArgumentsInAddressAndBody();
    void failedStatusIsToldWithItsBody();
    void redirectStaysWithinTheHosts();
    void secretIsSentAndNeverShown();
    void secretComesFromTheDotEnv();
    void secretIsNotSentElsewhere_data();
    void secretIsNotSentElsewhere();
    void brokenConnectionIsNotRepeated();
    void badArgumentsReachNobody();

private:
    QJsonObject page(const QJsonObject &more = {});
    QJsonObject http(const QString &path, QJsonObject more = {});

    std::unique_ptr<FakeHost> m_host;
    std::unique_ptr<ToolServer> m_server;
    std::unique_ptr<ToolStage> m_stage;
};

void TestWebTools::init()
{
    m_host = std::make_unique<FakeHost>();
    m_server = std::make_unique<ToolServer>();
    m_stage = std::make_unique<ToolStage>(*m_host);
}

void TestWebTools::cleanup()
{
    m_stage.reset();
    m_server.reset();
    QCOMPARE(m_host->time.pendingTimers(), 0);
}

QJsonObject TestWebTools::page(const QJsonObject &more)
{
    QJsonObject props{{u"name"_s, u"web_page"_s}, {u"allowedHosts"_s, QJsonArray{u"127.0.0.1"_s}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        props.insert(it.key(), it.value());
    return m_stage->tool(props);
}

QJsonObject TestWebTools::http(const QString &path, QJsonObject more)
{
    more.insert(u"name"_s, u"call"_s);
    more.insert(u"kind"_s, u"http"_s);
    more.insert(u"url"_s, m_server->url(path));
    if (!more.contains(u"allowedHosts"_s))
        more.insert(u"allowedHosts"_s, QJsonArray{u"127.0.0.1"_s});
    return m_stage->tool(more);
}

void TestWebTools::fetchesAPage()
{
    m_server->answer("/a", "text/html; charset=utf-8",
                     "<title>T</title><script>x</script><p>Hello <a href=\"/b\">there</a>");
    const JobRun run = m_stage->call(page(), {{u"url"_s, m_server->url(u"/a"_s)}});
    QTRY_VERIFY(run.ended());
    QCOMPARE(resultOf(run), u"# T\n\nHello there (%1)"_s.arg(m_server->url(u"/b"_s)));
    QVERIFY(!isErrorResult(run));
    QVERIFY(m_server->requests.first().contains("User-Agent: CReactStudio/"));
}

void TestWebTools::pageMayBeTextOrJson_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::newRow("text") << QByteArray("text/plain") << QByteArray("a <b>\n  c")
                          << u"a <b>\n  c"_s;
    QTest::newRow("JSON") << QByteArray("application/json; charset=utf-8")
                          << QByteArray("{ \"z\": \"a \\\" b\",\n  \"a\": [1, 2] }")
                          << u"{\"z\":\"a \\\" b\",\"a\":[1,2]}"_s;
    QTest::newRow("other JSON") << QByteArray("application/ld+json") << QByteArray("[ ]")
                                << u"[]"_s;
    QTest::newRow("broken JSON") << QByteArray("application/json") << QByteArray("{ a") << u"{ a"_s;
    QTest::newRow("XML") << QByteArray("application/xml") << QByteArray("<a> b</a>")
                         << u"<a> b</a>"_s;
    QTest::newRow("empty") << QByteArray("text/plain") << QByteArray()
                           << u"(The answer is empty; HTTP status 200.)"_s;
}

void TestWebTools::pageMayBeTextOrJson()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    m_server->answer("/a", type, body);
    const JobRun run = m_stage->call(page(), {{u"url"_s, m_server->url(u"/a"_s)}});
    QTRY_VERIFY(run.ended());
    QTEST(resultOf(run), "text");
}

void TestWebTools::pageOfAnotherKindIsRefused_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("image") << QByteArray("image/png") << QByteArray("\x89PNG");
    QTest::newRow("bytes") << QByteArray("application/octet-stream") << QByteArray("a\0b", 3);
}

void TestWebTools::pageOfAnotherKindIsRefused()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    m_server->answer("/a", type, body);
    const JobRun run = m_stage->call(page(), {{u"url"_s, m_server->url(u"/a"_s)}});
    QTRY_VERIFY(run.ended());
    QVERIFY(isErrorResult(run));
    QVERIFY2(resultOf(run).contains(QString::fromLatin1(type)), qPrintable(resultOf(run)));
}

void TestWebTools::loopbackIsRefusedUnlessListed()
{
    const JobRun run = m_stage->call(page({{u"allowedHosts"_s, QJsonValue()}}),
                                     {{u"url"_s, m_server->url(u"/a"_s)}});
    QVERIFY(run.ended());
    QVERIFY(isErrorResult(run));
    QVERIFY2(resultOf(run).startsWith(u"Error: The host \"127.0.0.1\" is at a private"_s),
             qPrintable(resultOf(run)));
    QVERIFY(resultOf(run).contains(u"allowedHosts"_s));
    QCOMPARE(m_server->requests.size(), 0);
}

void TestWebTools::tooLongPageIsAnError()
{
    m_server->answer("/a", "text/plain", QByteArray(3 * 1024 * 1024, 'x'));
    const JobRun run = m_stage->call(page(), {{u"url"_s, m_server->url(u"/a"_s)}});
    QTRY_VERIFY(run.ended());
    QVERIFY(isErrorResult(run));
    QVERIFY2(resultOf(run).contains(u"sent more than 2097152 bytes"_s), qPrintable(resultOf(run)));
}

void TestWebTools::timeLimitIsTheTools()
{
    m_server->hangs = true;
    const JobRun run =
        m_stage->call(page({{u"timeoutSeconds"_s, 3}}), {{u"url"_s, m_server->url(u"/a"_s)}});
    QTRY_COMPARE(m_server->requests.size(), 1);
    m_host->time.advance(2'999);
    QVERIFY(!run.ended());
    m_host->time.advance(1);
    QVERIFY(run.ended());
    QVERIFY(isErrorResult(run));
    QVERIFY(resultOf(run).contains(u"within 3 seconds"_s));
}

void TestWebTools::longResultIsCut()
{
    m_server->answer("/a", "text/plain", QByteArray(40'000, 'x'));
    const JobRun byDefault = m_stage->call(page(), {{u"url"_s, m_server->url(u"/a"_s)}});
    QTRY_VERIFY(byDefault.ended());
    QVERIFY(resultOf(byDefault).endsWith(u"x\n[cut: 32000 of 40000 bytes]"_s));
    const JobRun byProp =
        m_stage->call(page({{u"maxBytes"_s, 100}}), {{u"url"_s, m_server->url(u"/a"_s)}});
    QTRY_VERIFY(byProp.ended());
    QCOMPARE(resultOf(byProp), QString(100, u'x') + u"\n[cut: 100 of 40000 bytes]"_s);
}

void TestWebTools::sendsArgumentsInAddressAndBody()
{
    m_server->answer("/items/a%2Fb?q=c%20d", "application/json", "{\"ok\": true}");
    const QJsonObject tool =
        http(u"/items/{id}?q={q}"_s,
             {{u"method"_s, u"PUT"_s},
              {u"headers"_s, QJsonObject{{u"X-Plain"_s, u"1"_s}}},
              {u"body"_s, QJsonObject{{u"title"_s, u"{title}"_s}, {u"n"_s, 1}}}});
    const JobRun run =
        m_stage->call(tool, {{u"id"_s, u"a/b"_s}, {u"q"_s, u"c d"_s}, {u"title"_s, u"\"x\""_s}});
    QTRY_VERIFY(run.ended());
    QCOMPARE(resultOf(run), u"{\"ok\":true}"_s);
    const QByteArray request = m_server->requests.first();
    QVERIFY2(request.startsWith("PUT /items/a%2Fb?q=c%20d HTTP/1.1\r\n"), request.constData());
    QVERIFY(request.contains("X-Plain: 1\r\n"));
    QVERIFY(request.contains("application/json\r\n"));
    QVERIFY(request.endsWith("\r\n\r\n{\"n\":1,\"title\":\"\\\"x\\\"\"}"));
}

void TestWebTools::failedStatusIsToldWithItsBody()
{
    m_server->answer("/a", "application/json", "{ \"why\": \"gone\" }", "410 Gone");
    const JobRun run = m_stage->call(http(u"/a"_s), {});
    QTRY_VERIFY(run.ended());
    QVERIFY(isErrorResult(run));
    QCOMPARE(resultOf(run), u"Error: HTTP status 410 from 127.0.0.1.\n{\"why\":\"gone\"}"_s);
}

void TestWebTools::redirectStaysWithinTheHosts()
{
    ToolServer other;
    m_server->answers["/a"] = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "
        + other.url(u"/b"_s).toLatin1() + "\r\n\r\n";
    const QString own = u"127.0.0.1:%1"_s.arg(m_server->serverPort());
    const JobRun run = m_stage->call(http(u"/a"_s, {{u"allowedHosts"_s, QJsonArray{own}}}), {});
    QTRY_VERIFY(run.ended());
    QVERIFY(isErrorResult(run));
    QVERIFY2(resultOf(run).contains(u"private or local"_s), qPrintable(resultOf(run)));
    QCOMPARE(other.requests.size(), 0);
}

void TestWebTools::secretIsSentAndNeverShown()
{
    QProcessEnvironment environment;
    environment.insert(u"ITEMS_KEY"_s, secretValue);
    environment.insert(u"ITEMS_KEY_ORIGIN"_s,
                       u"https://x.example, %1"_s.arg(m_server->url(QString())));
    m_stage = std::make_unique<ToolStage>(*m_host, environment);
    m_server->answer("/a", "text/plain", "you sent " + secretValue.toUtf8());
    const QJsonObject headers{
        {u"Authorization"_s,
         QJsonObject{{u"secret"_s, u"ITEMS_KEY"_s}, {u"prefix"_s, u"Bearer "_s}}}};
    const JobRun run = m_stage->call(http(u"/a"_s, {{u"headers"_s, headers}}), {});
    QTRY_VERIFY(run.ended());
    QVERIFY(m_server->requests.first().contains("Authorization: Bearer " + secretValue.toUtf8()));
    QCOMPARE(resultOf(run), u"you sent [secret removed]"_s);
    for (const NodeRecord &record : m_host->records.nodes())
        QVERIFY(!QJsonDocument(toJson(record)).toJson().contains(secretValue.toUtf8()));
}

void TestWebTools::secretComesFromTheDotEnv()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u".env"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("ITEMS_KEY=" + secretValue.toUtf8()
               + "\nITEMS_KEY_ORIGIN=" + m_server->url(QString()).toUtf8() + '\n');
    file.close();
    m_stage = std::make_unique<ToolStage>(*m_host, QProcessEnvironment(), folder.path());
    m_server->answer("/a", "text/plain", "ok");
    const QJsonObject headers{{u"X-Key"_s, QJsonObject{{u"secret"_s, u"ITEMS_KEY"_s}}}};
    const JobRun run = m_stage->call(http(u"/a"_s, {{u"headers"_s, headers}}), {});
    QTRY_VERIFY(run.ended());
    QVERIFY(m_server->requests.first().contains("X-Key: " + secretValue.toUtf8() + "\r\n"));
}

void TestWebTools::secretIsNotSentElsewhere_data()
{
    QTest::addColumn<QString>("origin");
    QTest::addColumn<QString>("dotEnv");
    QTest::newRow("bound to nothing") << QString() << QString();
    QTest::newRow("bound to another host") << u"https://api.example.org"_s << QString();
    QTest::newRow("bound to another port") << u"http://127.0.0.1:1"_s << QString();
    QTest::newRow("bound to this one by a .env from elsewhere")
        << u"https://api.example.org"_s << u"ITEMS_KEY_ORIGIN=%1\n"_s;
}

/// A document, or a `.env` that came with it, must not take a key of the environment along.
void TestWebTools::secretIsNotSentElsewhere()
{
    QFETCH(QString, origin);
    QFETCH(QString, dotEnv);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u".env"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(dotEnv.isEmpty() ? QByteArray() : dotEnv.arg(m_server->url(QString())).toUtf8());
    file.close();
    QProcessEnvironment environment;
    environment.insert(u"ITEMS_KEY"_s, secretValue);
    if (!origin.isEmpty())
        environment.insert(u"ITEMS_KEY_ORIGIN"_s, origin);
    m_stage = std::make_unique<ToolStage>(*m_host, environment, folder.path());
    const QJsonObject headers{{u"X-Key"_s, QJsonObject{{u"secret"_s, u"ITEMS_KEY"_s}}}};
    const JobRun run = m_stage->call(http(u"/a"_s, {{u"headers"_s, headers}}), {});
    QTRY_VERIFY(run.ended());
    QVERIFY(isErrorResult(run));
    QVERIFY2(resultOf(run).contains(u"ITEMS_KEY is not for http://127.0.0.1"_s),
             qPrintable(resultOf(run)));
    QVERIFY(resultOf(run).contains(u"ITEMS_KEY_ORIGIN"_s));
    QVERIFY(!resultOf(run).contains(secretValue));
    QCOMPARE(m_server->requests.size(), 0);
}

void TestWebTools::brokenConnectionIsNotRepeated()
{
    ToolServer closing;
    closing.hangs = true;
    QObject::connect(&closing, &QTcpServer::newConnection, &closing, [&closing] {
        for (QTcpSocket *socket : closing.findChildren<QTcpSocket *>())
            QObject::connect(socket, &QTcpSocket::readyRead, socket,
                             &QTcpSocket::disconnectFromHost);
    });
    const JobRun run =
        m_stage->call(m_stage->tool({{u"name"_s, u"call"_s},
                                     {u"kind"_s, u"http"_s},
                                     {u"url"_s, closing.url(u"/a"_s)},
                                     {u"method"_s, u"POST"_s},
                                     {u"allowedHosts"_s, QJsonArray{u"127.0.0.1"_s}}}),
                      {});
    QTRY_VERIFY(run.ended());
    QVERIFY(isErrorResult(run));
    QVERIFY(resultOf(run).contains(u"closed the connection"_s));
    QVERIFY(resultOf(run).endsWith(u"it is not known whether it took effect."_s));
    QCOMPARE(closing.requests.size(), 1);
}

void TestWebTools::badArgumentsReachNobody()
{
    const QJsonObject tool = http(u"/items/{id}"_s, {{u"method"_s, u"DELETE"_s}});
    for (const QJsonObject &args : {QJsonObject(), QJsonObject{{u"id"_s, QString()}},
                                    QJsonObject{{u"id"_s, u".."_s}}, QJsonObject{{u"id"_s, 7}}}) {
        const JobRun run = m_stage->call(tool, args);
        QVERIFY(run.ended());
        QVERIFY(isErrorResult(run));
        QVERIFY2(resultOf(run).startsWith(u"Error: arguments.id"_s), qPrintable(resultOf(run)));
    }
    QCOMPARE(m_server->requests.size(), 0);
}

QTEST_GUILESS_MAIN(TestWebTools)
#include "tst_webtools.moc"
