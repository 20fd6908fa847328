// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panes/popups.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace creact {

void popUpAt(QWidget *popup, const QPoint &globalPosition)
{
    popup->adjustSize();
    QPoint place = globalPosition;
    const QScreen *screen = QGuiApplication::screenAt(globalPosition);
    if (!screen)
        screen = QGuiApplication::primaryScreen();
    if (screen) {
        const QRect room = screen->availableGeometry();
        place.setX(std::max(room.left(), std::min(place.x(), room.right() - popup->width())));
        place.setY(std::max(room.top(), std::min(place.y(), room.bottom() - popup->height())));
    }
    popup->move(place);
    popup->show();
}

} // namespace creact
