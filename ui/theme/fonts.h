// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace creact {

/// The whole scale of text sizes, as steps from the desktop's own size.
enum class TextSize { Small, Normal, Large, Title, Display };

/// The desktop's font; where it names none of its own, the best of what is installed.
QFont uiFont(TextSize size = TextSize::Normal, QFont::Weight weight = QFont::Normal);
/// For code, JSON and ids only.
QFont monoFont(TextSize size = TextSize::Normal);

} // namespace creact
