// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/edit/documenteditor.h"
#include "core/stack/edit/jsonsplice.h"

#include <map>
#include <memory>

namespace creact {

/// An element as text, and how the line was indented on which it stood.
struct ElementText {
    QByteArray text;
    QByteArray indent;
};

/// The edits of one call, gathered by the lists and objects in which they are.
class EditBuilder {
public:
    explicit EditBuilder(const LoadedDocument &document);
    EditBuilder(const EditBuilder &) = delete;
    EditBuilder &operator=(const EditBuilder &) = delete;

    const JsonStyle &style() const { return m_style; }

    /// The element at that pointer, which is there.
    ElementText textOf(const QString &pointer) const;
    void removeElement(const QString &pointer);
    /// Makes the list if it is not there yet. The place is one that checkPlace() let pass.
    void insertElements(const ElementPlace &place, const QList<ElementText> &elements);
    /// Where an element that stays will be.
    QString shifted(const QString &pointer) const;
    /// Where those will be that were inserted, in the order of the calls.
    QStringList inserted() const;

    void setMember(const QString &object, const QString &name, const JsonNode &value);
    void removeMember(const QString &object, const QString &name);
    void removeItem(const QString &list, int index);
    void replace(const JsonNode &node, const JsonNode &with);
    /// At that place in the text.
    void replaceText(qsizetype offset, qsizetype length, const QByteArray &with)
    {
        m_splices.replace(offset, length, with);
    }

    DocumentEdit finish(const QStringList &select);

private:
    struct Change {
        QString list;
        int index;
    };

    ContainerEdit &container(const QString &pointer);
    void insertMember(const QString &object, const QString &name, ContainerEdit::Entry value);
    QByteArray newList(const QList<ElementText> &elements, const QByteArray &indent) const;
    int shiftedIndex(const QString &list, int index) const;

    const JsonDocument &m_source;
    JsonStyle m_style;
    JsonSplices m_splices;
    std::map<QString, ContainerEdit> m_containers;
    QList<Change> m_removed;
    QList<Change> m_inserted;
};

} // namespace creact
