// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/stackcommand.h"
#include "app/cli/table.h"
#include "core/stack/suggest.h"

#include <QJsonDocument>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

class StateCommand : public StoredStackCommand {
public:
    using StoredStackCommand::StoredStackCommand;

protected:
    void opened() override
    {
        engine().state([this](const Result<StackRecord> &state) {
            if (!state.ok())
                return fail(state.error());
            finish(show(*state));
        });
    }

    virtual ExitCode show(const StackRecord &state) = 0;
};

class StateListCommand final : public StateCommand {
public:
    using StateCommand::StateCommand;

protected:
    ExitCode show(const StackRecord &state) override
    {
        if (invocation().json())
            printJson(state);
        else
            print(state);
        return ExitCode::Done;
    }

private:
    void printJson(const StackRecord &state)
    {
        QJsonArray nodes;
        for (const NodeRecord &node : state.nodes()) {
            nodes.append(QJsonObject{
                {u"id"_s, node.id.toString()},
                {u"constructType"_s, node.constructType},
                {u"state"_s, nodeStateName(node.state)},
                {u"pinned"_s, node.pinned},
                {u"outputs"_s,
                 node.outputs ? QJsonValue(*node.outputs) : QJsonValue(QJsonValue::Null)}});
        }
        console().print(QJsonObject{{u"stackName"_s, state.stackName},
                                    {u"status"_s, stackStatusName(state.status)},
                                    {u"lastDeployedAt"_s, state.lastDeployedAt},
                                    {u"nodes"_s, nodes}});
    }

    /// Without the id, which stands in the first column.
    static QString outputsLine(const NodeRecord &node)
    {
        if (!node.outputs)
            return {};
        QJsonObject outputs = *node.outputs;
        if (outputs.value("id"_L1) == node.id.toString())
            outputs.remove("id"_L1);
        return compactJson(outputs);
    }

    void print(const StackRecord &state)
    {
        if (state.nodeCount() == 0) {
            console().print(u"Nothing of this stack is deployed."_s);
            return;
        }
        console().print(u"%1: %2, last deployed %3"_s.arg(Console::oneLine(state.stackName),
                                                          stackStatusName(state.status),
                                                          timeText(state.lastDeployedAt)));
        Table table({u"NODE"_s, u"TYPE"_s, u"STATE"_s, u"OUTPUTS"_s});
        for (const NodeRecord &node : state.nodes()) {
            const QString tells = node.error ? node.error->message : outputsLine(node);
            table.addRow({node.id.toString(), node.constructType,
                          nodeStateName(node.state) + (node.pinned ? u", pinned"_s : QString()),
                          Console::oneLine(tells, 200)});
        }
        table.print(console());
    }
};

class StateShowCommand final : public StateCommand {
public:
    using StateCommand::StateCommand;

protected:
    ExitCode show(const StackRecord &state) override
    {
        const QString wanted = invocation().arguments.value(1);
        if (wanted.isEmpty()) {
            console().print(toJson(state));
            return ExitCode::Done;
        }
        const NodeRecord *node = state.find(wanted);
        if (!node)
            return notFound(state, wanted);
        if (invocation().json())
            console().print(toJson(*node));
        else
            print(*node);
        return ExitCode::Done;
    }

private:
    ExitCode notFound(const StackRecord &state, const QString &wanted)
    {
        QStringList ids;
        for (const NodeRecord &node : state.nodes())
            ids.append(node.id.toString());
        const QString near = nearest(wanted, ids);
        console().error({ErrorCode::NotFound,
                         u"there is no node \"%1\" in the state"_s.arg(wanted),
                         {},
                         near.isEmpty() ? u"creact state list shows the nodes"_s
                                        : u"did you mean \"%1\"?"_s.arg(near)});
        return ExitCode::Failed;
    }

    void print(const NodeRecord &node)
    {
        line(u"node"_s, node.id.toString());
        line(u"type"_s, node.constructType);
        line(u"state"_s, nodeStateName(node.state));
        if (node.pinned)
            line(u"pinned"_s, u"its outputs stay as they are"_s);
        if (node.error) {
            line(u"error"_s, u"%1 (%2)"_s.arg(node.error->message, codeName(node.error->code)));
            line(u"hint"_s, node.error->hint);
        }
        line(u"applied"_s,
             u"%1, %2 ms, attempts: %3"_s.arg(timeText(node.appliedAt))
                 .arg(node.durationMs)
                 .arg(node.attempts));
        line(u"cause"_s, causeText(node.cause));
        block(u"props"_s, node.props);
        block(u"outputs"_s, node.outputs.value_or(QJsonObject()));
        block(u"store"_s, node.store);
    }

    static QString causeText(const Cause &cause)
    {
        QStringList parts{cause.kind};
        if (!cause.props.isEmpty())
            parts.append(u"changed: "_s + cause.props.join(u", "_s));
        if (!cause.sourceNode.isEmpty())
            parts.append(u"by %1.%2"_s.arg(cause.sourceNode, cause.sourceOutput));
        if (!cause.event.kind.isEmpty())
            parts.append(u"event: %1 %2"_s.arg(cause.event.kind, cause.event.id).trimmed());
        return parts.join(u"; "_s);
    }

    void line(const QString &name, const QString &value)
    {
        if (!value.isEmpty())
            console().print(name.leftJustified(9) + Console::oneLine(value));
    }

    void block(const QString &name, const QJsonObject &object)
    {
        if (object.isEmpty())
            return;
        const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Indented).trimmed();
        console().print(name + u'\n' + Console::printable(QString::fromUtf8(json)));
    }
};

class StateExportCommand final : public StateCommand {
public:
    using StateCommand::StateCommand;

protected:
    ExitCode show(const StackRecord &state) override
    {
        const QString path = invocation().options.value(u"output"_s);
        if (path.isEmpty()) {
            console().print(toJson(state));
            return ExitCode::Done;
        }
        const QByteArray json = QJsonDocument(toJson(state)).toJson();
        QSaveFile file(path);
        // As private as the state itself.
        const bool written = file.open(QIODevice::WriteOnly)
            && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
            && file.write(json) == json.size() && file.commit();
        if (!written) {
            console().error({ErrorCode::IoError,
                             u"cannot write %1: %2"_s.arg(path, file.errorString()),
                             path,
                             {}});
            return ExitCode::Failed;
        }
        if (invocation().json())
            console().print(QJsonObject{{u"output"_s, path}, {u"bytes"_s, json.size()}});
        return ExitCode::Done;
    }
};

} // namespace

CommandSpec stateExportCommand()
{
    return {.name = u"state export"_s,
            .usage = u"STACK"_s,
            .summary = u"Give the whole state as CReact 0.2's JSON."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .options = {{u"output"_s, u"Into this file. Default: standard output."_s, u"FILE"_s}},
            .create = makeCommand<StateExportCommand>()};
}

CommandSpec stateListCommand()
{
    return {.name = u"state list"_s,
            .usage = u"STACK"_s,
            .summary = u"List the stored nodes: id, type, state, outputs."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .create = makeCommand<StateListCommand>()};
}

CommandSpec stateShowCommand()
{
    return {.name = u"state show"_s,
            .usage = u"STACK [NODE]"_s,
            .summary = u"Show one stored node, or the whole state as CReact's JSON."_s,
            .minimumArguments = 1,
            .maximumArguments = 2,
            .takesStack = true,
            .create = makeCommand<StateShowCommand>()};
}

} // namespace creact::cli
