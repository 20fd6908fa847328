// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/demo/demoserver.h"
#include "tests/app/cliprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {
const QString model = u"http-server.chat-handler.chat-model"_s;
} // namespace

/// `creact state pin`, `unpin` and `set`, `retry` and `rerun`, by the program itself.
class TestCliNodes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aNodeIsPinnedShownAndLetGo();
    void whatCannotBePinnedIsSaid();
    void aStackThatRunsElsewhereIsExitCode3();
    void anotherProcessIsNamedWithTheWaysOut();
    void whatFailedIsRetried();
    void aNodeIsRunAgain();
    void aStoreIsSet();
    void oneNodeIsDestroyed();
    void wrongUse_data();
    void wrongUse();

private:
    CliResult cli(const QStringList &arguments) const
    {
        return runCli(m_folder->path(), arguments);
    }
    CliResult deploy() const
    {
        return cli({u"deploy"_s, u"demo"_s, u"--port"_s, u"0"_s, u"--endpoint"_s, u"demo"_s});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliNodes::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    QCOMPARE(cli({u"new"_s, u"agent"_s, u"demo"_s}).exitCode, 0);
    // A store in front of everything.
    QFile file(m_folder->filePath(u"demo/agent.stack.json"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray text = file.readAll();
    const qsizetype at = text.lastIndexOf("\"children\"", text.indexOf("\"HttpServer\""));
    QVERIFY(at > 0);
    text.insert(text.indexOf('[', at) + 1, R"({"store": {"count": 0}, "as": "counter"},)");
    file.resize(0);
    file.seek(0);
    QCOMPARE(file.write(text), text.size());
    file.close();
    const CliResult deployed = deploy();
    QVERIFY2(deployed.exitCode == 0, qPrintable(deployed.errors));
}

void TestCliNodes::aNodeIsPinnedShownAndLetGo()
{
    const CliResult pinned = cli({u"state"_s, u"pin"_s, u"demo"_s, model});
    QVERIFY2(pinned.exitCode == 0, qPrintable(pinned.errors));
    QVERIFY(pinned.output.contains(u"is pinned"));
    QVERIFY(cli({u"state"_s, u"show"_s, u"demo"_s, model}).output.contains(u"pinned"));
    QVERIFY(cli({u"state"_s, u"list"_s, u"demo"_s}).output.contains(u"deployed, pinned"));
    QVERIFY(cli({u"audit"_s, u"demo"_s}).output.contains(u"node_pinned"));
    const CliResult unpinned = cli({u"state"_s, u"unpin"_s, u"demo"_s, model, u"--json"_s});
    QCOMPARE(unpinned.exitCode, 0);
    QCOMPARE(unpinned.json()[u"pinned"_s], QJsonValue(false));
    QVERIFY(!cli({u"state"_s, u"list"_s, u"demo"_s}).output.contains(u"deployed, pinned"));
}

void TestCliNodes::whatCannotBePinnedIsSaid()
{
    const CliResult memory = cli({u"state"_s, u"pin"_s, u"demo"_s, model + u".memory"_s});
    QCOMPARE(memory.exitCode, 2);
    QVERIFY2(memory.errors.contains(u"Others add"), qPrintable(memory.errors));
    const CliResult nobody = cli({u"state"_s, u"pin"_s, u"demo"_s, model + u"x"_s});
    QCOMPARE(nobody.exitCode, 1);
    QVERIFY2(nobody.errors.contains(model), qPrintable(nobody.errors));
}

void TestCliNodes::aStackThatRunsElsewhereIsExitCode3()
{
    CliProcess run(m_folder->path());
    run.start({u"run"_s, u"demo"_s, u"--port"_s, u"0"_s, u"--endpoint"_s, u"demo"_s});
    QVERIFY(!run.waitForLine(u"agent is live"_s).isNull());
    QCOMPARE(cli({u"state"_s, u"pin"_s, u"demo"_s, model}).exitCode, 3);
    QCOMPARE(cli({u"state"_s, u"set"_s, u"demo"_s, u"counter"_s, u"count"_s, u"1"_s}).exitCode, 3);
    run.signal(SIGTERM);
    QCOMPARE(run.finish().exitCode, 0);
}

void TestCliNodes::anotherProcessIsNamedWithTheWaysOut()
{
    CliProcess run(m_folder->path());
    run.start({u"run"_s, u"demo"_s, u"--port"_s, u"0"_s, u"--endpoint"_s, u"demo"_s});
    QVERIFY(!run.waitForLine(u"agent is live"_s).isNull());
    for (const QStringList &command :
         {QStringList{u"retry"_s, u"demo"_s}, QStringList{u"rerun"_s, u"demo"_s, u"model"_s}}) {
        const CliResult result = cli(command);
        QCOMPARE(result.exitCode, 3);
        QVERIFY2(result.errors.contains(u"Another process"_s), qPrintable(result.errors));
        QVERIFY2(result.errors.contains(u"creact lock show demo"_s), qPrintable(result.errors));
        QVERIFY2(result.errors.contains(u"creact lock release demo"_s), qPrintable(result.errors));
    }
    run.signal(SIGTERM);
    QCOMPARE(run.finish().exitCode, 0);
}

void TestCliNodes::whatFailedIsRetried()
{
    SystemClock clock;
    DemoServer server(clock);
    QVERIFY(server.start().ok());
    server.failNext(DemoServer::Fault::Rejected, 1);
    QFile file(m_folder->filePath(u"x.stack.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"creact": 1, "stack": "x", "children": [
        {"construct": "Completion", "as": "ask", "props": {"model": "m",
         "messages": [{"role": "user", "content": "?"}]}, "children": [
          {"construct": "Message", "props": {"role": "user", "content": {"$": "ask.content"}}}]}]})");
    file.close();
    const auto served = [&](const QStringList &command) {
        CliProcess process(m_folder->path());
        process.start(command + QStringList{u"--endpoint"_s, server.baseUrl().toString()});
        const bool ended = QTest::qWaitFor(
            [&] { return process.process().state() == QProcess::NotRunning; }, CliProcess::limit);
        return ended ? process.finish() : CliResult();
    };
    const auto calls = [&] { return server.requestCount(u"/v1/chat/completions"_s); };
    QCOMPARE(served({u"deploy"_s, u"x.stack.json"_s}).exitCode, 1);
    QVERIFY2(served({u"deploy"_s, u"x.stack.json"_s}).exitCode == 1, "a deploy leaves what failed");
    QCOMPARE(calls(), 1);
    QCOMPARE(served({u"retry"_s, u"x.stack.json"_s, u"nobody"_s}).exitCode, 2);
    QCOMPARE(calls(), 1);
    // By its name, and it fails again.
    server.failNext(DemoServer::Fault::Rejected, 1);
    QCOMPARE(served({u"retry"_s, u"x.stack.json"_s, u"ask"_s}).exitCode, 1);
    QCOMPARE(calls(), 2);
    const CliResult done = served({u"retry"_s, u"x.stack.json"_s, u"--json"_s});
    QVERIFY2(done.exitCode == 0, qPrintable(done.errors));
    QCOMPARE(done.json()[u"deployed"_s], QJsonValue(2));
    QCOMPARE(done.json()[u"failed"_s], QJsonValue(QJsonArray()));
    QCOMPARE(calls(), 3);
}

void TestCliNodes::aNodeIsRunAgain()
{
    const CliResult result = cli({u"rerun"_s, u"demo"_s, u"model"_s, u"--port"_s, u"0"_s});
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
    QVERIFY2(result.output.contains(u"0 failed"_s), qPrintable(result.output));
    const QString log = cli({u"audit"_s, u"demo"_s}).output;
    QCOMPARE(log.count(u"node_rerun"_s), 1);
    const CliResult unknown = cli({u"rerun"_s, u"demo"_s, u"nodel"_s, u"--port"_s, u"0"_s});
    QCOMPARE(unknown.exitCode, 2);
    QVERIFY2(unknown.errors.contains(u"did you mean \"model\""_s), qPrintable(unknown.errors));
}

void TestCliNodes::oneNodeIsDestroyed()
{
    const auto destroy = [&](const QString &node, bool yes = true) {
        QStringList arguments{u"destroy"_s, u"demo"_s, u"--node"_s,     node,
                              u"--port"_s,  u"0"_s,    u"--endpoint"_s, u"demo"_s};
        return cli(yes ? arguments << u"--yes"_s : arguments);
    };
    QCOMPARE(destroy(u"memory"_s, false).exitCode, 2);
    QCOMPARE(destroy(u"memori"_s).exitCode, 2);
    const QString memory = model + u".memory"_s;
    const auto nodes = [&] { return cli({u"state"_s, u"list"_s, u"demo"_s}).output; };
    QVERIFY2(nodes().contains(memory), qPrintable(nodes()));
    const CliResult destroyed = destroy(memory);
    QVERIFY2(destroyed.exitCode == 0, qPrintable(destroyed.errors));
    QVERIFY2(destroyed.errors.contains(u"is destroyed"_s), qPrintable(destroyed.errors));
    QVERIFY2(!nodes().contains(memory) && nodes().contains(model), qPrintable(nodes()));
    QVERIFY(cli({u"audit"_s, u"demo"_s}).output.contains(u"resource_destroyed"_s));
    const CliResult again = destroy(memory);
    QCOMPARE(again.exitCode, 1);
    QVERIFY2(again.errors.contains(u"has not been made"_s), qPrintable(again.errors));
    QCOMPARE(deploy().exitCode, 0);
    QVERIFY(nodes().contains(memory));
}

void TestCliNodes::aStoreIsSet()
{
    QCOMPARE(cli({u"state"_s, u"set"_s, u"demo"_s, u"counter"_s, u"count"_s, u"[7]"_s}).exitCode,
             0);
    const QJsonObject state = cli({u"state"_s, u"export"_s, u"demo"_s}).json().object();
    QCOMPARE(state[u"creactStudio"_s][u"stores"_s][u"counter"_s][u"count"_s],
             QJsonValue(QJsonArray{7}));
    const CliResult wrong =
        cli({u"state"_s, u"set"_s, u"demo"_s, u"counter"_s, u"cuont"_s, u"1"_s});
    QCOMPARE(wrong.exitCode, 2);
    QVERIFY2(wrong.errors.contains(u"'count'"), qPrintable(wrong.errors));
}

void TestCliNodes::wrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("no node") << QStringList{u"pin"_s, u"demo"_s} << 2;
    QTest::newRow("no value") << QStringList{u"set"_s, u"demo"_s, u"counter"_s, u"count"_s} << 2;
    QTest::newRow("no JSON") << QStringList{u"set"_s, u"demo"_s, u"counter"_s, u"count"_s, u"[1"_s}
                             << 2;
}

void TestCliNodes::wrongUse()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    const CliResult result = cli(QStringList{u"state"_s} + arguments);
    QCOMPARE(result.exitCode, code);
    QVERIFY(!result.errors.isEmpty());
}

QTEST_GUILESS_MAIN(TestCliNodes)
#include "tst_clinodes.moc"
