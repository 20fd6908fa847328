// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandline.h"
#include "app/cli/console.h"

#include <QCoreApplication>
#include <QTimer>

#include <csignal>

using namespace creact;
using namespace creact::cli;

int main(int argc, char *argv[])
{
    // `creact audit … | head` ends quietly by the write's error, not by a signal in mid-save.
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("creact"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CREACT_VERSION));

    Console console;
    const Result<ParsedLine> line = parseCommandLine(QCoreApplication::arguments().mid(1));
    if (!line.ok()) {
        console.error(line.error());
        return static_cast<int>(ExitCode::Usage);
    }
    if (!line->command) {
        console.print(line->text);
        return static_cast<int>(ExitCode::Done);
    }

    const std::unique_ptr<Command> command = line->command->create(line->invocation, console);
    QObject::connect(command.get(), &Command::finished, &application,
                     [](ExitCode code) { QCoreApplication::exit(static_cast<int>(code)); });
    QTimer::singleShot(0, command.get(), &Command::start);
    return QCoreApplication::exec();
}
