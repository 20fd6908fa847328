// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace creact::cli {

/// Every command, in the order of the overview.
const QList<CommandSpec> &allCommands();

/// What the arguments ask for.
struct ParsedLine {
    /// Null: only `text` is asked for (help, version).
    const CommandSpec *command = nullptr;
    Invocation invocation;
    QString text;
};

/// `arguments` without the program's name. InvalidArgument, with a hint, when they make no sense.
Result<ParsedLine> parseCommandLine(const QStringList &arguments);

/// Those of its own and those it shares with others.
QList<QCommandLineOption> allOptions(const CommandSpec &command);
QString overviewText();
QString helpText(const CommandSpec &command);

} // namespace creact::cli
