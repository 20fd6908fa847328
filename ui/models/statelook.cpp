// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/statelook.h"

#include "ui/models/words.h"

#include <QSet>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

/// More nobody reads; the summary counts them all.
constexpr qsizetype linesShown = 400;
constexpr qsizetype idShown = 60;

bool sameForPeople(const NodeRecord &a, const NodeRecord &b)
{
    return a.constructType == b.constructType && a.props == b.props && a.outputs == b.outputs
        && a.store == b.store && a.state == b.state && a.error == b.error;
}

void addLines(QStringList &lines, const QStringList &ids, QChar sign)
{
    for (const QString &id : ids) {
        if (lines.size() >= linesShown)
            return;
        // Of a long id the end tells most.
        lines.append(
            u"%1 %2"_s.arg(sign).arg(id.size() > idShown ? u'…' + id.right(idShown - 1) : id));
    }
}

QString joined(const QStringList &lines, qsizetype all)
{
    const qsizetype unsaid = all - lines.size();
    return unsaid > 0 ? lines.join(u'\n') + u"\n…"_s : lines.join(u'\n');
}

} // namespace

StateDiff StateDiff::between(const StackRecord &then, const StackRecord &now)
{
    StateDiff diff;
    for (const NodeRecord &record : now.nodes()) {
        const NodeRecord *before = then.find(record.id);
        if (!before)
            diff.added.append(record.id.toString());
        else if (!sameForPeople(*before, record))
            diff.changed.append(record.id.toString());
    }
    for (const NodeRecord &record : then.nodes()) {
        if (!now.find(record.id))
            diff.removed.append(record.id.toString());
    }
    return diff;
}

StateLook StateLook::of(const StackRecord &state)
{
    StateLook look;
    const int count = int(state.nodeCount());
    const QString nodes = count == 1 ? tr("1 node") : tr("%n nodes", nullptr, count);
    look.summary = state.lastDeployedAt > 0
        ? tr("%1, last deployed %2", "number of nodes, time")
              .arg(nodes, Words::time(state.lastDeployedAt))
        : tr("%1, never deployed to the end", "number of nodes").arg(nodes);
    QStringList lines;
    for (const NodeRecord &record : state.nodes()) {
        if (lines.size() >= linesShown)
            break;
        const QString indent((record.id.depth() - 1) * 2, u' ');
        QString line = indent + record.constructType;
        const QString key = record.id.segment().section(u'-', -1);
        if (record.id.segment().contains(u'-')
            && !record.constructType.endsWith(key, Qt::CaseInsensitive))
            line += u"  "_s + record.id.segment();
        if (record.state != NodeState::Deployed)
            line += u"  ("_s + Words::state(record.state) + u')';
        lines.append(line);
    }
    look.lines = joined(lines, count);
    return look;
}

StateLook StateLook::compared(const StackRecord &then, const StackRecord &now)
{
    const StateDiff diff = StateDiff::between(then, now);
    StateLook look;
    if (diff.isEmpty()) {
        look.summary = tr("Its nodes are as they are now");
        return look;
    }
    QStringList parts;
    const int added = int(diff.added.size());
    const int removed = int(diff.removed.size());
    const int changed = int(diff.changed.size());
    if (added > 0)
        parts.append(added == 1 ? tr("1 node added") : tr("%n nodes added", nullptr, added));
    if (removed > 0)
        parts.append(removed == 1 ? tr("1 node removed")
                                  : tr("%n nodes removed", nullptr, removed));
    if (changed > 0)
        parts.append(changed == 1 ? tr("1 node changed")
                                  : tr("%n nodes changed", nullptr, changed));
    look.summary = tr("Since then: %1", "a list of counts").arg(parts.join(u", "_s));
    QStringList lines;
    addLines(lines, diff.added, u'+');
    addLines(lines, diff.removed, u'−');
    addLines(lines, diff.changed, u'~');
    look.lines = joined(lines, added + removed + changed);
    return look;
}

} // namespace creact
