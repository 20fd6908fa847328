// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Earlier deployments: listed, and one of them looked at.
#include "app/cli/commands.h"
#include "app/cli/planprinter.h"
#include "app/cli/stackcommand.h"
#include "app/cli/table.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

QString tookText(qint64 milliseconds)
{
    return milliseconds < 1000 ? u"%1 ms"_s.arg(milliseconds)
                               : u"%1 s"_s.arg(double(milliseconds) / 1000, 0, 'f', 1);
}

QString tookText(const DeploymentRecord &deployment)
{
    return deployment.endedAt > 0 ? tookText(deployment.endedAt - deployment.startedAt) : u"-"_s;
}

/// "+1 ~2 -0"; "-" when no plan was made.
QString changesText(const Plan &plan)
{
    if (plan.unlisted.isEmpty() && plan.items.isEmpty())
        return u"-"_s;
    return u"+%1 ~%2 -%3"_s.arg(plan.count(u"create"_s))
        .arg(plan.count(u"update"_s) + plan.count(u"retry"_s))
        .arg(plan.count(u"delete"_s));
}

class DeploymentsCommand final : public StoredStackCommand {
public:
    using StoredStackCommand::StoredStackCommand;

protected:
    void opened() override
    {
        const QString id = invocation().arguments.value(1);
        if (!id.isEmpty()) {
            engine().deployment(id, [this](const Result<DeploymentRecord> &deployment) {
                if (!deployment.ok())
                    return fail(deployment.error());
                show(*deployment);
            });
            return;
        }
        engine().deployments([this](const Result<QList<DeploymentRecord>> &deployments) {
            if (!deployments.ok())
                return fail(deployments.error());
            list(*deployments);
        });
    }

private:
    void list(const QList<DeploymentRecord> &deployments)
    {
        if (invocation().json()) {
            QJsonArray list;
            for (const DeploymentRecord &deployment : deployments)
                list.append(deployment.toJson());
            console().print(list);
        } else if (deployments.isEmpty()) {
            console().print(u"There are no earlier deployments."_s);
        } else {
            Table table(
                {u"DEPLOYMENT"_s, u"TIME"_s, u"OUTCOME"_s, u"CHANGES"_s, u"TOOK"_s, u"NOTE"_s});
            for (const DeploymentRecord &each : deployments)
                table.addRow({each.id, timeText(each.startedAt), outcomeName(each.outcome),
                              changesText(each.plan), tookText(each),
                              each.error ? each.error->message : QString()});
            table.print(console());
        }
        finish(ExitCode::Done);
    }

    void show(const DeploymentRecord &deployment)
    {
        if (invocation().json()) {
            console().print(deployment.toJson());
            return finish(ExitCode::Done);
        }
        console().print(u"%1, %2, %3"_s.arg(timeText(deployment.startedAt),
                                            outcomeName(deployment.outcome), tookText(deployment)));
        if (deployment.error)
            console().print(
                console().styled(Console::oneLine(deployment.error->message), Console::Style::Red));
        console().print(QString());
        if (changesText(deployment.plan) != "-"_L1) {
            PlanPrinter(deployment.plan, console(),
                        {deployment.held.begin(), deployment.held.end()})
                .print();
            console().print(QString());
        }
        printSteps(deployment);
        finish(ExitCode::Done);
    }

    void printSteps(const DeploymentRecord &deployment)
    {
        if (deployment.steps.isEmpty() && deployment.moreSteps == 0)
            return console().print(u"Nothing was done."_s);
        Table table({u"DONE"_s, u"RESULT"_s, u"TOOK"_s, u"NODE"_s});
        for (const DeploymentRecord::Step &step : deployment.steps) {
            QString node = step.nodeId;
            if (step.error)
                node += u": "_s + step.error->message;
            table.addRow({step.action, resultText(step),
                          step.endedAt > 0 ? tookText(step.endedAt - step.startedAt) : u"-"_s,
                          node});
        }
        table.print(console());
        if (deployment.moreSteps > 0)
            console().print(u"… and %1 more"_s.arg(deployment.moreSteps));
        if (!deployment.held.isEmpty())
            console().print(
                u"Left as they were: %1"_s.arg(Console::oneLine(deployment.held.join(u", "_s))));
    }

    static QString resultText(const DeploymentRecord::Step &step)
    {
        if (step.endedAt == 0)
            return u"not ended"_s;
        if (step.state == NodeState::Destroying)
            return u"gone"_s;
        return step.state == NodeState::Pending ? u"cancelled"_s : nodeStateName(step.state);
    }
};

} // namespace

CommandSpec stateDeploymentsCommand()
{
    return {.name = u"state deployments"_s,
            .usage = u"STACK [DEPLOYMENT]"_s,
            .summary = u"List earlier deployments, newest first, or show what one of them did."_s,
            .minimumArguments = 1,
            .maximumArguments = 2,
            .takesStack = true,
            .create = makeCommand<DeploymentsCommand>()};
}

} // namespace creact::cli
