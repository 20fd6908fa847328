// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/recovery.h"

#include <QJsonArray>

#include <utility>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

/// A stack of thousands must not put an entry of a megabyte into the audit log.
constexpr qsizetype listedNodes = 100;
/// A sentence names so many, and counts more.
constexpr qsizetype namedNodes = 3;

/// "Completion", "Completion, ToolExec and Memory", "17 nodes".
QString namesOf(const QStringList &names)
{
    if (names.size() > namedNodes)
        return u"%1 nodes"_s.arg(names.size());
    if (names.size() < 2)
        return names.value(0);
    return names.first(names.size() - 1).join(u", "_s) + u" and "_s + names.last();
}

QString sentenceOf(const QString &what, const QStringList &names)
{
    const QString who = namesOf(names);
    const bool one = names.size() == 1;
    if (what == u"rerun")
        return one ? u"%1 was at work and is applied again."_s.arg(who)
                   : u"%1 were at work and are applied again."_s.arg(who);
    if (what == u"undelivered")
        return u"%1 could not be delivered: whoever asked has gone."_s.arg(who);
    if (what == u"removed")
        return one ? u"%1 was at work, is no longer needed and was destroyed."_s.arg(who)
                   : u"%1 were at work, are no longer needed and were destroyed."_s.arg(who);
    return one
        ? u"%1 was at work; whether it took effect is not known. Look, then retry it."_s.arg(who)
        : u"%1 were at work; whether they took effect is not known. Look, then retry them."_s.arg(
            who);
}

QString sentenceOf(const AuditEntry &repair)
{
    const qint64 bytes = repair.details.value("lostBytes"_L1).toInteger();
    const QString lost = bytes > 0
        ? u"; %1 bytes that were not written to their end were dropped"_s.arg(bytes)
        : QString();
    if (repair.action == u"journal_torn")
        return u"The end of the journal was torn%1."_s.arg(lost);
    if (repair.action == u"audit_repaired")
        return u"The end of the audit log was repaired%1."_s.arg(lost);
    QString what = repair.action;
    return u"Put in order: %1%2."_s.arg(what.replace(u'_', u' '), lost);
}

} // namespace

QJsonObject RecoveryReport::toJson() const
{
    QJsonArray items;
    for (const Item &item : interrupted.first(qMin(listedNodes, interrupted.size()))) {
        items.append(QJsonObject{{u"nodeId"_s, item.nodeId},
                                 {u"constructType"_s, item.constructType},
                                 {u"what"_s, item.what}});
    }
    QJsonArray repaired;
    for (const AuditEntry &entry : repairs)
        repaired.append(creact::toJson(entry));
    const QStringList gone = destroyed.first(qMin(listedNodes, destroyed.size()));
    return {{u"at"_s, at},
            {u"interrupted"_s, items},
            {u"interruptedCount"_s, interrupted.size()},
            {u"kept"_s, kept},
            {u"destroyed"_s, QJsonArray::fromStringList(gone)},
            {u"destroyedCount"_s, destroyed.size()},
            {u"turns"_s, QJsonArray::fromStringList(turns)},
            {u"repairs"_s, repaired}};
}

QStringList RecoveryReport::sentences() const
{
    QStringList result;
    for (const QString &what : {u"rerun"_s, u"left"_s, u"undelivered"_s, u"removed"_s}) {
        QStringList names;
        for (const Item &item : interrupted) {
            if (item.what == what)
                names.append(item.constructType);
        }
        if (!names.isEmpty())
            result.append(sentenceOf(what, names));
    }
    if (turns.size() == 1)
        result.append(u"Message %1 goes on."_s.arg(turns.first()));
    else if (turns.size() > 1)
        result.append(u"%1 messages go on."_s.arg(turns.size()));
    if (destroyed.size() == 1)
        result.append(u"%1 is no longer needed and was destroyed."_s.arg(destroyed.first()));
    else if (destroyed.size() > 1)
        result.append(u"%1 nodes are no longer needed and were destroyed."_s.arg(destroyed.size()));
    for (const AuditEntry &repair : repairs)
        result.append(sentenceOf(repair));
    return result;
}

void RecoveryWatch::begin(const StackRecord &state, const Unfinished &unfinished,
                          const RuleOf &ruleOf)
{
    for (const NodeRecord &record : state.nodes()) {
        if (record.state != NodeState::Applying)
            continue;
        const QString id = record.id.toString();
        m_report.interrupted.append(
            {id, record.constructType,
             unfinished.undeliverable.contains(id) ? u"undelivered"_s : ruleOf(record)});
    }
    m_crashed = state.status == StackStatus::Applying || !m_report.interrupted.isEmpty();
    if (m_crashed)
        m_report.turns = unfinished.turns;
    m_pending = m_crashed || !m_report.repairs.isEmpty();
}

void RecoveryWatch::repaired(const AuditEntry &entry)
{
    if (m_taken)
        return;
    m_report.repairs.append(entry);
    m_pending = true;
}

void RecoveryWatch::destroyed(const NodeRecord &record)
{
    if (!m_crashed)
        return;
    const QString id = record.id.toString();
    for (RecoveryReport::Item &item : m_report.interrupted) {
        if (item.nodeId == id) {
            if (item.what != u"undelivered")
                item.what = u"removed"_s;
            return;
        }
    }
    m_report.destroyed.append(id);
}

RecoveryReport RecoveryWatch::take(qint64 now)
{
    RecoveryReport report = std::exchange(m_report, {});
    m_pending = false;
    m_crashed = false;
    m_taken = true;
    report.at = now;
    return report;
}

} // namespace creact
