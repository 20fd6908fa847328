// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/element.h"

#include <QSet>

namespace creact {

/// A construct or use of a component, with what its id is made of: two of one symbol, under one
/// parent, get the same id.
struct NodeSymbol {
    /// What the flow elements around it add.
    QString path;
    const Element *element = nullptr;

    QString withKey(const QString &keySymbol) const;
    QString symbol() const;
};

/// Of everything in the list that has the list's parent node for parent, through flow elements.
QList<NodeSymbol> nodeSymbols(const ElementList &list, const QString &path = {});

/// The outermost list whose nodes have the same parent node as those of that list, and the path of
/// that list in it. Null when there is no such list.
struct NodeLevel {
    const ElementList *list = nullptr;
    /// Names the level.
    QString pointer;
    QString path;
};
NodeLevel nodeLevel(const StackDocument &document, const QString &listPointer);

/// "k" of a literal, "{a.b}" of an expression; empty: none.
QString keySymbolOf(const std::optional<Binding> &key);

} // namespace creact
