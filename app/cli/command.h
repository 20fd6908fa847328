// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "core/engine/engine.h"

#include <QCommandLineOption>
#include <QHash>
#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>

namespace creact::cli {

class Console;

/// A command line, parsed and checked.
struct Invocation {
    QStringList arguments;
    /// Values of the options given, by their first name; "" for those without a value.
    QHash<QString, QString> options;
    /// The same of options that may be given again: all their values.
    QHash<QString, QStringList> lists;
    /// Filled in for commands that take a STACK (their first argument).
    OpenRequest request;
    /// It may ask models, and needs their keys for that.
    bool callsModels = false;

    bool has(const QString &option) const { return options.contains(option); }
    bool json() const { return has(QStringLiteral("json")); }
};

/// One run of one command. Ends by `finished`, once.
class Command : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void start() = 0;

Q_SIGNALS:
    void finished(creact::cli::ExitCode code);
};

/// What a command is called, what it takes and who runs it.
struct CommandSpec {
    /// "plan", "state list"
    QString name;
    /// "STACK [MESSAGE]"
    QString usage;
    QString summary;
    int minimumArguments = 0;
    int maximumArguments = 0;
    bool takesStack = false;
    /// Of its own, beside those of every stack command, --json and --help.
    QList<QCommandLineOption> options = {};
    std::function<std::unique_ptr<Command>(const Invocation &, Console &)> create;
};

} // namespace creact::cli
