// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/timerconstruct.h"
#include "tests/support/fakehost.h"

#include <QDateTime>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;

/// Timers over runs of a program; the record stays, the handler does not.
class TestTimerConstruct : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeHost> host;
    std::unique_ptr<TimerConstruct> timer;
    QList<qint64> told;

    void startProgram()
    {
        timer = std::make_unique<TimerConstruct>();
        timer->start(*host);
        connect(timer.get(), &ConstructHandler::outputsChanged, this,
                [this](const QString &id, const QJsonObject &outputs) {
                    told.append(outputs.value("count"_L1).toInteger());
                    host->commit({{id, outputs, {}}}, {}, [](const Result<void> &) {});
                });
    }
    void endProgram()
    {
        timer->stop();
        timer.reset();
        QCOMPARE(host->time.pendingTimers(), 0);
    }
    Result<ApplyResult> make(const QJsonObject &props)
    {
        return host->apply(*timer, {u"timer"_s}, u"Timer"_s, props);
    }
    qint64 value(const QString &name) const
    {
        return host->outputs(u"timer"_s).value(name).toInteger(-1);
    }
    qint64 count() const { return value(u"count"_s); }
    qint64 sinceStart(const QString &name) const { return value(name) - ManualClock::defaultStart; }

private Q_SLOTS:
    void init()
    {
        qputenv("TZ", "Europe/Berlin");
        tzset();
        told.clear();
        host = std::make_unique<FakeHost>();
        startProgram();
    }
    void cleanup() { qunsetenv("TZ"); }

    void refusesWhatIsNoSchedule_data();
    void refusesWhatIsNoSchedule();
    void ticksEverySoManySeconds();
    void aLateTickDoesNotMoveThoseAfterIt();
    void missedTicksAreToldAsOneAtTheNextStart();
    void aRestartBetweenTicksIsNoTick();
    void otherPropsBeginAnewAndKeepTheCount();
    void ticksAtTheFirstDeployOnlyWhenToldTo();
    void ticksOnceAndNeverAgain();
    void ticksEachDayAtATime();
    void keepsItsTimeWhenClocksChange();
    void anHourThatIsLeftOutIsTheOneAfterIt();
    void aClockThatIsSetBackDoesNotSilenceIt();
    void runAgainByAPersonIsATick();
    void whatIsDestroyedTicksNoMore();
};

void TestTimerConstruct::refusesWhatIsNoSchedule_data()
{
    QTest::addColumn<QJsonObject>("props");
    QTest::newRow("nothing") << QJsonObject();
    QTest::newRow("null") << QJsonObject{{u"everySeconds"_s, QJsonValue()}};
    QTest::newRow("two") << QJsonObject{{u"everySeconds"_s, 5}, {u"at"_s, u"08:00"_s}};
    QTest::newRow("zero") << QJsonObject{{u"everySeconds"_s, 0}};
    QTest::newRow("negative") << QJsonObject{{u"afterSeconds"_s, -1}};
    QTest::newRow("endless") << QJsonObject{{u"everySeconds"_s, 1e300}};
    QTest::newRow("text") << QJsonObject{{u"everySeconds"_s, u"5"_s}};
    for (const QString &time : {u""_s, u"8"_s, u"24:00"_s, u"12:60"_s, u"12:30:00"_s, u"12:30\n"_s})
        QTest::addRow("at %s", qPrintable(time)) << QJsonObject{{u"at"_s, time}};
}

void TestTimerConstruct::refusesWhatIsNoSchedule()
{
    QFETCH(QJsonObject, props);
    const Result<ApplyResult> made = make(props);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::InvalidProps);
    QCOMPARE(host->time.pendingTimers(), 0);
}

void TestTimerConstruct::ticksEverySoManySeconds()
{
    QVERIFY(make({{u"everySeconds"_s, 90}}));
    QCOMPARE(count(), 0);
    QVERIFY(host->outputs(u"timer"_s).value("at"_L1).isNull());
    QCOMPARE(sinceStart(u"next"_s), 90'000);
    host->time.advance(89'999);
    QCOMPARE(count(), 0);
    host->time.advance(1);
    QCOMPARE(count(), 1);
    QCOMPARE(sinceStart(u"at"_s), 90'000);
    QCOMPARE(sinceStart(u"next"_s), 180'000);
    host->time.advance(std::chrono::hours(1));
    QCOMPARE(count(), 41);
    QCOMPARE(told.size(), 41);
    QCOMPARE(host->time.pendingTimers(), 1);
}

void TestTimerConstruct::aLateTickDoesNotMoveThoseAfterIt()
{
    QVERIFY(make({{u"everySeconds"_s, 10}}));
    // The machine slept: the wall clock went on, the timers did not.
    host->time.setNow(ManualClock::defaultStart + 33'000);
    host->time.advance(10'000);
    QCOMPARE(count(), 1);
    QCOMPARE(sinceStart(u"next"_s), 50'000);
}

void TestTimerConstruct::missedTicksAreToldAsOneAtTheNextStart()
{
    QVERIFY(make({{u"everySeconds"_s, 10}}));
    host->time.advance(20'000);
    endProgram();
    host->time.advance(35'000);
    startProgram();
    const Result<ApplyResult> made = make({{u"everySeconds"_s, 10}});
    QCOMPARE(count(), 3);
    QCOMPARE(sinceStart(u"at"_s), 55'000);
    QCOMPARE(sinceStart(u"next"_s), 60'000);
    QCOMPARE(made->event->node, u"timer"_s);
    host->time.advance(5'000);
    QCOMPARE(count(), 4);
}

void TestTimerConstruct::aRestartBetweenTicksIsNoTick()
{
    QVERIFY(make({{u"everySeconds"_s, 10}, {u"immediately"_s, true}}));
    QCOMPARE(count(), 1);
    endProgram();
    host->time.advance(4'000);
    startProgram();
    QVERIFY(!make({{u"everySeconds"_s, 10}, {u"immediately"_s, true}})->event);
    QCOMPARE(count(), 1);
    QCOMPARE(sinceStart(u"next"_s), 10'000);
}

void TestTimerConstruct::otherPropsBeginAnewAndKeepTheCount()
{
    QVERIFY(make({{u"everySeconds"_s, 10}}));
    host->time.advance(15'000);
    QVERIFY(make({{u"everySeconds"_s, 100}}));
    QCOMPARE(count(), 1);
    QCOMPARE(sinceStart(u"next"_s), 115'000);
    QCOMPARE(host->time.pendingTimers(), 1);
}

void TestTimerConstruct::ticksAtTheFirstDeployOnlyWhenToldTo()
{
    QVERIFY(make({{u"everySeconds"_s, 10}, {u"immediately"_s, true}})->event);
    QCOMPARE(count(), 1);
    QCOMPARE(sinceStart(u"at"_s), 0);
    QCOMPARE(sinceStart(u"next"_s), 10'000);
}

void TestTimerConstruct::ticksOnceAndNeverAgain()
{
    QVERIFY(make({{u"afterSeconds"_s, 5}}));
    host->time.advance(std::chrono::hours(1));
    QCOMPARE(count(), 1);
    QVERIFY(host->outputs(u"timer"_s).value("next"_L1).isNull());
    endProgram();
    startProgram();
    QVERIFY(make({{u"afterSeconds"_s, 5}}));
    host->time.advance(std::chrono::hours(1));
    QCOMPARE(count(), 1);
}

void TestTimerConstruct::ticksEachDayAtATime()
{
    // The start is one o'clock there.
    QVERIFY(make({{u"at"_s, u"08:30"_s}}));
    QCOMPARE(sinceStart(u"next"_s), qint64(7.5 * 3'600'000));
    host->time.advance(std::chrono::hours(24 * 3));
    QCOMPARE(count(), 3);
    endProgram();
    startProgram();
    QVERIFY(make({{u"at"_s, u"0:15"_s}}));
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(value(u"next"_s)).time(), QTime(0, 15));
    QVERIFY(value(u"next"_s) - host->time.now() < 24 * 3'600'000);
}

void TestTimerConstruct::keepsItsTimeWhenClocksChange()
{
    host->time.setNow(QDateTime(QDate(2027, 3, 27), QTime(9, 0)).toMSecsSinceEpoch());
    QVERIFY(make({{u"at"_s, u"08:30"_s}}));
    host->time.advance(std::chrono::hours(24));
    const QDateTime next = QDateTime::fromMSecsSinceEpoch(value(u"next"_s));
    QCOMPARE(count(), 1);
    QCOMPARE(next, QDateTime(QDate(2027, 3, 29), QTime(8, 30)));
}

void TestTimerConstruct::anHourThatIsLeftOutIsTheOneAfterIt()
{
    host->time.setNow(QDateTime(QDate(2027, 3, 27), QTime(9, 0)).toMSecsSinceEpoch());
    QVERIFY(make({{u"at"_s, u"02:30"_s}}));
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(value(u"next"_s)),
             QDateTime(QDate(2027, 3, 28), QTime(3, 30)));
    host->time.advance(std::chrono::hours(48));
    QCOMPARE(count(), 2);
}

void TestTimerConstruct::aClockThatIsSetBackDoesNotSilenceIt()
{
    QVERIFY(make({{u"everySeconds"_s, 10}}));
    host->time.setNow(ManualClock::defaultStart - 24 * 3'600'000);
    host->time.advance(10'000);
    QCOMPARE(count(), 0);
    host->time.advance(10'000);
    QCOMPARE(count(), 1);
}

void TestTimerConstruct::runAgainByAPersonIsATick()
{
    QVERIFY(make({{u"everySeconds"_s, 10}}));
    const NodeRecord before = *host->node(u"timer"_s);
    ApplyJob::Request request{.id = before.id,
                              .constructType = before.constructType,
                              .props = before.props,
                              .previousProps = before.props,
                              .previousOutputs = before.outputs,
                              .store = {},
                              .event = {u"rerun"_s, {}, u"timer"_s, 0}};
    QJsonObject outputs;
    timer->materialize(std::make_shared<ApplyJob>(
        request,
        [&](Result<ApplyResult> result, const QList<NodePatch> &) { outputs = result->outputs; }));
    QCOMPARE(outputs.value("count"_L1).toInt(), 1);
    QCOMPARE(outputs.value("next"_L1).toInteger() - ManualClock::defaultStart, 10'000);
}

void TestTimerConstruct::whatIsDestroyedTicksNoMore()
{
    QVERIFY(make({{u"everySeconds"_s, 10}}));
    timer->destroy(*host->node(u"timer"_s), [](const Result<void> &) {});
    QCOMPARE(host->time.pendingTimers(), 0);
    host->time.advance(100'000);
    QVERIFY(told.isEmpty());
}

QTEST_GUILESS_MAIN(TestTimerConstruct)
#include "tst_timerconstruct.moc"
