// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/stackcommand.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

class CheckCommand final : public StackCommand {
public:
    CheckCommand(const Invocation &invocation, Console &console)
        : StackCommand(withoutState(invocation), console)
    {
    }

protected:
    void opened() override { report(); }

    void openFailed(const Error &error) override
    {
        if (error.code == ErrorCode::DocumentInvalid && hasErrors(problems()))
            report();
        else
            fail(error);
    }

private:
    /// Nothing is read of the state and no folder is made.
    static Invocation withoutState(Invocation invocation)
    {
        invocation.request.backendUrl = u"memory:"_s;
        return invocation;
    }

    void report()
    {
        const bool good = !hasErrors(problems());
        if (invocation().json()) {
            QJsonArray list;
            for (const Problem &problem : problems())
                list.append(toJson(problem));
            console().print(QJsonObject{{u"file"_s, invocation().request.documentPath},
                                        {u"ok"_s, good},
                                        {u"problems"_s, list}});
        } else {
            for (const Problem &problem : problems())
                console().print(Console::printable(toText(problem)));
            if (good)
                console().print(u"%1: ok"_s.arg(invocation().request.documentPath));
        }
        finish(good ? ExitCode::Done : ExitCode::Failed);
    }
};

} // namespace

CommandSpec checkCommand()
{
    return {.name = u"check"_s,
            .usage = u"FILE"_s,
            .summary = u"Tell what is wrong with a stack document, with line and column."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .create = makeCommand<CheckCommand>()};
}

} // namespace creact::cli
