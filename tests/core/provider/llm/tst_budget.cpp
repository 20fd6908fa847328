// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/budget.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

const QString turn = u"t1"_s;

qint64 at(int day, int hour)
{
    return QDateTime(QDate(2026, 11, day), QTime(hour, 0)).toMSecsSinceEpoch();
}

Error refused(const Result<void> &result)
{
    return result ? Error() : result.error();
}

} // namespace

class TestBudget : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsLimits_data();
    void readsLimits();
    void aTurnHasItsCalls();
    void aTurnHasItsTokens();
    void aDayHasItsCallsAndTokens();
    void refusedCallsAreNotCounted();
    void noTurnHasNoTurnLimit();
    void survivesARestart();
    void badStoredValuesCountAsNothing_data();
    void badStoredValuesCountAsNothing();
    void staysSmall();
};

void TestBudget::readsLimits_data()
{
    QTest::addColumn<QJsonObject>("model");
    QTest::addColumn<QList<qint64>>("limits");
    QTest::newRow("none") << QJsonObject() << QList<qint64>{50, 0, 0, 0};
    QTest::newRow("null") << QJsonObject{{u"maxTurnCalls"_s, QJsonValue()}}
                          << QList<qint64>{50, 0, 0, 0};
    QTest::newRow("all") << QJsonObject{{u"maxTurnCalls"_s, 1},
                                        {u"maxTurnTokens"_s, 2},
                                        {u"maxDayCalls"_s, 3},
                                        {u"maxDayTokens"_s, 4}}
                         << QList<qint64>{1, 2, 3, 4};
    QTest::newRow("nonsense") << QJsonObject{{u"maxTurnCalls"_s, -1}, {u"maxDayCalls"_s, u"x"_s}}
                              << QList<qint64>{50, 0, 0, 0};
}

void TestBudget::readsLimits()
{
    QFETCH(QJsonObject, model);
    const BudgetLimits limits = BudgetLimits::of(model);
    QTEST(QList<qint64>({limits.turnCalls, limits.turnTokens, limits.dayCalls, limits.dayTokens}),
          "limits");
}

void TestBudget::aTurnHasItsCalls()
{
    Budget budget;
    const BudgetLimits limits;
    for (int i = 0; i < 50; ++i)
        QVERIFY(budget.begin(limits, turn, at(22, 9)).ok());
    const Error error = refused(budget.begin(limits, turn, at(22, 9)));
    QCOMPARE(error.code, ErrorCode::BudgetExceeded);
    QVERIFY2(error.message.contains(u"50 calls of 50"_s), qPrintable(error.message));
    QVERIFY2(error.hint.contains(u"next chat message"_s), qPrintable(error.hint));
    QVERIFY2(error.hint.contains(u"maxTurnCalls"_s), qPrintable(error.hint));
    QVERIFY(budget.begin(limits, u"t2"_s, at(22, 9)).ok());
}

void TestBudget::aTurnHasItsTokens()
{
    Budget budget;
    BudgetLimits limits;
    limits.turnTokens = 100;
    QVERIFY(budget.begin(limits, turn, at(22, 9)).ok());
    budget.addTokens(turn, 99, at(22, 9));
    QVERIFY(budget.begin(limits, turn, at(22, 9)).ok());
    budget.addTokens(turn, 30, at(22, 9));
    const Error error = refused(budget.begin(limits, turn, at(22, 9)));
    QCOMPARE(error.code, ErrorCode::BudgetExceeded);
    QVERIFY2(error.message.contains(u"129 tokens of 100"_s), qPrintable(error.message));
    QVERIFY(error.hint.contains(u"maxTurnTokens"_s));
}

void TestBudget::aDayHasItsCallsAndTokens()
{
    Budget budget;
    BudgetLimits limits;
    limits.dayCalls = 2;
    limits.dayTokens = 10;
    QVERIFY(budget.begin(limits, u"a"_s, at(22, 9)).ok());
    QVERIFY(budget.begin(limits, u"b"_s, at(22, 10)).ok());
    const Error calls = refused(budget.begin(limits, u"c"_s, at(22, 21)));
    QVERIFY2(calls.message.contains(u"2 calls of 2"_s), qPrintable(calls.message));
    QVERIFY2(calls.hint.contains(u"midnight, in 3 hours"_s), qPrintable(calls.hint));
    QVERIFY(calls.hint.contains(u"maxDayCalls"_s));
    QVERIFY(budget.begin(limits, u"c"_s, at(23, 0)).ok());
    budget.addTokens(u"c"_s, 10, at(23, 0));
    const Error tokens = refused(budget.begin(limits, u"d"_s, at(23, 1)));
    QVERIFY2(tokens.message.contains(u"10 tokens of 10"_s), qPrintable(tokens.message));
    QVERIFY(budget.begin(limits, u"d"_s, at(24, 0)).ok());
    // Of a call that began the day before.
    budget.addTokens(u"d"_s, 9, at(25, 0));
    QVERIFY(budget.begin(limits, u"d"_s, at(25, 0)).ok());
}

void TestBudget::refusedCallsAreNotCounted()
{
    Budget budget;
    BudgetLimits limits;
    limits.turnCalls = 1;
    QVERIFY(budget.begin(limits, turn, at(22, 9)).ok());
    QVERIFY(!budget.begin(limits, turn, at(22, 9)).ok());
    QCOMPARE(budget.toJson()[u"calls"_s].toInt(), 1);
}

void TestBudget::noTurnHasNoTurnLimit()
{
    Budget budget;
    BudgetLimits limits;
    limits.turnCalls = 1;
    limits.dayCalls = 3;
    for (int i = 0; i < 3; ++i)
        QVERIFY(budget.begin(limits, {}, at(22, 9)).ok());
    QVERIFY(!budget.begin(limits, {}, at(22, 9)).ok());
    QCOMPARE(budget.toJson()[u"turns"_s].toArray().size(), 0);
}

void TestBudget::survivesARestart()
{
    Budget before;
    BudgetLimits limits;
    limits.turnCalls = 2;
    limits.dayTokens = 100;
    QVERIFY(before.begin(limits, turn, at(22, 9)).ok());
    QVERIFY(before.begin(limits, turn, at(22, 9)).ok());
    before.addTokens(turn, 100, at(22, 9));
    Budget after(before.toJson());
    QCOMPARE(after.toJson(), before.toJson());
    QVERIFY(refused(after.begin(limits, turn, at(22, 9))).hint.contains(u"maxTurnCalls"_s));
    QVERIFY(refused(after.begin(limits, u"t2"_s, at(22, 9))).hint.contains(u"maxDayTokens"_s));
    QVERIFY(after.begin(limits, u"t2"_s, at(23, 9)).ok());
}

void TestBudget::badStoredValuesCountAsNothing_data()
{
    QTest::addColumn<QJsonObject>("stored");
    QTest::newRow("empty") << QJsonObject();
    QTest::newRow("wrong types") << QJsonObject{
        {u"day"_s, 7}, {u"calls"_s, u"x"_s}, {u"turns"_s, 1}};
    QTest::newRow("negative") << QJsonObject{{u"day"_s, u"2026-11-22"_s}, {u"calls"_s, -9}};
    QTest::newRow("nameless turns")
        << QJsonObject{{u"turns"_s, QJsonArray{QJsonObject{{u"calls"_s, 99}}, 5}}};
}

void TestBudget::badStoredValuesCountAsNothing()
{
    QFETCH(QJsonObject, stored);
    Budget budget(stored);
    BudgetLimits limits;
    limits.dayCalls = 1;
    QVERIFY(budget.begin(limits, turn, at(22, 9)).ok());
    QVERIFY(!budget.begin(limits, turn, at(22, 9)).ok());
}

void TestBudget::staysSmall()
{
    Budget budget;
    for (int i = 0; i < 10'000; ++i)
        QVERIFY(budget.begin({}, u"turn%1"_s.arg(i), at(22, 9)).ok());
    const QJsonArray turns = budget.toJson()[u"turns"_s].toArray();
    QCOMPARE(turns.size(), 8);
    QCOMPARE(turns.last()[u"id"_s].toString(), u"turn9999"_s);
}

QTEST_GUILESS_MAIN(TestBudget)
#include "tst_budget.moc"
