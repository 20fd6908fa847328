// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/deployment.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

using Outcome = DeploymentRecord::Outcome;

constexpr qsizetype keptItems = 2'000;
constexpr qsizetype keptPlanBytes = 1024 * 1024;
constexpr qsizetype keptValueBytes = 1024;
constexpr qsizetype shownOfLong = 200;

const std::pair<Outcome, QLatin1StringView> outcomeNames[] = {
    {Outcome::Running, "running"_L1},         {Outcome::Done, "done"_L1},
    {Outcome::Failed, "failed"_L1},           {Outcome::Cancelled, "cancelled"_L1},
    {Outcome::Interrupted, "interrupted"_L1},
};

QByteArray jsonOf(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

/// A long value as the beginning of its text.
QJsonValue keptValue(const QJsonValue &value)
{
    const QByteArray json = jsonOf(value);
    if (json.size() <= keptValueBytes)
        return value;
    const QString text = value.isString() ? value.toString() : QString::fromUtf8(json);
    return u"%1… (%2 bytes)"_s.arg(text.left(shownOfLong)).arg(json.size());
}

QJsonObject keptFields(const QJsonObject &fields, qsizetype &bytes)
{
    QJsonObject kept;
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        QJsonObject field = it->toObject();
        for (const QString &side : {u"old"_s, u"new"_s}) {
            if (field.contains(side))
                field.insert(side, keptValue(field.value(side)));
        }
        bytes += it.key().size() + jsonOf(field).size();
        kept.insert(it.key(), field);
    }
    return kept;
}

QJsonObject stepToJson(const DeploymentRecord::Step &step)
{
    QJsonObject object{{u"node"_s, step.nodeId},
                       {u"action"_s, step.action},
                       {u"state"_s, nodeStateName(step.state)},
                       {u"startedAt"_s, step.startedAt}};
    if (step.endedAt > 0)
        object.insert(u"endedAt"_s, step.endedAt);
    if (step.error)
        object.insert(u"error"_s, step.error->toJson());
    return object;
}

DeploymentRecord::Step stepFromJson(const QJsonObject &object)
{
    DeploymentRecord::Step step;
    step.nodeId = object.value("node"_L1).toString();
    step.action = object.value("action"_L1).toString();
    step.state = nodeStateFromName(object.value("state"_L1).toString(), NodeState::Applying);
    step.startedAt = object.value("startedAt"_L1).toInteger();
    step.endedAt = object.value("endedAt"_L1).toInteger();
    if (object.contains("error"_L1))
        step.error = Error::fromJson(object.value("error"_L1).toObject());
    return step;
}

/// Counts only.
Plan countsOf(const Plan &plan)
{
    Plan counts;
    counts.first = plan.first;
    counts.unlisted = plan.unlisted;
    for (const Plan::Item &item : plan.items)
        ++counts.unlisted[item.action];
    return counts;
}

} // namespace

QString outcomeName(Outcome outcome)
{
    for (const auto &[value, name] : outcomeNames) {
        if (value == outcome)
            return name;
    }
    return u"interrupted"_s;
}

QString newDeploymentId(qint64 now, const QString &after)
{
    const QString format = u"yyyyMMdd-HHmmss-zzz"_s;
    const auto idOf = [&](qint64 at) {
        return QDateTime::fromMSecsSinceEpoch(at, QTimeZone::utc()).toString(format);
    };
    const QString id = idOf(now);
    if (id > after)
        return id;
    // The clock was set back, or two begin in one millisecond.
    QDateTime last = QDateTime::fromString(after, format);
    last.setTimeZone(QTimeZone::utc());
    return last.isValid() ? idOf(last.toMSecsSinceEpoch() + 1) : id;
}

Plan keptPlan(const Plan &plan)
{
    Plan kept = plan;
    kept.items.clear();
    qsizetype bytes = 0;
    for (const Plan::Item &item : plan.items) {
        if (!item.changes() || kept.items.size() >= keptItems || bytes > keptPlanBytes) {
            ++kept.unlisted[item.action];
            continue;
        }
        Plan::Item shorter = item;
        shorter.fields = keptFields(item.fields, bytes);
        bytes += item.nodeId.size() + item.reason.size();
        for (const QString &need : item.needs)
            bytes += need.size();
        kept.items.append(shorter);
    }
    return kept;
}

DeploymentRecord DeploymentRecord::summary() const
{
    DeploymentRecord summary = *this;
    summary.plan = countsOf(plan);
    summary.steps.clear();
    summary.moreSteps = moreSteps + int(steps.size());
    return summary;
}

DeploymentRecord DeploymentRecord::forgotten() const
{
    DeploymentRecord rest = summary();
    rest.held.clear();
    if (rest.error)
        rest.error = Error{rest.error->code, u"What it said was forgotten."_s, {}, {}};
    return rest;
}

QJsonObject DeploymentRecord::toJson() const
{
    QJsonObject object{{u"id"_s, id},
                       {u"startedAt"_s, startedAt},
                       {u"document"_s, document},
                       {u"outcome"_s, outcomeName(outcome)},
                       {u"plan"_s, plan.toJson()}};
    const auto add = [&](const QString &name, const QJsonValue &value, bool said) {
        if (said)
            object.insert(name, value);
    };
    add(u"endedAt"_s, endedAt, endedAt > 0);
    add(u"user"_s, user, !user.isEmpty());
    add(u"held"_s, QJsonArray::fromStringList(held), !held.isEmpty());
    add(u"moreSteps"_s, moreSteps, moreSteps > 0);
    if (error)
        object.insert(u"error"_s, error->toJson());
    QJsonArray list;
    for (const Step &step : steps)
        list.append(stepToJson(step));
    add(u"steps"_s, list, !list.isEmpty());
    return object;
}

DeploymentRecord DeploymentRecord::fromJson(const QJsonObject &object)
{
    DeploymentRecord record;
    record.id = object.value("id"_L1).toString();
    record.startedAt = object.value("startedAt"_L1).toInteger();
    record.endedAt = object.value("endedAt"_L1).toInteger();
    record.user = object.value("user"_L1).toString();
    record.document = object.value("document"_L1).toString();
    record.outcome = Outcome::Interrupted;
    for (const auto &[value, name] : outcomeNames) {
        if (object.value("outcome"_L1).toString() == name)
            record.outcome = value;
    }
    if (object.contains("error"_L1))
        record.error = Error::fromJson(object.value("error"_L1).toObject());
    const QJsonArray held = object.value("held"_L1).toArray();
    for (const QJsonValue &id : held)
        record.held.append(id.toString());
    record.plan = Plan::fromJson(object.value("plan"_L1).toObject());
    const QJsonArray steps = object.value("steps"_L1).toArray();
    for (const QJsonValue &step : steps)
        record.steps.append(stepFromJson(step.toObject()));
    record.moreSteps = object.value("moreSteps"_L1).toInt();
    return record;
}

} // namespace creact
