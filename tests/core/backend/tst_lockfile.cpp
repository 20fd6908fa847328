// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filesystem.h"
#include "core/backend/file/guardfile.h"
#include "core/backend/file/lockfile.h"
#include "core/backend/file/processmark.h"
#include "core/base/clock.h"
#include "tests/core/backend/answers.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <vector>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {

const char childFlag[] = "--take-locks";

LockFile lockFileIn(FileSystem &files, const Clock &clock, const QString &directory)
{
    return LockFile(files, clock, directory + u"/agent.lock"_s, directory + u"/.agent.guard"_s);
}

LockRequest requestOf(const QString &holder)
{
    return {holder, std::chrono::seconds(60)};
}

/// What a racing process does: for each line that comes in, tries once and says how it went. It
/// lives until its input ends, so that nobody takes its lock for a dead process's.
int takeLocks(const QString &holder)
{
    FileSystem files;
    const SystemClock clock;
    char line[4096];
    while (std::fgets(line, sizeof line, stdin)) {
        const QString directory = QString::fromLocal8Bit(line).trimmed();
        const auto lease = lockFileIn(files, clock, directory).acquire(requestOf(holder));
        const QString answer = lease ? u"won"_s : codeName(lease.error().code);
        std::fputs(qPrintable(answer + u'\n'), stdout);
        std::fflush(stdout);
    }
    return 0;
}

class Racers {
public:
    explicit Racers(int count)
    {
        for (int i = 0; i < count; ++i) {
            auto process = std::make_unique<QProcess>();
            process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
            process->start(QCoreApplication::applicationFilePath(),
                           {QLatin1StringView(childFlag), u"racer-%1"_s.arg(i)});
            m_processes.push_back(std::move(process));
        }
    }
    ~Racers() { stop(); }

    bool started()
    {
        return std::all_of(m_processes.begin(), m_processes.end(),
                           [](const auto &each) { return each->waitForStarted(); });
    }
    void go(const QString &directory)
    {
        for (const auto &each : m_processes)
            each->write((directory + u'\n').toLocal8Bit());
        for (const auto &each : m_processes)
            each->waitForBytesWritten();
    }
    QStringList answers()
    {
        QStringList result;
        for (const auto &each : m_processes) {
            while (!each->canReadLine() && each->waitForReadyRead(5000)) { }
            result.append(QString::fromLatin1(each->readLine()).trimmed());
        }
        return result;
    }
    void stop()
    {
        for (const auto &each : m_processes)
            each->closeWriteChannel();
        for (const auto &each : m_processes)
            each->waitForFinished(5000);
    }

private:
    std::vector<std::unique_ptr<QProcess>> m_processes;
};

} // namespace

class TestLockFile : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    FileSystem m_files;
    ManualClock m_clock;

    QString path(const QString &name) const { return m_directory->filePath(name); }
    LockFile open(const QString &directory = {})
    {
        return lockFileIn(m_files, m_clock, directory.isEmpty() ? m_directory->path() : directory);
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_clock = ManualClock(SystemClock().now());
    }

    void oneOfEightProcessesGetsIt_data()
    {
        QTest::addColumn<bool>("expired");
        QTest::newRow("free") << false;
        QTest::newRow("expired") << true;
    }
    void oneOfEightProcessesGetsIt()
    {
        QFETCH(bool, expired);
        const int count = 8;
        Racers racers(count);
        QVERIFY(racers.started());
        QStringList expected(count - 1, u"locked"_s);
        expected.append(u"won"_s);
        for (int round = 0; round < 100; ++round) {
            const QString directory = path(QString::number(round));
            QVERIFY(QDir().mkdir(directory));
            if (expired) {
                m_clock.setNow(1000);
                VERIFY_OK(open(directory).acquire(requestOf(u"old"_s)));
            }
            racers.go(directory);
            QStringList answers = racers.answers();
            answers.sort();
            QCOMPARE(answers, expected);
        }
    }

    void lockOfADeadProcessIsFree()
    {
        {
            Racers racers(1);
            QVERIFY(racers.started());
            racers.go(m_directory->path());
            QCOMPARE(racers.answers(), QStringList(u"won"_s));
            VERIFY_FAILS(open().acquire(requestOf(u"me"_s)), ErrorCode::Locked);
        }
        QVERIFY(!open().info()->has_value());
        VERIFY_OK(open().acquire(requestOf(u"me"_s)));
    }

    void onlyACertainDeathCounts()
    {
        const QString own = processMark();
        QVERIFY(!own.isEmpty());
        QVERIFY(!isProcessGone(own));
        QStringList parts = own.split(u'/');
        QVERIFY(isProcessGone((QStringList() << parts.first(3) << u"1"_s).join(u'/')));
        QVERIFY(!isProcessGone(QString()));
        QVERIFY(!isProcessGone(u"x/y"_s));
        parts[0] = u"another boot"_s;
        parts[3] = u"1"_s;
        QVERIFY(!isProcessGone(parts.join(u'/')));
    }

    void fileIsAsInCreact()
    {
        m_clock.setNow(5000);
        LockFile lock = open();
        VERIFY_OK(lock.acquire(requestOf(u"me"_s)));
        const QJsonObject object =
            QJsonDocument::fromJson(contentOf(path(u"agent.lock"_s))).object();
        QCOMPARE(object.value(u"holder"_s).toString(), u"me"_s);
        QCOMPARE(object.value(u"expiresAt"_s).toInteger(), 65'000);
        VERIFY_OK(lock.release(u"me"_s));
        QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files | QDir::Hidden),
                 QStringList(u".agent.guard"_s));
    }

    void creactsLockIsRespected()
    {
        QVERIFY(writeFile(path(u"agent.lock"_s), R"({"holder":"node","expiresAt":9000})"));
        LockFile lock = open();
        m_clock.setNow(8999);
        VERIFY_FAILS(lock.acquire(requestOf(u"me"_s)), ErrorCode::Locked);
        QCOMPARE(lock.info()->value().holder, u"node"_s);
        m_clock.setNow(9000);
        VERIFY_OK(lock.acquire(requestOf(u"me"_s)));
    }

    void unreadableLockIsSomeonesForAMinute()
    {
        QVERIFY(writeFile(path(u"agent.lock"_s), "{\"hol"));
        const qint64 written = QFileInfo(path(u"agent.lock"_s)).lastModified().toMSecsSinceEpoch();
        LockFile lock = open();
        m_clock.setNow(written + 50'000);
        VERIFY_FAILS(lock.acquire(requestOf(u"me"_s)), ErrorCode::Locked);
        VERIFY_OK(lock.release(u"me"_s));
        QVERIFY(QFile::exists(path(u"agent.lock"_s)));
        m_clock.setNow(written + 61'000);
        VERIFY_OK(lock.acquire(requestOf(u"me"_s)));
    }

    void guardThatWasRemovedIsTakenAnew()
    {
        const QString guard = path(u".agent.guard"_s);
        {
            const auto held = GuardFile::take(guard);
            VERIFY_OK(held);
            QVERIFY(QFile::remove(guard));
            // Its name is free again: who holds the old file holds nothing any more.
            VERIFY_OK(GuardFile::take(guard));
        }
        VERIFY_OK(GuardFile::take(guard));
    }

    void guardThatStaysHeldIsTold()
    {
        const auto held = GuardFile::take(path(u".agent.guard"_s));
        VERIFY_OK(held);
        VERIFY_FAILS(open().acquire(requestOf(u"me"_s)), ErrorCode::TimedOut);
    }

    void whoIsRefusedNeedNotWait()
    {
        VERIFY_OK(open().acquire(requestOf(u"other"_s)));
        const auto held = GuardFile::take(path(u".agent.guard"_s));
        VERIFY_OK(held);
        VERIFY_FAILS(open().acquire(requestOf(u"me"_s)), ErrorCode::Locked);
    }

    void leaseOfBeforeTheClockWasSetBackEnds()
    {
        // Another machine's, which died: only time can tell.
        m_clock.setNow(100'000'000);
        QVERIFY(writeFile(path(u"agent.lock"_s),
                          R"({"holder":"gone","expiresAt":100060000,"ttlMs":60000})"));
        LockFile lock = open();
        VERIFY_FAILS(lock.acquire(requestOf(u"me"_s)), ErrorCode::Locked);
        m_clock.setNow(5'000'000);
        // Until when it says is no help now; that nobody renewed it for its time is.
        VERIFY_FAILS(lock.acquire(requestOf(u"me"_s)), ErrorCode::Locked);
        m_clock.advance(59'999);
        VERIFY_FAILS(lock.acquire(requestOf(u"me"_s)), ErrorCode::Locked);
        QCOMPARE(lock.info()->value().holder, u"gone"_s);
        m_clock.advance(1);
        VERIFY_OK(lock.acquire(requestOf(u"me"_s)));
    }

    void renewedLeaseOutlivesAClockSetBack()
    {
        m_clock.setNow(100'000'000);
        LockFile holder = open();
        LockFile other = open();
        VERIFY_OK(holder.acquire(requestOf(u"holder"_s)));
        m_clock.setNow(5'000'000);
        for (int i = 0; i < 10; ++i) {
            VERIFY_FAILS(other.acquire(requestOf(u"me"_s)), ErrorCode::Locked);
            m_clock.advance(20'000);
            VERIFY_OK(holder.renew(requestOf(u"holder"_s)));
            QCOMPARE(other.info()->value().expiresAt, m_clock.now() + 60'000);
        }
        m_clock.advance(60'000);
        VERIFY_OK(other.acquire(requestOf(u"me"_s)));
    }

    void breakingSaysWhoseItWas()
    {
        QVERIFY(!open().breakIt()->has_value());
        VERIFY_OK(open().acquire(requestOf(u"other"_s)));
        const auto broken = open().breakIt();
        VERIFY_OK(broken);
        QCOMPARE(broken->value().holder, u"other"_s);
        QCOMPARE(broken->value().pid, QCoreApplication::applicationPid());
        QVERIFY(!QFile::exists(path(u"agent.lock"_s)));
        VERIFY_OK(open().acquire(requestOf(u"me"_s)));
    }

    void unreadableLockIsBrokenToo_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("cut off") << QByteArray("{\"hol");
        QTest::newRow("zeros") << QByteArray(64, '\0');
        QTest::newRow("null") << QByteArray("null");
        QTest::newRow("types") << QByteArray(R"({"holder":5,"expiresAt":"soon"})");
    }
    void unreadableLockIsBrokenToo()
    {
        QFETCH(QByteArray, content);
        QVERIFY(writeFile(path(u"agent.lock"_s), content));
        VERIFY_FAILS(open().acquire(requestOf(u"me"_s)), ErrorCode::Locked);
        const auto broken = open().breakIt();
        VERIFY_OK(broken);
        QVERIFY(broken->value().holder.contains(u"unknown"_s));
        VERIFY_OK(open().acquire(requestOf(u"me"_s)));
    }

    void waiterForARemovedGuardStartsOver()
    {
        const QString guard = path(u".agent.guard"_s);
        const auto timesOpen = [&] {
            const QFileInfoList open = QDir(u"/proc/self/fd"_s).entryInfoList(QDir::Files);
            return std::count_if(open.begin(), open.end(), [&](const QFileInfo &each) {
                return each.symLinkTarget() == QFileInfo(guard).canonicalFilePath();
            });
        };
        std::optional<Result<GuardFile>> old = GuardFile::take(guard);
        VERIFY_OK(*old);
        bool waiterGotIt = true;
        const std::unique_ptr<QThread> waiter(
            QThread::create([&] { waiterGotIt = GuardFile::take(guard).ok(); }));
        waiter->start();
        QTRY_COMPARE(timesOpen(), 2);
        QVERIFY(QFile::remove(guard));
        const auto current = GuardFile::take(guard);
        VERIFY_OK(current);
        old.reset();
        waiter->wait();
        QVERIFY(!waiterGotIt);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], childFlag) == 0)
        return takeLocks(QString::fromLocal8Bit(argv[2]));
    TestLockFile test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_lockfile.moc"
