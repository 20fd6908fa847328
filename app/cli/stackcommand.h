// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/signalwatcher.h"
#include "core/secrets/keychainstore.h"

#include <QTimer>

#include <memory>

namespace creact::cli {

/// A command on one stack: opens it, then calls opened(). Ends with the stack stopped.
class StackCommand : public Command {
    Q_OBJECT
public:
    StackCommand(const Invocation &invocation, Console &console);
    void start() override;

protected:
    /// The stack is open; nothing has taken effect.
    virtual void opened() = 0;
    /// Opening failed. As it stands, tells why and ends.
    virtual void openFailed(const Error &error);
    /// Told once: what the deploy found of a run that did not end by itself. As it stands, says it
    /// on standard error.
    virtual void recovered(const RecoveryReport &report);
    /// SIGINT, SIGTERM or SIGHUP, for commands that called watchSignals(): stops and ends as
    /// interrupted.
    virtual void interrupted();

    /// For commands that bring a stack to life, so that no signal leaves it half done.
    void watchSignals();
    /// Stops the stack, then ends; in any case within a few seconds.
    void stopAndFinish(ExitCode code);
    void finish(ExitCode code);
    /// Tells the error (and the document's problems, on standard error) and ends.
    void fail(const Error &error);

    const Invocation &invocation() const { return m_invocation; }
    Console &console() { return m_console; }
    Engine &engine() { return m_engine; }
    const StackInfo &info() const { return m_info; }
    const QList<Problem> &problems() const { return m_problems; }
    /// As it was read; null when there is none.
    const StackDocumentPtr &document() const { return m_document; }
    bool isEnding() const { return m_ending; }

private:
    void open();
    void onInfo(const StackInfo &info);
    /// For errors that a person has to do something about.
    void sayWaysOut(ErrorCode code);

    Invocation m_invocation;
    Console &m_console;
    StackInfo m_info;
    bool m_recoveryTold = false;
    QList<Problem> m_problems;
    StackDocumentPtr m_document;
    std::unique_ptr<SignalWatcher> m_signals;
    QTimer m_stopGuard;
    KeychainStore m_secrets{std::chrono::seconds(10)};
    bool m_ending = false;
    bool m_finished = false;
    /// Last: gone before what its callbacks use.
    Engine m_engine;
};

/// A command that only looks at what is stored: a document that cannot be deployed does not keep it
/// from that, as long as it says the stack's name.
class StoredStackCommand : public StackCommand {
    Q_OBJECT
public:
    using StackCommand::StackCommand;

protected:
    void openFailed(const Error &error) override;
    /// Whether opened() is called all the same.
    virtual bool goesOnDespite(ErrorCode code) const;
    /// Why opening failed, when it went on all the same.
    const std::optional<Error> &openError() const { return m_openError; }

private:
    std::optional<Error> m_openError;
};

/// A command that helps with a state that nobody can read: it goes on without one.
class RepairCommand : public StoredStackCommand {
    Q_OBJECT
public:
    using StoredStackCommand::StoredStackCommand;

protected:
    bool goesOnDespite(ErrorCode code) const override;
};

QJsonObject toJson(const Problem &problem);
/// "2026-11-22 03:14:15" in local time; "-" for 0.
QString timeText(qint64 milliseconds);
/// {"a":1} on one line.
QString compactJson(const QJsonObject &object);

/// The spec of a command whose class is made from an invocation and a console.
template <typename T> auto makeCommand()
{
    return [](const Invocation &invocation, Console &console) -> std::unique_ptr<Command> {
        return std::make_unique<T>(invocation, console);
    };
}

} // namespace creact::cli
