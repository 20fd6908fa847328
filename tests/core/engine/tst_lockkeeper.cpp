// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/memory/memorybackend.h"
#include "core/engine/lockkeeper.h"
#include "tests/support/manualclock.h"
#include "tests/support/passthroughbackend.h"

#include <QSignalSpy>
#include <QTest>

using namespace creact;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A lease on a clock that the test moves.
class TestLockKeeper : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void holdsForAsLongAsItRenews();
    void isRefusedWhileAnotherHolds();
    void takesOverWhatHasExpired();
    void saysOnceWhenItIsLost();
    void triesAgainWhenARenewalCannotBeWritten();
    void isLostWhenNoRenewalCouldBeWrittenInTime();
    void isRenewedAfterALaptopSlept();
    void isLostWhenAnotherTookItWhileTheLaptopSlept();
    void isLostAfterASleepWhenItCannotBeRenewed();
    void aClockThatIsSetBackDoesNotMakeALeaseLast();
    void aClockThatIsSetBackIsPutRightByTheNextRenewal();
    void isLostWhenTheBackendDoesNotAnswer();
    void isLostWhenTheBackendSaysThatAnotherHasIt();
    void releaseEndsTheRenewals();
    void destructionGivesTheLockBack();

private:
    Result<LockInfo> acquire(LockKeeper &keeper);
    std::optional<LockInfo> lock() const { return m_store->stacks[u"s"_s].lock; }

    std::unique_ptr<ManualClock> m_clock;
    std::shared_ptr<MemoryStore> m_store;
    std::unique_ptr<MemoryBackend> m_backend;
};

void TestLockKeeper::init()
{
    m_backend.reset();
    m_clock = std::make_unique<ManualClock>();
    m_store = std::make_shared<MemoryStore>();
    m_backend = std::make_unique<MemoryBackend>(*m_clock, m_store);
}

Result<LockInfo> TestLockKeeper::acquire(LockKeeper &keeper)
{
    std::optional<Result<LockInfo>> answer;
    keeper.acquire(u"s"_s, [&](Result<LockInfo> lock) { answer = std::move(lock); });
    return answer.value_or(Error{ErrorCode::Internal, u"no answer"_s, {}, {}});
}

void TestLockKeeper::holdsForAsLongAsItRenews()
{
    LockKeeper keeper(*m_backend, *m_clock, u"ada"_s);
    const QSignalSpy lost(&keeper, &LockKeeper::lost);
    QVERIFY(acquire(keeper).ok());
    QVERIFY(keeper.isHeld());
    const qint64 since = lock()->acquiredAt;
    for (int i = 0; i < 60; ++i) {
        m_clock->advance(10s);
        QVERIFY(lock()->expiresAt > m_clock->now());
    }
    QCOMPARE(lock()->acquiredAt, since);
    QCOMPARE(lost.count(), 0);
}

void TestLockKeeper::isRefusedWhileAnotherHolds()
{
    LockKeeper first(*m_backend, *m_clock, u"ada"_s);
    QVERIFY(acquire(first).ok());
    LockKeeper second(*m_backend, *m_clock, u"alan"_s);
    QCOMPARE(acquire(second).error().code, ErrorCode::Locked);
    QVERIFY(!second.isHeld());
    second.release([](const Result<void> &released) { QVERIFY(released.ok()); });
    QCOMPARE(lock()->holder, u"ada"_s);
}

void TestLockKeeper::takesOverWhatHasExpired()
{
    m_store->stacks[u"s"_s].lock =
        LockInfo{u"dead"_s, u"elsewhere"_s, 1, m_clock->now(), m_clock->now() + 5'000};
    LockKeeper keeper(*m_backend, *m_clock, u"ada"_s);
    QVERIFY(!acquire(keeper).ok());
    m_clock->advance(6s);
    QVERIFY(acquire(keeper).ok());
}

void TestLockKeeper::saysOnceWhenItIsLost()
{
    LockKeeper keeper(*m_backend, *m_clock, u"ada"_s);
    QSignalSpy lost(&keeper, &LockKeeper::lost);
    QVERIFY(acquire(keeper).ok());
    m_store->stacks[u"s"_s].lock->holder = u"alan"_s;
    m_clock->advance(21s);
    QCOMPARE(lost.count(), 1);
    QCOMPARE(lost.first().first().value<Error>().code, ErrorCode::LockLost);
    QVERIFY(!keeper.isHeld());
    m_clock->advance(10min);
    QCOMPARE(lost.count(), 1);
    QCOMPARE(lock()->holder, u"alan"_s);
}

void TestLockKeeper::triesAgainWhenARenewalCannotBeWritten()
{
    LockKeeper keeper(*m_backend, *m_clock, u"ada"_s);
    const QSignalSpy lost(&keeper, &LockKeeper::lost);
    QVERIFY(acquire(keeper).ok());
    m_store->fault = [](const QString &) -> Result<void> {
        return Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
    };
    m_clock->advance(30s);
    QVERIFY(keeper.isHeld());
    m_store->fault = {};
    m_clock->advance(20s);
    QVERIFY(keeper.isHeld());
    QVERIFY(lock()->expiresAt > m_clock->now() + 40'000);
    QCOMPARE(lost.count(), 0);
}

void TestLockKeeper::isLostWhenNoRenewalCouldBeWrittenInTime()
{
    LockKeeper keeper(*m_backend, *m_clock, u"ada"_s);
    QSignalSpy lost(&keeper, &LockKeeper::lost);
    QVERIFY(acquire(keeper).ok());
    m_store->fault = [](const QString &) -> Result<void> {
        return Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
    };
    m_clock->advance(61s);
    QCOMPARE(lost.count(), 1);
    // Whoever goes on without it must know that it is the lock, and not only the disk.
    QCOMPARE(lost.first().first().value<Error>().code, ErrorCode::LockLost);
    QVERIFY(lost.first().first().value<Error>().message.endsWith(u"full"));
    QVERIFY(!keeper.isHeld());
}

void TestLockKeeper::isRenewedAfterALaptopSlept()
{
    LockKeeper keeper(*m_backend, *m_clock, u"ada"_s);
    const QSignalSpy lost(&keeper, &LockKeeper::lost);
    QVERIFY(acquire(keeper).ok());
    m_clock->setNow(m_clock->now() + 3'600'000);
    QVERIFY(lock()->expiresAt < m_clock->now());
    m_clock->advance(21s);
    QVERIFY(keeper.isHeld());
    QVERIFY(lock()->expiresAt > m_clock->now());
    QCOMPARE(lost.count(), 0);
}

void TestLockKeeper::isLostWhenAnotherTookItWhileTheLaptopSlept()
{
    LockKeeper keeper(*m_backend, *m_clock, u"ada"_s);
    QSignalSpy lost(&keeper, &LockKeeper::lost);
    QVERIFY(acquire(keeper).ok());
    m_clock->setNow(m_clock->now() + 3'600'000);
    LockKeeper other(*m_backend, *m_clock, u"alan"_s);
    QVERIFY(acquire(other).ok());
    m_clock->advance(21s);
    QCOMPARE(lost.count(), 1);
    QCOMPARE(lost.first().first().value<Error>().code, ErrorCode::LockLost);
    QCOMPARE(lock()->holder, u"alan"_s);
    QVERIFY(other.isHeld());
}

void TestLockKeeper::isLostAfterASleepWhenItCannotBeRenewed()
{
    LockKeeper keeper(*m_backend, *m_clock, u"ada"_s);
    const QSignalSpy lost(&keeper, &LockKeeper::lost);
    QVERIFY(acquire(keeper).ok());
    m_clock->setNow(m_clock->now() + 3'600'000);
    m_store->fault = [](const QString &) -> Result<void> {
        return Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
    };
    m_clock->advance(21s);
    QCOMPARE(lost.count(), 1);
}

void TestLockKeeper::aClockThatIsSetBackDoesNotMakeALeaseLast()
{
    LockKeeper keeper(*m_backend, *m_clock, u"ada"_s);
    const QSignalSpy lost(&keeper, &LockKeeper::lost);
    QVERIFY(acquire(keeper).ok());
    m_clock->setNow(m_clock->now() - 3'600'000);
    m_store->fault = [](const QString &) -> Result<void> {
        return Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
    };
    m_clock->advance(59s);
    QCOMPARE(lost.count(), 0);
    m_clock->advance(2s);
    QCOMPARE(lost.count(), 1);
}

void TestLockKeeper::aClockThatIsSetBackIsPutRightByTheNextRenewal()
{
    LockKeeper keeper(*m_backend, *m_clock, u"ada"_s);
    const QSignalSpy lost(&keeper, &LockKeeper::lost);
    QVERIFY(acquire(keeper).ok());
    m_clock->setNow(m_clock->now() - 3'600'000);
    m_clock->advance(21s);
    QVERIFY(lock()->expiresAt <= m_clock->now() + 60'000);
    m_clock->advance(10min);
    QVERIFY(keeper.isHeld());
    QCOMPARE(lost.count(), 0);
}

namespace {

class SilentBackend final : public PassThroughBackend {
public:
    using PassThroughBackend::PassThroughBackend;
    void renewLock(const QString &, const LockRequest &, Done<LockInfo> done) override
    {
        asked.append(std::move(done));
    }
    QList<Done<LockInfo>> asked;
};

} // namespace

void TestLockKeeper::isLostWhenTheBackendDoesNotAnswer()
{
    SilentBackend silent(*m_backend);
    LockKeeper keeper(silent, *m_clock, u"ada"_s);
    QSignalSpy lost(&keeper, &LockKeeper::lost);
    QVERIFY(acquire(keeper).ok());
    m_clock->advance(59s);
    QCOMPARE(lost.count(), 0);
    QCOMPARE(silent.asked.size(), 1);
    m_clock->advance(2s);
    QCOMPARE(lost.count(), 1);
    QCOMPARE(lost.first().first().value<Error>().code, ErrorCode::LockLost);
    // An answer that comes after all changes nothing.
    silent.asked.first()(LockInfo{});
    QVERIFY(!keeper.isHeld());
    QCOMPARE(m_clock->pendingTimers(), 0);
}

void TestLockKeeper::isLostWhenTheBackendSaysThatAnotherHasIt()
{
    LockKeeper keeper(*m_backend, *m_clock, u"ada"_s);
    const QSignalSpy lost(&keeper, &LockKeeper::lost);
    QVERIFY(acquire(keeper).ok());
    keeper.lose({ErrorCode::Locked, u"taken"_s, {}, {}});
    keeper.lose({ErrorCode::Locked, u"taken"_s, {}, {}});
    QCOMPARE(lost.count(), 1);
    QVERIFY(!keeper.isHeld());
    QCOMPARE(m_clock->pendingTimers(), 0);
}

void TestLockKeeper::releaseEndsTheRenewals()
{
    LockKeeper keeper(*m_backend, *m_clock, u"ada"_s);
    QVERIFY(acquire(keeper).ok());
    int answers = 0;
    keeper.release([&](const Result<void> &) { ++answers; });
    keeper.release([&](const Result<void> &) { ++answers; });
    QCOMPARE(answers, 2);
    QVERIFY(!lock());
    QCOMPARE(m_clock->pendingTimers(), 0);
    QVERIFY(acquire(keeper).ok());
}

void TestLockKeeper::destructionGivesTheLockBack()
{
    {
        LockKeeper keeper(*m_backend, *m_clock, u"ada"_s);
        QVERIFY(acquire(keeper).ok());
    }
    QVERIFY(!lock());
    QCOMPARE(m_clock->pendingTimers(), 0);
}

QTEST_GUILESS_MAIN(TestLockKeeper)
#include "tst_lockkeeper.moc"
