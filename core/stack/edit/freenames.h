// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/edit/editbuilder.h"
#include "core/stack/edit/namescopes.h"

#include <QHash>
#include <QSet>

namespace creact {

/// Whether something in a document can be called that.
Result<void> checkNewName(const QString &name);
/// Every name that the document gives to something.
QSet<QString> allNames(const StackDocument &document);
/// `base`, or with the next number behind it: "wiki2" of "wiki", "wiki3" of "wiki2". No built-in.
QString freeName(const QString &base, const QSet<QString> &taken);

/// Gives elements that are to be added names and keys of their own, where theirs would hide a name
/// or make an id twice; what reads them inside the added elements follows.
class FreeNames {
public:
    explicit FreeNames(const LoadedDocument &document);

    /// What was added before counts, too.
    QList<ElementText> freed(const ElementPlace &place, const QList<ElementText> &elements);

private:
    const LoadedDocument &m_document;
    JsonStyle m_style;
    QSet<QString> m_names;
    /// By the list, the symbols of the nodes that it makes.
    QHash<QString, QSet<QString>> m_symbols;
    /// By the list, the names of the elements that are in it.
    QHash<QString, QSet<QString>> m_siblings;
};

} // namespace creact
