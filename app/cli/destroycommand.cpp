// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/deployingcommand.h"
#include "app/cli/nodenames.h"

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

/// One node of a stack that is made live for it; nothing else of the plan is applied.
class DestroyNodeCommand final : public DeployingCommand {
public:
    using DeployingCommand::DeployingCommand;

protected:
    void opened() override
    {
        if (!invocation().has(u"yes"_s)) {
            return fail({ErrorCode::InvalidArgument,
                         u"this destroys the node, what is below it and what reads it"_s,
                         {},
                         u"say --yes to do it"_s});
        }
        watchSignals();
        engine().plan([this](const Result<Plan> &plan) {
            if (isEnding())
                return;
            if (!plan.ok())
                return fail(plan.error());
            const Result<QString> node =
                NodeNames(*plan, document()).find(invocation().options.value(u"node"_s));
            if (!node.ok())
                return fail(node.error());
            m_node = *node;
            m_held = plan->allBut({});
            look();
        });
    }

    void deployed(const Result<void> &) override
    {
        engine().destroyNode(m_node, [this](const Result<void> &result) {
            if (isEnding())
                return;
            if (result.ok())
                console().note(u"%1 is destroyed. As long as the document has it, the next deploy "
                               "makes it again."_s.arg(m_node));
            conclude(result);
        });
    }

private:
    /// What is not there needs no deploy to say so.
    void look()
    {
        engine().state([this](const Result<StackRecord> &state) {
            if (isEnding())
                return;
            if (!state.ok())
                return fail(state.error());
            if (!state->find(m_node))
                return fail(
                    {ErrorCode::NotFound, u"\"%1\" has not been made"_s.arg(m_node), {}, {}});
            DeployRequest request;
            request.held = m_held;
            deploy(request);
        });
    }

    QString m_node;
    QSet<QString> m_held;
};

} // namespace

CommandSpec destroyCommand()
{
    return {
        .name = u"destroy"_s,
        .usage = u"STACK"_s,
        .summary = u"Destroy every node and delete what is stored of the stack, or one node "
                   u"with what is below it."_s,
        .minimumArguments = 1,
        .maximumArguments = 1,
        .takesStack = true,
        .options = {{u"yes"_s, u"Do it without being asked again."_s},
                    {u"node"_s,
                     u"Only this node, what is below it and what reads it. Its name in the "
                     u"document, its key, its full id, or as much of its end as is one node's."_s,
                     u"NODE"_s}},
        .create = [](const Invocation &invocation, Console &console) -> std::unique_ptr<Command> {
            if (invocation.has(u"node"_s))
                return std::make_unique<DestroyNodeCommand>(invocation, console);
            return std::make_unique<DestroyCommand>(invocation, console);
        }};
}

} // namespace creact::cli
