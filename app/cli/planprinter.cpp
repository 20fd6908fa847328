// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/planprinter.h"

#include "app/cli/stackcommand.h"

#include <QJsonArray>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace creact::cli {

namespace {

struct ActionLook {
    QString action;
    QString title;
    QString sign;
    Console::Style style;
};

/// In the order in which they are shown.
const QList<ActionLook> &looks()
{
    static const QList<ActionLook> all{
        {u"create"_s, u"To create"_s, u"+"_s, Console::Style::Green},
        {u"update"_s, u"To update"_s, u"~"_s, Console::Style::Yellow},
        {u"retry"_s, u"To do again"_s, u"~"_s, Console::Style::Yellow},
        {u"delete"_s, u"To delete"_s, u"-"_s, Console::Style::Red},
        {u"start"_s, u"To start"_s, u">"_s, Console::Style::Plain},
        {u"blocked"_s, u"Blocked"_s, u"!"_s, Console::Style::Red},
    };
    return all;
}

const ActionLook &lookOf(const QString &action)
{
    for (const ActionLook &look : looks()) {
        if (look.action == action)
            return look;
    }
    return looks().last();
}

constexpr int longestValue = 60;

QString valueText(const QJsonValue &value)
{
    const QString list = compactJson({{u"v"_s, value}});
    return Console::oneLine(list.mid(5, list.size() - 6), longestValue);
}

QString plural(qsizetype count, const QString &one, const QString &many)
{
    return u"%1 %2"_s.arg(count).arg(count == 1 ? one : many);
}

QString touchName(Plan::Touch::Kind kind)
{
    switch (kind) {
    case Plan::Touch::Kind::Port:
        return u"listens on"_s;
    case Plan::Touch::Kind::Host:
        return u"reaches"_s;
    case Plan::Touch::Kind::Folder:
        return u"serves"_s;
    case Plan::Touch::Kind::FileRead:
        return u"reads"_s;
    case Plan::Touch::Kind::FileWrite:
        return u"writes"_s;
    case Plan::Touch::Kind::Command:
        break;
    }
    return u"runs"_s;
}

} // namespace

PlanPrinter::PlanPrinter(const Plan &plan, Console &console, const QSet<QString> &held)
    : m_plan(plan)
    , m_console(console)
{
    const auto isHeld = [&](const Plan::Item &item) {
        return item.changes() && held.contains(item.nodeId);
    };
    std::copy_if(plan.items.begin(), plan.items.end(), std::back_inserter(m_held), isHeld);
    m_plan.items.removeIf(isHeld);
}

QJsonObject PlanPrinter::toJson() const
{
    Plan all = m_plan;
    all.items += m_held;
    QJsonObject object = all.toJson();
    QJsonArray held;
    for (const Plan::Item &item : m_held)
        held.append(item.nodeId);
    if (!held.isEmpty())
        object.insert(u"held"_s, held);
    return object;
}

bool PlanPrinter::changes() const
{
    const QStringList changing{u"create"_s, u"update"_s, u"retry"_s, u"delete"_s};
    return std::any_of(changing.begin(), changing.end(),
                       [&](const QString &action) { return m_plan.count(action) > 0; });
}

QString PlanPrinter::counts() const
{
    QStringList parts;
    for (const auto &[action, always] : {std::pair{u"create"_s, true},
                                         {u"update"_s, true},
                                         {u"retry"_s, false},
                                         {u"delete"_s, true},
                                         {u"start"_s, true},
                                         {u"blocked"_s, false},
                                         {u"unchanged"_s, true}}) {
        const int count = m_plan.count(action);
        if (!always && count == 0)
            continue;
        const bool isState = action == "blocked"_L1 || action == "unchanged"_L1;
        parts.append((isState ? u"%1 %2"_s : u"%1 to %2"_s).arg(count).arg(action));
    }
    const auto calls = std::count_if(m_plan.items.begin(), m_plan.items.end(),
                                     [](const Plan::Item &item) { return item.calls; });
    if (!m_held.isEmpty())
        parts.append(u"%1 held"_s.arg(m_held.size()));
    QString line = parts.join(u", "_s);
    if (calls > 0)
        line += u"; "_s + plural(calls, u"model or tool call"_s, u"model or tool calls"_s);
    return line;
}

void PlanPrinter::print() const
{
    for (const ActionLook &look : looks())
        printGroup(look.action);
    printStaying();
    printHeld();
    printErrors();
    printTouches();
    printOpenTurns();
    if (!changes())
        m_console.print(u"Nothing to change."_s);
    m_console.print(m_console.styled(counts(), Console::Style::Bold));
}

void PlanPrinter::title(const QString &text) const
{
    m_console.print(m_console.styled(text, Console::Style::Bold));
}

void PlanPrinter::printGroup(const QString &action) const
{
    const int listed = int(std::count_if(m_plan.items.begin(), m_plan.items.end(),
                                         [&](const Plan::Item &i) { return i.action == action; }));
    const int count = m_plan.count(action);
    if (count == 0)
        return;
    title(lookOf(action).title);
    for (const Plan::Item &item : m_plan.items) {
        if (item.action == action)
            printItem(item);
    }
    if (listed < count)
        m_console.print(u"    … and %1 more"_s.arg(count - listed));
    m_console.print(QString());
}

void PlanPrinter::printItem(const Plan::Item &item) const
{
    const ActionLook &look = lookOf(item.action);
    QStringList remarks;
    if (!item.reason.isEmpty())
        remarks.append(Console::oneLine(item.reason));
    if (item.calls)
        remarks.append(u"asks a model or runs a tool"_s);
    if (item.failedBefore)
        remarks.append(u"failed before"_s);
    QString line =
        m_console.styled(u"  %1 %2"_s.arg(look.sign, Console::oneLine(item.nodeId)), look.style);
    if (!remarks.isEmpty())
        line += m_console.styled(u"  "_s + remarks.join(u", "_s), Console::Style::Dim);
    m_console.print(line);
    printFields(item);
}

void PlanPrinter::printFields(const Plan::Item &item) const
{
    qsizetype width = 0;
    for (auto it = item.fields.begin(); it != item.fields.end(); ++it)
        width = std::max(width, Console::oneLine(it.key()).size());
    for (auto it = item.fields.begin(); it != item.fields.end(); ++it) {
        const QJsonObject change = it->toObject();
        const bool had = change.contains(u"old"_s);
        QString now = u"(known after apply)"_s;
        if (change.contains(u"new"_s))
            now = valueText(change.value(u"new"_s));
        else if (change.value(u"removed"_s).toBool())
            now = u"(removed)"_s;
        const QString before = had ? valueText(change.value(u"old"_s)) + u" → "_s : QString();
        m_console.print(u"      "_s + Console::oneLine(it.key()).leftJustified(width + 2) + before
                        + now);
    }
}

/// What a reader may expect to be done, and is not.
void PlanPrinter::printStaying() const
{
    bool any = false;
    for (const Plan::Item &item : m_plan.items) {
        const bool told = item.action == "unchanged"_L1 && (item.failedBefore || item.pinned);
        if (!told)
            continue;
        if (!std::exchange(any, true))
            title(u"Left as it is"_s);
        const QString why = item.error && item.failedBefore
            ? u"%1 (%2)"_s.arg(item.reason, item.error->message)
            : item.reason;
        m_console.print(
            u"  = "_s + Console::oneLine(item.nodeId)
            + m_console.styled(u"  "_s + Console::oneLine(why),
                               item.failedBefore ? Console::Style::Red : Console::Style::Dim));
    }
    if (any)
        m_console.print(QString());
}

void PlanPrinter::printHeld() const
{
    if (m_held.isEmpty())
        return;
    title(u"Held: left as it is this time"_s);
    for (const Plan::Item &item : m_held) {
        const QString what =
            u"not to %1"_s.arg(item.action == "retry"_L1 ? u"do again"_s : item.action);
        m_console.print(u"  = "_s + Console::oneLine(item.nodeId)
                        + m_console.styled(u"  "_s + what, Console::Style::Dim));
    }
    m_console.print(QString());
}

void PlanPrinter::printErrors() const
{
    if (m_plan.elementErrors.isEmpty())
        return;
    title(u"Cannot be worked out"_s);
    for (const Error &error : m_plan.elementErrors)
        m_console.print(m_console.styled(
            u"  ! %1: %2"_s.arg(Console::oneLine(error.where), Console::oneLine(error.message)),
            Console::Style::Red));
    m_console.print(QString());
}

void PlanPrinter::printTouches() const
{
    if (!m_plan.first || m_plan.touches.isEmpty())
        return;
    title(u"What this stack reaches"_s);
    for (const Plan::Touch &touch : m_plan.touches)
        m_console.print(
            u"    "_s + touchName(touch.kind).leftJustified(12)
            + (touch.what.isEmpty() ? u"(known after apply)"_s : Console::oneLine(touch.what)));
    m_console.print(QString());
}

void PlanPrinter::printOpenTurns() const
{
    if (m_plan.openTurns.isEmpty())
        return;
    title(u"Messages not answered yet"_s);
    for (const Plan::OpenTurn &turn : m_plan.openTurns) {
        QString what = u"goes on where it was"_s;
        if (!turn.again.isEmpty() || !turn.gone.isEmpty())
            what = u"goes on: %1 again, %2 gone"_s
                       .arg(plural(turn.again.size(), u"node"_s, u"nodes"_s))
                       .arg(turn.gone.size());
        m_console.print(u"    %1  "_s.arg(Console::oneLine(turn.question, longestValue))
                        + m_console.styled(what, Console::Style::Dim));
    }
    m_console.print(QString());
}

} // namespace creact::cli
