// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/deployingcommand.h"
#include "app/cli/nodenames.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

class DeployCommand final : public DeployingCommand {
public:
    using DeployingCommand::DeployingCommand;

protected:
    void opened() override
    {
        watchSignals();
        if (!asksForPart(invocation()))
            return deploy({});
        engine().plan([this](const Result<Plan> &plan) {
            if (isEnding())
                return;
            if (!plan.ok())
                return fail(plan.error());
            const Result<QSet<QString>> held =
                leftOut(invocation(), *plan, NodeNames(*plan, document()));
            if (held.ok())
                deploy({.held = *held});
            else
                fail(held.error());
        });
    }
};

} // namespace

CommandSpec deployCommand()
{
    return {.name = u"deploy"_s,
            .usage = u"STACK"_s,
            .summary =
                u"Make the stack what its document says, then leave. Ctrl+C cancels: what is "
                u"at work is ended, the rest left as it was."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .options = partOptions(),
            .create = makeCommand<DeployCommand>()};
}

} // namespace creact::cli
