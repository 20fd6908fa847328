// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/auditfile.h"
#include "tests/core/backend/answers.h"
#include "tests/core/backend/faultyfilesystem.h"
#include "tests/core/backend/steppedfilesystem.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int auditLimit = 20;
/// The append that makes it a quarter more than that, and one.
constexpr int entriesThatCut = auditLimit + 11;

QList<AuditEntry> numbered(int from, int count)
{
    QList<AuditEntry> list;
    for (int i = 0; i < count; ++i)
        list.append(entryNamed(u"resource_applied"_s, from + i));
    return list;
}

AuditFile auditIn(FileSystem &files, const Clock &clock, const QString &path,
                  int limit = auditLimit)
{
    StoragePolicy policy;
    policy.auditEntries = limit;
    return AuditFile(files, clock, path, policy);
}

/// The same as a scan of all of it, when it is given in pieces of this size.
bool scansAlikeInPieces(const QByteArray &text, qsizetype pieceSize)
{
    AuditScanner scanner;
    qsizetype size = pieceSize;
    for (bool isLast = false; !isLast;) {
        const qsizetype from = scanner.next();
        isLast = from + size > text.size();
        scanner.read(text.mid(from, size), isLast);
        size = scanner.next() == from ? 2 * size : pieceSize;
    }
    const AuditScan whole = AuditScan::of(text);
    const AuditScan &parts = scanner.scan();
    return whole.isLog == parts.isLog
        && (!whole.isLog
            || (whole.clean == parts.clean && whole.entries == parts.entries
                && whole.tail == parts.tail && whole.lost == parts.lost));
}

} // namespace

/// A long audit log is cut, and looked through, a piece at a time; a crash in the middle of a cut
/// costs nothing.
class TestAuditCut : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    ManualClock m_clock;

    QString path() const { return m_directory->filePath(u"agent.audit.json"_s); }

    static QByteArray damaged(QByteArray text, QRandomGenerator &random)
    {
        static const QByteArrayList junk{"]",
                                         ",",
                                         "\n",
                                         "\"",
                                         "{",
                                         "}",
                                         "\n{",
                                         "\\",
                                         "\n  {",
                                         "x",
                                         QByteArray(3, '\0'),
                                         "[",
                                         ",,",
                                         "\n]",
                                         "\n]\n",
                                         "{\"a\":1}"};
        for (int i = random.bounded(4); i > 0; --i) {
            const qsizetype at = random.bounded(int(text.size()));
            const QByteArray &with = junk.at(random.bounded(int(junk.size())));
            text.replace(at, random.bounded(2) * random.bounded(30), with);
        }
        return random.bounded(4) == 0 ? text.first(random.bounded(int(text.size()) + 1)) : text;
    }

    /// The trouble comes at the `at`-th step of the append that cuts; false: it has fewer.
    void cutWithTrouble(Trouble::Kind kind, int at, Disk::Luck luck, bool &struck)
    {
        m_directory = std::make_unique<QTemporaryDir>();
        const auto trouble = std::make_shared<Trouble>();
        const bool cut = kind == Trouble::Kind::PowerCut;
        const auto disk = cut ? std::make_shared<Disk>(m_directory->path()) : nullptr;
        SteppedFileSystem files(trouble, disk);
        AuditFile audit = auditIn(files, m_clock, path());
        VERIFY_OK(audit.append(numbered(0, auditLimit + 10)));
        trouble->kind = kind;
        trouble->at = trouble->steps + at;
        const Result<void> last = audit.append(numbered(auditLimit + 10, 1));
        struck = !trouble->struck.isEmpty();
        if (cut && struck)
            disk->restore(luck);

        FileSystem healthy;
        AuditFile found = auditIn(healthy, m_clock, path());
        Result<AuditPage> page = found.read({});
        VERIFY_OK(page);
        QList<AuditEntry> there = page->entries;
        const QString where = u"%1, step %2 (%3)"_s.arg(int(kind)).arg(at).arg(trouble->struck);
        // Whole or cut; the entry of the append that failed may be missing.
        const QList<AuditEntry> all = numbered(0, entriesThatCut);
        const bool isCut = there == all.last(auditLimit);
        QVERIFY2(isCut || there == all || (!last && there == all.first(auditLimit + 10)),
                 qPrintable(where + u": %1 entries"_s.arg(there.size())));
        if (last)
            QVERIFY2(isCut, qPrintable(where));
        VERIFY_OK(found.append(numbered(50, 1)));
        const QJsonDocument json = QJsonDocument::fromJson(contentOf(path()));
        QVERIFY2(json.isArray(), qPrintable(where));
        page = found.read({});
        QCOMPARE(page->entries.last(), entryNamed(u"resource_applied"_s, 50));
        QVERIFY2(page->entries.contains(there.last()), qPrintable(where));
    }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void aLongLogIsLookedThroughAndCutInPieces()
    {
        const auto log = std::make_shared<FaultyFileSystem::Log>();
        log->really = false;
        FaultyFileSystem files(log);
        AuditFile writer = auditIn(files, m_clock, path(), 10'000);
        VERIFY_OK(writer.append(numbered(0, 12'000)));
        QVERIFY(contentOf(path()).size() > 1'000'000);
        AuditFile reader = auditIn(files, m_clock, path(), 10'000);
        QCOMPARE(reader.read({10})->entries, numbered(11'990, 10));
        QVERIFY2(log->longestRead <= 64 * 1024, qPrintable(QString::number(log->longestRead)));

        // The cut.
        *log = {};
        log->really = false;
        VERIFY_OK(writer.append(numbered(12'000, 1'000)));
        QCOMPARE(log->replaces, 1);
        QVERIFY2(log->longestRead <= 64 * 1024, qPrintable(QString::number(log->longestRead)));
        QCOMPARE(QJsonDocument::fromJson(contentOf(path())).array().size(), 10'000);

        // Pages of who cut, and of who looked before.
        for (AuditFile *each : {&writer, &reader}) {
            const Result<AuditPage> page = each->read({5, 7'005});
            VERIFY_OK(page);
            QCOMPARE(page->entries, numbered(10'000, 5));
            QCOMPARE(page->total, 10'000);
        }
        VERIFY_OK(writer.append(numbered(13'000, 1)));
        QCOMPARE(QJsonDocument::fromJson(contentOf(path())).array().size(), 10'001);
        VERIFY_OK(reader.append(numbered(13'001, 1)));
        QCOMPARE(writer.read({3})->entries, numbered(12'999, 3));
        QCOMPARE(reader.read({3})->entries, numbered(12'999, 3));
    }

    /// Cut and appended to at random, by two who look at it in turns: each page is the right one.
    void everyPageIsRightAfterManyCuts()
    {
        QRandomGenerator random(5);
        const auto log = std::make_shared<FaultyFileSystem::Log>();
        log->really = false;
        FaultyFileSystem files(log);
        AuditFile one = auditIn(files, m_clock, path(), 40);
        AuditFile two = auditIn(files, m_clock, path(), 40);
        QList<AuditEntry> expected;
        for (int number = 0; number < 600;) {
            const int count = 1 + random.bounded(15);
            VERIFY_OK((random.bounded(2) ? one : two).append(numbered(number, count)));
            expected += numbered(number, count);
            number += count;
            if (expected.size() > 50)
                expected = expected.last(40);
            AuditFile &reader = random.bounded(2) ? one : two;
            for (int before = 0; before <= expected.size(); before += 1 + random.bounded(7)) {
                const int limit = 1 + random.bounded(25);
                const Result<AuditPage> page = reader.read({limit, before});
                VERIFY_OK(page);
                const int first = qMax(0, before - limit);
                QCOMPARE(page->entries, expected.mid(first, before - first));
                QCOMPARE(page->first, first);
                QCOMPARE(page->total, expected.size());
            }
        }
    }

    void aCutOfCreactsLogIsAnArray()
    {
        QVERIFY(
            writeFile(path(), contentOf(u"" TEST_DATA_DIR "/creact-0.2/chain/bench.audit.json"_s)));
        FileSystem files;
        AuditFile audit = auditIn(files, m_clock, path());
        const QList<AuditEntry> before = audit.read({})->entries;
        VERIFY_OK(audit.append(numbered(0, 1)));
        const QJsonDocument json = QJsonDocument::fromJson(contentOf(path()));
        QCOMPARE(json.array().size(), auditLimit);
        const QList<AuditEntry> after = audit.read({})->entries;
        QCOMPARE(after.first(auditLimit - 1), before.last(auditLimit - 1));
        QCOMPARE(after.last(), entryNamed(u"resource_applied"_s, 0));
    }

    void piecesAreScannedLikeTheWhole()
    {
        QRandomGenerator random(17);
        FileSystem files;
        AuditFile audit = auditIn(files, m_clock, path());
        VERIFY_OK(audit.append(numbered(0, 6)));
        const QByteArrayList texts{
            contentOf(path()),
            contentOf(u"" TEST_DATA_DIR "/creact-0.2/chain/bench.audit.json"_s).left(1'500),
            "[{\"a\": {\"b\": []}}, {\"c\": 1}]",
            "[\n {\n  \"a\": [\n   {\"b\": 1}]\n }\n]",
            QByteArray(5, '\0') + "[]",
            "nothing",
            ""};
        for (const QByteArray &text : texts) {
            for (qsizetype size = 1; size < 70; ++size)
                QVERIFY2(scansAlikeInPieces(text, size), text.constData());
        }
        for (int round = 0; round < 20'000; ++round) {
            const QByteArray text = damaged(texts.at(random.bounded(3)), random);
            const qsizetype size = 1 + random.bounded(90);
            QVERIFY2(scansAlikeInPieces(text, size),
                     qPrintable(u"%1 in pieces of %2"_s.arg(QString::fromLatin1(text)).arg(size)));
        }
    }

    void troubleInTheMiddleOfACutCostsNothing_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("luck");
        using Kind = Trouble::Kind;
        using Luck = Disk::Luck;
        QTest::newRow("error") << int(Kind::Error) << 0;
        QTest::newRow("full disk") << int(Kind::Full) << 0;
        QTest::newRow("crash") << int(Kind::Crash) << 0;
        for (const Luck luck : {Luck::Nothing, Luck::Names, Luck::FirstHalf, Luck::SecondHalf})
            QTest::addRow("power cut %d", int(luck)) << int(Kind::PowerCut) << int(luck);
    }
    void troubleInTheMiddleOfACutCostsNothing()
    {
        QFETCH(int, kind);
        QFETCH(int, luck);
        bool struck = true;
        int at = 1;
        for (; struck; ++at) {
            cutWithTrouble(Trouble::Kind(kind), at, Disk::Luck(luck), struck);
            if (QTest::currentTestFailed())
                return;
        }
        // The append and its sync, the new file and the sync of its name.
        QCOMPARE(at - 2, 4);
    }
};

QTEST_GUILESS_MAIN(TestAuditCut)
#include "tst_auditcut.moc"
