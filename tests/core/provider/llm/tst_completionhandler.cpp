// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/completionhandler.h"

#include "core/provider/demo/demoserver.h"
#include "core/provider/llm/modelaccess.h"
#include "core/provider/llm/register.h"
#include "tests/core/provider/llm/handlerhost.h"

#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;
using Fault = DemoServer::Fault;

namespace {

const QString plantedKey = u"planted-key-0123456789"_s;

QJsonObject user(const QString &content)
{
    return {{u"role"_s, u"user"_s}, {u"content"_s, content}};
}

QJsonObject wikipediaTool()
{
    return {{u"id"_s, u"wiki"_s},
            {u"name"_s, u"wikipedia"_s},
            {u"description"_s, u"Search"_s},
            {u"kind"_s, u"wikipedia"_s},
            {u"parameters"_s,
             QJsonObject{{u"type"_s, u"object"_s},
                         {u"properties"_s,
                          QJsonObject{{u"query"_s, QJsonObject{{u"type"_s, u"string"_s}}}}}}}};
}

QJsonObject propsOf(const QString &question, const QJsonArray &tools = {wikipediaTool()})
{
    return {{u"model"_s, u"m"_s},
            {u"messages"_s, QJsonArray{user(question)}},
            {u"tools"_s, tools},
            {u"requestId"_s, u"r1"_s}};
}

} // namespace

class TestCompletionHandler : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void sendsWhatTheApiWants();
    void answersWithText();
    void answersWithToolCalls();
    void severalCallsInOneAnswer();
    void refusesProps_data();
    void refusesProps();
    void faultsBecomeErrors_data();
    void faultsBecomeErrors();
    void badArgumentsAreKeptForTheTool();
    void hangTimesOut();
    void slowIsNoError();
    void cancelEndsTheJob();
    void stopEndsTheJob();
    void unknownEndpointProfile();
    void keyIsNowhere_data();
    void keyIsNowhere();
    void shortKeysAreNotEchoedEither();
    void auditsNoContents();
    void demoStartsWhenNothingIsSetUp();

private:
    QJsonObject sentBody() const
    {
        return QJsonDocument::fromJson(m_server->log().last().request).object();
    }
    JobRun run(const QJsonObject &props) { return runJob(*m_handler, props); }

    std::unique_ptr<HandlerHost> m_host;
    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<ModelAccess> m_access;
    std::unique_ptr<CompletionHandler> m_handler;
};

void TestCompletionHandler::init()
{
    m_host = std::make_unique<HandlerHost>();
    m_server = std::make_unique<DemoServer>(m_host->m_clock);
    QVERIFY(m_server->start().ok());
    ProviderOptions options;
    options.endpoint = m_server->baseUrl();
    options.apiKey = plantedKey;
    // Tries are told of in tst_completioncall.
    options.modelRetries = 0;
    m_access = std::make_unique<ModelAccess>(options, QProcessEnvironment());
    m_handler = std::make_unique<CompletionHandler>(*m_access);
    m_handler->start(*m_host);
}

void TestCompletionHandler::cleanup()
{
    m_handler->stop();
    m_handler.reset();
    m_access.reset();
    m_server.reset();
}

void TestCompletionHandler::sendsWhatTheApiWants()
{
    QJsonObject props = propsOf(u"Hello"_s);
    props.insert(u"model"_s,
                 QJsonObject{{u"id"_s, u"x"_s},
                             {u"model"_s, u"gpt-4o-mini"_s},
                             {u"endpoint"_s, QJsonValue()},
                             {u"temperature"_s, 0.5},
                             {u"maxTokens"_s, 100}});
    const QJsonObject call{{u"id"_s, u"c1"_s},
                           {u"name"_s, u"wikipedia"_s},
                           {u"args"_s, QJsonObject{{u"query"_s, u"q"_s}}}};
    props.insert(
        u"messages"_s,
        QJsonArray{
            QJsonObject{
                {u"role"_s, u"tool"_s}, {u"tool_call_id"_s, u"cut off"_s}, {u"content"_s, u"x"_s}},
            QJsonObject{{u"role"_s, u"system"_s}, {u"content"_s, u"Be brief"_s}},
            QJsonObject{{u"role"_s, u"assistant"_s},
                        {u"content"_s, u""_s},
                        {u"toolCalls"_s, QJsonArray{call}}},
            QJsonObject{{u"role"_s, u"tool"_s},
                        {u"tool_call_id"_s, u"c1"_s},
                        {u"content"_s, QJsonObject{{u"a"_s, 1}}}},
            QJsonObject{{u"id"_s, u"m"_s}, {u"role"_s, u"user"_s}, {u"content"_s, u"Hi"_s}},
        });
    const JobRun job = run(props);
    QTRY_VERIFY(job.ok());
    const char *expected = R"({
        "model": "gpt-4o-mini", "temperature": 0.5, "max_tokens": 100,
        "stream": true, "stream_options": {"include_usage": true},
        "messages": [
          {"role": "system", "content": "Be brief"},
          {"role": "assistant", "content": "", "tool_calls": [{"id": "c1", "type": "function",
             "function": {"name": "wikipedia", "arguments": "{\"query\":\"q\"}"}}]},
          {"role": "tool", "tool_call_id": "c1", "content": "{\"a\":1}"},
          {"role": "user", "content": "Hi"}],
        "tools": [{"type": "function", "function": {"name": "wikipedia", "description": "Search",
           "parameters": {"type": "object", "properties": {"query": {"type": "string"}}}}}]})";
    QCOMPARE(sentBody(), QJsonDocument::fromJson(expected).object());
    QCOMPARE(m_server->log().last().authorization, QByteArray("Bearer ") + plantedKey.toUtf8());
    QCOMPARE(m_host->activities,
             QStringList({u"asking gpt-4o-mini…"_s, u"gpt-4o-mini answers…"_s, u""_s}));
}

void TestCompletionHandler::answersWithText()
{
    const JobRun job = run(propsOf(u"Hello"_s));
    QTRY_VERIFY(job.ok());
    const QJsonObject outputs = job.outputs();
    QCOMPARE(outputs.value(u"id"_s).toString(), u"node"_s);
    QVERIFY(
        outputs.value(u"content"_s).toString().endsWith(u"— demo model, offline encyclopedia"_s));
    QCOMPARE(outputs.value(u"toolCalls"_s), QJsonValue(QJsonArray()));
    QCOMPARE(outputs.value(u"finishReason"_s).toString(), u"stop"_s);
    QVERIFY(outputs.value(u"usage"_s)[u"totalTokens"_s].toInt() > 0);
}

void TestCompletionHandler::answersWithToolCalls()
{
    const JobRun job = run(propsOf(u"Who was Ada Lovelace?"_s));
    QTRY_VERIFY(job.ok());
    const QJsonArray calls = job.outputs().value(u"toolCalls"_s).toArray();
    QCOMPARE(calls.size(), 1);
    QCOMPARE(calls.first()[u"name"_s].toString(), u"wikipedia"_s);
    QCOMPARE(calls.first()[u"args"_s][u"query"_s].toString(), u"Ada Lovelace"_s);
    QVERIFY(!calls.first()[u"id"_s].toString().isEmpty());
    QCOMPARE(job.outputs().value(u"content"_s).toString(), QString());
    QCOMPARE(job.outputs().value(u"finishReason"_s).toString(), u"tool_calls"_s);
}

void TestCompletionHandler::severalCallsInOneAnswer()
{
    const JobRun job = run(propsOf(u"Compare Alan Turing and Grace Hopper"_s));
    QTRY_VERIFY(job.ok());
    const QJsonArray calls = job.outputs().value(u"toolCalls"_s).toArray();
    QCOMPARE(calls.size(), 2);
    QVERIFY(calls.at(0)[u"id"_s] != calls.at(1)[u"id"_s]);
}

void TestCompletionHandler::refusesProps_data()
{
    QTest::addColumn<QJsonObject>("change");
    QTest::addColumn<QString>("says");
    const auto messages = [](const QJsonValue &value) {
        return QJsonObject{{u"messages"_s, value}};
    };
    QTest::newRow("no messages") << messages(QJsonArray()) << u"no messages"_s;
    QTest::newRow("no object") << messages(QJsonArray{user(u"x"_s), u"y"_s}) << u"Message 2"_s;
    QTest::newRow("unknown role") << messages(
        QJsonArray{QJsonObject{{u"role"_s, u"boss"_s}, {u"content"_s, u"x"_s}}})
                                  << u"role"_s;
    QTest::newRow("no content") << messages(QJsonArray{QJsonObject{{u"role"_s, u"user"_s}}})
                                << u"content"_s;
    QTest::newRow("no model") << QJsonObject{{u"model"_s, QJsonObject()}} << u"no model"_s;
    QTest::newRow("nameless tool")
        << QJsonObject{{u"tools"_s, QJsonArray{QJsonObject()}}} << u"no name"_s;
    QTest::newRow("same tool twice")
        << QJsonObject{{u"tools"_s, QJsonArray{wikipediaTool(), wikipediaTool()}}}
        << u"wikipedia"_s;
}

void TestCompletionHandler::refusesProps()
{
    QFETCH(QJsonObject, change);
    QFETCH(QString, says);
    QJsonObject props = propsOf(u"Hello"_s);
    for (auto it = change.begin(); it != change.end(); ++it)
        props.insert(it.key(), it.value());
    const JobRun job = run(props);
    QVERIFY(job.ended());
    QCOMPARE(job.error().code, ErrorCode::InvalidProps);
    QVERIFY2(job.error().message.contains(says), qPrintable(job.error().message));
    QCOMPARE(job.error().where, u"node"_s);
    QCOMPARE(m_server->log().size(), 0);
}

void TestCompletionHandler::faultsBecomeErrors_data()
{
    QTest::addColumn<DemoServer::Fault>("fault");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("says");
    QTest::newRow("500") << Fault::ServerError << ErrorCode::ModelFailed << u"Something broke"_s;
    QTest::newRow("429") << Fault::RateLimited << ErrorCode::ModelRateLimited << u"HTTP 429"_s;
    QTest::newRow("401") << Fault::Unauthorized << ErrorCode::ModelUnauthorized << u"the key"_s;
    QTest::newRow("400") << Fault::Rejected << ErrorCode::ModelRejected << u"does not exist"_s;
    QTest::newRow("JSON") << Fault::InvalidJson << ErrorCode::ModelAnswerInvalid << u"JSON"_s;
    QTest::newRow("choices") << Fault::NoChoices << ErrorCode::ModelAnswerInvalid << u"choices"_s;
    QTest::newRow("empty") << Fault::EmptyContent << ErrorCode::ModelAnswerEmpty << u"nothing"_s;
    QTest::newRow("tool") << Fault::UnknownTool << ErrorCode::UnknownTool << u"launch_rocket"_s;
    QTest::newRow("closed") << Fault::Close << ErrorCode::ModelUnreachable << u"closed"_s;
    QTest::newRow("redirect") << Fault::Redirect << ErrorCode::ModelUnreachable << u"redirects"_s;
}

void TestCompletionHandler::faultsBecomeErrors()
{
    QFETCH(DemoServer::Fault, fault);
    QFETCH(QString, says);
    m_server->setRedirectTarget(QUrl(u"http://127.0.0.1:1/v1/chat/completions"_s));
    m_server->failNext(fault);
    const JobRun job = run(propsOf(u"Who was Ada Lovelace?"_s));
    QTRY_VERIFY(job.ended());
    QVERIFY(!job.ok());
    QTEST(job.error().code, "code");
    QVERIFY2(job.error().message.contains(says), qPrintable(job.error().message));
    QVERIFY(job.error().where.contains(u"127.0.0.1:%1"_s.arg(m_server->port())));
    QVERIFY(!job.error().hint.isEmpty());
    if (fault == Fault::RateLimited)
        QVERIFY(job.error().hint.contains(u"Retry-After: 7"_s));
    QCOMPARE(m_server->requestCount(u"/v1/chat/completions"_s), 1);
    QCOMPARE(m_host->audits.size(), 1);
    QCOMPARE(m_host->audits.first().details.value(u"error"_s).toString(),
             codeName(job.error().code));
    QCOMPARE(m_host->activities.last(), QString());

    // And the next one works.
    const JobRun next = run(propsOf(u"Hello"_s));
    QTRY_VERIFY(next.ok());
}

void TestCompletionHandler::badArgumentsAreKeptForTheTool()
{
    m_server->failNext(Fault::BadToolArguments);
    const JobRun job = run(propsOf(u"Who was Ada Lovelace?"_s));
    QTRY_VERIFY(job.ok());
    const QJsonValue call = job.outputs().value(u"toolCalls"_s).toArray().first();
    QCOMPARE(call[u"args"_s], QJsonValue(QJsonObject{{u"_raw"_s, u"{\"query\": Ada"_s}}));
}

void TestCompletionHandler::hangTimesOut()
{
    m_server->failNext(Fault::Hang);
    const JobRun job = run(propsOf(u"Hello"_s));
    QTRY_COMPARE(m_server->log().size(), 1);
    m_host->m_clock.advance(m_access->modelTimeout());
    QCOMPARE(job.error().code, ErrorCode::TimedOut);
    QVERIFY(job.error().message.contains(u"120 seconds"_s));
}

void TestCompletionHandler::slowIsNoError()
{
    m_server->failNext(Fault::Slow);
    const JobRun job = run(propsOf(u"Hello"_s));
    QTRY_COMPARE(m_server->requestCount(u"/v1/chat/completions"_s), 1);
    QVERIFY(!job.ended());
    m_host->m_clock.advance(DemoServer::slowDelay);
    QTRY_VERIFY(job.ok());
    QCOMPARE(m_host->audits.first().details.value(u"ms"_s).toInt(), 2000);
}

void TestCompletionHandler::cancelEndsTheJob()
{
    m_server->failNext(Fault::Hang);
    const JobRun job = run(propsOf(u"Hello"_s));
    QTRY_COMPARE(m_server->openConnections(), 1);
    QTRY_COMPARE(m_server->log().size(), 1);
    job.job->cancel();
    QCOMPARE(job.error().code, ErrorCode::Cancelled);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void TestCompletionHandler::stopEndsTheJob()
{
    m_server->failNext(Fault::Hang);
    const JobRun job = run(propsOf(u"Hello"_s));
    m_handler->stop();
    QCOMPARE(job.error().code, ErrorCode::Cancelled);
    const JobRun late = run(propsOf(u"Hello"_s));
    QCOMPARE(late.error().code, ErrorCode::Cancelled);
}

void TestCompletionHandler::unknownEndpointProfile()
{
    QJsonObject props = propsOf(u"Hello"_s);
    props.insert(u"model"_s,
                 QJsonObject{{u"model"_s, u"m"_s}, {u"endpoint"_s, u"http://evil/v1"_s}});
    const JobRun job = run(props);
    QCOMPARE(job.error().code, ErrorCode::NotFound);
}

void TestCompletionHandler::keyIsNowhere_data()
{
    faultsBecomeErrors_data();
}

void TestCompletionHandler::keyIsNowhere()
{
    QFETCH(DemoServer::Fault, fault);
    m_server->failNext(fault);
    // The question makes the demo model say the key back in its answer, too.
    const JobRun failing = run(propsOf(u"Hello"_s));
    const JobRun echoing = run(propsOf(u"Who was %1?"_s.arg(plantedKey), {}));
    QTRY_VERIFY(failing.ended() && echoing.ended());
    const QString all = m_host->said()
        + QString::fromUtf8(QJsonDocument(failing.error().toJson()).toJson())
        + QString::fromUtf8(QJsonDocument(echoing.outputs()).toJson());
    QVERIFY2(!all.contains(plantedKey), qPrintable(all));
    QVERIFY(m_access->label().contains(u"127.0.0.1"_s));
}

void TestCompletionHandler::shortKeysAreNotEchoedEither()
{
    ProviderOptions options;
    options.endpoint = m_server->baseUrl();
    options.apiKey = u"s3cr3t"_s;
    ModelAccess access(options, QProcessEnvironment());
    CompletionHandler handler(access);
    handler.start(*m_host);
    m_server->failNext(Fault::Unauthorized);
    const JobRun job = runJob(handler, propsOf(u"Hello"_s));
    QTRY_VERIFY(job.ended());
    QCOMPARE(job.error().code, ErrorCode::ModelUnauthorized);
    QVERIFY(m_server->log().last().response.contains("s3cr3t"));
    QVERIFY2(!job.error().message.contains(u"s3cr3t"_s), qPrintable(job.error().message));
}

void TestCompletionHandler::auditsNoContents()
{
    const JobRun job = run(propsOf(u"Who was Ada Lovelace?"_s));
    QTRY_VERIFY(job.ok());
    QCOMPARE(m_host->audits.size(), 1);
    const AuditEntry entry = m_host->audits.first();
    QCOMPARE(entry.action, u"model_call"_s);
    QCOMPARE(entry.details.value(u"model"_s).toString(), u"m"_s);
    QCOMPARE(entry.details.value(u"requestId"_s).toString(), u"r1"_s);
    QVERIFY(entry.details.value(u"totalTokens"_s).toInt() > 0);
    QVERIFY(!m_host->said().contains(u"Ada"_s));
}

void TestCompletionHandler::demoStartsWhenNothingIsSetUp()
{
    QTemporaryDir dir;
    ProviderOptions options;
    options.documentDir = dir.path();
    ModelAccess access(options, QProcessEnvironment());
    CompletionHandler handler(access);
    handler.start(*m_host);
    QVERIFY(access.isDemo());
    QCOMPARE(access.label(), u"demo model"_s);
    QVERIFY(!access.demoServer());
    const JobRun job = runJob(handler, propsOf(u"Hello"_s));
    QTRY_VERIFY(job.ok());
    QVERIFY(access.demoServer());
    QCOMPARE(access.demoServer()->log().first().authorization, QByteArray());
    QCOMPARE(access.wikipedia()->port(), int(access.demoServer()->port()));
}

QTEST_GUILESS_MAIN(TestCompletionHandler)
#include "tst_completionhandler.moc"
