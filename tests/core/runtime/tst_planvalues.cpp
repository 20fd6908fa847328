// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/deployment.h"
#include "core/runtime/preview.h"
#include "core/stack/expression/scriptengine.h"
#include "tests/core/runtime/stage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;

namespace {

/// Items that need others that came before them, some of which do not change.
Plan randomPlan(QRandomGenerator &random)
{
    Plan plan;
    for (int i = 0; i < 40; ++i) {
        Plan::Item item;
        item.action = random.bounded(4) == 0 ? u"unchanged"_s : u"update"_s;
        item.nodeId = u"n%1"_s.arg(i);
        for (int needs = random.bounded(4); i > 0 && needs > 0; --needs)
            item.needs.append(u"n%1"_s.arg(random.bounded(i)));
        plan.items.append(item);
    }
    return plan;
}

QSet<QString> randomChoice(QRandomGenerator &random)
{
    QSet<QString> chosen{u"nobody"_s};
    for (int i = random.bounded(6); i > 0; --i)
        chosen.insert(u"n%1"_s.arg(random.bounded(40)));
    return chosen;
}

} // namespace

/// A plan as a value: what a choice brings along, and what is kept of it.
class TestPlanValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withNeedsIsClosed();
    void withDependentsIsClosed();
    void allButHoldsTheRest();
    void aKeptPlanIsShortAndCountsAll();
    void idsOfDeploymentsGrow();
};

void TestPlanValues::withNeedsIsClosed()
{
    for (quint32 seed = 0; seed < 200; ++seed) {
        QRandomGenerator random(seed);
        const Plan p = randomPlan(random);
        const QSet<QString> chosen = randomChoice(random);
        const QSet<QString> all = p.withNeeds(chosen);
        for (const Plan::Item &item : p.items) {
            QVERIFY(!all.contains(item.nodeId) || item.changes());
            QVERIFY(!chosen.contains(item.nodeId) || !item.changes() || all.contains(item.nodeId));
            for (const QString &need : item.needs) {
                if (all.contains(item.nodeId) && p.find(need)->changes())
                    QVERIFY(all.contains(need));
            }
        }
        // Nothing that nobody asked for: each is chosen, or needed by one that is in.
        for (const QString &id : all) {
            bool wanted = chosen.contains(id);
            for (const Plan::Item &item : p.items)
                wanted = wanted || (all.contains(item.nodeId) && item.needs.contains(id));
            QVERIFY(wanted);
        }
    }
}

void TestPlanValues::withDependentsIsClosed()
{
    for (quint32 seed = 0; seed < 200; ++seed) {
        QRandomGenerator random(seed);
        const Plan p = randomPlan(random);
        const QSet<QString> left = randomChoice(random);
        const QSet<QString> held = p.withDependents(left);
        for (const Plan::Item &item : p.items) {
            QVERIFY(!left.contains(item.nodeId) || !item.changes() || held.contains(item.nodeId));
            bool needsOne = left.contains(item.nodeId);
            for (const QString &need : item.needs)
                needsOne = needsOne || held.contains(need);
            QCOMPARE(held.contains(item.nodeId), item.changes() && needsOne);
        }
    }
}

void TestPlanValues::allButHoldsTheRest()
{
    for (quint32 seed = 0; seed < 200; ++seed) {
        QRandomGenerator random(seed);
        const Plan p = randomPlan(random);
        const QSet<QString> chosen = randomChoice(random);
        const QSet<QString> applied = p.withNeeds(chosen);
        const QSet<QString> held = p.allBut(chosen);
        for (const Plan::Item &item : p.items)
            QCOMPARE(held.contains(item.nodeId), item.changes() && !applied.contains(item.nodeId));
    }
}

void TestPlanValues::aKeptPlanIsShortAndCountsAll()
{
    Plan p;
    for (int i = 0; i < 5'000; ++i) {
        Plan::Item item;
        item.action = i % 2 ? u"create"_s : u"unchanged"_s;
        item.nodeId = u"n%1"_s.arg(i);
        item.fields.insert(u"text"_s, QJsonObject{{u"new"_s, QString(5'000, u'x')}});
        p.items.append(item);
    }
    const Plan kept = keptPlan(p);
    QVERIFY(kept.items.size() <= 2'000);
    QVERIFY(!kept.items.isEmpty());
    for (const QString &action : {u"create"_s, u"unchanged"_s})
        QCOMPARE(kept.count(action), 2'500);
    const QByteArray json = QJsonDocument(kept.toJson()).toJson(QJsonDocument::Compact);
    QVERIFY2(json.size() < 2 * 1024 * 1024, qPrintable(QString::number(json.size())));
    const QString shown = kept.items.first().fields[u"text"_s][u"new"_s].toString();
    QVERIFY(shown.startsWith(u"xxx"));
    QVERIFY(shown.contains(u"bytes"));
}

void TestPlanValues::idsOfDeploymentsGrow()
{
    const QString first = newDeploymentId(1'795'312'180'678);
    QCOMPARE(first, u"20261122-014940-678"_s);
    QVERIFY(newDeploymentId(1'795'312'180'678, first) > first);
    QVERIFY(newDeploymentId(1'000, first) > first);
    QVERIFY(newDeploymentId(1'795'312'180'679, first) > first);
}

QTEST_GUILESS_MAIN(TestPlanValues)
#include "tst_planvalues.moc"
