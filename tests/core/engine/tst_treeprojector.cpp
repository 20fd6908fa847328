// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/treeprojector.h"
#include "tests/core/engine/treemirror.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

Element element(Element::Kind kind, const QString &pointer, ElementList children = {})
{
    Element made;
    made.kind = kind;
    made.name = u"Thing"_s;
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

} // namespace

class TestTreeProjector : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void closedBranchesAreShownDimmed();
    void openedBranchTakesTheirPlace();
    void changesBetweenTwoTakesAreOne();
    void resetForgetsEverything();
    void turnIsShownWhereItRan();
    void oldestTurnGoes();
    void recordsWithoutDocumentMakeATree();
    void mirrorFollowsRandomChanges_data();
    void mirrorFollowsRandomChanges();

private:
    static void compare(const TreeProjector &projector, const TreeMirror &mirror,
                        const Instance &instance, TreeRow::Uid uid);
    static QStringList titles(const TreeMirror &mirror, TreeRow::Uid parent);
    static TurnRecord turn(const QString &id, const QString &pointer);
};

QStringList TestTreeProjector::titles(const TreeMirror &mirror, TreeRow::Uid parent)
{
    QStringList list;
    for (const TreeRow::Uid uid : mirror.children(parent))
        list += mirror.row(uid).title + (mirror.row(uid).active ? u""_s : u"?"_s);
    return list;
}

TurnRecord TestTreeProjector::turn(const QString &id, const QString &pointer)
{
    TurnRecord turn;
    turn.id = id;
    turn.question = id;
    turn.answer = u"yes"_s;
    turn.elementPointer = pointer;
    for (const QStringList &path :
         {QStringList{u"completion-1"_s}, QStringList{u"completion-1"_s, u"tool-exec"_s}}) {
        NodeRecord node;
        node.id = NodeId::fromPath(path);
        node.constructType = path.last();
        node.state = NodeState::Deployed;
        turn.nodes.append(node);
    }
    return turn;
}

void TestTreeProjector::closedBranchesAreShownDimmed()
{
    TreeProjector projector({});
    TreeMirror mirror;
    FakeTree tree(projector);
    Element show = element(Element::Kind::Show, u"/0"_s,
                           {element(Element::Kind::Construct, u"/0/0"_s,
                                    {element(Element::Kind::Construct, u"/0/0/0"_s)}),
                            element(Element::Kind::Yield, u"/0/1"_s)});
    show.otherwise.push_back(element(Element::Kind::Construct, u"/0/else"_s));
    show.otherwise.back().name = u"Else"_s;
    tree.insert(nullptr, &show, 0)->flow = Instance::Flow::Undefined;
    mirror.apply(projector.take());
    const TreeRow::Uid top = mirror.children(0).first();
    QCOMPARE(titles(mirror, top), QStringList({u"Thing?"_s, u"Else?"_s}));
    const TreeRow::Uid first = mirror.children(top).first();
    QCOMPARE(titles(mirror, first), QStringList({u"Thing?"_s}));
    QCOMPARE(mirror.row(first).kind, TreeRow::Kind::Inactive);
    QCOMPARE(mirror.row(top).state, NodeState::Waiting);
    QCOMPARE(mirror.faults(), QStringList());
}

void TestTreeProjector::openedBranchTakesTheirPlace()
{
    TreeProjector projector({});
    TreeMirror mirror;
    FakeTree tree(projector);
    Element show =
        element(Element::Kind::Show, u"/0"_s, {element(Element::Kind::Construct, u"/0/0"_s)});
    show.otherwise.push_back(element(Element::Kind::Construct, u"/0/else"_s));
    show.otherwise.back().name = u"Else"_s;
    Instance *instance = tree.insert(nullptr, &show, 0);
    instance->flow = Instance::Flow::Closed;
    mirror.apply(projector.take());
    const TreeRow::Uid top = mirror.children(0).first();

    instance->flow = Instance::Flow::Open;
    projector.instanceChanged(*instance);
    Instance *child = tree.insert(instance, &show.children.front(), 0);
    mirror.apply(projector.take());
    QCOMPARE(titles(mirror, top), QStringList({u"Thing"_s, u"Else?"_s}));

    tree.remove(child);
    instance->flow = Instance::Flow::Closed;
    instance->otherwiseOpen = true;
    projector.instanceChanged(*instance);
    tree.insert(instance, &show.otherwise.front(), secondListOrder);
    mirror.apply(projector.take());
    QCOMPARE(titles(mirror, top), QStringList({u"Thing?"_s, u"Else"_s}));
    QCOMPARE(mirror.faults(), QStringList());
}

void TestTreeProjector::changesBetweenTwoTakesAreOne()
{
    int told = 0;
    TreeProjector projector([&] { ++told; });
    FakeTree tree(projector);
    const Element thing = element(Element::Kind::Construct, u"/0"_s);
    Instance *instance = tree.insert(nullptr, &thing, 0);
    QVERIFY(told > 0);
    QVERIFY(projector.hasChanges());
    QCOMPARE(projector.take().changes.size(), 1);
    QVERIFY(!projector.hasChanges());
    for (int i = 0; i < 100; ++i) {
        instance->key = QString::number(i);
        projector.instanceChanged(*instance);
    }
    const TreeDelta delta = projector.take();
    QCOMPARE(delta.changes.size(), 1);
    QCOMPARE(delta.changes.first().kind, TreeDelta::Change::Kind::Update);
    QCOMPARE(delta.changes.first().row.key, u"99"_s);
    // What is as it was is no change.
    projector.instanceChanged(*instance);
    QCOMPARE(projector.take().changes.size(), 0);
}

void TestTreeProjector::resetForgetsEverything()
{
    TreeProjector projector({});
    TreeMirror mirror;
    const Element thing = element(Element::Kind::Construct, u"/0"_s);
    TreeRow::Uid before = 0;
    {
        FakeTree tree(projector);
        tree.insert(nullptr, &thing, 0);
        mirror.apply(projector.take());
        before = mirror.children(0).first();
        projector.instanceChanged(*tree.root().children.front());
        projector.reset(nullptr);
    }
    mirror.apply(projector.take());
    QCOMPARE(mirror.size(), 0);
    QCOMPARE(projector.row(before), TreeRow());
    QVERIFY(!projector.instance(before));
    FakeTree tree(projector);
    tree.insert(nullptr, &thing, 0);
    mirror.apply(projector.take());
    QVERIFY(mirror.children(0).first() != before);
    QCOMPARE(mirror.faults(), QStringList());
}

void TestTreeProjector::turnIsShownWhereItRan()
{
    TreeProjector projector({});
    TreeMirror mirror;
    FakeTree tree(projector);
    const Element other = element(Element::Kind::Show, u"/0"_s);
    const Element show = element(Element::Kind::Show, u"/1"_s);
    tree.insert(nullptr, &other, 0);
    tree.insert(nullptr, &show, 1);
    mirror.apply(projector.take());
    projector.addTurn(turn(u"first"_s, u"/1"_s));
    projector.addTurn(turn(u"second"_s, u"/1"_s));
    projector.addTurn(turn(u"elsewhere"_s, u"/7"_s));
    mirror.apply(projector.take());
    const QList<TreeRow::Uid> tops = mirror.children(0);
    QCOMPARE(titles(mirror, tops.at(0)), QStringList());
    QCOMPARE(titles(mirror, tops.at(1)), QStringList({u"first?"_s, u"second?"_s}));
    const TreeRow::Uid first = mirror.children(tops.at(1)).first();
    QCOMPARE(titles(mirror, first), QStringList({u"completion-1?"_s}));
    const TreeRow::Uid completion = mirror.children(first).first();
    QCOMPARE(titles(mirror, completion), QStringList({u"tool-exec?"_s}));
    QCOMPARE(projector.record(completion)->constructType, u"completion-1"_s);
    // Before what lives below the same row.
    tree.insert(tree.root().children[1], &other, 0);
    mirror.apply(projector.take());
    QCOMPARE(titles(mirror, tops.at(1)), QStringList({u"first?"_s, u"second?"_s, u"show"_s}));
    tree.remove(tree.root().children[1]);
    mirror.apply(projector.take());
    QCOMPARE(mirror.ofKind(TreeRow::Kind::Turn).size(), 0);
    QVERIFY(!projector.record(completion));
    QCOMPARE(mirror.faults(), QStringList());
}

void TestTreeProjector::oldestTurnGoes()
{
    TreeProjector projector({});
    TreeMirror mirror;
    FakeTree tree(projector);
    const Element show = element(Element::Kind::Show, u"/1"_s);
    tree.insert(nullptr, &show, 0);
    for (int i = 0; i < 60; ++i)
        projector.addTurn(turn(QString::number(i), u"/1"_s));
    mirror.apply(projector.take());
    const QList<TreeRow> turns = mirror.ofKind(TreeRow::Kind::Turn);
    QCOMPARE(turns.size(), 50);
    QCOMPARE(turns.first().title, u"10"_s);
    QCOMPARE(turns.last().title, u"59"_s);
    QCOMPARE(mirror.faults(), QStringList());
}

void TestTreeProjector::recordsWithoutDocumentMakeATree()
{
    TreeProjector projector({});
    TreeMirror mirror;
    projector.reset(nullptr);
    QList<NodeRecord> records;
    for (const QStringList &path : {QStringList{u"a"_s}, QStringList{u"a"_s, u"b"_s},
                                    // Its parent is no node: below the nearest that is.
                                    QStringList{u"a"_s, u"x"_s, u"c"_s}, QStringList{u"d"_s}}) {
        NodeRecord record;
        record.id = NodeId::fromPath(path);
        record.constructType = path.last();
        records.append(record);
    }
    projector.showRecords(records);
    mirror.apply(projector.take());
    QCOMPARE(titles(mirror, 0), QStringList({u"a"_s, u"d"_s}));
    QCOMPARE(titles(mirror, mirror.children(0).first()), QStringList({u"b"_s, u"c"_s}));
    QCOMPARE(mirror.faults(), QStringList());
}

void TestTreeProjector::mirrorFollowsRandomChanges_data()
{
    QTest::addColumn<uint>("seed");
    for (uint seed = 1; seed <= 20; ++seed)
        QTest::addRow("%u", seed) << seed;
}

/// The living rows below `uid` are the instances below `instance`, in their order, and each
/// mirrored row is the projector's.
void TestTreeProjector::compare(const TreeProjector &projector, const TreeMirror &mirror,
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

void TestTreeProjector::mirrorFollowsRandomChanges()
{
    QFETCH(uint, seed);
    QRandomGenerator random(seed);
    TreeProjector projector({});
    TreeMirror mirror;
    projector.reset(nullptr);

    const ElementList two{
        element(Element::Kind::Construct, u"/a"_s),
        element(Element::Kind::Construct, u"/b"_s, {element(Element::Kind::Construct, u"/b/c"_s)})};
    Element show = element(Element::Kind::Show, u"/show"_s, two);
    show.otherwise = two;
    Element loop = element(Element::Kind::For, u"/for"_s, two);
    loop.then = two;
    Element boundary = element(Element::Kind::Boundary, u"/boundary"_s, two);
    boundary.fallback = two;
    const Element thing = element(Element::Kind::Construct, u"/thing"_s, two);
    const Element *const kinds[]{&show, &loop, &boundary, &thing};

    FakeTree tree(projector);
    for (int step = 0; step < 600; ++step) {
        Instance *any = tree.any(random);
        switch (random.bounded(10)) {
        case 0:
        case 1:
        case 2:
        case 3:
            tree.insert(random.bounded(4) ? any : nullptr, kinds[random.bounded(4)],
                        random.bounded(2) ? random.bounded(4) : secondListOrder + random.bounded(4),
                        random.bounded(5) ? Instance::Kind::Element : Instance::Kind::Item);
            break;
        case 4:
            if (any && tree.size() > 30)
                tree.remove(any);
            break;
        case 5:
            if (random.bounded(10) == 0)
                projector.addTurn(turn(QString::number(step), u"/show"_s));
            break;
        case 6:
            mirror.apply(projector.take());
            break;
        default:
            if (!any)
                break;
            any->flow = Instance::Flow(random.bounded(3));
            any->otherwiseOpen = random.bounded(2);
            any->thenOpen = random.bounded(2);
            any->fallbackOpen = random.bounded(2);
            any->items = random.bounded(3);
            any->key = QString::number(random.bounded(9));
            projector.instanceChanged(*any);
        }
    }
    mirror.apply(projector.take());
    QCOMPARE(mirror.faults(), QStringList());
    QVERIFY(mirror.size() > 20);
    compare(projector, mirror, tree.root(), 0);
}

QTEST_GUILESS_MAIN(TestTreeProjector)
#include "tst_treeprojector.moc"
