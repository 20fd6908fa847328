// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"
#include "core/runtime/tree/instance.h"
#include "core/stack/constructtype.h"
#include "core/stack/element.h"

#include <QHash>
#include <QSet>

#include <memory>
#include <vector>

namespace creact {

/// Turns what happens to the rendered tree into rows and their changes: the living instances, the
/// branches that are not open (dimmed), and the finished turns where they ran. Engine thread.
class TreeProjector final : public TreeObserver {
public:
    explicit TreeProjector(std::function<void()> changed);
    ~TreeProjector() override;

    /// Before a tree is rendered: all rows go. `types` may be null.
    void reset(const ConstructTypes *types);
    /// Rows for records alone: a state without its document.
    void showRecords(const QList<NodeRecord> &records);
    /// A finished turn, shown where it ran if that is there; the oldest beyond the limit goes.
    void addTurn(const TurnRecord &turn);
    /// Finished turns that are not among these go.
    void keepTurns(const QList<TurnRecord> &turns);

    bool hasChanges() const;
    /// What happened since the last take, in order.
    TreeDelta take();
    TreeRow row(TreeRow::Uid uid) const;
    /// Null for rows that are no living instance.
    const Instance *instance(TreeRow::Uid uid) const;
    /// Of a row of a finished turn, or of records alone.
    const NodeRecord *record(TreeRow::Uid uid) const;

    void instanceInserted(const Instance &instance) override;
    void instanceChanged(const Instance &instance) override;
    void instanceRemoved(const Instance &instance) override;

private:
    struct Row;

    Row *add(Row *parent, qint64 order, TreeRow row);
    void remove(Row *row);
    void showClosedBranches(const Instance &instance);
    void setBranch(Row &row, const ElementList &list, bool closed, qint64 order);
    void addInactive(Row *parent, const Element &element, qint64 order);
    void refresh(const Instance &instance);
    Row *placeOf(const TurnRecord &turn) const;
    void notify();

    std::function<void()> m_changed;
    const ConstructTypes *m_types = nullptr;
    std::unique_ptr<Row> m_root;
    QHash<TreeRow::Uid, Row *> m_rows;
    QHash<const Instance *, Row *> m_byInstance;
    QSet<const Instance *> m_dirty;
    QList<TreeRow::Uid> m_turns;
    TreeDelta m_delta;
    TreeRow::Uid m_lastUid = 0;
};

} // namespace creact
