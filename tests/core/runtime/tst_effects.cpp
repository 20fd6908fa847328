// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::Stage;

namespace {

ApplyResult echo(const ApplyJob::Request &request)
{
    ApplyResult result;
    result.outputs = request.props;
    return result;
}

} // namespace

/// Effects: what is stored before and after one, and what becomes of one that was interrupted.
class TestEffects : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anInterruptedManualEffectIsLeftToAPerson();
    void anInterruptedManualEffectIsNotRunByTheNextDeploy();
    void anInterruptedIdempotentEffectIsRunAgain();
    void theIntentIsStoredBeforeTheEffect();
    void aPureEffectNeedsNoIntent();
    void patchesOfOthersLandInOneRecordWithTheResult();
    void aPatchOfANodeThatIsBeingAppliedIsNotLost();
    void whenStoredIsCalledAfterTheRecordIsDurable();
    void aFailedSaveHaltsTheStack();
    void aHaltedStackSettlesWithItsError();
    void afterAFailedSaveTheNextDeployGoesOn();
};

void TestEffects::anInterruptedManualEffectIsLeftToAPerson()
{
    const QByteArray children = R"([{"construct":"Launch"},{"construct":"Task","key":"x"}])";
    Stage stage;
    stage.start(children);
    QCOMPARE(stage.stored().find(u"launch"_s)->state, NodeState::Applying);
    stage.crash();
    stage.deploy(children);
    QCOMPARE(stage.node(u"launch"_s)->error->code, ErrorCode::Interrupted);
    QVERIFY(!stage.provider().log.contains(u"apply launch"_s));
    QCOMPARE(stage.stateOf(u"task-x"_s), u"deployed"_s);
    QVERIFY(stage.runtime().retry(u"launch"_s).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.stateOf(u"launch"_s), u"deployed"_s);
}

void TestEffects::anInterruptedManualEffectIsNotRunByTheNextDeploy()
{
    const QByteArray children = R"([{"construct":"Launch"}])";
    Stage stage;
    stage.start(children);
    stage.crash();
    stage.deploy(children);
    stage.redeploy(children);
    stage.drive();
    QVERIFY(!stage.provider().log.contains(u"apply launch"_s));
    QCOMPARE(stage.node(u"launch"_s)->error->code, ErrorCode::Interrupted);
    stage.crash();
    stage.deploy(children);
    QVERIFY(!stage.provider().log.contains(u"apply launch"_s));
    QCOMPARE(stage.node(u"launch"_s)->error->code, ErrorCode::Interrupted);
}

void TestEffects::anInterruptedIdempotentEffectIsRunAgain()
{
    const QByteArray children = R"([{"construct":"Task","key":"x"}])";
    Stage stage;
    stage.start(children);
    stage.crash();
    stage.deploy(children);
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-x"_s});
    QCOMPARE(stage.stored().find(u"task-x"_s)->cause.kind, u"restart"_s);
}

void TestEffects::theIntentIsStoredBeforeTheEffect()
{
    Stage stage;
    QStringList seen;
    stage.prepare = [&](sim::Provider &) {
        stage.store->fault = [&](const QString &call) -> Result<void> {
            if (call == u"saveState")
                seen.append(stage.run ? stage.run->provider.log.join(u',') : QString());
            return {};
        };
    };
    stage.start(R"([{"construct":"Task","key":"x","props":{"v":1}}])");
    QVERIFY(!seen.isEmpty());
    QCOMPARE(seen.first(), QString()); // saved while nothing had been asked of the provider
    QCOMPARE(stage.stored().find(u"task-x"_s)->state, NodeState::Applying);
    QCOMPARE(stage.stored().find(u"task-x"_s)->props, (QJsonObject{{u"v"_s, 1}}));
    QCOMPARE(stage.stored().status, StackStatus::Applying);
    QCOMPARE(stage.stored().applyingNodeIds, QStringList{u"task-x"_s});
    stage.drive();
    QVERIFY(stage.stored().applyingNodeIds.isEmpty());
}

void TestEffects::aPureEffectNeedsNoIntent()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.automatic = true; };
    stage.start(
        R"([{"construct":"Tool","children":[{"construct":"Tool","children":[{"construct":"Tool"}]}]}])");
    QCOMPARE(stage.storedIds().size(), 3);
    QCOMPARE(stage.store->counters.saves, 1);
}

void TestEffects::patchesOfOthersLandInOneRecordWithTheResult()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) {
        provider.answer =
            [](const ApplyJob::Request &request) -> std::optional<Result<ApplyResult>> {
            if (request.id.toString() != u"task-m.task-w")
                return {};
            ApplyResult result = echo(request);
            result.others.append({u"task-m"_s, {{u"list"_s, 2}}, QJsonObject{{u"kept"_s, 2}}});
            return Result<ApplyResult>(result);
        };
    };
    stage.start(R"([{"construct":"Task","as":"m","key":"m","props":{"list":1},"children":[
        {"construct":"Task","key":"w"},
        {"construct":"Task","key":"r","props":{"v":{"$":"m.list"}}}]}])");
    stage.finish(u"task-m"_s);
    stage.finish(u"task-m.task-r"_s);
    const int saves = stage.store->counters.saves;
    int whole = 0;
    stage.store->fault = [&](const QString &) -> Result<void> {
        const NodeRecord *memory = stage.stored().find(u"task-m"_s);
        const NodeRecord *writer = stage.stored().find(u"task-m.task-w"_s);
        const bool patched = memory->outputs->value(u"list"_s) == 2;
        const bool done = writer->state == NodeState::Deployed;
        whole += patched != done;
        return {};
    };
    QVERIFY(stage.finish(u"task-m.task-w"_s));
    QCOMPARE(whole, 0);
    QCOMPARE(stage.stored().find(u"task-m"_s)->store, (QJsonObject{{u"kept"_s, 2}}));
    QCOMPARE(stage.heldJobs(), QStringList{u"task-m.task-r"_s});
    // One record: the result, the patch, and the intent of what follows from it.
    QVERIFY2(stage.store->counters.saves - saves <= 2,
             qPrintable(QString::number(stage.store->counters.saves - saves)));
    stage.drive();
    QCOMPARE(stage.output(u"task-m.task-r"_s, u"v"_s), QJsonValue(2));
    stage.store->fault = {};
}

void TestEffects::aPatchOfANodeThatIsBeingAppliedIsNotLost()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Task","as":"s","props":{"a":1},"children":[
        {"construct":"Task","key":"x","props":{"v":{"$":"s.a"},"list":0}}]}])");
    stage.emitOutputs(u"task"_s, {{u"a"_s, 2}});
    QCOMPARE(stage.heldJobs(), QStringList{u"task.task-x"_s});
    stage.emitOutputs(u"task.task-x"_s, {{u"list"_s, 5}});
    stage.drive();
    QCOMPARE(stage.output(u"task.task-x"_s, u"v"_s), QJsonValue(2));
    QCOMPARE(stage.output(u"task.task-x"_s, u"list"_s), QJsonValue(5));
}

void TestEffects::whenStoredIsCalledAfterTheRecordIsDurable()
{
    Stage stage;
    QString state;
    stage.prepare = [&](sim::Provider &provider) {
        provider.answer = [&](const ApplyJob::Request &request) {
            ApplyResult result = echo(request);
            result.whenStored = [&] {
                state = nodeStateName(stage.stored().find(u"task-x"_s)->state);
            };
            return std::optional(Result<ApplyResult>(result));
        };
    };
    stage.start(R"([{"construct":"Task","key":"x"}])");
    stage.drive();
    QCOMPARE(state, u"deployed"_s);
}

void TestEffects::aFailedSaveHaltsTheStack()
{
    Stage stage;
    stage.start(R"([{"construct":"Task","key":"a","children":[{"construct":"Task","key":"b"}]}])");
    stage.store->fault = [](const QString &call) -> Result<void> {
        if (call == u"saveState")
            return Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
        return {};
    };
    stage.takeLog();
    QVERIFY(stage.finish(u"task-a"_s));
    QVERIFY2(stage.takeLog().filter(u"apply"_s).isEmpty(), "no effect whose intent is not stored");
    QVERIFY(stage.runtime().haltedBy());
    QCOMPARE(stage.runtime().haltedBy()->code, ErrorCode::DiskFull);
    bool answered = false;
    stage.runtime().commit({{u"task-a"_s, {{u"v"_s, 1}}}}, {}, [&](const Result<void> &result) {
        answered = !result.ok() && result.error().code == ErrorCode::DiskFull;
    });
    QVERIFY2(answered, "nothing is accepted that cannot be stored");
}

void TestEffects::aHaltedStackSettlesWithItsError()
{
    Stage stage;
    stage.start(R"([{"construct":"Task","key":"a","children":[{"construct":"Task","key":"b"}]}])");
    stage.runtime().halt({ErrorCode::LockLost, u"lost"_s, {}, {}});
    QVERIFY(stage.finish(u"task-a"_s));
    QVERIFY(stage.heldJobs().isEmpty());
    QVERIFY(stage.runtime().isIdle());
    QVERIFY(stage.run->settled && !stage.run->settled->ok());
    QCOMPARE(stage.run->settled->error().code, ErrorCode::LockLost);
}

void TestEffects::afterAFailedSaveTheNextDeployGoesOn()
{
    const QByteArray children =
        R"([{"construct":"Task","key":"a","children":[{"construct":"Task","key":"b"}]}])";
    Stage stage;
    stage.start(children);
    stage.store->fault = [](const QString &) -> Result<void> {
        return Error{ErrorCode::IoError, u"broken disk"_s, {}, {}};
    };
    stage.finish(u"task-a"_s);
    stage.redeploy(children);
    QVERIFY2(stage.runtime().haltedBy(), "the disk is still broken");
    QVERIFY(stage.heldJobs().isEmpty());
    stage.store->fault = {};
    stage.redeploy(children);
    stage.drive();
    // An intent that could not be stored is a failure of its node.
    if (stage.node(u"task-a.task-b"_s)->state == NodeState::Failed) {
        QVERIFY(stage.runtime().retry(u"task-a.task-b"_s).ok());
        stage.settle();
        stage.drive();
    }
    QCOMPARE(stage.storedIds(), (QStringList{u"task-a"_s, u"task-a.task-b"_s}));
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
    QVERIFY(!stage.runtime().haltedBy());
}

QTEST_GUILESS_MAIN(TestEffects)
#include "tst_effects.moc"
