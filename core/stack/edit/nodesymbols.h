// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/element.h"

#include <QSet>

namespace creact {

/// A construct or use of a component, with what ids are made of: two of one symbol, under one
/// parent, get the same id.
struct NodeSymbols {
    struct Part {
        QString type;
        QString key;
    };

    /// What the flow elements around it add.
    QString path;
    const Element *element = nullptr;
    /// The construct, or those that the component always renders.
    QList<Part> parts;

    /// Were that its key.
    QSet<QString> withKey(const QString &keySymbol) const;
    QSet<QString> all() const;
};

/// Of everything in the list that has the list's parent node for parent, through flow elements.
/// Components are the document's.
QList<NodeSymbols> nodeSymbols(const StackDocument &document, const ElementList &list,
                               const QString &path = {});
/// Of an element that is not there yet.
NodeSymbols nodeSymbolsOf(const StackDocument &document, const Element &element,
                          const QString &path);

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
