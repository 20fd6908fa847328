// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/tools/toolhandler.h"

#include "core/provider/llm/modelaccess.h"
#include "core/provider/tools/toolkinds.h"
#include "tests/core/provider/llm/handlerhost.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

class TestToolHandler : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void kindComesFromTheName();
    void ownParametersStay();
    void refuses_data();
    void refuses();
    void kindsHaveTheirOwnParameters_data();
    void kindsHaveTheirOwnParameters();
    void typeNamesEveryKind();
    void reachesHosts_data();
    void reachesHosts();

private:
    ModelAccess m_access{ProviderOptions(), QProcessEnvironment()};
    std::shared_ptr<const ToolKinds> m_kinds = std::make_shared<const ToolKinds>(m_access);
};

void TestToolHandler::kindComesFromTheName()
{
    ToolHandler handler(m_kinds);
    const JobRun job = runJob(handler, {{u"name"_s, u"wikipedia"_s}, {u"description"_s, u"d"_s}});
    const QJsonObject outputs = job.outputs();
    QCOMPARE(outputs.value(u"id"_s).toString(), u"node"_s);
    QCOMPARE(outputs.value(u"name"_s).toString(), u"wikipedia"_s);
    QCOMPARE(outputs.value(u"description"_s).toString(), u"d"_s);
    QCOMPARE(outputs.value(u"kind"_s).toString(), u"wikipedia"_s);
    QCOMPARE(outputs.value(u"approval"_s).toString(), u"never"_s);
    QCOMPARE(outputs.value(u"parameters"_s)[u"required"_s], QJsonValue(QJsonArray{u"query"_s}));
}

void TestToolHandler::ownParametersStay()
{
    ToolHandler handler(m_kinds);
    const QJsonObject parameters{{u"type"_s, u"object"_s}};
    const JobRun job = runJob(handler,
                              {{u"name"_s, u"look_up"_s},
                               {u"kind"_s, u"wikipedia"_s},
                               {u"approval"_s, u"never"_s},
                               {u"parameters"_s, parameters}});
    QCOMPARE(job.outputs().value(u"parameters"_s), QJsonValue(parameters));
}

void TestToolHandler::refuses_data()
{
    QTest::addColumn<QJsonObject>("props");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("hint");
    const QString name = u"name"_s;
    QTest::newRow("no kind") << QJsonObject{{name, u"search"_s}} << u"no kind"_s << u"wikipedia"_s;
    QTest::newRow("unknown kind") << QJsonObject{{name, u"s"_s}, {u"kind"_s, u"shell"_s}}
                                  << u"\"shell\""_s << u"wikipedia"_s;
    QTest::newRow("bad name") << QJsonObject{{name, u"my tool"_s}} << u"my tool"_s << u"letters"_s;
    QTest::newRow("no name") << QJsonObject() << u"name"_s << u"letters"_s;
    QTest::newRow("approval") << QJsonObject{{name, u"wikipedia"_s}, {u"approval"_s, u"maybe"_s}}
                              << u"no approval \"maybe\""_s << u"always"_s;
    const auto http = [name](const QJsonObject &more) {
        QJsonObject props{
            {name, u"t"_s}, {u"kind"_s, u"http"_s}, {u"url"_s, u"https://x.org/{a}"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            props.insert(it.key(), it.value());
        return props;
    };
    const auto url = [http](const QString &text) { return http({{u"url"_s, text}}); };
    const auto header = [http](const QString &key, const QJsonValue &value) {
        return http({{u"headers"_s, QJsonObject{{key, value}}}});
    };
    QTest::newRow("prop of another kind")
        << QJsonObject{{name, u"wikipedia"_s}, {u"url"_s, u"https://x.org/"_s}}
        << u"kind wikipedia has no url"_s << u"Leave it out"_s;
    QTest::newRow("prop of another kind, some of its own")
        << QJsonObject{{name, u"web_page"_s}, {u"method"_s, u"GET"_s}}
        << u"kind web_page has no method"_s << u"allowedHosts"_s;
    QTest::newRow("no url") << http({{u"url"_s, QJsonValue()}}) << u"needs a url"_s << u"https"_s;
    QTest::newRow("scheme") << url(u"ftp://x.org/"_s) << u"no http or https"_s << u"https"_s;
    QTest::newRow("host") << url(u"https://{host}/"_s) << u"in its host"_s << u"https"_s;
    QTest::newRow("any address") << url(u"{url}"_s) << u"which hosts"_s << u"allowedHosts"_s;
    QTest::newRow("method") << http({{u"method"_s, u"get"_s}}) << u"no method \"get\""_s
                            << u"PUT"_s;
    QTest::newRow("body") << http({{u"body"_s, QJsonObject()}}) << u"GET request has no body"_s
                          << u"POST"_s;
    QTest::newRow("hosts") << http({{u"allowedHosts"_s, QJsonArray{u"http://x"_s}}})
                           << u"\"http://x\" is no host"_s << u"10.0.0.0/8"_s;
    QTest::newRow("hosts, no list")
        << http({{u"allowedHosts"_s, u"x.org"_s}}) << u"must be a list"_s << u"api.example.org"_s;
    QTest::newRow("header name") << header(u"X Y"_s, u"1"_s) << u"\"X Y\""_s << u"own"_s;
    QTest::newRow("reserved header") << header(u"hOst"_s, u"x"_s) << u"\"hOst\""_s << u"own"_s;
    QTest::newRow("header value") << header(u"X"_s, u"a\r\nY: b"_s) << u"header X"_s << u"ASCII"_s;
    QTest::newRow("header reference")
        << header(u"X"_s, QJsonObject{{u"secret"_s, u"A-B"_s}}) << u"header X"_s << u"secret"_s;
    QTest::newRow("header member")
        << header(u"X"_s, QJsonObject{{u"secret"_s, u"A"_s}, {u"suffix"_s, u"b"_s}})
        << u"\"suffix\""_s << u"prefix"_s;
    QTest::newRow("argument nobody gives")
        << http({{u"parameters"_s, QJsonObject{{u"properties"_s, QJsonObject{{u"b"_s, true}}}}}})
        << u"{a}"_s << u"parameters"_s;
    QTest::newRow("schema") << http(
        {{u"parameters"_s, QJsonObject{{u"properties"_s, QJsonObject{{u"a"_s, u"string"_s}}}}}})
                            << u"parameters.properties.a must be a schema"_s << u"JSON Schema"_s;
    QTest::newRow("parameters") << QJsonObject{{name, u"wikipedia"_s}, {u"parameters"_s, 1}}
                                << u"JSON Schema"_s << u"object"_s;
}

void TestToolHandler::refuses()
{
    QFETCH(QJsonObject, props);
    QFETCH(QString, says);
    QFETCH(QString, hint);
    ToolHandler handler(m_kinds);
    const JobRun job = runJob(handler, props);
    QCOMPARE(job.error().code, ErrorCode::InvalidProps);
    QVERIFY2(job.error().message.contains(says), qPrintable(job.error().message));
    QVERIFY2(job.error().hint.contains(hint), qPrintable(job.error().hint));
    QCOMPARE(job.error().where, u"node"_s);
}

void TestToolHandler::kindsHaveTheirOwnParameters_data()
{
    QTest::addColumn<QJsonObject>("props");
    QTest::addColumn<QJsonArray>("required");
    QTest::newRow("wikipedia") << QJsonObject{{u"name"_s, u"wikipedia"_s}}
                               << QJsonArray{u"query"_s};
    QTest::newRow("web_page") << QJsonObject{{u"name"_s, u"web_page"_s}} << QJsonArray{u"url"_s};
    QTest::newRow("http") << QJsonObject{{u"name"_s, u"add"_s},
                                         {u"kind"_s, u"http"_s},
                                         {u"url"_s, u"https://x.org/{list}?q={q}"_s},
                                         {u"method"_s, u"POST"_s},
                                         {u"body"_s, QJsonObject{{u"title"_s, u"{title}"_s}}}}
                          << QJsonArray{u"list"_s, u"q"_s, u"title"_s};
}

void TestToolHandler::kindsHaveTheirOwnParameters()
{
    QFETCH(QJsonObject, props);
    QFETCH(QJsonArray, required);
    ToolHandler handler(m_kinds);
    const JobRun job = runJob(handler, props);
    QVERIFY2(job.ok(), qPrintable(job.error().message));
    const QJsonObject parameters = job.outputs().value(u"parameters"_s).toObject();
    QCOMPARE(parameters.value(u"required"_s).toArray(), required);
    for (const QJsonValue &name : required)
        QVERIFY(parameters.value(u"properties"_s).toObject().contains(name.toString()));
}

void TestToolHandler::typeNamesEveryKind()
{
    const ConstructType type = ToolHandler(m_kinds).type();
    const PropSpec *kind = type.prop(u"kind"_s);
    QCOMPARE(kind->choices, QJsonArray({u"wikipedia"_s, u"web_page"_s, u"http"_s}));
    for (const QString &name : m_kinds->names()) {
        QVERIFY(kind->doc.contains(name));
        for (const QString &prop : m_kinds->find(name)->props())
            QVERIFY(type.prop(prop) && toolKindProps().contains(prop));
    }
}

void TestToolHandler::reachesHosts_data()
{
    QTest::addColumn<QJsonObject>("props");
    QTest::addColumn<QStringList>("unknown");
    QTest::addColumn<QStringList>("hosts");
    const QStringList none;
    const QString any = u"any public host"_s;
    QTest::newRow("demo encyclopedia") << QJsonObject{{u"name"_s, u"wikipedia"_s}} << none << none;
    QTest::newRow("no kind yet") << QJsonObject() << QStringList{u"kind"_s} << QStringList{u""_s};
    QTest::newRow("page") << QJsonObject{{u"name"_s, u"web_page"_s}} << none << QStringList{any};
    QTest::newRow("pages") << QJsonObject{{u"name"_s, u"web_page"_s},
                                          {u"allowedHosts"_s, QJsonArray{u"a.org"_s, u"*"_s}}}
                           << none << QStringList{u"a.org"_s, any};
    const QJsonObject http{
        {u"name"_s, u"x"_s}, {u"kind"_s, u"http"_s}, {u"url"_s, u"https://x.org:8443/{a}"_s}};
    QTest::newRow("http") << http << none << QStringList{u"x.org:8443"_s};
    QTest::newRow("http, no url yet") << http << QStringList{u"url"_s} << QStringList{u""_s};
    QTest::newRow("http, any address")
        << QJsonObject{{u"kind"_s, u"http"_s},
                       {u"url"_s, u"{url}"_s},
                       {u"allowedHosts"_s, QJsonArray{u"10.0.0.0/8"_s}}}
        << none << QStringList{u"10.0.0.0/8"_s};
}

void TestToolHandler::reachesHosts()
{
    QFETCH(QJsonObject, props);
    QFETCH(QStringList, unknown);
    const ConstructType type = ToolHandler(m_kinds).type();
    QStringList hosts;
    for (const Reach &reach : type.reaches(props, unknown)) {
        QCOMPARE(reach.kind, Reach::Kind::Host);
        hosts += reach.what;
    }
    QTEST(hosts, "hosts");
}

QTEST_GUILESS_MAIN(TestToolHandler)
#include "tst_toolhandler.moc"
