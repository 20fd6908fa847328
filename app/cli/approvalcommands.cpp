// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Which tools may be called without being asked, and which calls wait for an answer.
#include "app/cli/commands.h"
#include "app/cli/stackcommand.h"
#include "app/cli/table.h"
#include "core/provider/tools/toolprint.h"
#include "core/stack/suggest.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

struct ToolRow {
    QString name;
    QString node;
    QString by;
    qint64 since = 0;
    /// What was allowed is what the tool does now.
    bool isGood = false;
};

/// A grant is kept in its Tool's store; see ToolApprovals.
QList<ToolRow> grantsIn(const StackRecord &state)
{
    QList<ToolRow> rows;
    state.eachNode([&](const NodeRecord &node) {
        const QJsonObject grant = node.store.value("approved"_L1).toObject();
        if (node.constructType != "Tool"_L1 || grant.isEmpty())
            return;
        rows.append(
            {node.props.value("name"_L1).toString(), node.id.toString(),
             grant.value("by"_L1).toString(), grant.value("since"_L1).toInteger(),
             node.outputs && grant.value("what"_L1).toString() == toolPrint(*node.outputs)});
    });
    return rows;
}

/// Calls that were begun and neither sent nor answered, of tools that are asked for.
QList<const NodeRecord *> waitingIn(const StackRecord &state)
{
    QList<const NodeRecord *> calls;
    state.eachNode([&](const NodeRecord &node) {
        if (node.constructType != "ToolExec"_L1 || node.state != NodeState::Applying
            || node.store.contains("sent"_L1))
            return;
        const QString name = node.props.value("name"_L1).toString();
        const QJsonArray tools = node.props.value("tools"_L1).toArray();
        for (const QJsonValue &tool : tools) {
            const QString approval = tool["approval"_L1].toString();
            if (tool["name"_L1].toString() == name
                && (approval == "ask"_L1 || approval == "always"_L1)) {
                calls.append(&node);
                return;
            }
        }
    });
    return calls;
}

class ApprovalsCommand final : public StoredStackCommand {
public:
    using StoredStackCommand::StoredStackCommand;

protected:
    void opened() override
    {
        engine().state([this](const Result<StackRecord> &state) {
            if (isEnding())
                return;
            if (!state.ok())
                return fail(state.error());
            if (invocation().json())
                printJson(*state);
            else
                print(*state);
            finish(ExitCode::Done);
        });
    }

private:
    void printJson(const StackRecord &state)
    {
        QJsonArray allowed;
        for (const ToolRow &row : grantsIn(state))
            allowed.append(QJsonObject{{u"tool"_s, row.name},
                                       {u"node"_s, row.node},
                                       {u"since"_s, row.since},
                                       {u"by"_s, row.by},
                                       {u"holds"_s, row.isGood}});
        QJsonArray waiting;
        for (const NodeRecord *call : waitingIn(state))
            waiting.append(QJsonObject{{u"node"_s, call->id.toString()},
                                       {u"tool"_s, call->props.value("name"_L1)},
                                       {u"arguments"_s, call->props.value("args"_L1)}});
        console().print(QJsonObject{{u"allowed"_s, allowed}, {u"waiting"_s, waiting}});
    }

    void print(const StackRecord &state)
    {
        const QList<ToolRow> rows = grantsIn(state);
        const QList<const NodeRecord *> calls = waitingIn(state);
        if (rows.isEmpty())
            console().print(u"No tool is allowed for good."_s);
        else
            printGrants(rows);
        for (const NodeRecord *call : calls)
            console().print(Console::oneLine(
                u"waits: %1 %2"_s.arg(call->props.value("name"_L1).toString(),
                                      compactJson(call->props.value("args"_L1).toObject()))));
        if (!calls.isEmpty())
            console().note(u"What waits is answered where the stack runs: in the window, or by "
                           "creact chat or run on a terminal."_s);
    }

    void printGrants(const QList<ToolRow> &rows)
    {
        Table table({u"TOOL"_s, u"BY"_s, u"SINCE"_s, u"NODE"_s});
        for (const ToolRow &row : rows)
            table.addRow({row.name, row.by,
                          row.isGood ? timeText(row.since) : u"changed since: asked again"_s,
                          row.node});
        table.print(console());
    }
};

class RevokeCommand final : public StoredStackCommand {
public:
    using StoredStackCommand::StoredStackCommand;

protected:
    void opened() override
    {
        watchSignals();
        engine().state([this](const Result<StackRecord> &state) {
            if (isEnding())
                return;
            if (!state.ok())
                return fail(state.error());
            const Result<QString> node = find(grantsIn(*state));
            if (!node.ok())
                return fail(node.error());
            revoke(*node);
        });
    }

private:
    /// By its name, or its node.
    Result<QString> find(const QList<ToolRow> &rows) const
    {
        const QString wanted = invocation().arguments.value(1);
        QStringList found;
        QStringList names;
        for (const ToolRow &row : rows) {
            names += row.name;
            if (row.node == wanted || row.name == wanted)
                found += row.node;
        }
        if (found.size() == 1)
            return found.first();
        if (found.isEmpty())
            return Error{ErrorCode::NotFound,
                         u"no tool \"%1\" is allowed for good"_s.arg(wanted),
                         {},
                         names.isEmpty() ? u"each of its calls is asked for already"_s
                                         : didYouMean(wanted, names)};
        return Error{ErrorCode::InvalidArgument,
                     u"more than one tool is called \"%1\""_s.arg(wanted),
                     {},
                     u"say which by its node: "_s + found.join(u", "_s)};
    }

    void revoke(const QString &node)
    {
        engine().revokeApproval(node, [this, node](const Result<void> &result) {
            if (isEnding())
                return;
            if (!result.ok())
                return fail(result.error());
            if (invocation().json())
                console().print(QJsonObject{{u"node"_s, node}, {u"revoked"_s, true}});
            else
                console().print(u"%1: each of its calls is asked for again."_s.arg(
                    invocation().arguments.value(1)));
            finish(ExitCode::Done);
        });
    }
};

} // namespace

CommandSpec approvalsCommand()
{
    return {.name = u"approvals"_s,
            .usage = u"STACK"_s,
            .summary =
                u"Show which tools may be called without being asked, and which calls wait."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .create = makeCommand<ApprovalsCommand>()};
}

CommandSpec approvalsRevokeCommand()
{
    return {.name = u"approvals revoke"_s,
            .usage = u"STACK TOOL"_s,
            .summary = u"Have each call of a tool asked for again."_s,
            .minimumArguments = 2,
            .maximumArguments = 2,
            .takesStack = true,
            .create = makeCommand<RevokeCommand>()};
}

} // namespace creact::cli
