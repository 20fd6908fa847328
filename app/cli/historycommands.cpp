// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Earlier states of a stack: shown, gone back to; and a state that nobody can read, set aside.
#include "app/cli/commands.h"
#include "app/cli/stackcommand.h"
#include "app/cli/table.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

/// Also for a stack that has earlier states only.
class HistoryBase : public RepairCommand {
public:
    using RepairCommand::RepairCommand;

protected:
    bool goesOnDespite(ErrorCode code) const override
    {
        return RepairCommand::goesOnDespite(code) || code == ErrorCode::NotFound;
    }

    void opened() override
    {
        engine().history([this](const Result<QList<SnapshotInfo>> &history) {
            if (isEnding())
                return;
            if (!history.ok())
                fail(history.error());
            else if (history->isEmpty() && openError() && openError()->code == ErrorCode::NotFound)
                fail(*openError());
            else
                show(*history);
        });
    }

    virtual void show(const QList<SnapshotInfo> &history) = 0;
};

class HistoryCommand final : public HistoryBase {
public:
    using HistoryBase::HistoryBase;

protected:
    void show(const QList<SnapshotInfo> &history) override
    {
        if (invocation().json()) {
            QJsonArray list;
            for (const SnapshotInfo &snapshot : history)
                list.append(snapshot.toJson());
            console().print(list);
        } else if (history.isEmpty()) {
            console().print(u"There are no earlier states."_s);
        } else {
            print(history);
        }
        finish(ExitCode::Done);
    }

private:
    void print(const QList<SnapshotInfo> &history)
    {
        Table table({u"SNAPSHOT"_s, u"TIME"_s, u"STATUS"_s, u"NODES"_s, u"SIZE"_s, u"NOTE"_s});
        for (const SnapshotInfo &snapshot : history) {
            const bool readable = !snapshot.error;
            QString about;
            if (snapshot.kind == SnapshotInfo::Kind::SetAside)
                about = u"set aside"_s;
            else if (snapshot.kind == SnapshotInfo::Kind::Salvaged)
                about = u"what can be read of the damaged state"_s;
            if (snapshot.error)
                about += (about.isEmpty() ? QString() : u": "_s) + snapshot.error->message;
            table.addRow({snapshot.id, timeText(snapshot.at),
                          readable ? stackStatusName(snapshot.status) : u"-"_s,
                          readable ? QString::number(snapshot.nodes) : u"-"_s,
                          QLocale::c().formattedDataSize(snapshot.bytes), about});
        }
        table.print(console());
    }
};

class RollbackCommand final : public HistoryBase {
public:
    using HistoryBase::HistoryBase;

    void start() override
    {
        const bool named = invocation().arguments.size() > 1;
        if (named != invocation().has(u"newest"_s))
            return HistoryBase::start();
        fail({ErrorCode::InvalidArgument,
              named ? u"name a snapshot or say --newest, not both"_s
                    : u"say which state to go back to"_s,
              {},
              u"creact state history lists them; --newest takes the newest good one"_s});
    }

protected:
    void show(const QList<SnapshotInfo> &history) override
    {
        const QString wanted = invocation().arguments.value(1);
        for (const SnapshotInfo &snapshot : history) {
            if (wanted.isEmpty() ? snapshot.canBeGoneBackTo() : snapshot.id == wanted)
                return goBack(snapshot);
        }
        fail({ErrorCode::NotFound,
              wanted.isEmpty() ? u"there is no earlier state to go back to"_s
                               : u"there is no snapshot \"%1\""_s.arg(wanted),
              {},
              wanted.isEmpty() ? QString() : u"creact state history lists them"_s});
    }

private:
    void goBack(const SnapshotInfo &snapshot)
    {
        watchSignals();
        engine().rollback(snapshot.id, [this, snapshot](const Result<void> &result) {
            if (isEnding())
                return;
            if (!result.ok())
                return fail(result.error());
            if (invocation().json())
                console().print(QJsonObject{{u"rolledBack"_s, true}, {u"to"_s, snapshot.toJson()}});
            else
                console().print(
                    u"This is the state of %1 now (%2 nodes). What was there is in "
                    u"the history; deploy to go on from here."_s.arg(timeText(snapshot.at))
                        .arg(snapshot.nodes));
            finish(ExitCode::Done);
        });
    }
};

class ResetCommand final : public RepairCommand {
public:
    using RepairCommand::RepairCommand;

protected:
    void opened() override
    {
        watchSignals();
        engine().startOver([this](const Result<QString> &name) {
            if (isEnding())
                return;
            if (!name.ok())
                return fail(name.error());
            if (invocation().json())
                console().print(QJsonObject{{u"reset"_s, true}, {u"setAside"_s, *name}});
            else
                console().print(u"The stack begins empty. The file that could not be read is "
                                u"kept as %1."_s.arg(*name));
            finish(ExitCode::Done);
        });
    }
};

} // namespace

CommandSpec stateHistoryCommand()
{
    return {.name = u"state history"_s,
            .usage = u"STACK"_s,
            .summary = u"List earlier states, newest first."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .create = makeCommand<HistoryCommand>()};
}

CommandSpec stateRollbackCommand()
{
    return {.name = u"state rollback"_s,
            .usage = u"STACK [SNAPSHOT]"_s,
            .summary = u"Make an earlier state the stack's; what is there now joins the history."_s,
            .minimumArguments = 1,
            .maximumArguments = 2,
            .takesStack = true,
            .options = {{u"newest"_s, u"The newest one that can be read."_s}},
            .create = makeCommand<RollbackCommand>()};
}

CommandSpec stateResetCommand()
{
    return {.name = u"state reset"_s,
            .usage = u"STACK"_s,
            .summary = u"Set a state that cannot be read aside and begin empty."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .create = makeCommand<ResetCommand>()};
}

} // namespace creact::cli
