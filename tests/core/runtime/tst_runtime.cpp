// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;

/// The runtime as a whole; its rules are in tst_flow, tst_applying, tst_leaving, tst_causes.
class TestRuntime : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void deploysParentsBeforeChildren();
    void aRecordThatCannotBeWrittenIsToldAndTheStackGoesOn_data();
    void aRecordThatCannotBeWrittenIsToldAndTheStackGoesOn();
};

void TestRuntime::deploysParentsBeforeChildren()
{
    sim::World world;
    sim::Run run(sim::document(R"({"creact":1,"stack":"s","children":[
        {"construct":"Tool","as":"a","props":{"name":"x"},"children":[
          {"construct":"Tool","key":"b","props":{"name":{"$":"a.name + 'y'"}}}]}]})"),
                 std::make_shared<MemoryStore>(), world);
    run.start();
    run.drive();
    QCOMPARE(run.provider.log, (QStringList{u"apply tool"_s, u"apply tool.tool-b"_s}));
    QVERIFY(run.settled && run.settled->ok());
    QCOMPARE(run.runtime.node(u"tool.tool-b"_s)->outputs->value(u"name"_s).toString(), u"xy"_s);
}

void TestRuntime::aRecordThatCannotBeWrittenIsToldAndTheStackGoesOn_data()
{
    QTest::addColumn<QString>("call");
    QTest::newRow("audit") << u"appendAuditLog"_s;
    QTest::newRow("turn") << u"saveTurn"_s;
}

void TestRuntime::aRecordThatCannotBeWrittenIsToldAndTheStackGoesOn()
{
    QFETCH(QString, call);
    sim::Stage stage;
    stage.deploy(R"([{"construct":"Tool","props":{"name":"x"}}])");
    QSignalSpy lost(&stage.runtime(), &Runtime::recordLost);
    stage.store->fault = [call](const QString &asked) -> Result<void> {
        if (asked != call)
            return {};
        return Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
    };
    TurnRecord turn;
    turn.id = u"m1"_s;
    stage.runtime().turnEnded(turn);
    stage.runtime().audit(u"turn_answered"_s, {}, {});
    stage.settle();
    QCOMPARE(lost.size(), 1);
    QVERIFY(!stage.runtime().haltedBy());
    QCOMPARE(stage.stateOf(u"tool"_s), u"deployed"_s);
}

QTEST_GUILESS_MAIN(TestRuntime)
#include "tst_runtime.moc"
