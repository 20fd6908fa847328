// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filebackend.h"
#include "tests/core/backend/answers.h"
#include "tests/core/backend/faultyfilesystem.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;

class TestFileBackend : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    std::shared_ptr<FaultyFileSystem::Log> m_log;
    ManualClock m_clock;

    std::unique_ptr<FileBackend> open(bool prettyPrint = false)
    {
        FileBackend::Options options;
        options.directory = m_directory->filePath(u"state"_s);
        options.prettyPrint = prettyPrint;
        auto backend = std::make_unique<FileBackend>(options, m_clock,
                                                     std::make_unique<FaultyFileSystem>(m_log));
        const auto ready = answerOf<void>([&](auto done) { backend->initialize(done); });
        return ready ? std::move(backend) : nullptr;
    }
    QString path(const QString &name) const { return m_directory->filePath(u"state/"_s + name); }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_log = std::make_shared<FaultyFileSystem::Log>();
    }

    void directoryAndFilesAreTheOwnersOnly()
    {
        m_directory->remove();
        const auto backend = open();
        QVERIFY(backend);
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        VERIFY_OK(append(*backend, u"agent"_s, {entryNamed(u"x"_s, 1)}));
        VERIFY_OK(lock(*backend, u"agent"_s, u"me"_s));
        VERIFY_OK(saveTurn(*backend, u"agent"_s, turnNamed(u"t"_s), 1));
        const auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
        const auto userBits = QFileDevice::ReadUser | QFileDevice::WriteUser | QFileDevice::ExeUser;
        for (const QString &name : {u"agent.json"_s, u"agent.audit.json"_s, u"agent.lock"_s,
                                    u".agent.guard"_s, u"agent.turns/0000000000000000-t.json"_s})
            QCOMPARE(QFileInfo(path(name)).permissions() & ~userBits, ownerOnly);
        for (const QString &name : {u""_s, u"agent.turns"_s})
            QCOMPARE(QFileInfo(path(name)).permissions() & ~userBits,
                     ownerOnly | QFileDevice::ExeOwner);
    }

    void fixturesOpenAndSurviveASave_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("stack");
        QTest::addColumn<int>("nodes");
        QTest::newRow("chat") << u"chat"_s << u"agent"_s << 4;
        QTest::newRow("interrupted") << u"interrupted"_s << u"agent"_s << 9;
        QTest::newRow("chain") << u"chain"_s << u"bench"_s << 100;
    }
    void fixturesOpenAndSurviveASave()
    {
        QFETCH(QString, folder);
        QFETCH(QString, stack);
        QFETCH(int, nodes);
        const auto backend = open();
        const QByteArray original =
            contentOf(u"" TEST_DATA_DIR "/creact-0.2/%1/%2.json"_s.arg(folder, stack));
        QVERIFY(writeFile(path(stack + u".json"_s), original));
        const auto state = stateOf(*backend, stack);
        VERIFY_OK(state);
        QCOMPARE(state->value().nodes().size(), nodes);
        VERIFY_OK(saveAll(*backend, state->value()));
        const QJsonArray before =
            QJsonDocument::fromJson(original).object().value(u"nodes"_s).toArray();
        const QJsonArray after = QJsonDocument::fromJson(contentOf(path(stack + u".json"_s)))
                                     .object()
                                     .value(u"nodes"_s)
                                     .toArray();
        QCOMPARE(after.size(), before.size());
        for (qsizetype i = 0; i < before.size(); ++i) {
            const QJsonObject old = before.at(i).toObject();
            for (const QString &key : old.keys())
                QCOMPARE(after.at(i).toObject().value(key), old.value(key));
        }
        const auto again = stateOf(*open(), stack);
        VERIFY_OK(again);
        QCOMPARE(again->value().nodes(), state->value().nodes());
        QCOMPARE(again->value().status, state->value().status);
    }

    void stateIsOneLineOrIndented()
    {
        VERIFY_OK(saveAll(*open(), stackWith(u"a"_s, 2)));
        QVERIFY(!contentOf(path(u"a.json"_s)).contains('\n'));
        VERIFY_OK(saveAll(*open(true), stackWith(u"b"_s, 2)));
        QVERIFY(contentOf(path(u"b.json"_s)).count('\n') > 20);
        QVERIFY(stateOf(*open(), u"b"_s)->has_value());
    }

    void unreadableStateIsToldAndKept_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");
        const QByteArray good = QJsonDocument(toJson(stackWith(u"agent"_s, 3))).toJson();
        QTest::newRow("empty") << QByteArray("") << u"it is empty"_s;
        QTest::newRow("spaces") << QByteArray(" \n ") << u"it is empty"_s;
        QTest::newRow("zeros") << QByteArray(512, '\0') << u"512 zero bytes"_s;
        QTest::newRow("truncated") << good.first(good.size() / 2) << u"line "_s;
        QTest::newRow("zeros at the end") << good.first(200) + QByteArray(300, '\0') << u"line "_s;
        QTest::newRow("two documents") << good + good << u"line "_s;
        QTest::newRow("garbage") << QByteArray("\x7f"
                                               "ELF\x02\x01 garbage")
                                 << u"line 1"_s;
        QTest::newRow("null") << QByteArray("null") << QString();
        QTest::newRow("array") << QByteArray("[]") << u"must be a JSON object"_s;
        QTest::newRow("object") << QByteArray("{}") << u"missing"_s;
        QTest::newRow("types") << QByteArray(R"({"nodes":5,"status":"deployed","stackName":"a"})")
                               << u"/nodes must be an array, but is a number"_s;
    }
    void unreadableStateIsToldAndKept()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, message);
        const auto backend = open();
        QVERIFY(writeFile(path(u"agent.json"_s), content));
        const auto state = stateOf(*backend, u"agent"_s);
        VERIFY_FAILS(state, ErrorCode::StateUnreadable);
        QVERIFY2(state.error().message.contains(message), qPrintable(state.error().message));
        QCOMPARE(state.error().where, path(u"agent.json"_s));
        VERIFY_FAILS(saveAll(*backend, stackWith(u"agent"_s, 1)), ErrorCode::StateUnreadable);
        QCOMPARE(contentOf(path(u"agent.json"_s)), content);
        // Another run, that has not read it, does not write either.
        VERIFY_FAILS(saveAll(*open(), stackWith(u"agent"_s, 1)), ErrorCode::AlreadyExists);
        QCOMPARE(contentOf(path(u"agent.json"_s)), content);
    }

    void newerStateIsRefusedAndKept()
    {
        const auto backend = open();
        const QByteArray content = R"({"creactStudio":{"version":99}})";
        QVERIFY(writeFile(path(u"agent.json"_s), content));
        VERIFY_FAILS(stateOf(*backend, u"agent"_s), ErrorCode::StateNewer);
        VERIFY_FAILS(saveAll(*backend, stackWith(u"agent"_s, 1)), ErrorCode::StateNewer);
        QCOMPARE(contentOf(path(u"agent.json"_s)), content);
    }

    void someoneElsesEditIsKept()
    {
        const auto backend = open();
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 2)));
        const auto other = open();
        VERIFY_OK(stateOf(*other, u"agent"_s));
        VERIFY_OK(saveAll(*other, stackWith(u"agent"_s, 3)));
        VERIFY_FAILS(saveAll(*backend, stackWith(u"agent"_s, 4)), ErrorCode::AlreadyExists);
        QCOMPARE(stateOf(*open(), u"agent"_s)->value().nodes().size(), 3);
        // Once it has read what is there, it may go on from it.
        VERIFY_OK(stateOf(*backend, u"agent"_s));
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 4)));
    }

    void stateThatAppearedIsKept()
    {
        const auto backend = open();
        QVERIFY(!stateOf(*backend, u"agent"_s)->has_value());
        VERIFY_OK(saveAll(*open(), stackWith(u"agent"_s, 3)));
        VERIFY_FAILS(saveAll(*backend, stackWith(u"agent"_s, 1)), ErrorCode::AlreadyExists);
    }

    void stateThatVanishedIsTold()
    {
        const auto backend = open();
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        QVERIFY(QFile::remove(path(u"agent.json"_s)));
        VERIFY_FAILS(saveAll(*backend, stackWith(u"agent"_s, 1)), ErrorCode::NotFound);
    }

    void failedSaveKeepsTheLastState_data()
    {
        QTest::addColumn<int>("errnoValue");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("afterwards");
        QTest::newRow("disk full") << ENOSPC << static_cast<int>(ErrorCode::DiskFull) << false;
        QTest::newRow("read-only")
            << EACCES << static_cast<int>(ErrorCode::PermissionDenied) << false;
        QTest::newRow("broken disk") << EIO << static_cast<int>(ErrorCode::IoError) << false;
        QTest::newRow("directory sync") << EIO << static_cast<int>(ErrorCode::IoError) << true;
    }
    void failedSaveKeepsTheLastState()
    {
        QFETCH(int, errnoValue);
        QFETCH(int, code);
        QFETCH(bool, afterwards);
        const auto backend = open();
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        m_log->failAt = m_log->writes + 2; // the history's link goes before
        m_log->errnoValue = errnoValue;
        m_log->failAfterwards = afterwards;
        const auto failed = saveAll(*backend, stackWith(u"agent"_s, 2));
        VERIFY_FAILS(failed, static_cast<ErrorCode>(code));
        QCOMPARE(failed.error().where, path(u"agent.json"_s));
        QVERIFY(!failed.error().hint.isEmpty());
        QCOMPARE(stateOf(*open(), u"agent"_s)->value().nodes().size(), afterwards ? 2 : 1);
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 3)));
        QCOMPARE(stateOf(*open(), u"agent"_s)->value().nodes().size(), 3);
    }

    void fileThatMayNotGrowIsTold()
    {
        // The limit on file sizes stands for a full disk: the system refuses in the same place.
        const auto backend = open();
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        rlimit before = {};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit small = {4096, before.rlim_max};
        const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto failed = saveAll(*backend, stackWith(u"agent"_s, 3000));
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, oldHandler);
        VERIFY_FAILS(failed, ErrorCode::DiskFull);
        QCOMPARE(stateOf(*open(), u"agent"_s)->value().nodes().size(), 1);
    }

    void saveSyncsTheNameToo()
    {
        const auto backend = open();
        *m_log = {};
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        QCOMPARE(m_log->replaces, 1);
        QCOMPARE(m_log->syncs, 1);
        VERIFY_OK(append(*backend, u"agent"_s, {entryNamed(u"x"_s, 1)}));
        *m_log = {};
        VERIFY_OK(append(*backend, u"agent"_s, {entryNamed(u"x"_s, 1)}));
        QCOMPARE(m_log->replaces, 0);
        QCOMPARE(m_log->syncs, 1);
    }

    void directoryThatCannotBeMadeIsTold()
    {
        QVERIFY(writeFile(m_directory->filePath(u"state"_s), "a file"));
        QVERIFY(!open());
    }

    void missingDirectoryIsTold()
    {
        const auto backend = open();
        QVERIFY(QDir(path(u""_s)).removeRecursively());
        for (const auto &failed : {saveAll(*backend, stackWith(u"agent"_s, 1)),
                                   append(*backend, u"agent"_s, {entryNamed(u"x"_s, 1)})})
            VERIFY_FAILS(failed, ErrorCode::NotFound);
        VERIFY_FAILS(lock(*backend, u"agent"_s, u"me"_s), ErrorCode::NotFound);
        QVERIFY(!stateOf(*backend, u"agent"_s)->has_value());
        QVERIFY(stacksOf(*backend)->isEmpty());
    }

    void deletingTakesItsFilesAndNoOthers()
    {
        const auto backend = open();
        for (const QString &name : {u"a"_s, u"a.b"_s, u"ab"_s}) {
            VERIFY_OK(saveAll(*backend, stackWith(name, 1)));
            VERIFY_OK(append(*backend, name, {entryNamed(u"x"_s, 1)}));
            VERIFY_OK(lock(*backend, name, u"me"_s));
            VERIFY_OK(saveTurn(*backend, name, turnNamed(u"t"_s), 5));
        }
        QVERIFY(writeFile(path(u"a.txt"_s), "mine"));
        QVERIFY(writeFile(path(u"a.turns/notes.txt"_s), "mine too"));
        QDir directory(path(u""_s));
        QStringList before =
            directory.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        VERIFY_OK(answerOf<void>([&](auto done) { backend->deleteStack(u"a"_s, done); }));
        before.removeIf([](const QString &name) {
            return QStringList({u"a.json"_s, u"a.audit.json"_s, u"a.lock"_s, u".a.guard"_s})
                .contains(name);
        });
        directory.refresh();
        QCOMPARE(directory.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 before);
        QCOMPARE(QDir(path(u"a.turns"_s)).entryList(QDir::Files), QStringList(u"notes.txt"_s));
    }

    void foreignFilesAreNoStacks()
    {
        const auto backend = open();
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        for (const QString &name : {u"agent.audit.json"_s, u"notes.txt"_s, u".hidden.json"_s,
                                    u"a b.json"_s, u".json"_s, u"json"_s})
            QVERIFY(writeFile(path(name), "[]"));
        QCOMPARE(stacksOf(*backend).value(), QStringList(u"agent"_s));
    }

    void renamedFileGoesByItsNewName()
    {
        const auto backend = open();
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        QVERIFY(QFile::copy(path(u"agent.json"_s), path(u"copy.json"_s)));
        QCOMPARE(stateOf(*backend, u"copy"_s)->value().stackName, u"copy"_s);
    }

    void brokenTurnIsShownAsSuch()
    {
        const auto backend = open();
        TurnRecord turn;
        turn.id = u"t 1"_s;
        turn.endedAt = 7;
        VERIFY_OK(saveTurn(*backend, u"agent"_s, turn, 5));
        turn.id = u"t2"_s;
        turn.endedAt = 8;
        VERIFY_OK(saveTurn(*backend, u"agent"_s, turn, 5));
        QVERIFY(writeFile(path(u"agent.turns/0000000000000007-t%201.json"_s), "{\"id\": "));
        const auto turns = turnsOf(*backend, u"agent"_s);
        VERIFY_OK(turns);
        QCOMPARE(turns->size(), 2);
        QCOMPARE(turns->at(0).id, u"t 1"_s);
        QCOMPARE(turns->at(0).endedAt, 7);
        QCOMPARE(turns->at(0).error->code, ErrorCode::StateUnreadable);
        QVERIFY(!turns->at(1).error);
    }

    void turnNeedsAnId()
    {
        VERIFY_FAILS(saveTurn(*open(), u"agent"_s, {}, 5), ErrorCode::InvalidArgument);
        TurnRecord turn;
        turn.id = QString(300, u'x');
        VERIFY_FAILS(saveTurn(*open(), u"agent"_s, turn, 5), ErrorCode::InvalidArgument);
    }

    void saveOf3000Nodes()
    {
        const auto backend = open();
        const StackRecord state = stackWith(u"agent"_s, 3000);
        VERIFY_OK(saveAll(*backend, state));
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 5; ++i)
            VERIFY_OK(saveAll(*backend, state));
        const double saveMs = static_cast<double>(timer.nsecsElapsed()) / 5e6;
        timer.restart();
        VERIFY_OK(stateOf(*backend, u"agent"_s));
        qInfo("3,000 nodes: save %.1f ms, %lld bytes; load %.1f ms", saveMs,
              QFileInfo(path(u"agent.json"_s)).size(),
              static_cast<double>(timer.nsecsElapsed()) / 1e6);
        QVERIFY(QFileInfo(path(u"agent.json"_s)).size() < 3000 * 400);
    }
};

QTEST_GUILESS_MAIN(TestFileBackend)
#include "tst_filebackend.moc"
