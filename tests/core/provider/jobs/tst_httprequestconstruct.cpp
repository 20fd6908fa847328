// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/httprequestconstruct.h"
#include "core/provider/llm/modelaccess.h"
#include "tests/core/provider/jobs/jobstage.h"
#include "tests/core/provider/tools/toolstage.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestHttpRequestConstruct : public QObject {
    Q_OBJECT

    std::unique_ptr<JobStage> stage;
    std::unique_ptr<ToolServer> server;
    std::unique_ptr<ModelAccess> access;
    std::unique_ptr<HttpRequestConstruct> requests;

    void startProgram(const QProcessEnvironment &environment = {})
    {
        requests.reset();
        access = std::make_unique<ModelAccess>(ProviderOptions(), environment);
        requests = std::make_unique<HttpRequestConstruct>(*access);
        requests->start(stage->host);
    }
    JobRun begin(QJsonObject props, const Event &event = {})
    {
        if (!props.contains("url"_L1))
            props.insert(u"url"_s, server->url(u"/a"_s));
        if (!props.contains("allowPrivate"_L1))
            props.insert(u"allowPrivate"_s, true);
        return stage->begin(*requests, props, event);
    }
    JobRun ask(const QJsonObject &props = {}, const Event &event = {})
    {
        JobRun run = begin(props, event);
        const bool ended = QTest::qWaitFor([&] { return run.ended(); });
        return ended ? run : JobRun();
    }

private Q_SLOTS:
    void init()
    {
        stage = std::make_unique<JobStage>();
        server = std::make_unique<ToolServer>();
        server->answer("/a", "text/plain", "fine");
        startProgram();
    }
    void cleanup()
    {
        requests.reset();
        access.reset();
    }

    void refuses_data();
    void refuses();
    void privateAddressesAreRefusedUnlessAllowed();
    void givesWhatCame();
    void jsonIsParsed();
    void aPageCanBeReducedToItsText();
    void everyStatusIsAResult();
    void sendsHeadersAndBody();
    void secretsGoToTheirServerOnly();
    void bracesInTheAddressAreNoPlaces();
    void nobodyThereIsAFailure();
    void anAnswerThatIsTooLongIsAFailure();
    void endsWhenItIsCancelled();
    void endsAfterItsTime();
    void readingIsSentAgainAfterACrash();
    void writingIsLeftToAPersonAfterACrash();
    void whatCannotBeMarkedIsNotSent();
    void tellsItsHostToAPlan();
};

void TestHttpRequestConstruct::refuses_data()
{
    QTest::addColumn<QJsonObject>("props");
    for (const QString &url : {u"file:///etc/passwd"_s, u"a"_s, u""_s, u"http://u:p@host/"_s})
        QTest::newRow(qPrintable(u"'%1'"_s.arg(url))) << QJsonObject{{u"url"_s, url}};
    QTest::newRow("body of a GET") << QJsonObject{{u"body"_s, u"x"_s}};
    QTest::newRow("method") << QJsonObject{{u"method"_s, u"BREW"_s}};
    QTest::newRow("header of ours")
        << QJsonObject{{u"headers"_s, QJsonObject{{u"Host"_s, u"x"_s}}}};
    QTest::newRow("header with a line")
        << QJsonObject{{u"headers"_s, QJsonObject{{u"X"_s, u"a\r\nY: b"_s}}}};
}

void TestHttpRequestConstruct::refuses()
{
    QFETCH(QJsonObject, props);
    const Error error = ask(props).error();
    QVERIFY(error.code == ErrorCode::InvalidProps || error.code == ErrorCode::HostNotAllowed);
    QVERIFY(server->requests.isEmpty());
}

void TestHttpRequestConstruct::privateAddressesAreRefusedUnlessAllowed()
{
    QCOMPARE(ask({{u"allowPrivate"_s, false}}).error().code, ErrorCode::HostNotAllowed);
    QVERIFY(server->requests.isEmpty());
    QVERIFY(ask().ok());
    QVERIFY(ask({{u"url"_s, u"http://localhost:%1/a"_s.arg(server->serverPort())}}).ok());
}

void TestHttpRequestConstruct::givesWhatCame()
{
    const QJsonObject outputs = ask().outputs();
    QCOMPARE(outputs.value("status"_L1).toInt(), 200);
    QCOMPARE(outputs.value("ok"_L1), QJsonValue(true));
    QCOMPARE(outputs.value("body"_L1).toString(), u"fine"_s);
    QCOMPARE(outputs.value("url"_L1).toString(), server->url(u"/a"_s));
    QCOMPARE(outputs.value("headers"_L1)["content-type"_L1].toString(), u"text/plain"_s);
    QCOMPARE(stage->host.audits, QStringList{u"http_request"_s});
}

void TestHttpRequestConstruct::jsonIsParsed()
{
    server->answer("/a", "application/json; charset=utf-8", "{\"n\": [1, null]}");
    QCOMPARE(ask().outputs().value("body"_L1)["n"_L1].toArray().size(), 2);
    server->answer("/a", "application/problem+json", "7");
    QCOMPARE(ask({{u"requestId"_s, 2}}).outputs().value("body"_L1), QJsonValue(7));
    server->answer("/a", "application/json", "{broken");
    QCOMPARE(ask({{u"requestId"_s, 3}}).outputs().value("body"_L1), QJsonValue(u"{broken"_s));
}

void TestHttpRequestConstruct::aPageCanBeReducedToItsText()
{
    server->answer("/a", "text/html", "<body><script>x()</script><p>Hello <b>you</b></p></body>");
    QVERIFY(ask().outputs().value("body"_L1).toString().contains(u"<script>"_s));
    QCOMPARE(ask({{u"readable"_s, true}}).outputs().value("body"_L1).toString().trimmed(),
             u"Hello you"_s);
}

void TestHttpRequestConstruct::everyStatusIsAResult()
{
    const QJsonObject outputs = ask({{u"url"_s, server->url(u"/none"_s)}}).outputs();
    QCOMPARE(outputs.value("status"_L1).toInt(), 404);
    QCOMPARE(outputs.value("ok"_L1), QJsonValue(false));
}

void TestHttpRequestConstruct::sendsHeadersAndBody()
{
    QVERIFY(ask({{u"method"_s, u"PUT"_s},
                 {u"headers"_s, QJsonObject{{u"X-Note"_s, u"hi"_s}}},
                 {u"body"_s, QJsonObject{{u"a"_s, 1}}}})
                .ok());
    const QByteArray request = server->requests.last();
    QVERIFY(request.startsWith("PUT /a "));
    QVERIFY(request.contains("X-Note: hi"));
    QVERIFY(request.endsWith("\r\n\r\n{\"a\":1}"));
    QVERIFY(ask({{u"method"_s, u"POST"_s}, {u"body"_s, u"as it is"_s}}).ok());
    QVERIFY(server->requests.last().endsWith("\r\n\r\nas it is"));
}

void TestHttpRequestConstruct::secretsGoToTheirServerOnly()
{
    QProcessEnvironment environment;
    environment.insert(u"TOKEN"_s, u"s3cret-value"_s);
    environment.insert(u"TOKEN_ORIGIN"_s, u"https://elsewhere.example"_s);
    const QJsonObject props{
        {u"headers"_s,
         QJsonObject{{u"Authorization"_s,
                      QJsonObject{{u"secret"_s, u"TOKEN"_s}, {u"prefix"_s, u"Bearer "_s}}}}}};
    startProgram(environment);
    QCOMPARE(ask(props).error().code, ErrorCode::PermissionDenied);
    QVERIFY(server->requests.isEmpty());
    environment.insert(u"TOKEN_ORIGIN"_s, server->url({}));
    startProgram(environment);
    server->answer("/a", "text/plain", "you sent s3cret-value");
    QCOMPARE(ask(props).outputs().value("body"_L1).toString(), u"you sent [secret removed]"_s);
    QVERIFY(server->requests.last().contains("Authorization: Bearer s3cret-value"));
}

void TestHttpRequestConstruct::bracesInTheAddressAreNoPlaces()
{
    server->answer("/%7Bid%7D?q=%7Bx%7D", "text/plain", "fine");
    QCOMPARE(ask({{u"url"_s, server->url(u"/%7Bid%7D?q=%7Bx%7D"_s)}})
                 .outputs()
                 .value("status"_L1)
                 .toInt(),
             200);
}

void TestHttpRequestConstruct::nobodyThereIsAFailure()
{
    const QString url = server->url(u"/a"_s);
    server->close();
    const Error error = ask({{u"url"_s, url}}).error();
    QCOMPARE(error.code, ErrorCode::ToolFailed);
    QCOMPARE(error.where, u"node"_s);
}

void TestHttpRequestConstruct::anAnswerThatIsTooLongIsAFailure()
{
    QVERIFY(ask({{u"maxBytes"_s, 4}}).ok());
    QCOMPARE(ask({{u"maxBytes"_s, 3}}).error().code, ErrorCode::ToolFailed);
}

void TestHttpRequestConstruct::endsWhenItIsCancelled()
{
    server->hangs = true;
    const JobRun run = begin({});
    QTRY_COMPARE(server->requests.size(), 1);
    run.job->cancel();
    QVERIFY(run.ended());
    QCOMPARE(run.error().code, ErrorCode::Cancelled);
}

void TestHttpRequestConstruct::endsAfterItsTime()
{
    server->hangs = true;
    const JobRun run = begin({{u"timeoutSeconds"_s, 5}});
    QTRY_COMPARE(server->requests.size(), 1);
    stage->host.time.advance(5'000);
    QTRY_VERIFY(run.ended());
    QCOMPARE(run.error().code, ErrorCode::TimedOut);
}

void TestHttpRequestConstruct::readingIsSentAgainAfterACrash()
{
    server->hangs = true;
    const JobRun lost = begin({});
    QTRY_COMPARE(server->requests.size(), 1);
    const NodeRecord left = *stage->host.node(u"node"_s);
    startProgram();
    stage->host.records.put(left);
    server->hangs = false;
    QVERIFY(ask().ok());
    QCOMPARE(server->requests.size(), 2);
}

void TestHttpRequestConstruct::writingIsLeftToAPersonAfterACrash()
{
    server->hangs = true;
    const QJsonObject props{{u"method"_s, u"POST"_s}, {u"body"_s, u"x"_s}};
    const Event event{u"message"_s, u"m1"_s, {}, 0};
    const JobRun lost = begin(props, event);
    QTRY_COMPARE(server->requests.size(), 1);
    const NodeRecord left = *stage->host.node(u"node"_s);
    startProgram();
    stage->host.records.put(left);
    server->hangs = false;
    QCOMPARE(ask(props, event).error().code, ErrorCode::Interrupted);
    QCOMPARE(server->requests.size(), 1);
    QVERIFY(ask(props, {u"retry"_s, {}, u"node"_s, 1}).ok());
    QCOMPARE(server->requests.size(), 2);
    QVERIFY(stage->host.node(u"node"_s)->store.isEmpty());
}

void TestHttpRequestConstruct::whatCannotBeMarkedIsNotSent()
{
    stage->host.saveError = Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
    QCOMPARE(ask({{u"method"_s, u"POST"_s}}).error().code, ErrorCode::DiskFull);
    QVERIFY(server->requests.isEmpty());
}

void TestHttpRequestConstruct::tellsItsHostToAPlan()
{
    const auto reaches = requests->type().reaches;
    using Kind = Reach::Kind;
    QCOMPARE(reaches({{u"url"_s, u"https://a.example:81/x"_s}}, {}),
             (QList<Reach>{{Kind::Host, u"a.example:81"_s}}));
    QCOMPARE(reaches({}, {u"url"_s}), (QList<Reach>{{Kind::Host, {}}}));
}

QTEST_GUILESS_MAIN(TestHttpRequestConstruct)
#include "tst_httprequestconstruct.moc"
