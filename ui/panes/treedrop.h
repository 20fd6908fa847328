// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/edit/documenteditor.h"

#include <QModelIndex>
#include <QObject>
#include <QRect>
#include <QTimer>

#include <optional>

class QDropEvent;
class QTreeView;

namespace creact {

class TreeEditor;

/// Takes what is dragged over the stack tree: shows where it would go (a line between rows, a frame
/// around the one whose last child it becomes) or why it cannot, unfolds rows that one waits at,
/// and makes the edit when it is dropped.
class TreeDrop : public QObject {
    Q_OBJECT
public:
    TreeDrop(QTreeView *view, TreeEditor &editor);

    /// What would happen at a point of the viewport.
    struct Target {
        ElementPlace place;
        /// Line or frame, in the viewport.
        QRect mark;
        bool inside = false;
    };
    std::optional<Target> targetAt(const QPoint &position) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Mark;
    bool drag(QDropEvent *event);
    void drop(QDropEvent *event);
    void leave();
    void scrollNear(const QPoint &position);
    std::optional<Target> between(const QModelIndex &index, bool after) const;
    QString pointerAt(const QModelIndex &index) const;

    QTreeView *m_view;
    /// Outlives what makes the view a scroll area.
    const QObject *m_viewport;
    TreeEditor &m_editor;
    Mark *m_mark;
    QTimer m_unfold;
    QTimer m_scroll;
    QPersistentModelIndex m_hovered;
    int m_scrollBy = 0;
};

} // namespace creact
