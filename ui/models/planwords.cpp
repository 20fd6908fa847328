// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/planwords.h"

#include "ui/models/words.h"

#include <QLocale>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

constexpr int lineLimit = 60;

QString valueText(const QJsonObject &change, QLatin1StringView member, int limit)
{
    return change.contains(member) ? PlanWords::value(change.value(member), limit) : QString();
}

} // namespace

QString PlanWords::sign(const QString &action)
{
    if (action == "create"_L1)
        return u"+"_s;
    if (action == "update"_L1)
        return u"~"_s;
    if (action == "delete"_L1)
        return u"−"_s;
    if (action == "blocked"_L1)
        return u"!"_s;
    return u"▸"_s;
}

QString PlanWords::action(const QString &action)
{
    if (action == "create"_L1)
        return tr("Create");
    if (action == "update"_L1)
        return tr("Update");
    if (action == "delete"_L1)
        return tr("Delete");
    if (action == "start"_L1)
        return tr("Start");
    if (action == "retry"_L1)
        return tr("Retry");
    if (action == "blocked"_L1)
        return tr("Blocked");
    return tr("Unchanged");
}

QString PlanWords::value(const QJsonValue &value, int limit)
{
    return value == QJsonValue(QString()) ? u"\"\""_s : Words::jsonLine(value, limit);
}

QString PlanWords::field(const QJsonObject &change, int limit)
{
    const QString before = valueText(change, "old"_L1, limit);
    const QString after = change.value("removed"_L1).toBool() ? tr("removed")
        : change.contains("new"_L1)                           ? valueText(change, "new"_L1, limit)
                                                              : tr("known after apply");
    return before.isEmpty() ? after : tr("%1 → %2", "old value, new value").arg(before, after);
}

QString PlanWords::change(const Plan::Item &item)
{
    if (item.error && (item.failedBefore || item.action == "blocked"_L1))
        return item.failedBefore ? tr("failed before: %1").arg(item.error->message)
                                 : item.error->message;
    if (item.action == "update"_L1 && item.fields.size() == 1) {
        const auto it = item.fields.begin();
        return tr("%1: %2", "property, its change")
            .arg(it.key(), field(it.value().toObject(), lineLimit));
    }
    if (item.action == "update"_L1 && !item.fields.isEmpty())
        return tr("%1 change", "properties", int(item.fields.size()))
            .arg(item.fields.keys().join(u", "_s));
    if (!item.reason.isEmpty())
        return item.reason;
    if (item.action == "create"_L1)
        return tr("new");
    if (item.action == "delete"_L1)
        return tr("no longer in the document");
    if (item.action == "start"_L1)
        return tr("begins anew with each start");
    return {};
}

QString PlanWords::summary(const Plan &plan)
{
    const auto add = [&plan](const QString &action, const QString &text, QStringList &parts) {
        if (const int count = plan.count(action))
            parts.append(text.arg(QLocale().toString(count)));
    };
    QStringList parts;
    add(u"create"_s, tr("%1 to create"), parts);
    add(u"update"_s, tr("%1 to update"), parts);
    add(u"delete"_s, tr("%1 to delete"), parts);
    add(u"retry"_s, tr("%1 to retry"), parts);
    add(u"blocked"_s, tr("%1 blocked"), parts);
    add(u"start"_s, tr("%1 to start"), parts);
    add(u"unchanged"_s, tr("%1 unchanged"), parts);
    return parts.join(u" · "_s);
}

QString PlanWords::calls(const Plan &plan)
{
    const auto count = std::count_if(plan.items.begin(), plan.items.end(), [](const auto &item) {
        return item.calls && item.changes() && !item.pinned;
    });
    return count == 0 ? QString()
        : count == 1  ? tr("1 model or tool call will be made")
                      : tr("%n model or tool calls will be made", nullptr, int(count));
}

QString PlanWords::touch(const Plan::Touch &touch)
{
    const QString what = touch.what.isEmpty() ? tr("known after apply") : touch.what;
    switch (touch.kind) {
    case Plan::Touch::Kind::Port:
        return tr("Port: %1").arg(what);
    case Plan::Touch::Kind::Host:
        return tr("Host: %1").arg(what);
    case Plan::Touch::Kind::Folder:
        return tr("Folder: %1").arg(what);
    case Plan::Touch::Kind::FileRead:
        return tr("Reads the file: %1").arg(what);
    case Plan::Touch::Kind::FileWrite:
        return tr("Writes the file: %1").arg(what);
    case Plan::Touch::Kind::Command:
        break;
    }
    return tr("Command: %1").arg(what);
}

QString PlanWords::outcome(DeploymentRecord::Outcome outcome)
{
    using Outcome = DeploymentRecord::Outcome;
    switch (outcome) {
    case Outcome::Running:
        return tr("At work");
    case Outcome::Done:
        return tr("Done");
    case Outcome::Failed:
        return tr("Failed");
    case Outcome::Cancelled:
        return tr("Cancelled");
    case Outcome::Interrupted:
        break;
    }
    return tr("Interrupted");
}

} // namespace creact
