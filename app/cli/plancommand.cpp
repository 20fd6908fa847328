// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/nodenames.h"
#include "app/cli/planprinter.h"
#include "app/cli/stackcommand.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

class PlanCommand final : public StackCommand {
public:
    using StackCommand::StackCommand;

protected:
    void opened() override
    {
        engine().plan([this](const Result<Plan> &plan) {
            if (!plan.ok())
                return fail(plan.error());
            const Result<QSet<QString>> left =
                leftOut(invocation(), *plan, NodeNames(*plan, document()));
            if (!left.ok())
                return fail(left.error());
            const PlanPrinter printer(*plan, console(), *left);
            if (invocation().json())
                console().print(printer.toJson());
            else
                printer.print();
            const bool differs = invocation().has(u"check"_s) && printer.changes();
            finish(differs ? ExitCode::Failed : ExitCode::Done);
        });
    }
};

} // namespace

CommandSpec planCommand()
{
    return {.name = u"plan"_s,
            .usage = u"STACK"_s,
            .summary = u"Show what a deploy would do, with nothing done."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .options = QList<QCommandLineOption>{{u"check"_s,
                                                  u"Exit with 1 when something would change."_s}}
                + partOptions(),
            .create = makeCommand<PlanCommand>()};
}

} // namespace creact::cli
