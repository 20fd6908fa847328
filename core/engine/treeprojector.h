// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"
#include "core/runtime/tree/instance.h"
#include "core/stack/constructtype.h"
#include "core/stack/element.h"

#include <QHash>
#include <QSet>

#include <functional>
#include <memory>

namespace creact {

struct ProjectedRow;

/// Turns what happens to the rendered tree into rows and their changes: the living instances, the
/// branches that are not open (dimmed), the definitions of components, and the finished turns where
/// they ran. Rows keep their uids when a tree is rendered anew. Engine thread.
class TreeProjector final : public TreeObserver {
public:
    /// Adds to the row of an instance what the instance does not know.
    using Overlay = std::function<void(TreeRow &, const Instance &)>;

    /// The first delta begins with a reset.
    explicit TreeProjector(std::function<void()> changed);
    ~TreeProjector() override;

    /// Goes on with the rows of another, as they were told: the first rendering, or at the latest
    /// endRendering(), tells what differs.
    void continueFrom(TreeProjector &before);

    void setOverlay(Overlay overlay) { m_overlay = std::move(overlay); }
    /// What is told from here to endRendering() is a tree rendered anew. Both may be null.
    void beginRendering(const ConstructTypes *types, const StackDocument *document);
    /// Matches the new rows with those that were there, and tells what differs. Nothing without a
    /// beginning.
    void endRendering();
    /// Within a rendering, the rows of a tree that was rendered before.
    void showTree(const Instance &root);
    /// Rows for records alone: a state without its document.
    void showRecords(const QList<NodeRecord> &records);
    /// The document is not the one that turns tell their places in: they are shown under the flow
    /// element that looks like theirs, else the one in its place, else the first beside it.
    void setEdited(bool edited) { m_edited = edited; }
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
    void instanceMoved(const Instance &instance) override;
    void instanceRemoved(const Instance &instance) override;
    /// The rows stay as they were told, until another tree is rendered.
    void treeGone() override;

private:
    using Row = ProjectedRow;

    Row *add(Row *parent, qint64 order, TreeRow row);
    void remove(Row *row);
    void forget(Row *top);
    void tellInserts(const Row &top, int index);
    TreeRow valueOf(const Instance &instance) const;
    void settle();
    void showClosedBranches(const Instance &instance);
    void setBranch(Row &row, const ElementList &list, bool closed, qint64 order);
    Row *addInactive(Row *parent, const Element &element, qint64 order);
    void addList(Row *parent, const ElementList &list, qint64 order);
    void addDefinitions(const StackDocument &document);
    void refresh(const Instance &instance);
    Row *placeOf(const TurnRecord &turn) const;
    void notify();

    std::function<void()> m_changed;
    Overlay m_overlay;
    const ConstructTypes *m_types = nullptr;
    std::unique_ptr<Row> m_root;
    /// While a tree is rendered anew: the rows as they were told.
    std::unique_ptr<Row> m_told;
    QHash<TreeRow::Uid, Row *> m_rows;
    QHash<const Instance *, Row *> m_byInstance;
    /// Rows of flow elements: where turns may have run.
    QSet<Row *> m_flow;
    QSet<const Instance *> m_dirty;
    /// Oldest first.
    QList<Row *> m_turns;
    /// What the flow elements that turns ran under looked like when they were seen first.
    QHash<QString, QString> m_turnElements;
    TreeDelta m_delta;
    TreeRow::Uid m_lastUid = 0;
    qint64 m_lastTurn = 0;
    bool m_edited = false;
};

} // namespace creact
