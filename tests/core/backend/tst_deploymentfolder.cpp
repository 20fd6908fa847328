// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filebackend.h"
#include "core/backend/memory/memorybackend.h"
#include "tests/core/backend/answers.h"
#include "tests/core/backend/faultyfilesystem.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace creact;
using namespace creact::test;
using namespace Qt::StringLiterals;
using Outcome = DeploymentRecord::Outcome;

namespace {

constexpr qint64 firstDay = 1'795'312'180'678;

DeploymentRecord deploymentOf(qint64 at, Outcome outcome = Outcome::Done)
{
    DeploymentRecord record;
    record.id = newDeploymentId(at);
    record.startedAt = at;
    record.outcome = outcome;
    record.document = u"abc"_s;
    if (outcome != Outcome::Running)
        record.endedAt = at + 10;
    Plan::Item item;
    item.action = u"create"_s;
    item.nodeId = u"task"_s;
    item.fields = {{u"text"_s, QJsonObject{{u"new"_s, u"what was said"_s}}}};
    record.plan.items.append(item);
    record.steps.append({u"task"_s, u"create"_s, NodeState::Deployed, {}, at + 1, at + 2});
    return record;
}

Result<void> keep(Backend &backend, const DeploymentRecord &record, int count = -1)
{
    return answerOf<void>(
        [&](auto done) { backend.saveDeployment(u"agent"_s, record, count, done); });
}

QList<DeploymentRecord> listOf(Backend &backend)
{
    const auto list = answerOf<QList<DeploymentRecord>>(
        [&](auto done) { backend.getDeployments(u"agent"_s, done); });
    return list ? *list : QList<DeploymentRecord>();
}

Result<DeploymentRecord> oneOf(Backend &backend, const QString &id)
{
    return answerOf<DeploymentRecord>(
        [&](auto done) { backend.getDeployment(u"agent"_s, id, done); });
}

} // namespace

/// What backends keep of deployments; the file backend, what its files are like.
class TestDeploymentFolder : public QObject {
    Q_OBJECT

    std::unique_ptr<Backend> open()
    {
        QFETCH_GLOBAL(QString, kind);
        if (kind == u"memory"_s)
            return std::make_unique<MemoryBackend>(m_clock, m_store);
        return openFiles();
    }
    std::unique_ptr<FileBackend> openFiles()
    {
        FileBackend::Options options;
        options.directory = m_directory->filePath(u"state"_s);
        options.policy = m_policy;
        auto backend = std::make_unique<FileBackend>(options, m_clock,
                                                     std::make_unique<FaultyFileSystem>(m_log));
        backend->initialize([](const Result<void> &) {});
        return backend;
    }
    bool isFile() const
    {
        QFETCH_GLOBAL(QString, kind);
        return kind == u"file"_s;
    }
    QDir folder() const { return QDir(m_directory->filePath(u"state/agent.deployments"_s)); }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::shared_ptr<MemoryStore> m_store;
    std::shared_ptr<FaultyFileSystem::Log> m_log;
    StoragePolicy m_policy;
    ManualClock m_clock;

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("memory") << u"memory"_s;
        QTest::newRow("file") << u"file"_s;
    }
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_store = std::make_shared<MemoryStore>();
        m_log = std::make_shared<FaultyFileSystem::Log>();
        m_policy = {};
    }

    void nothingKeptIsNoError()
    {
        const auto backend = open();
        QVERIFY(listOf(*backend).isEmpty());
        VERIFY_FAILS(oneOf(*backend, newDeploymentId(firstDay)), ErrorCode::NotFound);
        VERIFY_FAILS(oneOf(*backend, u"../agent"_s), ErrorCode::NotFound);
    }

    void itComesBackWhole()
    {
        const DeploymentRecord record = deploymentOf(firstDay);
        VERIFY_OK(keep(*open(), record));
        const auto again = oneOf(*open(), record.id);
        VERIFY_OK(again);
        QVERIFY(*again == record);
    }

    void theListIsNewestFirstAndShort()
    {
        const auto backend = open();
        for (int day = 0; day < 3; ++day)
            VERIFY_OK(keep(*backend, deploymentOf(firstDay + day)));
        const QList<DeploymentRecord> list = listOf(*open());
        QCOMPARE(list.size(), 3);
        QCOMPARE(list[0].startedAt, firstDay + 2);
        QVERIFY(list[0].plan.items.isEmpty());
        QVERIFY(list[0].steps.isEmpty());
        QCOMPARE(list[0].plan.count(u"create"_s), 1);
    }

    void theSameIdIsReplaced()
    {
        const auto backend = open();
        VERIFY_OK(keep(*backend, deploymentOf(firstDay, Outcome::Running)));
        VERIFY_OK(keep(*backend, deploymentOf(firstDay, Outcome::Failed)));
        QCOMPARE(listOf(*open()).size(), 1);
        QCOMPARE(listOf(*open())[0].outcome, Outcome::Failed);
    }

    void theOldestGo()
    {
        const auto backend = open();
        for (int i = 0; i < 60; ++i)
            VERIFY_OK(keep(*backend, deploymentOf(firstDay + i)));
        QCOMPARE(listOf(*backend).size(), 50);
        VERIFY_OK(keep(*backend, deploymentOf(firstDay + 60), 3));
        QCOMPARE(listOf(*backend).size(), 3);
        QCOMPARE(listOf(*backend)[0].startedAt, firstDay + 60);
        VERIFY_OK(keep(*backend, deploymentOf(firstDay + 61), 0));
        QCOMPARE(listOf(*backend).size(), 4);
    }

    void purgingLeavesNoValues()
    {
        const auto backend = open();
        VERIFY_OK(saveAll(*backend, stackWith(u"agent"_s, 1)));
        const DeploymentRecord record = deploymentOf(firstDay);
        VERIFY_OK(keep(*backend, record));
        VERIFY_OK(
            answerOf<void>([&](auto done) { backend->purge(stackWith(u"agent"_s, 1), {}, done); }));
        const auto rest = oneOf(*open(), record.id);
        VERIFY_OK(rest);
        QVERIFY(*rest == record.forgotten());
        if (isFile())
            QVERIFY(!contentOf(folder().filePath(record.id + u".json"_s)).contains("said"));
    }

    void deletingTheStackLeavesNone()
    {
        const auto backend = open();
        VERIFY_OK(keep(*backend, deploymentOf(firstDay)));
        VERIFY_OK(answerOf<void>([&](auto done) { backend->deleteStack(u"agent"_s, done); }));
        QVERIFY(listOf(*open()).isEmpty());
        QVERIFY(!folder().exists());
    }

    void aBadStackNameIsRefused()
    {
        const auto backend = open();
        VERIFY_FAILS(answerOf<void>([&](auto done) {
                         backend->saveDeployment(u"../x"_s, deploymentOf(firstDay), -1, done);
                     }),
                     ErrorCode::InvalidStackName);
    }

    void filesAreOnesOwnAndSyncedAtTheEnd()
    {
        if (!isFile())
            return;
        const auto backend = openFiles();
        VERIFY_OK(keep(*backend, deploymentOf(firstDay, Outcome::Running)));
        QCOMPARE(m_log->replaces, 0);
        const int syncs = m_log->syncs;
        VERIFY_OK(keep(*backend, deploymentOf(firstDay)));
        QCOMPARE(m_log->replaces, 1);
        // The content with the replace, and the name.
        QCOMPARE(m_log->syncs, syncs + 1);
        const QFileInfo file(folder().filePath(newDeploymentId(firstDay) + u".json"_s));
        QCOMPARE(file.permissions() & ~QFile::Permissions(0x6000),
                 QFile::ReadUser | QFile::WriteUser);
    }

    void oneThatCannotBeReadHidesNoOther()
    {
        if (!isFile())
            return;
        const auto backend = openFiles();
        VERIFY_OK(keep(*backend, deploymentOf(firstDay)));
        VERIFY_OK(keep(*backend, deploymentOf(firstDay + 1)));
        const QString path = folder().filePath(newDeploymentId(firstDay) + u".json"_s);
        QVERIFY(writeFile(path, "{\"id\": \"cut"));
        QVERIFY(writeFile(folder().filePath(u"notes.txt"_s), "mine"));
        const QList<DeploymentRecord> list = listOf(*backend);
        QCOMPARE(list.size(), 2);
        QVERIFY(!list[0].error);
        QCOMPARE(list[1].id, newDeploymentId(firstDay));
        QCOMPARE(list[1].error->code, ErrorCode::StateUnreadable);
        QCOMPARE(list[1].error->where, path);
        VERIFY_FAILS(oneOf(*backend, list[1].id), ErrorCode::StateUnreadable);
        QVERIFY(contentOf(path).contains("cut"));
        // What is forgotten is gone from it too; what is another's stays.
        VERIFY_OK(
            answerOf<void>([&](auto done) { backend->purge(stackWith(u"agent"_s, 1), {}, done); }));
        QCOMPARE(listOf(*backend).size(), 1);
        QVERIFY(QFile::exists(folder().filePath(u"notes.txt"_s)));
    }

    void agesAreHeeded()
    {
        if (!isFile())
            return;
        m_policy.days = 2;
        m_clock.setNow(firstDay + 10ll * 24 * 3600 * 1000);
        const auto backend = openFiles();
        VERIFY_OK(keep(*backend, deploymentOf(firstDay)));
        QCOMPARE(listOf(*backend).size(), 1); // the newest stays whatever its age
        VERIFY_OK(keep(*backend, deploymentOf(m_clock.now())));
        QCOMPARE(listOf(*backend).size(), 1);
        QCOMPARE(listOf(*backend)[0].startedAt, m_clock.now());
    }

    void aFailedWriteIsTold()
    {
        if (!isFile())
            return;
        const auto backend = openFiles();
        m_log->failAt = m_log->writes + 1;
        m_log->staysBroken = true;
        m_log->errnoValue = ENOSPC;
        VERIFY_FAILS(keep(*backend, deploymentOf(firstDay)), ErrorCode::DiskFull);
    }
};

QTEST_GUILESS_MAIN(TestDeploymentFolder)
#include "tst_deploymentfolder.moc"
