// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include <QHash>

namespace creact {

/// A view's side of the tree: applies deltas one by one, as an item model does, and notes what no
/// model could apply.
class TreeMirror {
public:
    void apply(const TreeDelta &delta);

    const QStringList &faults() const { return m_faults; }
    qsizetype size() const { return m_rows.size(); }
    bool contains(TreeRow::Uid uid) const { return m_rows.contains(uid); }
    TreeRow row(TreeRow::Uid uid) const { return m_rows.value(uid); }
    QList<TreeRow::Uid> children(TreeRow::Uid parent) const { return m_children.value(parent); }
    /// All rows, each before what is below it.
    QList<TreeRow> all(TreeRow::Uid top = 0) const;
    /// Rows of nodes that are there now.
    QList<TreeRow> active() const;
    QList<TreeRow> ofKind(TreeRow::Kind kind) const;
    QList<TreeRow> withTitle(const QString &title) const;
    /// One line a row, indented: what a failing test shows.
    QString print() const;

private:
    void insert(const TreeRow &row, int index);
    void remove(TreeRow::Uid uid);
    void printBelow(TreeRow::Uid uid, int depth, QString &text) const;

    QHash<TreeRow::Uid, TreeRow> m_rows;
    QHash<TreeRow::Uid, QList<TreeRow::Uid>> m_children;
    QStringList m_faults;
};

} // namespace creact
