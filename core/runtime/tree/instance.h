// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace creact {

namespace reactive {
class Scope;
}

class Bound;
struct Element;
struct NameFrame;
class Node;
class StoreName;

/// Order of what comes second below one element: else, then, fallback.
inline constexpr qint64 secondListOrder = qint64(1) << 40;

/// One place in the rendered tree: an element's instance, or one item of a `for`. What the window
/// shows. Disabled elements have one too, with nothing below it, and so have yields.
struct Instance {
    enum class Kind { Root, Element, Item };
    /// Of a flow element: undefined yet, closed, open. Of a disabled element Closed. Others are
    /// Open.
    enum class Flow { Undefined, Closed, Open };
    /// A binding of the element that is no node's prop: "show", "for", "key", "gather", a
    /// component's prop, a yield's value.
    struct NamedBound {
        QString name;
        Bound *bound = nullptr;
    };

    quint64 uid = 0;
    Kind kind = Kind::Element;
    const Element *element = nullptr;
    Instance *parent = nullptr;
    /// In display order.
    std::vector<Instance *> children;
    /// Place among the siblings; equal ones keep the order they came in.
    qint64 order = 0;
    Node *node = nullptr;
    /// Of a `store` element: its values.
    const StoreName *store = nullptr;
    QString key;
    Flow flow = Flow::Open;
    /// Which list of its element is open below it ("children", "else", "then", "fallback" may be
    /// too).
    bool otherwiseOpen = false;
    bool thenOpen = false;
    bool fallbackOpen = false;
    /// Of a `for` its items; of a component how many places render its children.
    int items = 0;
    /// Of a yield: its values are kept up to date for whoever looks.
    bool yieldShown = false;
    QList<NamedBound> bindings;
    /// Where its expressions are evaluated: names, and the construct parent (null at the top).
    reactive::Scope *scope = nullptr;
    const NameFrame *names = nullptr;
    Node *gate = nullptr;
    QStringList waitsFor;
    std::optional<Error> error;
};

/// Hears of every change of the rendered tree, as it happens, on the engine thread.
class TreeObserver {
public:
    virtual ~TreeObserver() = default;
    virtual void instanceInserted(const Instance &instance) = 0;
    virtual void instanceChanged(const Instance &instance) = 0;
    /// It has another place among its siblings, with all that is below it.
    virtual void instanceMoved(const Instance &instance) = 0;
    /// Still in place; everything below it is gone already.
    virtual void instanceRemoved(const Instance &instance) = 0;
    /// The whole tree goes; its instances are not told one by one.
    virtual void treeGone() = 0;
};

} // namespace creact
