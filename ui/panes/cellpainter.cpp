// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/cellpainter.h"

#include "ui/models/auditmodel.h"
#include "ui/theme/colors.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"

#include <QPainter>

namespace creact {

void CellPainter::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    const Colors &colors = Colors::now();
    const bool failed = index.data(AuditModel::FailedRole).toBool();
    const bool id = index.column() == AuditModel::NodeColumn;
    painter->save();
    painter->fillRect(option.rect,
                      option.state & QStyle::State_Selected ? colors.selection : colors.base);
    painter->setFont(id ? monoFont(TextSize::Small) : option.font);
    const bool action = index.column() == AuditModel::ActionColumn;
    painter->setPen(failed && action ? colors.danger : action ? colors.text : colors.textMuted);
    const QRect area = option.rect.adjusted(Space::Small, 0, -Space::Small, 0);
    // Of a long id the end tells most.
    const Qt::TextElideMode elide = id ? Qt::ElideLeft : Qt::ElideRight;
    painter->drawText(
        area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(index.data().toString(), elide, area.width()));
    painter->restore();
}

} // namespace creact
