// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/structurecheck.h"

#include "core/stack/ids.h"
#include "core/stack/walk.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace creact {

namespace {

/// Calls visit(element) for what is rendered whenever the list is: no condition in between.
template <typename Visit> void forEachUnconditional(const ElementList &list, Visit visit)
{
    std::vector<const ElementList *> todo{&list};
    while (!todo.empty()) {
        const ElementList &current = *todo.back();
        todo.pop_back();
        for (const Element &element : current) {
            if (element.disabled)
                continue;
            visit(element);
            if (element.kind == Element::Kind::Construct || element.kind == Element::Kind::Boundary)
                todo.push_back(&element.children);
        }
    }
}

/// Which components a component always renders, as a graph; its cycles are found depth first.
class RecursionCheck {
public:
    RecursionCheck(const StackDocument &document, ProblemList &problems)
        : m_problems(problems)
    {
        for (const Component &component : document.components) {
            QList<const Element *> &uses = m_uses[component.name];
            forEachUnconditional(component.children, [&](const Element &element) {
                if (element.kind == Element::Kind::Component)
                    uses.append(&element);
            });
        }
    }

    void run(const StackDocument &document)
    {
        for (const Component &component : document.components) {
            if (!m_done.contains(component.name))
                visitFrom(component.name);
        }
    }

private:
    struct Step {
        QString component;
        qsizetype next = 0;
    };

    void visitFrom(const QString &start)
    {
        std::vector<Step> path{{start}};
        m_onPath.insert(start);
        while (!path.empty()) {
            Step &step = path.back();
            const QList<const Element *> uses = m_uses.value(step.component);
            if (step.next == uses.size()) {
                m_onPath.remove(step.component);
                m_done.insert(step.component);
                path.pop_back();
                continue;
            }
            const Element *use = uses.at(step.next++);
            if (m_onPath.contains(use->name)) {
                report(*use);
            } else if (!m_done.contains(use->name)) {
                m_onPath.insert(use->name);
                path.push_back({use->name});
            }
        }
    }

    void report(const Element &use)
    {
        m_problems.error(
            use.pointer,
            {QStringLiteral("endless_component"),
             QStringLiteral("The component \"%1\" renders itself without end.").arg(use.name),
             QStringLiteral("Put this use into a \"show\" whose condition becomes "
                            "false, or into a \"for\".")});
    }

    ProblemList &m_problems;
    QHash<QString, QList<const Element *>> m_uses;
    QSet<QString> m_onPath;
    QSet<QString> m_done;
};

/// Stands for a key that is computed: equal text in one scope gives equal keys.
QString keySymbol(const Binding &key)
{
    if (key.kind == Binding::Kind::Expression)
        return u'{' + key.expression + u'}';
    if (key.kind == Binding::Kind::Function)
        return u'{' + key.pointer + u'}';
    return key.literal.isDouble() ? key.literal.toVariant().toString() : key.literal.toString();
}

/// The segments of the constructs that one list always renders under one construct parent.
class SegmentCheck {
public:
    SegmentCheck(const StackDocument &document, ProblemList &problems)
        : m_document(document)
        , m_problems(problems)
    {
    }

    void check(const ElementList &list)
    {
        m_seen.clear();
        std::vector<Task> todo{{&list, {}, {}, 0}};
        int budget = maxElements;
        while (!todo.empty() && budget > 0) {
            const Task task = std::move(todo.back());
            todo.pop_back();
            for (const Element &element : *task.list) {
                if (!element.disabled && --budget > 0)
                    visit(element, task, todo);
            }
        }
    }

private:
    /// Components may render components may render …: not more than that is looked at for one list.
    static constexpr int maxElements = 2'000;
    static constexpr int maxComponents = 16;

    struct Task {
        const ElementList *list;
        QStringList keys;
        /// The use in this list that renders it; empty: the list itself.
        QString usePointer;
        int components;
    };

    void visit(const Element &element, const Task &task, std::vector<Task> &todo)
    {
        if (element.kind == Element::Kind::Boundary) {
            todo.push_back({&element.children, task.keys, task.usePointer, task.components});
        } else if (element.kind == Element::Kind::Component) {
            const Component *component = m_document.component(element.name);
            if (!component || task.components == maxComponents)
                return;
            QStringList keys = task.keys;
            if (element.key)
                keys.append(keySymbol(*element.key));
            const QString use = task.usePointer.isEmpty() ? element.pointer : task.usePointer;
            todo.push_back({&component->children, keys, use, task.components + 1});
        } else if (element.kind == Element::Kind::Construct && !element.name.isEmpty()) {
            std::optional<QString> key;
            if (element.key)
                key = keySymbol(*element.key);
            const QString pointer = task.usePointer.isEmpty() ? element.pointer : task.usePointer;
            add(segmentFor(element.name, task.keys, key), pointer);
        }
    }

    void add(const QString &segment, const QString &pointer)
    {
        const auto seen = m_seen.constFind(segment);
        if (seen == m_seen.constEnd()) {
            m_seen.insert(segment, pointer);
            return;
        }
        if (seen.value() == pointer)
            return; // inside one component: its own body says so
        m_problems.error(pointer,
                         {QStringLiteral("duplicate_id"),
                          QStringLiteral("Two nodes get the same id segment \"%1\": one "
                                         "at %2, one at %3.")
                              .arg(segment, seen.value(), pointer),
                          QStringLiteral("Give each its own \"key\".")});
    }

    const StackDocument &m_document;
    ProblemList &m_problems;
    QHash<QString, QString> m_seen;
};

} // namespace

void checkRecursion(const StackDocument &document, ProblemList &problems)
{
    RecursionCheck(document, problems).run(document);
}

void checkDuplicateIds(const StackDocument &document, ProblemList &problems)
{
    SegmentCheck check(document, problems);
    check.check(document.children);
    for (const Component &component : document.components)
        check.check(component.children);
    forEachElement(document, [&](const Element &element, const Component *) {
        using Kind = Element::Kind;
        // A boundary's children belong to the list that the boundary stands in.
        if (element.kind != Kind::Boundary)
            check.check(element.children);
        check.check(element.otherwise);
        check.check(element.then);
        check.check(element.fallback);
    });
}

} // namespace creact
