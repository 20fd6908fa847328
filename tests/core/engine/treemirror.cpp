// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/treemirror.h"

namespace creact {

void TreeMirror::apply(const TreeDelta &delta)
{
    if (delta.reset) {
        m_rows.clear();
        m_children.clear();
    }
    for (const TreeDelta::Change &change : delta.changes) {
        const TreeRow::Uid uid = change.row.uid;
        switch (change.kind) {
        case TreeDelta::Change::Kind::Insert:
            insert(change.row, change.index);
            break;
        case TreeDelta::Change::Kind::Update:
            if (!m_rows.contains(uid))
                m_faults += QStringLiteral("update of %1, which is not there").arg(uid);
            else if (m_rows.value(uid).parent != change.row.parent)
                m_faults += QStringLiteral("update of %1 moves it").arg(uid);
            else
                m_rows.insert(uid, change.row);
            break;
        case TreeDelta::Change::Kind::Remove:
            if (m_rows.contains(uid))
                remove(uid);
            else
                m_faults += QStringLiteral("removal of %1, which is not there").arg(uid);
            break;
        }
    }
}

void TreeMirror::insert(const TreeRow &row, int index)
{
    if (row.uid == 0 || m_rows.contains(row.uid))
        m_faults += QStringLiteral("insert of %1 again").arg(row.uid);
    if (row.parent != 0 && !m_rows.contains(row.parent))
        m_faults += QStringLiteral("insert of %1 below %2, which is not there")
                        .arg(row.uid)
                        .arg(row.parent);
    QList<TreeRow::Uid> &siblings = m_children[row.parent];
    if (index < 0 || index > siblings.size()) {
        m_faults +=
            QStringLiteral("insert of %1 at %2 of %3").arg(row.uid).arg(index).arg(siblings.size());
        return;
    }
    siblings.insert(index, row.uid);
    m_rows.insert(row.uid, row);
}

void TreeMirror::remove(TreeRow::Uid uid)
{
    const QList<TreeRow::Uid> below = children(uid);
    for (const TreeRow::Uid child : below)
        remove(child);
    m_children.remove(uid);
    m_children[m_rows.take(uid).parent].removeOne(uid);
}

QList<TreeRow> TreeMirror::all(TreeRow::Uid top) const
{
    QList<TreeRow> rows;
    const QList<TreeRow::Uid> below = children(top);
    for (const TreeRow::Uid uid : below) {
        rows += row(uid);
        rows += all(uid);
    }
    return rows;
}

QList<TreeRow> TreeMirror::active() const
{
    QList<TreeRow> rows = all();
    rows.removeIf([](const TreeRow &row) { return !row.active || row.nodeId.isEmpty(); });
    return rows;
}

QList<TreeRow> TreeMirror::ofKind(TreeRow::Kind kind) const
{
    QList<TreeRow> rows = all();
    rows.removeIf([kind](const TreeRow &row) { return row.kind != kind; });
    return rows;
}

QList<TreeRow> TreeMirror::withTitle(const QString &title) const
{
    QList<TreeRow> rows = all();
    rows.removeIf([&](const TreeRow &row) { return row.title != title; });
    return rows;
}

QString TreeMirror::print() const
{
    QString text;
    printBelow(0, 0, text);
    return text;
}

void TreeMirror::printBelow(TreeRow::Uid top, int depth, QString &text) const
{
    const QList<TreeRow::Uid> below = children(top);
    for (const TreeRow::Uid uid : below) {
        const TreeRow each = row(uid);
        text += QStringLiteral("%1%2 %3 %4%5 %6\n")
                    .arg(QString(2 * depth, QLatin1Char(' ')), each.title, each.key,
                         nodeStateName(each.state),
                         each.active ? QString() : QStringLiteral(" (dimmed)"), each.summary);
        printBelow(uid, depth + 1, text);
    }
}

} // namespace creact
