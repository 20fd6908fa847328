// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filebackend.h"
#include "core/backend/memory/memorybackend.h"
#include "tests/core/backend/answers.h"
#include "tests/support/manualclock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

/// What every backend promises. Two backends of one place are two processes, or two runs.
class TestBackend : public QObject {
    Q_OBJECT

    QTemporaryDir *m_directory = nullptr;
    std::shared_ptr<MemoryStore> m_store;
    ManualClock m_clock;

    std::unique_ptr<Backend> open()
    {
        QFETCH_GLOBAL(QString, kind);
        if (kind == u"memory"_s)
            return std::make_unique<MemoryBackend>(m_clock, m_store);
        FileBackend::Options options;
        options.directory = m_directory->filePath(u"state"_s);
        return std::make_unique<FileBackend>(options, m_clock);
    }

    std::unique_ptr<Backend> openReady()
    {
        auto backend = open();
        const auto ready = answerOf<void>([&](auto done) { backend->initialize(done); });
        return ready ? std::move(backend) : nullptr;
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("memory") << u"memory"_s;
        QTest::newRow("file") << u"file"_s;
    }

    void init()
    {
        m_directory = new QTemporaryDir;
        m_store = std::make_shared<MemoryStore>();
    }
    void cleanup()
    {
        delete m_directory;
        m_directory = nullptr;
    }

    void nothingStoredIsNoError()
    {
        const auto backend = open();
        const auto state = stateOf(*backend, u"agent"_s);
        VERIFY_OK(state);
        QVERIFY(!state->has_value());
        QVERIFY(auditOf(*backend, u"agent"_s)->isEmpty());
        QVERIFY(turnsOf(*backend, u"agent"_s)->isEmpty());
        QVERIFY(stacksOf(*backend)->isEmpty());
        const auto info = answerOf<std::optional<LockInfo>>(
            [&](auto done) { backend->lockInfo(u"agent"_s, done); });
        VERIFY_OK(info);
        QVERIFY(!info->has_value());
        VERIFY_OK(answerOf<void>([&](auto done) { backend->deleteStack(u"agent"_s, done); }));
        VERIFY_OK(
            answerOf<void>([&](auto done) { backend->releaseLock(u"agent"_s, u"me"_s, done); }));
    }

    void savedStateComesBack()
    {
        const auto backend = openReady();
        StackRecord state = stackWith(u"agent"_s, 3);
        state.stores = {{u"counter"_s, QJsonObject{{u"count"_s, 2}}}};
        VERIFY_OK(saveAll(*backend, state));
        const auto again = stateOf(*openReady(), u"agent"_s);
        VERIFY_OK(again);
        QCOMPARE(again->value().nodes(), state.nodes());
        QCOMPARE(again->value().stores, state.stores);
    }

    void changesAreSaved()
    {
        const auto backend = openReady();
        StackRecord state = stackWith(u"agent"_s, 3);
        VERIFY_OK(saveAll(*backend, state));
        const NodeId first = state.nodes().at(0).id;
        NodeRecord second = state.nodes().at(1);
        second.outputs = QJsonObject{{u"x"_s, 1}};
        state.put(second);
        state.remove(first);
        state.status = StackStatus::Applying;
        state.applyingNodeIds = {second.id.toString()};
        state.stores = {{u"c"_s, QJsonObject()}};
        state.latches.insert(u"l"_s, {u"a"_s, u"b"_s, 1});
        StateChange change;
        change.put = {second.id};
        change.removed = {first};
        change.stores = true;
        change.latches = {u"l"_s};
        VERIFY_OK(save(*backend, state, change));
        const auto again = stateOf(*openReady(), u"agent"_s);
        VERIFY_OK(again);
        QCOMPARE(toJson(again->value()), toJson(state));
        state.latches.clear();
        VERIFY_OK(save(*backend, state, change));
        QVERIFY(stateOf(*openReady(), u"agent"_s)->value().latches.isEmpty());
    }

    void stacksAreListedAndDeleted()
    {
        const auto backend = openReady();
        for (const QString &name : {u"b"_s, u"a"_s, u"a.b"_s}) {
            VERIFY_OK(saveAll(*backend, stackWith(name, 1)));
            VERIFY_OK(append(*backend, name, {entryNamed(u"x"_s, 1)}));
            VERIFY_OK(lock(*backend, name, u"me"_s));
            VERIFY_OK(saveTurn(*backend, name, turnNamed(u"t"_s), 5));
        }
        QCOMPARE(stacksOf(*backend).value(), QStringList({u"a"_s, u"a.b"_s, u"b"_s}));
        VERIFY_OK(answerOf<void>([&](auto done) { backend->deleteStack(u"a"_s, done); }));
        QCOMPARE(stacksOf(*backend).value(), QStringList({u"a.b"_s, u"b"_s}));
        QVERIFY(!stateOf(*backend, u"a"_s)->has_value());
        QVERIFY(auditOf(*backend, u"a"_s)->isEmpty());
        QVERIFY(turnsOf(*backend, u"a"_s)->isEmpty());
        VERIFY_OK(lock(*backend, u"a"_s, u"other"_s));
        QVERIFY(stateOf(*backend, u"a.b"_s)->has_value());
        QCOMPARE(auditOf(*backend, u"a.b"_s)->size(), 1);
        QCOMPARE(turnsOf(*backend, u"a.b"_s)->size(), 1);
        VERIFY_OK(saveAll(*backend, stackWith(u"a"_s, 2)));
    }

    void lockIsHeldByOne()
    {
        const auto one = openReady();
        const auto two = openReady();
        const auto lease = lock(*one, u"agent"_s, u"one"_s);
        VERIFY_OK(lease);
        QCOMPARE(lease->acquiredAt, m_clock.now());
        QCOMPARE(lease->expiresAt, m_clock.now() + 60'000);
        QVERIFY(lease->pid > 0);
        const auto refused = lock(*two, u"agent"_s, u"two"_s);
        VERIFY_FAILS(refused, ErrorCode::Locked);
        QVERIFY2(refused.error().where.contains(u"one on "_s)
                     && refused.error().where.contains(QString::number(lease->pid)),
                 qPrintable(refused.error().where));
        VERIFY_OK(lock(*two, u"other"_s, u"two"_s));
        // Asked for again by its holder it is the same lease, longer.
        m_clock.advance(1000);
        const auto again = lock(*one, u"agent"_s, u"one"_s);
        VERIFY_OK(again);
        QCOMPARE(again->acquiredAt, lease->acquiredAt);
        QCOMPARE(again->expiresAt, m_clock.now() + 60'000);
    }

    void lockIsRenewedUntilAnotherTookIt()
    {
        const auto one = openReady();
        const auto two = openReady();
        const LockRequest request{u"one"_s, std::chrono::seconds(60)};
        const auto renew = [&] {
            return answerOf<LockInfo>(
                [&](auto done) { one->renewLock(u"agent"_s, request, done); });
        };
        VERIFY_FAILS(renew(), ErrorCode::LockLost);
        const auto first = lock(*one, u"agent"_s, u"one"_s);
        VERIFY_OK(first);
        m_clock.advance(50'000);
        const auto second = renew();
        VERIFY_OK(second);
        QCOMPARE(second->acquiredAt, first->acquiredAt);
        QCOMPARE(second->expiresAt, m_clock.now() + 60'000);
        m_clock.advance(59'999);
        VERIFY_FAILS(lock(*two, u"agent"_s, u"two"_s), ErrorCode::Locked);
        m_clock.advance(1);
        VERIFY_OK(lock(*two, u"agent"_s, u"two"_s));
        const auto lost = renew();
        VERIFY_FAILS(lost, ErrorCode::LockLost);
        QVERIFY(lost.error().where.startsWith(u"two"_s));
    }

    void expiredLockThatNobodyTookIsRenewed()
    {
        const auto backend = openReady();
        VERIFY_OK(lock(*backend, u"agent"_s, u"one"_s, 10));
        m_clock.advance(1000);
        const LockRequest request{u"one"_s, std::chrono::seconds(60)};
        VERIFY_OK(
            answerOf<LockInfo>([&](auto done) { backend->renewLock(u"agent"_s, request, done); }));
    }

    void lockIsReleasedByItsHolderOnly()
    {
        const auto backend = openReady();
        VERIFY_OK(lock(*backend, u"agent"_s, u"one"_s));
        VERIFY_OK(
            answerOf<void>([&](auto done) { backend->releaseLock(u"agent"_s, u"two"_s, done); }));
        VERIFY_FAILS(lock(*backend, u"agent"_s, u"two"_s), ErrorCode::Locked);
        VERIFY_OK(
            answerOf<void>([&](auto done) { backend->releaseLock(u"agent"_s, u"one"_s, done); }));
        VERIFY_OK(lock(*backend, u"agent"_s, u"two"_s));
    }

    void lockNeedsHolderAndTime()
    {
        const auto backend = openReady();
        VERIFY_FAILS(lock(*backend, u"agent"_s, {}), ErrorCode::InvalidArgument);
        VERIFY_FAILS(lock(*backend, u"agent"_s, u"me"_s, 0), ErrorCode::InvalidArgument);
    }

    void auditKeepsOrder()
    {
        const auto backend = openReady();
        QList<AuditEntry> all;
        for (int i = 0; i < 10; ++i)
            all.append(entryNamed(u"resource_applied"_s, i));
        VERIFY_OK(append(*backend, u"agent"_s, all.first(4)));
        VERIFY_OK(append(*backend, u"agent"_s, {}));
        VERIFY_OK(append(*openReady(), u"agent"_s, all.sliced(4)));
        QCOMPARE(auditOf(*backend, u"agent"_s).value(), all);
        QCOMPARE(auditOf(*backend, u"agent"_s, 3).value(), all.last(3));
        QCOMPARE(auditOf(*backend, u"agent"_s, 30).value(), all);
    }

    void turnsArePruned()
    {
        const auto backend = openReady();
        for (int i = 0; i < 7; ++i) {
            TurnRecord turn;
            turn.id = u"turn-%1"_s.arg(i);
            turn.answer = u"answer %1"_s.arg(i);
            turn.endedAt = 1000 + i;
            VERIFY_OK(saveTurn(*backend, u"agent"_s, turn, 3));
        }
        const auto turns = turnsOf(*openReady(), u"agent"_s);
        VERIFY_OK(turns);
        QStringList ids;
        for (const TurnRecord &turn : *turns)
            ids.append(turn.id);
        QCOMPARE(ids, QStringList({u"turn-4"_s, u"turn-5"_s, u"turn-6"_s}));
    }

    void clockSetBackPrunesNoNewTurn()
    {
        const auto backend = openReady();
        for (int i = 0; i < 3; ++i)
            VERIFY_OK(saveTurn(*backend, u"agent"_s, turnNamed(u"old-%1"_s.arg(i), 9000 + i), 3));
        VERIFY_OK(saveTurn(*backend, u"agent"_s, turnNamed(u"new"_s, 10), 3));
        QStringList ids;
        const auto turns = turnsOf(*openReady(), u"agent"_s);
        VERIFY_OK(turns);
        for (const TurnRecord &turn : *turns)
            ids.append(turn.id);
        QCOMPARE(ids, QStringList({u"old-1"_s, u"old-2"_s, u"new"_s}));
        VERIFY_OK(saveTurn(*backend, u"agent"_s, turnNamed(u"last"_s, 10), -1));
        QCOMPARE(turnsOf(*backend, u"agent"_s)->size(), 4);
    }

    void lockIsBrokenForWhoeverHoldsIt()
    {
        const auto backend = openReady();
        const auto breakLock = [&] {
            return answerOf<std::optional<LockInfo>>(
                [&](auto done) { backend->breakLock(u"agent"_s, done); });
        };
        QVERIFY(!breakLock()->has_value());
        VERIFY_OK(lock(*openReady(), u"agent"_s, u"one"_s));
        QCOMPARE(breakLock()->value().holder, u"one"_s);
        VERIFY_OK(lock(*backend, u"agent"_s, u"two"_s));
    }

    void turnWrittenAgainIsReplaced()
    {
        const auto backend = openReady();
        TurnRecord turn;
        turn.id = u"a/../b %1"_s;
        turn.endedAt = 5;
        VERIFY_OK(saveTurn(*backend, u"agent"_s, turn, 3));
        turn.endedAt = 6;
        turn.answer = u"later"_s;
        VERIFY_OK(saveTurn(*backend, u"agent"_s, turn, 3));
        const auto turns = turnsOf(*backend, u"agent"_s);
        VERIFY_OK(turns);
        QCOMPARE(turns->size(), 1);
        QCOMPARE(turns->first().toJson(), turn.toJson());
    }

    void hostileNamesAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name :
             {QString(), u"."_s, u".."_s, u"../x"_s, u"a/b"_s, u"/etc/passwd"_s, u"a..b"_s, u"-a"_s,
              u".a"_s, u"a b"_s, u"a\n"_s, u"ä"_s, u"a.audit"_s, QString(65, u'a'),
              QString(QChar(0)), u"a\\b"_s})
            QTest::newRow(qPrintable(u"'%1'"_s.arg(name.left(20)))) << name;
    }
    void hostileNamesAreRefused()
    {
        QFETCH(QString, name);
        const auto backend = openReady();
        const LockRequest request{u"me"_s, std::chrono::seconds(1)};
        const ErrorCode wanted = ErrorCode::InvalidStackName;
        VERIFY_FAILS(stateOf(*backend, name), wanted);
        VERIFY_FAILS(saveAll(*backend, stackWith(name, 1)), wanted);
        VERIFY_FAILS(answerOf<void>([&](auto d) { backend->deleteStack(name, d); }), wanted);
        VERIFY_FAILS(lock(*backend, name, u"me"_s), wanted);
        VERIFY_FAILS(answerOf<LockInfo>([&](auto d) { backend->renewLock(name, request, d); }),
                     wanted);
        VERIFY_FAILS(answerOf<void>([&](auto d) { backend->releaseLock(name, u"me"_s, d); }),
                     wanted);
        VERIFY_FAILS(answerOf<std::optional<LockInfo>>([&](auto d) { backend->lockInfo(name, d); }),
                     wanted);
        VERIFY_FAILS(append(*backend, name, {entryNamed(u"x"_s, 1)}), wanted);
        VERIFY_FAILS(auditOf(*backend, name), wanted);
        VERIFY_FAILS(saveTurn(*backend, name, turnNamed(u"t"_s), 1), wanted);
        VERIFY_FAILS(turnsOf(*backend, name), wanted);
    }
};

QTEST_GUILESS_MAIN(TestBackend)
#include "tst_backend.moc"
