// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/demoserver.h"

#include "core/provider/llm/completionhandler.h"
#include "core/provider/llm/modelaccess.h"
#include "core/provider/tools/approvals.h"
#include "core/provider/tools/toolexechandler.h"
#include "core/provider/tools/toolhandler.h"
#include "core/provider/tools/toolkinds.h"
#include "tests/core/provider/llm/handlerhost.h"

#include <QRandomGenerator>
#include <QTcpSocket>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

/// The demo endpoint through the same handlers that a stack uses, and through a bare socket.
class TestDemoServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aTurnAnswersFromTheEncyclopedia();
    void aTurnWithSeveralRounds();
    void aTurnWithSeveralCalls();
    void aTurnWithTheEncyclopediaFailing();
    void badArgumentsCanBeMended();
    void outputsEqualTheLog();
    void answersPlainRequests_data();
    void answersPlainRequests();
    void streamsWordByWord();
    void logIsBounded();
    void clientThatLeavesIsForgotten();

private:
    JobRun complete();
    QString turn(const QString &question);
    QByteArray raw(const QByteArray &request);

    std::unique_ptr<HandlerHost> m_host;
    std::unique_ptr<ModelAccess> m_access;
    std::unique_ptr<CompletionHandler> m_completion;
    ToolApprovals m_approvals;
    std::unique_ptr<ToolExecHandler> m_exec;
    DemoServer *m_server = nullptr;
    QJsonArray m_tools;
    QJsonArray m_messages;
    QList<QJsonObject> m_outputs;
};

void TestDemoServer::init()
{
    m_host = std::make_unique<HandlerHost>();
    m_access = std::make_unique<ModelAccess>(ProviderOptions(), QProcessEnvironment());
    m_completion = std::make_unique<CompletionHandler>(*m_access);
    const auto kinds = std::make_shared<const ToolKinds>(*m_access);
    m_exec = std::make_unique<ToolExecHandler>(*m_access, kinds, m_approvals);
    m_completion->start(*m_host);
    m_exec->start(*m_host);
    QVERIFY(m_access->endpoint().ok());
    m_server = m_access->demoServer();
    ToolHandler tool(kinds);
    m_tools = {runJob(tool, {{u"name"_s, u"wikipedia"_s}}).outputs()};
    m_messages = {};
    m_outputs.clear();
}

void TestDemoServer::cleanup()
{
    m_completion->stop();
    m_exec->stop();
    m_completion.reset();
    m_exec.reset();
    m_access.reset();
}

JobRun TestDemoServer::complete()
{
    const JobRun job =
        runJob(*m_completion,
               {{u"model"_s, u"any"_s}, {u"messages"_s, m_messages}, {u"tools"_s, m_tools}});
    [&] { QTRY_VERIFY(job.ended()); }();
    m_outputs.append(job.outputs());
    return job;
}

/// As the agent template does it.
QString TestDemoServer::turn(const QString &question)
{
    m_messages.append(QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, question}});
    for (int round = 0; round < 8; ++round) {
        const QJsonObject completion = complete().outputs();
        const QJsonArray calls = completion.value(u"toolCalls"_s).toArray();
        if (calls.isEmpty())
            return completion.value(u"content"_s).toString();
        m_messages.append(QJsonObject{{u"role"_s, u"assistant"_s}, {u"toolCalls"_s, calls}});
        for (const QJsonValue &call : calls) {
            const JobRun exec = runJob(*m_exec,
                                       {{u"callId"_s, call[u"id"_s]},
                                        {u"name"_s, call[u"name"_s]},
                                        {u"args"_s, call[u"args"_s]},
                                        {u"tools"_s, m_tools}});
            [&] { QTRY_VERIFY(exec.ended()); }();
            m_messages.append(QJsonObject{{u"role"_s, u"tool"_s},
                                          {u"tool_call_id"_s, call[u"id"_s]},
                                          {u"content"_s, exec.outputs().value(u"result"_s)}});
        }
    }
    return u"no end"_s;
}

QByteArray TestDemoServer::raw(const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_server->port());
    socket.write(request);
    [&] { QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState); }();
    return socket.readAll();
}

void TestDemoServer::aTurnAnswersFromTheEncyclopedia()
{
    const QString word = u"zorb%1"_s.arg(QRandomGenerator::global()->generate());
    m_server->encyclopedia().addArticle(u"Quuxland"_s, u"Quuxland exports %1 only."_s.arg(word));
    const QString answer = turn(u"What is Quuxland?"_s);
    QVERIFY2(answer.contains(word), qPrintable(answer));
    QVERIFY(answer.contains(u"demo model"_s));
    QVERIFY(turn(u"Who was Ada Lovelace?"_s).contains(u"English mathematician"_s));
}

void TestDemoServer::aTurnWithSeveralRounds()
{
    const QString answer = turn(u"Who was the Countess of Lovelace?"_s);
    QVERIFY2(answer.contains(u"English mathematician"_s), qPrintable(answer));
    QCOMPARE(m_server->requestCount(u"/v1/chat/completions"_s), 3);
    QCOMPARE(m_server->requestCount(u"/w/api.php"_s), 2);
}

void TestDemoServer::aTurnWithSeveralCalls()
{
    const QString answer = turn(u"Compare Alan Turing and Grace Hopper"_s);
    QVERIFY2(answer.contains(u"Turing machine"_s) && answer.contains(u"compilers"_s),
             qPrintable(answer));
    QCOMPARE(m_server->requestCount(u"/v1/chat/completions"_s), 2);
}

void TestDemoServer::aTurnWithTheEncyclopediaFailing()
{
    m_server->failNextSearch(DemoServer::Fault::ServerError, 2);
    const QString answer = turn(u"Who was Ada Lovelace?"_s);
    QVERIFY(!answer.contains(u"mathematician"_s));
    QVERIFY2(answer.contains(u"HTTP status 500"_s), qPrintable(answer));
}

void TestDemoServer::badArgumentsCanBeMended()
{
    m_server->failNext(DemoServer::Fault::BadToolArguments);
    const QString answer = turn(u"Who was Ada Lovelace?"_s);
    QVERIFY2(answer.contains(u"not a JSON object"_s), qPrintable(answer));
}

void TestDemoServer::outputsEqualTheLog()
{
    turn(u"Who was Ada Lovelace?"_s);
    QCOMPARE(m_outputs.size(), 2);
    const QJsonValue last =
        QJsonDocument::fromJson(m_server->log().last().response)[u"choices"_s][0][u"message"_s];
    QCOMPARE(m_outputs.last().value(u"content"_s), last[u"content"_s]);
    const QJsonValue first =
        QJsonDocument::fromJson(m_server->log().first().response)[u"choices"_s][0][u"message"_s];
    QCOMPARE(m_outputs.first().value(u"toolCalls"_s)[0][u"id"_s],
             first[u"tool_calls"_s][0][u"id"_s]);
}

void TestDemoServer::answersPlainRequests_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const QByteArray post = "POST /v1/chat/completions HTTP/1.1\r\n";
    QTest::newRow("models") << QByteArray("GET /v1/models HTTP/1.1\r\n\r\n") << 200;
    QTest::newRow("unknown route") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 404;
    QTest::newRow("wrong method") << QByteArray("GET /v1/chat/completions HTTP/1.1\r\n\r\n") << 404;
    QTest::newRow("no messages") << post + "Content-Length: 2\r\n\r\n{}" << 400;
    QTest::newRow("no JSON") << post + "Content-Length: 1\r\n\r\n{" << 400;
    QTest::newRow("streaming") << post + "Content-Length: 44\r\n\r\n"
            + R"({"model":"m","messages":[],"stream":true}   )"
                               << 200;
    QTest::newRow("bad length") << post + "Content-Length: -1\r\n\r\n" << 413;
    QTest::newRow("huge length") << post + "Content-Length: 99999999999999999999\r\n\r\n" << 413;
    QTest::newRow("no request") << QByteArray("hello\r\n\r\n") << 400;
    QTest::newRow("endless head") << QByteArray(40'000, 'x') << 400;
}

void TestDemoServer::answersPlainRequests()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    const QByteArray answer = raw(request);
    QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status)), answer.constData());
}

void TestDemoServer::streamsWordByWord()
{
    const QByteArray body =
        R"({"model":"m","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"Hello"}]})";
    const QByteArray answer = raw("POST /v1/chat/completions HTTP/1.1\r\nContent-Length: "
                                  + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QVERIFY(answer.contains("Content-Type: text/event-stream\r\n"));
    QVERIFY(answer.contains(R"("content":"Hello! ")"));
    QVERIFY(answer.contains(R"("choices":[],)"));
    QVERIFY(answer.endsWith("\n\ndata: [DONE]\n\n"));
    // The log has it whole.
    QVERIFY(m_server->log().last().response.contains("Hello! Ask me"));
}

void TestDemoServer::logIsBounded()
{
    for (int i = 0; i < 70; ++i)
        raw("GET /v1/models HTTP/1.1\r\n\r\n");
    QCOMPARE(m_server->log().size(), 64);
    QCOMPARE(m_server->requestCount(u"/v1/models"_s), 70);
}

void TestDemoServer::clientThatLeavesIsForgotten()
{
    m_server->failNextSearch(DemoServer::Fault::Slow);
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_server->port());
        socket.write("GET /w/api.php?srsearch=x HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(m_server->requestCount(u"/w/api.php"_s), 1);
    }
    QTRY_COMPARE(m_server->openConnections(), 0);
    m_host->m_clock.advance(DemoServer::slowDelay);
    QCOMPARE(m_server->log().size(), 0);
}

QTEST_GUILESS_MAIN(TestDemoServer)
#include "tst_demoserver.moc"
