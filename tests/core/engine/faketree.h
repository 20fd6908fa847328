// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/treeprojector.h"
#include "tests/core/engine/treemirror.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

namespace creact {

inline Element element(Element::Kind kind, const QString &pointer, ElementList children = {})
{
    Element made;
    made.kind = kind;
    made.name = QStringLiteral("Thing");
    made.pointer = pointer;
    made.children = std::move(children);
    return made;
}

/// A rendered tree that a test changes by hand, told to a projector as Tree tells it.
class FakeTree {
public:
    explicit FakeTree(TreeObserver &observer)
        : m_observer(observer)
    {
        m_root.kind = Instance::Kind::Root;
    }

    Instance *insert(Instance *parent, const Element *of, qint64 order,
                     Instance::Kind kind = Instance::Kind::Element)
    {
        auto made = std::make_unique<Instance>();
        Instance *instance = made.get();
        instance->uid = ++m_lastUid;
        instance->kind = kind;
        instance->element = of;
        instance->parent = parent ? parent : &m_root;
        instance->order = order;
        auto &siblings = instance->parent->children;
        siblings.insert(std::upper_bound(siblings.begin(), siblings.end(), order,
                                         [](qint64 wanted, const Instance *each) {
                                             return wanted < each->order;
                                         }),
                        instance);
        m_all.push_back(std::move(made));
        m_observer.instanceInserted(*instance);
        return instance;
    }

    void move(Instance *instance, qint64 order)
    {
        auto &siblings = instance->parent->children;
        std::erase(siblings, instance);
        instance->order = order;
        siblings.insert(std::upper_bound(siblings.begin(), siblings.end(), order,
                                         [](qint64 wanted, const Instance *each) {
                                             return wanted < each->order;
                                         }),
                        instance);
        m_observer.instanceMoved(*instance);
    }

    /// What is below it first, as disposal does.
    void remove(Instance *instance)
    {
        while (!instance->children.empty())
            remove(instance->children.back());
        m_observer.instanceRemoved(*instance);
        std::erase(instance->parent->children, instance);
        std::erase_if(m_all, [instance](const auto &each) { return each.get() == instance; });
    }

    Instance *any(QRandomGenerator &random) const
    {
        return m_all.empty() ? nullptr : m_all[size_t(random.bounded(int(m_all.size())))].get();
    }
    const Instance &root() const { return m_root; }
    qsizetype size() const { return qsizetype(m_all.size()); }

private:
    TreeObserver &m_observer;
    Instance m_root;
    std::vector<std::unique_ptr<Instance>> m_all;
    quint64 m_lastUid = 0;
};

inline QStringList titles(const TreeMirror &mirror, TreeRow::Uid parent)
{
    QStringList list;
    for (const TreeRow::Uid uid : mirror.children(parent))
        list += mirror.row(uid).title
            + (mirror.row(uid).active ? QStringLiteral("") : QStringLiteral("?"));
    return list;
}

inline TurnRecord finishedTurn(const QString &id, const QString &pointer)
{
    TurnRecord turn;
    turn.id = id;
    turn.question = id;
    turn.answer = QStringLiteral("yes");
    turn.elementPointer = pointer;
    for (const QStringList &path :
         {QStringList{QStringLiteral("completion-1")},
          QStringList{QStringLiteral("completion-1"), QStringLiteral("tool-exec")}}) {
        NodeRecord node;
        node.id = NodeId::fromPath(path);
        node.constructType = path.last();
        node.state = NodeState::Deployed;
        turn.nodes.append(node);
    }
    return turn;
}

/// The living rows below `uid` are the instances below `instance`, in their order, and each
/// mirrored row is the projector's.
inline void compare(const TreeProjector &projector, const TreeMirror &mirror,
                    const Instance &instance, TreeRow::Uid uid)
{
    QList<TreeRow::Uid> living;
    const QList<TreeRow::Uid> below = mirror.children(uid);
    for (const TreeRow::Uid child : below) {
        QCOMPARE(mirror.row(child), projector.row(child));
        if (projector.instance(child))
            living += child;
    }
    QCOMPARE(size_t(living.size()), instance.children.size());
    for (qsizetype i = 0; i < living.size(); ++i) {
        QCOMPARE(projector.instance(living[i]), instance.children[size_t(i)]);
        compare(projector, mirror, *instance.children[size_t(i)], living[i]);
        if (QTest::currentTestFailed())
            return;
    }
}

} // namespace creact
