// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/faketree.h"

#include <ctime>

using namespace creact;
using namespace Qt::StringLiterals;

/// A mirror of the projected tree, through random changes and renderings.
class TestTreeRandom : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void mirrorFollowsRandomRenderings_data();
    void mirrorFollowsRandomRenderings();
    void largeTreeIsRenderedAnewFast();
    void mirrorFollowsRandomChanges_data();
    void mirrorFollowsRandomChanges();
};

void TestTreeRandom::mirrorFollowsRandomChanges_data()
{
    QTest::addColumn<uint>("seed");
    for (uint seed = 1; seed <= 20; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestTreeRandom::mirrorFollowsRandomChanges()
{
    QFETCH(uint, seed);
    QRandomGenerator random(seed);
    TreeProjector projector({});
    TreeMirror mirror;
    projector.beginRendering(nullptr, nullptr);
    projector.endRendering();

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
            if (any)
                tree.move(any, random.bounded(5));
            if (random.bounded(10) == 0)
                projector.addTurn(finishedTurn(QString::number(step), u"/show"_s));
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

void TestTreeRandom::mirrorFollowsRandomRenderings_data()
{
    mirrorFollowsRandomChanges_data();
}

/// Documents that differ in a few places: what is told of the second makes a mirror of the first
/// the second, and what was not touched is told as it was.
void TestTreeRandom::mirrorFollowsRandomRenderings()
{
    QFETCH(uint, seed);
    QRandomGenerator random(seed);
    TreeProjector projector({});
    TreeMirror mirror;

    struct Item {
        QString name;
        QList<Item> below = {};
    };
    int names = 0;
    const auto fresh = [&] { return Item{QString::number(++names)}; };
    QList<Item> top;
    for (int i = 0; i < 12; ++i) {
        top.append(fresh());
        for (int j = random.bounded(4); j > 0; --j)
            top.last().below.append(fresh());
    }
    std::vector<std::unique_ptr<Element>> elements;
    const auto render = [&](FakeTree &tree, const auto &self, const QList<Item> &list,
                            Instance *parent) -> void {
        qint64 order = 0;
        for (const Item &item : list) {
            elements.push_back(std::make_unique<Element>(
                element(item.name.size() % 2 ? Element::Kind::Construct : Element::Kind::Component,
                        u"/"_s + item.name)));
            elements.back()->name = item.name;
            self(tree, self, item.below, tree.insert(parent, elements.back().get(), order++));
        }
    };
    std::unique_ptr<FakeTree> tree;
    qsizetype lost = 0;
    for (int round = 0; round < 30; ++round) {
        auto next = std::make_unique<FakeTree>(projector);
        projector.beginRendering(nullptr, nullptr);
        render(*next, render, top, nullptr);
        projector.endRendering();
        tree = std::move(next);
        const QSet<TreeRow::Uid> before = [&] {
            QSet<TreeRow::Uid> uids;
            for (const TreeRow &row : mirror.all())
                uids.insert(row.uid);
            return uids;
        }();
        const qsizetype size = mirror.size();
        mirror.apply(projector.take());
        QCOMPARE(mirror.faults(), QStringList());
        compare(projector, mirror, tree->root(), 0);
        if (QTest::currentTestFailed())
            return;
        qsizetype kept = 0;
        for (const TreeRow &row : mirror.all())
            kept += before.contains(row.uid);
        QCOMPARE(kept, size - lost);
        lost = 0;

        QList<Item> &list = random.bounded(2) ? top : top[random.bounded(top.size())].below;
        const qsizetype at = list.isEmpty() ? 0 : random.bounded(list.size());
        switch (random.bounded(4)) {
        case 0:
            list.insert(at, fresh());
            break;
        case 1:
            if (list.size() > 1 && top.size() > 4)
                lost = 1 + list.takeAt(at).below.size();
            break;
        case 2:
            if (!list.isEmpty())
                list.move(at, random.bounded(list.size()));
            break;
        case 3:
            if (!list.isEmpty()) {
                list[at].name = fresh().name;
                lost = 1 + list.at(at).below.size();
            }
            break;
        }
    }
}

void TestTreeRandom::largeTreeIsRenderedAnewFast()
{
    constexpr int count = 100'000;
    TreeProjector projector({});
    ElementList list;
    for (int i = 0; i < count; ++i) {
        list.push_back(element(Element::Kind::Construct, u"/"_s + QString::number(i)));
        list.back().key = Binding();
        list.back().key->literal = QString::number(i);
    }
    const auto render = [&](FakeTree &tree) {
        projector.beginRendering(nullptr, nullptr);
        qint64 order = 0;
        for (const Element &each : list)
            tree.insert(nullptr, &each, order++)->key = each.key->literal.toString();
        const std::clock_t begin = std::clock();
        projector.endRendering();
        return qint64(std::clock() - begin) * 1'000 / CLOCKS_PER_SEC;
    };
    FakeTree first(projector);
    render(first);
    projector.take();
    list.erase(list.begin() + count / 2);
    FakeTree second(projector);
    const qint64 took = render(second);
    qInfo("%d rows matched in %lld ms of the processor", count, took);
    const TreeDelta delta = projector.take();
    QVERIFY(delta.changes.size() >= 1);
    QVERIFY2(took < 20'000, qPrintable(QString::number(took)));
}

QTEST_GUILESS_MAIN(TestTreeRandom)
#include "tst_treerandom.moc"
