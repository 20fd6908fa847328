// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/statefile.h"
#include "tests/core/backend/answers.h"
#include "tests/core/backend/faultyfilesystem.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

class TestStateFile : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    std::shared_ptr<FaultyFileSystem::Log> m_log;
    std::unique_ptr<FaultyFileSystem> m_files;

    QString snapshotPath() const { return m_directory->filePath(u"agent.json"_s); }
    QString journalPath() const { return m_directory->filePath(u"agent.journal"_s); }
    StateFile file() { return {*m_files, u"agent"_s, snapshotPath(), false}; }

    Result<std::optional<StackRecord>> stored() { return file().read(); }
    static QByteArray text(const StackRecord &state)
    {
        return QJsonDocument(toJson(state)).toJson();
    }

    static StateChange rename(StackRecord &state, qsizetype at, const QString &name)
    {
        NodeRecord node = state.nodes().at(at);
        node.props.insert(u"name"_s, name);
        state.put(node);
        return {false, {node.id}, {}, {}, {}};
    }

    /// A snapshot and a journal of so many lines after its header.
    StackRecord journalOf(int lines, int nodes = 3)
    {
        StackRecord state = stackWith(u"agent"_s, nodes);
        StateFile writer = file();
        if (!writer.write(state))
            return {};
        for (int i = 0; i < lines; ++i) {
            const StateChange change = rename(state, i % nodes, u"name %1"_s.arg(i));
            if (!writer.save(state, change))
                return {};
        }
        return state;
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_log = std::make_shared<FaultyFileSystem::Log>();
        m_files = std::make_unique<FaultyFileSystem>(m_log);
    }

    void saveOfOneNodeIsOneLineAndOneSync()
    {
        StackRecord state = stackWith(u"agent"_s, 3000);
        StateFile writer = file();
        VERIFY_OK(writer.write(state));
        VERIFY_OK(writer.save(state, rename(state, 5, u"a"_s)));
        const QByteArray snapshot = contentOf(snapshotPath());
        *m_log = {};
        m_log->really = false;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 100; ++i)
            VERIFY_OK(writer.save(state, rename(state, 7 * i, u"b%1"_s.arg(i))));
        qInfo("a save of one of 3,000: %.1f us without the sync",
              double(timer.nsecsElapsed()) / 100e3);
        QCOMPARE(m_log->tails, 100);
        QCOMPARE(m_log->syncs, 100);
        QCOMPARE(m_log->replaces, 0);
        QVERIFY(m_log->bytes < 100 * 100);
        QCOMPARE(contentOf(snapshotPath()), snapshot);
        QCOMPARE(text(**stored()), text(state));
    }

    void writeThatWasCutShortIsDroppedAndTold()
    {
        const StackRecord state = journalOf(4);
        const QByteArray whole = contentOf(journalPath());
        const qsizetype lastLine = whole.lastIndexOf('\n', -2) + 1;
        StackRecord before = state;
        rename(before, 0, u"name 0"_s);
        for (qsizetype end = lastLine; end < whole.size(); ++end) {
            for (const QByteArray &content :
                 {whole.first(end), whole.first(end) + QByteArray(whole.size() - end, '\0')}) {
                QVERIFY(writeFile(journalPath(), content));
                StateFile reader = file();
                const auto read = reader.read();
                VERIFY_OK(read);
                QCOMPARE(text(**read), text(before));
                QCOMPARE(reader.takeLostBytes(), content.size() - lastLine);
                // The next save goes on from the good end.
                StackRecord next = before;
                const StateChange change = rename(next, 1, u"next"_s);
                VERIFY_OK(reader.save(next, change));
                QCOMPARE(text(**stored()), text(next));
            }
        }
    }

    void damageInTheMiddleIsToldAndLeft()
    {
        journalOf(4);
        const QByteArray whole = contentOf(journalPath());
        const qsizetype lastLine = whole.lastIndexOf('\n', -2) + 1;
        const qsizetype secondLine = whole.indexOf('\n') + 1;
        for (qsizetype at = 0; at < lastLine; ++at) {
            QByteArray content = whole;
            content[at] = content.at(at) == '\n' ? ' ' : content.at(at) ^ 1;
            QVERIFY(writeFile(journalPath(), content));
            StateFile reader = file();
            const auto read = reader.read();
            // A line without its newline takes the next one with it: nothing good follows.
            if (at == lastLine - 1)
                continue;
            VERIFY_FAILS(read, ErrorCode::StateUnreadable);
            QVERIFY(read.error().message.contains(u"agent.journal is damaged in line "_s));
            QCOMPARE(read.error().message.contains(u"line 1,"_s), at < secondLine);
            VERIFY_FAILS(reader.write(stackWith(u"agent"_s, 1)), ErrorCode::StateUnreadable);
            QCOMPARE(contentOf(journalPath()), content);
        }
    }

    void journalThatIsNoneIsTold_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("newer");
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("zeros") << QByteArray(100, '\0') << false;
        QTest::newRow("garbage") << QByteArray("\x7f garbage\nmore\n") << false;
        QTest::newRow("other line") << journalLine({{u"status"_s, u"failed"_s}}) << false;
        QTest::newRow("newer") << journalLine({{u"creactJournal"_s, 2}}) << true;
        QTest::newRow("generation") << journalHeaderLine({7, SnapshotPrint{1, 2}}) << false;
        QTest::newRow("snapshot") << journalHeaderLine({1, SnapshotPrint{1, 2}}) << false;
    }
    void journalThatIsNoneIsTold()
    {
        QFETCH(QByteArray, content);
        QFETCH(bool, newer);
        journalOf(0);
        QVERIFY(writeFile(journalPath(), content));
        StateFile reader = file();
        const ErrorCode code = newer ? ErrorCode::StateNewer : ErrorCode::StateUnreadable;
        VERIFY_FAILS(reader.read(), code);
        VERIFY_FAILS(reader.write(stackWith(u"agent"_s, 1)), code);
        QCOMPARE(contentOf(journalPath()), content);
    }

    void snapshotThatSomethingElseWroteIsTold()
    {
        journalOf(2);
        QJsonObject theirs = toJson(stackWith(u"agent"_s, 9));
        theirs.remove(u"creactStudio"_s); // as CReact 0.2 writes it
        QVERIFY(writeFile(snapshotPath(), QJsonDocument(theirs).toJson()));
        const auto read = stored();
        VERIFY_FAILS(read, ErrorCode::StateUnreadable);
        QVERIFY(read.error().message.contains(u"Something else wrote agent.json"_s));
        QVERIFY(QFile::remove(snapshotPath()));
        VERIFY_FAILS(stored(), ErrorCode::StateUnreadable);
    }

    void journalOlderThanTheSnapshotSaysNothing()
    {
        StackRecord state = journalOf(3);
        const QByteArray old = contentOf(journalPath());
        StateFile writer = file();
        VERIFY_OK(writer.read());
        state.remove(state.nodes().first().id);
        VERIFY_OK(writer.write(state));
        QVERIFY(!QFile::exists(journalPath()));
        QVERIFY(writeFile(journalPath(), old));
        StateFile next = file();
        QCOMPARE(text(**next.read()), text(state));
        const StateChange change = rename(state, 0, u"z"_s);
        VERIFY_OK(next.save(state, change));
        QCOMPARE(text(**stored()), text(state));
    }

    void smallStackIsWholeInItsSnapshotAtRest()
    {
        const StackRecord state = journalOf(3);
        StateFile writer = file();
        VERIFY_OK(writer.read());
        QVERIFY(writer.wantsRest());
        VERIFY_OK(writer.rest());
        QVERIFY(!QFile::exists(journalPath()));
        QVERIFY(!writer.wantsRest());
        QCOMPARE(text(**stored()), text(state));
    }

    void journalThatOutgrewTheSnapshotIsFoldedIn()
    {
        StackRecord state = stackWith(u"agent"_s, 2);
        StateFile writer = file();
        VERIFY_OK(writer.write(state));
        m_log->really = false;
        int replaced = m_log->replaces;
        for (int i = 0; i < 300; ++i)
            VERIFY_OK(writer.save(state, rename(state, 0, QString::number(i).repeated(2500))));
        replaced = m_log->replaces - replaced;
        QVERIFY2(replaced >= 2 && replaced <= 6, qPrintable(QString::number(replaced)));
        QVERIFY(QFileInfo(journalPath()).size() < 1'100'000);
        QCOMPARE(text(**stored()), text(state));
    }

    void deepChainIsKeptInTheJournalAlone()
    {
        StackRecord state;
        state.stackName = u"agent"_s;
        NodeId id;
        for (int i = 0; i < 1500; ++i) {
            id = id.child(u"tool-%1"_s.arg(i));
            NodeRecord node;
            node.id = id;
            node.constructType = u"Tool"_s;
            state.put(node);
        }
        StateFile writer = file();
        VERIFY_OK(writer.write(state));
        QVERIFY(!QFile::exists(snapshotPath()));
        QVERIFY(QFileInfo(journalPath()).size() < 200'000);
        VERIFY_OK(writer.save(state, rename(state, 700, u"x"_s)));
        QVERIFY(!writer.wantsRest());
        StateFile again = file();
        QCOMPARE((**again.read()).nodes(), state.nodes());
        VERIFY_OK(again.write(state));
        QCOMPARE((**stored()).nodes(), state.nodes());
    }

    void everyFailedWriteLeavesTheOldStateOrTheNew_data()
    {
        QTest::addColumn<bool>("afterwards");
        QTest::addColumn<int>("part");
        QTest::newRow("nothing written") << false << -1;
        QTest::newRow("part of a line") << false << 20;
        QTest::newRow("written, not synced") << true << 1'000'000;
    }
    void everyFailedWriteLeavesTheOldStateOrTheNew()
    {
        QFETCH(bool, afterwards);
        QFETCH(int, part);
        int failures = 0;
        for (int failAt = 1; failAt < 40; ++failAt) {
            init();
            m_log->really = false;
            m_log->failAt = failAt;
            m_log->failAfterwards = afterwards;
            m_log->partOfTail = part;
            QRandomGenerator random(7);
            StateFile writer = file();
            StackRecord state = stackWith(u"agent"_s, 3);
            QByteArray good; // what was answered as stored
            for (int step = 0; step < 25; ++step) {
                StateChange change = step == 0
                    ? StateChange{true, {}, {}, {}, {}}
                    : rename(state, random.bounded(3), u"n%1"_s.arg(step));
                Result<void> saved;
                if (step % 6 == 5)
                    saved = writer.rest();
                if (saved)
                    saved = writer.save(state, change);
                const auto now = stored();
                VERIFY_OK(now);
                const QByteArray there = *now ? text(**now) : QByteArray();
                if (saved) {
                    QCOMPARE(there, text(state));
                } else {
                    ++failures;
                    QVERIFY(there == good || there == text(state));
                    // What a run does next.
                    VERIFY_OK(writer.save(state, {true, {}, {}, {}, {}}));
                    QCOMPARE(text(**stored()), text(state));
                }
                good = text(state);
            }
        }
        QVERIFY(failures > 20);
    }

    void largeStackIsSavedAndReadInTime()
    {
        const StackRecord state = stackWith(u"agent"_s, 100'000);
        StateFile writer = file();
        QElapsedTimer timer;
        timer.start();
        VERIFY_OK(writer.write(state));
        const qint64 wrote = timer.restart();
        QCOMPARE((**file().read()).nodeCount(), 100'000);
        qInfo("100,000 nodes: save %lld ms, load %lld ms", wrote, timer.elapsed());
    }
};

QTEST_GUILESS_MAIN(TestStateFile)
#include "tst_statefile.moc"
