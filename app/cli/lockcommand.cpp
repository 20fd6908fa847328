// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/stackcommand.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

class LockShowCommand final : public StoredStackCommand {
public:
    using StoredStackCommand::StoredStackCommand;

protected:
    void opened() override
    {
        engine().lockInfo([this](const Result<std::optional<LockInfo>> &lock) {
            if (!lock.ok())
                return fail(lock.error());
            if (invocation().json())
                printJson(lock.value());
            else
                print(lock.value());
            finish(ExitCode::Done);
        });
    }

private:
    static bool isExpired(const LockInfo &lock)
    {
        return lock.expiresAt <= QDateTime::currentMSecsSinceEpoch();
    }

    void printJson(const std::optional<LockInfo> &lock)
    {
        QJsonObject object{{u"locked"_s, lock && !isExpired(*lock)}};
        if (lock)
            object.insert(u"lock"_s, lock->toJson());
        console().print(object);
    }

    void print(const std::optional<LockInfo> &lock)
    {
        if (!lock)
            return console().print(u"Nobody holds the stack."_s);
        console().print(u"holder   %1"_s.arg(Console::oneLine(lock->holder)));
        if (!lock->host.isEmpty())
            console().print(
                u"host     %1, process %2"_s.arg(Console::oneLine(lock->host)).arg(lock->pid));
        console().print(u"since    %1"_s.arg(timeText(lock->acquiredAt)));
        console().print(u"until    %1%2"_s.arg(timeText(lock->expiresAt),
                                               isExpired(*lock)
                                                   ? u" (expired: free to take)"_s
                                                   : u", renewed while the stack is live"_s));
    }
};

} // namespace

CommandSpec lockShowCommand()
{
    return {.name = u"lock show"_s,
            .usage = u"STACK"_s,
            .summary = u"Show who holds the stack."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .create = makeCommand<LockShowCommand>()};
}

} // namespace creact::cli
