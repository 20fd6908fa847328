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
