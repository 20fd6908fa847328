// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/llm/retrypolicy.h"

#include "tests/support/manualclock.h"

#include <QTest>

using namespace creact;
using namespace std::chrono_literals;
using Verdict = RetryDecision::Verdict;

namespace {

/// Sun, 22 Nov 2026 00:00:00 GMT
constexpr qint64 startOfTest = ManualClock::defaultStart;

RetryDecision decide(const RetryCase &ended, int done = 0, int most = 2, double random = 0)
{
    return decideRetry(ended, done, most, startOfTest, random);
}

RetryCase limited(const QByteArray &retryAfter, const QByteArray &retryAfterMs = {})
{
    RetryCase ended;
    ended.status = 429;
    ended.retryAfter = retryAfter;
    ended.retryAfterMs = retryAfterMs;
    return ended;
}

} // namespace

class TestRetryPolicy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void retriesWhatMayPass_data();
    void retriesWhatMayPass();
    void theServerDecidesOverTheStatus();
    void aLostConnectionHasNoHeaders();
    void waitsAsTheServerAsks_data();
    void waitsAsTheServerAsks();
    void waitsLongerEachTimeWithChance();
    void endsAfterTheLastRetry();
};

void TestRetryPolicy::retriesWhatMayPass_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("again");
    for (const int status : {408, 409, 429, 500, 502, 503, 504, 529})
        QTest::addRow("%d", status) << status << true;
    for (const int status : {0, 301, 400, 401, 403, 404, 413, 422})
        QTest::addRow("%d", status) << status << false;
}

void TestRetryPolicy::retriesWhatMayPass()
{
    QFETCH(int, status);
    RetryCase ended;
    ended.status = status;
    QFETCH(bool, again);
    QCOMPARE(decide(ended).verdict, again ? Verdict::Retry : Verdict::Final);
}

void TestRetryPolicy::theServerDecidesOverTheStatus()
{
    RetryCase ended;
    ended.status = 500;
    ended.shouldRetry = "false";
    QCOMPARE(decide(ended).verdict, Verdict::Final);
    ended.status = 400;
    ended.shouldRetry = " True ";
    QCOMPARE(decide(ended).verdict, Verdict::Retry);
    ended.shouldRetry = "perhaps";
    QCOMPARE(decide(ended).verdict, Verdict::Final);
}

void TestRetryPolicy::aLostConnectionHasNoHeaders()
{
    RetryCase ended;
    ended.connectionLost = true;
    QCOMPARE(decide(ended), (RetryDecision{Verdict::Retry, 500ms}));
}

void TestRetryPolicy::waitsAsTheServerAsks_data()
{
    QTest::addColumn<RetryCase>("ended");
    QTest::addColumn<RetryDecision>("expected");
    const auto row = [](const char *name, const RetryCase &ended, std::chrono::milliseconds wait,
                        Verdict verdict = Verdict::Retry) {
        QTest::newRow(name) << ended << RetryDecision{verdict, wait};
    };
    row("seconds", limited("7"), 7s);
    row("half a second", limited("0.5"), 500ms);
    row("milliseconds first", limited("7", "250"), 250ms);
    row("bad milliseconds", limited("7", "soon"), 7s);
    row("date", limited("Sun, 22 Nov 2026 00:00:30 GMT"), 30s);
    row("two minutes", limited("120"), 2min);
    row("longer", limited("121"), 121s, Verdict::TooLong);
    row("date far away", limited("Sun, 22 Nov 2026 02:00:00 GMT"), 2h, Verdict::TooLong);
    row("milliseconds far away", limited({}, "3600000"), 1h, Verdict::TooLong);
    // As if nothing was said.
    row("zero", limited("0"), 500ms);
    row("negative", limited("-5"), 500ms);
    row("date in the past", limited("Sat, 21 Nov 2026 00:00:00 GMT"), 500ms);
    row("nonsense", limited("after lunch"), 500ms);
    row("no number", limited("nan"), 500ms);
    row("endless", limited("inf"), 500ms);
    row("huge", limited("1e300"), std::chrono::milliseconds(1'000'000'000'000), Verdict::TooLong);
}

void TestRetryPolicy::waitsAsTheServerAsks()
{
    QFETCH(RetryCase, ended);
    QTEST(decide(ended), "expected");
}

void TestRetryPolicy::waitsLongerEachTimeWithChance()
{
    RetryCase ended;
    ended.status = 503;
    QList<int> waits;
    for (int done = 0; done < 7; ++done)
        waits.append(int(decide(ended, done, 2000).wait.count()));
    QCOMPARE(waits, QList<int>({500, 1000, 2000, 4000, 8000, 8000, 8000}));
    QCOMPARE(decide(ended, 0, 2, 1).wait, 375ms);
    QCOMPARE(decide(ended, 1, 2, 0.5).wait, 875ms);
    QCOMPARE(decide(ended, 1999, 2000).wait, 8s);
}

void TestRetryPolicy::endsAfterTheLastRetry()
{
    RetryCase ended;
    ended.status = 503;
    QCOMPARE(decide(ended, 1).verdict, Verdict::Retry);
    QCOMPARE(decide(ended, 2).verdict, Verdict::UsedUp);
    QCOMPARE(decide(ended, 0, 0).verdict, Verdict::UsedUp);
    // What matters more to the person is said first.
    QCOMPARE(decide(limited("600"), 2).verdict, Verdict::TooLong);
}

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"
