// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runtime/stage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;
using sim::Stage;

namespace {

QByteArray thousandReaders(int count, int value)
{
    QByteArray children = R"({"construct":"Task","key":"only","props":{"v":{"$":"top.v"}}})";
    for (int i = 0; i < count; ++i)
        children += R"(,{"construct":"Task","key":"n)" + QByteArray::number(i)
            + R"(","props":{"v":{"$":"top.id"}}})";
    return R"([{"construct":"Task","key":"top","as":"top","props":{"v":)"
        + QByteArray::number(value) + R"(},"children":[)" + children + "]}]";
}

MemoryStore::Counters minus(const MemoryStore::Counters &a, const MemoryStore::Counters &b)
{
    return {a.saves - b.saves, a.puts - b.puts, a.removes - b.removes,
            a.auditAppends - b.auditAppends};
}

} // namespace

/// What a step asks of the backend: each save and each append is a sync of the disk. A number here
/// that grows is a stack that got slower.
class TestCounts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTurnWithTwoRoundsOfTools();
    void aTurnWithoutTools();
    void oneChangedPropOfThousands();
    void oneChangedOutputOfThousands();
    void aStartWithNothingToDo();
};

/// The message; each model call's intent with the result before it; each tool's result. What the
/// last call gave is stored with the memory's append and the answer.
void TestCounts::aTurnWithTwoRoundsOfTools()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) {
        provider.atOnce = {u"AddMessages"_s, u"ChatResponse"_s};
    };
    stage.start(sim::agentTemplate());
    stage.drive();
    for (int turn = 1; turn <= 3; ++turn) {
        const MemoryStore::Counters before = stage.store->counters;
        const int calls = stage.world.tools;
        stage.run->post(u"m%1"_s.arg(turn), u"Q%1"_s.arg(turn));
        stage.drive();
        stage.settle();
        QCOMPARE(stage.world.tools - calls, 3);
        const MemoryStore::Counters counted = minus(stage.store->counters, before);
        // accept, call 1, two tools, tool 1, tool 2 and call 2, tool 3, call 3, the answer
        QCOMPARE(counted.saves, 8);
        QCOMPARE(counted.auditAppends, 1);
        // 3 calls and 3 tools, each as intent and as result; what only passes through is not
        // written; the message, the memory and the answer are the handler's and the memory's.
        QVERIFY2(counted.puts <= 14, qPrintable(QString::number(counted.puts)));
    }
}

void TestCounts::aTurnWithoutTools()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) {
        provider.atOnce = {u"AddMessages"_s, u"ChatResponse"_s};
        provider.answer =
            [](const ApplyJob::Request &request) -> std::optional<Result<ApplyResult>> {
            if (request.constructType != u"Completion")
                return {};
            return Result<ApplyResult>(ApplyResult{.outputs = {{u"id"_s, request.id.toString()},
                                                               {u"content"_s, u"fine"_s},
                                                               {u"toolCalls"_s, QJsonArray()}}});
        };
    };
    stage.start(sim::agentTemplate());
    stage.drive();
    const MemoryStore::Counters before = stage.store->counters;
    stage.run->post(u"m1"_s, u"A"_s);
    stage.drive();
    stage.settle();
    QCOMPARE(stage.world.sent, QStringList{u"m1=fine"_s});
    const MemoryStore::Counters counted = minus(stage.store->counters, before);
    QCOMPARE(counted.saves, 3); // the message, the call, everything that the call gave
    QCOMPARE(counted.auditAppends, 1);
    QVERIFY2(counted.puts <= 4, qPrintable(QString::number(counted.puts)));
}

void TestCounts::oneChangedPropOfThousands()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.automatic = true; };
    stage.start(thousandReaders(3000, 1));
    stage.takeLog();
    const MemoryStore::Counters before = stage.store->counters;
    stage.redeploy(thousandReaders(3000, 2));
    QCOMPARE(stage.takeLog(), (QStringList{u"apply task-top"_s, u"apply task-top.task-only"_s}));
    const MemoryStore::Counters counted = minus(stage.store->counters, before);
    QCOMPARE(counted.saves, 3); // an intent, its result with the next intent, the last result
    QCOMPARE(counted.puts, 4);
    QCOMPARE(counted.removes, 0);
    QCOMPARE(counted.auditAppends, 1);
}

void TestCounts::oneChangedOutputOfThousands()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.automatic = true; };
    stage.start(thousandReaders(3000, 1));
    auto &graph = const_cast<Tree *>(stage.runtime().tree())->graph();
    const MemoryStore::Counters before = stage.store->counters;
    const quint64 evaluations = graph.stats().evaluations;
    stage.takeLog();
    stage.emitOutputs(u"task-top"_s, {{u"v"_s, 3}});
    QCOMPARE(stage.takeLog(), QStringList{u"apply task-top.task-only"_s});
    QVERIFY2(graph.stats().evaluations - evaluations <= 3,
             qPrintable(QString::number(graph.stats().evaluations - evaluations)));
    const MemoryStore::Counters counted = minus(stage.store->counters, before);
    QCOMPARE(counted.saves, 3); // the output, the intent, the result
    QCOMPARE(counted.puts, 3);
    QCOMPARE(counted.auditAppends, 1);
}

void TestCounts::aStartWithNothingToDo()
{
    Stage stage;
    stage.prepare = [](sim::Provider &provider) { provider.automatic = true; };
    stage.start(thousandReaders(300, 1));
    QVERIFY(stage.stop());
    const MemoryStore::Counters before = stage.store->counters;
    stage.start(thousandReaders(300, 1));
    QVERIFY(stage.takeLog().isEmpty());
    const MemoryStore::Counters counted = minus(stage.store->counters, before);
    QCOMPARE(counted.saves, 1); // when it was deployed
    QCOMPARE(counted.puts, 0);
    QCOMPARE(counted.auditAppends, 1);
}

QTEST_GUILESS_MAIN(TestCounts)
#include "tst_counts.moc"
