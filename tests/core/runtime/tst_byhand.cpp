// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::Stage;

namespace {

/// a; b reads its v, c its id.
const QByteArray family = R"([{"construct":"Task","key":"a","as":"a","props":{"v":1},"children":[
    {"construct":"Task","key":"b","props":{"v":{"$":"a.v"}}},
    {"construct":"Task","key":"c","props":{"v":{"$":"a.id"}}}]}])";
const QString a = u"task-a"_s;
const QString b = u"task-a.task-b"_s;
const QString c = u"task-a.task-c"_s;

const QByteArray counter = R"([{"store":{"count":0,"name":"x"},"as":"counter"},
    {"construct":"Task","key":"t","props":{"n":{"$":"counter.count"}}}])";

std::optional<Result<void>> set(Stage &stage, const QString &store, const QString &key,
                                const QJsonValue &value)
{
    std::optional<Result<void>> answer;
    stage.runtime().setStore(store, key, value,
                             [&](const Result<void> &result) { answer = result; });
    stage.settle();
    return answer;
}

AuditEntry lastEntry(const Stage &stage, const QString &action)
{
    for (const AuditEntry &entry : stage.store->stacks.value(u"s"_s).audit) {
        if (entry.action == action)
            return entry;
    }
    return {};
}

} // namespace

/// What a person asks of single nodes and stores: again, and set.
class TestByHand : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRerunAppliesADeployedNodeAgain();
    void whatReadsUnchangedOutputsIsNotRunAgain();
    void whatReadsChangedOutputsFollows();
    void oldOutputsStayVisibleMeanwhile();
    void aFailedNodeIsRerunToo();
    void anEphemeralNodeIsRerunToo();
    void aRerunIsRefusedWhereItMakesNoSense();
    void aRerunOfATurnStaysThatTurn();
    void aRerunAppendDoesNotAppendTwice();
    void aRerunThatCrashedIsRunAgain();
    void retryFailedRetriesAll();
    void retryFailedWithoutAFailureSaysSo();
    void retryFailedClosesAFallback();
    void aStoreSetByHandFlowsThroughTheTree();
    void aStoreOfALoadedStackIsSet();
    void anUnknownStoreOrKeyNamesWhatThereIs();
    void aStoreThatCannotBeSavedIsAsBefore();
    void aStoreCostsOneSave();
};

void TestByHand::aRerunAppliesADeployedNodeAgain()
{
    Stage stage;
    stage.deploy(family);
    stage.takeLog();
    QVERIFY(stage.runtime().rerun(a).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-a"_s});
    QCOMPARE(stage.stored().find(a)->cause.kind, u"rerun"_s);
    QCOMPARE(stage.stored().find(a)->cause.event.kind, u"rerun"_s);
    QCOMPARE(lastEntry(stage, u"node_rerun"_s).nodeId, a);
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
}

void TestByHand::whatReadsUnchangedOutputsIsNotRunAgain()
{
    Stage stage;
    stage.deploy(family);
    stage.takeLog();
    QVERIFY(stage.runtime().rerun(a).ok());
    stage.settle();
    QCOMPARE(stage.drive(), 1);
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-a"_s});
    QCOMPARE(stage.stateOf(b), u"deployed"_s);
}

void TestByHand::whatReadsChangedOutputsFollows()
{
    Stage stage;
    stage.deploy(family);
    stage.takeLog();
    stage.provider().answer =
        [](const ApplyJob::Request &request) -> std::optional<Result<ApplyResult>> {
        if (request.id.toString() != a)
            return {};
        return Result<ApplyResult>(ApplyResult{.outputs = {{u"id"_s, a}, {u"v"_s, 9}}});
    };
    QVERIFY(stage.runtime().rerun(a).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.takeLog(), (QStringList{u"apply task-a"_s, u"apply task-a.task-b"_s}));
    QCOMPARE(stage.output(b, u"v"_s), QJsonValue(9));
    QCOMPARE(stage.stored().find(b)->cause.sourceNode, a);
    QCOMPARE(stage.stored().find(b)->cause.event.kind, u"rerun"_s);
}

void TestByHand::oldOutputsStayVisibleMeanwhile()
{
    Stage stage;
    stage.deploy(family);
    QVERIFY(stage.runtime().rerun(a).ok());
    stage.settle();
    QCOMPARE(stage.stateOf(a), u"applying"_s);
    QCOMPARE(stage.node(a)->outputs()->value(u"v"_s), QJsonValue(1));
    QCOMPARE(stage.stateOf(b), u"deployed"_s);
}

void TestByHand::aFailedNodeIsRerunToo()
{
    Stage stage;
    stage.start(family);
    stage.fail(a);
    QVERIFY(stage.runtime().rerun(a).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.stateOf(b), u"deployed"_s);
    QCOMPARE(stage.stored().find(a)->attempts, 2);
}

void TestByHand::anEphemeralNodeIsRerunToo()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Door"}])");
    stage.takeLog();
    QVERIFY(stage.runtime().rerun(u"door"_s).ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.takeLog(), QStringList{u"apply door"_s});
}

void TestByHand::aRerunIsRefusedWhereItMakesNoSense()
{
    Stage stage;
    stage.start(R"([{"construct":"Task","key":"a"},
        {"construct":"Task","key":"w","props":{"v":{"$":"undefined"}}}])");
    const auto refusal = [&](const QString &id) {
        const Result<void> result = stage.runtime().rerun(id);
        return result.ok() ? u"(done)"_s : result.error().message;
    };
    QVERIFY(refusal(a).contains(u"at work"));
    QVERIFY2(refusal(u"task-w"_s).contains(u"waits for "), qPrintable(refusal(u"task-w"_s)));
    QVERIFY(refusal(u"nobody"_s).contains(u"no node 'nobody'"));
    stage.drive();
    QVERIFY(stage.stop());
    QCOMPARE(stage.runtime().rerun(a).error().code, ErrorCode::NotFound);
}

void TestByHand::aRerunOfATurnStaysThatTurn()
{
    Stage stage;
    stage.start(sim::agentTemplate());
    stage.drive();
    stage.run->post(u"m1"_s, u"A"_s);
    stage.run->drive(1); // the first call
    stage.settle();
    QString completion;
    for (const QString &id : stage.ids()) {
        if (completion.isEmpty() && id.contains(u"completion"))
            completion = id;
    }
    const int calls = stage.world.calls.value(stage.world.calls.firstKey());
    QCOMPARE(calls, 1);
    QVERIFY(stage.runtime().rerun(completion).ok());
    stage.settle();
    QCOMPARE(stage.runtime().node(completion)->cause.kind, u"rerun"_s);
    QCOMPARE(stage.runtime().node(completion)->cause.event.id, u"m1"_s);
    stage.drive();
    stage.settle();
    QCOMPARE(stage.world.calls.value(stage.world.calls.firstKey()), 2);
    QCOMPARE(stage.world.sent.size(), 1);
}

void TestByHand::aRerunAppendDoesNotAppendTwice()
{
    Stage stage;
    stage.deploy(R"([{"construct":"Memory","as":"memory","children":[
        {"construct":"AddMessages","key":"once","props":{"memoryId":{"$":"memory.id"},"once":"x",
            "newMessages":[{"role":"user","content":"hi"}]}},
        {"construct":"AddMessages","key":"plain","props":{"memoryId":{"$":"memory.id"},
            "newMessages":[{"role":"user","content":"ho"}]}}]}])");
    QCOMPARE(stage.output(u"memory"_s, u"messages"_s).toArray().size(), 2);
    for (const QString &id : stage.ids().filter(u"add-messages"_s)) {
        QVERIFY(stage.runtime().rerun(id).ok());
        stage.settle();
        stage.drive();
    }
    QCOMPARE(stage.output(u"memory"_s, u"messages"_s).toArray().size(), 2);
}

void TestByHand::aRerunThatCrashedIsRunAgain()
{
    Stage stage;
    stage.deploy(family);
    QVERIFY(stage.runtime().rerun(a).ok());
    stage.settle();
    QCOMPARE(stage.stored().find(a)->state, NodeState::Applying);
    stage.crash();
    stage.deploy(family);
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-a"_s});
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
    QCOMPARE(stage.storedIds().size(), 3);
}

void TestByHand::retryFailedRetriesAll()
{
    Stage stage;
    stage.start(R"([{"construct":"Task","key":"a"},{"construct":"Task","key":"b","children":[
        {"construct":"Task","key":"c"}]},{"construct":"Task","key":"d"}])");
    stage.fail(u"task-a"_s);
    stage.fail(u"task-b"_s);
    stage.drive();
    stage.takeLog();
    QVERIFY(stage.runtime().retryFailed().ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.takeLog(),
             (QStringList{u"apply task-a"_s, u"apply task-b"_s, u"apply task-b.task-c"_s}));
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
    QCOMPARE(stage.stored().find(u"task-a"_s)->cause.kind, u"retry"_s);
}

void TestByHand::retryFailedWithoutAFailureSaysSo()
{
    Stage stage;
    stage.deploy(family);
    const Result<void> result = stage.runtime().retryFailed();
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
}

/// Both failed: that of the fallback is gone when its turn comes.
void TestByHand::retryFailedClosesAFallback()
{
    Stage stage;
    stage.start(R"([{"boundary":"failure","children":[{"construct":"Task","key":"a"}],
        "fallback":[{"construct":"Task","key":"f"}]}])");
    stage.fail(a);
    stage.fail(u"task-f"_s);
    QVERIFY(stage.runtime().retryFailed().ok());
    stage.settle();
    stage.drive();
    QCOMPARE(stage.ids(), QStringList{a});
    QCOMPARE(stage.stateOf(a), u"deployed"_s);
}

void TestByHand::aStoreSetByHandFlowsThroughTheTree()
{
    Stage stage;
    stage.deploy(counter);
    stage.takeLog();
    QVERIFY(set(stage, u"counter"_s, u"count"_s, 5)->ok());
    stage.drive();
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-t"_s});
    QCOMPARE(stage.output(u"task-t"_s, u"n"_s), QJsonValue(5));
    QCOMPARE(stage.stored().stores.value(u"counter"_s),
             (QJsonObject{{u"count"_s, 5}, {u"name"_s, u"x"_s}}));
    const Cause cause = stage.stored().find(u"task-t"_s)->cause;
    QCOMPARE(cause.event.kind, u"store"_s);
    QCOMPARE(cause.event.id, u"counter"_s);
    const QJsonObject told = lastEntry(stage, u"store_set"_s).details;
    QCOMPARE(told.value(u"store"_s), QJsonValue(u"counter"_s));
    QCOMPARE(told.value(u"old"_s), QJsonValue(0));
    QCOMPARE(told.value(u"new"_s), QJsonValue(5));
}

void TestByHand::aStoreOfALoadedStackIsSet()
{
    Stage stage;
    stage.deploy(counter);
    QVERIFY(stage.stop());
    QVERIFY(set(stage, u"counter"_s, u"count"_s, 5)->ok());
    QVERIFY(stage.auditActions().contains(u"store_set"_s));
    stage.deploy(counter);
    QCOMPARE(stage.output(u"task-t"_s, u"n"_s), QJsonValue(5));
}

void TestByHand::anUnknownStoreOrKeyNamesWhatThereIs()
{
    Stage stage;
    stage.deploy(counter);
    const auto store = set(stage, u"conter"_s, u"count"_s, 5);
    QCOMPARE(store->error().code, ErrorCode::InvalidArgument);
    QVERIFY(store->error().message.contains(u"'counter'"));
    const auto key = set(stage, u"counter"_s, u"cont"_s, 5);
    QCOMPARE(key->error().code, ErrorCode::InvalidArgument);
    QVERIFY(key->error().message.contains(u"'count', 'name'"));
}

void TestByHand::aStoreThatCannotBeSavedIsAsBefore()
{
    Stage stage;
    stage.deploy(counter);
    stage.takeLog();
    stage.store->fault = [](const QString &call) -> Result<void> {
        return call == u"saveState" ? Result<void>(Error{ErrorCode::DiskFull, u"full"_s, {}, {}})
                                    : Result<void>();
    };
    QCOMPARE(set(stage, u"counter"_s, u"count"_s, 5)->error().code, ErrorCode::DiskFull);
    QCOMPARE(stage.runtime().state().stores.value(u"counter"_s)[u"count"_s], QJsonValue(0));
    QCOMPARE(stage.takeLog(), QStringList());
}

/// Beside that of what follows from it.
void TestByHand::aStoreCostsOneSave()
{
    Stage stage;
    stage.deploy(R"([{"store":{"count":0},"as":"counter"}])");
    const int saves = stage.store->counters.saves;
    QVERIFY(set(stage, u"counter"_s, u"count"_s, 5)->ok());
    QCOMPARE(stage.store->counters.saves, saves + 1);
}

QTEST_GUILESS_MAIN(TestByHand)
#include "tst_byhand.moc"
