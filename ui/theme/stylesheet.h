// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace creact {

struct Colors;

/// What Fusion alone does not give: flat tool buttons, thin splitters and scroll bars, rounded
/// fields. Widgets choose a variant by a dynamic property: accent, flat, card, role.
QString styleSheet(const Colors &colors);

} // namespace creact
