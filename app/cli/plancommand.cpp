// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/stackcommand.h"

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

struct ActionLook {
    QString sign;
    Console::Style style;
};

ActionLook lookOf(const QString &action)
{
    if (action == "create"_L1)
        return {u"+"_s, Console::Style::Green};
    if (action == "update"_L1)
        return {u"~"_s, Console::Style::Yellow};
    if (action == "delete"_L1)
        return {u"-"_s, Console::Style::Red};
    return {u">"_s, Console::Style::Dim};
}

QString valueText(const QJsonValue &value)
{
    if (value.isUndefined())
        return u"(known after apply)"_s;
    const QString list = compactJson({{u"v"_s, value}});
    return Console::oneLine(list.mid(5, list.size() - 6), 60);
}

class PlanCommand final : public StackCommand {
public:
    using StackCommand::StackCommand;

protected:
    void opened() override
    {
        engine().plan([this](const Result<Plan> &plan) {
            if (!plan.ok())
                return fail(plan.error());
            if (invocation().json())
                console().print(plan->toJson());
            else
                print(*plan);
            finish(ExitCode::Done);
        });
    }

private:
    void print(const Plan &plan)
    {
        for (const Plan::Item &item : plan.items) {
            if (item.action != "unchanged"_L1)
                printItem(item);
        }
        console().print(u"%1 to create, %2 to update, %3 to delete, %4 to start, %5 unchanged"_s
                            .arg(plan.count(u"create"_s))
                            .arg(plan.count(u"update"_s))
                            .arg(plan.count(u"delete"_s))
                            .arg(plan.count(u"start"_s))
                            .arg(plan.count(u"unchanged"_s)));
    }

    void printItem(const Plan::Item &item)
    {
        const ActionLook look = lookOf(item.action);
        const QString line = u"%1 %2 %3"_s.arg(look.sign, item.action.leftJustified(6),
                                               Console::oneLine(item.nodeId));
        const QString reason =
            item.reason.isEmpty() ? QString() : u"  (%1)"_s.arg(Console::oneLine(item.reason));
        console().print(console().styled(line, look.style) + reason);
        if (item.action != "update"_L1)
            return;
        for (auto it = item.fields.begin(); it != item.fields.end(); ++it) {
            const QJsonObject change = it.value().toObject();
            console().print(u"      %1: %2 -> %3"_s.arg(Console::oneLine(it.key()),
                                                        valueText(change.value(u"old"_s)),
                                                        valueText(change.value(u"new"_s))));
        }
    }
};

} // namespace

CommandSpec planCommand()
{
    return {.name = u"plan"_s,
            .usage = u"STACK"_s,
            .summary = u"Show what a deploy would do, with nothing done."_s,
            .minimumArguments = 1,
            .maximumArguments = 1,
            .takesStack = true,
            .create = makeCommand<PlanCommand>()};
}

} // namespace creact::cli
