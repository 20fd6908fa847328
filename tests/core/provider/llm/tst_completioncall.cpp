// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/completioncall.h"

#include "tests/core/provider/llm/scriptserver.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
const QString key = u"planted-key-0123456789"_s;
} // namespace

class TestCompletionCall : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void textComesAsItIsWritten();
    void aServerThatDoesNotStreamIsUnderstood();
    void withoutStreamingNothingIsSaidBefore();
    void theEndMarkIsTheEnd();
    void retriesWhatMayPass_data();
    void retriesWhatMayPass();
    void retriesWhenNobodyListens();
    void whatDoesNotPassIsAskedOnce_data();
    void whatDoesNotPassIsAskedOnce();
    void givesUpAfterTheLastRetry();
    void waitsAsLongAsTheServerAsks();
    void doesNotWaitForEver();
    void anAnswerThatBeganIsNotAskedAgain_data();
    void anAnswerThatBeganIsNotAskedAgain();
    void cancelWhileWaitingEndsAtOnce();
    void cancelWhileStreamingClosesTheSocket();
    void oneDeadlineForAllTries();
    void noTimeLeftForAnotherTry();
    void silenceIsNoError();
    void refusedStreamOptionsAreLeftOut();
    void refusedStreamingIsLeftOut();
    void theKeyIsTakenOutOfTheStream();
    void theClientIsGoneBeforeTheEnd();

private:
    void start(std::initializer_list<ScriptServer::Answer> answers, int maxRetries = 2,
               bool stream = true);
    bool ok() const { return m_end && m_end->ok(); }
    Error error() const { return m_end && !m_end->ok() ? m_end->error() : Error(); }
    qsizetype asked() const { return m_server->requests.size(); }

    ManualClock m_clock;
    std::unique_ptr<ScriptServer> m_server;
    std::unique_ptr<JsonHttp> m_http;
    std::unique_ptr<CompletionCall> m_call;
    std::optional<Result<CompletionAnswer>> m_end;
    QList<TextDelta> m_said;
    QList<CompletionCall::Retry> m_waits;
    QString m_text;
    CompletionCall::Ask m_ask;
};

void TestCompletionCall::init()
{
    m_server = std::make_unique<ScriptServer>();
    m_http = std::make_unique<JsonHttp>(m_clock);
    m_end.reset();
    m_said.clear();
    m_waits.clear();
    m_text.clear();
    m_ask = {};
    m_ask.request.model = u"m"_s;
    m_ask.request.body = {{u"model"_s, u"m"_s}};
    m_ask.endpoint = {ModelEndpoint::Source::Option, m_server->baseUrl(), key};
    m_ask.timeout = 100s;
}

void TestCompletionCall::cleanup()
{
    m_call.reset();
    QCOMPARE(m_http->callsUnderWay(), 0);
    m_http.reset();
    m_server.reset();
    QCOMPARE(m_clock.pendingTimers(), 0);
}

void TestCompletionCall::start(std::initializer_list<ScriptServer::Answer> answers, int maxRetries,
                               bool stream)
{
    m_server->answers = answers;
    m_ask.maxRetries = maxRetries;
    m_ask.stream = stream;
    m_call = std::make_unique<CompletionCall>(*m_http, m_clock, m_ask);
    connect(m_call.get(), &CompletionCall::said, this, [this](const TextDelta &delta) {
        m_said.append(delta);
        m_text += delta.content;
    });
    connect(m_call.get(), &CompletionCall::waits, this,
            [this](const CompletionCall::Retry &retry) { m_waits.append(retry); });
    connect(m_call.get(), &CompletionCall::ended, this,
            [this](const Result<CompletionAnswer> &answer) {
                QVERIFY(!m_end);
                m_end = answer;
            });
    m_call->start();
}

void TestCompletionCall::textComesAsItIsWritten()
{
    start({{ScriptServer::sse(ScriptServer::text("Hel")), true}});
    QTRY_COMPARE(m_text, u"Hel"_s);
    QCOMPARE(m_said.first(), (TextDelta{{}, {}, true}));
    m_server->sendMore(ScriptServer::text("lo"));
    QTRY_COMPARE(m_text, u"Hello"_s);
    QVERIFY(!m_end);
    m_server->sendMore(R"(data: {"choices":[{"delta":{},"finish_reason":"stop"}]})"
                       "\n\n"
                       R"(data: {"choices":[],"usage":{"total_tokens":7}})"
                       "\n\n");
    m_server->closeLast();
    QTRY_VERIFY(ok());
    QCOMPARE(m_end->value().content, u"Hello"_s);
    QCOMPARE(m_end->value().usage, QJsonObject({{u"totalTokens"_s, 7}}));
    QCOMPARE(asked(), 1);
    QCOMPARE(m_server->body(0),
             QJsonObject({{u"model"_s, u"m"_s},
                          {u"stream"_s, true},
                          {u"stream_options"_s, QJsonObject{{u"include_usage"_s, true}}}}));
    const QByteArray head = m_server->requests.first().toLower();
    QVERIFY(head.contains("\r\naccept: text/event-stream, application/json\r\n"));
    QVERIFY(head.contains("\r\naccept-encoding: identity\r\n"));
}

void TestCompletionCall::aServerThatDoesNotStreamIsUnderstood()
{
    start({{ScriptServer::status(200, {}, R"({"choices":[{"message":{"content":"Hello"}}]})")}});
    QTRY_VERIFY(ok());
    QCOMPARE(m_end->value().content, u"Hello"_s);
    QCOMPARE(m_said.size(), 1);
}

void TestCompletionCall::withoutStreamingNothingIsSaidBefore()
{
    start({{ScriptServer::status(200, {}, R"({"choices":[{"message":{"content":"Hello"}}]})")}}, 2,
          false);
    QTRY_VERIFY(ok());
    QCOMPARE(m_server->body(0), QJsonObject({{u"model"_s, u"m"_s}}));
}

void TestCompletionCall::theEndMarkIsTheEnd()
{
    start({{ScriptServer::sse(ScriptServer::text("Hello") + ScriptServer::stop), true}});
    QTRY_VERIFY(ok());
    QTRY_COMPARE(m_server->gone, 1);
}

void TestCompletionCall::retriesWhatMayPass_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<ErrorCode>("code");
    for (const int status : {408, 409, 429, 500, 503}) {
        QTest::addRow("%d", status) << ScriptServer::status(status)
                                    << (status == 429       ? ErrorCode::ModelRateLimited
                                            : status >= 500 ? ErrorCode::ModelFailed
                                                            : ErrorCode::ModelRejected);
    }
    QTest::newRow("closed") << QByteArray() << ErrorCode::ModelUnreachable;
    QTest::newRow("told to") << ScriptServer::status(400, "x-should-retry: true\r\n")
                             << ErrorCode::ModelRejected;
}

void TestCompletionCall::retriesWhatMayPass()
{
    QFETCH(QByteArray, answer);
    start({{answer}, {ScriptServer::sse(ScriptServer::text("Hi") + ScriptServer::stop)}});
    QTRY_COMPARE(m_waits.size(), 1);
    QTEST(m_waits.first().error.code, "code");
    QCOMPARE(m_waits.first().number, 1);
    QCOMPARE(m_waits.first().most, 2);
    QVERIFY(m_waits.first().wait >= 375ms && m_waits.first().wait <= 500ms);
    QVERIFY(!m_end);
    m_clock.advance(m_waits.first().wait - 1ms);
    QCOMPARE(m_http->callsUnderWay(), 0);
    m_clock.advance(1);
    QTRY_VERIFY(ok());
    QCOMPARE(asked(), 2);
    QCOMPARE(m_call->attempts(), 2);
    QCOMPARE(m_text, u"Hi"_s);
}

void TestCompletionCall::retriesWhenNobodyListens()
{
    m_server->close();
    start({{QByteArray()}}, 1);
    QTRY_COMPARE(m_waits.size(), 1);
    m_clock.advance(500);
    QTRY_VERIFY(m_end);
    QCOMPARE(error().code, ErrorCode::ModelUnreachable);
    QVERIFY(error().message.contains(u"nothing listens"_s));
    QVERIFY2(error().hint.contains(u"asked 2 times"_s), qPrintable(error().hint));
}

void TestCompletionCall::whatDoesNotPassIsAskedOnce_data()
{
    QTest::addColumn<QByteArray>("answer");
    for (const int status : {400, 401, 403, 404, 422})
        QTest::addRow("%d", status) << ScriptServer::status(status);
    QTest::newRow("told not to") << ScriptServer::status(503, "x-should-retry: false\r\n");
    QTest::newRow("redirect") << ScriptServer::status(307, "Location: http://127.0.0.1:1/\r\n");
    QTest::newRow("no JSON") << ScriptServer::status(200, {}, "hello");
}

void TestCompletionCall::whatDoesNotPassIsAskedOnce()
{
    QFETCH(QByteArray, answer);
    start({{answer}});
    QTRY_VERIFY(m_end);
    QVERIFY(!ok());
    QCOMPARE(asked(), 1);
    QCOMPARE(m_waits.size(), 0);
}

void TestCompletionCall::givesUpAfterTheLastRetry()
{
    start({{ScriptServer::status(500)}});
    for (int retry = 1; retry <= 2; ++retry) {
        QTRY_COMPARE(m_waits.size(), retry);
        m_clock.advance(m_waits.last().wait);
    }
    QTRY_VERIFY(m_end);
    QCOMPARE(error().code, ErrorCode::ModelFailed);
    QVERIFY2(error().hint.contains(u"asked 3 times"_s), qPrintable(error().hint));
    QCOMPARE(asked(), 3);
}

void TestCompletionCall::waitsAsLongAsTheServerAsks()
{
    start({{ScriptServer::status(429, "Retry-After: 30\r\n")},
           {ScriptServer::status(429, "retry-after-ms: 1500\r\nRetry-After: 2\r\n")},
           {ScriptServer::sse(ScriptServer::text("Hi") + ScriptServer::stop)}});
    QTRY_COMPARE(m_waits.size(), 1);
    QCOMPARE(m_waits.last().wait, 30s);
    m_clock.advance(30s);
    QTRY_COMPARE(m_waits.size(), 2);
    QCOMPARE(m_waits.last().wait, 1500ms);
    m_clock.advance(1500);
    QTRY_VERIFY(ok());
}

void TestCompletionCall::doesNotWaitForEver()
{
    start({{ScriptServer::status(429, "Retry-After: 3600\r\n")}});
    QTRY_VERIFY(m_end);
    QCOMPARE(error().code, ErrorCode::ModelRateLimited);
    QVERIFY2(error().hint.contains(u"3600 seconds"_s), qPrintable(error().hint));
    QCOMPARE(asked(), 1);
}

void TestCompletionCall::anAnswerThatBeganIsNotAskedAgain_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<ErrorCode>("code");
    const QByteArray chunked =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    const QByteArray text = ScriptServer::text("Hel");
    QTest::newRow("cut chunked body") << chunked + QByteArray::number(text.size(), 16) + "\r\n"
            + text + "\r\n" << ErrorCode::ModelUnreachable;
    QTest::newRow("cut known length")
        << "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\n"
            + text
        << ErrorCode::ModelUnreachable;
    QTest::newRow("error in the stream") << ScriptServer::sse(
        text + "data: {\"error\":{\"message\":\"overloaded\",\"code\":503}}\n\n")
                                         << ErrorCode::ModelFailed;
    QTest::newRow("keep-alive only") << chunked + "5\r\n: hi\n\r\n" << ErrorCode::ModelUnreachable;
}

void TestCompletionCall::anAnswerThatBeganIsNotAskedAgain()
{
    QFETCH(QByteArray, answer);
    start({{answer}});
    QTRY_VERIFY(m_end);
    QTEST(error().code, "code");
    QCOMPARE(asked(), 1);
    QCOMPARE(m_waits.size(), 0);
}

void TestCompletionCall::cancelWhileWaitingEndsAtOnce()
{
    start({{ScriptServer::status(500)}});
    QTRY_COMPARE(m_waits.size(), 1);
    m_call->cancel();
    QCOMPARE(error().code, ErrorCode::Cancelled);
    m_clock.advance(10s);
    QCOMPARE(m_http->callsUnderWay(), 0);
    QCOMPARE(asked(), 1);
}

void TestCompletionCall::cancelWhileStreamingClosesTheSocket()
{
    start({{ScriptServer::sse(ScriptServer::text("Hel")), true}});
    QTRY_COMPARE(m_text, u"Hel"_s);
    m_call->cancel();
    QCOMPARE(error().code, ErrorCode::Cancelled);
    QTRY_COMPARE(m_server->gone, 1);
    QCOMPARE(m_text, u"Hel"_s);
}

void TestCompletionCall::oneDeadlineForAllTries()
{
    start({{ScriptServer::status(429, "Retry-After: 60\r\n")}, {QByteArray(), true}});
    QTRY_COMPARE(m_waits.size(), 1);
    m_clock.advance(60s);
    QTRY_COMPARE(asked(), 2);
    m_clock.advance(39'999);
    QVERIFY(!m_end);
    m_clock.advance(1);
    QCOMPARE(error().code, ErrorCode::TimedOut);
    QVERIFY2(error().message.contains(u"within 100 seconds"_s), qPrintable(error().message));
}

void TestCompletionCall::noTimeLeftForAnotherTry()
{
    start({{ScriptServer::status(429, "Retry-After: 110\r\n")}});
    QTRY_VERIFY(m_end);
    QCOMPARE(error().code, ErrorCode::ModelRateLimited);
    QVERIFY2(error().hint.contains(u"no time left"_s), qPrintable(error().hint));
}

void TestCompletionCall::silenceIsNoError()
{
    start({{ScriptServer::sse({}), true}});
    QTRY_COMPARE(asked(), 1);
    m_clock.advance(99s);
    QVERIFY(!m_end);
    m_server->sendMore(ScriptServer::text("Late") + ScriptServer::stop);
    QTRY_VERIFY(ok());
}

void TestCompletionCall::refusedStreamOptionsAreLeftOut()
{
    start({{ScriptServer::status(400, {}, R"({"detail":"Unknown parameter: stream_options"})")},
           {ScriptServer::sse(ScriptServer::text("Hi") + ScriptServer::stop)}},
          0);
    QTRY_VERIFY(ok());
    QCOMPARE(asked(), 2);
    QCOMPARE(m_server->body(1), QJsonObject({{u"model"_s, u"m"_s}, {u"stream"_s, true}}));
    QVERIFY(m_call->refusedStreamUsage());
    QVERIFY(!m_call->refusedStream());
}

void TestCompletionCall::refusedStreamingIsLeftOut()
{
    start({{ScriptServer::status(
               400, {}, R"({"error":{"message":"Streaming is not supported with tools"}})")},
           {ScriptServer::status(200, {}, R"({"choices":[{"message":{"content":"Hello"}}]})")}},
          0);
    QTRY_VERIFY(ok());
    QCOMPARE(asked(), 2);
    QCOMPARE(m_server->body(1), QJsonObject({{u"model"_s, u"m"_s}}));
    QVERIFY(m_call->refusedStream());
}

void TestCompletionCall::theKeyIsTakenOutOfTheStream()
{
    start({{ScriptServer::sse(ScriptServer::text("it is planted-ke")), true}});
    QTRY_COMPARE(m_text, u"it is "_s);
    m_server->sendMore(ScriptServer::text("y-01234") + ScriptServer::text("56789, planted")
                       + ScriptServer::stop);
    QTRY_VERIFY(ok());
    QCOMPARE(m_text, u"it is [key removed], planted"_s);
    QCOMPARE(m_end->value().content, m_text);
}

void TestCompletionCall::theClientIsGoneBeforeTheEnd()
{
    start({{ScriptServer::sse(ScriptServer::text("Hel")), true}});
    QTRY_COMPARE(m_text, u"Hel"_s);
    m_call.reset();
    QTRY_COMPARE(m_server->gone, 1);
    QVERIFY(!m_end);
}

QTEST_GUILESS_MAIN(TestCompletionCall)
#include "tst_completioncall.moc"
