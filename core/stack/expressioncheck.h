// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/documentcheck.h"
#include "core/stack/problemlist.h"
#include "core/stack/staticscope.h"

#include <QHash>
#include <QSet>

namespace creact {

/// What the whole document says about names: gathered once, before the checks.
class DocumentNames {
public:
    explicit DocumentNames(const StackDocument &document);

    /// Some `as`, `item` or boundary gives this name, somewhere.
    bool isGivenSomewhere(const QString &name) const { return m_given.contains(name); }
    bool hasStore(const QString &name) const { return m_stores.contains(name); }
    bool yields(const QString &component) const { return m_yields.contains(component); }
    /// The members a name is known to have; empty: anything.
    QStringList members(const StaticName &name, const ConstructTypes *types) const;

private:
    void note(const Element &element, const Component *component);

    QSet<QString> m_given;
    QSet<QString> m_stores;
    /// Component -> names that its yields give.
    QHash<QString, QStringList> m_yields;
    /// Keys that SetStore elements write; nothing is known if one is computed.
    QStringList m_writtenKeys;
    bool m_writesComputedKeys = false;
};

/// Checks expressions: that they compile, that their names are in scope and have the members read.
class ExpressionCheck {
public:
    ExpressionCheck(const CheckContext &context, const DocumentNames &names, ProblemList &problems)
        : m_context(context)
        , m_names(names)
        , m_problems(problems)
    {
    }

    /// Literals and functions pass.
    void check(const Binding &binding, StaticScope scope);

private:
    bool compiles(const Binding &binding);
    void unknownName(const Binding &binding, const QString &name, qsizetype offset,
                     StaticScope scope);

    const CheckContext &m_context;
    const DocumentNames &m_names;
    ProblemList &m_problems;
    QSet<QString> m_reported;
};

} // namespace creact
