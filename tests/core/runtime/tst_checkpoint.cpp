// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/memory/memorybackend.h"
#include "core/runtime/checkpoint.h"
#include "tests/core/runtime/heldbackend.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;

namespace {

NodeRecord record(const QString &segment, int value = 0)
{
    NodeRecord node;
    node.id = NodeId::root(segment);
    node.constructType = u"Task"_s;
    node.props = {{u"v"_s, value}};
    return node;
}

} // namespace

class TestCheckpoint : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFreshStackIsSavedWhole();
    void aSaveNamesOnlyWhatChanged();
    void changesDuringASaveGoIntoTheNext();
    void callersHearWhenTheirChangesAreDurable();
    void aSaveWithNothingToSaveAnswersAtOnce();
    void whatIsPutAndRemovedIsOnlyRemoved();
    void whatIsRemovedAndPutIsKept();
    void afterAFailureTheNextSaveWritesEverything();
    void aFailureIsToldAndARecoveryToo();
    void aCheckpointThatIsGoneTakesNoAnswer();
};

void TestCheckpoint::aFreshStackIsSavedWhole()
{
    sim::HeldBackend backend;
    Checkpoint checkpoint(backend);
    checkpoint.reset(u"s"_s, {});
    checkpoint.put(record(u"a"_s));
    checkpoint.save();
    QVERIFY(backend.changes.first().all);
}

void TestCheckpoint::aSaveNamesOnlyWhatChanged()
{
    sim::HeldBackend backend;
    Checkpoint checkpoint(backend);
    StackRecord stored;
    stored.put(record(u"old"_s));
    checkpoint.reset(u"s"_s, stored);
    checkpoint.put(record(u"a"_s));
    checkpoint.put(record(u"a"_s, 2));
    checkpoint.remove(NodeId::root(u"old"_s));
    checkpoint.remove(NodeId::root(u"never"_s));
    checkpoint.setStore(u"counter"_s, {{u"n"_s, 1}});
    checkpoint.setLatch(u"k"_s, {u"text"_s, u"hash"_s, 1});
    checkpoint.save();
    const StateChange &change = backend.changes.first();
    QVERIFY(!change.all);
    QCOMPARE(change.put, QList<NodeId>{NodeId::root(u"a"_s)});
    QCOMPARE(change.removed, QList<NodeId>{NodeId::root(u"old"_s)});
    QVERIFY(change.stores);
    QCOMPARE(change.latches, QStringList{u"k"_s});
    QVERIFY(!checkpoint.isDirty());
}

void TestCheckpoint::changesDuringASaveGoIntoTheNext()
{
    sim::HeldBackend backend;
    backend.hold = true;
    Checkpoint checkpoint(backend);
    checkpoint.reset(u"s"_s, StackRecord());
    checkpoint.put(record(u"a"_s));
    checkpoint.save();
    QVERIFY(checkpoint.isSaving());
    for (int i = 0; i < 5; ++i) {
        checkpoint.put(record(u"b%1"_s.arg(i)));
        checkpoint.save([](const Result<void> &) {});
    }
    QCOMPARE(backend.changes.size(), 1); // one at a time
    backend.release();
    QCOMPARE(backend.changes.size(), 2); // and the five together
    QCOMPARE(backend.changes.last().put.size(), 5);
    backend.release();
    QVERIFY(!checkpoint.isSaving());
    QCOMPARE(backend.changes.size(), 2);
}

void TestCheckpoint::callersHearWhenTheirChangesAreDurable()
{
    sim::HeldBackend backend;
    backend.hold = true;
    Checkpoint checkpoint(backend);
    checkpoint.reset(u"s"_s, StackRecord());
    QStringList heard;
    checkpoint.put(record(u"a"_s));
    checkpoint.save([&](const Result<void> &) { heard.append(u"a"_s); });
    checkpoint.put(record(u"b"_s));
    checkpoint.save([&](const Result<void> &) { heard.append(u"b"_s); });
    QVERIFY(heard.isEmpty());
    backend.release();
    QCOMPARE(heard, QStringList{u"a"_s});
    backend.release();
    QCOMPARE(heard, (QStringList{u"a"_s, u"b"_s}));
}

void TestCheckpoint::aSaveWithNothingToSaveAnswersAtOnce()
{
    sim::HeldBackend backend;
    Checkpoint checkpoint(backend);
    checkpoint.reset(u"s"_s, StackRecord());
    bool heard = false;
    checkpoint.save([&](const Result<void> &result) { heard = result.ok(); });
    QVERIFY(heard);
    QVERIFY(backend.changes.isEmpty());
    checkpoint.setStatus(StackStatus::Pending, {});
    checkpoint.setStore(u"x"_s, {});
    checkpoint.setStore(u"x"_s, {});
    checkpoint.save();
    checkpoint.setStore(u"x"_s, {});
    checkpoint.save();
    QCOMPARE(backend.changes.size(), 1);
}

void TestCheckpoint::whatIsPutAndRemovedIsOnlyRemoved()
{
    sim::HeldBackend backend;
    Checkpoint checkpoint(backend);
    checkpoint.reset(u"s"_s, StackRecord());
    checkpoint.put(record(u"a"_s));
    checkpoint.remove(NodeId::root(u"a"_s));
    checkpoint.save();
    QVERIFY(backend.changes.first().put.isEmpty());
    QVERIFY(!checkpoint.state().find(NodeId::root(u"a"_s)));
}

void TestCheckpoint::whatIsRemovedAndPutIsKept()
{
    ManualClock clock;
    MemoryBackend backend(clock);
    Checkpoint checkpoint(backend);
    StackRecord stored;
    stored.stackName = u"s"_s;
    stored.put(record(u"a"_s));
    backend.store()->stacks[u"s"_s].state = stored;
    checkpoint.reset(u"s"_s, stored);
    checkpoint.remove(NodeId::root(u"a"_s));
    checkpoint.put(record(u"a"_s, 7));
    checkpoint.save();
    const NodeRecord *kept = backend.store()->stacks[u"s"_s].state->find(NodeId::root(u"a"_s));
    QVERIFY(kept);
    QCOMPARE(kept->props.value(u"v"_s), QJsonValue(7));
}

void TestCheckpoint::afterAFailureTheNextSaveWritesEverything()
{
    sim::HeldBackend backend;
    Checkpoint checkpoint(backend);
    checkpoint.reset(u"s"_s, StackRecord());
    backend.error = Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
    checkpoint.put(record(u"a"_s));
    checkpoint.save();
    QVERIFY(checkpoint.isDirty());
    QCOMPARE(checkpoint.error()->code, ErrorCode::DiskFull);
    backend.error.reset();
    checkpoint.put(record(u"b"_s));
    checkpoint.save();
    QVERIFY(backend.changes.last().all);
    QVERIFY(!checkpoint.error());
    checkpoint.put(record(u"c"_s));
    checkpoint.save();
    QVERIFY(!backend.changes.last().all);
}

void TestCheckpoint::aFailureIsToldAndARecoveryToo()
{
    sim::HeldBackend backend;
    Checkpoint checkpoint(backend);
    QSignalSpy failed(&checkpoint, &Checkpoint::failed);
    QSignalSpy recovered(&checkpoint, &Checkpoint::recovered);
    checkpoint.reset(u"s"_s, StackRecord());
    backend.error = Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
    checkpoint.put(record(u"a"_s));
    bool told = false;
    checkpoint.save([&](const Result<void> &result) { told = !result.ok(); });
    QVERIFY(told);
    QCOMPARE(failed.size(), 1);
    backend.error.reset();
    checkpoint.save();
    QCOMPARE(recovered.size(), 1);
    QCOMPARE(failed.size(), 1);
}

void TestCheckpoint::aCheckpointThatIsGoneTakesNoAnswer()
{
    sim::HeldBackend backend;
    backend.hold = true;
    bool told = false;
    {
        Checkpoint checkpoint(backend);
        checkpoint.reset(u"s"_s, {});
        checkpoint.save([&](const Result<void> &) { told = true; });
        checkpoint.put(record(u"a"_s));
        checkpoint.save([&](const Result<void> &) { told = true; });
    }
    told = false;
    backend.release();
    QVERIFY(!told);
}

QTEST_GUILESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"
