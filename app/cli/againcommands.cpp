// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes applied again: those that failed, or one in any case.
#include "app/cli/commands.h"
#include "app/cli/deployingcommand.h"
#include "app/cli/nodenames.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

/// Deploys, asks for some nodes to be applied again, and waits until all is at rest.
class AgainCommand : public DeployingCommand {
public:
    using DeployingCommand::DeployingCommand;

protected:
    virtual void applyAgain(const QStringList &nodes, const Done<void> &done) = 0;

    void opened() override
    {
        watchSignals();
        // A name that is no node's changes nothing.
        engine().plan([this](const Result<Plan> &plan) {
            if (isEnding())
                return;
            if (!plan.ok())
                return fail(plan.error());
            const NodeNames names(*plan, document());
            for (const QString &name : invocation().arguments.mid(1)) {
                const Result<QString> id = names.find(name);
                if (!id.ok())
                    return fail(id.error());
                // What the deploy applies again anyway is not applied twice.
                const Plan::Item *item = plan->find(*id);
                if (item && item->action == "retry"_L1)
                    m_doneByDeploy = true;
                else
                    m_nodes.append(*id);
            }
            deploy({});
        });
    }

    void deployed(const Result<void> &) override
    {
        if (m_doneByDeploy && m_nodes.isEmpty()) {
            connect(&engine(), &Engine::infoChanged, this, &AgainCommand::look);
            return look();
        }
        applyAgain(m_nodes, [this](const Result<void> &result) {
            if (isEnding())
                return;
            if (!result.ok())
                return conclude(result);
            connect(&engine(), &Engine::infoChanged, this, &AgainCommand::look);
            look();
        });
    }

private:
    /// How the nodes are is asked after what was begun: a status from before it cannot come.
    void look()
    {
        if (isEnding() || m_concluded)
            return;
        engine().state([this](const Result<StackRecord> &state) {
            const bool atWork = state.ok() && state->status == StackStatus::Applying;
            if (isEnding() || atWork || std::exchange(m_concluded, true))
                return;
            conclude(state.ok() ? outcome(*state) : Result<void>(state.error()));
        });
    }

    static Result<void> outcome(const StackRecord &state)
    {
        for (const NodeRecord &node : state.nodes()) {
            if (node.state == NodeState::Failed)
                return node.error.value_or(
                    Error{ErrorCode::Internal, u"it failed"_s, node.id.toString(), {}});
        }
        return {};
    }

    QStringList m_nodes;
    bool m_doneByDeploy = false;
    bool m_concluded = false;
};

class RetryCommand final : public AgainCommand {
public:
    using AgainCommand::AgainCommand;

protected:
    void applyAgain(const QStringList &nodes, const Done<void> &done) override
    {
        if (nodes.isEmpty())
            return engine().retryFailed(done);
        // All are asked for; the first that cannot be is the answer.
        struct Answers {
            qsizetype left;
            Result<void> result = {};
        };
        const auto answers = std::make_shared<Answers>(Answers{nodes.size()});
        for (const QString &node : nodes)
            engine().retry(node, [answers, done](const Result<void> &result) {
                if (answers->result.ok())
                    answers->result = result;
                if (--answers->left == 0)
                    done(answers->result);
            });
    }
};

class RerunCommand final : public AgainCommand {
public:
    using AgainCommand::AgainCommand;

protected:
    void applyAgain(const QStringList &nodes, const Done<void> &done) override
    {
        engine().rerun(nodes.value(0), done);
    }
};

} // namespace

CommandSpec retryCommand()
{
    return {.name = u"retry"_s,
            .usage = u"STACK [NODE...]"_s,
            .summary = u"Deploy the stack, apply what failed (or these nodes of it) again, then "
                       u"leave."_s,
            .minimumArguments = 1,
            .maximumArguments = 1000,
            .takesStack = true,
            .create = makeCommand<RetryCommand>()};
}

CommandSpec rerunCommand()
{
    return {.name = u"rerun"_s,
            .usage = u"STACK NODE"_s,
            .summary = u"Deploy the stack, apply a node again whatever its props say, and what "
                       u"follows from it; then leave."_s,
            .minimumArguments = 2,
            .maximumArguments = 2,
            .takesStack = true,
            .create = makeCommand<RerunCommand>()};
}

} // namespace creact::cli
