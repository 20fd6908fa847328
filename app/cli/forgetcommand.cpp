// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/stackcommand.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

class ForgetCommand final : public StoredStackCommand {
public:
    using StoredStackCommand::StoredStackCommand;

protected:
    void opened() override
    {
        if (!invocation().has(u"yes"_s)) {
            return fail({ErrorCode::InvalidArgument,
                         u"this removes messages and answers, the records of their turns and every "
                         u"earlier state of the stack; nobody can bring them back"_s,
                         {},
                         u"say --yes to do it"_s});
        }
        ForgetRequest request;
        request.handlerId = invocation().options.value(u"handler"_s);
        if (invocation().has(u"session"_s))
            request.session = invocation().options.value(u"session"_s);
        watchSignals();
        engine().forget(request, [this](const Result<void> &result) {
            if (isEnding())
                return;
            if (!result.ok())
                return fail(result.error());
            if (invocation().json())
                console().print(QJsonObject{{u"forgotten"_s, true}});
            else
                console().print(u"Forgotten."_s);
            finish(ExitCode::Done);
        });
    }
};

} // namespace

CommandSpec stateForgetCommand()
{
    return {.name = u"state forget"_s,
            .usage = u"STACK"_s,
            .summary = u"Remove a conversation from state, history and turn records."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .options = {{u"session"_s, u"Only this session's. Default: all sessions."_s, u"NAME"_s},
                        {u"handler"_s, u"Id of the ChatHandler. Default: the first."_s, u"NODE"_s},
                        {u"yes"_s, u"Do it without being asked again."_s}},
            .create = makeCommand<ForgetCommand>()};
}

} // namespace creact::cli
