// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cliprocess.h"

#include <QDeadlineTimer>
#include <QFile>

#include <csignal>

using namespace Qt::StringLiterals;

namespace creact::test {

CliProcess::CliProcess(const QString &folder)
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
    environment.insert(QStringLiteral("HOME"), folder);
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    // Of a build with sanitizers: what they are to pass over.
    environment.insert(QStringLiteral("LSAN_OPTIONS"), qEnvironmentVariable("LSAN_OPTIONS"));
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(folder);
}

CliProcess::~CliProcess()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void CliProcess::setVariable(const QString &name, const QString &value)
{
    QProcessEnvironment environment = m_process.processEnvironment();
    environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
}

void CliProcess::start(const QStringList &arguments)
{
    m_process.start(QStringLiteral(CREACT_PROGRAM), arguments);
    m_process.waitForStarted();
}

bool CliProcess::readMore()
{
    m_output += QString::fromUtf8(m_process.readAllStandardOutput());
    m_errors += QString::fromUtf8(m_process.readAllStandardError());
    return m_process.state() != QProcess::NotRunning;
}

QString CliProcess::waitForLine(const QString &beginning)
{
    QDeadlineTimer deadline(limit);
    while (!deadline.hasExpired()) {
        const bool alive = readMore();
        for (qsizetype end = m_output.indexOf(u'\n', m_seen); end >= 0;
             end = m_output.indexOf(u'\n', m_seen)) {
            const QString line = m_output.mid(m_seen, end - m_seen);
            m_seen = end + 1;
            if (line.startsWith(beginning))
                return line.mid(beginning.size()).trimmed();
        }
        if (!alive)
            break;
        m_process.waitForReadyRead(100);
    }
    return {};
}

bool CliProcess::waitForError(const QString &part)
{
    QDeadlineTimer deadline(limit);
    m_process.setReadChannel(QProcess::StandardError);
    bool alive = true;
    while (alive && !deadline.hasExpired() && !m_errors.contains(part)) {
        m_process.waitForReadyRead(100);
        alive = readMore();
    }
    m_process.setReadChannel(QProcess::StandardOutput);
    return m_errors.contains(part);
}

void CliProcess::writeLine(const QString &text)
{
    m_process.write(text.toUtf8() + '\n');
}

void CliProcess::signal(int number)
{
    ::kill(static_cast<pid_t>(m_process.processId()), number);
}

CliResult CliProcess::finish(int milliseconds)
{
    CliResult result;
    const bool ended =
        m_process.state() == QProcess::NotRunning || m_process.waitForFinished(milliseconds);
    readMore();
    result.output = m_output;
    result.errors = m_errors;
    if (ended)
        result.exitCode =
            m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -2;
    return result;
}

QJsonArray spoken(const QJsonArray &messages)
{
    QJsonArray said;
    for (const QJsonValue &message : messages) {
        const QString role = message["role"_L1].toString();
        if (role == "user"_L1 || (role == "assistant"_L1 && message["tool_calls"_L1].isUndefined()))
            said.append(message);
    }
    return said;
}

bool writeStack(const QString &folder, const QString &name, const QByteArray &children)
{
    QFile file(u"%1/%2.stack.json"_s.arg(folder, name));
    const QByteArray text =
        R"({"creact": 1, "stack": ")" + name.toUtf8() + R"(", "children": )" + children + "}";
    return file.open(QFile::WriteOnly) && file.write(text) == text.size();
}

CliResult runCli(const QString &folder, const QStringList &arguments, const QString &input)
{
    CliProcess process(folder);
    process.start(arguments);
    if (!input.isEmpty())
        process.process().write(input.toUtf8());
    process.closeInput();
    return process.finish();
}

} // namespace creact::test
