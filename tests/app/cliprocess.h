// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

namespace creact::test {

/// What a `creact` that ended left behind.
struct CliResult {
    int exitCode = -1;
    QString output;
    QString errors;

    QJsonDocument json() const { return QJsonDocument::fromJson(output.toUtf8()); }
};

/// One run of the real program, in a folder of its own, with nothing of the person's environment
/// that would change what it does.
class CliProcess {
public:
    static constexpr int limit = 30'000;

    explicit CliProcess(const QString &folder);
    ~CliProcess();

    /// In its environment, before it starts.
    void setVariable(const QString &name, const QString &value);
    void start(const QStringList &arguments);
    /// Waits for a line of standard output that begins so, and gives its rest; null when none came.
    QString waitForLine(const QString &beginning);
    /// Waits for a line on standard error that contains it.
    bool waitForError(const QString &part);
    void writeLine(const QString &text);
    void closeInput() { m_process.closeWriteChannel(); }
    void signal(int number);
    /// exitCode is -1 when it did not end in time, -2 when it crashed.
    CliResult finish(int milliseconds = limit);

    QProcess &process() { return m_process; }

private:
    bool readMore();

    QProcess m_process;
    QString m_output;
    QString m_errors;
    qsizetype m_seen = 0;
};

/// Questions and answers among the messages of a Memory.
QJsonArray spoken(const QJsonArray &messages);

/// Writes NAME.stack.json, a stack of that name with these children. False when it cannot.
bool writeStack(const QString &folder, const QString &name, const QByteArray &children);

/// Runs it to its end.
CliResult runCli(const QString &folder, const QStringList &arguments, const QString &input = {});

} // namespace creact::test
