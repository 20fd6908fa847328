// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/usagereport.h"

#include "app/cli/table.h"
#include "core/engine/turnsteps.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

/// What belongs together, in the order in which it was first met.
class UsageGroups {
public:
    void add(const QString &name, const TurnUsage &usage)
    {
        if (!m_rows.contains(name))
            m_order.append(name);
        Row &row = m_rows[name];
        ++row.calls;
        row.usage += usage;
    }

    void print(const QString &title, Console &console) const
    {
        Table table({title, u"CALLS"_s, u"ASKED"_s, u"ANSWERED"_s, u"TOKENS"_s});
        for (const QString &name : m_order) {
            const Row row = m_rows.value(name);
            table.addRow({name, QString::number(row.calls), QString::number(row.usage.promptTokens),
                          QString::number(row.usage.completionTokens),
                          QString::number(row.usage.totalTokens)});
        }
        table.print(console);
    }

    QJsonArray toJson(const QString &key) const
    {
        QJsonArray list;
        for (const QString &name : m_order) {
            const Row row = m_rows.value(name);
            list.append(QJsonObject{{key, name},
                                    {u"calls"_s, row.calls},
                                    {u"promptTokens"_s, row.usage.promptTokens},
                                    {u"completionTokens"_s, row.usage.completionTokens},
                                    {u"totalTokens"_s, row.usage.totalTokens}});
        }
        return list;
    }

private:
    struct Row {
        int calls = 0;
        TurnUsage usage;
    };
    QStringList m_order;
    QHash<QString, Row> m_rows;
};

} // namespace

void printUsage(const QList<AuditEntry> &entries, Console &console, bool json)
{
    UsageGroups days;
    UsageGroups models;
    UsageGroups turns;
    UsageGroups all;
    for (const AuditEntry &entry : entries) {
        if (entry.action != "model_call"_L1)
            continue;
        const TurnUsage usage = TurnUsage::fromJson(entry.details);
        const QString turn = entry.details.value("requestId"_L1).toString();
        days.add(QDateTime::fromMSecsSinceEpoch(entry.timestamp).date().toString(Qt::ISODate),
                 usage);
        models.add(entry.details.value("model"_L1).toString(), usage);
        if (!turn.isEmpty())
            turns.add(turn, usage);
        all.add(u"all"_s, usage);
    }
    if (json) {
        console.print(QJsonObject{{u"days"_s, days.toJson(u"day"_s)},
                                  {u"models"_s, models.toJson(u"model"_s)},
                                  {u"turns"_s, turns.toJson(u"turn"_s)},
                                  {u"all"_s, all.toJson(u"name"_s).at(0)}});
        return;
    }
    if (all.toJson(u"name"_s).isEmpty())
        return console.print(u"The audit log has no model calls."_s);
    days.print(u"DAY"_s, console);
    console.print(QString());
    models.print(u"MODEL"_s, console);
    console.print(QString());
    turns.print(u"TURN"_s, console);
}

} // namespace creact::cli
