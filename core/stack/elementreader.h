// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jsonnode.h"
#include "core/stack/element.h"
#include "core/stack/problemlist.h"

namespace creact {

struct ElementShape;

/// Reads lists of elements of a stack document, iteratively: they may be nested as deep as the
/// parser allows. A part of readStackDocument().
class ElementReader {
public:
    explicit ElementReader(ProblemList &problems)
        : m_problems(problems)
    {
    }

    /// `to` must stay where it is until this returns.
    void readElements(const JsonNode &list, const QString &pointer, ElementList &to);

    bool expectObject(const JsonNode &node, const QString &pointer, const QString &what);
    bool expectArray(const JsonNode &node, const QString &pointer, const QString &what);
    bool expectString(const JsonNode &node, const QString &pointer, const QString &what);
    bool require(const JsonNode &node, const QString &pointer, const QString &key,
                 const QString &what);
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
    void typeError(const JsonNode &node, const QString &pointer, const QString &what,
                   const QString &wanted);

    ProblemList &m_problems;
    std::vector<Task> m_tasks;
};

} // namespace creact
