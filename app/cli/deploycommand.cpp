// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/stackcommand.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

class DeployCommand final : public StackCommand {
public:
    using StackCommand::StackCommand;

protected:
    void opened() override
    {
        watchSignals();
        engine().deploy([this](const Result<void> &result) {
            if (isEnding())
                return;
            if (!result.ok())
                m_code = exitCodeOf(result.error().code);
            if (m_code == ExitCode::Locked || m_code == ExitCode::StateUnreadable)
                return fail(result.error());
            if (!result.ok())
                console().error(result.error());
            engine().state([this](const Result<StackRecord> &state) {
                if (state.ok())
                    report(*state);
                stopAndFinish(m_code);
            });
        });
    }

private:
    void report(const StackRecord &state)
    {
        int counts[6] = {};
        QJsonArray failed;
        for (const NodeRecord &node : state.nodes()) {
            ++counts[static_cast<int>(node.state)];
            if (node.state == NodeState::Failed)
                failed.append(QJsonObject{{u"node"_s, node.id.toString()},
                                          {u"error"_s, node.error.value_or(Error{}).toJson()}});
        }
        const int deployed = counts[static_cast<int>(NodeState::Deployed)];
        const int waiting = counts[static_cast<int>(NodeState::Waiting)];
        if (invocation().json()) {
            QJsonObject object{{u"stack"_s, state.stackName},
                               {u"ok"_s, m_code == ExitCode::Done},
                               {u"nodes"_s, state.nodes().size()},
                               {u"deployed"_s, deployed},
                               {u"waiting"_s, waiting},
                               {u"failed"_s, failed}};
            if (info().recovery)
                object.insert(u"recovered"_s, info().recovery->toJson());
            console().print(object);
            return;
        }
        console().print(u"%1: %2 nodes deployed, %3 waiting, %4 failed"_s.arg(state.stackName)
                            .arg(deployed)
                            .arg(waiting)
                            .arg(failed.size()));
    }

    ExitCode m_code = ExitCode::Done;
};

} // namespace

CommandSpec deployCommand()
{
    return {.name = u"deploy"_s,
            .usage = u"STACK"_s,
            .summary = u"Make the stack what its document says, then leave."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .create = makeCommand<DeployCommand>()};
}

} // namespace creact::cli
