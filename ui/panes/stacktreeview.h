// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/values.h"

#include "ui/panes/chevrontree.h"

#include <QElapsedTimer>

namespace creact {

class Flashes;
class NodeRowDelegate;
class TreeEditor;

/// The tree's view: chevrons of our own, a Retry button on failed rows, new branches unfolded as
/// they come (but finished turns and very long lists). Rows are renamed in place and dragged.
class StackTreeView : public ChevronTree {
    Q_OBJECT
public:
    explicit StackTreeView(Flashes *flashes, QWidget *parent = nullptr);
    void setModel(QAbstractItemModel *model) override;
    /// Before it is shown.
    void setEditor(TreeEditor *editor);
    void setLive(bool live);
    void setEdited(bool edited);
    /// Asks for the name of the row's element in its place.
    void rename(const QModelIndex &index);
    /// Unfolds what a new row may show at once; later the person's word counts.
    void unfold(const QModelIndex &parent, int first, int last);

Q_SIGNALS:
    /// The person has selected something else, by keys or the mouse.
    void chosen();
    void retryRequested(const QString &nodeId);

protected:
    void startDrag(Qt::DropActions actions) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyboardSearch(const QString &text) override;
    QColor rowBackground(const QModelIndex &index) const override;
    void resizeEvent(QResizeEvent *event) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void reset() override;
    void focusInEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void tellChoice(const QItemSelection &before);
    const TreeRow *retryAt(const QPoint &position) const;
    bool unfoldsByItself(const QModelIndex &index) const;
    void unfoldBelow(const QModelIndex &index, int &budget);

    NodeRowDelegate *m_delegate;
    TreeEditor *m_editor = nullptr;
    /// Since something was last typed to find a row.
    QElapsedTimer m_searching;
    bool m_fitting = false;
    bool m_elementResized = false;
};

} // namespace creact
