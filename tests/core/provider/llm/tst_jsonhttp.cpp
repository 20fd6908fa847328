// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/jsonhttp.h"

#include "core/provider/demo/demoserver.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;
using Fault = DemoServer::Fault;

namespace {

const QString completions = u"/v1/chat/completions"_s;

/// Answers every connection with the same bytes; keeps what it was sent.
class RawServer : public QTcpServer {
public:
    explicit RawServer(QByteArray answer)
        : m_answer(std::move(answer))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                received += socket->readAll();
                if (received.endsWith("\r\n\r\n") || received.endsWith("{}")) {
                    socket->write(m_answer);
                    socket->disconnectFromHost();
                }
            });
        });
    }
    QUrl url(const QString &path = u"/"_s) const
    {
        return QUrl(u"http://127.0.0.1:%1%2"_s.arg(serverPort()).arg(path));
    }
    QByteArray received;

private:
    QByteArray m_answer;
};

QByteArray redirectTo(const QUrl &url)
{
    return "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + url.toEncoded() + "\r\n\r\n";
}

} // namespace

class TestJsonHttp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void postsOnce();
    void postsOnceWhenTheServerClosesWithoutAnAnswer();
    void nobodyListens();
    void unknownHostName();
    void notHttp_data();
    void notHttp();
    void speaksNoHttp();
    void hangEndsAtTheDeadline();
    void cancelClosesTheSocketAtOnce();
    void destructionAnswersEveryCall();
    void postIsNotRedirected();
    void getFollowsRedirectsWithoutTheKey();
    void redirectLoopEnds();
    void redirectToFileIsRefused();
    void tooLongAnswerIsCutOff();
    void environmentProxyIsNotUsedForLoopback();
    void manyAtOnceAreNotQueued();
    void furtherHeadersGoToTheirOriginOnly();
    void headersOfTheAnswerAreRead();
    void bytesComeInPieces();
    void aStreamHasALimitToo();
    void aStreamMayBeCancelledInAPiece();

private:
    HttpRequest post(const QUrl &url = {}) const;
    void send(const HttpRequest &request);
    bool failedWith(ErrorCode code) const
    {
        return m_answer && !m_answer->ok() && m_answer->error().code == code;
    }

    ManualClock m_clock;
    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<JsonHttp> m_http;
    std::optional<Result<HttpAnswer>> m_answer;
    JsonHttp::CallId m_call = 0;
    int m_answers = 0;
};

void TestJsonHttp::init()
{
    m_server = std::make_unique<DemoServer>(m_clock);
    QVERIFY(m_server->start().ok());
    m_http = std::make_unique<JsonHttp>(m_clock);
    m_answer.reset();
    m_answers = 0;
}

void TestJsonHttp::cleanup()
{
    m_http.reset();
    m_server.reset();
    QCOMPARE(m_clock.pendingTimers(), 0);
}

HttpRequest TestJsonHttp::post(const QUrl &url) const
{
    HttpRequest request;
    request.url =
        url.isEmpty() ? QUrl(m_server->baseUrl().toString() + u"/chat/completions"_s) : url;
    request.body = R"({"model": "m", "messages": [{"role": "user", "content": "Hello"}]})";
    request.who = u"The model endpoint"_s;
    request.bearer = u"planted-key-1234"_s;
    return request;
}

void TestJsonHttp::send(const HttpRequest &request)
{
    m_call = m_http->send(request, [this](Result<HttpAnswer> answer) {
        m_answer.emplace(std::move(answer));
        ++m_answers;
    });
}

void TestJsonHttp::postsOnce()
{
    send(post());
    QTRY_VERIFY(m_answer.has_value());
    QVERIFY(m_answer->ok());
    QCOMPARE(m_answer->value().status, 200);
    QVERIFY(m_answer->value().body.contains("creact-demo"));
    QCOMPARE(m_server->requestCount(completions), 1);
    QCOMPARE(m_server->log().first().request, *post().body);
    QCOMPARE(m_server->log().first().authorization, QByteArray("Bearer planted-key-1234"));
    QCOMPARE(m_http->callsUnderWay(), 0);
}

void TestJsonHttp::postsOnceWhenTheServerClosesWithoutAnAnswer()
{
    m_server->failNext(Fault::Close, 5);
    send(post());
    QTRY_VERIFY(failedWith(ErrorCode::ModelUnreachable));
    QVERIFY2(m_answer->error().message.contains(u"closed the connection"_s),
             qPrintable(m_answer->error().message));
    // A second try would have come before this one is answered.
    m_server->failNext(Fault::None);
    send(post());
    QTRY_COMPARE(m_answers, 2);
    QCOMPARE(m_server->requestCount(completions), 2);
}

void TestJsonHttp::nobodyListens()
{
    const QUrl gone(m_server->baseUrl().toString() + u"/chat/completions"_s);
    m_server.reset();
    send(post(gone));
    QTRY_VERIFY(failedWith(ErrorCode::ModelUnreachable));
    QVERIFY(m_answer->error().message.contains(u"127.0.0.1:%1"_s.arg(gone.port())));
    QVERIFY(!m_answer->error().hint.isEmpty());
}

void TestJsonHttp::unknownHostName()
{
    send(post(QUrl(u"http://nothing.invalid/v1"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(failedWith(ErrorCode::ModelUnreachable), 20'000);
    QVERIFY(m_answer->error().message.contains(u"nothing.invalid"_s));
}

void TestJsonHttp::notHttp_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address : {"file:///etc/passwd", "qrc:/demo/encyclopedia.json", "data:,x", ""})
        QTest::newRow(address) << QString::fromLatin1(address);
}

void TestJsonHttp::notHttp()
{
    QFETCH(QString, address);
    HttpRequest request = post();
    request.url = QUrl(address);
    send(request);
    QVERIFY(failedWith(ErrorCode::InvalidArgument));
}

void TestJsonHttp::speaksNoHttp()
{
    RawServer server("SSH-2.0-OpenSSH_9.2\r\n");
    HttpRequest request = post(server.url());
    request.body = "{}";
    send(request);
    QTRY_VERIFY(failedWith(ErrorCode::ModelUnreachable));
}

void TestJsonHttp::hangEndsAtTheDeadline()
{
    m_server->failNext(Fault::Hang);
    send(post());
    QTRY_COMPARE(m_server->requestCount(completions), 1);
    m_clock.advance(29'999);
    QVERIFY(!m_answer.has_value());
    m_clock.advance(1);
    QVERIFY(failedWith(ErrorCode::TimedOut));
    QVERIFY(m_answer->error().message.contains(u"30 seconds"_s));
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void TestJsonHttp::cancelClosesTheSocketAtOnce()
{
    m_server->failNext(Fault::Hang);
    send(post());
    QTRY_COMPARE(m_server->requestCount(completions), 1);
    m_http->cancel(m_call);
    QVERIFY(failedWith(ErrorCode::Cancelled));
    QTRY_COMPARE(m_server->openConnections(), 0);
    m_http->cancel(m_call);
    QCOMPARE(m_answers, 1);
}

void TestJsonHttp::destructionAnswersEveryCall()
{
    m_server->failNext(Fault::Hang, 3);
    for (int i = 0; i < 3; ++i)
        send(post());
    m_http.reset();
    QCOMPARE(m_answers, 3);
    QVERIFY(failedWith(ErrorCode::Cancelled));
}

void TestJsonHttp::postIsNotRedirected()
{
    DemoServer other(m_clock);
    QVERIFY(other.start().ok());
    m_server->setRedirectTarget(QUrl(other.baseUrl().toString() + u"/chat/completions"_s));
    m_server->failNext(Fault::Redirect);
    send(post());
    QTRY_VERIFY(failedWith(ErrorCode::ModelUnreachable));
    QVERIFY(m_answer->error().message.contains(u"redirects"_s));
    QCOMPARE(other.log().size(), 0);
}

void TestJsonHttp::getFollowsRedirectsWithoutTheKey()
{
    RawServer front(redirectTo(QUrl(m_server->baseUrl().toString() + u"/models"_s)));
    HttpRequest request = post(front.url());
    request.body.reset();
    send(request);
    QTRY_VERIFY(m_answer.has_value());
    QVERIFY(m_answer->ok());
    QCOMPARE(m_answer->value().status, 200);
    QVERIFY(front.received.contains("planted-key-1234"));
    QCOMPARE(m_server->log().first().authorization, QByteArray());
}

void TestJsonHttp::redirectLoopEnds()
{
    RawServer loop(redirectTo(QUrl(u"/again"_s)));
    HttpRequest request = post(loop.url());
    request.body.reset();
    send(request);
    QTRY_VERIFY(failedWith(ErrorCode::ModelUnreachable));
    QCOMPARE(loop.received.count("GET "), 6);
}

void TestJsonHttp::redirectToFileIsRefused()
{
    RawServer front(redirectTo(QUrl(u"file:///etc/passwd"_s)));
    HttpRequest request = post(front.url());
    request.body.reset();
    send(request);
    QTRY_VERIFY(failedWith(ErrorCode::ModelUnreachable));
}

void TestJsonHttp::tooLongAnswerIsCutOff()
{
    HttpRequest request = post();
    request.maxBytes = 50;
    send(request);
    QTRY_VERIFY(failedWith(ErrorCode::ModelUnreachable));
    QVERIFY(m_answer->error().message.contains(u"more than 50 bytes"_s));
}

void TestJsonHttp::environmentProxyIsNotUsedForLoopback()
{
    qputenv("http_proxy", "http://127.0.0.1:1");
    send(post());
    QTRY_VERIFY(m_answer.has_value());
    qunsetenv("http_proxy");
    QVERIFY(m_answer->ok());
}

void TestJsonHttp::manyAtOnceAreNotQueued()
{
    m_server->failNext(Fault::Hang, 16);
    for (int i = 0; i < 16; ++i)
        send(post());
    QTRY_COMPARE(m_server->requestCount(completions), 16);
    m_http->cancelAll();
    QCOMPARE(m_answers, 16);
}

void TestJsonHttp::furtherHeadersGoToTheirOriginOnly()
{
    RawServer elsewhere("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    RawServer first(redirectTo(elsewhere.url()));
    HttpRequest request = post(first.url());
    request.body.reset();
    request.headers = {{"X-Api-Key", "planted-header-9876"}};
    send(request);
    QTRY_VERIFY(m_answer.has_value());
    QVERIFY(m_answer->ok());
    QVERIFY(first.received.contains("X-Api-Key: planted-header-9876\r\n"));
    QVERIFY(!elsewhere.received.isEmpty());
    QVERIFY(!elsewhere.received.contains("planted-header"));
}

void TestJsonHttp::headersOfTheAnswerAreRead()
{
    RawServer server("HTTP/1.1 503 X\r\nX-Should-Retry: false\r\nContent-Length: 0\r\n\r\n");
    HttpRequest request = post(server.url());
    request.body = "{}";
    send(request);
    QTRY_VERIFY(m_answer.has_value());
    QCOMPARE(m_answer->value().header("x-should-retry"), "false");
    QCOMPARE(m_answer->value().header("retry-after"), QByteArray());
}

void TestJsonHttp::bytesComeInPieces()
{
    QByteArray all;
    HttpRequest request = post();
    request.onBytes = [&](const QByteArray &bytes) { all += bytes; };
    send(request);
    QTRY_VERIFY(m_answer.has_value());
    QVERIFY(all.contains("creact-demo"));
    QCOMPARE(m_answer->value().body, QByteArray());
    // What is no 2xx is no stream.
    all.clear();
    m_answer.reset();
    m_server->failNext(Fault::ServerError);
    send(request);
    QTRY_VERIFY(m_answer.has_value());
    QCOMPARE(all, QByteArray());
    QVERIFY(m_answer->value().body.contains("Something broke"));
}

void TestJsonHttp::aStreamHasALimitToo()
{
    RawServer server("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(300'000, 'x'));
    qsizetype got = 0;
    HttpRequest request = post(server.url());
    request.body = "{}";
    request.maxBytes = 200'000;
    request.onBytes = [&](const QByteArray &bytes) { got += bytes.size(); };
    send(request);
    QTRY_VERIFY(failedWith(ErrorCode::ModelUnreachable));
    QVERIFY(m_answer->error().message.contains(u"200000 bytes"_s));
    QVERIFY(got <= 200'000);
}

void TestJsonHttp::aStreamMayBeCancelledInAPiece()
{
    HttpRequest request = post();
    request.onBytes = [&](const QByteArray &) { m_http->cancel(m_call); };
    send(request);
    QTRY_VERIFY(failedWith(ErrorCode::Cancelled));
    QCOMPARE(m_answers, 1);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

QTEST_GUILESS_MAIN(TestJsonHttp)
#include "tst_jsonhttp.moc"
