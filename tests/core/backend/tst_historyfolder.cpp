// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/historyfolder.h"
#include "tests/core/backend/answers.h"
#include "tests/core/backend/faultyfilesystem.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

class TestHistoryFolder : public QObject {
    Q_OBJECT

    static constexpr qint64 start = 1'795'305'600'000;
    static constexpr qint64 day = 86'400'000;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::shared_ptr<FaultyFileSystem::Log> m_log;
    std::unique_ptr<FaultyFileSystem> m_files;

    QString path(const QString &name) const { return m_directory->filePath(name); }
    HistoryFolder open(const StoragePolicy &policy = {})
    {
        return HistoryFolder(*m_files, m_directory->path(), u"agent"_s, policy);
    }
    Result<void> keep(HistoryFolder &folder, qint64 at)
    {
        return folder.keep(path(u"agent.json"_s), path(u"agent.journal"_s), at);
    }
    /// As the state file does: what is there is kept, something new takes its place.
    Result<void> replaceState(HistoryFolder &folder, const QByteArray &snapshot, qint64 at)
    {
        if (const Result<void> kept = keep(folder, at); !kept)
            return kept;
        if (const auto written = m_files->replace(path(u"agent.json"_s), snapshot); !written)
            return written;
        return m_files->remove(path(u"agent.journal"_s));
    }
    QStringList idsIn(const HistoryFolder &folder) const
    {
        QStringList ids;
        const auto entries = folder.entries();
        if (!entries)
            return {sentence(entries.error())};
        for (const HistoryFolder::Entry &entry : *entries)
            ids.append(entry.id);
        return ids;
    }
    QStringList filesThere() const
    {
        return QDir(m_directory->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_log = std::make_shared<FaultyFileSystem::Log>();
        m_files = std::make_unique<FaultyFileSystem>(m_log);
    }

    void nothingThereIsNoHistory()
    {
        HistoryFolder folder = open();
        QVERIFY(folder.entries()->isEmpty());
        VERIFY_FAILS(folder.entry(u"1"_s), ErrorCode::NotFound);
        VERIFY_OK(keep(folder, start));
        QVERIFY(folder.entries()->isEmpty());
        VERIFY_OK(folder.removeAll());
    }

    void whatWasReplacedIsKept()
    {
        HistoryFolder folder = open();
        QVERIFY(writeFile(path(u"agent.json"_s), "one"));
        QVERIFY(writeFile(path(u"agent.journal"_s), "and more"));
        VERIFY_OK(replaceState(folder, "two", start));
        VERIFY_OK(replaceState(folder, "three", start + 1));
        QCOMPARE(idsIn(folder), QStringList({u"2"_s, u"1"_s}));
        const auto first = folder.entry(u"1"_s);
        VERIFY_OK(first);
        QCOMPARE(contentOf(first->snapshotPath), "one"_ba);
        QCOMPARE(contentOf(first->journalPath), "and more"_ba);
        QCOMPARE(first->at, start);
        QCOMPARE(folder.bytesOf(*first).value(), 11);
        const auto second = folder.entry(u"2"_s);
        QCOMPARE(contentOf(second->snapshotPath), "two"_ba);
        QVERIFY(!QFile::exists(second->journalPath));
        QCOMPARE(contentOf(path(u"agent.json"_s)), "three"_ba);
        // Another run goes on counting.
        HistoryFolder later = open();
        VERIFY_OK(replaceState(later, "four", start + 2));
        QCOMPARE(idsIn(later), QStringList({u"3"_s, u"2"_s, u"1"_s}));
    }

    void clockSetBackKeepsTheOrder()
    {
        StoragePolicy policy;
        policy.snapshots = 3;
        HistoryFolder folder = open(policy);
        QVERIFY(writeFile(path(u"agent.json"_s), "0"));
        for (int i = 1; i <= 6; ++i)
            VERIFY_OK(replaceState(folder, QByteArray::number(i), start - i * day));
        QCOMPARE(idsIn(folder), QStringList({u"6"_s, u"5"_s, u"4"_s}));
        QCOMPARE(contentOf(folder.entry(u"6"_s)->snapshotPath), "5"_ba);
    }

    void tooMuchIsDropped_data()
    {
        QTest::addColumn<int>("snapshots");
        QTest::addColumn<int>("days");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<int>("kept");
        QTest::newRow("no limit") << 0 << 0 << qint64(0) << 10;
        QTest::newRow("count") << 4 << 0 << qint64(0) << 4;
        QTest::newRow("days") << 0 << 3 << qint64(0) << 4;
        QTest::newRow("bytes") << 0 << 0 << qint64(500) << 5;
        QTest::newRow("the newest is too large") << 0 << 0 << qint64(50) << 1;
        QTest::newRow("only the newest") << 1 << 1 << qint64(1) << 1;
    }
    void tooMuchIsDropped()
    {
        QFETCH(int, snapshots);
        QFETCH(int, days);
        QFETCH(qint64, bytes);
        QFETCH(int, kept);
        StoragePolicy policy;
        policy.snapshots = snapshots;
        policy.days = days;
        policy.snapshotBytes = bytes;
        HistoryFolder folder = open(policy);
        const QByteArray state(100, 'x');
        QVERIFY(writeFile(path(u"agent.json"_s), state));
        for (int i = 1; i <= 10; ++i)
            VERIFY_OK(replaceState(folder, state, start + i * day));
        QCOMPARE(idsIn(folder).size(), kept);
        QCOMPARE(idsIn(folder).first(), u"10"_s);
        // Each time a link, the sync of its name, and nothing copied.
        *m_log = {};
        VERIFY_OK(keep(folder, start + 11 * day));
        QCOMPARE(m_log->syncs, 1);
        QCOMPARE(m_log->bytes, 0);
    }

    void keepThatACrashCutShortIsNotThereTwice()
    {
        HistoryFolder folder = open();
        QVERIFY(writeFile(path(u"agent.json"_s), "one"));
        VERIFY_OK(replaceState(folder, "two", start));
        VERIFY_OK(keep(folder, start + 1)); // and then the crash: "two" is still the state
        VERIFY_OK(replaceState(folder, "three", start + 2));
        QCOMPARE(idsIn(folder).size(), 2);
        QCOMPARE(contentOf(folder.entries()->first().snapshotPath), "two"_ba);
        QCOMPARE(folder.entries()->first().at, start + 2);
    }

    void failedKeepIsTold()
    {
        HistoryFolder folder = open();
        QVERIFY(writeFile(path(u"agent.json"_s), "one"));
        QVERIFY(writeFile(path(u"agent.journal"_s), "more"));
        for (int i = 1; i <= 2; ++i) {
            m_log->failAt = m_log->writes + i;
            m_log->errnoValue = ENOSPC;
            VERIFY_FAILS(keep(folder, start + i), ErrorCode::DiskFull);
        }
        VERIFY_OK(keep(folder, start + 3));
        QCOMPARE(contentOf(folder.entries()->first().snapshotPath), "one"_ba);
    }

    void whatIsSetAsideIsMovedUnderAFreeName()
    {
        HistoryFolder folder = open();
        QStringList names;
        for (int i = 0; i < 3; ++i) {
            QVERIFY(writeFile(path(u"agent.json"_s), "bad " + QByteArray::number(i)));
            if (i == 1)
                QVERIFY(writeFile(path(u"agent.journal"_s), "more"));
            const auto moved =
                folder.setAside(path(u"agent.json"_s), path(u"agent.journal"_s), start);
            VERIFY_OK(moved);
            QVERIFY(!names.contains(*moved));
            names.append(*moved);
            QCOMPARE(contentOf(path(*moved)), "bad " + QByteArray::number(i));
        }
        QVERIFY(!QFile::exists(path(u"agent.json"_s)));
        QVERIFY(!QFile::exists(path(u"agent.journal"_s)));
        QCOMPARE(filesThere().size(), 4);
        const auto entries = folder.entries();
        QCOMPARE(entries->size(), 3);
        for (const HistoryFolder::Entry &entry : *entries) {
            QCOMPARE(entry.kind, SnapshotInfo::Kind::SetAside);
            QCOMPARE(entry.at, start);
            QVERIFY(isSetAsideName(u"agent."_s + entry.id));
        }
        VERIFY_OK(folder.entry(entries->first().id));
    }

    void othersFilesAreNoHistory()
    {
        HistoryFolder folder = open();
        QVERIFY(writeFile(path(u"agent.json"_s), "one"));
        VERIFY_OK(replaceState(folder, "two", start));
        QVERIFY(writeFile(path(u"agent.history/notes.txt"_s), "mine"));
        QVERIFY(writeFile(path(u"agent.history/1.json"_s), "mine"));
        for (const QString &name :
             {u"agent.unreadable-2026.json"_s, u"other.unreadable-20261122-000000.json"_s,
              u"agent.b.unreadable-20261122-000000.json"_s, u"agent.unreadable-20261122-000000"_s})
            QVERIFY(writeFile(path(name), "mine"));
        const QStringList before = filesThere();
        QCOMPARE(idsIn(folder), QStringList(u"1"_s));
        VERIFY_OK(folder.removeAll());
        QVERIFY(folder.entries()->isEmpty());
        QCOMPARE(filesThere(), before);
        QCOMPARE(QDir(path(u"agent.history"_s)).entryList(QDir::Files),
                 QStringList({u"1.json"_s, u"notes.txt"_s}));
    }

    void allIsRemoved()
    {
        HistoryFolder folder = open();
        QVERIFY(writeFile(path(u"agent.json"_s), "one"));
        VERIFY_OK(replaceState(folder, "two", start));
        VERIFY_OK(folder.setAside(path(u"agent.json"_s), path(u"agent.journal"_s), start));
        VERIFY_OK(folder.removeAll());
        QVERIFY(filesThere().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHistoryFolder)
#include "tst_historyfolder.moc"
