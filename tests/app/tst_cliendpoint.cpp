// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/demoserver.h"
#include "tests/app/cliprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {

const QString plantedKey = u"sk-planted-key-0123456789"_s;

/// A demo server on a thread of its own, so that the test can wait for a process that asks it.
class ServerThread {
public:
    ServerThread()
    {
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_context,
            [this] {
                m_server = std::make_unique<DemoServer>(m_clock);
                if (m_server->start())
                    m_url = m_server->baseUrl().toString();
            },
            Qt::BlockingQueuedConnection);
    }
    ~ServerThread()
    {
        QMetaObject::invokeMethod(
            &m_context, [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    QString url() const { return m_url; }
    void fault(DemoServer::Fault fault)
    {
        QMetaObject::invokeMethod(
            &m_context, [this, fault] { m_server->failNext(fault, 9); },
            Qt::BlockingQueuedConnection);
    }

private:
    struct Context : QObject {
        explicit Context(QThread *thread) { moveToThread(thread); }
    };
    QThread m_thread;
    Context m_context{&m_thread};
    SystemClock m_clock;
    std::unique_ptr<DemoServer> m_server;
    QString m_url;
};

} // namespace

/// `creact endpoint …`, by the program itself, on a machine without a keychain.
class TestCliEndpoint : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void nothingIsSetUpAtFirst();
    void whatIsAddedIsListedAndRemoved();
    void aSecondOneOfThatNameIsRefused();
    void refuses_data();
    void refuses();
    void withoutAKeychainNothingIsChanged();
    void theKeyIsNoArgument();
    void aDamagedListIsSaidAndLeft();
    void testsTheDemo();
    void testsAServerByNameAndSaysAWord();
    void saysThatV1IsMissing();
    void saysThatNobodyListens();
    void aStackNamesItsEndpoint();
    void anUnknownEndpointListsThoseThereAre();

private:
    CliResult cli(const QStringList &arguments, const QString &input = {}) const
    {
        return runCli(m_folder->path(), arguments, input);
    }
    QString list() const { return m_folder->filePath(u".config/creact/endpoints.json"_s); }
    CliResult add(const QString &name, const QString &url) const
    {
        return cli({u"endpoint"_s, u"add"_s, name, url, u"--no-key"_s});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliEndpoint::nothingIsSetUpAtFirst()
{
    const CliResult words = cli({u"endpoint"_s, u"list"_s});
    QCOMPARE(words.exitCode, 0);
    QVERIFY(words.output.contains(u"creact endpoint add"));
    const CliResult json = cli({u"endpoint"_s, u"list"_s, u"--json"_s});
    QVERIFY(json.json().isArray());
    QVERIFY(json.json().array().isEmpty());
    QVERIFY(!QFile::exists(list()));
}

void TestCliEndpoint::whatIsAddedIsListedAndRemoved()
{
    const CliResult added =
        cli({u"endpoint"_s, u"add"_s, u"home"_s, u"http://localhost:11434/v1"_s, u"--no-key"_s,
             u"--model"_s, u"llama3"_s, u"--header"_s, u"X-Version: 2"_s});
    QVERIFY2(added.exitCode == 0, qPrintable(added.errors));
    const CliResult listed = cli({u"endpoint"_s, u"list"_s, u"--json"_s});
    const QJsonObject expected{{u"name"_s, u"home"_s},
                               {u"baseUrl"_s, u"http://localhost:11434/v1"_s},
                               {u"key"_s, u"none"_s},
                               {u"model"_s, u"llama3"_s},
                               {u"headers"_s, QJsonObject{{u"X-Version"_s, u"2"_s}}}};
    QCOMPARE(listed.json().array(), QJsonArray{expected});
    QVERIFY(cli({u"endpoint"_s, u"list"_s}).output.contains(u"localhost:11434"));
    QCOMPARE(cli({u"endpoint"_s, u"remove"_s, u"home"_s}).exitCode, 0);
    QVERIFY(cli({u"endpoint"_s, u"list"_s, u"--json"_s}).json().array().isEmpty());
    const CliResult gone = cli({u"endpoint"_s, u"remove"_s, u"home"_s});
    QCOMPARE(gone.exitCode, 1);
    QVERIFY(gone.errors.contains(u"home"));
}

void TestCliEndpoint::aSecondOneOfThatNameIsRefused()
{
    QCOMPARE(add(u"home"_s, u"http://a/v1"_s).exitCode, 0);
    QCOMPARE(add(u"home"_s, u"http://b/v1"_s).exitCode, 1);
    QCOMPARE(
        cli({u"endpoint"_s, u"add"_s, u"home"_s, u"http://b/v1"_s, u"--no-key"_s, u"--replace"_s})
            .exitCode,
        0);
    const QJsonArray listed = cli({u"endpoint"_s, u"list"_s, u"--json"_s}).json().array();
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed.first()[u"baseUrl"_s].toString(), u"http://b/v1"_s);
}

void TestCliEndpoint::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("demo") << QStringList{u"demo"_s, u"http://a/v1"_s};
    QTest::newRow("no address") << QStringList{u"a"_s, u"localhost"_s};
    QTest::newRow("file") << QStringList{u"a"_s, u"file:///etc"_s};
    QTest::newRow("password in it") << QStringList{u"a"_s, u"http://me:word@a/v1"_s};
    QTest::newRow("secret header in the open")
        << QStringList{u"a"_s, u"http://a/v1"_s, u"--header"_s, u"X-Api-Key: 1"_s};
    QTest::newRow("one word") << QStringList{u"a"_s};
    QTest::newRow("a key as an argument")
        << QStringList{u"a"_s, u"http://a/v1"_s, u"--key"_s, plantedKey};
}

void TestCliEndpoint::refuses()
{
    QFETCH(QStringList, arguments);
    const CliResult result = cli(QStringList{u"endpoint"_s, u"add"_s} + arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(!result.errors.contains(plantedKey));
    QVERIFY(!QFile::exists(list()));
}

void TestCliEndpoint::withoutAKeychainNothingIsChanged()
{
    const CliResult result =
        cli({u"endpoint"_s, u"add"_s, u"work"_s, u"https://api.example.com/v1"_s, u"--key-stdin"_s},
            plantedKey + u'\n');
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains(u"keychain"), qPrintable(result.errors));
    QVERIFY(result.errors.contains(u"--key-env"));
    QVERIFY(!result.errors.contains(plantedKey));
    QVERIFY(!QFile::exists(list()));
}

void TestCliEndpoint::theKeyIsNoArgument()
{
    const CliResult help = cli({u"endpoint"_s, u"add"_s, u"--help"_s});
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.output.contains(u"--key-stdin "));
    QVERIFY(!help.output.contains(u"--key "));
    for (const QString &line : help.output.split(u'\n'))
        QVERIFY2(line.size() <= 80, qPrintable(line));
}

void TestCliEndpoint::aDamagedListIsSaidAndLeft()
{
    QVERIFY(QDir().mkpath(m_folder->filePath(u".config/creact"_s)));
    QFile file(list());
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write("{\n\"version\": 1,");
    file.flush();
    for (const QStringList &arguments :
         {QStringList{u"list"_s}, QStringList{u"add"_s, u"a"_s, u"http://a/v1"_s, u"--no-key"_s},
          QStringList{u"remove"_s, u"a"_s}, QStringList{u"test"_s, u"a"_s}}) {
        const CliResult result = cli(QStringList{u"endpoint"_s} + arguments);
        QVERIFY(result.exitCode != 0);
        QVERIFY2(result.errors.contains(u"endpoints.json:2"), qPrintable(result.errors));
    }
    file.seek(0);
    QCOMPARE(file.readAll(), QByteArray("{\n\"version\": 1,"));
    // Who needs none of them is not kept from anything.
    QCOMPARE(cli({u"endpoint"_s, u"test"_s, u"demo"_s}).exitCode, 0);
}

void TestCliEndpoint::testsTheDemo()
{
    const CliResult result = cli({u"endpoint"_s, u"test"_s, u"demo"_s, u"--json"_s});
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
    QCOMPARE(result.json()[u"ok"_s], QJsonValue(true));
    const CliResult models = cli({u"endpoint"_s, u"models"_s, u"demo"_s});
    QCOMPARE(models.exitCode, 0);
    QCOMPARE(models.output.trimmed(), result.json()[u"models"_s][0].toString());
}

void TestCliEndpoint::testsAServerByNameAndSaysAWord()
{
    ServerThread server;
    QCOMPARE(add(u"mine"_s, server.url()).exitCode, 0);
    const CliResult result = cli({u"endpoint"_s, u"test"_s, u"mine"_s, u"--model"_s, u"demo"_s});
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
    QVERIFY(result.output.startsWith(u"It works: "));
    QVERIFY(result.output.contains(u"demo said: "));
    server.fault(DemoServer::Fault::Unauthorized);
    const CliResult refused = cli({u"endpoint"_s, u"test"_s, u"mine"_s, u"--model"_s, u"demo"_s});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.errors.contains(u"key"), qPrintable(refused.errors));
}

void TestCliEndpoint::saysThatV1IsMissing()
{
    ServerThread server;
    QVERIFY(server.url().endsWith(u"/v1"_s));
    const CliResult result = cli({u"endpoint"_s, u"test"_s, server.url().chopped(3)});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains(u"Use "_s + server.url()), qPrintable(result.errors));
}

void TestCliEndpoint::saysThatNobodyListens()
{
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const QString address = u"http://127.0.0.1:%1/v1"_s.arg(nobody.serverPort());
    nobody.close();
    const CliResult result = cli({u"endpoint"_s, u"test"_s, address, u"--json"_s});
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.json()[u"error"_s][u"code"_s].toString(), u"model_unreachable"_s);
    QVERIFY(result.errors.contains(u"nothing listens there"));
}

void TestCliEndpoint::aStackNamesItsEndpoint()
{
    ServerThread server;
    QCOMPARE(add(u"mine"_s, server.url()).exitCode, 0);
    QCOMPARE(cli({u"new"_s, u"agent"_s, u"a"_s}).exitCode, 0);
    const CliResult plan =
        cli({u"plan"_s, u"a"_s, u"--endpoint"_s, u"mine"_s, u"--port"_s, u"0"_s});
    QVERIFY2(plan.exitCode == 0, qPrintable(plan.errors));
    QVERIFY2(plan.output.contains(QUrl(server.url()).authority()), qPrintable(plan.output));
}

void TestCliEndpoint::anUnknownEndpointListsThoseThereAre()
{
    QCOMPARE(add(u"mine"_s, u"http://a/v1"_s).exitCode, 0);
    QCOMPARE(cli({u"new"_s, u"agent"_s, u"a"_s}).exitCode, 0);
    for (const QStringList &arguments :
         {QStringList{u"plan"_s, u"a"_s, u"--endpoint"_s, u"yours"_s},
          QStringList{u"endpoint"_s, u"test"_s, u"yours"_s}}) {
        const CliResult result = cli(arguments);
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.errors.contains(u"demo, mine"), qPrintable(result.errors));
    }
}

QTEST_GUILESS_MAIN(TestCliEndpoint)
#include "tst_cliendpoint.moc"
