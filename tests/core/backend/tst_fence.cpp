// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filebackend.h"
#include "tests/core/backend/answers.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <vector>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

/// Nobody writes to a stack who does not hold its lock, or who lost it.
class TestFence : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    ManualClock m_clock;

    struct Write {
        QString name;
        std::function<Result<void>(Backend &)> call;
    };

    std::unique_ptr<FileBackend> open()
    {
        FileBackend::Options options;
        options.directory = m_directory->path();
        return std::make_unique<FileBackend>(options, m_clock);
    }

    /// Every call that changes what is kept of a stack.
    static std::vector<Write> writes()
    {
        return {
            {u"saveState"_s, [](Backend &each) { return saveAll(each, stackWith(u"agent"_s, 2)); }},
            {u"appendAuditLog"_s,
             [](Backend &each) { return append(each, u"agent"_s, {entryNamed(u"x"_s, 1)}); }},
            {u"saveTurn"_s,
             [](Backend &each) { return saveTurn(each, u"agent"_s, turnNamed(u"t"_s), 5); }},
            {u"deleteStack"_s,
             [](Backend &each) {
                 return answerOf<void>([&](auto done) { each.deleteStack(u"agent"_s, done); });
             }},
        };
    }

    QMap<QString, QByteArray> filesOnDisk() const
    {
        QMap<QString, QByteArray> files;
        QDirIterator it(m_directory->path(), QDir::Files | QDir::Hidden,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString path = it.next();
            if (!path.endsWith(u".guard"_s))
                files.insert(path, contentOf(path));
        }
        return files;
    }

    /// Every write answers with this code and leaves every file as it was.
    void refusesAll(Backend &backend, ErrorCode wanted)
    {
        const auto before = filesOnDisk();
        for (const Write &write : writes()) {
            const Result<void> result = write.call(backend);
            QVERIFY2(!result.ok(), qPrintable(write.name));
            QVERIFY2(result.error().code == wanted,
                     qPrintable(write.name + u": "_s + sentence(result.error())));
            QVERIFY2(filesOnDisk() == before, qPrintable(write.name));
        }
    }
    void acceptsAll(Backend &backend)
    {
        for (const Write &write : writes()) {
            const Result<void> result = write.call(backend);
            QVERIFY2(result.ok(),
                     result.ok() ? "" : qPrintable(write.name + sentence(result.error())));
        }
    }
    Result<std::optional<LockInfo>> breakLockOf(Backend &backend)
    {
        return answerOf<std::optional<LockInfo>>(
            [&](auto done) { backend.breakLock(u"agent"_s, done); });
    }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void holderWrites()
    {
        const auto backend = open();
        VERIFY_OK(lock(*backend, u"agent"_s, u"one"_s));
        acceptsAll(*backend);
    }

    void withoutALockWhoeverComesWrites()
    {
        const auto backend = open();
        acceptsAll(*backend);
        // What expired keeps nobody out.
        VERIFY_OK(lock(*open(), u"agent"_s, u"other"_s, 1000));
        m_clock.advance(1001);
        acceptsAll(*backend);
    }

    void whileAnotherHoldsItNothingIsWritten()
    {
        const auto backend = open();
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        const auto holder = open();
        VERIFY_OK(lock(*holder, u"agent"_s, u"other"_s));
        refusesAll(*backend, ErrorCode::Locked);
        VERIFY_OK(
            answerOf<void>([&](auto done) { holder->releaseLock(u"agent"_s, u"other"_s, done); }));
        acceptsAll(*backend);
    }

    void brokenLockStopsItsHolder()
    {
        const auto holder = open();
        VERIFY_OK(lock(*holder, u"agent"_s, u"one"_s));
        VERIFY_OK(saveAll(*holder, stackWith(u"agent"_s, 1)));
        const auto broken = breakLockOf(*open());
        VERIFY_OK(broken);
        QCOMPARE(broken->value().holder, u"one"_s);
        refusesAll(*holder, ErrorCode::LockLost);
        // Giving back what it has not is no way to get it back.
        VERIFY_OK(
            answerOf<void>([&](auto done) { holder->releaseLock(u"agent"_s, u"one"_s, done); }));
        refusesAll(*holder, ErrorCode::LockLost);
        VERIFY_OK(lock(*holder, u"agent"_s, u"one"_s));
        acceptsAll(*holder);
    }

    void stolenLockStopsItsHolder()
    {
        const auto holder = open();
        VERIFY_OK(lock(*holder, u"agent"_s, u"one"_s, 1000));
        VERIFY_OK(saveAll(*holder, stackWith(u"agent"_s, 1)));
        m_clock.advance(1001);
        VERIFY_OK(lock(*open(), u"agent"_s, u"two"_s));
        refusesAll(*holder, ErrorCode::LockLost);
        QVERIFY(saveAll(*holder, stackWith(u"agent"_s, 2)).error().where.startsWith(u"two on"_s));
    }

    void leaseThatExpiredAndNobodyTookIsEnough()
    {
        const auto holder = open();
        VERIFY_OK(lock(*holder, u"agent"_s, u"one"_s, 1000));
        m_clock.advance(1'000'000);
        acceptsAll(*holder);
    }

    void renewedLeaseIsStillOurs()
    {
        const auto holder = open();
        VERIFY_OK(lock(*holder, u"agent"_s, u"one"_s));
        m_clock.advance(20'000);
        const LockRequest request{u"one"_s, std::chrono::seconds(60)};
        VERIFY_OK(
            answerOf<LockInfo>([&](auto done) { holder->renewLock(u"agent"_s, request, done); }));
        acceptsAll(*holder);
    }

    void unreadableLockStopsItsHolder()
    {
        const auto holder = open();
        VERIFY_OK(lock(*holder, u"agent"_s, u"one"_s));
        VERIFY_OK(saveAll(*holder, stackWith(u"agent"_s, 1)));
        QVERIFY(writeFile(m_directory->filePath(u"agent.lock"_s), "{\"hol"));
        refusesAll(*holder, ErrorCode::LockLost);
    }

    void oneStacksLockIsNotAnothers()
    {
        VERIFY_OK(lock(*open(), u"other"_s, u"one"_s));
        acceptsAll(*open());
    }
};

QTEST_GUILESS_MAIN(TestFence)
#include "tst_fence.moc"
