// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stack/element.h"
#include "core/stack/nodeexpectations.h"

namespace creact {

struct ElementShape;

/// Reads lists of elements of a stack document, iteratively: they may be nested as deep as the
/// parser allows. A part of readStackDocument().
class ElementReader : public NodeExpectations {
public:
    using NodeExpectations::NodeExpectations;

    /// `to` must stay where it is until this returns.
    void readElements(const JsonNode &list, const QString &pointer, ElementList &to);

    void checkKeys(const JsonNode &node, const QString &pointer, const QStringList &known,
                   const QString &what);
    /// `isKey`: the name stands where a key does.
    bool checkScopeName(const QString &name, const QString &pointer, bool isKey);
    void readNote(const JsonNode &node, const QString &pointer, QString *note);

private:
    struct Task {
        const JsonNode *list;
        QString pointer;
        ElementList *to;
    };

    void readList(const Task &task);
    const ElementShape *shapeOf(const JsonNode &node, const QString &pointer);
    void readElement(const JsonNode &node, const ElementShape &shape, Element &element);
    void readSubject(const JsonNode &node, const ElementShape &shape, Element &element);
    void readFor(const JsonNode &node, Element &element);
    void readGather(const JsonNode &node, const QString &pointer, Element &element);
    void readKey(const JsonNode &node, Element &element);
    void readFlags(const JsonNode &node, Element &element);
    QString readName(const JsonNode &node, const QString &pointer, const QString &what);
    QList<NamedBinding> readBindings(const JsonNode &node, const QString &pointer,
                                     const QString &what);
    Binding readBinding(const JsonNode &node, const QString &pointer);
    void checkLiteral(const JsonNode &node, const QString &pointer);
    void addList(const JsonNode &node, const QString &pointer, QStringView key, ElementList &to);

    std::vector<Task> m_tasks;
};

} // namespace creact
