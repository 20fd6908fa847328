// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/demoserver.h"
#include "tests/core/provider/llm/scriptserver.h"
#include "tests/support/fakesecrets.h"
#include "tests/ui/pictures.h"
#include "tests/ui/stage.h"
#include "ui/panes/endpointspage.h"
#include "ui/panes/localserversview.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTcpServer>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {
const QString plantedKey = u"sk-PLANTED-0123456789"_s;
const QString documentPath = u"/stacks/agent.stack.json"_s;
} // namespace

/// The page on which endpoints are set up, without the window around it.
class TestEndpointsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void anEndpointIsMade();
    void whatIsWrongIsSaidAtItsField_data();
    void whatIsWrongIsSaidAtItsField();
    void changesWaitWhileAnotherIsLookedAt();
    void changesAreTakenBack();
    void anotherServerGetsNoKey();
    void aKeyIsRemovedWhenThatIsSaid();
    void aKeychainThatRefusesIsTold();
    void secretHeadersAreKeptAndNotShown();
    void aNameThatSoundsSecretMakesASecret();
    void itIsTestedAsItIsTyped();
    void whatIsWrongWithTheServerIsSaid();
    void aTestIsCancelled();
    void modelsAreOfferedFromTheServer();
    void removingAsks();
    void aCopyHasNoKey();
    void tabGoesThroughThePageAsItIsRead();
    void theStackUsesWhatIsSaidHere();
    void theEnvironmentIsShown();
    void localServersAreFoundAndAdded();
    void lookingIsCancelled();
    void aListThatCannotBeReadIsSaid();
    void whatTheCommandLineChangesIsSeen();

private:
    QString list() const { return m_dir->filePath(u"endpoints.json"_s); }
    EndpointProfile save(const QString &name, const QString &address, const QString &key = {})
    {
        EndpointProfile profile;
        profile.name = name;
        profile.baseUrl = QUrl(address);
        if (!m_settings->save(profile, key))
            qFatal("not saved");
        return profile;
    }
    template <typename T = QWidget> T *find(const char *name) const
    {
        for (T *each : m_page->findChildren<T *>(QString::fromLatin1(name))) {
            if (each->isVisibleTo(m_page.get()))
                return each;
        }
        return nullptr;
    }
    void click(const char *name) const { find<QAbstractButton>(name)->click(); }
    void choose(const QString &id) const
    {
        auto *rows = find<EndpointList>("endpointList");
        rows->select(id);
        Q_EMIT rows->chosen(id);
    }
    void type(const char *field, const QString &text) const
    {
        auto *edit = find<QLineEdit>(field);
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    QString text(const char *label) const { return find<QLabel>(label)->text(); }
    QString field(const char *name) const { return find<QLineEdit>(name)->text(); }
    bool saved() const { return !find<QPushButton>("saveEndpoint")->isEnabled(); }
    EndpointProfile only() const { return m_settings->profiles().value(0); }
    NamedEndpoint filled(const QString &name) const
    {
        ProviderOptions options;
        m_settings->fill(options, documentPath);
        const Result<NamedEndpoint> found = endpointNamed(options, name);
        return found ? *found : NamedEndpoint{};
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    FakeSecrets m_secrets;
    std::unique_ptr<QSettings> m_ini;
    std::unique_ptr<EndpointSettings> m_settings;
    std::unique_ptr<EndpointsPage> m_page;
    SystemClock m_clock;
};

void TestEndpointsPage::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_secrets.works = true;
    m_secrets.kept.clear();
    m_ini = std::make_unique<QSettings>(m_dir->filePath(u"s.ini"_s), QSettings::IniFormat);
    m_settings = std::make_unique<EndpointSettings>(*m_ini, m_secrets);
    m_settings->setFile(list());
    m_page = std::make_unique<EndpointsPage>(*m_settings);
    m_page->resize(1000, 700);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestEndpointsPage::cleanup()
{
    m_page.reset();
    m_settings.reset();
}

void TestEndpointsPage::anEndpointIsMade()
{
    click("newEndpoint");
    QVERIFY(find("endpointName")->hasFocus());
    type("endpointName", u"work"_s);
    type("endpointUrl", u"https://a.example/v1"_s);
    type("endpointKey", plantedKey);
    QCOMPARE(find<QLineEdit>("endpointKey")->echoMode(), QLineEdit::Password);
    QCOMPARE(m_page->unsaved(), QStringList{u"work"_s});
    QTest::keyClick(find("endpointKey"), Qt::Key_Return);
    QVERIFY(saved());
    QCOMPARE(only().name, u"work"_s);
    QCOMPARE(only().baseUrl, QUrl(u"https://a.example/v1"_s));
    QCOMPARE(m_secrets.kept.value(u"https://a.example"_s), plantedKey);
    QCOMPARE(field("endpointKey"), QString());
    QVERIFY2(text("keyNote").contains(u"https://a.example only"_s), qPrintable(text("keyNote")));
    QVERIFY(m_page->unsaved().isEmpty());
    QCOMPARE(find<EndpointList>("endpointList")->currentId(), u"work"_s);
}

void TestEndpointsPage::whatIsWrongIsSaidAtItsField_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QString>("says");
    const QString good = u"https://a.example/v1"_s;
    QTest::newRow("no name") << QString() << good << QString() << QByteArray("endpointNameError")
                             << u"needs a name"_s;
    QTest::newRow("a bad name") << u"a b"_s << good << QString() << QByteArray("endpointNameError")
                                << u"no name for"_s;
    QTest::newRow("demo") << u"demo"_s << good << QString() << QByteArray("endpointNameError")
                          << u"built-in"_s;
    QTest::newRow("a name that is taken")
        << u"taken"_s << good << QString() << QByteArray("endpointNameError") << u"already"_s;
    QTest::newRow("no address") << u"x"_s << u"a.example"_s << QString()
                                << QByteArray("endpointUrlError") << u"not the address"_s;
    QTest::newRow("a password") << u"x"_s << u"https://u:p@a.example"_s << QString()
                                << QByteArray("endpointUrlError") << u"password"_s;
    QTest::newRow("a key in the query") << u"x"_s << u"https://a.example?api_key=1"_s << QString()
                                        << QByteArray("endpointUrlError") << u"secret"_s;
    QTest::newRow("a key of two words")
        << u"x"_s << good << u"Bearer sk"_s << QByteArray("endpointKeyError") << u"no key has"_s;
}

void TestEndpointsPage::whatIsWrongIsSaidAtItsField()
{
    QFETCH(QString, name);
    QFETCH(QString, url);
    QFETCH(QString, key);
    QFETCH(QByteArray, label);
    QFETCH(QString, says);
    save(u"taken"_s, u"http://localhost:1/v1"_s);
    click("newEndpoint");
    type("endpointName", name);
    type("endpointUrl", url);
    type("endpointKey", key);
    click("saveEndpoint");
    QVERIFY(find<QLabel>(label.constData()));
    QVERIFY2(text(label.constData()).contains(says), qPrintable(text(label.constData())));
    QCOMPARE(m_settings->profiles().size(), 1);
    QVERIFY(m_page->focusWidget()->property("invalid").toBool());
    // It goes with the next letter.
    type("endpointName", u"y"_s);
    QVERIFY(!find<QLabel>(label.constData()));
}

void TestEndpointsPage::changesWaitWhileAnotherIsLookedAt()
{
    save(u"home"_s, u"http://localhost:1/v1"_s);
    save(u"work"_s, u"https://a.example/v1"_s);
    choose(u"home"_s);
    type("endpointUrl", u"not yet"_s);
    type("endpointKey", plantedKey);
    choose(u"work"_s);
    QCOMPARE(field("endpointUrl"), u"https://a.example/v1"_s);
    QCOMPARE(field("endpointKey"), QString());
    QCOMPARE(m_page->unsaved(), QStringList{u"home"_s});
    choose(u"home"_s);
    QCOMPARE(field("endpointUrl"), u"not yet"_s);
    QCOMPARE(field("endpointKey"), plantedKey);
    // What others do does not take it away.
    QVERIFY(m_settings->remove(u"home"_s).ok());
    QCOMPARE(m_page->unsaved(), QStringList{u"home"_s});
    QVERIFY(!m_page->saveAll());
    QCOMPARE(field("endpointUrl"), u"not yet"_s);
    type("endpointUrl", u"http://localhost:2/v1"_s);
    QVERIFY(m_page->saveAll());
    QCOMPARE(m_settings->profile(u"home"_s)->baseUrl, QUrl(u"http://localhost:2/v1"_s));
}

void TestEndpointsPage::changesAreTakenBack()
{
    save(u"home"_s, u"http://localhost:1/v1"_s);
    choose(u"home"_s);
    QVERIFY(saved());
    type("endpointName", u"house"_s);
    QVERIFY(!saved());
    click("revertEndpoint");
    QCOMPARE(field("endpointName"), u"home"_s);
    QVERIFY(saved());
    type("endpointName", u"house"_s);
    QTest::keyClick(find("endpointName"), Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(only().name, u"house"_s);
    QCOMPARE(m_settings->profiles().size(), 1);
}

void TestEndpointsPage::anotherServerGetsNoKey()
{
    save(u"work"_s, u"https://a.example/v1"_s, plantedKey);
    choose(u"work"_s);
    QVERIFY(!find<QLabel>("keyMoved"));
    type("endpointUrl", u"https://a.example/v2"_s);
    QVERIFY(!find<QLabel>("keyMoved"));
    type("endpointUrl", u"https://evil.example/v1"_s);
    QVERIFY(find<QLabel>("keyMoved"));
    QVERIFY2(text("keyMoved").contains(u"not sent to https://evil.example"_s),
             qPrintable(text("keyMoved")));
    click("saveEndpoint");
    QCOMPARE(filled(u"work"_s).apiKey, QString());
    QVERIFY(text("keyNote").contains(u"None is kept"_s));
    // It waits for the return to its server.
    type("endpointUrl", u"https://a.example/v1"_s);
    click("saveEndpoint");
    QCOMPARE(filled(u"work"_s).apiKey, plantedKey);
}

void TestEndpointsPage::aKeyIsRemovedWhenThatIsSaid()
{
    save(u"work"_s, u"https://a.example/v1"_s, plantedKey);
    choose(u"work"_s);
    click("removeKey");
    QVERIFY(!m_secrets.kept.isEmpty());
    click("endpointQuestionAction");
    QVERIFY(m_secrets.kept.isEmpty());
    QCOMPARE(filled(u"work"_s).apiKey, QString());
    QVERIFY(!find("removeKey"));
    QVERIFY(text("keyNote").contains(u"None is kept"_s));
}

void TestEndpointsPage::aKeychainThatRefusesIsTold()
{
    m_secrets.works = false;
    save(u"work"_s, u"https://a.example/v1"_s);
    choose(u"work"_s);
    QVERIFY2(text("keyNote").contains(u"There is no keychain"_s), qPrintable(text("keyNote")));
    type("endpointKey", plantedKey);
    click("saveEndpoint");
    QVERIFY2(text("keyNote").contains(u"until you quit"_s), qPrintable(text("keyNote")));
    QVERIFY(text("keyNote").contains(u"There is no keychain"_s));
    QCOMPARE(filled(u"work"_s).apiKey, plantedKey);
}

void TestEndpointsPage::secretHeadersAreKeptAndNotShown()
{
    save(u"work"_s, u"https://a.example/v1"_s);
    choose(u"work"_s);
    click("addHeader");
    type("headerName", u"X-Gateway"_s);
    find<QCheckBox>("headerSecret")->click();
    type("headerValue", plantedKey);
    QCOMPARE(find<QLineEdit>("headerValue")->echoMode(), QLineEdit::Password);
    click("saveEndpoint");
    QVERIFY(saved());
    QCOMPARE(only().headers.value(0), (EndpointHeader{u"X-Gateway"_s, {}, u"x-gateway"_s}));
    QCOMPARE(m_secrets.kept.value(u"https://a.example x-gateway"_s), plantedKey);
    QCOMPARE(field("headerValue"), QString());
    QVERIFY(find<QLineEdit>("headerValue")->placeholderText().contains(u"Kept"_s));
    QCOMPARE(filled(u"work"_s).headerSecrets, QStringList{plantedKey});
    // What was typed as a secret is not turned into a text.
    type("headerValue", plantedKey);
    find<QCheckBox>("headerSecret")->click();
    QCOMPARE(field("headerValue"), QString());
    type("headerValue", u"plain"_s);
    click("saveEndpoint");
    QCOMPARE(only().headers.value(0).value, u"plain"_s);
    QVERIFY(m_secrets.kept.isEmpty());
    click("removeHeader");
    click("saveEndpoint");
    QVERIFY(only().headers.isEmpty());
}

void TestEndpointsPage::aNameThatSoundsSecretMakesASecret()
{
    save(u"work"_s, u"https://a.example/v1"_s);
    choose(u"work"_s);
    click("addHeader");
    type("headerName", u"X-Api-Key"_s);
    QTest::keyClick(find("headerName"), Qt::Key_Tab);
    QVERIFY(find<QCheckBox>("headerSecret")->isChecked());
    type("headerName", u"Authorization"_s);
    click("saveEndpoint");
    QVERIFY(find<QLabel>("headersError"));
    QVERIFY(!saved());
}

void TestEndpointsPage::itIsTestedAsItIsTyped()
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

void TestEndpointsPage::whatIsWrongWithTheServerIsSaid()
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

void TestEndpointsPage::aTestIsCancelled()
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

void TestEndpointsPage::modelsAreOfferedFromTheServer()
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

void TestEndpointsPage::removingAsks()
{
    save(u"work"_s, u"https://a.example/v1"_s, plantedKey);
    m_settings->choose(documentPath, u"work"_s);
    choose(u"work"_s);
    click("removeEndpoint");
    QVERIFY(m_page->focusWidget()->objectName() == u"endpointQuestionSecondAction"_s);
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Escape);
    QCOMPARE(m_settings->profiles().size(), 1);
    click("removeEndpoint");
    click("endpointQuestionAction");
    QVERIFY(m_settings->profiles().isEmpty());
    QVERIFY(m_secrets.kept.isEmpty());
    QCOMPARE(m_settings->choice(documentPath), QString());
    QVERIFY(find("endpointList")->hasFocus());
    QVERIFY(!find("endpointForm"));
    // A new one goes without a trace.
    click("newEndpoint");
    type("endpointName", u"x"_s);
    click("removeEndpoint");
    click("endpointQuestionAction");
    QVERIFY(m_page->unsaved().isEmpty());
}

void TestEndpointsPage::aCopyHasNoKey()
{
    save(u"work"_s, u"https://a.example/v1"_s, plantedKey);
    choose(u"work"_s);
    type("endpointKey", u"another"_s);
    click("duplicateEndpoint");
    QCOMPARE(field("endpointName"), u"work-2"_s);
    QCOMPARE(field("endpointKey"), QString());
    type("endpointUrl", u"https://b.example/v1"_s);
    click("saveEndpoint");
    QCOMPARE(filled(u"work-2"_s).apiKey, QString());
    QCOMPARE(filled(u"work"_s).apiKey, plantedKey);
    QCOMPARE(m_page->unsaved(), QStringList{u"work"_s});
}

void TestEndpointsPage::tabGoesThroughThePageAsItIsRead()
{
    const auto names = [this](QWidget *from, const QString &to) {
        QStringList met;
        for (QWidget *at = from; met.isEmpty() || met.constLast() != to;
             at = at->nextInFocusChain()) {
            if ((at->focusPolicy() & Qt::TabFocus) && at->isVisible() && at->isEnabled()
                && !at->focusProxy())
                met.append(at->objectName());
            if (met.size() > 30)
                break;
        }
        return met;
    };
    save(u"work"_s, u"https://a.example/v1"_s, plantedKey);
    choose(u"work"_s);
    click("addHeader");
    type("headerName", u"X-A"_s);
    QCOMPARE(names(find("endpointName"), u"saveEndpoint"_s).join(u' '),
             u"endpointName endpointUrl keyMode endpointKey removeKey headerName headerValue "
             "headerSecret removeHeader addHeader endpointModelLine testEndpoint revertEndpoint "
             "saveEndpoint"_s);
    click("addHeader");
    QCOMPARE(names(find("endpointName"), u"saveEndpoint"_s).count(u"removeHeader"_s), 2);

    DemoServer server(m_clock);
    QVERIFY(server.start().ok());
    m_page->servers()->setCandidates({{u"Ollama"_s, u"ollama"_s, server.baseUrl(), {}, false},
                                      {u"Twin"_s, u"twin"_s, server.baseUrl(), {}, false}});
    click("findServers");
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->servers()->isLooking(), 10'000);
    const QStringList all = names(find("findServers"), u"lookAgain"_s);
    QCOMPARE(all.mid(all.size() - 3),
             (QStringList{u"addServer"_s, u"addServer"_s, u"lookAgain"_s}));
}

void TestEndpointsPage::theStackUsesWhatIsSaidHere()
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

void TestEndpointsPage::theEnvironmentIsShown()
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

void TestEndpointsPage::localServersAreFoundAndAdded()
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

void TestEndpointsPage::lookingIsCancelled()
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

void TestEndpointsPage::aListThatCannotBeReadIsSaid()
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

void TestEndpointsPage::whatTheCommandLineChangesIsSeen()
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

QTEST_MAIN(TestEndpointsPage)
#include "tst_endpointspage.moc"
