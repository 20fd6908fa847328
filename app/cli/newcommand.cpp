// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/stackcommand.h"
#include "app/cli/table.h"
#include "core/engine/templates.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

class NewCommand final : public Command {
public:
    NewCommand(const Invocation &invocation, Console &console)
        : m_invocation(invocation)
        , m_console(console)
    {
    }

    void start() override
    {
        if (m_invocation.arguments.isEmpty())
            return listTemplates();
        if (m_invocation.arguments.size() == 1) {
            return fail({ErrorCode::InvalidArgument,
                         u"say which folder to make"_s,
                         {},
                         u"creact new %1 DIR"_s.arg(m_invocation.arguments.first())});
        }
        const QString folder = m_invocation.arguments.at(1);
        const Result<QString> document = createFromTemplate(m_invocation.arguments.first(), folder);
        if (!document.ok())
            return fail(document.error());
        if (m_invocation.json())
            m_console.print(QJsonObject{{u"document"_s, *document}});
        else
            m_console.print(u"Made %1\nNext: creact run %1"_s.arg(*document));
        Q_EMIT finished(ExitCode::Done);
    }

private:
    void listTemplates()
    {
        QJsonArray json;
        Table table({u"TEMPLATE"_s, u"WHAT IT IS"_s});
        for (const TemplateInfo &each : templates()) {
            json.append(QJsonObject{{u"name"_s, each.name},
                                    {u"title"_s, each.title},
                                    {u"description"_s, each.description}});
            table.addRow({each.name, each.description});
        }
        if (m_invocation.json())
            m_console.print(json);
        else
            table.print(m_console);
        Q_EMIT finished(ExitCode::Done);
    }

    void fail(const Error &error)
    {
        m_console.error(error);
        Q_EMIT finished(exitCodeOf(error.code));
    }

    Invocation m_invocation;
    Console &m_console;
};

} // namespace

CommandSpec newCommand()
{
    return {.name = u"new"_s,
            .usage = u"[TEMPLATE DIR]"_s,
            .summary = u"Make a folder with a stack from a template; alone, list the templates."_s,
            .maximumArguments = 2,
            .create = makeCommand<NewCommand>()};
}

} // namespace creact::cli
