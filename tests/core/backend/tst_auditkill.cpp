// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filebackend.h"
#include "tests/core/backend/answers.h"
#include "tests/support/spin.h"

#include <QJsonArray>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

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

AuditEntry stepOf(int round, int number, qsizetype padding)
{
    AuditEntry entry;
    entry.timestamp = number;
    entry.action = u"step"_s;
    entry.details = {
        {u"round"_s, round}, {u"number"_s, number}, {u"text"_s, QString(padding, u'}')}};
    return entry;
}

/// The child: appends as fast as it can, and says the number of each entry that was answered.
int appendForEver(const QStringList &arguments)
{
    SystemClock clock;
    const auto backend = backendIn(arguments.at(2), clock);
    const int round = arguments.at(3).toInt();
    const int padding = arguments.at(4).toInt();
    for (int number = 0;; ++number) {
        if (!append(*backend, stackName, {stepOf(round, number, padding)}))
            return 1;
        std::printf("%d\n", number);
        std::fflush(stdout);
    }
}

} // namespace

/// SIGKILL while the audit log is appended to: what was answered is there, and the log goes on.
class TestAuditKill : public QObject {
    Q_OBJECT

    /// Rounds that share a log, so that reading it stays cheap. In the last of them the entries are
    /// so long that a kill cuts one in two now and then.
    static constexpr int roundsOfALog = 5;
    static bool isLong(int round) { return round % roundsOfALog == roundsOfALog - 1; }

    SystemClock m_clock;
    QRandomGenerator m_random;

    /// Runs a child, kills it at some moment; the number of the last entry it was answered, or -1.
    int answeredBefore(const QString &directory, int round)
    {
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        const int padding = isLong(round) ? 1'000'000 : m_random.bounded(2'000);
        child.start(QCoreApplication::applicationFilePath(),
                    {u"--append"_s, directory, QString::number(round), QString::number(padding)});
        child.waitForStarted();
        const int wanted = m_random.bounded(isLong(round) ? 3 : 12);
        int lines = 0;
        while (lines < wanted && child.waitForReadyRead(20'000))
            lines += int(child.readAllStandardOutput().count('\n'));
        int last = lines - 1;
        // Somewhere in the next append, or already in the first one.
        spinFor(std::chrono::milliseconds(1 + m_random.bounded(wanted == 0 ? 30 : 4)));
        const bool alive = child.state() == QProcess::Running;
        child.kill();
        child.waitForFinished();
        last += int(child.readAllStandardOutput().count('\n'));
        return alive ? last : -2;
    }

private Q_SLOTS:
    void nothingThatWasAnsweredIsLost()
    {
        const quint32 seed = seedFrom(QRandomGenerator::global()->generate());
        qInfo("CREACT_SEED=%u", seed);
        m_random.seed(seed);
        const int rounds = roundsFrom("CREACT_KILLS", 200);
        int answered = 0;
        int torn = 0;
        std::unique_ptr<QTemporaryDir> directory;
        qint64 before = 0;
        for (int round = 0; round < rounds; ++round) {
            if (round % roundsOfALog == 0) {
                directory = std::make_unique<QTemporaryDir>();
                before = 0;
            }
            const QString path = directory->filePath(u"agent.audit.json"_s);
            const int last = answeredBefore(directory->path(), round);
            QVERIFY2(last >= -1, "the child died by itself");
            answered += last + 1;
            torn += QFile::exists(path) && !QJsonDocument::fromJson(contentOf(path)).isArray();

            const auto backend = backendIn(directory->path(), m_clock);
            const Result<QList<AuditEntry>> found = auditOf(*backend, stackName);
            VERIFY_OK(found);
            int number = 0;
            qint64 earlier = 0;
            for (const AuditEntry &entry : *found) {
                if (entry.details["round"_L1].toInt(-1) != round) {
                    ++earlier;
                    continue;
                }
                QCOMPARE(entry.details["number"_L1].toInt(), number);
                ++number;
            }
            QVERIFY2(number > last,
                     qPrintable(u"round %1: %2 answered, %3 there"_s.arg(round).arg(last + 1).arg(
                         number)));
            // The child may have put in order what the kill before it tore, which adds a note.
            QVERIFY(earlier >= before);

            VERIFY_OK(append(*backend, stackName, {entryNamed(u"after"_s, round)}));
            const QJsonDocument log = QJsonDocument::fromJson(contentOf(path));
            QVERIFY2(log.isArray(), "at rest it is a JSON array");
            QCOMPARE(log.array().last()["action"_L1].toString(), u"after"_s);
            QVERIFY(log.array().size() >= found->size() + 1);
            before = log.array().size();
        }
        qInfo("%d kills, %d entries answered, %d logs found torn", rounds, answered, torn);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == u"--append"_s)
        return appendForEver(app.arguments());
    TestAuditKill test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_auditkill.moc"
