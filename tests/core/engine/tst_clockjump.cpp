// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/backend/answers.h"
#include "tests/core/engine/chatrun.h"
#include "tests/core/engine/enginebench.h"

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A wall clock that is set back or forward while a stack runs, or between two runs.
class TestClockJump : public QObject {
    Q_OBJECT

    static constexpr qint64 day = 86'400'000;

    std::unique_ptr<StackBench> m_bench;
    std::unique_ptr<QTemporaryDir> m_folder;
    StackDocumentPtr m_document;
    qint64 m_start = 0;

    std::unique_ptr<ChatRun> open(ManualClock &clock)
    {
        return std::make_unique<ChatRun>(m_folder->filePath(u".creact-state"_s),
                                         std::make_unique<FileSystem>(), clock, m_bench->options);
    }
    void ask(ChatRun &run, const QString &id)
    {
        VERIFY_OK(run.send(id, u"Who was Ada Lovelace, %1?"_s.arg(id)));
        const Result<ChatTurn> turn = run.answer(id);
        VERIFY_OK(turn);
        QVERIFY2(!turn->error, qPrintable(turn->error ? turn->error->message : QString()));
    }
    static QStringList idsOf(const QList<TurnRecord> &turns)
    {
        QStringList ids;
        for (const TurnRecord &turn : turns)
            ids.append(turn.id);
        return ids;
    }
    /// Everything is there, in the order in which it happened.
    void keptInOrder(Backend &backend, const QStringList &ids)
    {
        const auto turns = turnsOf(backend, u"agent"_s);
        VERIFY_OK(turns);
        QCOMPARE(idsOf(*turns), ids);
        const auto log = auditOf(backend, u"agent"_s);
        VERIFY_OK(log);
        QStringList answered;
        for (const AuditEntry &entry : *log) {
            if (entry.action == "turn_answered"_L1)
                answered.append(entry.details["turn"_L1].toString());
        }
        QCOMPARE(answered, ids);
        const auto state = stateOf(backend, u"agent"_s);
        VERIFY_OK(state);
        QStringList remembered;
        for (const NodeRecord &node : (*state)->nodes()) {
            if (node.constructType != "Memory"_L1)
                continue;
            for (const QJsonValue &message : node.store["messages"_L1].toArray()) {
                if (message["role"_L1].toString() == "user"_L1)
                    remembered.append(
                        message["content"_L1].toString().section(u", "_s, 1).chopped(1));
            }
        }
        QCOMPARE(remembered, ids);
    }

    static void jumps()
    {
        QTest::addColumn<qint64>("by");
        QTest::newRow("back a day") << -day;
        QTest::newRow("back a second") << qint64(-1'000);
        QTest::newRow("forward a day") << day;
        QTest::newRow("back to 1970") << -SystemClock().now() + 1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_bench = std::make_unique<StackBench>();
        m_document = chatDocument(m_bench->document);
        m_start = SystemClock().now();
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>(fastFolder() + u"/creact-clock-XXXXXX"_s);
    }

    void withinARunNothingIsLostOrOutOfOrder_data() { jumps(); }
    void withinARunNothingIsLostOrOutOfOrder()
    {
        QFETCH(qint64, by);
        ManualClock clock(m_start);
        const auto run = open(clock);
        VERIFY_OK(run->begin());
        VERIFY_OK(run->deploy(m_document));
        ask(*run, u"one"_s);
        clock.advance(1s);
        ask(*run, u"two"_s);
        clock.setNow(clock.now() + by);
        ask(*run, u"three"_s);
        clock.advance(1s);
        ask(*run, u"four"_s);
        QVERIFY2(run->lock().isHeld(), "nobody else took it");
        keptInOrder(run->backend(), {u"one"_s, u"two"_s, u"three"_s, u"four"_s});
        VERIFY_OK(run->stop());
    }

    void betweenRunsNothingIsLostOrOutOfOrder_data() { jumps(); }
    void betweenRunsNothingIsLostOrOutOfOrder()
    {
        QFETCH(qint64, by);
        ManualClock clock(m_start);
        for (const QString &id : {u"one"_s, u"two"_s}) {
            const auto run = open(clock);
            VERIFY_OK(run->begin());
            VERIFY_OK(run->deploy(m_document));
            ask(*run, id);
            VERIFY_OK(run->stop());
            clock.advance(1s);
            clock.setNow(clock.now() + by);
        }
        clock.setNow(m_start + 5'000);
        const auto run = open(clock);
        VERIFY_OK(run->begin());
        VERIFY_OK(run->deploy(m_document));
        ask(*run, u"three"_s);
        VERIFY_OK(run->stop());
        keptInOrder(run->backend(), {u"one"_s, u"two"_s, u"three"_s});
        // Each state that can be gone back to is listed, and can be read.
        const auto history = answerOf<QList<SnapshotInfo>>(
            [&](auto done) { run->backend().history(u"agent"_s, done); });
        VERIFY_OK(history);
        QVERIFY(!history->isEmpty());
        for (const SnapshotInfo &each : *history) {
            QVERIFY(!each.error);
            VERIFY_OK(answerOf<StackRecord>(
                [&](auto done) { run->backend().getSnapshot(u"agent"_s, each.id, done); }));
        }
    }

    void theHolderKeepsItsLockWhenTheClockIsSetBack()
    {
        ManualClock clock(m_start);
        const auto run = open(clock);
        VERIFY_OK(run->begin());
        VERIFY_OK(run->deploy(m_document));
        clock.setNow(m_start - day);
        const auto other = open(clock);
        for (int i = 0; i < 10; ++i) {
            clock.advance(20s); // the holder renews every 20 s
            VERIFY_FAILS(other->begin(), ErrorCode::Locked);
        }
        QVERIFY(run->lock().isHeld());
        ask(*run, u"one"_s);
        VERIFY_OK(run->stop());
        VERIFY_OK(other->begin());
    }

    void theLockOfADeadRunFromTheFutureDoesNotBlockForEver()
    {
        ManualClock clock(m_start + day);
        {
            const auto run = open(clock);
            VERIFY_OK(run->begin());
            VERIFY_OK(run->deploy(m_document));
            // A crash of another machine: its process cannot be looked for.
            const QString path = m_folder->filePath(u".creact-state/agent.lock"_s);
            QJsonObject lock = QJsonDocument::fromJson(contentOf(path)).object();
            lock.remove("process"_L1);
            const QByteArray left = QJsonDocument(lock).toJson();
            run.get()->lock().release([](const Result<void> &) {});
            QVERIFY(writeFile(path, left));
        }
        clock.setNow(m_start);
        const auto next = open(clock);
        VERIFY_FAILS(next->begin(), ErrorCode::Locked);
        clock.advance(61s);
        VERIFY_OK(next->begin());
    }

    void aClockThatJumpsForwardLetsNobodyInWhileTheHolderLives()
    {
        ManualClock clock(m_start);
        const auto run = open(clock);
        VERIFY_OK(run->begin());
        VERIFY_OK(run->deploy(m_document));
        clock.setNow(m_start + day);
        // Whether the lease is given up or kept, two never write.
        const auto other = open(clock);
        const Result<void> taken = other->begin();
        const Result<ChatTurn> sent = run->send(u"one"_s, u"Who was Ada Lovelace, one?"_s);
        QVERIFY2(!(taken.ok() && sent.ok()), "two runs write to one stack");
        std::ignore = run->stop();
    }
};

QTEST_GUILESS_MAIN(TestClockJump)
#include "tst_clockjump.moc"
