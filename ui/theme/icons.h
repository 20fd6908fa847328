// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPixmap>
#include <QString>

namespace creact {

enum class Tint { Muted, Strong, Faint, Accent, OnAccent, Success, Warning, Danger };

QColor tintColor(Tint tint);
/// One of resources/icons, drawn in the colour that `tint` has in the palette of the moment, so it
/// follows a change of theme by itself.
QIcon themedIcon(const QString &name, Tint tint = Tint::Muted);
QPixmap themedPixmap(const QString &name, int size, const QColor &color, qreal scale);

} // namespace creact
