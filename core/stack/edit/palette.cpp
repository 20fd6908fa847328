// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/edit/palette.h"

namespace creact {

QList<PaletteEntry> paletteFor(const LoadedDocument &, const ConstructTypes &, const ElementPlace &)
{
    return {};
}

} // namespace creact
