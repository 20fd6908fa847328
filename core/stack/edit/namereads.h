// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/edit/documenteditor.h"
#include "core/stack/edit/namescopes.h"
#include "core/stack/identifiers.h"

namespace creact {

/// Where in a document a name stands: where it is given, and where it is read.
struct NameSites {
    /// In one expression.
    struct Read {
        const Binding *binding = nullptr;
        NameScope scope = nullptr;
        /// Of the name; of a key, those whose member it is.
        QList<FreeIdentifier> identifiers;
    };

    QString name;
    /// String values that are the name: an "as", a literal storeId, what a use names.
    QStringList values;
    /// Members that are called so: a component, a prop given to it, a key of a store or yield.
    QStringList members;
    std::vector<Read> reads;
    /// The elements or values outside expressions that read it.
    QStringList readers;
    /// Expressions that are too long to be understood.
    QStringList unknown;
};

/// Finds them. Of a key, `reads` are those of the store (of the component's uses) that read it.
class NameReads {
public:
    NameReads(const LoadedDocument &document, const DocumentName &what);

    /// InvalidArgument when there is no such name.
    Result<NameSites> find();
    /// The scopes that `reads` point into.
    const NameScopes &scopes() const { return m_scopes; }
    /// It is the name that was looked for.
    bool isGiven(const GivenName &name) const;

private:
    Result<QString> giver();
    Result<QString> giverInElement(const Element &element);
    Result<QString> giverInComponent(const Component &component);
    void visit(const Element &element, NameScope scope);
    void visitSetStore(const Element &element, NameScope scope);
    void visitYield(const Element &element);
    void read(const Binding &binding, NameScope scope);
    bool isReader(const FreeIdentifier &identifier, NameScope scope) const;

    const LoadedDocument &m_document;
    const DocumentName &m_what;
    NameScopes m_scopes;
    NameSites m_sites;
    /// Of StoreKey: the store's own name.
    QString m_read;
    /// Of YieldKey: whose uses read it, by whatever name each has.
    QString m_component;
};

/// Where an expression reads a key of a store at once: `counter.count`, `counter["count"]`.
struct KeyRead {
    qsizetype offset = 0;
    qsizetype length = 0;
    enum class Form { Dot, OptionalDot, Bracket } form = Form::Dot;
};

QList<KeyRead> readsOfKey(const QString &expression, const QList<FreeIdentifier> &stores,
                          const QString &key);

} // namespace creact
