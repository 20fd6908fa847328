// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandline.h"

#include "app/cli/commands.h"
#include "app/cli/endpointoptions.h"
#include "core/stack/suggest.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

QList<QCommandLineOption> stackOptions()
{
    return {
        {u"backend"_s,
         u"Where the state is: file:DIRECTORY or memory:. Default: the folder .creact-state beside the document."_s,
         u"URL"_s},
        {u"port"_s, u"Listen there instead of on the document's port; 0: any free one."_s, u"N"_s},
        {u"endpoint"_s,
         u"Name of an endpoint (creact endpoint list), or the base URL of an OpenAI-compatible "
         u"server, such as http://localhost:11434/v1, or demo for the built-in model. A key goes "
         u"with it when it was entered for, or OPENAI_BASE_URL names, the same server. Default: "
         u"OPENAI_BASE_URL, the project's .env, else demo."_s,
         u"NAME|URL"_s},
        {u"keep-turns"_s,
         u"So many finished turns are kept. Default: 50. 0: all, here and below."_s, u"N"_s},
        {u"keep-snapshots"_s, u"So many earlier states are kept. Default: 20."_s, u"N"_s},
        {u"keep-audit"_s, u"So many audit entries are kept. Default: 100000."_s, u"N"_s},
        {u"keep-days"_s,
         u"Turns, earlier states and audit entries go after so many days. Default: 0."_s, u"N"_s},
    };
}

/// Of commands by which a stack may come to run.
QList<QCommandLineOption> trustOptions()
{
    return {
        {u"allow-commands"_s,
         u"Let the stack's RunCommand run programs of this machine. Read the document first."_s},
        {u"allow-folder"_s,
         u"Let the stack's ReadFile, WriteFile and RunCommand use this folder beside the "
         "document's own. May be given again."_s,
         u"DIR"_s},
    };
}

bool takesTrust(const CommandSpec &command)
{
    static const QStringList names{u"run"_s, u"deploy"_s, u"chat"_s, u"retry"_s, u"rerun"_s};
    return names.contains(command.name);
}

Error usageError(const QString &message, const QString &hint)
{
    return {ErrorCode::InvalidArgument, message, {}, hint};
}

Error usageError(const QString &message, const CommandSpec &command)
{
    return usageError(message,
                      u"creact %1 %2 (more: creact %1 --help)"_s.arg(command.name, command.usage));
}

Error unknownCommand(const QString &word)
{
    QStringList names;
    QStringList below;
    for (const CommandSpec &command : allCommands()) {
        names.append(command.name);
        if (command.name.startsWith(word + u' '))
            below.append(u"creact "_s + command.name);
    }
    if (!below.isEmpty())
        return usageError(u"\"%1\" needs one more word"_s.arg(word), below.join(u", "_s));
    return usageError(u"there is no command \"%1\""_s.arg(word), didYouMean(word, names));
}

/// The command that the first one or two words name.
const CommandSpec *findCommand(const QStringList &arguments)
{
    const QString one = arguments.value(0);
    const QString two = one + u' ' + arguments.value(1);
    const CommandSpec *found = nullptr;
    for (const CommandSpec &command : allCommands()) {
        if (command.name == two)
            return &command;
        if (command.name == one)
            found = &command;
    }
    return found;
}

/// A folder with one stack document in it stands for that document.
QString documentIn(const QString &path)
{
    if (!QFileInfo(path).isDir())
        return path;
    const QDir folder(path);
    const QStringList documents = folder.entryList({u"*.stack.json"_s}, QDir::Files);
    return documents.size() == 1 ? folder.filePath(documents.first()) : path;
}

/// A relative folder on the command line is one of the current folder, not of the document's.
QString fromHere(const QString &backendUrl)
{
    const QString folder = backendUrl.mid(5);
    if (!backendUrl.startsWith("file:"_L1) || folder.isEmpty() || folder.startsWith(u'/'))
        return backendUrl;
    return u"file:"_s + QDir::cleanPath(QDir::current().absoluteFilePath(folder));
}

/// The --keep options.
std::optional<Error> readPolicy(const CommandSpec &command, Invocation &invocation)
{
    StoragePolicy &policy = invocation.request.policy;
    const std::pair<QString, int *> limits[] = {{u"keep-turns"_s, &policy.turns},
                                                {u"keep-snapshots"_s, &policy.snapshots},
                                                {u"keep-audit"_s, &policy.auditEntries},
                                                {u"keep-days"_s, &policy.days}};
    for (const auto &[name, limit] : limits) {
        if (!invocation.has(name))
            continue;
        bool ok = false;
        *limit = invocation.options.value(name).toInt(&ok);
        if (!ok || *limit < 0)
            return usageError(u"--%1 takes a number, 0 for no limit"_s.arg(name), command);
    }
    return std::nullopt;
}

std::optional<Error> readStack(const CommandSpec &command, Invocation &invocation)
{
    OpenRequest &request = invocation.request;
    request.preview = false;
    const QString stack = invocation.arguments.first();
    request.backendUrl = fromHere(invocation.options.value(u"backend"_s));
    const bool looksLikeFile =
        stack.contains(u'/') || stack.endsWith(u".json"_s) || QFileInfo::exists(stack);
    if (request.backendUrl.isEmpty() || looksLikeFile) {
        request.documentPath = documentIn(stack);
        if (QFileInfo(request.documentPath).isDir())
            return usageError(u"%1 is a folder"_s.arg(stack), u"name the stack document in it"_s);
    } else {
        request.stackName = stack;
    }

    if (invocation.has(u"port"_s)) {
        bool ok = false;
        const ushort port = invocation.options.value(u"port"_s).toUShort(&ok);
        if (!ok)
            return usageError(u"--port takes a number from 0 to 65535"_s, command);
        request.options.port = port;
    }
    if (invocation.has(u"endpoint"_s)) {
        const Result<void> read =
            readEndpointOption(invocation.options.value(u"endpoint"_s), request.options);
        if (!read)
            return usageError(u"--endpoint takes the name of an endpoint, an http or https "
                              "address, or demo: %1"_s.arg(read.error().message),
                              command);
    }
    static const QStringList callers{u"run"_s, u"chat"_s, u"deploy"_s, u"retry"_s, u"rerun"_s};
    invocation.callsModels = callers.contains(command.name);
    request.options.allowCommands = invocation.has(u"allow-commands"_s);
    const QStringList folders = invocation.lists.value(u"allow-folder"_s);
    for (const QString &folder : folders) {
        if (!QFileInfo(folder).isDir())
            return usageError(u"--allow-folder takes a folder that is there"_s, command);
        request.options.allowedDirs += QFileInfo(folder).canonicalFilePath();
    }
    return readPolicy(command, invocation);
}

Result<ParsedLine> parseCommand(const CommandSpec &command, const QStringList &rest)
{
    QCommandLineParser parser;
    const QList<QCommandLineOption> options = allOptions(command);
    parser.addOptions(options);
    if (!parser.parse(QStringList{u"creact"_s} + rest))
        return usageError(parser.errorText(), command);

    ParsedLine line;
    if (parser.isSet(u"help"_s)) {
        line.text = helpText(command);
        return line;
    }
    line.command = &command;
    line.invocation.arguments = parser.positionalArguments();
    for (const QCommandLineOption &option : options) {
        const QString name = option.names().constFirst();
        if (parser.isSet(option)) {
            line.invocation.options.insert(name, parser.value(option));
            line.invocation.lists.insert(name, parser.values(option));
        }
    }
    const qsizetype count = line.invocation.arguments.size();
    if (count < command.minimumArguments)
        return usageError(u"\"creact %1\" needs %2"_s.arg(command.name, command.usage), command);
    if (count > command.maximumArguments)
        return usageError(u"one argument too many: \"%1\""_s.arg(
                              line.invocation.arguments.at(command.maximumArguments)),
                          command);
    if (command.takesStack) {
        if (const std::optional<Error> error = readStack(command, line.invocation))
            return *error;
    }
    return line;
}

QString helpFor(const QString &words)
{
    const CommandSpec *command = findCommand(words.split(u' '));
    return command ? helpText(*command) : overviewText();
}

} // namespace

QList<QCommandLineOption> allOptions(const CommandSpec &command)
{
    QList<QCommandLineOption> options = command.options;
    if (command.takesStack)
        options += stackOptions();
    if (takesTrust(command))
        options += trustOptions();
    options.append({u"json"_s, u"Print data as JSON."_s});
    options.append({{u"h"_s, u"help"_s}, u"Show this help."_s});
    return options;
}

const QList<CommandSpec> &allCommands()
{
    static const QList<CommandSpec> commands{
        newCommand(),
        checkCommand(),
        planCommand(),
        deployCommand(),
        runCommand(),
        chatCommand(),
        retryCommand(),
        rerunCommand(),
        stateListCommand(),
        stateShowCommand(),
        stateExportCommand(),
        stateHistoryCommand(),
        stateRollbackCommand(),
        stateResetCommand(),
        stateForgetCommand(),
        stateDeploymentsCommand(),
        statePinCommand(),
        stateUnpinCommand(),
        stateSetCommand(),
        approvalsCommand(),
        approvalsRevokeCommand(),
        auditCommand(),
        lockShowCommand(),
        lockReleaseCommand(),
        destroyCommand(),
        endpointListCommand(),
        endpointAddCommand(),
        endpointRemoveCommand(),
        endpointTestCommand(),
        endpointModelsCommand(),
        endpointFindCommand(),
    };
    return commands;
}

Result<ParsedLine> parseCommandLine(const QStringList &arguments)
{
    const QString first = arguments.value(0);
    ParsedLine line;
    if (first.isEmpty())
        return usageError(u"say what to do"_s, u"creact --help lists the commands"_s);
    if (first == "-h"_L1 || first == "--help"_L1 || first == "help"_L1) {
        line.text = helpFor(arguments.mid(1).join(u' '));
        return line;
    }
    if (first == "-v"_L1 || first == "--version"_L1) {
        line.text = u"creact "_s + QStringLiteral(CREACT_VERSION);
        return line;
    }
    if (first.startsWith(u'-'))
        return usageError(u"the command comes first, then options such as %1"_s.arg(first),
                          u"creact --help lists the commands"_s);
    if (const CommandSpec *command = findCommand(arguments))
        return parseCommand(*command, arguments.mid(command->name.count(u' ') + 1));
    return unknownCommand(first);
}

} // namespace creact::cli
