// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/edit/palette.h"

#include <QStyledItemDelegate>

namespace creact {

QString paletteIcon(const PaletteEntry &entry);
/// One sentence on a flow element; empty for one that is not known.
QString flowDoc(const QString &name);
/// The documentation, and the props of a construct with those marked that it requires.
QString paletteDocHtml(const PaletteEntry &entry, const QString &doc);

/// An entry of the palette: icon, name, and what it is for in one line; or a heading.
class PaletteDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum Role {
        /// Of the entry; -1: a heading.
        IndexRole = Qt::UserRole,
        DocRole,
        IconRole,
    };

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace creact
