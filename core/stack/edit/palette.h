// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/constructtype.h"
#include "core/stack/edit/documenteditor.h"

namespace creact {

/// Something that can be added.
struct PaletteEntry {
    enum class Group { Construct, Flow, Component };

    Group group = Group::Construct;
    /// "Memory", "show", "Agent".
    QString name;
    QString doc;
    /// What is added: with a name of its own, and what it requires filled in from what is in scope
    /// ("serverId": {"$": "server.id"}).
    JsonNode element;
};

/// What fits into the place, constructs first, each group in the order in which it is documented.
QList<PaletteEntry> paletteFor(const LoadedDocument &document, const ConstructTypes &types,
                               const ElementPlace &place);

} // namespace creact
