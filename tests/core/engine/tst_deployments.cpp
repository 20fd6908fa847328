// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filebackend.h"
#include "tests/core/engine/deployer.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>

using namespace creact;
using namespace Qt::StringLiterals;
using Outcome = DeploymentRecord::Outcome;
using OpenTurns = DeployRequest::OpenTurns;

/// What is kept of deployments, and what becomes of turns that are open when one begins.
class TestDeployments : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstIsKeptWithPlanAndSteps();
    void anEditIsKeptFieldByField();
    void oneThatChangesNothingIsKeptToo();
    void progressIsToldAndEnds();
    void turnsAreNoDeployments();
    void aFailedNodeFailsTheDeployment();
    void aCrashLeavesAnInterruptedOne();
    void theOneAtWorkIsNotInterrupted();
    void forgettingLeavesNoWords();
    void destroyingLeavesNone();
    void aPartIsAppliedAndTheRestHeld();
};

void TestDeployments::theFirstIsKeptWithPlanAndSteps()
{
    const StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.list().isEmpty());
    QVERIFY(user.deploy().ok());
    const QList<DeploymentRecord> list = user.list();
    QCOMPARE(list.size(), 1);
    QVERIFY(list[0].steps.isEmpty() && list[0].plan.items.isEmpty());
    QVERIFY(list[0].plan.count(u"create"_s) >= 5);
    const DeploymentRecord record = user.get(list[0].id);
    QCOMPARE(record.outcome, Outcome::Done);
    QVERIFY(record.startedAt > 0 && record.endedAt >= record.startedAt);
    QCOMPARE(record.document.size(), 64);
    QVERIFY(record.plan.first);
    QVERIFY(record.plan.find(u"http-server"_s));
    QVERIFY2(linesOf(record).contains(u"create chat-model deployed"_s),
             qPrintable(linesOf(record).join(u'\n')));
    for (const DeploymentRecord::Step &step : record.steps)
        QVERIFY(step.startedAt >= record.startedAt && step.endedAt >= step.startedAt);
    // The same after the run, read from the file.
    QVERIFY(user.stop().ok());
    Deployer later;
    QVERIFY(later.open(bench.request()).ok());
    QVERIFY(later.newest() == record);
    QCOMPARE(user.changes.size(), 2);
    QCOMPARE(user.changes[0].outcome, Outcome::Running);
    QCOMPARE(user.changes[1].outcome, Outcome::Done);
}

void TestDeployments::anEditIsKeptFieldByField()
{
    const StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(bench.edit("gpt-4o-mini", "gpt-4.1"));
    const Result<Plan> plan = user.plan();
    QVERIFY(plan.ok());
    QCOMPARE(plan->count(u"update"_s), 1);
    QCOMPARE(plan->count(u"start"_s), 0);
    QCOMPARE(plan->count(u"create"_s) + plan->count(u"delete"_s), 0);
    QVERIFY(user.deploy().ok());
    const DeploymentRecord record = user.newest();
    QCOMPARE(linesOf(record), QStringList{u"update chat-model deployed"_s});
    QCOMPARE(record.plan.items.size(), 1);
    QCOMPARE(record.plan.items[0].fields[u"model"_s],
             (QJsonObject{{u"old"_s, u"gpt-4o-mini"_s}, {u"new"_s, u"gpt-4.1"_s}}));
    QVERIFY(record.plan.count(u"unchanged"_s) > 0);
    QCOMPARE(user.list().size(), 2);
}

void TestDeployments::oneThatChangesNothingIsKeptToo()
{
    const StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(user.deploy().ok());
    QCOMPARE(user.list().size(), 2);
    QVERIFY(user.newest().steps.isEmpty());
    QCOMPARE(user.newest().outcome, Outcome::Done);
}

void TestDeployments::progressIsToldAndEnds()
{
    const StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QTRY_COMPARE(user.changes.size(), 2);
    QHash<QString, DeploymentRecord::Step> last;
    for (const DeploymentRecord::Step &step : user.steps)
        last.insert(step.nodeId, step);
    const DeploymentRecord record = user.newest();
    QCOMPARE(last.size(), record.steps.size());
    for (const DeploymentRecord::Step &step : record.steps)
        QVERIFY(last.value(step.nodeId) == step);
}

void TestDeployments::turnsAreNoDeployments()
{
    const StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    const DeploymentRecord before = user.newest();
    QVERIFY(user.ask(u"Who was Ada Lovelace?"_s).ok());
    QCOMPARE(user.list().size(), 1);
    QVERIFY(user.newest() == before);
}

void TestDeployments::aFailedNodeFailsTheDeployment()
{
    const StackBench bench;
    QVERIFY(bench.edit("\"path\": \"/chat\"", "\"path\": \"no slash\""));
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(!user.deploy().ok());
    const DeploymentRecord record = user.newest();
    QCOMPARE(record.outcome, Outcome::Failed);
    QVERIFY(record.error.has_value());
    const auto failed =
        std::find_if(record.steps.begin(), record.steps.end(), [](const auto &step) {
            return step.state == NodeState::Failed && step.error.has_value();
        });
    QVERIFY(failed != record.steps.end());
}

void TestDeployments::aCrashLeavesAnInterruptedOne()
{
    const StackBench bench;
    {
        FileBackend backend({.directory = bench.folder() + u"/.creact-state"_s},
                            const_cast<SystemClock &>(bench.clock));
        backend.initialize([](const Result<void> &) {});
        DeploymentRecord record;
        record.id = newDeploymentId(1'000);
        record.startedAt = 1'000;
        backend.saveDeployment(u"agent"_s, record, -1, [](const Result<void> &) {});
    }
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QCOMPARE(user.list().size(), 1);
    QCOMPARE(user.list()[0].outcome, Outcome::Interrupted);
    QCOMPARE(user.newest().outcome, Outcome::Interrupted);
}

void TestDeployments::theOneAtWorkIsNotInterrupted()
{
    StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(DemoServer::Fault::Hang);
    QVERIFY(user.send(u"Who?"_s).ok());
    QTRY_COMPARE(bench.modelCalls(), 1);
    // It settles when the turn has ended: until then it is at work.
    QVERIFY(bench.edit("gpt-4o-mini", "gpt-4.1"));
    user.engine().deploy(user.counted<void>());
    QTRY_COMPARE(user.changes.size(), 3);
    QCOMPARE(user.list()[0].outcome, Outcome::Running);
    Deployer other;
    QVERIFY(other.open(bench.request()).ok());
    QCOMPARE(other.list()[0].outcome, Outcome::Running);
    QVERIFY(user.stop().ok());
    QCOMPARE(user.list()[0].outcome, Outcome::Cancelled);
}

void TestDeployments::forgettingLeavesNoWords()
{
    const StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(user.ask(u"Who was Ada Lovelace?"_s).ok());
    QVERIFY(bench.edit("gpt-4o-mini", "gpt-4.1"));
    QVERIFY(user.deploy().ok());
    QVERIFY(!user.newest().plan.items.isEmpty());
    const auto forgotten =
        user.await<void>([&](const auto &done) { user.engine().forget({}, done); });
    QVERIFY2(forgotten.ok(), forgotten.ok() ? "" : qPrintable(forgotten.error().message));
    for (const DeploymentRecord &each : user.list()) {
        QVERIFY(user.get(each.id).plan.items.isEmpty());
        QVERIFY(user.get(each.id).steps.isEmpty());
        QCOMPARE(each.outcome, Outcome::Done);
    }
    const QDir folder(bench.folder() + u"/.creact-state/agent.deployments"_s);
    QCOMPARE(folder.entryList(QDir::Files).size(), 2);
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("gpt-4"));
    }
}

void TestDeployments::destroyingLeavesNone()
{
    const StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(user.stop().ok());
    const QString folder = bench.folder() + u"/.creact-state/agent.deployments"_s;
    QVERIFY(QFile::exists(folder));
    QVERIFY(user.await<void>([&](const auto &done) { user.engine().destroyStack(done); }).ok());
    QVERIFY(!QFile::exists(folder));
    QVERIFY(user.list().isEmpty());
}

void TestDeployments::aPartIsAppliedAndTheRestHeld()
{
    const StackBench bench;
    Deployer user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(bench.edit("gpt-4o-mini", "gpt-4.1"));
    QVERIFY(bench.edit("Search Wikipedia for information", "Search it"));
    const Result<Plan> plan = user.plan();
    QVERIFY(plan.ok());
    QCOMPARE(plan->count(u"update"_s), 2);
    const QString model = u"http-server.chat-handler.chat-model"_s;
    QVERIFY(plan->find(model)->changes());
    const QSet<QString> held = plan->allBut({model});
    QCOMPARE(held.size(), 1);
    QVERIFY(user.deployWith({.held = held}).ok());
    const DeploymentRecord record = user.newest();
    QCOMPARE(linesOf(record), QStringList{u"update chat-model deployed"_s});
    QCOMPARE(record.held, QStringList(held.begin(), held.end()));
    // What was held is still to be done.
    const Result<Plan> rest = user.plan();
    QVERIFY(rest.ok());
    QCOMPARE(rest->count(u"update"_s), 1);
    QVERIFY(rest->find(*held.begin())->changes());
    QVERIFY(user.deploy().ok());
    QCOMPARE(user.plan()->count(u"update"_s), 0);
}

QTEST_GUILESS_MAIN(TestDeployments)
#include "tst_deployments.moc"
