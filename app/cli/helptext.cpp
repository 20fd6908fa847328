// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandline.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

constexpr int helpColumns = 80;

/// The text wrapped to the right of `indent` columns; the first line is indented by the caller.
QString wrapped(const QString &text, int indent)
{
    QString result;
    qsizetype column = indent;
    for (const QString &word : text.split(u' ')) {
        if (column > indent && column + 1 + word.size() > helpColumns) {
            result += u'\n' + QString(indent, u' ');
            column = indent;
        } else if (column > indent) {
            result += u' ';
            ++column;
        }
        result += word;
        column += word.size();
    }
    return result;
}

/// `left`, and `text` to the right of `indent` columns; below it where `left` is too long.
QString lineOf(const QString &left, const QString &text, int indent)
{
    const QString begin =
        left.size() < indent ? left.leftJustified(indent) : left + u'\n' + QString(indent, u' ');
    return begin + wrapped(text, indent) + u'\n';
}

QString optionText(const QCommandLineOption &option)
{
    QStringList names;
    for (const QString &name : option.names())
        names.append((name.size() == 1 ? u"-"_s : u"--"_s) + name);
    QString text = names.join(u", "_s);
    if (!option.valueName().isEmpty())
        text += u' ' + option.valueName();
    return text;
}

QString optionLines(const QList<QCommandLineOption> &options)
{
    constexpr int indent = 22;
    QString text;
    for (const QCommandLineOption &option : options)
        text += lineOf(u"  "_s + optionText(option), option.description(), indent);
    return text;
}

} // namespace

QString overviewText()
{
    constexpr int indent = 34;
    QString text =
        u"creact deploys and runs stacks: trees of servers, models, memories and tools.\n\n"
        u"Usage: creact COMMAND [OPTIONS]\n\nCommands:\n"_s;
    for (const CommandSpec &command : allCommands())
        text += lineOf(u"  %1 %2"_s.arg(command.name, command.usage), command.summary, indent);
    text += u"\nSTACK is a stack document, a folder with one in it or, with --backend, a stack's\n"
            u"name. creact COMMAND --help shows a command's options, creact --version the\n"
            u"version.\n\n"
            u"Exit codes: 0 done, 1 failed, 2 usage, 3 locked by another, 4 state unreadable,\n"
            u"5 interrupted."_s;
    return text;
}

QString helpText(const CommandSpec &command)
{
    return u"Usage: creact %1 [OPTIONS] %2\n\n%3\n\nOptions:\n%4"_s
        .arg(command.name, command.usage, wrapped(command.summary, 0),
             optionLines(allOptions(command)))
        .trimmed();
}

} // namespace creact::cli
