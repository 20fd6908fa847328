// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/demoserver.h"
#include "tests/core/provider/llm/scriptserver.h"
#include "tests/ui/endpointstage.h"
#include "ui/panes/localserversview.h"

#include <QAction>
#include <QComboBox>
#include <QTcpServer>

using namespace creact;
using namespace Qt::StringLiterals;

/// What the page of endpoints learns from servers, the stack, the environment and the list on the
/// disk.
class TestEndpointServers : public EndpointStage {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void itIsTestedAsItIsTyped();
    void whatIsWrongWithTheServerIsSaid();
    void aTestIsCancelled();
    void modelsAreOfferedFromTheServer();
    void theStackUsesWhatIsSaidHere();
    void theEnvironmentIsShown();
    void localServersAreFoundAndAdded();
    void lookingIsCancelled();
    void aListThatCannotBeReadIsSaid();
    void whatTheCommandLineChangesIsSeen();
};

void TestEndpointServers::itIsTestedAsItIsTyped()
{
    ScriptServer server;
    server.answers = {{ScriptServer::status(200, {}, R"({"data": [{"id": "llama"}]})")}};
    click("newEndpoint");
    type("endpointUrl", server.baseUrl().toString());
    type("endpointKey", plantedKey);
    click("testEndpoint");
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("endpointVerdictTitle"), 10'000);
    QCOMPARE(text("endpointVerdictTitle"), u"It works"_s);
    QVERIFY2(text("endpointVerdictText").contains(u"with a key"_s),
             qPrintable(text("endpointVerdictText")));
    QVERIFY(text("endpointVerdictText").contains(u"llama"_s));
    QVERIFY(server.requests.value(0).contains("Bearer " + plantedKey.toLatin1()));
    QVERIFY(m_settings->profiles().isEmpty());
    QVERIFY(m_secrets.kept.isEmpty());
    // It says nothing about what is typed after it.
    type("endpointUrl", u"http://localhost:1/v1"_s);
    QVERIFY(!find<QLabel>("endpointVerdictTitle"));
}

void TestEndpointServers::whatIsWrongWithTheServerIsSaid()
{
    save(u"home"_s, u"http://127.0.0.1:1/v1"_s);
    choose(u"home"_s);
    click("testEndpoint");
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("endpointVerdictTitle"), 10'000);
    QVERIFY(text("endpointVerdictTitle").contains(u"nothing listens there"_s));
    QVERIFY(text("endpointVerdictText").contains(u"Start the server"_s));
    type("endpointUrl", u"nonsense"_s);
    click("testEndpoint");
    QVERIFY(find<QLabel>("endpointUrlError"));
}

void TestEndpointServers::aTestIsCancelled()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    save(u"home"_s, u"http://127.0.0.1:%1/v1"_s.arg(silent.serverPort()));
    choose(u"home"_s);
    click("testEndpoint");
    QVERIFY(find<QLabel>("endpointAsking"));
    QCOMPARE(find<QPushButton>("testEndpoint")->text(), u"&Cancel"_s);
    QTRY_VERIFY(silent.hasPendingConnections());
    click("testEndpoint");
    QVERIFY(!find<QLabel>("endpointAsking"));
    QVERIFY(!find<QLabel>("endpointVerdictTitle"));
    QCOMPARE(find<QPushButton>("testEndpoint")->text(), u"&Test"_s);
}

void TestEndpointServers::modelsAreOfferedFromTheServer()
{
    DemoServer server(m_clock);
    QVERIFY(server.start().ok());
    save(u"home"_s, server.baseUrl().toString());
    choose(u"home"_s);
    QWidget *model = find("endpointModel")->focusProxy();
    model->setFocus();
    QTest::keyClick(model, Qt::Key_Down);
    auto *popup = m_page->findChild<QListWidget *>(u"nameList"_s);
    QTRY_VERIFY_WITH_TIMEOUT(popup->count() > 0, 10'000);
    QTest::keyClick(model, Qt::Key_Return);
    QVERIFY(!saved());
    click("saveEndpoint");
    QVERIFY2(only().model.contains(u"demo"_s), qPrintable(only().model));
}

void TestEndpointServers::theStackUsesWhatIsSaidHere()
{
    save(u"work"_s, u"https://a.example/v1"_s);
    choose(u"work"_s);
    QVERIFY(!find("useForStack"));
    StackInfo info;
    info.name = u"agent"_s;
    info.documentPath = documentPath;
    m_page->setInfo(info);
    click("useForStack");
    QCOMPARE(m_settings->choice(documentPath), u"work"_s);
    QVERIFY(!find("useForStack"));
    QCOMPARE(text("usedByStack"), u"Used by “agent”"_s);
    choose(u":demo"_s);
    click("useForStack");
    QCOMPARE(m_settings->choice(documentPath), QString());
}

void TestEndpointServers::theEnvironmentIsShown()
{
    QFile env(m_dir->filePath(u".env"_s));
    QVERIFY(env.open(QIODevice::WriteOnly));
    env.write("OPENAI_BASE_URL=http://localhost:8/v1\nOPENAI_API_KEY=sk-PLANTED\n");
    env.close();
    qputenv("OPENAI_BASE_URL", "http://localhost:9/v1");
    StackInfo info;
    info.name = u"agent"_s;
    info.documentPath = m_dir->filePath(u"agent.stack.json"_s);
    m_page->setInfo(info);
    auto *rows = find<EndpointList>("endpointList");
    QTRY_VERIFY(rows->has(u":file"_s));
    qunsetenv("OPENAI_BASE_URL");
    QVERIFY(rows->has(u":environment"_s));
    choose(u":environment"_s);
    QCOMPARE(text("endpointAddress"), u"http://localhost:9/v1"_s);
    choose(u":file"_s);
    QCOMPARE(text("endpointAddress"), u"http://localhost:8/v1"_s);
    QVERIFY(!find("duplicateEndpoint")->isEnabled());
    // Who takes the key from there is told that it is there.
    save(u"local"_s, u"http://localhost:8/v2"_s);
    choose(u"local"_s);
    QVERIFY2(text("keyNote").contains(u"environment"_s), qPrintable(text("keyNote")));
    m_page->refresh();
    QTRY_VERIFY(!rows->has(u":environment"_s));
}

void TestEndpointServers::localServersAreFoundAndAdded()
{
    DemoServer server(m_clock);
    QVERIFY(server.start().ok());
    DemoServer locked(m_clock);
    QVERIFY(locked.start().ok());
    m_page->servers()->setCandidates({{u"Ollama"_s, u"ollama"_s, server.baseUrl(), {}, false},
                                      {u"Nobody"_s, u"n"_s, QUrl(u"http://127.0.0.1:1"_s), {}}});
    click("findServers");
    QVERIFY(m_page->servers()->isLooking());
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->servers()->isLooking(), 10'000);
    QCOMPARE(m_page->findChildren<QWidget *>(u"localServer"_s).size(), 1);
    click("addServer");
    QCOMPARE(only().name, u"ollama"_s);
    QCOMPARE(only().key, EndpointProfile::Key::None);
    QVERIFY(!find("addServer")->isEnabled());
    // One that wants a key is not added without it.
    LocalServer wants{u"vLLM"_s, u"ollama"_s, locked.baseUrl(), {}, true};
    Q_EMIT m_page->servers()->addRequested(wants);
    QCOMPARE(m_settings->profiles().size(), 1);
    QCOMPARE(field("endpointName"), u"ollama-2"_s);
    QVERIFY(find("endpointKey")->hasFocus());
}

void TestEndpointServers::lookingIsCancelled()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    m_page->servers()->setCandidates(
        {{u"Silent"_s, u"s"_s, QUrl(u"http://127.0.0.1:%1"_s.arg(silent.serverPort())), {}}});
    click("findServers");
    click("cancelLooking");
    QVERIFY(!m_page->servers()->isLooking());
    QVERIFY(find("lookAgain"));
}

void TestEndpointServers::aListThatCannotBeReadIsSaid()
{
    QFile file(list());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    m_page->refresh();
    QVERIFY(find<QLabel>("endpointsProblem"));
    QVERIFY(!find("newEndpoint")->isEnabled());
    QFile::remove(list());
    m_page->refresh();
    QVERIFY(!find<QLabel>("endpointsProblem"));
    QVERIFY(find("newEndpoint")->isEnabled());
}

void TestEndpointServers::whatTheCommandLineChangesIsSeen()
{
    save(u"work"_s, u"https://a.example/v1"_s);
    choose(u"work"_s);
    QVERIFY(changeEndpoints(list(), [](EndpointProfiles &profiles) -> Result<void> {
                profiles.first().baseUrl = QUrl(u"https://b.example/v1"_s);
                return {};
            }).ok());
    m_page->refresh();
    QCOMPARE(field("endpointUrl"), u"https://b.example/v1"_s);
    QVERIFY(m_settings->remove(u"work"_s).ok());
    QVERIFY(!find("endpointForm"));
}

QTEST_MAIN(TestEndpointServers)
#include "tst_endpointservers.moc"
