// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jsonnode.h"
#include "core/stack/constructtype.h"
#include "core/stack/edit/documenteditor.h"

#include <QCoreApplication>

#include <optional>

namespace creact {

/// One thing of an element that a person may change: a prop, its key, the name it gives.
struct ElementField {
    enum class Role {
        Value,
        Name, ///< changed wherever it is read
    };

    /// Below the element: "/props/port", "/show", "/gather/value". Its own in the element.
    QString path;
    QString label;
    /// What may stand there. Names, choices and documentation are the type's own.
    PropSpec spec;
    Role role = Role::Value;
    /// May be an expression.
    bool bindable = true;
    /// The type has no such prop.
    bool unknown = false;
    /// One of a list that a person makes: yielded and stored values, props of a component.
    bool member = false;
    /// Of a Name, and of a member whose key can be changed.
    DocumentName::Role nameRole = DocumentName::Role::As;
    /// What goes when it is taken out, if it is more than itself: "/gather".
    QString whole = {};
    /// As it stands in the document; none: it does not.
    std::optional<JsonNode> value = {};

    bool isBinding() const;
    /// Empty: no binding.
    QString expression() const;
    /// As BindingValue names it.
    QString bindingName() const;
    /// Its label is a key of the document that a person may change.
    bool hasKey() const { return member && role == Role::Value; }
    bool isMissing() const { return spec.required && !value; }
};

/// What the inspector edits of one element, or of a component's definition.
struct ElementFields {
    Q_DECLARE_TR_FUNCTIONS(ElementFields)
public:
    /// "answer", "Memory", "show": what an edit of it is called after.
    QString title;
    QList<ElementField> fields;
    QString note;
    bool disabled = false;
    /// An element: it can be annotated and left out.
    bool isElement = false;
    /// Where a person may add members ("/yield", "/store", "/props"); empty: nowhere.
    QString addTo;

    /// Nothing, when there is no element (and no component) at the pointer.
    static std::optional<ElementFields> of(const LoadedDocument &document,
                                           const ConstructTypes &types, const QString &pointer);
};

/// {"$": "expression"}
JsonNode bindingNode(const QString &expression);

} // namespace creact
