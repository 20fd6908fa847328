// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filebackend.h"
#include "tests/core/backend/answers.h"
#include "tests/support/spin.h"

#include <QDateTime>
#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {

const QString stackName = u"agent"_s;

std::unique_ptr<FileBackend> backendIn(const QString &directory, Clock &clock)
{
    FileBackend::Options options;
    options.directory = directory;
    return std::make_unique<FileBackend>(options, clock);
}

/// What the holders write while they hold the lock: "+pid" when they begin, "-pid" at their end,
/// "!pid why" when they find that another one has not ended and lives.
class Claims {
public:
    explicit Claims(const QString &directory)
        : m_path(directory + u"/claims"_s)
    {
    }

    QList<QByteArray> all() const
    {
        QList<QByteArray> lines = contentOf(m_path).split('\n');
        lines.removeLast();
        return lines;
    }
    QByteArray last() const
    {
        const QList<QByteArray> lines = all();
        return lines.isEmpty() ? QByteArray() : lines.last();
    }
    void write(char what, qint64 pid, const QByteArray &why = {}) const
    {
        const int file = ::open(QFile::encodeName(m_path).constData(),
                                O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        const QByteArray line = what + QByteArray::number(pid) + why + '\n';
        if (file < 0 || ::write(file, line.constData(), size_t(line.size())) != line.size())
            std::abort();
        ::close(file);
    }

private:
    QString m_path;
};

/// The letter that /proc has for it; X when there is no such process.
char stateOfProcess(qint64 pid)
{
    const QByteArray stat = contentOf(u"/proc/%1/stat"_s.arg(pid));
    return stat.isEmpty() ? 'X' : stat.at(stat.lastIndexOf(')') + 2);
}

/// Dead and not yet waited for (Z), or being waited for this very moment (X).
bool isDead(char state)
{
    return state == 'Z' || state == 'X';
}

/// The child: takes the lock, claims, looks around, and gives it back, over and over until its
/// input ends.
int race(const QString &directory)
{
    SystemClock clock;
    const Claims claims(directory);
    const qint64 pid = QCoreApplication::applicationPid();
    const QString holder = u"racer-%1"_s.arg(pid);
    const auto backend = backendIn(directory, clock);
    ::fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK);
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) != 0) {
        const Result<LockInfo> lease = lock(*backend, stackName, holder);
        if (!lease) {
            if (lease.error().code != ErrorCode::Locked
                && lease.error().code != ErrorCode::TimedOut)
                return 1;
            ::usleep(300);
            continue;
        }
        const QByteArray before = claims.last();
        const char state =
            before.startsWith('+') ? stateOfProcess(before.mid(1).toLongLong()) : 'X';
        if (before.startsWith('!') || !isDead(state))
            claims.write('!', pid, " after " + before + " in state " + state);
        claims.write('+', pid);
        ::usleep(QRandomGenerator::global()->bounded(2'000U));
        if (const QByteArray now = claims.last(); now != '+' + QByteArray::number(pid))
            claims.write('!', pid, " before " + now);
        claims.write('-', pid);
        if (!answerOf<void>([&](auto done) { backend->releaseLock(stackName, holder, done); }))
            return 2;
    }
    return 0;
}

/// The other child: takes the lock, says so, and keeps it until its input ends.
int hold(const QString &directory)
{
    SystemClock clock;
    const auto backend = backendIn(directory, clock);
    if (!lock(*backend, stackName, u"ada@engine"_s))
        return 1;
    std::puts("held");
    std::fflush(stdout);
    std::getchar();
    return 0;
}

std::unique_ptr<QProcess> startChild(const QString &what, const QString &directory)
{
    auto child = std::make_unique<QProcess>();
    child->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child->start(QCoreApplication::applicationFilePath(), {what, directory});
    child->waitForStarted();
    return child;
}

} // namespace

/// The lock among real processes, some of which die while they hold it.
class TestLockRace : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void neverTwoHoldThoughHoldersAreKilled()
    {
        const quint32 seed = seedFrom(QRandomGenerator::global()->generate());
        qInfo("CREACT_SEED=%u", seed);
        QRandomGenerator random(seed);
        const int rounds = roundsFrom("CREACT_ROUNDS", 100);
        const Claims claims(m_directory->path());
        std::vector<std::unique_ptr<QProcess>> racers;
        for (int i = 0; i < 8; ++i)
            racers.push_back(startChild(u"--race"_s, m_directory->path()));

        int killed = 0;
        for (int round = 0; round < rounds; ++round) {
            // Three changes of hands a round; in every other one a holder dies.
            const qsizetype wanted = claims.all().size() + 6;
            const QDeadlineTimer deadline(20'000);
            while (claims.all().size() < wanted) {
                QVERIFY2(!deadline.hasExpired(), "nobody gets the lock any more");
                spinFor(std::chrono::milliseconds(1));
            }
            if (round % 2 != 0)
                continue;
            spinFor(std::chrono::milliseconds(random.bounded(3)));
            const QByteArray last = claims.last();
            for (auto &racer : racers) {
                QVERIFY2(racer->state() == QProcess::Running, "a racer ended by itself");
                if (last.mid(1).toLongLong() != racer->processId())
                    continue;
                racer->kill();
                racer->waitForFinished();
                racer = startChild(u"--race"_s, m_directory->path());
                ++killed;
            }
        }
        for (const auto &racer : racers)
            racer->closeWriteChannel();
        for (const auto &racer : racers) {
            QVERIFY(racer->waitForFinished());
            QCOMPARE(racer->exitCode(), 0);
        }
        const QList<QByteArray> lines = claims.all();
        qInfo("%d rounds, %lld claims, %d killed", rounds, qlonglong(lines.size() / 2), killed);
        for (const QByteArray &line : lines)
            QVERIFY2(!line.startsWith('!'), line.constData());
        QVERIFY(killed >= rounds / 4);
        SystemClock clock;
        VERIFY_OK(lock(*backendIn(m_directory->path(), clock), stackName, u"the next one"_s));
    }

    void secondIsToldWhoHoldsItSinceWhenAndUntilWhen()
    {
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        const auto holder = startChild(u"--hold"_s, m_directory->path());
        QVERIFY(holder->waitForReadyRead());
        SystemClock clock;
        const auto backend = backendIn(m_directory->path(), clock);
        const Result<LockInfo> refused = lock(*backend, stackName, u"me"_s);
        VERIFY_FAILS(refused, ErrorCode::Locked);
        const Error error = refused.error();
        QVERIFY(!error.message.isEmpty() && !error.hint.isEmpty());
        const auto info = answerOf<std::optional<LockInfo>>(
            [&](auto done) { backend->lockInfo(stackName, done); });
        VERIFY_OK(info);
        QVERIFY(*info);
        QCOMPARE((*info)->holder, u"ada@engine"_s);
        QCOMPARE((*info)->pid, holder->processId());
        QVERIFY(!(*info)->host.isEmpty());
        QVERIFY((*info)->acquiredAt >= before);
        QVERIFY((*info)->acquiredAt <= QDateTime::currentMSecsSinceEpoch());
        QCOMPARE((*info)->expiresAt - (*info)->acquiredAt, 60'000);
        const auto text = [](qint64 at, const QString &format) {
            return QDateTime::fromMSecsSinceEpoch(at).toString(format);
        };
        for (const QString &part :
             {u"ada@engine"_s, QString::number(holder->processId()), (*info)->host,
              text((*info)->acquiredAt, u"HH:mm:ss"_s), text((*info)->expiresAt, u"HH:mm:ss"_s)})
            QVERIFY2(error.where.contains(part), qPrintable(part + u" in "_s + error.where));
        holder->closeWriteChannel();
        QVERIFY(holder->waitForFinished());
        VERIFY_OK(lock(*backend, stackName, u"me"_s));
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QString what = app.arguments().value(1);
    if (what == u"--race"_s)
        return race(app.arguments().at(2));
    if (what == u"--hold"_s)
        return hold(app.arguments().at(2));
    TestLockRace test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_lockrace.moc"
