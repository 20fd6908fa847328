// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cliprocess.h"

#include <QDateTime>
#include <QFile>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace creact::test;
using namespace Qt::StringLiterals;

/// Jobs of a program that is killed (-9) and started again.
class TestJobKill : public QObject {
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
    QJsonObject node(const QString &id) const
    {
        const QJsonDocument state = cli({u"state"_s, u"export"_s, u"job.stack.json"_s}).json();
        for (const QJsonValue &each : state["nodes"_L1].toArray()) {
            if (each["id"_L1].toString() == id)
                return each.toObject();
        }
        return {};
    }
    QByteArrayList lines(const QString &name) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QFile::ReadOnly) ? file.readAll().trimmed().split('\n') : QByteArrayList();
    }
    static qint64 now() { return QDateTime::currentMSecsSinceEpoch(); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aTimerGoesOnAndMissedTicksAreOne();
    void aCommandThatWasAtWorkIsLeftToAPerson();
};

void TestJobKill::aTimerGoesOnAndMissedTicksAreOne()
{
    constexpr qint64 period = 1000;
    write(R"({"construct": "Timer", "props": {"everySeconds": 1}})");
    const QStringList run{u"run"_s, u"job.stack.json"_s};
    {
        CliProcess first(m_folder->path());
        first.start(run);
        QVERIFY(!first.waitForLine(u"listening"_s).isNull());
        QTRY_VERIFY_WITH_TIMEOUT(node(u"timer"_s)["outputs"_L1]["count"_L1].toInt() >= 2, 20'000);
        first.signal(SIGKILL);
        QCOMPARE(first.finish().exitCode, -2);
    }
    const QJsonValue before = node(u"timer"_s)["outputs"_L1];
    const qint64 count = before["count"_L1].toInteger();
    const qint64 next = before["next"_L1].toInteger();
    QVERIFY(count >= 2 && next > 0);
    // Four ticks are missed: that takes its time.
    QVERIFY(QTest::qWaitFor([&] { return now() > next + 3 * period; }, 20'000));

    CliProcess second(m_folder->path());
    second.start(run);
    const qint64 startedAt = now();
    QVERIFY(!second.waitForLine(u"listening"_s).isNull());
    QTRY_VERIFY(node(u"timer"_s)["outputs"_L1]["count"_L1].toInteger() > count);
    const QJsonValue after = node(u"timer"_s)["outputs"_L1];
    // On the same beat.
    QCOMPARE((after["next"_L1].toInteger() - next) % period, 0);
    // One for all that were missed, and one for each beat since.
    const qint64 beats = (after["next"_L1].toInteger() - startedAt) / period;
    const qint64 ticks = after["count"_L1].toInteger() - count;
    QVERIFY2(ticks >= 1 && ticks <= 1 + beats,
             qPrintable(u"%1 ticks in %2 beats"_s.arg(ticks).arg(beats)));
    second.signal(SIGTERM);
    QCOMPARE(second.finish().exitCode, 0);
}

void TestJobKill::aCommandThatWasAtWorkIsLeftToAPerson()
{
    // The first time it hangs.
    QFile script(m_folder->filePath(u"work.sh"_s));
    QVERIFY(script.open(QFile::WriteOnly));
    script.write("echo $$ >> ran\n[ $(wc -l < ran) -gt 1 ] || exec sleep 600\n");
    script.close();
    write(R"({"construct": "RunCommand", "props": {"command": "sh", "args": ["work.sh"],
                "timeoutSeconds": 500}})");
    {
        CliProcess first(m_folder->path());
        first.start({u"run"_s, u"job.stack.json"_s, u"--allow-commands"_s});
        QTRY_COMPARE_WITH_TIMEOUT(lines(u"ran"_s).size(), 1, 20'000);
        first.signal(SIGKILL);
        QCOMPARE(first.finish().exitCode, -2);
    }
    ::kill(lines(u"ran"_s).first().toInt(), SIGKILL);
    QCOMPARE(node(u"run-command"_s)["state"_L1].toString(), u"applying"_s);

    const CliResult again = cli({u"deploy"_s, u"job.stack.json"_s, u"--allow-commands"_s});
    QCOMPARE(lines(u"ran"_s).size(), 1);
    const QString said = again.output + again.errors;
    QVERIFY2(again.exitCode == 5 && said.contains(u"last run ended without stopping"_s),
             qPrintable(said));
    const QJsonObject left = node(u"run-command"_s);
    QCOMPARE(left["creactStudio"_L1]["error"_L1]["code"_L1].toString(), u"interrupted"_s);

    const CliResult retried =
        cli({u"retry"_s, u"job.stack.json"_s, u"run-command"_s, u"--allow-commands"_s});
    QVERIFY2(retried.exitCode == 0, qPrintable(retried.errors));
    QCOMPARE(lines(u"ran"_s).size(), 2);
}

QTEST_GUILESS_MAIN(TestJobKill)
#include "tst_jobkill.moc"
