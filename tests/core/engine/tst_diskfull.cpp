// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/backend/answers.h"
#include "tests/core/backend/steppedfilesystem.h"
#include "tests/core/engine/chatrun.h"
#include "tests/core/engine/enginebench.h"

#include <QDir>

#include <sched.h>
#include <sys/mount.h>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// No space, no right to write, no folder: told in a sentence, the last good state kept, and the
/// stack goes on when it is put right.
class TestDiskFull : public QObject {
    Q_OBJECT

    std::unique_ptr<StackBench> m_bench;
    std::unique_ptr<QTemporaryDir> m_folder;
    StackDocumentPtr m_document;
    /// What the kernel did not let us do.
    QString m_noMounts;
    QStringList m_mounted;

    QString directory() const { return m_folder->filePath(u"disk/.creact-state"_s); }
    QString disk() const { return m_folder->filePath(u"disk"_s); }

    /// A file system of its own, seen by this process only, that goes with it.
    bool mountSmallDisk()
    {
        const QByteArray path = QFile::encodeName(disk());
        if (m_noMounts.isEmpty()
            && ::mount("tmpfs", path.constData(), "tmpfs", 0, "size=1m,mode=700") != 0)
            m_noMounts = u"a tmpfs cannot be mounted: "_s + qt_error_string();
        if (m_noMounts.isEmpty())
            m_mounted.append(disk());
        return m_noMounts.isEmpty();
    }
    void makeReadOnly(bool readOnly) const
    {
        QCOMPARE(::mount("tmpfs", QFile::encodeName(disk()).constData(), "tmpfs",
                         MS_REMOUNT | (readOnly ? MS_RDONLY : 0), "size=1m,mode=700"),
                 0);
    }
    /// Takes all the space there is.
    void fill() const
    {
        QFile ballast(disk() + u"/ballast"_s);
        QVERIFY(ballast.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        const QByteArray block(4096, 'x');
        while (ballast.write(block) == block.size()) { }
    }

    QByteArray storedEssence()
    {
        FileBackend::Options options;
        options.directory = directory();
        ManualClock clock;
        FileBackend backend(options, clock);
        const auto state = stateOf(backend, u"agent"_s);
        return state && *state ? essence(**state) : QByteArray();
    }

    std::unique_ptr<ChatRun> start(ManualClock &clock, std::unique_ptr<FileSystem> files = {})
    {
        auto run = std::make_unique<ChatRun>(
            directory(), files ? std::move(files) : std::make_unique<FileSystem>(), clock,
            m_bench->options);
        const Result<void> begun = run->begin();
        const Result<void> live = begun ? run->deploy(m_document) : begun;
        if (!live)
            qWarning("%s", qPrintable(sentence(live.error())));
        return live ? std::move(run) : nullptr;
    }

    static void isClear(const Error &error, ErrorCode code)
    {
        QCOMPARE(codeName(error.code), codeName(code));
        QVERIFY2(error.message.endsWith(u'.'), qPrintable(error.message));
        QVERIFY(!error.hint.isEmpty());
        QVERIFY(!error.where.isEmpty());
    }

    /// A message on a disk that is full, and after somebody has made room.
    void fillsUpAndGoesOn(ChatRun &run, const std::function<void()> &full,
                          const std::function<void()> &room)
    {
        VERIFY_OK(run.send(u"one"_s, u"Who was Ada Lovelace?"_s));
        VERIFY_OK(run.answer(u"one"_s));
        const QByteArray before = storedEssence();
        QVERIFY(before.contains("mathematician"));

        full();
        const QString question = u"Who was Alan Turing? "_s + QString(200'000, u'?');
        const Result<ChatTurn> refused = run.send(u"two"_s, question);
        QVERIFY2(!refused.ok(), "a message was accepted that is not stored");
        isClear(refused.error(), ErrorCode::DiskFull);
        QVERIFY(run.runtime().haltedBy());
        isClear(*run.runtime().haltedBy(), ErrorCode::DiskFull);
        QCOMPARE(storedEssence(), before);

        room();
        VERIFY_OK(run.deploy(m_document));
        QVERIFY(!run.runtime().haltedBy());
        VERIFY_OK(run.send(u"three"_s, u"Who was Grace Hopper?"_s));
        const Result<ChatTurn> turn = run.answer(u"three"_s);
        VERIFY_OK(turn);
        QVERIFY(!turn->error);
        VERIFY_OK(run.stop());
        QVERIFY(storedEssence().contains("Grace Hopper"));
        QVERIFY(storedEssence().contains("Ada Lovelace"));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_bench = std::make_unique<StackBench>();
        m_document = chatDocument(m_bench->document);
        if (::unshare(CLONE_NEWNS) != 0
            || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
            m_noMounts = u"no mounts without root: "_s + qt_error_string();
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir().mkdir(disk()));
    }
    void cleanup()
    {
        for (const QString &path : std::exchange(m_mounted, {}))
            ::umount2(QFile::encodeName(path).constData(), MNT_DETACH);
    }

    void injectedFullDiskKeepsTheLastGoodState()
    {
        ManualClock clock(SystemClock().now());
        const auto trouble = std::make_shared<Trouble>();
        const auto run = start(clock, std::make_unique<SteppedFileSystem>(trouble));
        QVERIFY(run);
        fillsUpAndGoesOn(
            *run,
            [&] {
                trouble->kind = Trouble::Kind::Full;
                trouble->staysFull = true;
                trouble->at = trouble->steps + 1;
            },
            [&] { trouble->kind = Trouble::Kind::None; });
    }

    void smallDiskThatFillsUpKeepsTheLastGoodState()
    {
        if (!mountSmallDisk())
            QSKIP(qPrintable(m_noMounts));
        ManualClock clock(SystemClock().now());
        const auto run = start(clock);
        QVERIFY(run);
        fillsUpAndGoesOn(
            *run, [this] { fill(); }, [this] { QFile::remove(disk() + u"/ballast"_s); });
    }

    void afterARestartAFullDiskIsToldAndThenGoesOn()
    {
        if (!mountSmallDisk())
            QSKIP(qPrintable(m_noMounts));
        ManualClock clock(SystemClock().now());
        {
            const auto run = start(clock);
            QVERIFY(run);
            VERIFY_OK(run->send(u"one"_s, u"Who was Ada Lovelace?"_s));
            VERIFY_OK(run->answer(u"one"_s));
            VERIFY_OK(run->stop());
        }
        const QByteArray before = storedEssence();
        fill();
        {
            ChatRun run(directory(), std::make_unique<FileSystem>(), clock, m_bench->options);
            const Result<void> begun = run.begin();
            const Result<void> live = begun ? run.deploy(m_document) : begun;
            if (!live)
                isClear(live.error(), ErrorCode::DiskFull);
            std::ignore = run.stop();
        }
        QCOMPARE(storedEssence(), before);
        QVERIFY(QFile::remove(disk() + u"/ballast"_s));
        clock.advance(70s);
        const auto run = start(clock);
        QVERIFY(run);
        VERIFY_OK(run->stop());
        QCOMPARE(storedEssence(), before);
    }

    void readOnlyFolderIsTold()
    {
        if (!mountSmallDisk())
            QSKIP(qPrintable(m_noMounts));
        ManualClock clock(SystemClock().now());
        {
            const auto run = start(clock);
            QVERIFY(run);
            VERIFY_OK(run->stop());
        }
        const QByteArray before = storedEssence();
        makeReadOnly(true);
        {
            ChatRun run(directory(), std::make_unique<FileSystem>(), clock, m_bench->options);
            const Result<void> begun = run.begin();
            QVERIFY(!begun.ok());
            isClear(begun.error(), ErrorCode::PermissionDenied);
        }
        QCOMPARE(storedEssence(), before);
        makeReadOnly(false);
        const auto run = start(clock);
        QVERIFY(run);
        VERIFY_OK(run->stop());
    }

    void readOnlyInTheMiddleOfARunIsTold()
    {
        if (!mountSmallDisk())
            QSKIP(qPrintable(m_noMounts));
        ManualClock clock(SystemClock().now());
        const auto run = start(clock);
        QVERIFY(run);
        const QByteArray before = storedEssence();
        makeReadOnly(true);
        const Result<ChatTurn> refused = run->send(u"one"_s, u"Who was Ada Lovelace?"_s);
        QVERIFY(!refused.ok());
        isClear(refused.error(), ErrorCode::PermissionDenied);
        QCOMPARE(storedEssence(), before);
        makeReadOnly(false);
        VERIFY_OK(run->deploy(m_document));
        VERIFY_OK(run->stop());
    }

    void fileInPlaceOfTheFolderIsTold()
    {
        QVERIFY(writeFile(directory(), "mine"));
        ManualClock clock(SystemClock().now());
        ChatRun run(directory(), std::make_unique<FileSystem>(), clock, m_bench->options);
        const Result<void> begun = run.begin();
        QVERIFY(!begun.ok());
        QVERIFY(!begun.error().message.isEmpty() && !begun.error().hint.isEmpty());
        QCOMPARE(begun.error().where, directory());
        QCOMPARE(contentOf(directory()), "mine");
    }
};

QTEST_GUILESS_MAIN(TestDiskFull)
#include "tst_diskfull.moc"
