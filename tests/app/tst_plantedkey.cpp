// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/endpointkeys.h"
#include "tests/app/cliprocess.h"
#include "tests/core/engine/enginebench.h"
#include "tests/support/fakesecrets.h"

#include <QDirIterator>
#include <QLoggingCategory>
#include <QMutex>
#include <QNetworkReply>
#include <QThread>

#include <csignal>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;
using Fault = DemoServer::Fault;

namespace {

/// Every planted secret has this in it.
const QByteArray planted = "PLANTED";
const QString keychainKey = u"sk-kc-PLANTED-keychain-0123456789"_s;
const QString headerSecret = u"hdr/PLANTED/header-0123456789"_s;
const QString dotEnvKey = u"sk-env-PLANTED-dotenv-0123456789"_s;
const QString environmentKey = u"sk-var-PLANTED-environment-0123456789"_s;

QMutex logGuard;
QByteArray logged;

void keepLog(QtMsgType, const QMessageLogContext &, const QString &text)
{
    const QMutexLocker lock(&logGuard);
    logged += text.toUtf8() + '\n';
}

/// As some servers do: the key that was sent is said back in the error.
class OnThread {
public:
    OnThread()
    {
        m_context.moveToThread(&m_thread);
        m_thread.start();
        run([this] {
            server = std::make_unique<DemoServer>(m_clock);
            if (!server->start())
                server.reset();
        });
    }
    ~OnThread()
    {
        run([this] { server.reset(); });
        m_thread.quit();
        m_thread.wait();
    }
    template <typename Work> void run(Work work)
    {
        QMetaObject::invokeMethod(&m_context, work, Qt::BlockingQueuedConnection);
    }
    bool wasSent(const QString &key)
    {
        bool found = false;
        run([&] {
            for (const DemoServer::Exchange &exchange : server->log())
                found = found || exchange.authorization.contains(key.toUtf8());
        });
        return found;
    }
    QString url()
    {
        QString address;
        run([&] { address = server->baseUrl().toString(); });
        return address;
    }

    std::unique_ptr<DemoServer> server;

private:
    QThread m_thread;
    QObject m_context;
    SystemClock m_clock;
};

} // namespace

/// Secrets are planted wherever they can come from; then everything that is written, said or
/// answered is searched for them.
class TestPlantedKey : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(u"*=true"_s);
        m_before = qInstallMessageHandler(keepLog);
    }
    void cleanupTestCase() { qInstallMessageHandler(m_before); }

    void ofTheKeychain_data() { faults(); }
    void ofTheKeychain();
    void ofTheEnvironment_data() { faults(); }
    void ofTheEnvironment();
    void ofDotEnv_data() { faults(); }
    void ofDotEnv();
    void ofAProcessThatAborts();
    void ofAWindowThatAborts();

private:
    static void faults()
    {
        QTest::addColumn<Fault>("fault");
        QTest::newRow("all is well") << Fault::None;
        QTest::newRow("the key is refused, and said back") << Fault::Unauthorized;
        QTest::newRow("rejected") << Fault::Rejected;
        QTest::newRow("broken answer") << Fault::InvalidJson;
        QTest::newRow("closed") << Fault::Close;
    }
    /// Files below a folder that have a secret in them, `.env` aside.
    static QStringList guiltyIn(const QString &folder)
    {
        QStringList guilty;
        int files = 0;
        QDirIterator it(folder, QDir::Files | QDir::Hidden | QDir::System,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            ++files;
            if (it.fileName() != ".env"_L1 && file.open(QIODevice::ReadOnly)
                && file.readAll().contains(planted))
                guilty.append(file.fileName());
        }
        return files > 2 ? guilty : QStringList{u"nothing was written: nothing is proved"_s};
    }
    static bool clean(const QString &text) { return !text.toUtf8().contains(planted); }
    void runProcess(const QString &folder, OnThread &model, bool environment, Fault fault);

    QtMessageHandler m_before = nullptr;
};

#define VERIFY_CLEAN(text) QVERIFY2(clean(text), qPrintable(text))

void TestPlantedKey::ofTheKeychain()
{
    QFETCH(Fault, fault);
    StackBench bench;
    EndpointProfile profile;
    profile.name = u"work"_s;
    profile.baseUrl = bench.demo.baseUrl();
    profile.headers = {{u"X-Gateway"_s, {}, u"gateway"_s}};
    FakeSecrets secrets;
    secrets.kept = {{originOf(profile.baseUrl), keychainKey},
                    {headerSecretName(profile.baseUrl, u"gateway"_s), headerSecret}};
    readEndpointKeys({profile}, secrets, [&bench](const QList<NamedEndpoint> &endpoints) {
        bench.options.endpoints = endpoints;
    });
    bench.options.endpoint.clear();
    bench.options.endpointName = u"work"_s;
    bench.options.modelRetries = 0;

    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    const Result<Plan> plan = user.plan();
    QVERIFY(plan.ok());
    QVERIFY(user.deploy().ok());
    QTRY_COMPARE(user.info.status, StackInfo::Status::Live);
    if (fault != Fault::None)
        bench.demo.failNext(fault);
    ChatClient client;
    const ClientAnswer answer =
        client.wait(client.post(user.info.urls.value(0) + u"/chat"_s, u"Who was Ada Lovelace?"_s));
    QVERIFY(answer.finished);
    const Result<ChatTurn> second = user.ask(u"And Alan Turing?"_s);
    QVERIFY(second.ok());

    // It was used at all.
    QVERIFY(std::any_of(bench.demo.log().begin(), bench.demo.log().end(), [](const auto &exchange) {
        return exchange.authorization.contains(planted);
    }));
    VERIFY_CLEAN(QString::fromUtf8(QJsonDocument(answer.body).toJson()));
    const Result<QList<ChatTurn>> turns = user.turns();
    QVERIFY(turns.ok());
    for (const ChatTurn &turn : *turns)
        VERIFY_CLEAN(turn.answer
                     + (turn.error ? turn.error->message + turn.error->hint : QString()));
    const Result<QList<AuditEntry>> log = user.auditLog();
    QVERIFY(log.ok());
    for (const AuditEntry &entry : *log)
        VERIFY_CLEAN(QString::fromUtf8(QJsonDocument(entry.details).toJson()));
    VERIFY_CLEAN(user.tree.print());
    VERIFY_CLEAN(user.activities.join(u'\n'));
    VERIFY_CLEAN(user.info.endpoint);
    QVERIFY(user.stop().ok());
    QCOMPARE(guiltyIn(bench.folder()), QStringList());
    const QMutexLocker lock(&logGuard);
    QVERIFY(logged.size() > 1000);
    QVERIFY2(!logged.contains(planted), logged.mid(logged.indexOf(planted) - 200, 400));
}

void TestPlantedKey::runProcess(const QString &folder, OnThread &model, bool environment,
                                Fault fault)
{
    if (fault != Fault::None)
        model.run([&] { model.server->failNext(fault, 9); });
    const auto start = [&](CliProcess &process, const QStringList &arguments) {
        process.setVariable(u"QT_LOGGING_RULES"_s, u"*=true"_s);
        if (environment) {
            process.setVariable(u"OPENAI_BASE_URL"_s, model.url());
            process.setVariable(u"OPENAI_API_KEY"_s, environmentKey);
        }
        process.start(arguments);
    };
    const QList<QStringList> commands{
        {u"plan"_s, u"a"_s},
        {u"chat"_s, u"a"_s, u"Who was Ada Lovelace?"_s, u"--port"_s, u"0"_s},
        {u"state"_s, u"list"_s, u"a"_s, u"--json"_s},
        {u"state"_s, u"export"_s, u"a"_s},
        {u"state"_s, u"deployments"_s, u"a"_s, u"--json"_s},
        {u"audit"_s, u"a"_s, u"--json"_s},
        {u"endpoint"_s, u"test"_s, model.url(), u"--json"_s},
        {u"endpoint"_s, u"test"_s, model.url(), u"--model"_s, u"demo"_s}};
    for (const QStringList &command : commands) {
        CliProcess process(folder);
        start(process, command);
        const CliResult result = process.finish();
        QVERIFY2(result.exitCode >= 0, qPrintable(command.join(u' ')));
        VERIFY_CLEAN(result.output);
        VERIFY_CLEAN(result.errors);
        if (fault == Fault::None)
            QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
    }
    QVERIFY(model.wasSent(environment ? environmentKey : dotEnvKey));
    QCOMPARE(guiltyIn(folder), QStringList());
}

void TestPlantedKey::ofTheEnvironment()
{
    QFETCH(Fault, fault);
    const QTemporaryDir folder;
    OnThread model;
    QCOMPARE(runCli(folder.path(), {u"new"_s, u"agent"_s, u"a"_s}).exitCode, 0);
    runProcess(folder.path(), model, true, fault);
}

void TestPlantedKey::ofDotEnv()
{
    QFETCH(Fault, fault);
    const QTemporaryDir folder;
    OnThread model;
    QCOMPARE(runCli(folder.path(), {u"new"_s, u"agent"_s, u"a"_s}).exitCode, 0);
    QFile env(folder.filePath(u"a/.env"_s));
    QVERIFY(env.open(QIODevice::WriteOnly));
    env.write("OPENAI_BASE_URL=" + model.url().toUtf8() + "\nOPENAI_API_KEY=" + dotEnvKey.toUtf8()
              + '\n');
    env.close();
    runProcess(folder.path(), model, false, fault);
}

void TestPlantedKey::ofAProcessThatAborts()
{
    const QTemporaryDir folder;
    OnThread model;
    QCOMPARE(runCli(folder.path(), {u"new"_s, u"agent"_s, u"a"_s}).exitCode, 0);
    model.run([&] { model.server->failNext(Fault::Hang, 9); });
    CliProcess process(folder.path());
    process.setVariable(u"QT_LOGGING_RULES"_s, u"*=true"_s);
    process.setVariable(u"OPENAI_BASE_URL"_s, model.url());
    process.setVariable(u"OPENAI_API_KEY"_s, environmentKey);
    process.start({u"chat"_s, u"a"_s, u"Who was Ada Lovelace?"_s, u"--port"_s, u"0"_s});
    // In the middle of a call with the key.
    const auto asked = [&model] {
        int count = 0;
        model.run([&] { count = model.server->requestCount(u"/v1/chat/completions"_s); });
        return count > 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(asked(), 30'000);
    process.signal(SIGABRT);
    const CliResult result = process.finish();
    QCOMPARE(result.exitCode, -2);
    VERIFY_CLEAN(result.output);
    VERIFY_CLEAN(result.errors);
    QCOMPARE(guiltyIn(folder.path()), QStringList());
}

/// What a window that ends in the middle of it leaves behind: settings, drafts, state, output.
void TestPlantedKey::ofAWindowThatAborts()
{
    const QTemporaryDir folder;
    QCOMPARE(runCli(folder.path(), {u"new"_s, u"agent"_s, u"a"_s}).exitCode, 0);
    QFile env(folder.filePath(u"a/.env"_s));
    QVERIFY(env.open(QIODevice::WriteOnly));
    env.write("OPENAI_BASE_URL=http://127.0.0.1:1/v1\nOPENAI_API_KEY=" + dotEnvKey.toUtf8() + '\n');
    env.close();
    const QString document =
        folder.filePath(u"a/"_s) + QDir(folder.filePath(u"a"_s)).entryList({u"*.stack.json"_s})[0];
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"QT_LOGGING_RULES"_s, u"*=true"_s);
    environment.insert(u"OPENAI_BASE_URL"_s, u"http://127.0.0.1:2/v1"_s);
    environment.insert(u"OPENAI_API_KEY"_s, environmentKey);
    for (const QString &name : {u"HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s,
                                u"XDG_STATE_HOME"_s, u"XDG_CACHE_HOME"_s})
        environment.insert(name, folder.filePath(name));
    environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    QProcess window;
    window.setProcessEnvironment(environment);
    window.setWorkingDirectory(folder.path());
    window.start(QStringLiteral(CREACT_STUDIO), {u"--port"_s, u"0"_s, document});
    QVERIFY(window.waitForStarted());
    // Open once it remembers that it was.
    const auto isOpen = [&folder] {
        QDirIterator it(folder.filePath(u"XDG_CONFIG_HOME"_s), QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains("recent"))
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOpen(), 60'000);
    ::kill(pid_t(window.processId()), SIGABRT);
    QVERIFY(window.waitForFinished(30'000));
    const QByteArray said = window.readAllStandardOutput() + window.readAllStandardError();
    QVERIFY(said.size() > 1000);
    QVERIFY2(!said.contains(planted), said.mid(said.indexOf(planted) - 200, 400));
    QCOMPARE(guiltyIn(folder.path()), QStringList());
}

QTEST_GUILESS_MAIN(TestPlantedKey)
#include "tst_plantedkey.moc"
