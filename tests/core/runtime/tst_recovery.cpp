// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::Stage;

namespace {

const QByteArray pair = R"([{"construct":"Task","key":"a"},{"construct":"Task","key":"b"}])";

AuditEntry torn(int bytes)
{
    return {0, u"journal_torn"_s, {}, {{u"lostBytes"_s, bytes}}, {}};
}

} // namespace

/// What a start tells of a run that did not end by itself.
class TestRecovery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRunThatWasStoppedTellsNothing();
    void anIdleRunThatWasKilledTellsNothing();
    void aFirstRunTellsNothing();
    void whatWasAtWorkIsAppliedAgain();
    void whatOnlyAPersonMayRepeatIsLeft();
    void whatIsNoLongerInTheDocumentIsDestroyed();
    void whatWasAtWorkAndIsNoLongerInTheDocumentIsRemoved();
    void anAnswerThatNobodyWaitsForCannotBeDelivered();
    void aTurnGoesOnAndIsToldBeforeItEnds();
    void itIsToldOnce();
    void aMessageThatWasAcceptedButNotBegunGoesOn();
    void aStoppedTurnIsNotToldAsACrash();
    void whatTheBackendRepairedIsAuditedOnceEach();
    void aRepairAloneIsTold();
    void sentencesNameFewAndCountMany();
};

void TestRecovery::aRunThatWasStoppedTellsNothing()
{
    Stage stage;
    stage.deploy(pair);
    QVERIFY(stage.stop());
    stage.deploy(R"([{"construct":"Task","key":"a"}])");
    QVERIFY(stage.reports.isEmpty());
    QVERIFY(!stage.auditActions().contains(u"recovered"_s));
}

void TestRecovery::anIdleRunThatWasKilledTellsNothing()
{
    Stage stage;
    stage.deploy(pair);
    stage.crash();
    stage.deploy(pair);
    QVERIFY(stage.reports.isEmpty());
}

void TestRecovery::aFirstRunTellsNothing()
{
    Stage stage;
    stage.deploy(pair);
    QVERIFY(stage.reports.isEmpty());
}

void TestRecovery::whatWasAtWorkIsAppliedAgain()
{
    Stage stage;
    stage.start(pair);
    QVERIFY(stage.finish(u"task-a"_s));
    stage.crash();
    stage.start(pair);
    QCOMPARE(stage.reports.size(), 1);
    const RecoveryReport report = stage.reports.first();
    QCOMPARE(report.interrupted,
             (QList<RecoveryReport::Item>{{u"task-b"_s, u"Task"_s, u"rerun"_s}}));
    QCOMPARE(report.kept, 1);
    QVERIFY(report.destroyed.isEmpty());
    QVERIFY(report.turns.isEmpty());
    QCOMPARE(report.sentences(), QStringList{u"Task was at work and is applied again."_s});
    QCOMPARE(stage.heldJobs(), QStringList{u"task-b"_s});
}

void TestRecovery::whatOnlyAPersonMayRepeatIsLeft()
{
    Stage stage;
    stage.start(R"([{"construct":"Launch"}])");
    stage.crash();
    stage.start(R"([{"construct":"Launch"}])");
    QCOMPARE(stage.reports.size(), 1);
    QCOMPARE(stage.reports.first().interrupted.first().what, u"left"_s);
    QVERIFY(stage.heldJobs().isEmpty());
    stage.crash();
    stage.start(R"([{"construct":"Launch"}])");
    QCOMPARE(stage.reports.size(), 1);
}

void TestRecovery::whatIsNoLongerInTheDocumentIsDestroyed()
{
    Stage stage;
    stage.start(pair);
    stage.finish(u"task-a"_s);
    stage.crash();
    stage.start(R"([{"construct":"Task","key":"b"}])");
    QCOMPARE(stage.reports.size(), 1);
    QCOMPARE(stage.reports.first().destroyed, QStringList{u"task-a"_s});
    QCOMPARE(stage.reports.first().interrupted.first().what, u"rerun"_s);
}

void TestRecovery::whatWasAtWorkAndIsNoLongerInTheDocumentIsRemoved()
{
    Stage stage;
    stage.start(pair);
    stage.crash();
    stage.start(R"([{"construct":"Task","key":"b"}])");
    const RecoveryReport report = stage.reports.value(0);
    QCOMPARE(report.interrupted,
             (QList<RecoveryReport::Item>{{u"task-a"_s, u"Task"_s, u"removed"_s},
                                          {u"task-b"_s, u"Task"_s, u"rerun"_s}}));
    QVERIFY(report.destroyed.isEmpty());
    QCOMPARE(stage.takeLog(), (QStringList{u"destroy task-a"_s, u"apply task-b"_s}));
}

void TestRecovery::anAnswerThatNobodyWaitsForCannotBeDelivered()
{
    // As CReact 0.2 leaves it: the answer at work, and no message in the handler.
    const QByteArray children = R"([{"construct":"ChatHandler","as":"chat","children":[
        {"show":{"$":"chat.pending"},"children":[{"construct":"ChatResponse"}]}]}])";
    Stage stage;
    StackRecord state;
    state.stackName = u"s"_s;
    state.status = StackStatus::Applying;
    NodeRecord handler;
    handler.id = NodeId::root(u"chat-handler"_s);
    handler.constructType = u"ChatHandler"_s;
    state.put(handler);
    NodeRecord response;
    response.id = handler.id.child(u"chat-response"_s);
    response.constructType = u"ChatResponse"_s;
    response.props = {{u"handlerId"_s, u"chat-handler"_s}, {u"messageId"_s, u"1795311661920"_s}};
    response.state = NodeState::Applying;
    state.put(response);
    state.applyingNodeIds = {response.id.toString()};
    stage.store->stacks[u"s"_s].state = state;
    stage.deploy(children);
    const RecoveryReport report = stage.reports.value(0);
    QCOMPARE(report.interrupted.size(), 1);
    QCOMPARE(report.interrupted.first().what, u"undelivered"_s);
    QCOMPARE(report.sentences(),
             QStringList{u"ChatResponse could not be delivered: whoever asked has gone."_s});
    QVERIFY(!stage.takeLog().contains(u"apply chat-handler.chat-response"_s));
    QCOMPARE(stage.storedIds(), QStringList{u"chat-handler"_s});
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
}

void TestRecovery::aTurnGoesOnAndIsToldBeforeItEnds()
{
    Stage stage;
    stage.start(sim::agentTemplate());
    stage.drive();
    stage.run->post(u"m1"_s, u"A"_s);
    stage.crash();
    stage.start(sim::agentTemplate());
    stage.drive(3); // server, handler, …: then the call again
    QCOMPARE(stage.reports.size(), 1);
    QCOMPARE(stage.reports.first().turns, QStringList{u"m1"_s});
    QCOMPARE(stage.reports.first().interrupted.size(), 1);
    QVERIFY(stage.reports.first().kept >= 3);
    QVERIFY(!stage.run->settled);
    QVERIFY(stage.reports.first().sentences().contains(u"Message m1 goes on."_s));
}

void TestRecovery::itIsToldOnce()
{
    Stage stage;
    stage.start(pair);
    stage.crash();
    stage.start(pair);
    stage.drive();
    stage.redeploy(R"([{"construct":"Task","key":"a"}])");
    stage.drive();
    QCOMPARE(stage.reports.size(), 1);
    const QList<AuditEntry> &audit = stage.store->stacks[u"s"_s].audit;
    int entries = 0;
    for (const AuditEntry &entry : audit) {
        if (entry.action == u"recovered") {
            ++entries;
            QCOMPARE(entry.details, stage.reports.first().toJson());
        }
    }
    QCOMPARE(entries, 1);
}

void TestRecovery::aMessageThatWasAcceptedButNotBegunGoesOn()
{
    Stage stage;
    stage.start(sim::agentTemplate());
    stage.drive();
    bool accepted = false;
    // Killed right after the acceptance, before anything came of it.
    int saves = 0;
    stage.store->fault = [&](const QString &call) -> Result<void> {
        if (call == u"saveState" && ++saves > 1)
            return Error{ErrorCode::IoError, u"killed"_s, {}, {}};
        return {};
    };
    const QString handler = u"http-server.chat-handler"_s;
    const QJsonObject message{{u"id"_s, u"m1"_s}, {u"content"_s, u"A"_s}};
    stage.runtime().commit(
        {{handler, {{u"pending"_s, message}}, QJsonObject{{u"inbox"_s, QJsonArray{message}}}}},
        {u"message"_s, u"m1"_s, handler, 0},
        [&](const Result<void> &result) { accepted = result.ok(); });
    QVERIFY(accepted);
    stage.crash();
    stage.store->fault = {};
    stage.start(sim::agentTemplate());
    stage.drive();
    QCOMPARE(stage.reports.size(), 1);
    QCOMPARE(stage.reports.first().turns, QStringList{u"m1"_s});
    QVERIFY(stage.reports.first().interrupted.isEmpty());
}

void TestRecovery::aStoppedTurnIsNotToldAsACrash()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    stage.start(sim::agentTemplate());
    stage.drive();
    stage.run->post(u"m1"_s, u"A"_s);
    QVERIFY(!stage.heldJobs().isEmpty());
    QVERIFY(stage.stop());
    stage.start(sim::agentTemplate());
    stage.drive();
    QVERIFY(stage.reports.isEmpty());
    QVERIFY(stage.world.sent.value(0).startsWith(u"m1=answer(A)"));
}

void TestRecovery::whatTheBackendRepairedIsAuditedOnceEach()
{
    Stage stage;
    stage.start(pair);
    stage.crash();
    stage.prepare = [&](sim::Provider &) {
        Q_EMIT stage.run->backend.repaired(u"other"_s, torn(7));
        QObject::connect(&stage.run->runtime, &Runtime::auditAppended, &stage.run->backend,
                         [&, told = false]() mutable {
                             if (!std::exchange(told, true))
                                 Q_EMIT stage.run->backend.repaired(u"s"_s, torn(12));
                         });
    };
    stage.start(pair);
    stage.drive();
    stage.settle();
    QCOMPARE(stage.auditActions().count(u"journal_torn"_s), 1);
    Q_EMIT stage.run->backend.repaired(u"s"_s, torn(3));
    stage.settle();
    QCOMPARE(stage.auditActions().count(u"journal_torn"_s), 2);
    // Later repairs are no part of a recovery.
    QCOMPARE(stage.reports.size(), 1);
}

void TestRecovery::aRepairAloneIsTold()
{
    Stage stage;
    stage.deploy(pair);
    QVERIFY(stage.stop());
    stage.prepare = [&](sim::Provider &) {
        QObject::connect(&stage.run->runtime, &Runtime::auditAppended, &stage.run->backend,
                         [&, told = false]() mutable {
                             if (!std::exchange(told, true))
                                 Q_EMIT stage.run->backend.repaired(u"s"_s, torn(12));
                         });
    };
    stage.start(pair);
    stage.settle();
    const RecoveryReport report = stage.reports.value(0);
    QCOMPARE(report.repairs, QList<AuditEntry>{torn(12)});
    QVERIFY(report.interrupted.isEmpty());
    QCOMPARE(
        report.sentences(),
        QStringList{u"The end of the journal was torn; 12 bytes that were not written to their "
                    "end were dropped."_s});
}

void TestRecovery::sentencesNameFewAndCountMany()
{
    RecoveryReport report;
    for (int i = 0; i < 3000; ++i) {
        report.destroyed.append(u"task-%1"_s.arg(i));
        report.interrupted.append({u"task-%1"_s.arg(i), u"Task"_s, u"rerun"_s});
    }
    report.turns = {u"m1"_s, u"m2"_s};
    QCOMPARE(
        report.sentences(),
        (QStringList{u"3000 nodes were at work and are applied again."_s, u"2 messages go on."_s,
                     u"3000 nodes are no longer needed and were destroyed."_s}));
    QCOMPARE(report.toJson().value(u"destroyed"_s).toArray().size(), 100);
    QCOMPARE(report.toJson().value(u"destroyedCount"_s).toInt(), 3000);
    report = {};
    report.interrupted = {{u"a"_s, u"Completion"_s, u"rerun"_s},
                          {u"b"_s, u"ToolExec"_s, u"rerun"_s}};
    QCOMPARE(report.sentences(),
             QStringList{u"Completion and ToolExec were at work and are applied again."_s});
}

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
