// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::Stage;

namespace {

const QByteArray shown = R"([{"construct":"Task","as":"s","key":"s","props":{"a":1},"children":[
    {"show":{"$":"s.a"},"children":[
        {"construct":"Task","key":"x","props":{"v":{"$":"s.a"}},"children":[
            {"construct":"Task","key":"y"}]}]}]}])";

} // namespace

/// The end of a whole stack.
class TestDestroying : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void destroyAllDestroysDependentsFirstAndForgetsTheStack();
    void destroyAllIsRefusedWhileLive();
    void aDestructionThatCrashedGoesOn();
    void aDeployAfterACrashedDestructionMakesRealWhatMayBeGone();
    void whatCannotBeDestroyedStaysWithWhatItNeeds();
    void aDestructionThatCannotBeStoredBeginsNothing();
    void aDestructionOfThousandsIsStoredInBatches();
};

void TestDestroying::destroyAllDestroysDependentsFirstAndForgetsTheStack()
{
    Stage stage;
    stage.deploy(shown);
    QVERIFY(stage.stop());
    stage.takeLog();
    bool destroyed = false;
    stage.runtime().destroyAll([&](const Result<void> &result) { destroyed = result.ok(); });
    stage.settle();
    QVERIFY(destroyed);
    QCOMPARE(stage.takeLog(),
             (QStringList{u"destroy task-s.task-x.task-y"_s, u"destroy task-s.task-x"_s,
                          u"destroy task-s"_s}));
    QVERIFY(!stage.store->stacks.contains(u"s"_s));
    QCOMPARE(stage.runtime().state().nodeCount(), 0);
}

void TestDestroying::destroyAllIsRefusedWhileLive()
{
    Stage stage;
    stage.deploy(shown);
    ErrorCode code = ErrorCode::Internal;
    stage.runtime().destroyAll([&](const Result<void> &result) { code = result.error().code; });
    QCOMPARE(code, ErrorCode::InvalidArgument);
    QCOMPARE(stage.storedIds().size(), 3);
}

namespace {

/// a, b below it, c beside them, d that names c.
const QByteArray family = R"([
    {"construct":"Task","key":"a","children":[{"construct":"Task","key":"b"}]},
    {"construct":"Task","key":"c","as":"c","children":[
        {"construct":"Task","key":"e"}]},
    {"construct":"Task","key":"d","props":{"uses":["task-c"]}}])";

std::optional<Result<void>> destroyAll(Stage &stage)
{
    std::optional<Result<void>> answer;
    stage.runtime().destroyAll([&](const Result<void> &result) { answer = result; });
    stage.settle();
    return answer;
}

} // namespace

void TestDestroying::aDestructionThatCrashedGoesOn()
{
    Stage stage;
    stage.deploy(family);
    QVERIFY(stage.stop());
    stage.provider().holdDestroys = true;
    QVERIFY(!destroyAll(stage));
    QVERIFY(stage.provider().stepDestroy());
    stage.settle();
    const QStringList before = stage.takeLog();
    QCOMPARE(before.size(), 2 + 5);
    for (const NodeRecord &record : stage.stored().nodes())
        QCOMPARE(record.state, NodeState::Destroying);
    stage.crash();
    stage.run = std::make_unique<sim::Run>(sim::smallDocument(family), stage.store, stage.world);
    stage.runtime().load(u"s"_s, [](const Result<void> &) {});
    const auto answer = destroyAll(stage);
    QVERIFY(answer && answer->ok());
    QVERIFY(!stage.store->stacks.contains(u"s"_s));
}

void TestDestroying::aDeployAfterACrashedDestructionMakesRealWhatMayBeGone()
{
    Stage stage;
    stage.deploy(family);
    QVERIFY(stage.stop());
    stage.provider().holdDestroys = true;
    QVERIFY(!destroyAll(stage));
    QVERIFY(stage.provider().stepDestroy());
    stage.settle();
    stage.crash();
    stage.deploy(family);
    QCOMPARE(stage.takeLog().filter(u"apply"_s).size(), 5);
    for (const NodeRecord &record : stage.stored().nodes())
        QCOMPARE(record.state, NodeState::Deployed);
}

void TestDestroying::whatCannotBeDestroyedStaysWithWhatItNeeds()
{
    Stage stage;
    stage.deploy(family);
    QVERIFY(stage.stop());
    stage.takeLog();
    stage.prepare = {};
    stage.provider().refuseDestroy = {u"task-d"_s};
    const auto answer = destroyAll(stage);
    QVERIFY(answer && !answer->ok());
    QCOMPARE(answer->error().where, u"task-d"_s);
    QVERIFY(!answer->error().hint.isEmpty());
    QCOMPARE(stage.storedIds(), (QStringList{u"task-c"_s, u"task-d"_s}));
    QCOMPARE(stage.stored().status, StackStatus::Failed);
    QCOMPARE(stage.stored().find(u"task-d"_s)->state, NodeState::Failed);
    QVERIFY(stage.stored().find(u"task-d"_s)->error);
    QCOMPARE(stage.stored().find(u"task-c"_s)->state, NodeState::Deployed);
    QVERIFY(stage.auditActions().contains(u"resource_failed"_s));
    // Put right, and again.
    stage.provider().refuseDestroy.clear();
    const auto again = destroyAll(stage);
    QVERIFY(again && again->ok());
    QVERIFY(!stage.store->stacks.contains(u"s"_s));
}

void TestDestroying::aDestructionThatCannotBeStoredBeginsNothing()
{
    Stage stage;
    stage.deploy(family);
    QVERIFY(stage.stop());
    stage.takeLog();
    stage.store->fault = [](const QString &call) -> Result<void> {
        return call == u"saveState" ? Result<void>(Error{ErrorCode::DiskFull, u"full"_s, {}, {}})
                                    : Result<void>();
    };
    const auto answer = destroyAll(stage);
    QVERIFY(answer && answer->error().code == ErrorCode::DiskFull);
    QVERIFY(stage.takeLog().isEmpty());
    stage.store->fault = {};
    const auto again = destroyAll(stage);
    QVERIFY(again && again->ok());
    QCOMPARE(stage.takeLog().size(), 5);
}

void TestDestroying::aDestructionOfThousandsIsStoredInBatches()
{
    QByteArray children;
    for (int i = 0; i < 1000; ++i)
        children += QByteArray(i ? "," : "") + R"({"construct":"Task","key":"k)"
            + QByteArray::number(i) + "\"}";
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.automatic = true; };
    stage.start('[' + children + ']');
    QVERIFY(stage.stop());
    const int saves = stage.store->counters.saves;
    bool destroyed = false;
    stage.runtime().destroyAll([&](const Result<void> &result) { destroyed = result.ok(); });
    QTRY_VERIFY(destroyed);
    QVERIFY2(stage.store->counters.saves - saves <= 1000 / 16 + 2,
             qPrintable(QString::number(stage.store->counters.saves - saves)));
}

QTEST_GUILESS_MAIN(TestDestroying)
#include "tst_destroying.moc"
