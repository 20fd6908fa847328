// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/demoserver.h"
#include "core/provider/llm/completionhandler.h"
#include "core/provider/llm/modelaccess.h"
#include "tests/core/provider/llm/handlerhost.h"
#include "tests/core/provider/llm/scriptserver.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Fault = DemoServer::Fault;

namespace {

QJsonObject propsOf(const QString &question)
{
    return {
        {u"model"_s, u"m"_s},
        {u"messages"_s, QJsonArray{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, question}}}},
        {u"requestId"_s, u"r1"_s}};
}

} // namespace

/// What a Completion shows and counts while it runs: words, tries, budget.
class TestCompletionRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void wordsGoOutAsTheyCome();
    void aCutAnswerSaysSo();
    void triesAgainInSightOfAll();
    void stopEndsAWaitBetweenTries();
    void aRefusedWishIsRememberedForTheEndpoint();
    void theBudgetLandsWithTheAnswer();
    void theBudgetRefusesAndSurvivesARestart();
    void theBudgetOfFailedCallsSurvivesARestart();
    void aModelByNameHasATurnBudget();
    void callsInFlightCountForTheBudget();

private:
    JobRun run(const QJsonObject &props) { return runJob(*m_handler, props); }
    void useRetries(int retries, const QUrl &url = {});
    void putModel(const QJsonObject &store = {});

    std::unique_ptr<HandlerHost> m_host;
    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<ModelAccess> m_access;
    std::unique_ptr<CompletionHandler> m_handler;
};

void TestCompletionRun::init()
{
    m_host = std::make_unique<HandlerHost>();
    m_server = std::make_unique<DemoServer>(m_host->m_clock);
    QVERIFY(m_server->start().ok());
    useRetries(0);
}

void TestCompletionRun::cleanup()
{
    m_handler->stop();
    m_handler.reset();
    m_access.reset();
    m_server.reset();
}

/// A handler anew, as after a restart.
void TestCompletionRun::useRetries(int retries, const QUrl &url)
{
    ProviderOptions options;
    options.endpoint = url.isEmpty() ? m_server->baseUrl() : url;
    options.modelRetries = retries;
    m_handler.reset();
    m_access = std::make_unique<ModelAccess>(options, QProcessEnvironment());
    m_handler = std::make_unique<CompletionHandler>(*m_access);
    m_handler->start(*m_host);
}

void TestCompletionRun::putModel(const QJsonObject &store)
{
    NodeRecord model;
    model.id = NodeId::root(u"chat-model"_s);
    model.constructType = u"ChatModel"_s;
    model.store = store;
    m_host->records.put(model);
}

void TestCompletionRun::wordsGoOutAsTheyCome()
{
    m_server->setWordPause(10ms);
    QString text;
    QList<TextDelta> deltas;
    connect(m_handler.get(), &ConstructHandler::said, this,
            [&](const QString &node, const TextDelta &delta) {
                QCOMPARE(node, u"node"_s);
                text += delta.content;
                deltas += delta;
            });
    const JobRun job = run(propsOf(u"Hello"_s));
    QTRY_COMPARE(m_server->log().size(), 1);
    QCOMPARE(deltas, QList<TextDelta>({{{}, {}, true}}));
    m_host->m_clock.advance(20);
    QTRY_COMPARE(text, u"Hello! Ask "_s);
    QVERIFY(!job.ended());
    m_host->m_clock.advance(10'000);
    QTRY_VERIFY(job.ok());
    QCOMPARE(job.outputs()[u"content"_s].toString(), text);
    QCOMPARE(job.outputs()[u"reasoning"_s], QJsonValue(QString()));
    QVERIFY(!m_host->said().contains(u"Hello"_s));
}

void TestCompletionRun::aCutAnswerSaysSo()
{
    ScriptServer server;
    server.answers = {{ScriptServer::sse(
        ScriptServer::text("Once upon")
        + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\n")}};
    useRetries(0, server.baseUrl());
    const JobRun job = run(propsOf(u"Hello"_s));
    QTRY_VERIFY(job.ok());
    QCOMPARE(job.outputs()[u"finishReason"_s].toString(), u"length"_s);
    const QString content = job.outputs()[u"content"_s].toString();
    QVERIFY2(content.startsWith(u"Once upon\n\n*[The answer was cut off"_s), qPrintable(content));
}

void TestCompletionRun::triesAgainInSightOfAll()
{
    useRetries(2);
    m_server->failNext(Fault::RateLimited);
    const JobRun job = run(propsOf(u"Hello"_s));
    QTRY_COMPARE(m_host->activities.last(), u"m: asks again in 7 s (2 of 3): rate limited"_s);
    QCOMPARE(m_host->audits.last().action, u"model_retry"_s);
    const QJsonObject details = m_host->audits.last().details;
    QCOMPARE(details[u"error"_s].toString(), u"model_rate_limited"_s);
    QCOMPARE(details[u"waitMs"_s].toInt(), 7000);
    QCOMPARE(details[u"requestId"_s].toString(), u"r1"_s);
    m_host->m_clock.advance(7000);
    QTRY_VERIFY(job.ok());
    QCOMPARE(m_host->audits.last().action, u"model_call"_s);
    QCOMPARE(m_host->audits.last().details[u"attempts"_s].toInt(), 2);
}

void TestCompletionRun::stopEndsAWaitBetweenTries()
{
    useRetries(2);
    m_server->failNext(Fault::ServerError);
    const JobRun job = run(propsOf(u"Hello"_s));
    QTRY_COMPARE(m_host->audits.size(), 1);
    m_handler->stop();
    QCOMPARE(job.error().code, ErrorCode::Cancelled);
    QCOMPARE(m_host->m_clock.pendingTimers(), 0);
}

void TestCompletionRun::aRefusedWishIsRememberedForTheEndpoint()
{
    ScriptServer server;
    const ScriptServer::Answer good{
        ScriptServer::sse(ScriptServer::text("Hi") + ScriptServer::stop)};
    server.answers = {{ScriptServer::status(400, {}, R"({"detail":"stream_options?"})")}, good};
    useRetries(0, server.baseUrl());
    for (int i = 0; i < 2; ++i) {
        const JobRun job = run(propsOf(u"Hello"_s));
        QTRY_VERIFY(job.ok());
    }
    QCOMPARE(server.requests.size(), 3);
    QVERIFY(!server.body(2).contains(u"stream_options"_s));
}

void TestCompletionRun::theBudgetLandsWithTheAnswer()
{
    putModel({{u"other"_s, 1}});
    QJsonObject props = propsOf(u"Hello"_s);
    props.insert(u"model"_s, QJsonObject{{u"id"_s, u"chat-model"_s}, {u"model"_s, u"m"_s}});
    const JobRun job = run(props);
    QTRY_VERIFY(job.ok());
    QCOMPARE(job.others().size(), 1);
    const NodePatch patch = job.others().first();
    QCOMPARE(patch.nodeId, u"chat-model"_s);
    QVERIFY(patch.outputs.isEmpty());
    QCOMPARE((*patch.store)[u"other"_s].toInt(), 1);
    const QJsonValue budget = (*patch.store)[u"budget"_s];
    QCOMPARE(budget[u"calls"_s].toInt(), 1);
    QCOMPARE(budget[u"tokens"_s], job.outputs()[u"usage"_s][u"totalTokens"_s]);
    QCOMPARE(budget[u"turns"_s][0][u"id"_s].toString(), u"r1"_s);
}

void TestCompletionRun::theBudgetRefusesAndSurvivesARestart()
{
    putModel();
    QJsonObject props = propsOf(u"Hello"_s);
    props.insert(
        u"model"_s,
        QJsonObject{{u"id"_s, u"chat-model"_s}, {u"model"_s, u"m"_s}, {u"maxDayCalls"_s, 2}});
    m_server->failNext(Fault::ServerError);
    const JobRun failed = run(props);
    QTRY_VERIFY(failed.ended());
    const JobRun good = run(props);
    QTRY_VERIFY(good.ok());
    putModel(*good.others().first().store);
    useRetries(0);
    const JobRun refused = run(props);
    QCOMPARE(refused.error().code, ErrorCode::BudgetExceeded);
    QVERIFY2(refused.error().message.contains(u"2 calls of 2"_s),
             qPrintable(refused.error().message));
    QCOMPARE(refused.error().where, u"node"_s);
    QCOMPARE(m_host->audits.last().action, u"model_refused"_s);
    QCOMPARE(m_host->audits.last().details[u"error"_s].toString(), u"budget_exceeded"_s);
    QCOMPARE(m_server->requestCount(u"/v1/chat/completions"_s), 2);
}

void TestCompletionRun::theBudgetOfFailedCallsSurvivesARestart()
{
    putModel();
    QJsonObject props = propsOf(u"Hello"_s);
    props.insert(
        u"model"_s,
        QJsonObject{{u"id"_s, u"chat-model"_s}, {u"model"_s, u"m"_s}, {u"maxDayCalls"_s, 2}});
    m_server->failNext(Fault::ServerError);
    m_server->failNext(Fault::Hang);
    const JobRun failed = run(props);
    QTRY_VERIFY(failed.ended());
    QCOMPARE(failed.error().code, ErrorCode::ModelFailed);
    const JobRun stopped = run(props);
    stopped.job->cancel();
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
    QCOMPARE(failed.others().size(), 1);
    QCOMPARE((*failed.others().first().store)[u"budget"_s][u"calls"_s].toInt(), 1);
    putModel(*stopped.others().first().store);
    useRetries(0);
    const JobRun refused = run(props);
    QCOMPARE(refused.error().code, ErrorCode::BudgetExceeded);
}

void TestCompletionRun::aModelByNameHasATurnBudget()
{
    m_server->failNext(Fault::Hang, 50);
    QList<JobRun> jobs;
    for (int i = 0; i < 50; ++i)
        jobs += run(propsOf(u"Hello"_s));
    const JobRun last = run(propsOf(u"Hello"_s));
    QCOMPARE(last.error().code, ErrorCode::BudgetExceeded);
    QVERIFY(last.error().hint.contains(u"maxTurnCalls"_s));
    QVERIFY(!jobs.last().ended());
    QJsonObject other = propsOf(u"Hello"_s);
    other.insert(u"requestId"_s, u"r2"_s);
    QVERIFY(!run(other).ended());
    m_handler->stop();
}

void TestCompletionRun::callsInFlightCountForTheBudget()
{
    putModel();
    QJsonObject props = propsOf(u"Hello"_s);
    props.insert(
        u"model"_s,
        QJsonObject{{u"id"_s, u"chat-model"_s}, {u"model"_s, u"m"_s}, {u"maxTurnCalls"_s, 2}});
    const JobRun first = run(props);
    const JobRun second = run(props);
    const JobRun third = run(props);
    QCOMPARE(third.error().code, ErrorCode::BudgetExceeded);
    QTRY_VERIFY(first.ok() && second.ok());
}

QTEST_GUILESS_MAIN(TestCompletionRun)
#include "tst_completionrun.moc"
