// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace creact {

/// A tree with chevrons of our own instead of the style's triangles.
class ChevronTree : public QTreeView {
    Q_OBJECT
public:
    explicit ChevronTree(QWidget *parent = nullptr);

protected:
    void drawBranches(QPainter *painter, const QRect &rect,
                      const QModelIndex &index) const override;
    /// What is behind the row, also before its first column.
    virtual QColor rowBackground(const QModelIndex &index) const;
    bool isRowSelected(const QModelIndex &index) const;
    bool isRowHovered(const QModelIndex &index) const;
};

} // namespace creact
