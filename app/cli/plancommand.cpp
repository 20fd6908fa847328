// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
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
            if (invocation().json())
                console().print(plan->toJson());
            else
                PlanPrinter(*plan, console()).print();
            const bool differs = invocation().has(u"check"_s) && PlanPrinter::changes(*plan);
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
            .options = {{u"check"_s, u"Exit with 1 when something would change."_s}},
            .create = makeCommand<PlanCommand>()};
}

} // namespace creact::cli
