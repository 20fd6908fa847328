// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::Stage;

namespace {

/// Two chains whose ends a third node reads, something that goes, something that comes.
QByteArray before()
{
    return R"([{"construct":"Task","key":"a","as":"a","props":{"v":1},"children":[
            {"construct":"Task","key":"b","as":"b","props":{"v":{"$":"a.v"}},"children":[
                {"construct":"Task","key":"r","props":{"v":{"$":"[a.v, b.v]"}}}]}]},
        {"construct":"Task","key":"old","children":[{"construct":"Task","key":"below"}]},
        {"construct":"Task","key":"same"}])";
}

QByteArray after()
{
    return R"([{"construct":"Task","key":"a","as":"a","props":{"v":2},"children":[
            {"construct":"Task","key":"b","as":"b","props":{"v":{"$":"a.v"}},"children":[
                {"construct":"Task","key":"r","props":{"v":{"$":"[a.v, b.v]"}}},
                {"construct":"Task","key":"fresh","as":"fresh","props":{"v":{"$":"b.v"}},
                 "children":[{"construct":"Task","key":"last","props":{"v":{"$":"fresh.v"}}}]}]}]},
        {"construct":"Task","key":"lone","props":{"v":3}},
        {"construct":"Task","key":"same"}])";
}

QString text(const StackRecord &state)
{
    QStringList lines{stackStatusName(state.status)};
    for (const NodeRecord &record : state.nodes())
        lines.append(
            record.id.toString() + u' ' + nodeStateName(record.state) + u' '
            + QString::fromUtf8(QJsonDocument(record.props).toJson(QJsonDocument::Compact)));
    lines.sort();
    return lines.join(u'\n');
}

void begin(Stage &stage, const QByteArray &children)
{
    stage.run->settled.reset();
    stage.runtime().start(sim::smallDocument(children),
                          [&stage](const Result<void> &result) { stage.run->settled = result; });
    stage.settle();
}

} // namespace

/// A deploy that is ended in its middle.
class TestCancelling : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutADeployItIsRefused();
    void anUpdateGoesBackToWhatItWas();
    void aCreateIsNotThereAndHeld();
    void whatCannotBeCancelledIsFinished();
    void deletesThatHaveNotBegunAreHeld();
    void whatReadsAHeldOneKeepsWhatItHad();
    void cancelAtEveryStep_data();
    void cancelAtEveryStep();
    void anAcceptedMessageIsNotTakenBack();
    void aTurnGoesOn();
    void anInterruptedTurnIsFinishedAfterACancelAtEveryStep();
    void aStopMeanwhileAnswersOnce();
    void aDeployMeanwhileTakesOver();
    void aFailedSaveMeanwhileAnswersWithIt();
};

void TestCancelling::withoutADeployItIsRefused()
{
    Stage stage;
    stage.deploy(before());
    QCOMPARE(stage.runtime().cancelApply().error().code, ErrorCode::InvalidArgument);
    QVERIFY(stage.stop());
    QCOMPARE(stage.runtime().cancelApply().error().code, ErrorCode::InvalidArgument);
}

void TestCancelling::anUpdateGoesBackToWhatItWas()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    stage.deploy(before());
    begin(stage, after());
    QVERIFY(stage.heldJobs().contains(u"task-a"_s));
    stage.takeLog();
    QVERIFY(stage.runtime().cancelApply().ok());
    stage.settle();
    QVERIFY(stage.takeLog().contains(u"cancel task-a"_s));
    QVERIFY(stage.run->settled);
    QCOMPARE(stage.run->settled->error().message, u"The deploy was cancelled."_s);
    QCOMPARE(stage.run->settled->error().code, ErrorCode::Cancelled);
    QCOMPARE(stage.stateOf(u"task-a"_s), u"deployed"_s);
    QVERIFY(stage.node(u"task-a"_s)->held);
    QCOMPARE(stage.stored().find(u"task-a"_s)->props.value(u"v"_s), QJsonValue(1));
    QCOMPARE(stage.stateOf(u"task-a.task-b"_s), u"deployed"_s);
    QVERIFY(stage.runtime().isIdle());
    QCOMPARE(stage.stored().status, StackStatus::Deployed);
    QVERIFY(stage.auditActions().contains(u"deploy_cancelled"_s));
}

void TestCancelling::aCreateIsNotThereAndHeld()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    stage.deploy(before());
    begin(stage, after());
    QVERIFY(stage.heldJobs().contains(u"task-lone"_s));
    QVERIFY(stage.runtime().cancelApply().ok());
    stage.settle();
    QCOMPARE(stage.stateOf(u"task-lone"_s), u"pending"_s);
    QVERIFY(stage.node(u"task-lone"_s)->held);
    QVERIFY(!stage.storedIds().contains(u"task-lone"_s));
}

void TestCancelling::whatCannotBeCancelledIsFinished()
{
    Stage stage;
    stage.deploy(before());
    begin(stage, after());
    QVERIFY(stage.runtime().cancelApply().ok());
    stage.settle();
    QVERIFY(!stage.run->settled);
    QVERIFY(stage.finish(u"task-a"_s));
    QVERIFY(!stage.run->settled);
    QVERIFY(stage.finish(u"task-lone"_s));
    QVERIFY(stage.run->settled);
    QCOMPARE(stage.stored().find(u"task-a"_s)->props.value(u"v"_s), QJsonValue(2));
    QVERIFY(!stage.node(u"task-a"_s)->held);
    QCOMPARE(stage.stored().find(u"task-a.task-b"_s)->props.value(u"v"_s), QJsonValue(1));
    QVERIFY(stage.node(u"task-a.task-b"_s)->held);
    QCOMPARE(stage.heldJobs(), QStringList());
}

void TestCancelling::deletesThatHaveNotBegunAreHeld()
{
    Stage stage;
    stage.deploy(before());
    stage.provider().holdDestroys = true;
    stage.provider().heedsCancel = true;
    begin(stage, after());
    QVERIFY(stage.runtime().cancelApply().ok());
    stage.settle();
    QVERIFY(!stage.run->settled); // the one that has begun
    QVERIFY(stage.provider().stepDestroy());
    stage.settle();
    QVERIFY(stage.run->settled);
    QVERIFY(!stage.storedIds().contains(u"task-old.task-below"_s));
    QVERIFY(stage.storedIds().contains(u"task-old"_s));
    stage.provider().holdDestroys = false;
    stage.redeploy(after());
    stage.drive();
    QVERIFY(!stage.storedIds().contains(u"task-old"_s));
}

/// It read what was new and is not there: it would wait, and lose what it gives.
void TestCancelling::whatReadsAHeldOneKeepsWhatItHad()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    stage.deploy(R"([{"construct":"Task","key":"a","as":"a","children":[
        {"construct":"Task","key":"b","props":{"v":1}}]}])");
    begin(stage, R"([{"construct":"Task","key":"a","as":"a","children":[
        {"construct":"Task","key":"n","as":"n","props":{"v":2},"children":[]},
        {"construct":"Task","key":"b","props":{"v":1,"w":{"$":"a.id"}}}]}])");
    QVERIFY(stage.runtime().cancelApply().ok());
    stage.settle();
    QCOMPARE(stage.stateOf(u"task-a.task-b"_s), u"deployed"_s);
    QVERIFY(stage.node(u"task-a.task-b"_s)->outputs());
    QVERIFY(stage.node(u"task-a.task-b"_s)->held);
}

void TestCancelling::cancelAtEveryStep_data()
{
    QTest::addColumn<bool>("heeds");
    QTest::addColumn<bool>("restart");
    QTest::newRow("cancelled") << true << false;
    QTest::newRow("finished") << false << false;
    QTest::newRow("cancelled, then a crash") << true << true;
    QTest::newRow("finished, then a crash") << false << true;
}

void TestCancelling::cancelAtEveryStep()
{
    QFETCH(bool, heeds);
    QFETCH(bool, restart);
    Stage whole;
    whole.deploy(before());
    begin(whole, after());
    const int steps = whole.drive() + 1;
    const QString wanted = text(whole.stored());
    QVERIFY(steps > 5);
    for (int i = 0; i < steps; ++i) {
        Stage stage;
        stage.prepare = [&](sim::Provider &provider) { provider.heedsCancel = heeds; };
        stage.deploy(before());
        begin(stage, after());
        stage.drive(i);
        const bool running = !stage.run->settled;
        QCOMPARE(stage.runtime().cancelApply().ok(), running);
        stage.settle();
        stage.drive();
        stage.settle();
        QVERIFY(stage.run->settled);
        if (running)
            QCOMPARE(stage.run->settled->error().code, ErrorCode::Cancelled);
        QVERIFY(stage.runtime().isIdle());
        QVERIFY(stage.runtime().failures().isEmpty());
        for (const NodeRecord &record : stage.stored().nodes())
            QCOMPARE(record.state, NodeState::Deployed);
        // What was there gives what it gave.
        for (const NodeRecord &record : stage.stored().nodes()) {
            if (const Node *node = stage.node(record.id.toString()))
                QVERIFY2(node->outputs() == record.outputs, qPrintable(record.id.toString()));
        }
        if (restart) {
            stage.crash();
            stage.deploy(after());
        } else {
            stage.redeploy(after());
            stage.drive();
        }
        stage.settle();
        QVERIFY(stage.run->settled && stage.run->settled->ok());
        QCOMPARE(text(stage.stored()), wanted);
    }
}

namespace {

QByteArray agentWith(const QByteArray &host)
{
    return sim::agentTemplateJson().replace(R"("port": 3000)",
                                            R"("port": 3000, "host": ")" + host + '"');
}

} // namespace

void TestCancelling::anAcceptedMessageIsNotTakenBack()
{
    Stage stage;
    stage.start(sim::agentTemplate());
    stage.drive();
    // The handler is made real again in the next process, and a message comes meanwhile.
    stage.prepare = [](sim::Provider &provider) { provider.heedsCancel = true; };
    stage.start(sim::agentTemplate());
    QVERIFY(stage.finish(u"http-server"_s));
    QCOMPARE(stage.heldJobs(), QStringList{u"http-server.chat-handler"_s});
    stage.run->post(u"m1"_s, u"A"_s);
    QVERIFY(stage.runtime().cancelApply().ok());
    stage.settle();
    stage.drive();
    stage.settle();
    QVERIFY(stage.run->settled);
    stage.run->runtime.start(sim::agentTemplate(), [](const Result<void> &) {});
    stage.settle();
    stage.drive();
    stage.settle();
    QCOMPARE(stage.world.sent.size(), 1);
}

void TestCancelling::aTurnGoesOn()
{
    Stage stage;
    stage.start(sim::agentTemplate());
    stage.drive();
    stage.run->post(u"m1"_s, u"A"_s);
    QCOMPARE(stage.heldJobs().size(), 1);
    stage.run->settled.reset();
    stage.runtime().start(sim::document(agentWith("127.0.0.1")),
                          [&](const Result<void> &result) { stage.run->settled = result; });
    stage.settle();
    QVERIFY(stage.runtime().cancelApply().ok());
    stage.settle();
    stage.finish(u"http-server"_s);
    QVERIFY(stage.run->settled);
    QCOMPARE(stage.run->settled->error().code, ErrorCode::Cancelled);
    QVERIFY(!stage.runtime().isIdle());
    stage.drive();
    stage.settle();
    QCOMPARE(stage.world.sent.size(), 1);
    QVERIFY(stage.world.sent.first().startsWith(u"m1=answer(A)"));
    for (const int calls : std::as_const(stage.world.calls))
        QCOMPARE(calls, 1);
}

/// Messages in the inbox, a start in the middle of them, a cancel at every step of it.
void TestCancelling::anInterruptedTurnIsFinishedAfterACancelAtEveryStep()
{
    for (int i = 0; i < 30; ++i) {
        Stage stage;
        stage.start(sim::agentTemplate());
        stage.drive();
        stage.run->post(u"m1"_s, u"A"_s);
        stage.drive(2);
        stage.crash();
        stage.start(sim::agentTemplate());
        stage.drive(i);
        (void)stage.runtime().cancelApply();
        stage.settle();
        stage.drive();
        stage.settle();
        QVERIFY(stage.run->settled);
        stage.run->settled.reset();
        stage.runtime().start(sim::document(agentWith("127.0.0.1")),
                              [&](const Result<void> &result) { stage.run->settled = result; });
        stage.settle();
        stage.drive();
        stage.settle();
        QVERIFY(stage.run->settled && stage.run->settled->ok());
        QCOMPARE(stage.world.sent.size(), 1);
        for (auto it = stage.world.calls.begin(); it != stage.world.calls.end(); ++it)
            QVERIFY2(it.value() == 1, qPrintable(u"%1 at %2"_s.arg(it.key()).arg(i)));
    }
}

void TestCancelling::aStopMeanwhileAnswersOnce()
{
    Stage stage;
    stage.deploy(before());
    int answers = 0;
    stage.runtime().start(sim::smallDocument(after()), [&](const Result<void> &) { ++answers; });
    stage.settle();
    QVERIFY(stage.runtime().cancelApply().ok());
    bool stopped = false;
    stage.runtime().stop([&](const Result<void> &) { stopped = true; });
    stage.settle();
    stage.drive();
    stage.settle();
    QVERIFY(stopped);
    QCOMPARE(answers, 1);
    stage.deploy(after());
    QVERIFY(stage.run->settled->ok());
}

void TestCancelling::aDeployMeanwhileTakesOver()
{
    Stage stage;
    stage.deploy(before());
    begin(stage, after());
    QVERIFY(stage.runtime().cancelApply().ok());
    stage.redeploy(after());
    stage.drive();
    stage.settle();
    QVERIFY(stage.run->settled && stage.run->settled->ok());
    QVERIFY(stage.runtime().held().isEmpty());
    QCOMPARE(stage.stored().find(u"task-a"_s)->props.value(u"v"_s), QJsonValue(2));
}

void TestCancelling::aFailedSaveMeanwhileAnswersWithIt()
{
    Stage stage;
    stage.deploy(before());
    begin(stage, after());
    QVERIFY(stage.runtime().cancelApply().ok());
    stage.store->fault = [](const QString &call) -> Result<void> {
        return call == u"saveState" ? Result<void>(Error{ErrorCode::DiskFull, u"full"_s, {}, {}})
                                    : Result<void>();
    };
    stage.settle();
    stage.drive();
    stage.settle();
    QVERIFY(stage.run->settled);
    QCOMPARE(stage.run->settled->error().code, ErrorCode::DiskFull);
    stage.store->fault = {};
    stage.redeploy(after());
    stage.drive();
    stage.settle();
    QVERIFY(stage.run->settled->ok());
}

QTEST_GUILESS_MAIN(TestCancelling)
#include "tst_cancelling.moc"
