// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/stackcommand.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

class LockShowCommand final : public RepairCommand {
public:
    using RepairCommand::RepairCommand;

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

/// "ada@host:7:1f on host, process 7, since …"
QString holderText(const LockInfo &lock)
{
    QString text = Console::oneLine(lock.holder);
    if (!lock.host.isEmpty())
        text += u" on %1, process %2"_s.arg(Console::oneLine(lock.host)).arg(lock.pid);
    return text
        + u", since %1, until %2"_s.arg(timeText(lock.acquiredAt), timeText(lock.expiresAt));
}

class LockReleaseCommand final : public RepairCommand {
public:
    using RepairCommand::RepairCommand;

protected:
    void opened() override
    {
        const auto done = [this](const Result<std::optional<LockInfo>> &lock) {
            if (lock.ok())
                tell(lock.value());
            else
                refuse(lock.error());
        };
        if (invocation().has(u"force"_s))
            engine().breakLock(done);
        else
            engine().freeLock(done);
    }

private:
    void refuse(Error error)
    {
        if (error.code == ErrorCode::Locked)
            error.hint = u"stop that process, or take the lock from it by --force: it then stops "
                         u"before its next write"_s;
        fail(error);
    }

    void tell(const std::optional<LockInfo> &lock)
    {
        if (invocation().json()) {
            QJsonObject object{{u"released"_s, true}};
            if (lock)
                object.insert(u"lock"_s, lock->toJson());
            console().print(object);
        } else if (!lock) {
            console().print(u"Nobody holds the stack."_s);
        } else {
            console().print(u"Released. It was held by %1."_s.arg(holderText(*lock)));
        }
        finish(ExitCode::Done);
    }
};

} // namespace

CommandSpec lockReleaseCommand()
{
    return {.name = u"lock release"_s,
            .usage = u"STACK"_s,
            .summary = u"Remove the stack's lock if it has expired or its process is gone."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .options = {{u"force"_s,
                         u"Take it from whoever holds it, alive or not; the audit log says so."_s}},
            .create = makeCommand<LockReleaseCommand>()};
}

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
