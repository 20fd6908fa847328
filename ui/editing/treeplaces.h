// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/edit/documenteditor.h"

#include <optional>

namespace creact {

/// A place beside or below an element, by how people call it.
struct TreePlace {
    enum class Side { Inside, Else, Then, Fallback, Before, After };

    Side side = Side::Inside;
    ElementPlace place;
};

/// "/children/0/else" → "/children/0"; "/components/Agent/children" → "/components/Agent"; the
/// stack's own list → "".
QString ownerOfList(const QString &list);
/// Whether it is a component's definition, as "/components/Agent".
bool isDefinition(const QString &pointer);
/// Elements may stand below it.
bool canHaveChildren(const Element &element);
/// "Memory", "show", "Agent".
QString elementTitle(const Element &element);
/// The number of elements in a list; 0 when there is no such list.
int sizeOfList(const StackDocument &document, const QString &list);

/// Where something may be put at an element or definition, the one that is most likely meant first.
/// An empty pointer is the stack: at its end. Empty when nothing is there.
QList<TreePlace> placesAt(const StackDocument &document, const QString &pointer);
std::optional<ElementPlace> placeAt(const StackDocument &document, const QString &pointer,
                                    TreePlace::Side side);

/// Each once, and none that stands below another.
QStringList outermost(QStringList pointers);

/// The places to which a person moves elements by keys. None: they cannot go there, or do not stand
/// in one list.
enum class Step { Up, Down, Out, In };
std::optional<ElementPlace> placeOfStep(const StackDocument &document, const QStringList &pointers,
                                        Step step);

/// The name that a person changes with F2. `existing`: the element has one now.
struct ElementName {
    DocumentName name;
    QString now;
};
/// None: a show has no name. A yield of one value is called by that.
std::optional<ElementName> nameAt(const StackDocument &document, const QString &pointer);

} // namespace creact
