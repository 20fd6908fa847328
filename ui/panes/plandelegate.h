// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace creact {

/// Draws a plan: sign and node, what changes, and how far it is.
class PlanDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    void paintItem(QPainter *painter, QStyleOptionViewItem option, const QModelIndex &index) const;
    void paintField(QPainter *painter, const QRect &area, const QModelIndex &index) const;
};

} // namespace creact
