// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jsonnode.h"
#include "core/base/textedit.h"
#include "core/stack/documentreader.h"

namespace creact {

/// Where elements go: before the `index`-th of a list. The list is named by its pointer
/// ("/children", "/children/0/else", "/components/Agent/children"), and need not be there yet.
struct ElementPlace {
    QString list;
    /// -1: at the end.
    int index = -1;

    bool operator==(const ElementPlace &) const = default;
};

/// A change of a document as a change of its text, and what to show afterwards.
struct DocumentEdit {
    /// Empty: there is nothing to change.
    TextEdits edits;
    /// Pointers in the changed document: what was added, moved or changed.
    QStringList select;
};

/// A name that a document gives, by the element (or component) that gives it.
struct DocumentName {
    enum class Role {
        As, ///< of a construct, component use or store
        Item,
        GatherAs,
        Error, ///< of a boundary
        Component, ///< a component's own name; the pointer is the component's
        ComponentProp, ///< one of a component's props
        StoreKey, ///< one of a store's values
        YieldKey, ///< one of the values that a component yields; the pointer is a yield's
    };

    QString pointer;
    Role role = Role::As;
    /// ComponentProp, StoreKey and YieldKey: which.
    QString name = {};

    /// It is read as a member of another name ("counter.count").
    bool isKey() const { return role == Role::StoreKey || role == Role::YieldKey; }
};

/// Changes one text of a stack document, by splices that leave everything else as it was written:
/// order, numbers, notes, indentation. Pure: it answers what to change, and changes nothing.
///
/// Fails with InvalidArgument when the place, element or name is not there or does not fit, with a
/// sentence for people, and with DocumentInvalid when the text is no JSON.
class DocumentEditor {
public:
    /// What was read from a text. Problems of structure are no hindrance, as long as it is JSON.
    explicit DocumentEditor(LoadedDocument document);

    Result<DocumentEdit> insert(const ElementPlace &place, const JsonNode &element) const;
    Result<DocumentEdit> remove(const QStringList &pointers) const;
    /// In the order of the document. Not into itself.
    Result<DocumentEdit> move(const QStringList &pointers, const ElementPlace &place) const;
    /// Each copy stands after its original, with names and keys of its own where two would clash.
    Result<DocumentEdit> duplicate(const QStringList &pointers) const;

    /// The elements as a JSON array, to be pasted anywhere.
    Result<QByteArray> copy(const QStringList &pointers) const;
    /// One element, or an array of them.
    Result<DocumentEdit> paste(const ElementPlace &place, const QByteArray &json) const;

    Result<DocumentEdit> setDisabled(const QStringList &pointers, bool disabled) const;
    /// Empty: none.
    Result<DocumentEdit> setNote(const QString &pointer, const QString &note) const;
    /// Sets a value of an element: "/children/0/props/port", "/children/0/key", "/children/0/show".
    /// Members that are not there yet are made, in the order of FORMAT.md.
    Result<DocumentEdit> setValue(const QString &pointer, const JsonNode &value) const;
    /// Takes the value out; a `props` that it leaves empty goes too.
    Result<DocumentEdit> removeValue(const QString &pointer) const;
    /// Gives something another name, wherever it is read, inside expressions too. A name that is
    /// taken, or would be hidden at one of its readers, is refused.
    Result<DocumentEdit> rename(const DocumentName &what, const QString &newName) const;
    /// Pointers of the bindings (and, of a component, of its uses) that read the name.
    QStringList readers(const DocumentName &what) const;
    /// An empty component.
    Result<DocumentEdit> addComponent(const QString &name) const;
    /// One that nothing uses but itself.
    Result<DocumentEdit> removeComponent(const QString &name) const;

    /// Whether such an element may stand there.
    Result<void> fits(const ElementPlace &place, const JsonNode &element) const;

private:
    LoadedDocument m_document;
};

/// The component in whose definition a pointer is; empty: none.
QString componentOf(const QString &pointer);
/// How often the document uses the component, inside other components too.
int usesOf(const StackDocument &document, const QString &component);
/// The list and index of an element's pointer; the list is empty when it is no element's.
ElementPlace placeOf(const QString &pointer);
/// Null when there is none.
const Element *elementAt(const StackDocument &document, const QString &pointer);

} // namespace creact
