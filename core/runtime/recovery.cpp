// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/recovery.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace creact {

QJsonObject RecoveryReport::toJson() const
{
    QJsonArray items;
    for (const Item &item : interrupted) {
        items.append(QJsonObject{{u"nodeId"_s, item.nodeId},
                                 {u"constructType"_s, item.constructType},
                                 {u"what"_s, item.what}});
    }
    QJsonArray repaired;
    for (const AuditEntry &entry : repairs)
        repaired.append(creact::toJson(entry));
    return {{u"at"_s, at},
            {u"interrupted"_s, items},
            {u"kept"_s, kept},
            {u"destroyed"_s, QJsonArray::fromStringList(destroyed)},
            {u"turns"_s, QJsonArray::fromStringList(turns)},
            {u"repairs"_s, repaired}};
}

QStringList RecoveryReport::sentences() const
{
    QStringList result;
    for (const Item &item : interrupted) {
        const QString what = item.what == u"rerun"_s ? u"was at work and is applied again"_s
            : item.what == u"undelivered"_s ? u"could not be delivered: whoever asked has gone"_s
                                            : u"was at work; whether it took effect is not known"_s;
        result.append(u"%1 %2."_s.arg(item.nodeId, what));
    }
    for (const QString &turn : turns)
        result.append(u"Message %1 goes on."_s.arg(turn));
    for (const QString &node : destroyed)
        result.append(u"%1 was no longer in the document and is destroyed."_s.arg(node));
    return result;
}

} // namespace creact
