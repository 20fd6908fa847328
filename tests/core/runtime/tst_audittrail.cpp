// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/memory/memorybackend.h"
#include "core/runtime/audittrail.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace creact;

class TestAuditTrail : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void entriesAreAppendedTogetherInOrder();
    void anEntryHasTheTimeItWasAdded();
    void entriesWaitForOthersButNotLong();
    void nothingIsWrittenWhileTheLockIsAnothers();
    void nothingToAppendAppendsNothing();
    void aFailureIsToldAndEndsNothing();
};

void TestAuditTrail::entriesAreAppendedTogetherInOrder()
{
    ManualClock clock;
    MemoryBackend backend(clock);
    AuditTrail trail(backend, clock);
    QSignalSpy appended(&trail, &AuditTrail::appended);
    trail.setStack(u"s"_s);
    trail.add(u"one"_s, u"a.b"_s, {{u"k"_s, 1}});
    trail.add(u"two"_s, {});
    QVERIFY(backend.store()->stacks.isEmpty());
    trail.flush();
    const QList<AuditEntry> audit = backend.store()->stacks.value(u"s"_s).audit;
    QCOMPARE(audit.size(), 2);
    QCOMPARE(audit.first().action, u"one"_s);
    QCOMPARE(audit.first().nodeId, u"a.b"_s);
    QCOMPARE(audit.first().details, (QJsonObject{{u"k"_s, 1}}));
    QCOMPARE(backend.store()->counters.auditAppends, 1);
    QCOMPARE(appended.size(), 1);
}

void TestAuditTrail::anEntryHasTheTimeItWasAdded()
{
    ManualClock clock;
    MemoryBackend backend(clock);
    AuditTrail trail(backend, clock);
    trail.setStack(u"s"_s);
    trail.add(u"one"_s, {});
    clock.advance(5000);
    trail.flush();
    QCOMPARE(backend.store()->stacks.value(u"s"_s).audit.first().timestamp,
             ManualClock::defaultStart);
}

void TestAuditTrail::entriesWaitForOthersButNotLong()
{
    ManualClock clock;
    MemoryBackend backend(clock);
    AuditTrail trail(backend, clock);
    trail.setStack(u"s"_s);
    const auto written = [&] { return backend.store()->stacks.value(u"s"_s).audit.size(); };
    trail.flushSoon();
    QCOMPARE(clock.pendingTimers(), 0);
    trail.add(u"one"_s, {});
    trail.flushSoon();
    clock.advance(AuditTrail::patience / 2);
    trail.add(u"two"_s, {});
    trail.flushSoon();
    QCOMPARE(written(), 0);
    clock.advance(AuditTrail::patience / 2);
    QCOMPARE(written(), 2);
    QCOMPARE(backend.store()->counters.auditAppends, 1);
    trail.add(u"three"_s, {});
    trail.flushSoon();
    trail.flush();
    QCOMPARE(clock.pendingTimers(), 0);
    QCOMPARE(written(), 3);
}

void TestAuditTrail::nothingIsWrittenWhileTheLockIsAnothers()
{
    ManualClock clock;
    MemoryBackend backend(clock);
    AuditTrail trail(backend, clock);
    trail.setStack(u"s"_s);
    trail.add(u"one"_s, {});
    trail.flushSoon();
    trail.setWriting(false);
    trail.add(u"two"_s, {});
    trail.flush();
    clock.advance(AuditTrail::patience);
    QVERIFY(backend.store()->stacks.value(u"s"_s).audit.isEmpty());
    trail.setWriting(true);
    trail.add(u"three"_s, {});
    trail.flush();
    QCOMPARE(backend.store()->stacks.value(u"s"_s).audit.size(), 1);
}

void TestAuditTrail::nothingToAppendAppendsNothing()
{
    ManualClock clock;
    MemoryBackend backend(clock);
    AuditTrail trail(backend, clock);
    trail.setStack(u"s"_s);
    trail.flush();
    trail.add(u"one"_s, {});
    trail.flush();
    trail.flush();
    QCOMPARE(backend.store()->counters.auditAppends, 1);
}

void TestAuditTrail::aFailureIsToldAndEndsNothing()
{
    ManualClock clock;
    MemoryBackend backend(clock);
    AuditTrail trail(backend, clock);
    QSignalSpy failed(&trail, &AuditTrail::failed);
    trail.setStack(u"s"_s);
    backend.store()->fault = [](const QString &) -> Result<void> {
        return Error{ErrorCode::DiskFull, u"full"_s, {}, {}};
    };
    trail.add(u"one"_s, {});
    trail.flush();
    QCOMPARE(failed.size(), 1);
    backend.store()->fault = {};
    trail.add(u"two"_s, {});
    trail.flush();
    QCOMPARE(backend.store()->stacks.value(u"s"_s).audit.size(), 1);
}

QTEST_GUILESS_MAIN(TestAuditTrail)
#include "tst_audittrail.moc"
