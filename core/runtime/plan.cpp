// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/plan.h"

#include <QJsonArray>

#include <algorithm>

namespace creact {

int Plan::count(const QString &action) const
{
    return int(std::count_if(items.begin(), items.end(),
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
    QHash<QString, const Item *> byId;
    for (const Item &item : items) {
        if (item.changes())
            byId.insert(item.nodeId, &item);
    }
    QSet<QString> all;
    QStringList open = chosen.values();
    while (!open.isEmpty()) {
        const QString id = open.takeLast();
        const Item *item = byId.value(id);
        if (!item || all.contains(id))
            continue;
        all.insert(id);
        open += item->needs;
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
    QJsonArray list;
    for (const Item &item : items) {
        QJsonObject object{{QStringLiteral("action"), item.action},
                           {QStringLiteral("node"), item.nodeId},
                           {QStringLiteral("constructType"), item.constructType}};
        if (!item.fields.isEmpty())
            object.insert(QStringLiteral("fields"), item.fields);
        if (!item.reason.isEmpty())
            object.insert(QStringLiteral("reason"), item.reason);
        list.append(object);
    }
    QJsonObject counts;
    for (const char *action :
         {"create", "update", "delete", "start", "retry", "blocked", "unchanged"}) {
        const QString name = QString::fromLatin1(action);
        counts.insert(name, count(name));
    }
    return {{QStringLiteral("counts"), counts}, {QStringLiteral("items"), list}};
}

} // namespace creact
