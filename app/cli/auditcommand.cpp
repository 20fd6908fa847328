// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/stackcommand.h"
#include "app/cli/table.h"
#include "app/cli/usagereport.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

constexpr int defaultLimit = 100;

class AuditCommand final : public RepairCommand {
public:
    using RepairCommand::RepairCommand;

protected:
    void opened() override
    {
        bool ok = true;
        int limit = defaultLimit;
        if (invocation().has(u"limit"_s))
            limit = invocation().options.value(u"limit"_s).toInt(&ok);
        if (!ok || limit < 0) {
            return fail(
                {ErrorCode::InvalidArgument, u"--limit takes a number, 0 for all"_s, {}, {}});
        }
        const bool usage = invocation().has(u"usage"_s);
        engine().auditLog({usage ? 0 : limit}, [this, usage](const Result<AuditPage> &page) {
            if (!page.ok())
                return fail(page.error());
            if (usage)
                printUsage(page->entries, console(), invocation().json());
            else if (invocation().json())
                printJson(page->entries);
            else
                print(page->entries);
            finish(ExitCode::Done);
        });
    }

private:
    void printJson(const QList<AuditEntry> &entries)
    {
        QJsonArray list;
        for (const AuditEntry &entry : entries) {
            list.append(QJsonObject{{u"timestamp"_s, entry.timestamp},
                                    {u"action"_s, entry.action},
                                    {u"nodeId"_s, entry.nodeId},
                                    {u"details"_s, entry.details},
                                    {u"user"_s, entry.user}});
        }
        console().print(list);
    }

    void print(const QList<AuditEntry> &entries)
    {
        if (entries.isEmpty())
            return console().print(u"The audit log is empty."_s);
        Table table({u"TIME"_s, u"ACTION"_s, u"USER"_s, u"NODE"_s, u"DETAILS"_s});
        for (const AuditEntry &entry : entries) {
            table.addRow({timeText(entry.timestamp), entry.action, entry.user, entry.nodeId,
                          entry.details.isEmpty() ? QString() : compactJson(entry.details)});
        }
        table.print(console());
    }
};

} // namespace

CommandSpec auditCommand()
{
    return {.name = u"audit"_s,
            .usage = u"STACK"_s,
            .summary = u"Show the audit log, oldest first."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .options = {{u"limit"_s, u"The newest N entries; 0: all. Default: 100."_s, u"N"_s},
                        {u"usage"_s,
                         u"The tokens that the log counts: of each day, model and turn."_s}},
            .create = makeCommand<AuditCommand>()};
}

} // namespace creact::cli
