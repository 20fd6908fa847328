// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/flashes.h"
#include "ui/models/stacktreefilter.h"
#include "ui/models/stacktreemodel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;
using Change = TreeDelta::Change;

namespace {

TreeRow makeRow(TreeRow::Uid uid, TreeRow::Uid parent, const QString &title)
{
    TreeRow row;
    row.uid = uid;
    row.parent = parent;
    row.title = title;
    row.nodeId = u"node-%1"_s.arg(uid);
    return row;
}

Change insertChange(TreeRow::Uid uid, TreeRow::Uid parent, int index,
                    const QString &title = u"Tool"_s)
{
    return {Change::Kind::Insert, makeRow(uid, parent, title), index};
}

Change removeChange(TreeRow::Uid uid)
{
    return {Change::Kind::Remove, makeRow(uid, 0, {}), 0};
}

/// The plain truth that the model is compared with.
struct Mirror {
    QHash<TreeRow::Uid, QList<TreeRow::Uid>> children{{0, {}}};
    QHash<TreeRow::Uid, TreeRow> rows;

    void apply(const Change &change)
    {
        const TreeRow::Uid uid = change.row.uid;
        switch (change.kind) {
        case Change::Kind::Insert:
            rows.insert(uid, change.row);
            children[change.row.parent].insert(change.index, uid);
            break;
        case Change::Kind::Update:
            rows.insert(uid, change.row);
            break;
        case Change::Kind::Remove:
            if (rows.contains(uid)) {
                children[rows.value(uid).parent].removeOne(uid);
                drop(uid);
            }
            break;
        }
    }

    void drop(TreeRow::Uid uid)
    {
        for (const TreeRow::Uid child : children.take(uid))
            drop(child);
        rows.remove(uid);
    }
};

QString printed(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList parts;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        parts.append(QString::number(index.data(StackTreeModel::UidRole).toULongLong())
                     + printed(model, index));
    }
    return parts.isEmpty() ? QString() : u"("_s + parts.join(u' ') + u")"_s;
}

QString printed(const Mirror &mirror, TreeRow::Uid parent = 0)
{
    QStringList parts;
    for (const TreeRow::Uid uid : mirror.children.value(parent))
        parts.append(QString::number(uid) + printed(mirror, uid));
    return parts.isEmpty() ? QString() : u"("_s + parts.join(u' ') + u")"_s;
}

Change randomChange(QRandomGenerator &random, const Mirror &mirror, TreeRow::Uid &nextUid)
{
    const QList<TreeRow::Uid> known = mirror.rows.keys();
    const int dice = int(random.bounded(10));
    if (known.isEmpty() || dice < 5) {
        const TreeRow::Uid parent =
            known.isEmpty() || dice == 0 ? 0 : known.at(random.bounded(known.size()));
        const int count = int(mirror.children.value(parent).size());
        return insertChange(++nextUid, parent, int(random.bounded(count + 1)),
                            random.bounded(5) ? u"Tool"_s : u"needle"_s);
    }
    const TreeRow::Uid uid = known.at(random.bounded(known.size()));
    if (dice < 8) {
        TreeRow row = mirror.rows.value(uid);
        row.state = NodeState(random.bounded(6));
        row.summary = random.bounded(4) ? QString::number(random.bounded(100)) : u"needle"_s;
        return {Change::Kind::Update, row, 0};
    }
    return removeChange(uid);
}

} // namespace

class TestStackTreeModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsRandomDeltas_data();
    void followsRandomDeltas();
    void neighboursComeInOneSignal();
    void wholeSubtreesComeInOneSignal();
    void removesNeighboursInOneSignal();
    void findsRowsByUidAndNodeId();
    void rowsOfAnElementAreFoundAndCanBeRenamed();
    void unknownRowsAreNoDisaster();
    void tellsWhichRowsWereTouched();
    void nextFailedGoesRound();
    void filterKeepsParents();
    void filterFollowsLiveChanges();
    void copesWithHundredThousandRows();
    void flashesFadeAndStop();
    void flashesAreBoundedAndCanBeOff();
};

void TestStackTreeModel::followsRandomDeltas_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<QString>("filter");
    for (quint32 seed = 1; seed <= 12; ++seed) {
        QTest::addRow("seed %u", seed) << seed << QString();
        QTest::addRow("seed %u filtered", seed) << seed << u"needle"_s;
    }
}

void TestStackTreeModel::followsRandomDeltas()
{
    QFETCH(quint32, seed);
    QFETCH(QString, filter);
    StackTreeModel model;
    StackTreeFilter proxy;
    proxy.setSourceModel(&model);
    proxy.setText(filter);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester proxyTester(&proxy,
                                         QAbstractItemModelTester::FailureReportingMode::QtTest);
    QRandomGenerator random(seed);
    Mirror mirror;
    TreeRow::Uid nextUid = 0;
    for (int batch = 0; batch < 60; ++batch) {
        TreeDelta delta;
        const int length = 1 + int(random.bounded(12));
        for (int i = 0; i < length; ++i) {
            delta.changes.append(randomChange(random, mirror, nextUid));
            mirror.apply(delta.changes.last());
        }
        model.apply(delta);
        QCOMPARE(printed(model), printed(mirror));
        QCOMPARE(model.size(), mirror.rows.size());
    }
    for (auto it = mirror.rows.cbegin(); it != mirror.rows.cend(); ++it) {
        QVERIFY(model.row(it.key()));
        QCOMPARE(*model.row(it.key()), it.value());
    }
    StackTreeFilter fresh;
    fresh.setSourceModel(&model);
    fresh.setText(filter);
    QCOMPARE(printed(proxy), printed(fresh));
}

void TestStackTreeModel::neighboursComeInOneSignal()
{
    StackTreeModel model;
    model.apply({true, {insertChange(1, 0, 0)}});
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    TreeDelta delta;
    for (int i = 0; i < 50; ++i)
        delta.changes.append(insertChange(10 + TreeRow::Uid(i), 1, i));
    model.apply(delta);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.first().at(2).toInt(), 49);
}

void TestStackTreeModel::wholeSubtreesComeInOneSignal()
{
    StackTreeModel model;
    model.apply({true, {insertChange(1, 0, 0)}});
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.apply({false,
                 {insertChange(2, 1, 0), insertChange(3, 2, 0), insertChange(4, 3, 0),
                  insertChange(5, 1, 1), insertChange(6, 2, 1)}});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(printed(model), u"(1(2(3(4) 6) 5))"_s);
}

void TestStackTreeModel::removesNeighboursInOneSignal()
{
    StackTreeModel model;
    TreeDelta delta{true, {insertChange(1, 0, 0)}};
    for (int i = 0; i < 20; ++i)
        delta.changes.append(insertChange(10 + TreeRow::Uid(i), 1, i));
    delta.changes.append(insertChange(99, 12, 0));
    model.apply(delta);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    // Dependents first, and the child before its parent.
    TreeDelta gone{false, {removeChange(99)}};
    for (int i = 9; i >= 0; --i)
        gone.changes.append(removeChange(10 + TreeRow::Uid(i)));
    model.apply(gone);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.rowCount(model.indexOf(1)), 10);
    QVERIFY(!model.row(99));
}

void TestStackTreeModel::findsRowsByUidAndNodeId()
{
    StackTreeModel model;
    TreeRow turn = makeRow(3, 1, u"Turn"_s);
    turn.kind = TreeRow::Kind::Turn;
    turn.key = u"m1"_s;
    turn.nodeId.clear();
    model.apply(
        {true, {insertChange(1, 0, 0), insertChange(2, 1, 0), {Change::Kind::Insert, turn, 1}}});
    QCOMPARE(model.uidOfNode(u"node-2"_s), TreeRow::Uid(2));
    QCOMPARE(model.uidOfTurn(u"m1"_s), TreeRow::Uid(3));
    QCOMPARE(model.indexOf(2).row(), 0);
    QCOMPARE(model.indexOf(2).parent(), model.indexOf(1));
    model.apply({false, {removeChange(2)}});
    QCOMPARE(model.uidOfNode(u"node-2"_s), TreeRow::Uid(0));
    QVERIFY(!model.indexOf(2).isValid());
    QCOMPARE(model.indexOf(3).row(), 0);
}

void TestStackTreeModel::rowsOfAnElementAreFoundAndCanBeRenamed()
{
    StackTreeModel model;
    TreeDelta delta;
    delta.reset = true;
    delta.changes = {insertChange(1, 0, 0), insertChange(2, 1, 0), insertChange(3, 0, 1)};
    delta.changes[1].row.pointer = u"/children/0"_s;
    delta.changes[2].row.pointer = u"/children/0"_s;
    model.apply(delta);
    QCOMPARE(model.uidsOfPointer(u"/children/0"_s), (QList<TreeRow::Uid>{2, 3}));
    QVERIFY(model.uidsOfPointer({}).isEmpty());
    // A row that is no element is neither.
    QVERIFY(!(model.indexOf(1).flags() & (Qt::ItemIsEditable | Qt::ItemIsDragEnabled)));
    QVERIFY(model.indexOf(2).flags() & Qt::ItemIsEditable);
    QVERIFY(model.indexOf(2).flags() & Qt::ItemIsDragEnabled);
    QVERIFY(!(model.indexOf(2, StackTreeModel::StateColumn).flags() & Qt::ItemIsEditable));
}

void TestStackTreeModel::unknownRowsAreNoDisaster()
{
    StackTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.apply({false,
                 {removeChange(7),
                  insertChange(2, 77, 0),
                  insertChange(1, 0, 5),
                  insertChange(1, 0, 0),
                  {Change::Kind::Update, makeRow(8, 0, {}), 0}}});
    QCOMPARE(printed(model), u"(1)"_s);
}

void TestStackTreeModel::tellsWhichRowsWereTouched()
{
    StackTreeModel model;
    model.apply({true, {insertChange(1, 0, 0), insertChange(2, 0, 1), insertChange(3, 0, 2)}});
    QSignalSpy touched(&model, &StackTreeModel::rowsTouched);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    TreeRow one = *model.row(1);
    one.summary = u"new"_s;
    TreeRow three = *model.row(3);
    three.note = u"only a note"_s;
    model.apply({false,
                 {{Change::Kind::Update, one, 0},
                  {Change::Kind::Update, *model.row(2), 0},
                  {Change::Kind::Update, three, 0}}});
    QCOMPARE(touched.size(), 1);
    QCOMPARE(touched.first().first().value<QList<TreeRow::Uid>>(), QList<TreeRow::Uid>{1});
    QCOMPARE(changed.size(), 2);
}

void TestStackTreeModel::nextFailedGoesRound()
{
    StackTreeModel model;
    model.apply({true,
                 {insertChange(1, 0, 0), insertChange(2, 1, 0), insertChange(3, 0, 1),
                  insertChange(4, 3, 0)}});
    QCOMPARE(model.nextFailed(0), TreeRow::Uid(0));
    for (const TreeRow::Uid uid : {2, 4}) {
        TreeRow row = *model.row(uid);
        row.state = NodeState::Failed;
        model.apply({false, {{Change::Kind::Update, row, 0}}});
    }
    QCOMPARE(model.nextFailed(0), TreeRow::Uid(2));
    QCOMPARE(model.nextFailed(2), TreeRow::Uid(4));
    QCOMPARE(model.nextFailed(4), TreeRow::Uid(2));
}

void TestStackTreeModel::filterKeepsParents()
{
    StackTreeModel model;
    StackTreeFilter proxy;
    proxy.setSourceModel(&model);
    model.apply({true,
                 {insertChange(1, 0, 0), insertChange(2, 1, 0), insertChange(3, 2, 0, u"needle"_s),
                  insertChange(4, 1, 1), insertChange(5, 0, 1)}});
    proxy.setText(u"NEED"_s);
    QCOMPARE(printed(proxy), u"(1(2(3)))"_s);
    QVERIFY(proxy.matches(proxy.mapFromSource(model.indexOf(3))));
    QVERIFY(!proxy.matches(proxy.mapFromSource(model.indexOf(2))));
    proxy.setText(u"need nonsense"_s);
    QCOMPARE(printed(proxy), QString());
    proxy.setText({});
    QCOMPARE(printed(proxy), u"(1(2(3) 4) 5)"_s);
}

void TestStackTreeModel::filterFollowsLiveChanges()
{
    StackTreeModel model;
    StackTreeFilter proxy;
    proxy.setSourceModel(&model);
    QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.apply({true, {insertChange(1, 0, 0), insertChange(2, 1, 0)}});
    proxy.setText(u"needle"_s);
    QCOMPARE(printed(proxy), QString());
    TreeRow row = *model.row(2);
    row.summary = u"a needle"_s;
    model.apply({false, {{Change::Kind::Update, row, 0}}});
    QCOMPARE(printed(proxy), u"(1(2))"_s);
    model.apply({false, {removeChange(2)}});
    QCOMPARE(printed(proxy), QString());
}

void TestStackTreeModel::copesWithHundredThousandRows()
{
    StackTreeModel model;
    StackTreeFilter proxy;
    proxy.setSourceModel(&model);
    TreeDelta delta{true, {}};
    TreeRow::Uid uid = 0;
    for (int group = 0; group < 1000; ++group) {
        const TreeRow::Uid parent = ++uid;
        delta.changes.append(insertChange(parent, 0, group, u"HttpServer"_s));
        for (int child = 0; child < 99; ++child)
            delta.changes.append(insertChange(++uid, parent, child));
    }
    QElapsedTimer timer;
    timer.start();
    model.apply(delta);
    const qint64 built = timer.restart();
    // The view has seen all of it.
    for (int row = 0; row < proxy.rowCount(); ++row)
        proxy.rowCount(proxy.index(row, 0));
    proxy.setText(u"node-50077"_s);
    const qint64 filtered = timer.restart();
    QCOMPARE(proxy.rowCount(), 1);
    proxy.setText({});
    QCOMPARE(proxy.rowCount(), 1000);
    timer.restart();
    for (int frame = 0; frame < 60; ++frame) {
        TreeDelta updates;
        for (int i = 0; i < 17; ++i) {
            TreeRow row = *model.row(1 + TreeRow::Uid((frame * 1733 + i * 97) % 100'000));
            row.summary = QString::number(frame);
            updates.changes.append({Change::Kind::Update, row, 0});
        }
        model.apply(updates);
    }
    const qint64 updated = timer.elapsed();
    qInfo("100,000 rows: built in %lld ms, filtered in %lld ms, 1,020 updates in %lld ms", built,
          filtered, updated);
}

void TestStackTreeModel::flashesFadeAndStop()
{
    Flashes flashes;
    qint64 now = 0;
    flashes.setClock([&now] { return now; });
    QSignalSpy frames(&flashes, &Flashes::frame);
    flashes.touch({1, 2});
    QVERIFY(flashes.active());
    QCOMPARE(flashes.strength(1), 1.0);
    QCOMPARE(flashes.strength(3), 0.0);
    now = 300;
    QCOMPARE(flashes.strength(1), 0.5);
    flashes.touch({1});
    now = 600;
    flashes.advance();
    QCOMPARE(flashes.count(), 1);
    QCOMPARE(flashes.strength(2), 0.0);
    QVERIFY(flashes.active());
    now = 900;
    flashes.advance();
    QVERIFY(!flashes.active());
    QCOMPARE(frames.size(), 2);
}

void TestStackTreeModel::flashesAreBoundedAndCanBeOff()
{
    Flashes flashes;
    QList<TreeRow::Uid> many;
    for (TreeRow::Uid uid = 1; uid <= 5000; ++uid)
        many.append(uid);
    flashes.touch(many);
    QCOMPARE(flashes.count(), Flashes::Limit);
    flashes.setEnabled(false);
    QVERIFY(!flashes.active());
    flashes.touch({1});
    QCOMPARE(flashes.strength(1), 0.0);
}

QTEST_MAIN(TestStackTreeModel)
#include "tst_stacktreemodel.moc"
