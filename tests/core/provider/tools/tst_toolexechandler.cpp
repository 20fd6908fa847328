// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/toolexechandler.h"

#include "core/provider/demo/demoserver.h"
#include "core/provider/llm/modelaccess.h"
#include "core/provider/tools/approvals.h"
#include "core/provider/tools/toolarguments.h"
#include "core/provider/tools/toolkinds.h"
#include "core/provider/tools/wikipedia.h"
#include "tests/core/provider/llm/handlerhost.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace creact;
using namespace Qt::StringLiterals;
using Fault = DemoServer::Fault;

namespace {

const QString searchPath = u"/w/api.php"_s;

QJsonObject tool(const QString &kind = u"wikipedia"_s)
{
    const QJsonObject parameters{
        {u"properties"_s, QJsonObject{{u"query"_s, QJsonObject{{u"type"_s, u"string"_s}}}}},
        {u"required"_s, QJsonArray{u"query"_s}}};
    return {{u"name"_s, u"wikipedia"_s}, {u"kind"_s, kind}, {u"parameters"_s, parameters}};
}

QJsonObject call(const QJsonValue &args, const QJsonArray &tools = {tool()})
{
    return {{u"callId"_s, u"c1"_s},
            {u"name"_s, u"wikipedia"_s},
            {u"args"_s, args},
            {u"tools"_s, tools}};
}

QJsonObject query(const QString &text)
{
    return {{u"query"_s, text}};
}

} // namespace

class TestToolExecHandler : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void findsArticles();
    void saysWhoAsks();
    void queriesAreEncoded();
    void nothingFoundIsNoError();
    void badCallsAreReadableResults_data();
    void badCallsAreReadableResults();
    void faultsAreReadableResults_data();
    void faultsAreReadableResults();
    void anAddressThatCameWithTheProjectIsPublic();
    void unreachableIsAReadableResult();
    void hangIsAReadableResult();
    void cancelFailsTheNode();
    void auditsNoContents();
    void readsForeignAnswers_data();
    void readsForeignAnswers();

private:
    static QString result(const JobRun &job) { return job.outputs().value(u"result"_s).toString(); }
    static bool isError(const JobRun &job) { return job.outputs().value(u"isError"_s).toBool(); }

    std::unique_ptr<HandlerHost> m_host;
    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<ModelAccess> m_access;
    ToolApprovals m_approvals;
    std::unique_ptr<ToolExecHandler> m_handler;
};

void TestToolExecHandler::init()
{
    m_host = std::make_unique<HandlerHost>();
    m_server = std::make_unique<DemoServer>(m_host->m_clock);
    QVERIFY(m_server->start().ok());
    ProviderOptions options;
    options.endpoint = QUrl(u"http://127.0.0.1:1/v1"_s);
    options.apiKey = u"planted-key-0123456789"_s;
    options.wikipedia = m_server->wikipediaUrl();
    m_access = std::make_unique<ModelAccess>(options, QProcessEnvironment());
    m_handler = std::make_unique<ToolExecHandler>(
        *m_access, std::make_shared<const ToolKinds>(*m_access), m_approvals);
    m_handler->start(*m_host);
}

void TestToolExecHandler::cleanup()
{
    m_handler->stop();
    m_handler.reset();
    m_access.reset();
    m_server.reset();
}

void TestToolExecHandler::findsArticles()
{
    m_server->encyclopedia().addArticle(u"Zorb & Co"_s, u"Zorb & Co makes <zorbs> & \"more\"."_s);
    const JobRun job = runJob(*m_handler, call(query(u"zorb"_s)));
    QTRY_VERIFY(job.ok());
    QVERIFY(!isError(job));
    QCOMPARE(result(job), u"Zorb & Co: Zorb & Co makes <zorbs> & \"more\"."_s);
    QCOMPARE(m_host->activities, QStringList({u"calling wikipedia…"_s, u""_s}));
}

void TestToolExecHandler::saysWhoAsks()
{
    const JobRun job = runJob(*m_handler, call(query(u"Ada"_s)));
    QTRY_VERIFY(job.ok());
    const DemoServer::Exchange exchange = m_server->log().first();
    QVERIFY(exchange.userAgent.startsWith("CReactStudio/"));
    QCOMPARE(exchange.authorization, QByteArray());
    const QUrlQuery asked(QString::fromUtf8(exchange.request));
    QCOMPARE(asked.queryItemValue(u"action"_s), u"query"_s);
    QCOMPARE(asked.queryItemValue(u"list"_s), u"search"_s);
    QCOMPARE(asked.queryItemValue(u"format"_s), u"json"_s);
    QCOMPARE(asked.queryItemValue(u"srlimit"_s), u"3"_s);
}

void TestToolExecHandler::queriesAreEncoded()
{
    const QString hostile = u"C++ & D? a=b#c %41 ü 100%"_s;
    const QUrl url = Wikipedia::searchUrl(QUrl(u"http://x/w/api.php?uselang=de"_s), hostile);
    const QByteArray encoded = url.toEncoded();
    QVERIFY(encoded.contains("uselang=de&action=query"));
    QVERIFY2(
        encoded.contains("srsearch=C%2B%2B%20%26%20D%3F%20a%3Db%23c%20%2541%20%C3%BC%20100%25&"),
        encoded.constData());
}

void TestToolExecHandler::nothingFoundIsNoError()
{
    const JobRun job = runJob(*m_handler, call(query(u"xyzzy"_s)));
    QTRY_VERIFY(job.ok());
    QVERIFY(!isError(job));
    QCOMPARE(result(job), u"No results for \"xyzzy\"."_s);
}

void TestToolExecHandler::badCallsAreReadableResults_data()
{
    QTest::addColumn<QJsonObject>("props");
    QTest::addColumn<QString>("says");
    QTest::newRow("raw") << call(QJsonObject{{rawArgumentsName(), u"{\"query\": Ada"_s}})
                         << u"not a JSON object: {\"query\": Ada"_s;
    QTest::newRow("list") << call(QJsonArray{1}) << u"JSON object"_s;
    QTest::newRow("missing") << call(QJsonObject()) << u"arguments.query is missing"_s;
    QTest::newRow("wrong type") << call(QJsonObject{{u"query"_s, 7}}) << u"type string"_s;
    QTest::newRow("empty") << call(query(u"  "_s)) << u"search failed"_s;
    QTest::newRow("too long") << call(query(QString(301, u'x'))) << u"search failed"_s;
    QTest::newRow("no such tool") << call(query(u"x"_s), {}) << u"no tool \"wikipedia\""_s;
    QTest::newRow("unknown kind") << call(query(u"x"_s), {tool(u"shell"_s)}) << u"\"shell\""_s;
}

void TestToolExecHandler::badCallsAreReadableResults()
{
    QFETCH(QJsonObject, props);
    QFETCH(QString, says);
    const JobRun job = runJob(*m_handler, props);
    QVERIFY(job.ok());
    QVERIFY(isError(job));
    QVERIFY(result(job).startsWith(u"Error: "_s));
    QVERIFY2(result(job).contains(says), qPrintable(result(job)));
    QCOMPARE(m_server->log().size(), 0);
}

void TestToolExecHandler::faultsAreReadableResults_data()
{
    QTest::addColumn<DemoServer::Fault>("fault");
    QTest::addColumn<QString>("says");
    QTest::newRow("500") << Fault::ServerError << u"HTTP status 500"_s;
    QTest::newRow("429") << Fault::RateLimited << u"HTTP status 429"_s;
    QTest::newRow("JSON") << Fault::InvalidJson << u"cannot be read"_s;
    QTest::newRow("other JSON") << Fault::NoChoices << u"cannot be read"_s;
    QTest::newRow("redirect to a file") << Fault::Redirect << u"redirects"_s;
}

void TestToolExecHandler::faultsAreReadableResults()
{
    QFETCH(DemoServer::Fault, fault);
    QFETCH(QString, says);
    m_server->setRedirectTarget(QUrl(u"file:///etc/passwd"_s));
    m_server->failNextSearch(fault);
    const JobRun job = runJob(*m_handler, call(query(u"Ada"_s)));
    QTRY_VERIFY(job.ok());
    QVERIFY(isError(job));
    QVERIFY(result(job).startsWith(u"Error: search failed: "_s));
    QVERIFY2(result(job).contains(says), qPrintable(result(job)));
}

/// A downloaded `.env` must not reach into this network; the person's environment may.
void TestToolExecHandler::anAddressThatCameWithTheProjectIsPublic()
{
    const QString name = u"CREACT_WIKIPEDIA_URL"_s;
    QTemporaryDir folder;
    QFile dotEnv(folder.filePath(u".env"_s));
    QVERIFY(dotEnv.open(QFile::WriteOnly));
    dotEnv.write(u"%1=%2\n"_s.arg(name, m_server->wikipediaUrl().toString()).toUtf8());
    dotEnv.close();
    ProviderOptions options;
    options.endpoint = QUrl(u"http://127.0.0.1:1/v1"_s);
    options.documentDir = folder.path();
    QProcessEnvironment environment;
    for (const bool isTheirs : {false, true}) {
        if (isTheirs)
            environment.insert(name, m_server->wikipediaUrl().toString());
        ModelAccess access(options, environment);
        ToolExecHandler handler(access, std::make_shared<const ToolKinds>(access), m_approvals);
        handler.start(*m_host);
        const JobRun job = runJob(handler, call(query(u"Ada"_s)));
        QTRY_VERIFY(job.ok());
        QCOMPARE(isError(job), !isTheirs);
        QCOMPARE(m_server->log().size(), isTheirs ? 1 : 0);
        if (!isTheirs)
            QVERIFY2(result(job).contains(u"private or local address"_s), qPrintable(result(job)));
        handler.stop();
    }
}

void TestToolExecHandler::unreachableIsAReadableResult()
{
    m_server.reset();
    const JobRun job = runJob(*m_handler, call(query(u"Ada"_s)));
    QTRY_VERIFY(job.ok());
    QVERIFY(isError(job));
    QVERIFY(result(job).contains(u"The encyclopedia at 127.0.0.1"_s));
}

void TestToolExecHandler::hangIsAReadableResult()
{
    m_server->failNextSearch(Fault::Hang);
    const JobRun job = runJob(*m_handler, call(query(u"Ada"_s)));
    QTRY_COMPARE(m_server->requestCount(searchPath), 1);
    QVERIFY(!job.ended());
    m_host->m_clock.advance(m_access->toolTimeout());
    QVERIFY(job.ok());
    QVERIFY(isError(job));
    QVERIFY(result(job).contains(u"within 30 seconds"_s));
}

void TestToolExecHandler::cancelFailsTheNode()
{
    m_server->failNextSearch(Fault::Hang);
    const JobRun job = runJob(*m_handler, call(query(u"Ada"_s)));
    QTRY_COMPARE(m_server->requestCount(searchPath), 1);
    job.job->cancel();
    QCOMPARE(job.error().code, ErrorCode::Cancelled);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void TestToolExecHandler::auditsNoContents()
{
    const JobRun job = runJob(*m_handler, call(query(u"Ada Lovelace"_s)));
    QTRY_VERIFY(job.ok());
    QCOMPARE(m_host->audits.size(), 1);
    QCOMPARE(m_host->audits.first().action, u"tool_call"_s);
    QCOMPARE(m_host->audits.first().details,
             QJsonObject({{u"tool"_s, u"wikipedia"_s},
                          {u"kind"_s, u"wikipedia"_s},
                          {u"ms"_s, 0},
                          {u"isError"_s, false}}));
}

void TestToolExecHandler::readsForeignAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::newRow("hits") << QByteArray(R"({"query": {"search": [
        {"title": "A", "snippet": "the <b>one</b> &quot;x&quot;"}, {"title": "B", "snippet": ""}]}})")
                          << u"A: the one \"x\"\nB: "_s;
    QTest::newRow("none") << QByteArray(R"({"query": {"search": []}})")
                          << u"No results for \"q\"."_s;
    QTest::newRow("error") << QByteArray(R"({"error": {"code": "x", "info": "The <b>limit</b>"}})")
                           << u"search failed: The limit"_s;
    QTest::newRow("nonsense") << QByteArray("[]")
                              << u"search failed: the encyclopedia's answer cannot be read."_s;
}

void TestToolExecHandler::readsForeignAnswers()
{
    QFETCH(QByteArray, body);
    const Result<QString> read = Wikipedia::resultText(200, body, u"q"_s);
    QTEST(read ? *read : read.error().message, "text");
}

QTEST_GUILESS_MAIN(TestToolExecHandler)
#include "tst_toolexechandler.moc"
