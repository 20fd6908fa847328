// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/enginebench.h"

#include <QFile>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

const QString model = u"http-server.chat-handler.chat-model"_s;
const QString memory = model + u".memory"_s;

Result<void> pin(EngineUser &user, const QString &id, bool pinned = true)
{
    return user.await<void>([&](const Done<void> &done) { user.engine().pin(id, pinned, done); });
}

NodeRecord stored(EngineUser &user, const QString &id)
{
    const Result<StackRecord> state = user.state();
    const NodeRecord *record = state.ok() ? state->find(id) : nullptr;
    return record ? *record : NodeRecord();
}

QStringList actions(EngineUser &user)
{
    QStringList actions;
    const auto entries = user.auditLog();
    for (const AuditEntry &entry : entries.ok() ? *entries : QList<AuditEntry>())
        actions.append(entry.action);
    return actions;
}

} // namespace

/// What a person does to single nodes, by the engine's face: live, idle, and where it cannot be.
class TestSessionNodes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLiveNodeIsPinnedAndLetGo();
    void anIdleNodeIsPinnedUnderTheLock();
    void whatCannotBePinnedIdleLeavesTheStackIdle();
    void anotherHoldsTheLock();
    void aRerunAsksForNothingElse();
    void aNodeOfAFinishedTurnIsExplained();
    void aNodeIsDestroyedAndComesBackWithADeploy();
    void withoutARunItIsSaid();
    void aStoreIsSetLiveAndIdle();
};

void TestSessionNodes::aLiveNodeIsPinnedAndLetGo()
{
    StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(pin(user, model).ok());
    QVERIFY(stored(user, model).pinned);
    QCOMPARE(pin(user, model).error().code, ErrorCode::InvalidArgument);
    QVERIFY(pin(user, memory).error().message.contains(u"Others add"));
    QCOMPARE(user.info.status, StackInfo::Status::Live);
    QVERIFY(user.stop().ok());
    QVERIFY(stored(user, model).pinned);
    QVERIFY(user.deploy().ok());
    QVERIFY(pin(user, model, false).ok());
    QVERIFY(!stored(user, model).pinned);
    QVERIFY(user.stop().ok());
    QVERIFY(actions(user).contains(u"node_pinned"_s));
    QVERIFY(actions(user).contains(u"node_unpinned"_s));
}

void TestSessionNodes::anIdleNodeIsPinnedUnderTheLock()
{
    StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(user.stop().ok());
    QVERIFY(pin(user, model).ok());
    QTRY_COMPARE(user.info.status, StackInfo::Status::Idle);
    QVERIFY(!QFile::exists(bench.lockPath()));
    EngineUser another;
    QVERIFY(another.open(bench.request()).ok());
    QVERIFY(stored(another, model).pinned);
    QVERIFY(actions(another).contains(u"node_pinned"_s));
}

void TestSessionNodes::whatCannotBePinnedIdleLeavesTheStackIdle()
{
    StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QCOMPARE(pin(user, model).error().code, ErrorCode::NotFound);
    QTRY_COMPARE(user.info.status, StackInfo::Status::Idle);
    QVERIFY(!user.info.error);
    QVERIFY(user.deploy().ok());
}

void TestSessionNodes::anotherHoldsTheLock()
{
    StackBench bench;
    EngineUser holder;
    QVERIFY(holder.open(bench.request()).ok());
    QVERIFY(holder.deploy().ok());
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QCOMPARE(pin(user, model).error().code, ErrorCode::Locked);
    QVERIFY(!stored(holder, model).pinned);
    QVERIFY(holder.stop().ok());
    QVERIFY(pin(user, model).ok());
}

void TestSessionNodes::aRerunAsksForNothingElse()
{
    StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(user.ask(u"Hello!"_s).ok());
    const int calls = bench.modelCalls();
    QVERIFY(
        user.await<void>([&](const Done<void> &done) { user.engine().rerun(model, done); }).ok());
    QTRY_COMPARE_WITH_TIMEOUT(stored(user, model).cause.kind, u"rerun"_s, EngineUser::patience);
    QCOMPARE(bench.modelCalls(), calls);
    QVERIFY(user.stop().ok());
    QVERIFY(actions(user).contains(u"node_rerun"_s));
    QCOMPARE(bench.remembered().size(), 2);
}

void TestSessionNodes::aNodeOfAFinishedTurnIsExplained()
{
    StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(user.ask(u"Hello!"_s).ok());
    QString completion;
    for (const TreeRow &row : std::as_const(user.appeared)) {
        if (row.nodeId.contains(u"completion"))
            completion = row.nodeId;
    }
    QVERIFY(!completion.isEmpty());
    const auto rerun = [&] {
        return user.await<void>(
            [&](const Done<void> &done) { user.engine().rerun(completion, done); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(rerun().error().message.contains(u"finished turn"),
                             EngineUser::patience);
    QVERIFY(pin(user, completion).error().message.contains(u"finished turn"));
    const auto retried =
        user.await<void>([&](const Done<void> &done) { user.engine().retry(completion, done); });
    QVERIFY(retried.error().message.contains(u"finished turn"));
}

void TestSessionNodes::aNodeIsDestroyedAndComesBackWithADeploy()
{
    StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(
        user.await<void>([&](const Done<void> &done) { user.engine().destroyNode(memory, done); })
            .ok());
    QVERIFY(stored(user, memory).id.isNull());
    QVERIFY(!stored(user, model).id.isNull());
    QVERIFY(user.deploy().ok());
    QVERIFY(!stored(user, memory).id.isNull());
    QVERIFY(user.ask(u"Hello!"_s).ok());
}

void TestSessionNodes::withoutARunItIsSaid()
{
    StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    const auto say = [&](const std::function<void(const Done<void> &)> &command) {
        return user.await<void>(command).error().hint;
    };
    QVERIFY(
        say([&](const Done<void> &done) { user.engine().retryFailed(done); }).contains(u"Deploy"));
    QVERIFY(
        say([&](const Done<void> &done) { user.engine().rerun(model, done); }).contains(u"Deploy"));
    QVERIFY(say([&](const Done<void> &done) {
                user.engine().destroyNode(model, done);
            }).contains(u"Deploy"));
    QVERIFY(user.deploy().ok());
    QVERIFY(user.await<void>([&](const Done<void> &done) { user.engine().retryFailed(done); })
                .error()
                .message.contains(u"No node has failed"));
}

void TestSessionNodes::aStoreIsSetLiveAndIdle()
{
    StackBench bench;
    QVERIFY(bench.edit("\"children\": [\n    { \"construct\": \"HttpServer\"",
                       "\"children\": [ {\"store\": {\"count\": 0}, \"as\": \"counter\"},\n"
                       "    { \"construct\": \"HttpServer\""));
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    const auto set = [&](const QString &key, int value) {
        return user.await<void>([&](const Done<void> &done) {
            user.engine().setStore({u"counter"_s, key, value}, done);
        });
    };
    QVERIFY(set(u"count"_s, 3).ok());
    QCOMPARE(user.state()->stores.value(u"counter"_s)[u"count"_s], QJsonValue(3));
    QVERIFY(user.stop().ok());
    QVERIFY(set(u"count"_s, 4).ok());
    QCOMPARE(user.state()->stores.value(u"counter"_s)[u"count"_s], QJsonValue(4));
    QVERIFY(set(u"cont"_s, 4).error().message.contains(u"'count'"));
}

QTEST_GUILESS_MAIN(TestSessionNodes)
#include "tst_sessionnodes.moc"
