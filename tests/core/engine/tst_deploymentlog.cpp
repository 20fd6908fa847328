// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/deploymentlog.h"
#include "tests/core/runtime/stage.h"

#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;
using sim::Stage;
using Outcome = DeploymentRecord::Outcome;

/// The record of a deployment, apart from an engine.
class TestDeploymentLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anotherOneEndsTheOneAtWork();
    void stepsBeyondTheLimitAreCounted();
};

void TestDeploymentLog::anotherOneEndsTheOneAtWork()
{
    Stage stage;
    stage.deploy("[]");
    DeploymentLog log(stage.run->backend, stage.run->clock);
    QList<DeploymentRecord> told;
    connect(&log, &DeploymentLog::changed, this,
            [&told](const DeploymentRecord &record) { told.append(record); });
    const QString first = log.begin(u"s"_s, {});
    const QString second = log.begin(u"s"_s, {});
    QVERIFY(first != second);
    QCOMPARE(told.size(), 3);
    QCOMPARE(told[1].id, first);
    QCOMPARE(told[1].outcome, Outcome::Cancelled);
    // The end of the first comes late, and is not the second's.
    log.end(first, {});
    QVERIFY(log.isAtWork());
    QCOMPARE(told.size(), 3);
    log.end(second, {});
    QVERIFY(!log.isAtWork());
    QCOMPARE(told.last().outcome, Outcome::Done);
}

void TestDeploymentLog::stepsBeyondTheLimitAreCounted()
{
    Stage stage;
    stage.deploy("[]");
    DeploymentLog log(stage.run->backend, stage.run->clock);
    log.watch(stage.runtime(), stage.provider().constructTypes());
    log.begin(u"s"_s, {});
    constexpr int many = 50'000;
    for (int i = 0; i < many; ++i) {
        const QString id = u"n%1"_s.arg(i);
        Q_EMIT stage.runtime().workBegan(id, NodeState::Applying);
        Q_EMIT stage.runtime().workEnded(id, NodeState::Deployed, {});
    }
    QVERIFY(log.record().steps.size() < many);
    QCOMPARE(log.record().steps.size() + log.record().moreSteps, many);
}

QTEST_GUILESS_MAIN(TestDeploymentLog)
#include "tst_deploymentlog.moc"
