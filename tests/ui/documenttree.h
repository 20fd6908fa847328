// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/stack/documentreader.h"

#include <QHash>

#include <functional>

namespace creact {

class StackController;

/// Answers the edits of a scripted engine (tests/ui/fakeengine.h) with a tree made from the edited
/// text, as the real one does: an element a row, all of them Deployed (flow elements open), the
/// definitions of components after the stack's own, rows that are still there under the same uid,
/// later than edit() returns. A text that cannot be read leaves the tree as it was.
class DocumentTree {
public:
    explicit DocumentTree(Engine &engine);
    /// Opens the document in the window.
    void open(StackController &controller, const QByteArray &text, const StackInfo &info);
    /// Tells the rows of a text now.
    void show(const QByteArray &text, quint64 revision);

    /// Changes a row before it is told: its state, its node id, what is planned.
    std::function<void(TreeRow &)> decorate;
    /// What the last text told.
    const QList<TreeRow> &rows() const { return m_rows; }
    /// The first row of an element; 0: none.
    TreeRow::Uid uidAt(const QString &pointer) const;

private:
    struct Reader;
    TreeDelta changesTo(const QList<TreeRow> &rows) const;
    QSet<TreeRow::Uid> moved(const QList<TreeRow> &rows) const;

    Engine &m_engine;
    QList<TreeRow> m_rows;
    QHash<QString, TreeRow::Uid> m_uids;
};

} // namespace creact
