// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/planprinter.h"
#include "app/cli/stackcommand.h"
#include "core/stack/suggest.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

/// The id that a name on the command line means: all of it, or as much of its end as is one node's.
Result<QString> nodeNamed(const Plan &plan, const QString &name)
{
    QStringList ids;
    QStringList found;
    for (const Plan::Item &item : plan.items) {
        if (item.nodeId == name)
            return name;
        if (!ids.contains(item.nodeId))
            ids.append(item.nodeId);
    }
    for (const QString &id : std::as_const(ids)) {
        if (id.endsWith(u'.' + name))
            found.append(id);
    }
    if (found.size() == 1)
        return found.first();
    if (found.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     u"there is no node \"%1\""_s.arg(name),
                     {},
                     didYouMean(name, ids)};
    return Error{ErrorCode::InvalidArgument,
                 u"\"%1\" is more than one node"_s.arg(name),
                 {},
                 found.mid(0, 5).join(u", "_s)};
}

class DeployCommand final : public StackCommand {
public:
    using StackCommand::StackCommand;

protected:
    void opened() override
    {
        watchSignals();
        if (!invocation().has(u"only"_s) && !invocation().has(u"except"_s))
            return deploy({});
        engine().plan([this](const Result<Plan> &plan) {
            if (isEnding())
                return;
            if (!plan.ok())
                return fail(plan.error());
            const Result<QSet<QString>> held = heldBy(*plan);
            if (held.ok())
                deploy({.held = *held});
            else
                fail(held.error());
        });
    }

    /// The first time the deploy is cancelled, so that nothing is left half done; then it is left.
    void interrupted() override
    {
        if (!m_deploying || std::exchange(m_cancelled, true))
            return StackCommand::interrupted();
        console().note(u"creact: cancelling; again to leave at once"_s);
        engine().cancelDeploy([this](const Result<void> &result) {
            if (!result.ok() && !isEnding())
                StackCommand::interrupted();
        });
    }

private:
    Result<QSet<QString>> heldBy(const Plan &plan)
    {
        QSet<QString> only;
        QSet<QString> except;
        for (const auto &[option, chosen] :
             {std::pair{u"only"_s, &only}, std::pair{u"except"_s, &except}}) {
            for (const QString &name : invocation().lists.value(option)) {
                const Result<QString> id = nodeNamed(plan, name);
                if (!id.ok())
                    return id.error();
                chosen->insert(*id);
            }
        }
        QSet<QString> held = plan.withDependents(except);
        if (!only.isEmpty())
            held += plan.allBut(only);
        return held;
    }

    void deploy(const DeployRequest &request)
    {
        m_deploying = true;
        m_held = request.held.size();
        engine().deploy(request, [this](const Result<void> &result) {
            m_deploying = false;
            if (isEnding())
                return;
            if (!result.ok())
                m_code = m_cancelled ? ExitCode::Interrupted : exitCodeOf(result.error().code);
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
            if (m_held > 0)
                object.insert(u"held"_s, m_held);
            if (info().recovery)
                object.insert(u"recovered"_s, info().recovery->toJson());
            console().print(object);
            return;
        }
        const QString held = m_held > 0 ? u", %1 left as they were"_s.arg(m_held) : QString();
        console().print(u"%1: %2 nodes deployed, %3 waiting, %4 failed"_s.arg(state.stackName)
                            .arg(deployed)
                            .arg(waiting)
                            .arg(failed.size())
                        + held);
    }

    ExitCode m_code = ExitCode::Done;
    qsizetype m_held = 0;
    bool m_deploying = false;
    bool m_cancelled = false;
};

} // namespace

CommandSpec deployCommand()
{
    return {.name = u"deploy"_s,
            .usage = u"STACK"_s,
            .summary =
                u"Make the stack what its document says, then leave. Ctrl+C cancels: what is "
                u"at work is ended, the rest left as it was."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .options = {{u"only"_s,
                         u"Apply only this node of the plan and what it needs; may be given again. "
                         u"A full id, or as much of its end as is one node's."_s,
                         u"NODE"_s},
                        {u"except"_s,
                         u"Leave this node, and what needs it, as it is; may be given again."_s,
                         u"NODE"_s}},
            .create = makeCommand<DeployCommand>()};
}

} // namespace creact::cli
