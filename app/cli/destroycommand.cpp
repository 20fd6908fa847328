// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/stackcommand.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

class DestroyCommand final : public StackCommand {
public:
    using StackCommand::StackCommand;

protected:
    void opened() override
    {
        if (!invocation().has(u"yes"_s)) {
            return fail({ErrorCode::InvalidArgument,
                         u"this destroys every node and deletes what is stored, its memories too"_s,
                         {},
                         u"say --yes to do it"_s});
        }
        watchSignals();
        engine().destroyStack([this](const Result<void> &result) {
            if (isEnding())
                return;
            if (!result.ok())
                return fail(result.error());
            if (invocation().json())
                console().print(QJsonObject{{u"destroyed"_s, true}});
            else
                console().print(u"Destroyed."_s);
            finish(ExitCode::Done);
        });
    }
};

} // namespace

CommandSpec destroyCommand()
{
    return {.name = u"destroy"_s,
            .usage = u"STACK"_s,
            .summary = u"Destroy every node and delete what is stored of the stack."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .options = {{u"yes"_s, u"Do it without being asked again."_s}},
            .create = makeCommand<DestroyCommand>()};
}

} // namespace creact::cli
