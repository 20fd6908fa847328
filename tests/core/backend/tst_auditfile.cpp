// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/auditfile.h"
#include "tests/core/backend/answers.h"
#include "tests/core/backend/faultyfilesystem.h"
#include "tests/support/manualclock.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {

Result<QList<AuditEntry>> readFrom(AuditFile &audit, int limit = 0)
{
    const Result<AuditPage> page = audit.read({limit});
    return page ? Result<QList<AuditEntry>>(page->entries) : page.error();
}

} // namespace

class TestAuditFile : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    std::shared_ptr<FaultyFileSystem::Log> m_log;
    std::unique_ptr<FaultyFileSystem> m_files;
    ManualClock m_clock;

    QString path() const { return m_directory->filePath(u"agent.audit.json"_s); }
    AuditFile open(int limit = 0, int days = 0)
    {
        StoragePolicy policy;
        policy.auditEntries = limit;
        policy.days = days;
        return AuditFile(*m_files, m_clock, path(), policy);
    }
    /// As any JSON reader sees it; -1: it is no JSON array.
    qsizetype entriesOnDisk() const
    {
        const QJsonDocument document = QJsonDocument::fromJson(contentOf(path()));
        return document.isArray() ? document.array().size() : -1;
    }
    static QList<AuditEntry> entries(int count, int from = 0)
    {
        QList<AuditEntry> list;
        for (int i = 0; i < count; ++i)
            list.append(entryNamed(u"resource_applied"_s, from + i));
        return list;
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_log = std::make_shared<FaultyFileSystem::Log>();
        m_files = std::make_unique<FaultyFileSystem>(m_log);
    }

    void fileIsValidJsonAfterEachAppend()
    {
        AuditFile audit = open();
        for (int i = 0; i < 5; ++i) {
            VERIFY_OK(audit.append(entries(i, 10 * i)));
            if (i > 0)
                QCOMPARE(entriesOnDisk(), i * (i + 1) / 2);
        }
        QCOMPARE(readFrom(audit)->size(), 10);
    }

    void creactsLogIsContinued()
    {
        const QByteArray original =
            contentOf(u"" TEST_DATA_DIR "/creact-0.2/chain/bench.audit.json"_s);
        QVERIFY(writeFile(path(), original));
        AuditFile audit = open();
        QCOMPARE(readFrom(audit)->size(), 203);
        QCOMPARE(readFrom(audit)->at(1).nodeId, u"link-1"_s);
        VERIFY_OK(audit.append(entries(1)));
        QCOMPARE(entriesOnDisk(), 204);
        QVERIFY(contentOf(path()).startsWith(original.chopped(2)));
        QCOMPARE(m_log->replaces, 0);
    }

    void creactsLogCutAfterAnyLineIsRepaired()
    {
        m_log->really = false;
        const QByteArray original =
            contentOf(u"" TEST_DATA_DIR "/creact-0.2/chain/bench.audit.json"_s).left(900);
        for (qsizetype cut = original.indexOf('\n'); cut >= 0;
             cut = original.indexOf('\n', cut + 1)) {
            const QByteArray text = original.first(cut + 1);
            QVERIFY(writeFile(path(), text));
            AuditFile audit = open();
            const qsizetype complete = text.count("\n  }");
            QCOMPARE(readFrom(audit)->size(), complete);
            VERIFY_OK(audit.append(entries(1)));
            QVERIFY(entriesOnDisk() > complete);
        }
    }

    void appendCostsItsEntry()
    {
        AuditFile audit = open();
        VERIFY_OK(audit.append(entries(1)));
        *m_log = {};
        m_log->really = false;
        const qsizetype before = contentOf(path()).size();
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 5000; ++i)
            VERIFY_OK(audit.append(entries(1, i)));
        const double us = static_cast<double>(timer.nsecsElapsed()) / 5e6;
        const qsizetype grown = contentOf(path()).size() - before;
        QCOMPARE(m_log->replaces, 0);
        QCOMPARE(m_log->tails, 5000);
        QCOMPARE(m_log->syncs, 5000);
        // Its own bytes and the closing bracket.
        QCOMPARE(m_log->bytes, grown + 5000 * 2);
        QVERIFY(m_log->bytes < 2'000'000);
        QCOMPARE(entriesOnDisk(), 5001);
        qInfo("append without its sync: %.0f us, %lld bytes", us, m_log->bytes / 5000);
    }

    void logCutAnywhereLosesNoEarlierEntry()
    {
        m_log->really = false;
        AuditFile first = open();
        VERIFY_OK(first.append(entries(3)));
        const qsizetype kept = contentOf(path()).size() - 2;
        VERIFY_OK(first.append(entries(1, 3)));
        const QByteArray whole = contentOf(path());
        for (qsizetype cut = kept; cut < whole.size(); ++cut) {
            for (const QByteArray &padding : {QByteArray(), QByteArray(40, '\0')}) {
                QVERIFY(writeFile(path(), whole.first(cut) + padding));
                const qsizetype complete = cut >= whole.size() - 2 ? 4 : 3;
                AuditFile audit = open();
                QCOMPARE(readFrom(audit).value(), entries(static_cast<int>(complete)));
                VERIFY_OK(audit.append(entries(1, 9)));
                const auto after = readFrom(audit);
                VERIFY_OK(after);
                QCOMPARE(after->first(complete), entries(static_cast<int>(complete)));
                QCOMPARE(after->last(), entryNamed(u"resource_applied"_s, 9));
                QCOMPARE(entriesOnDisk(), after->size());
                // What was cut off is told, when there was anything of it.
                QCOMPARE(after->size(), complete + 1 + (cut > kept + 2 && complete == 3 ? 1 : 0));
            }
        }
    }

    void damageInTheMiddleCostsOneEntry_data()
    {
        QTest::addColumn<QByteArray>("damage");
        QTest::newRow("zeros") << QByteArray(30, '\0');
        QTest::newRow("open string") << QByteArray("{\"action\": \"resource_applied");
        QTest::newRow("open object") << QByteArray("{\"details\": {");
        QTest::newRow("text") << QByteArray("what is this?");
        QTest::newRow("closed too early") << QByteArray("]");
    }
    void damageInTheMiddleCostsOneEntry()
    {
        QFETCH(QByteArray, damage);
        AuditFile audit = open();
        VERIFY_OK(audit.append(entries(5)));
        QByteArrayList lines = contentOf(path()).split('\n');
        lines[3] = damage;
        QVERIFY(writeFile(path(), lines.join('\n')));
        QList<AuditEntry> expected = entries(5);
        expected.removeAt(2);
        AuditFile reader = open();
        QCOMPARE(readFrom(reader).value(), expected);
        VERIFY_OK(audit.append(entries(1, 9)));
        QCOMPARE(readFrom(audit)->first(4), expected);
        QVERIFY(entriesOnDisk() >= 5);
    }

    void entryThatIsNoJsonIsShown()
    {
        QVERIFY(writeFile(path(), "[\n{\"action\":\"a\"},\n{\"action\": nonsense}\n]"));
        AuditFile reader = open();
        const auto all = readFrom(reader);
        VERIFY_OK(all);
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->at(1).action, u"unreadable"_s);
        QVERIFY(all->at(1).details.value(u"text"_s).toString().contains(u"nonsense"_s));
    }

    void emptyFilesAreEmptyLogs_data()
    {
        QTest::addColumn<QByteArray>("content");
        for (const QByteArray &each :
             {QByteArray(), QByteArray(" \n"), QByteArray(100, '\0'), QByteArray("["),
              QByteArray("[]"), QByteArray("[\n]\n"), QByteArray("[\n,\n]")})
            QTest::newRow(each.toHex().left(12).prepend('x').constData()) << each;
    }
    void emptyFilesAreEmptyLogs()
    {
        QFETCH(QByteArray, content);
        QVERIFY(writeFile(path(), content));
        AuditFile audit = open();
        QVERIFY(readFrom(audit)->isEmpty());
        VERIFY_OK(audit.append(entries(1)));
        QCOMPARE(readFrom(audit).value(), entries(1));
        QCOMPARE(entriesOnDisk(), 1);
    }

    void somethingElseIsLeftAlone()
    {
        QVERIFY(writeFile(path(), "{\"no\": \"log\"}"));
        AuditFile audit = open();
        VERIFY_FAILS(readFrom(audit), ErrorCode::StateUnreadable);
        VERIFY_FAILS(audit.append(entries(1)), ErrorCode::StateUnreadable);
        QCOMPARE(contentOf(path()), QByteArray("{\"no\": \"log\"}"));
    }

    void failedAppendLosesNothing_data()
    {
        QTest::addColumn<int>("part");
        QTest::addColumn<bool>("staysBroken");
        for (const int part : {-1, 0, 1, 2, 30, 100}) {
            QTest::addRow("%d bytes", part) << part << false;
            QTest::addRow("%d bytes, then nothing works", part) << part << true;
        }
    }
    void failedAppendLosesNothing()
    {
        QFETCH(int, part);
        QFETCH(bool, staysBroken);
        AuditFile audit = open();
        VERIFY_OK(audit.append(entries(3)));
        m_log->failAt = m_log->writes + 1;
        m_log->errnoValue = ENOSPC;
        m_log->partOfTail = std::min(part, 2);
        m_log->staysBroken = staysBroken;
        if (!staysBroken)
            m_log->partOfTail = part;
        VERIFY_FAILS(audit.append(entries(1, 5)), ErrorCode::DiskFull);
        if (!staysBroken)
            QCOMPARE(entriesOnDisk(), 3);
        m_log->failAt = 0;
        QCOMPARE(readFrom(audit)->first(3), entries(3));
        VERIFY_OK(audit.append(entries(1, 6)));
        QCOMPARE(readFrom(audit)->first(3), entries(3));
        QCOMPARE(readFrom(audit)->last(), entryNamed(u"resource_applied"_s, 6));
        QVERIFY(entriesOnDisk() >= 4);
    }

    void limitIsKeptWithoutRewritingEachTime()
    {
        m_log->really = false;
        AuditFile audit = open(100);
        for (int i = 0; i < 500; ++i) {
            VERIFY_OK(audit.append(entries(1, i)));
            QVERIFY(entriesOnDisk() <= 126);
        }
        QVERIFY(entriesOnDisk() >= 100);
        QCOMPARE(readFrom(audit)->last(), entryNamed(u"resource_applied"_s, 499));
        QVERIFY2(m_log->replaces <= 1 + 400 / 25, qPrintable(QString::number(m_log->replaces)));
        QVERIFY(m_log->replaces > 1);
        VERIFY_OK(audit.append(entries(300)));
        QCOMPARE(entriesOnDisk(), 100);
    }

    void anotherProcessesEntriesAreKept()
    {
        AuditFile one = open();
        AuditFile two = open();
        for (int i = 0; i < 6; ++i)
            VERIFY_OK((i % 2 ? one : two).append(entries(1, i)));
        QCOMPARE(readFrom(one).value(), entries(6));
    }

    void entriesTooOldAreDropped()
    {
        m_log->really = false;
        AuditFile audit = open(0, 10);
        const qint64 day = 86'400'000;
        const qint64 start = m_clock.now();
        AuditEntry entry = entryNamed(u"x"_s, 1);
        for (int i = 0; i < 40; ++i) {
            m_clock.setNow(start + i * day);
            entry.timestamp = m_clock.now();
            VERIFY_OK(audit.append({entry, entry}));
        }
        const auto kept = readFrom(audit);
        VERIFY_OK(kept);
        QVERIFY(kept->first().timestamp >= m_clock.now() - 11 * day);
        QVERIFY(kept->size() >= 20 && kept->size() <= 24);
        // Long after, the first entry again begins the log anew.
        m_clock.setNow(start + 400 * day);
        entry.timestamp = m_clock.now();
        VERIFY_OK(audit.append({entry}));
        QCOMPARE(readFrom(audit).value(), QList<AuditEntry>{entry});
    }

    void pagesAreCountedFromTheOldest()
    {
        AuditFile audit = open();
        QCOMPARE(audit.read({10, -1})->total, 0);
        VERIFY_OK(audit.append(entries(25)));
        const auto newest = audit.read({10, -1});
        VERIFY_OK(newest);
        QCOMPARE(newest->entries, entries(10, 15));
        QCOMPARE(newest->first, 15);
        QCOMPARE(newest->total, 25);
        const auto oldest = audit.read({10, 5});
        VERIFY_OK(oldest);
        QCOMPARE(oldest->entries, entries(5));
        QCOMPARE(oldest->first, 0);
        QVERIFY(audit.read({10, 0})->entries.isEmpty());
        QCOMPARE(audit.read({0, 99})->entries.size(), 25);
    }

    void aPageReadsWhatIsAskedForAndWhatIsNew()
    {
        AuditFile writer = open();
        VERIFY_OK(writer.append(entries(1000)));
        AuditFile reader = open();
        *m_log = {};
        VERIFY_OK(reader.read({10, -1}));
        QVERIFY(m_log->bytesRead > contentOf(path()).size());
        *m_log = {};
        QCOMPARE(readFrom(reader, 10).value(), entries(10, 990));
        QVERIFY(m_log->bytesRead < 3000);
        // Somebody else's entries come in at their own cost.
        for (int i = 0; i < 20; ++i) {
            VERIFY_OK(writer.append(entries(2, 1000 + 2 * i)));
            *m_log = {};
            QCOMPARE(readFrom(reader, 10).value(), entries(10, 992 + 2 * i));
            QVERIFY(m_log->bytesRead < 4000);
        }
        QCOMPARE(readFrom(reader).value(), entries(1040));
        QCOMPARE(readFrom(writer).value(), entries(1040));
    }

    void logThatWasReplacedIsReadAnew_data()
    {
        QTest::addColumn<bool>("sameFile");
        QTest::newRow("another file") << false;
        QTest::newRow("the same file") << true;
    }
    void logThatWasReplacedIsReadAnew()
    {
        QFETCH(bool, sameFile);
        AuditFile reader = open();
        VERIFY_OK(reader.append(entries(20)));
        QCOMPARE(readFrom(reader, 1)->size(), 1);
        const QString other = m_directory->filePath(u"other.json"_s);
        AuditFile writer(*m_files, m_clock, other, {});
        VERIFY_OK(writer.append(entries(30, 50)));
        if (sameFile) {
            QVERIFY(writeFile(path(), contentOf(other)));
        } else {
            QVERIFY(QFile::remove(path()));
            QVERIFY(QFile::rename(other, path()));
        }
        QCOMPARE(readFrom(reader).value(), entries(30, 50));
        QVERIFY(QFile::remove(path()));
        QVERIFY(readFrom(reader)->isEmpty());
    }

    void tornEndOfAnotherIsRepairedOnce()
    {
        AuditFile one = open();
        AuditFile two = open();
        VERIFY_OK(one.append(entries(3)));
        QCOMPARE(readFrom(two)->size(), 3);
        const QByteArray whole = contentOf(path());
        QVERIFY(writeFile(path(), whole.chopped(2) + ",\n{\"action\":\"torn"));
        QCOMPARE(readFrom(two).value(), entries(3));
        VERIFY_OK(two.append(entries(1, 3)));
        QCOMPARE(readFrom(two)->size(), 5);
        QCOMPARE(readFrom(two)->at(3).action, u"audit_repaired"_s);
        VERIFY_OK(one.append(entries(1, 4)));
        QCOMPARE(readFrom(one)->size(), 6);
        QCOMPARE(entriesOnDisk(), 6);
    }

    void pagesOf100000AreReadFast()
    {
        AuditFile audit = open();
        VERIFY_OK(audit.append(entries(100'000)));
        AuditFile reader = open();
        QElapsedTimer timer;
        timer.start();
        VERIFY_OK(reader.read({500, -1}));
        const double firstMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        timer.restart();
        const auto last = readFrom(reader, 500);
        const double againMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        VERIFY_OK(last);
        qInfo("newest 500 of 100,000: first look %.1f ms, then %.1f ms, %lld bytes", firstMs,
              againMs, static_cast<long long>(contentOf(path()).size()));
        QCOMPARE(last.value(), entries(500, 99'500));
        QVERIFY(firstMs < 1500);
        QVERIFY(againMs < 100);
    }
};

QTEST_GUILESS_MAIN(TestAuditFile)
#include "tst_auditfile.moc"
