// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/plan.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

const std::pair<Reach::Kind, QLatin1StringView> touchNames[] = {
    {Reach::Kind::Port, "port"_L1},          {Reach::Kind::Host, "host"_L1},
    {Reach::Kind::Folder, "folder"_L1},      {Reach::Kind::Command, "command"_L1},
    {Reach::Kind::FileRead, "file_read"_L1}, {Reach::Kind::FileWrite, "file_write"_L1},
};

template <typename T, typename Convert> QJsonArray arrayOf(const QList<T> &list, Convert convert)
{
    QJsonArray array;
    for (const T &each : list)
        array.append(convert(each));
    return array;
}

template <typename T, typename Convert> QList<T> listOf(const QJsonValue &value, Convert convert)
{
    QList<T> list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &each : array)
        list.append(convert(each.toObject()));
    return list;
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &each : array)
        texts.append(each.toString());
    return texts;
}

QJsonObject itemToJson(const Plan::Item &item)
{
    QJsonObject object{{u"action"_s, item.action},
                       {u"node"_s, item.nodeId},
                       {u"constructType"_s, item.constructType}};
    const auto add = [&](const QString &name, const QJsonValue &value, bool said) {
        if (said)
            object.insert(name, value);
    };
    add(u"fields"_s, item.fields, !item.fields.isEmpty());
    add(u"reason"_s, item.reason, !item.reason.isEmpty());
    add(u"pointer"_s, item.pointer, !item.pointer.isEmpty());
    add(u"calls"_s, true, item.calls);
    add(u"failedBefore"_s, true, item.failedBefore);
    add(u"pinned"_s, true, item.pinned);
    add(u"needs"_s, QJsonArray::fromStringList(item.needs), !item.needs.isEmpty());
    add(u"step"_s, item.step, item.step >= 0);
    if (item.error)
        object.insert(u"error"_s, item.error->toJson());
    return object;
}

Plan::Item itemFromJson(const QJsonObject &object)
{
    Plan::Item item;
    item.action = object.value("action"_L1).toString();
    item.nodeId = object.value("node"_L1).toString();
    item.constructType = object.value("constructType"_L1).toString();
    item.fields = object.value("fields"_L1).toObject();
    item.reason = object.value("reason"_L1).toString();
    item.pointer = object.value("pointer"_L1).toString();
    item.calls = object.value("calls"_L1).toBool();
    item.failedBefore = object.value("failedBefore"_L1).toBool();
    item.pinned = object.value("pinned"_L1).toBool();
    item.needs = textsOf(object.value("needs"_L1));
    item.step = object.value("step"_L1).toInt(-1);
    if (object.contains("error"_L1))
        item.error = Error::fromJson(object.value("error"_L1).toObject());
    return item;
}

QJsonObject touchToJson(const Plan::Touch &touch)
{
    QJsonObject object;
    for (const auto &[kind, name] : touchNames) {
        if (kind == touch.kind)
            object.insert(u"kind"_s, QString(name));
    }
    if (!touch.what.isEmpty())
        object.insert(u"what"_s, touch.what);
    if (!touch.nodeId.isEmpty())
        object.insert(u"node"_s, touch.nodeId);
    return object;
}

Plan::Touch touchFromJson(const QJsonObject &object)
{
    Plan::Touch touch;
    for (const auto &[kind, name] : touchNames) {
        if (object.value("kind"_L1).toString() == name)
            touch.kind = kind;
    }
    touch.what = object.value("what"_L1).toString();
    touch.nodeId = object.value("node"_L1).toString();
    return touch;
}

QJsonObject openTurnToJson(const Plan::OpenTurn &turn)
{
    return {{u"id"_s, turn.id},
            {u"question"_s, turn.question},
            {u"again"_s, QJsonArray::fromStringList(turn.again)},
            {u"gone"_s, QJsonArray::fromStringList(turn.gone)}};
}

Plan::OpenTurn openTurnFromJson(const QJsonObject &object)
{
    return {object.value("id"_L1).toString(), object.value("question"_L1).toString(),
            textsOf(object.value("again"_L1)), textsOf(object.value("gone"_L1))};
}

} // namespace

int Plan::count(const QString &action) const
{
    return unlisted.value(action)
        + int(std::count_if(items.begin(), items.end(),
                            [&](const Item &item) { return item.action == action; }));
}

const Plan::Item *Plan::find(const QString &nodeId) const
{
    const auto it = std::find_if(items.begin(), items.end(),
                                 [&](const Item &item) { return item.nodeId == nodeId; });
    return it == items.end() ? nullptr : &*it;
}

QSet<QString> Plan::withNeeds(const QSet<QString> &chosen) const
{
    // Another construct type under an id: it is both deleted and created.
    QMultiHash<QString, const Item *> byId;
    for (const Item &item : items) {
        if (item.changes())
            byId.insert(item.nodeId, &item);
    }
    QSet<QString> all;
    QStringList open = chosen.values();
    while (!open.isEmpty()) {
        const QString id = open.takeLast();
        if (all.contains(id) || !byId.contains(id))
            continue;
        all.insert(id);
        for (auto it = byId.constFind(id); it != byId.cend() && it.key() == id; ++it)
            open += (*it)->needs;
    }
    return all;
}

QSet<QString> Plan::allBut(const QSet<QString> &chosen) const
{
    const QSet<QString> applied = withNeeds(chosen);
    QSet<QString> held;
    for (const Item &item : items) {
        if (item.changes() && !applied.contains(item.nodeId))
            held.insert(item.nodeId);
    }
    return held;
}

QSet<QString> Plan::withDependents(const QSet<QString> &left) const
{
    QMultiHash<QString, QString> needers;
    QSet<QString> changing;
    for (const Item &item : items) {
        if (!item.changes())
            continue;
        changing.insert(item.nodeId);
        for (const QString &need : item.needs)
            needers.insert(need, item.nodeId);
    }
    QSet<QString> all;
    QStringList open = left.values();
    while (!open.isEmpty()) {
        const QString id = open.takeLast();
        if (!changing.contains(id) || all.contains(id))
            continue;
        all.insert(id);
        open += needers.values(id);
    }
    return all;
}

QJsonObject Plan::toJson() const
{
    QJsonObject counts;
    for (const char *action :
         {"create", "update", "delete", "start", "retry", "blocked", "unchanged"}) {
        const QString name = QString::fromLatin1(action);
        counts.insert(name, count(name));
    }
    return {{u"counts"_s, counts},
            {u"first"_s, first},
            {u"items"_s, arrayOf(items, itemToJson)},
            {u"touches"_s, arrayOf(touches, touchToJson)},
            {u"openTurns"_s, arrayOf(openTurns, openTurnToJson)},
            {u"elementErrors"_s,
             arrayOf(elementErrors, [](const Error &error) { return error.toJson(); })}};
}

Plan Plan::fromJson(const QJsonObject &object)
{
    Plan plan;
    plan.first = object.value("first"_L1).toBool();
    plan.items = listOf<Item>(object.value("items"_L1), itemFromJson);
    plan.touches = listOf<Touch>(object.value("touches"_L1), touchFromJson);
    plan.openTurns = listOf<OpenTurn>(object.value("openTurns"_L1), openTurnFromJson);
    plan.elementErrors = listOf<Error>(object.value("elementErrors"_L1), Error::fromJson);
    const QJsonObject counts = object.value("counts"_L1).toObject();
    for (auto it = counts.begin(); it != counts.end(); ++it) {
        if (const int more = it->toInt() - plan.count(it.key()); more > 0)
            plan.unlisted.insert(it.key(), more);
    }
    return plan;
}

} // namespace creact
