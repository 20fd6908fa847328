// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPoint;
class QWidget;

namespace creact {

/// Shows a popup with its corner there, or where the screen has room for all of it.
void popUpAt(QWidget *popup, const QPoint &globalPosition);

} // namespace creact
