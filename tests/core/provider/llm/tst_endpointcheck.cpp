// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/endpointcheck.h"

#include "core/provider/llm/localservers.h"
#include "tests/core/provider/llm/scriptserver.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString plantedKey = u"planted-key-0123456789"_s;

QByteArray modelsAnswer()
{
    return ScriptServer::status(200, {}, R"({"data": [{"id": "a"}, {"id": "b"}]})");
}

} // namespace

/// What the test of an endpoint says, and the search for servers on this machine.
class TestEndpointCheck : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();

    void saysWhatIsThere();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void suggestsTheAddressBelow();
    void suggestsItAlsoWhenThatWantsAKey();
    void saysThatNobodyListens();
    void saysThatItIsSlow();
    void letsAModelSayAWord();
    void aThinkingModelMaySayNothing();
    void cancelAnswersAtOnce();
    void theDemoWorks();

    void findsServersOnThisMachine();
    void nothingElseIsTakenForOne();
    void aServerThatIsSilentDoesNotHoldTheOthers();
    void aSearchIsCancelled();
    void knowsTheUsualPorts();

private:
    ModelEndpoint endpoint(const QUrl &url) const
    {
        ModelEndpoint endpoint;
        endpoint.source = ModelEndpoint::Source::Profile;
        endpoint.baseUrl = url;
        endpoint.apiKey = plantedKey;
        return endpoint;
    }
    void run(const ModelEndpoint &endpoint, const QString &model = {})
    {
        m_report.reset();
        m_check->run(endpoint, model, [this](const Result<EndpointReport> &report) {
            QVERIFY(!m_report);
            m_report = report;
        });
    }
    QUrl above() const { return m_server->baseUrl().resolved(QUrl(u"/"_s)); }

    ManualClock m_clock;
    std::unique_ptr<ScriptServer> m_server;
    std::unique_ptr<EndpointCheck> m_check;
    std::optional<Result<EndpointReport>> m_report;
};

void TestEndpointCheck::init()
{
    m_server = std::make_unique<ScriptServer>();
    m_check = std::make_unique<EndpointCheck>(m_clock);
    m_report.reset();
}

void TestEndpointCheck::saysWhatIsThere()
{
    m_server->answers = {{modelsAnswer()}};
    run(endpoint(m_server->baseUrl()));
    QTRY_VERIFY(m_report);
    QVERIFY(m_report->ok());
    QCOMPARE((*m_report)->models, QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(m_server->requests.size(), 1);
    QVERIFY(m_server->requests.first().contains("Bearer " + plantedKey.toUtf8()));
}

void TestEndpointCheck::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("says");
    const auto key = plantedKey.toUtf8();
    QTest::newRow("key refused, and said back")
        << ScriptServer::status(401, {}, R"({"error": {"message": "no )" + key + R"("}})")
        << ErrorCode::ModelUnauthorized << u"key"_s;
    QTest::newRow("web page") << ScriptServer::status(200, "Content-Type: text/html\r\n",
                                                      "<!DOCTYPE html><p>" + key)
                              << ErrorCode::ModelAnswerInvalid << u"web page"_s;
    QTest::newRow("no models") << ScriptServer::status(200, {}, R"({"data": []})")
                               << ErrorCode::NotFound << u"no models"_s;
    QTest::newRow("no JSON") << ScriptServer::status(200, {}, "hello")
                             << ErrorCode::ModelAnswerInvalid << u"no list of models"_s;
    QTest::newRow("broken") << ScriptServer::status(500, {}, "oh " + key) << ErrorCode::ModelFailed
                            << u"500"_s;
    QTest::newRow("not found") << ScriptServer::status(404) << ErrorCode::NotFound
                               << u"which models"_s;
}

void TestEndpointCheck::saysWhatIsWrong()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, says);
    m_server->answers = {{answer}};
    run(endpoint(m_server->baseUrl()));
    QTRY_VERIFY(m_report);
    QVERIFY(!m_report->ok());
    QTEST(m_report->error().code, "code");
    const Error &error = m_report->error();
    QVERIFY2(error.message.contains(says), qPrintable(error.message));
    QVERIFY(!(error.message + error.where + error.hint).contains(u"planted"_s));
}

void TestEndpointCheck::suggestsTheAddressBelow()
{
    m_server->answers = {{ScriptServer::status(404)}, {modelsAnswer()}};
    run(endpoint(above()));
    QTRY_VERIFY(m_report);
    QVERIFY(!m_report->ok());
    QCOMPARE(m_report->error().code, ErrorCode::NotFound);
    QVERIFY2(m_report->error().hint.contains(m_server->baseUrl().toString()),
             qPrintable(m_report->error().hint));
}

void TestEndpointCheck::suggestsItAlsoWhenThatWantsAKey()
{
    m_server->answers = {
        {ScriptServer::status(200, "Content-Type: text/html\r\n", "<html></html>")},
        {ScriptServer::status(401)}};
    run(endpoint(above()));
    QTRY_VERIFY(m_report);
    QVERIFY(!m_report->ok());
    QVERIFY(m_report->error().hint.contains(m_server->baseUrl().toString()));
}

void TestEndpointCheck::saysThatNobodyListens()
{
    const QUrl url = m_server->baseUrl();
    m_server->close();
    run(endpoint(url));
    QTRY_VERIFY(m_report);
    QCOMPARE(m_report->error().code, ErrorCode::ModelUnreachable);
}

void TestEndpointCheck::saysThatItIsSlow()
{
    m_server->answers = {{"", true}};
    run(endpoint(m_server->baseUrl()));
    QTRY_COMPARE(m_server->requests.size(), 1);
    QVERIFY(!m_report);
    m_clock.advance(20s);
    QTRY_VERIFY(m_report);
    QCOMPARE(m_report->error().code, ErrorCode::TimedOut);
}

void TestEndpointCheck::letsAModelSayAWord()
{
    m_server->answers = {
        {modelsAnswer()},
        {ScriptServer::status(200, {}, R"({"choices": [{"message": {"content": "Hello!"}}]})")}};
    run(endpoint(m_server->baseUrl()), u"a"_s);
    QTRY_VERIFY(m_report);
    QVERIFY(m_report->ok());
    QCOMPARE((*m_report)->said, u"Hello!"_s);
    QCOMPARE(m_server->body(1)[u"model"_s].toString(), u"a"_s);
    QCOMPARE(m_server->requests.size(), 2);
}

void TestEndpointCheck::aThinkingModelMaySayNothing()
{
    m_server->answers = {
        {modelsAnswer()},
        {ScriptServer::status(
            200, {}, R"({"choices": [{"message": {"content": ""}, "finish_reason": "length"}]})")}};
    run(endpoint(m_server->baseUrl()), u"a"_s);
    QTRY_VERIFY(m_report);
    QVERIFY(m_report->ok());
}

void TestEndpointCheck::cancelAnswersAtOnce()
{
    m_server->answers = {{"", true}};
    run(endpoint(m_server->baseUrl()));
    QTRY_COMPARE(m_server->requests.size(), 1);
    m_check->cancel();
    QVERIFY(m_report);
    QCOMPARE(m_report->error().code, ErrorCode::Cancelled);
    QTRY_COMPARE(m_server->gone, 1);
    run(endpoint(m_server->baseUrl()));
    m_check.reset();
    QVERIFY(m_report);
}

void TestEndpointCheck::theDemoWorks()
{
    run({});
    QTRY_VERIFY(m_report);
    QVERIFY(m_report->ok());
    QCOMPARE((*m_report)->models.size(), 1);
}

// --- on this machine

namespace {

LocalServer candidate(const ScriptServer &server, const QString &name)
{
    return {name, name, server.baseUrl(), {}, false};
}

} // namespace

void TestEndpointCheck::findsServersOnThisMachine()
{
    ScriptServer locked;
    ScriptServer nobody;
    const LocalServer gone = candidate(nobody, u"gone"_s);
    nobody.close();
    m_server->answers = {{modelsAnswer()}};
    locked.answers = {{ScriptServer::status(401)}};
    LocalServers servers(m_clock);
    std::optional<Result<QList<LocalServer>>> found;
    servers.find({gone, candidate(*m_server, u"one"_s), candidate(locked, u"two"_s)},
                 [&found](const Result<QList<LocalServer>> &result) { found = result; });
    QTRY_VERIFY(found);
    QVERIFY(found->ok());
    QCOMPARE((*found)->size(), 2);
    QCOMPARE((*found)->at(0).name, u"one"_s);
    QCOMPARE((*found)->at(0).models.size(), 2);
    QVERIFY(!(*found)->at(0).wantsKey);
    QVERIFY((*found)->at(1).wantsKey);
    QVERIFY(!m_server->requests.first().toLower().contains("authorization"));
}

void TestEndpointCheck::nothingElseIsTakenForOne()
{
    ScriptServer page;
    m_server->answers = {{ScriptServer::status(404)}};
    page.answers = {{ScriptServer::status(200, "Content-Type: text/html\r\n", "<html></html>")}};
    LocalServers servers(m_clock);
    std::optional<Result<QList<LocalServer>>> found;
    servers.find({candidate(*m_server, u"a"_s), candidate(page, u"b"_s)},
                 [&found](const Result<QList<LocalServer>> &result) { found = result; });
    QTRY_VERIFY(found);
    QVERIFY((*found)->isEmpty());
}

void TestEndpointCheck::aServerThatIsSilentDoesNotHoldTheOthers()
{
    ScriptServer silent;
    silent.answers = {{"", true}};
    m_server->answers = {{modelsAnswer()}};
    LocalServers servers(m_clock);
    std::optional<Result<QList<LocalServer>>> found;
    servers.find({candidate(silent, u"a"_s), candidate(*m_server, u"b"_s)},
                 [&found](const Result<QList<LocalServer>> &result) { found = result; });
    QTRY_COMPARE(m_server->gone, 1);
    QTRY_COMPARE(silent.requests.size(), 1);
    QVERIFY(!found);
    m_clock.advance(3s);
    QTRY_VERIFY(found);
    QCOMPARE((*found)->size(), 1);
}

void TestEndpointCheck::aSearchIsCancelled()
{
    m_server->answers = {{"", true}};
    LocalServers servers(m_clock);
    std::optional<Result<QList<LocalServer>>> found;
    servers.find({candidate(*m_server, u"a"_s)},
                 [&found](const Result<QList<LocalServer>> &result) { found = result; });
    QTRY_COMPARE(m_server->requests.size(), 1);
    servers.cancel();
    QVERIFY(found);
    QCOMPARE(found->error().code, ErrorCode::Cancelled);
}

void TestEndpointCheck::knowsTheUsualPorts()
{
    QSet<int> ports;
    for (const LocalServer &server : LocalServers::usualServers()) {
        QCOMPARE(server.baseUrl.host(), u"localhost"_s);
        ports.insert(server.baseUrl.port());
    }
    QCOMPARE(ports, QSet<int>({11434, 1234, 8080, 8000, 1337, 4891, 5001, 5000}));
}

QTEST_GUILESS_MAIN(TestEndpointCheck)
#include "tst_endpointcheck.moc"
