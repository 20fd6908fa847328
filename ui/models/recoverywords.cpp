// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/recoverywords.h"

#include "ui/models/words.h"

#include <QHash>
#include <QJsonArray>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

QString itemText(const RecoveryReport::Item &item)
{
    if (item.what == "rerun"_L1)
        return RecoveryWords::tr("was at work and was run again.");
    if (item.what == "undelivered"_L1)
        return RecoveryWords::tr("could not be delivered: whoever asked has gone.");
    if (item.what == "removed"_L1)
        return RecoveryWords::tr("was at work, is no longer needed and was destroyed.");
    return RecoveryWords::tr("was at work; whether it took effect is not known. "
                             "Look at it, then retry it if it did not.");
}

} // namespace

QString RecoveryWords::title()
{
    return tr("The last run ended without stopping");
}

QString RecoveryWords::summary(const RecoveryReport &report)
{
    QHash<QString, int> counts;
    for (const RecoveryReport::Item &item : report.interrupted)
        ++counts[item.what];
    const int rerun = counts.take(u"rerun"_s);
    const int undelivered = counts.take(u"undelivered"_s);
    counts.remove(u"removed"_s); // counted among those destroyed
    int left = 0;
    for (const int count : std::as_const(counts))
        left += count;
    const int turns = int(report.turns.size());
    const int gone = int(report.destroyed.size());
    const int repairs = int(report.repairs.size());

    QStringList parts;
    if (turns > 0)
        parts.append(turns == 1 ? tr("1 message goes on")
                                : tr("%n messages go on", nullptr, turns));
    if (rerun > 0)
        parts.append(rerun == 1 ? tr("1 node was run again")
                                : tr("%n nodes were run again", nullptr, rerun));
    if (left > 0)
        parts.append(left == 1 ? tr("1 node waits for your decision")
                               : tr("%n nodes wait for your decision", nullptr, left));
    if (undelivered > 0)
        parts.append(undelivered == 1
                         ? tr("1 answer could not be delivered")
                         : tr("%n answers could not be delivered", nullptr, undelivered));
    if (gone > 0)
        parts.append(gone == 1
                         ? tr("1 node that is no longer needed was destroyed")
                         : tr("%n nodes that are no longer needed were destroyed", nullptr, gone));
    if (repairs > 0)
        parts.append(repairs == 1 ? tr("1 file was put in order")
                                  : tr("%n files were put in order", nullptr, repairs));
    return parts.isEmpty() ? tr("Nothing was lost.")
                           : tr("%1.", "a list of facts as a sentence").arg(parts.join(u"; "_s));
}

QString RecoveryWords::summary(const QJsonObject &details)
{
    RecoveryReport report;
    for (const QJsonValue &item : details.value(u"interrupted"_s).toArray())
        report.interrupted.append({{}, {}, item[u"what"_s].toString()});
    for (const QJsonValue &turn : details.value(u"turns"_s).toArray())
        report.turns.append(turn.toString());
    for (const QJsonValue &node : details.value(u"destroyed"_s).toArray())
        report.destroyed.append(node.toString());
    report.repairs.resize(details.value(u"repairs"_s).toArray().size());
    return summary(report);
}

QList<RecoveryWords::Fact> RecoveryWords::facts(const RecoveryReport &report)
{
    QList<Fact> facts;
    for (const RecoveryReport::Item &item : report.interrupted)
        facts.append({item.nodeId, itemText(item)});
    for (const QString &turn : report.turns)
        facts.append({{}, tr("The message %1 goes on.").arg(turn)});
    for (const QString &node : report.destroyed)
        facts.append({{}, tr("%1 is no longer needed and was destroyed.").arg(node)});
    for (const AuditEntry &entry : report.repairs) {
        const QString details = Words::details(entry.details);
        facts.append({{},
                      details.isEmpty() ? Words::action(entry.action)
                                        : tr("%1: %2", "what was repaired, details")
                                              .arg(Words::action(entry.action), details)});
    }
    if (report.kept > 0)
        facts.append({{},
                      report.kept == 1 ? tr("1 node was taken over as it was stored.")
                                       : tr("%n nodes were taken over as they were stored.",
                                            nullptr, report.kept)});
    return facts;
}

} // namespace creact
