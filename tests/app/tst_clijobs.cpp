// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cliprocess.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace creact::test;
using namespace Qt::StringLiterals;

/// Stacks without a chat, by the program itself.
class TestCliJobs : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    void write(const QByteArray &children) const
    {
        QVERIFY(writeStack(m_folder->path(), u"job"_s, '[' + children + ']'));
    }
    CliResult cli(const QStringList &arguments) const
    {
        return runCli(m_folder->path(), arguments);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void commandsRunOnlyWhenTheyAreAllowed();
    void foldersAreReadOnlyWhenTheyAreAllowed();
    void aTickSetsAStoreOnce();
};

void TestCliJobs::commandsRunOnlyWhenTheyAreAllowed()
{
    write(R"({"construct": "RunCommand", "props": {"command": "touch", "args": ["here"]}})");
    const QString here = m_folder->filePath(u"here"_s);
    const CliResult plan = cli({u"plan"_s, u"job.stack.json"_s});
    QVERIFY2(plan.output.contains(u"touch here"_s), qPrintable(plan.output));
    const CliResult refused = cli({u"deploy"_s, u"job.stack.json"_s});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2((refused.output + refused.errors).contains(u"--allow-commands"_s),
             qPrintable(refused.output + refused.errors));
    QVERIFY(!QFile::exists(here));
    // Refused work is tried again by any deploy that allows it; a retry of it is that deploy.
    const CliResult retried =
        cli({u"retry"_s, u"job.stack.json"_s, u"run-command"_s, u"--allow-commands"_s});
    QVERIFY2(retried.exitCode == 0, qPrintable(retried.errors));
    QVERIFY(QFile::exists(here));
}

void TestCliJobs::foldersAreReadOnlyWhenTheyAreAllowed()
{
    const QTemporaryDir other;
    QFile file(other.filePath(u"a.txt"_s));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("from elsewhere");
    file.close();
    write(R"({"construct": "ReadFile", "props": {"path": ")" + other.path().toUtf8()
          + R"(/a.txt"}})");
    QCOMPARE(cli({u"deploy"_s, u"job.stack.json"_s}).exitCode, 1);
    const CliResult allowed =
        cli({u"deploy"_s, u"job.stack.json"_s, u"--allow-folder"_s, other.path()});
    QVERIFY2(allowed.exitCode == 0, qPrintable(allowed.errors));
    const CliResult state = cli({u"state"_s, u"show"_s, u"job.stack.json"_s});
    QVERIFY2(state.output.contains(u"from elsewhere"_s), qPrintable(state.output));
}

void TestCliJobs::aTickSetsAStoreOnce()
{
    write(R"({"store": {"ticks": 0}, "as": "counter"},
        {"construct": "Timer", "as": "timer", "props": {"everySeconds": 3600, "immediately": true},
         "children": [
           {"show": {"$": "timer.count"}, "key": {"$": "timer.count"}, "children": [
             {"construct": "SetStore", "props": {"storeId": "counter", "key": "ticks",
                "value": {"$": "untrack(() => counter.ticks) + 1"}}}]}]})");
    for (int start = 0; start < 2; ++start) {
        const CliResult deployed = cli({u"deploy"_s, u"job.stack.json"_s});
        QVERIFY2(deployed.exitCode == 0, qPrintable(deployed.errors));
        const CliResult state = cli({u"state"_s, u"show"_s, u"job.stack.json"_s});
        QVERIFY2(state.output.contains(u"\"ticks\": 1"_s), qPrintable(state.output));
    }
}

QTEST_GUILESS_MAIN(TestCliJobs)
#include "tst_clijobs.moc"
