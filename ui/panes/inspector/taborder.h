// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QWidget>

namespace creact {

/// What Tab stops at in a widget and its layouts, in the order in which it lies.
inline QWidgetList tabStops(QWidget *widget)
{
    if (widget->focusPolicy() & Qt::TabFocus)
        return {widget};
    QWidgetList stops;
    const auto add = [&stops](const auto &self, const QLayout *layout) -> void {
        for (int i = 0; layout && i < layout->count(); ++i) {
            const QLayoutItem *item = layout->itemAt(i);
            if (item->widget())
                stops += tabStops(item->widget());
            else
                self(self, const_cast<QLayoutItem *>(item)->layout());
        }
    };
    add(add, widget->layout());
    return stops;
}

/// Tab goes through it as it lies, whatever was made first.
inline void orderTabs(QWidget *widget)
{
    const QWidgetList stops = tabStops(widget);
    for (qsizetype i = 1; i < stops.size(); ++i)
        QWidget::setTabOrder(stops.at(i - 1), stops.at(i));
}

} // namespace creact
