// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/runcommandconstruct.h"
#include "tests/core/provider/jobs/jobstage.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace creact;
using namespace Qt::StringLiterals;

class TestRunCommandConstruct : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<JobStage> stage;
    std::unique_ptr<RunCommandConstruct> commands;
    ProviderOptions options;
    QProcessEnvironment environment;

    void startProgram()
    {
        commands = std::make_unique<RunCommandConstruct>(options, environment);
        commands->start(stage->host);
    }
    JobRun begin(const QJsonObject &props) { return stage->begin(*commands, props); }
    JobRun run(const QJsonObject &props)
    {
        JobRun one = begin(props);
        const bool ended = QTest::qWaitFor([&] { return one.ended(); }, 20'000);
        return ended ? one : JobRun();
    }
    QJsonObject shell(const QString &script, QJsonObject more = {}) const
    {
        more.insert(u"command"_s, u"sh"_s);
        more.insert(u"args"_s, QJsonArray{u"-c"_s, script});
        return more;
    }
    QString out(const QJsonObject &props)
    {
        return run(props).outputs().value("stdout"_L1).toString();
    }
    /// The number that the script wrote into a file, once it did.
    qint64 pidIn(const QString &name) const
    {
        qint64 pid = 0;
        (void)QTest::qWaitFor(
            [&] {
                QFile file(folder->filePath(name));
                const QByteArray text = file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
                pid = text.endsWith('\n') ? text.trimmed().toLongLong() : 0;
                return pid > 0;
            },
            20'000);
        return pid;
    }
    /// Gone, or a corpse that nobody has buried yet.
    static bool isGone(qint64 pid)
    {
        QFile stat(u"/proc/%1/stat"_s.arg(pid));
        return pid > 0 && (!stat.open(QFile::ReadOnly) || stat.readAll().contains(") Z "));
    }

private Q_SLOTS:
    void init()
    {
        folder = std::make_unique<QTemporaryDir>();
        stage = std::make_unique<JobStage>();
        options = {};
        options.documentDir = folder->path();
        options.allowCommands = true;
        environment = {};
        environment.insert(u"PATH"_s, u"/usr/local/bin:/usr/bin:/bin"_s);
        environment.insert(u"HOME"_s, u"/nowhere"_s);
        environment.insert(u"OPENAI_API_KEY"_s, u"sk-planted"_s);
        startProgram();
    }
    void cleanup() { commands.reset(); }

    void isOffUntilItIsAllowed();
    void refuses_data();
    void refuses();
    void givesWhatTheProgramSaid();
    void aFailingProgramIsAResult();
    void argumentsAreNoShellWords();
    void passesInputOn();
    void runsInTheFolder();
    void passesOnLittleOfTheEnvironment();
    void secretsAreForTheProgramTheyAreMeantFor();
    void keepsSoMuchAndReadsTheRest();
    void aTimeOutEndsTheWholeGroup();
    void whatIgnoresTheRequestIsKilled();
    void cancelEndsTheWholeGroup();
    void stopEndsEverythingAtOnce();
    void whatItLeavesBehindEndsWithIt();
    void aCrashedProgramIsAFailure();
    void isLeftToAPersonAfterACrash();
};

void TestRunCommandConstruct::isOffUntilItIsAllowed()
{
    options.allowCommands = false;
    startProgram();
    const Error error = run(shell(u"touch here"_s)).error();
    QCOMPARE(codeName(error.code), u"not_allowed"_s);
    QVERIFY(error.hint.contains(u"--allow-commands"_s));
    QVERIFY(!QFile::exists(folder->filePath(u"here"_s)));
}

void TestRunCommandConstruct::refuses_data()
{
    QTest::addColumn<QJsonObject>("props");
    QTest::newRow("nothing") << QJsonObject{{u"command"_s, u""_s}};
    QTest::newRow("a shell line") << QJsonObject{{u"command"_s, u"echo hello"_s}};
    QTest::newRow("no such program") << QJsonObject{{u"command"_s, u"no-such-program"_s}};
    QTest::newRow("no such path") << QJsonObject{{u"command"_s, u"./none"_s}};
    QTest::newRow("a folder") << QJsonObject{{u"command"_s, u"/tmp"_s}};
    QTest::newRow("a number") << QJsonObject{{u"command"_s, u"echo"_s}, {u"args"_s, QJsonArray{5}}};
    QTest::newRow("outside") << QJsonObject{{u"command"_s, u"ls"_s},
                                            {u"workingDirectory"_s, u".."_s}};
    QTest::newRow("variable") << QJsonObject{{u"command"_s, u"ls"_s},
                                             {u"env"_s, QJsonObject{{u"A=B"_s, u"x"_s}}}};
    QTest::newRow("value") << QJsonObject{{u"command"_s, u"ls"_s},
                                          {u"env"_s, QJsonObject{{u"A"_s, 5}}}};
}

void TestRunCommandConstruct::refuses()
{
    QFETCH(QJsonObject, props);
    const JobRun one = run(props);
    QVERIFY(one.ended() && !one.ok());
    QVERIFY(one.error().code == ErrorCode::InvalidProps || one.error().code == ErrorCode::NotFound
            || one.error().code == ErrorCode::NotAllowed);
    QCOMPARE(one.error().where, u"node"_s);
}

void TestRunCommandConstruct::givesWhatTheProgramSaid()
{
    const QJsonObject outputs = run(shell(u"echo out; echo err >&2"_s)).outputs();
    QCOMPARE(outputs.value("exitCode"_L1).toInt(-1), 0);
    QCOMPARE(outputs.value("ok"_L1), QJsonValue(true));
    QCOMPARE(outputs.value("stdout"_L1).toString(), u"out\n"_s);
    QCOMPARE(outputs.value("stderr"_L1).toString(), u"err\n"_s);
    QCOMPARE(outputs.value("cut"_L1), QJsonValue(false));
    QCOMPARE(stage->host.audits, QStringList{u"command"_s});
}

void TestRunCommandConstruct::aFailingProgramIsAResult()
{
    const QJsonObject outputs = run(shell(u"exit 7"_s)).outputs();
    QCOMPARE(outputs.value("exitCode"_L1).toInt(), 7);
    QCOMPARE(outputs.value("ok"_L1), QJsonValue(false));
}

void TestRunCommandConstruct::argumentsAreNoShellWords()
{
    QCOMPARE(out({{u"command"_s, u"echo"_s}, {u"args"_s, QJsonArray{u"a b; $HOME `id` > x"_s}}}),
             u"a b; $HOME `id` > x\n"_s);
    QVERIFY(!QFile::exists(folder->filePath(u"x"_s)));
}

void TestRunCommandConstruct::passesInputOn()
{
    QCOMPARE(out({{u"command"_s, u"cat"_s}, {u"input"_s, u"grün"_s}}), u"grün"_s);
    QCOMPARE(out({{u"command"_s, u"cat"_s}}), u""_s);
}

void TestRunCommandConstruct::runsInTheFolder()
{
    QDir(folder->path()).mkdir(u"sub"_s);
    const QString here = QFileInfo(folder->path()).canonicalFilePath();
    QCOMPARE(out(shell(u"pwd"_s)).trimmed(), here);
    QCOMPARE(out(shell(u"pwd"_s, {{u"workingDirectory"_s, u"sub"_s}})).trimmed(), here + u"/sub"_s);
    QFile script(folder->filePath(u"own"_s));
    QVERIFY(script.open(QFile::WriteOnly));
    script.write("#!/bin/sh\necho own\n");
    script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    script.close();
    QCOMPARE(out({{u"command"_s, u"./own"_s}}), u"own\n"_s);
}

void TestRunCommandConstruct::passesOnLittleOfTheEnvironment()
{
    const QString all =
        out({{u"command"_s, u"env"_s}, {u"env"_s, QJsonObject{{u"EXTRA"_s, u"more"_s}}}});
    QVERIFY(all.contains(u"HOME=/nowhere\n"_s));
    QVERIFY(all.contains(u"EXTRA=more\n"_s));
    QVERIFY(!all.contains(u"planted"_s));
}

void TestRunCommandConstruct::secretsAreForTheProgramTheyAreMeantFor()
{
    const QJsonObject env{{u"TOKEN"_s, QJsonObject{{u"secret"_s, u"DEPLOY"_s}}}};
    environment.insert(u"DEPLOY"_s, u"s3cret-value"_s);
    environment.insert(u"DEPLOY_ORIGIN"_s, u"https://example.org, command://gh"_s);
    startProgram();
    QCOMPARE(run(shell(u"echo $TOKEN"_s, {{u"env"_s, env}})).error().code,
             ErrorCode::PermissionDenied);
    environment.insert(u"DEPLOY_ORIGIN"_s, u"command://sh"_s);
    startProgram();
    QCOMPARE(out(shell(u"echo $TOKEN; echo ${#TOKEN}"_s, {{u"env"_s, env}})),
             u"[secret removed]\n12\n"_s);
    QCOMPARE(run({{u"command"_s, u"/bin/sh"_s}, {u"env"_s, env}}).error().code,
             ErrorCode::PermissionDenied);
}

void TestRunCommandConstruct::keepsSoMuchAndReadsTheRest()
{
    const QJsonObject outputs =
        run(shell(u"head -c 3000000 /dev/zero | tr '\\0' x; echo e >&2"_s, {{u"maxBytes"_s, 1000}}))
            .outputs();
    QCOMPARE(outputs.value("stdout"_L1).toString(), QString(1000, u'x'));
    QCOMPARE(outputs.value("stderr"_L1).toString(), u"e\n"_s);
    QCOMPARE(outputs.value("cut"_L1), QJsonValue(true));
    QCOMPARE(outputs.value("exitCode"_L1).toInt(-1), 0);
}

void TestRunCommandConstruct::aTimeOutEndsTheWholeGroup()
{
    const JobRun one =
        begin(shell(u"sleep 1000 & echo $! > child; wait"_s, {{u"timeoutSeconds"_s, 5}}));
    const qint64 child = pidIn(u"child"_s);
    QVERIFY(child > 0);
    stage->host.time.advance(5'000);
    QTRY_VERIFY(one.ended());
    QCOMPARE(one.error().code, ErrorCode::TimedOut);
    QTRY_VERIFY(isGone(child));
}

void TestRunCommandConstruct::whatIgnoresTheRequestIsKilled()
{
    const JobRun one = begin(shell(u"trap '' TERM; echo $$ > self; while :; do sleep 1; done"_s));
    const qint64 self = pidIn(u"self"_s);
    QVERIFY(self > 0);
    one.job->cancel();
    QVERIFY(!one.ended());
    stage->host.time.advance(1'999);
    QVERIFY(!isGone(self));
    stage->host.time.advance(1);
    QTRY_VERIFY(one.ended());
    QCOMPARE(one.error().code, ErrorCode::Cancelled);
    QVERIFY(isGone(self));
}

void TestRunCommandConstruct::cancelEndsTheWholeGroup()
{
    const JobRun one = begin(shell(u"sleep 1000 & echo $! > child; wait"_s));
    const qint64 child = pidIn(u"child"_s);
    one.job->cancel();
    QTRY_VERIFY(one.ended());
    QCOMPARE(one.error().code, ErrorCode::Cancelled);
    QTRY_VERIFY(isGone(child));
}

void TestRunCommandConstruct::stopEndsEverythingAtOnce()
{
    const JobRun one = begin(shell(u"trap '' TERM; sleep 1000 & echo $! > child; wait"_s));
    const qint64 child = pidIn(u"child"_s);
    commands->stop();
    QVERIFY(one.ended());
    QCOMPARE(one.error().code, ErrorCode::Cancelled);
    QTRY_VERIFY(isGone(child));
    QCOMPARE(stage->host.time.pendingTimers(), 0);
}

void TestRunCommandConstruct::whatItLeavesBehindEndsWithIt()
{
    QVERIFY(run(shell(u"sleep 1000 >/dev/null 2>&1 & echo $! > child"_s)).ok());
    const qint64 child = pidIn(u"child"_s);
    QTRY_VERIFY(isGone(child));
}

void TestRunCommandConstruct::aCrashedProgramIsAFailure()
{
    const Error error = run(shell(u"kill -SEGV $$"_s)).error();
    QCOMPARE(error.code, ErrorCode::ToolFailed);
}

void TestRunCommandConstruct::isLeftToAPersonAfterACrash()
{
    QCOMPARE(commands->type().effect, Effect::Manual);
    QCOMPARE(commands->type().reaches(shell(u"id"_s), {}),
             (QList<Reach>{{Reach::Kind::Command, u"sh -c id"_s}}));
}

QTEST_GUILESS_MAIN(TestRunCommandConstruct)
#include "tst_runcommandconstruct.moc"
