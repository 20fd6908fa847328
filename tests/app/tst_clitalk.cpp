// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/approvalprompt.h"
#include "tests/app/cliprocess.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace creact;
using namespace creact::cli;
using namespace creact::test;
using namespace Qt::StringLiterals;

/// A person at a terminal, and the same without one: streaming, approvals, Ctrl+C, tokens.
class TestCliTalk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void argumentsCannotDriveTheTerminal();
    void anAnswerIsStreamedOnce();
    void aTerminalIsAskedUntilItAnswers();
    void whatIsDeniedIsNotCalled();
    void withoutATerminalACallWaitsAndSaysSo();
    void eventsTellOfApprovals();
    void theFirstInterruptStopsTheTurn();
    void aRunElsewhereIsStreamedAndItsTurnStopped();
    void whatIsAllowedForGoodIsListedAndRevoked();
    void usageIsCountedByDayModelAndTurn();

private:
    void askForApproval();
    /// The program on a terminal of its own.
    void startOnTerminal(const QString &arguments);
    bool seen(const QString &text)
    {
        return QTest::qWaitFor(
            [&] {
                m_shown += QString::fromUtf8(m_terminal->readAll());
                return m_shown.contains(text);
            },
            CliProcess::limit);
    }
    void type(const QByteArray &keys)
    {
        m_shown.clear();
        m_terminal->write(keys);
    }
    int ended()
    {
        return m_terminal->waitForFinished(CliProcess::limit) ? m_terminal->exitCode() : -1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_terminal;
    QString m_shown;
};

void TestCliTalk::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_shown.clear();
    QCOMPARE(runCli(m_folder->path(), {u"new"_s, u"agent"_s, u"demo"_s}).exitCode, 0);
}

void TestCliTalk::cleanup()
{
    if (m_terminal && m_terminal->state() != QProcess::NotRunning) {
        m_terminal->kill();
        m_terminal->waitForFinished();
    }
    m_terminal.reset();
}

void TestCliTalk::askForApproval()
{
    QFile file(m_folder->filePath(u"demo/agent.stack.json"_s));
    QVERIFY(file.open(QFile::ReadOnly));
    QByteArray text = file.readAll();
    file.close();
    QVERIFY(text.contains(R"("name": "wikipedia",)"));
    text.replace(R"("name": "wikipedia",)", R"("name": "wikipedia", "approval": "ask",)");
    QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
    file.write(text);
}

void TestCliTalk::startOnTerminal(const QString &arguments)
{
    if (QStandardPaths::findExecutable(u"script"_s).isEmpty())
        QSKIP("script(1) is not installed");
    m_terminal = std::make_unique<QProcess>();
    m_terminal->setWorkingDirectory(m_folder->path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        if (name.startsWith(u"OPENAI"_s) || name.startsWith(u"CREACT"_s))
            environment.remove(name);
    }
    environment.insert(u"TERM"_s, u"dumb"_s);
    m_terminal->setProcessEnvironment(environment);
    m_terminal->setProcessChannelMode(QProcess::MergedChannels);
    // `exec`: with dash as its shell, the interrupt would end the shell as well (130).
    m_terminal->start(
        u"script"_s,
        {u"-qefc"_s,
         u"exec "_s + QString::fromUtf8(CREACT_PROGRAM) + u' ' + arguments + u" --port 0"_s,
         u"/dev/null"_s});
    QVERIFY(m_terminal->waitForStarted());
}

void TestCliTalk::argumentsCannotDriveTheTerminal()
{
    ApprovalRequest request;
    request.tool = u"send\x1b[2J"_s;
    request.action = u"POST https://a.example\n"_s;
    request.args = {{u"text"_s, u"\x1b]0;title\x07 \u202egnp.exe \u009b31m"_s},
                    {u"long"_s, QString(3000, u'x') + u"end"_s}};
    request.body = u"a\rb"_s;
    const QString text = ApprovalPrompt::describe(request);
    for (const QChar character : text) {
        QVERIFY(character == u'\n'
                || (character.category() != QChar::Other_Control
                    && character.category() != QChar::Other_Format));
    }
    QVERIFY(text.contains(u"\\u001b"_s) && text.contains(u"\\u202e"_s));
    QVERIFY(text.contains(u"\\u009b"_s) && text.contains(u"\\u000d"_s));
    QVERIFY(text.contains(u"xend"_s));
}

void TestCliTalk::anAnswerIsStreamedOnce()
{
    startOnTerminal(u"chat demo/agent.stack.json \"Who was Ada Lovelace?\""_s);
    QVERIFY(m_terminal->waitForFinished(CliProcess::limit));
    const QString shown = QString::fromUtf8(m_terminal->readAll());
    QCOMPARE(m_terminal->exitCode(), 0);
    const QString plain = runCli(m_folder->path(), {u"state"_s, u"show"_s, u"demo"_s}).output;
    QVERIFY(!plain.isEmpty());
    QVERIFY2(shown.contains(u"wikipedia {"_s), qPrintable(shown));
    QVERIFY2(shown.count(u"mathematician"_s) == 1, qPrintable(shown));
}

void TestCliTalk::aTerminalIsAskedUntilItAnswers()
{
    askForApproval();
    startOnTerminal(u"chat demo/agent.stack.json \"Who was Ada Lovelace?\""_s);
    QVERIFY2(seen(u"Allow it? [y]es, [a]lways, [n]o:"_s), qPrintable(m_shown));
    QVERIFY(m_shown.contains(u"Ada Lovelace"_s));
    type("perhaps\n");
    QVERIFY(seen(u"Allow it?"_s));
    type("y\n");
    QVERIFY2(seen(u"mathematician"_s), qPrintable(m_shown));
    QCOMPARE(ended(), 0);
}

void TestCliTalk::whatIsDeniedIsNotCalled()
{
    askForApproval();
    startOnTerminal(u"chat demo/agent.stack.json \"Who was Ada Lovelace?\""_s);
    QVERIFY(seen(u"Allow it?"_s));
    type("n\n");
    QVERIFY2(seen(u"did not allow"_s), qPrintable(m_shown));
    QCOMPARE(ended(), 0);
}

void TestCliTalk::withoutATerminalACallWaitsAndSaysSo()
{
    askForApproval();
    CliProcess chat(m_folder->path());
    chat.start(
        {u"chat"_s, u"demo/agent.stack.json"_s, u"Who was Ada Lovelace?"_s, u"--port"_s, u"0"_s});
    QVERIFY(chat.waitForError(u"waits for approval"_s));
    chat.writeLine(u"y"_s);
    chat.signal(SIGINT);
    const CliResult result = chat.finish();
    QCOMPARE(result.exitCode, 5); // interrupted
    QVERIFY(!result.output.contains(u"mathematician"_s));
}

void TestCliTalk::eventsTellOfApprovals()
{
    askForApproval();
    CliProcess chat(m_folder->path());
    chat.start({u"chat"_s, u"demo/agent.stack.json"_s, u"Who was Ada Lovelace?"_s, u"--port"_s,
                u"0"_s, u"--json"_s});
    const QString line = chat.waitForLine(u"{"_s);
    QVERIFY2(line.contains(u"\"approval\""_s) && line.contains(u"Ada Lovelace"_s),
             qPrintable(line));
    chat.signal(SIGTERM);
    chat.signal(SIGTERM);
    QVERIFY(chat.finish().exitCode > 0);
}

void TestCliTalk::theFirstInterruptStopsTheTurn()
{
    askForApproval();
    startOnTerminal(u"chat demo/agent.stack.json"_s);
    QVERIFY(seen(u"> "_s));
    type("Who was Ada Lovelace?\n");
    QVERIFY2(seen(u"Allow it?"_s), qPrintable(m_shown));
    type("\x03");
    QVERIFY2(seen(u"cancelled"_s), qPrintable(m_shown));
    QCOMPARE(m_terminal->state(), QProcess::Running);
    type("\n\x03");
    QCOMPARE(ended(), 5);
}

void TestCliTalk::aRunElsewhereIsStreamedAndItsTurnStopped()
{
    askForApproval();
    CliProcess run(m_folder->path());
    run.start({u"run"_s, u"demo/agent.stack.json"_s, u"--port"_s, u"0"_s});
    QVERIFY(!run.waitForLine(u"listening"_s).isNull());
    startOnTerminal(u"chat demo/agent.stack.json"_s);
    QVERIFY2(seen(u"> "_s), qPrintable(m_shown));
    type("Hello\n");
    QVERIFY2(seen(u"Hello!"_s) && seen(u"> "_s), qPrintable(m_shown));
    QCOMPARE(m_shown.count(u"Hello!"_s), 1);
    type("Who was Ada Lovelace?\n");
    QVERIFY2(seen(u"It waits for approval: wikipedia. That is answered where the stack runs."_s),
             qPrintable(m_shown));
    type("\x03");
    QVERIFY2(seen(u"cancelled"_s), qPrintable(m_shown));
    QCOMPARE(m_terminal->state(), QProcess::Running);
    type("\x03");
    QCOMPARE(ended(), 5);
    // It was stopped there, and nothing waits any more.
    const QJsonDocument approvals =
        runCli(m_folder->path(), {u"approvals"_s, u"demo"_s, u"--json"_s}).json();
    QVERIFY(approvals.isObject());
    QCOMPARE(approvals["waiting"_L1].toArray().size(), 0);
    const QString audit = runCli(m_folder->path(), {u"audit"_s, u"demo"_s}).output;
    QVERIFY2(audit.contains(u"turn_failed"_s), qPrintable(audit));
    run.signal(SIGTERM);
    QCOMPARE(run.finish().exitCode, 0);
}

void TestCliTalk::whatIsAllowedForGoodIsListedAndRevoked()
{
    askForApproval();
    const auto approvals = [&] { return runCli(m_folder->path(), {u"approvals"_s, u"demo"_s}); };
    QVERIFY(approvals().output.contains(u"No tool"_s));
    startOnTerminal(u"chat demo/agent.stack.json \"Who was Ada Lovelace?\""_s);
    QVERIFY(seen(u"Allow it?"_s));
    const CliResult meanwhile = approvals();
    QVERIFY2(meanwhile.output.contains(u"waits: wikipedia {"_s), qPrintable(meanwhile.output));
    type("a\n");
    QCOMPARE(ended(), 0);
    QVERIFY2(approvals().output.contains(u"wikipedia"_s), qPrintable(approvals().output));
    const CliResult wrong =
        runCli(m_folder->path(), {u"approvals"_s, u"revoke"_s, u"demo"_s, u"wikipadia"_s});
    QVERIFY(wrong.exitCode > 0);
    QVERIFY2(wrong.errors.contains(u"wikipedia"_s), qPrintable(wrong.errors));
    const CliResult revoked =
        runCli(m_folder->path(), {u"approvals"_s, u"revoke"_s, u"demo"_s, u"wikipedia"_s});
    QVERIFY2(revoked.exitCode == 0, qPrintable(revoked.errors));
    QVERIFY(approvals().output.contains(u"No tool"_s));
    const QString audit = runCli(m_folder->path(), {u"audit"_s, u"demo"_s}).output;
    QVERIFY2(audit.contains(u"tool_approval_revoked"_s), qPrintable(audit));
}

void TestCliTalk::usageIsCountedByDayModelAndTurn()
{
    const QString empty = runCli(m_folder->path(), {u"audit"_s, u"demo"_s, u"--usage"_s}).output;
    QVERIFY2(empty.contains(u"no model calls"_s), qPrintable(empty));
    for (const QString &question : {u"Who was Ada Lovelace?"_s, u"Who was Alan Turing?"_s}) {
        QCOMPARE(runCli(m_folder->path(),
                        {u"chat"_s, u"demo/agent.stack.json"_s, question, u"--port"_s, u"0"_s})
                     .exitCode,
                 0);
    }
    const QJsonObject usage =
        runCli(m_folder->path(), {u"audit"_s, u"demo"_s, u"--usage"_s, u"--json"_s})
            .json()
            .object();
    QCOMPARE(usage["all"_L1]["calls"_L1].toInt(), 4);
    QVERIFY(usage["all"_L1]["totalTokens"_L1].toInt() > 0);
    QCOMPARE(usage["turns"_L1].toArray().size(), 2);
    QCOMPARE(usage["models"_L1].toArray().size(), 1);
    const QString table = runCli(m_folder->path(), {u"audit"_s, u"demo"_s, u"--usage"_s}).output;
    QVERIFY(table.contains(u"DAY"_s) && table.contains(u"MODEL"_s) && table.contains(u"TURN"_s));
}

QTEST_GUILESS_MAIN(TestCliTalk)
#include "tst_clitalk.moc"
