// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/constructtype.h"
#include "core/stack/element.h"

namespace creact {

/// A name that an expression may read.
struct ScopeName {
    enum class Kind { Construct, Store, Component, Item, Gathered, Prop, Error, Builtin };

    QString name;
    Kind kind = Kind::Builtin;
    /// What it is of: "Memory", "Agent".
    QString of;
    /// Of the element that gives it; empty for built-ins and props.
    QString pointer;
    /// What is known of its members.
    QList<OutputSpec> members;
};

/// The names that the value at a pointer ("/children/0/props/port", "/children/0/show",
/// "/children/0/gather/value") may read, innermost first, each once; built-ins last.
QList<ScopeName> namesInScope(const StackDocument &document, const ConstructTypes &types,
                              const QStringList &builtins, const QString &pointer);

} // namespace creact
