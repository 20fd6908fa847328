// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/faketree.h"

using namespace creact;
using namespace Qt::StringLiterals;

class TestTreeProjector : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void closedBranchesAreShownDimmed();
    void openedBranchTakesTheirPlace();
    void changesBetweenTwoTakesAreOne();
    void firstDeltaIsAReset();
    void nothingIsToldOfATreeThatIsGone();
    void renderedAnewRowsKeepTheirUids();
    void movedRowKeepsItsUidAndWhatIsBelow();
    void disabledElementsStandWhereTheyAre();
    void definitionsComeLast();
    void movedItemKeepsItsTurns();
    void turnThatRanAgainStandsOnce();
    void turnIsShownWhereItRan();
    void turnStaysWithItsElementInAnEditedDocument_data();
    void turnStaysWithItsElementInAnEditedDocument();
    void oldestTurnGoes();
    void recordsWithoutDocumentMakeATree();
};

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
    QCOMPARE(titles(mirror, top), QStringList({u"Thing?"_s, u"yield?"_s, u"Else?"_s}));
    QCOMPARE(mirror.row(mirror.children(top).at(1)).elementKind, Element::Kind::Yield);
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

void TestTreeProjector::firstDeltaIsAReset()
{
    TreeProjector projector({});
    QVERIFY(projector.hasChanges());
    QVERIFY(projector.take().reset);
    QVERIFY(!projector.hasChanges());
    FakeTree tree(projector);
    const Element thing = element(Element::Kind::Construct, u"/0"_s);
    projector.beginRendering(nullptr, nullptr);
    tree.insert(nullptr, &thing, 0);
    projector.endRendering();
    QVERIFY(!projector.take().reset);
}

void TestTreeProjector::nothingIsToldOfATreeThatIsGone()
{
    TreeProjector projector({});
    TreeMirror mirror;
    const Element thing = element(Element::Kind::Construct, u"/0"_s);
    TreeRow::Uid uid = 0;
    {
        FakeTree tree(projector);
        tree.insert(nullptr, &thing, 0);
        mirror.apply(projector.take());
        uid = mirror.children(0).first();
        QVERIFY(projector.instance(uid));
        projector.instanceChanged(*tree.root().children.front());
        projector.treeGone();
    }
    mirror.apply(projector.take());
    QCOMPARE(mirror.size(), 1);
    QVERIFY(!projector.instance(uid));
    QCOMPARE(projector.row(uid), mirror.row(uid));
    projector.beginRendering(nullptr, nullptr);
    projector.endRendering();
    mirror.apply(projector.take());
    QCOMPARE(mirror.size(), 0);
    QCOMPARE(mirror.faults(), QStringList());
}

void TestTreeProjector::renderedAnewRowsKeepTheirUids()
{
    TreeProjector projector({});
    TreeMirror mirror;
    const Element first = element(Element::Kind::Construct, u"/0"_s);
    Element second = element(Element::Kind::Construct, u"/1"_s);
    second.name = u"Other"_s;
    Element show =
        element(Element::Kind::Show, u"/2"_s, {element(Element::Kind::Construct, u"/2/0"_s)});
    FakeTree before(projector);
    before.insert(nullptr, &first, 0);
    before.insert(nullptr, &second, 1);
    before.insert(nullptr, &show, 2)->flow = Instance::Flow::Closed;
    mirror.apply(projector.take());
    const QList<TreeRow::Uid> uids = mirror.children(0);
    const TreeRow::Uid closed = mirror.children(uids.at(2)).first();

    // One comes before them, and the condition reads otherwise.
    FakeTree after(projector);
    projector.beginRendering(nullptr, nullptr);
    Element added = element(Element::Kind::Construct, u"/0"_s);
    added.name = u"Added"_s;
    second.pointer = u"/2"_s;
    show.pointer = u"/3"_s;
    show.subject.expression = u"a.b"_s;
    after.insert(nullptr, &added, 0);
    after.insert(nullptr, &first, 1);
    after.insert(nullptr, &second, 2);
    after.insert(nullptr, &show, 3)->flow = Instance::Flow::Closed;
    projector.endRendering();
    const TreeDelta delta = projector.take();
    QVERIFY(!delta.reset);
    QCOMPARE(delta.changes.size(), 3); // the insert, and two that point elsewhere now
    mirror.apply(delta);
    QCOMPARE(mirror.children(0).mid(1), uids);
    QCOMPARE(mirror.children(uids.at(2)), QList{closed});
    QCOMPARE(mirror.row(uids.at(2)).name, u"a.b"_s);
    QCOMPARE(mirror.faults(), QStringList());
    // The same again is nothing to tell.
    FakeTree same(projector);
    projector.beginRendering(nullptr, nullptr);
    same.insert(nullptr, &added, 0);
    same.insert(nullptr, &first, 1);
    same.insert(nullptr, &second, 2);
    same.insert(nullptr, &show, 3)->flow = Instance::Flow::Closed;
    projector.endRendering();
    QCOMPARE(projector.take().changes.size(), 0);
    QCOMPARE(projector.instance(uids.at(0)), same.root().children[1]);
}

void TestTreeProjector::movedRowKeepsItsUidAndWhatIsBelow()
{
    TreeProjector projector({});
    TreeMirror mirror;
    ElementList list;
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s}) {
        list.push_back(element(Element::Kind::Construct, u"/"_s + name));
        list.back().name = name;
    }
    const Element below = element(Element::Kind::Construct, u"/below"_s);
    FakeTree before(projector);
    for (const Element &each : list)
        before.insert(before.insert(nullptr, &each, before.size()), &below, 0);
    mirror.apply(projector.take());
    QList<TreeRow::Uid> uids = mirror.children(0);
    const QList<TreeRow::Uid> under = mirror.children(uids.at(2));

    FakeTree after(projector);
    projector.beginRendering(nullptr, nullptr);
    std::rotate(list.begin(), list.begin() + 2, list.end());
    for (const Element &each : list)
        after.insert(after.insert(nullptr, &each, after.size()), &below, 0);
    projector.endRendering();
    const TreeDelta delta = projector.take();
    QCOMPARE(delta.changes.size(), 3); // one goes, and comes with what is below it
    mirror.apply(delta);
    std::rotate(uids.begin(), uids.begin() + 2, uids.end());
    QCOMPARE(mirror.children(0), uids);
    QCOMPARE(mirror.children(uids.first()), under);
    QCOMPARE(mirror.faults(), QStringList());
}

void TestTreeProjector::disabledElementsStandWhereTheyAre()
{
    TreeProjector projector({});
    TreeMirror mirror;
    FakeTree tree(projector);
    Element off =
        element(Element::Kind::Show, u"/0"_s, {element(Element::Kind::Construct, u"/0/0"_s)});
    off.fallback.push_back(element(Element::Kind::Yield, u"/0/fallback/0"_s));
    off.disabled = true;
    off.otherwise.push_back(element(Element::Kind::Store, u"/0/else/0"_s));
    const Element on = element(Element::Kind::Construct, u"/1"_s);
    tree.insert(nullptr, &off, 0)->flow = Instance::Flow::Closed;
    tree.insert(nullptr, &on, 1);
    mirror.apply(projector.take());
    const TreeRow row = mirror.row(mirror.children(0).first());
    QVERIFY(row.disabled);
    QVERIFY(!row.active);
    QCOMPARE(row.kind, TreeRow::Kind::Inactive);
    QCOMPARE(row.elementKind, Element::Kind::Show);
    QCOMPARE(titles(mirror, row.uid), QStringList({u"Thing?"_s, u"store?"_s}));
    QCOMPARE(mirror.row(mirror.children(row.uid).last()).elementKind, Element::Kind::Store);
    QCOMPARE(mirror.faults(), QStringList());
}

void TestTreeProjector::definitionsComeLast()
{
    TreeProjector projector({});
    TreeMirror mirror;
    FakeTree tree(projector);
    StackDocument document;
    document.components.push_back(
        {u"Agent"_s,
         {},
         {element(Element::Kind::Show, u"/components/Agent/children/0"_s,
                  {element(Element::Kind::Yield, u"/components/Agent/children/0/children/0"_s)})},
         u"/components/Agent"_s});
    Element use = element(Element::Kind::Component, u"/children/0"_s,
                          {element(Element::Kind::Construct, u"/children/0/children/0"_s)});
    use.name = u"Agent"_s;
    document.children.push_back(use);
    projector.beginRendering(nullptr, &document);
    tree.insert(nullptr, &document.children.front(), 0);
    projector.endRendering();
    mirror.apply(projector.take());
    QCOMPARE(titles(mirror, 0), QStringList({u"Agent"_s, u"Agent"_s}));
    const TreeRow definition = mirror.row(mirror.children(0).last());
    QCOMPARE(definition.kind, TreeRow::Kind::Definition);
    QCOMPARE(definition.pointer, u"/components/Agent"_s);
    QCOMPARE(definition.summary, u"used once"_s);
    QCOMPARE(titles(mirror, definition.uid), QStringList(u"show?"_s));
    QCOMPARE(titles(mirror, mirror.children(definition.uid).first()), QStringList(u"yield?"_s));
    // What was given to it, and is shown nowhere yet.
    QCOMPARE(titles(mirror, mirror.children(0).first()), QStringList(u"Thing?"_s));
    tree.root().children.front()->items = 1;
    projector.instanceChanged(*tree.root().children.front());
    mirror.apply(projector.take());
    QCOMPARE(titles(mirror, mirror.children(0).first()), QStringList());
    QCOMPARE(mirror.faults(), QStringList());
}

void TestTreeProjector::movedItemKeepsItsTurns()
{
    TreeProjector projector({});
    TreeMirror mirror;
    FakeTree tree(projector);
    const Element loop = element(Element::Kind::For, u"/0"_s);
    const Element show = element(Element::Kind::Show, u"/0/0"_s);
    Instance *list = tree.insert(nullptr, &loop, 0);
    list->items = 2;
    Instance *first = tree.insert(list, &loop, 0, Instance::Kind::Item);
    Instance *second = tree.insert(list, &loop, 1, Instance::Kind::Item);
    tree.insert(second, &show, 0);
    mirror.apply(projector.take());
    projector.addTurn(finishedTurn(u"kept"_s, u"/0/0"_s));
    mirror.apply(projector.take());
    QCOMPARE(mirror.ofKind(TreeRow::Kind::Turn).size(), 1);
    const TreeRow::Uid uid = mirror.ofKind(TreeRow::Kind::Turn).first().uid;
    const QList<TreeRow::Uid> items = mirror.children(mirror.children(0).first());

    // Another number, the same place.
    tree.move(second, 7);
    QCOMPARE(projector.take().changes.size(), 0);
    tree.move(first, 8);
    mirror.apply(projector.take());
    QCOMPARE(mirror.children(mirror.children(0).first()), QList({items.at(1), items.at(0)}));
    QCOMPARE(mirror.ofKind(TreeRow::Kind::Turn).size(), 1);
    tree.move(second, 9);
    mirror.apply(projector.take());
    QCOMPARE(mirror.ofKind(TreeRow::Kind::Turn).first().uid, uid);
    QCOMPARE(mirror.faults(), QStringList());
}

void TestTreeProjector::turnThatRanAgainStandsOnce()
{
    TreeProjector projector({});
    TreeMirror mirror;
    FakeTree tree(projector);
    const Element show = element(Element::Kind::Show, u"/1"_s);
    tree.insert(nullptr, &show, 0);
    for (const QString &id : {u"one"_s, u"two"_s, u"one"_s})
        projector.addTurn(finishedTurn(id, u"/1"_s));
    mirror.apply(projector.take());
    QCOMPARE(titles(mirror, mirror.children(0).first()), QStringList({u"two?"_s, u"one?"_s}));
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
    projector.addTurn(finishedTurn(u"first"_s, u"/1"_s));
    projector.addTurn(finishedTurn(u"second"_s, u"/1"_s));
    projector.addTurn(finishedTurn(u"elsewhere"_s, u"/7"_s));
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

void TestTreeProjector::turnStaysWithItsElementInAnEditedDocument_data()
{
    // What the document's elements say after the edit, in order; the turn ran under the second.
    QTest::addColumn<QStringList>("edited");
    QTest::addColumn<int>("place");
    QTest::newRow("another one stands in its place") << QStringList{u"a"_s, u"new"_s, u"b"_s} << 2;
    QTest::newRow("it was moved up") << QStringList{u"b"_s, u"a"_s} << 0;
    QTest::newRow("one before it was removed") << QStringList{u"b"_s} << 0;
    QTest::newRow("it says something else") << QStringList{u"a"_s, u"changed"_s} << 1;
    QTest::newRow("there are two of it") << QStringList{u"b"_s, u"b"_s} << 1;
    QTest::newRow("it was removed") << QStringList{u"a"_s} << 0;
}

void TestTreeProjector::turnStaysWithItsElementInAnEditedDocument()
{
    QFETCH(QStringList, edited);
    QFETCH(int, place);
    const auto document = [](const QStringList &conditions) {
        ElementList list;
        for (const QString &condition : conditions) {
            Element show =
                element(Element::Kind::Show, u"/children/%1"_s.arg(qsizetype(list.size())));
            show.subject.kind = Binding::Kind::Expression;
            show.subject.expression = condition;
            list.push_back(show);
        }
        return list;
    };
    const auto render = [](TreeProjector &projector, FakeTree &tree, const ElementList &list) {
        projector.beginRendering(nullptr, nullptr);
        int order = 0;
        for (const Element &each : list)
            tree.insert(nullptr, &each, order++);
        projector.addTurn(finishedTurn(u"first"_s, u"/children/1"_s));
        projector.endRendering();
    };
    const ElementList before = document({u"a"_s, u"b"_s});
    const ElementList after = document(edited);
    TreeProjector opened({});
    TreeMirror mirror;
    FakeTree firstTree(opened);
    render(opened, firstTree, before);
    mirror.apply(opened.take());
    QCOMPARE(titles(mirror, mirror.children(0).at(1)), QStringList{u"first?"_s});
    // The session of a document that is opened again knows it too.
    TreeProjector projector({});
    projector.continueFrom(opened);
    projector.setEdited(true);
    FakeTree tree(projector);
    render(projector, tree, after);
    mirror.apply(projector.take());
    for (int i = 0; i < edited.size(); ++i) {
        QCOMPARE(titles(mirror, mirror.children(0).at(i)),
                 i == place ? QStringList{u"first?"_s} : QStringList());
    }
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
        projector.addTurn(finishedTurn(QString::number(i), u"/1"_s));
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
    projector.beginRendering(nullptr, nullptr);
    projector.endRendering();
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

QTEST_GUILESS_MAIN(TestTreeProjector)
#include "tst_treeprojector.moc"
