// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filebackend.h"
#include "core/engine/session.h"
#include "tests/core/engine/enginebench.h"
#include "tests/support/manualclock.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace creact;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QHash<QString, QByteArray> bytesOf(const QString &folder)
{
    QHash<QString, QByteArray> bytes;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            bytes.insert(files.filePath(), file.readAll());
    }
    return bytes;
}

void writeFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

/// One stack opened, deployed, stopped and opened again, in the orders that people find.
class TestSession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingOpenIsSaid();
    void badBackendIsSaidToEveryCommand();
    void openWhileLiveIsRefused();
    void openWhileStoppingIsRefused();
    void redeployAnswersTheDeployItReplaces();
    void secondEngineIsToldWhoHoldsTheLock();
    void stateOfCReact02IsShownAndLeftAlone_data();
    void stateOfCReact02IsShownAndLeftAlone();
    void brokenDocumentIsMendedAndDeployed();
    void documentBrokenAfterOpeningLeavesTheTree();
    void renamedStackIsAnotherStack();
    void lostLockStopsAndWritesNothing();
    void unreadableStateIsLeftAlone();
    void stateFolderThatIsAFileIsSaid();
    void destroyStackLeavesNothing();
    void newEndpointCountsFromTheNextDeploy();
};

void TestSession::nothingOpenIsSaid()
{
    EngineUser user;
    QCOMPARE(user.deploy().error().code, ErrorCode::InvalidArgument);
    QCOMPARE(user.stop().error().code, ErrorCode::InvalidArgument);
    QCOMPARE(user.plan().error().code, ErrorCode::InvalidArgument);
    QCOMPARE(user.send(u"hello"_s).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(user.state().error().code, ErrorCode::InvalidArgument);
    QCOMPARE(user.turns().error().code, ErrorCode::InvalidArgument);
    QCOMPARE(user.auditLog().error().code, ErrorCode::InvalidArgument);
}

void TestSession::badBackendIsSaidToEveryCommand()
{
    StackBench bench;
    OpenRequest request = bench.request();
    request.backendUrl = u"oracle:x"_s;
    EngineUser user;
    QCOMPARE(user.open(request).error().code, ErrorCode::Unsupported);
    user.engine().inspect(1);
    user.engine().setOptions(bench.options);
    QCOMPARE(user.deploy().error().code, ErrorCode::Unsupported);
    QCOMPARE(user.plan().error().code, ErrorCode::Unsupported);
    QCOMPARE(user.state().error().code, ErrorCode::Unsupported);
    QCOMPARE(user.turns().error().code, ErrorCode::Unsupported);
    QCOMPARE(user.auditLog().error().code, ErrorCode::Unsupported);
    QCOMPARE(user.stop().error().code, ErrorCode::Unsupported);
    // Another one can be opened.
    QVERIFY(user.open(bench.request()).ok());
}

void TestSession::openWhileLiveIsRefused()
{
    const StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QCOMPARE(user.open(bench.request()).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(user.ask(u"Who was Ada Lovelace?"_s)->state, ChatTurn::State::Answered);
    QVERIFY(user.stop().ok());
    QVERIFY(user.open(bench.request()).ok());
}

void TestSession::openWhileStoppingIsRefused()
{
    const StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    user.engine().stop(user.counted<void>());
    QCOMPARE(user.deploy().error().code, ErrorCode::InvalidArgument);
    QTRY_COMPARE(user.answers(), QList<int>(user.answers().size(), 1));
    QVERIFY(user.deploy().ok());
}

void TestSession::redeployAnswersTheDeployItReplaces()
{
    StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    bench.demo.failNext(DemoServer::Fault::Hang);
    QVERIFY(user.send(u"Who was Ada Lovelace?"_s).ok());
    QTRY_COMPARE(bench.modelCalls(), 1);
    std::optional<Result<void>> first;
    user.engine().deploy(user.counted<void>([&](Result<void> result) { first = result; }));
    QTRY_COMPARE(user.info.status, StackInfo::Status::Deploying);
    user.engine().deploy(user.counted<void>());
    QTRY_VERIFY(first.has_value());
    QCOMPARE(first->error().code, ErrorCode::Cancelled);
    QVERIFY(user.state().ok());
    QCOMPARE(user.info.status, StackInfo::Status::Deploying);
    QVERIFY(user.stop().ok());
    QTRY_COMPARE(user.answers(), QList<int>(user.answers().size(), 1));
}

void TestSession::secondEngineIsToldWhoHoldsTheLock()
{
    const StackBench bench;
    EngineUser first;
    QVERIFY(first.open(bench.request()).ok());
    QVERIFY(first.deploy().ok());

    EngineUser second;
    QVERIFY(second.open(bench.request()).ok());
    QTRY_VERIFY(second.info.readOnly);
    QVERIFY(second.info.lock.has_value());
    QCOMPARE(second.info.lock->pid, QCoreApplication::applicationPid());
    const Result<void> refused = second.deploy();
    QCOMPARE(refused.error().code, ErrorCode::Locked);
    QVERIFY2(refused.error().where.contains(second.info.lock->holder),
             qPrintable(refused.error().where));
    QTRY_COMPARE(second.info.status, StackInfo::Status::Idle);
    QTRY_VERIFY(second.info.error.has_value());
    QVERIFY(!second.tree.withTitle(u"Memory"_s).isEmpty());
    QCOMPARE(first.ask(u"Who was Ada Lovelace?"_s)->state, ChatTurn::State::Answered);

    QVERIFY(first.stop().ok());
    const auto lock = second.await<std::optional<LockInfo>>(
        [&](const Done<std::optional<LockInfo>> &done) { second.engine().lockInfo(done); });
    QVERIFY(lock.ok());
    QVERIFY(!lock->has_value());
    QTRY_VERIFY(!second.info.readOnly);
    QVERIFY(second.deploy().ok());
    QTRY_VERIFY(!second.info.error.has_value());
    QCOMPARE(second.turns()->size(), 1);
    QVERIFY(!first.deploy().ok());
}

void TestSession::stateOfCReact02IsShownAndLeftAlone_data()
{
    QTest::addColumn<QString>("stack");
    QTest::newRow("chat") << u"agent"_s;
    QTest::newRow("interrupted") << u"agent"_s;
    QTest::newRow("chain") << u"bench"_s;
}

void TestSession::stateOfCReact02IsShownAndLeftAlone()
{
    QFETCH(QString, stack);
    const QString fixture =
        QStringLiteral(TEST_DATA_DIR "/creact-0.2/") + QString::fromLatin1(QTest::currentDataTag());
    QTemporaryDir folder;
    for (const QString &name : QDir(fixture).entryList(QDir::Files))
        QVERIFY(QFile::copy(fixture + u'/' + name, folder.filePath(name)));
    const auto before = bytesOf(folder.path());
    {
        EngineUser user;
        OpenRequest request;
        request.backendUrl = u"file:"_s + folder.path();
        request.stackName = stack;
        QVERIFY(user.open(request).ok());
        QTRY_COMPARE(user.info.status, StackInfo::Status::Idle);
        QVERIFY(user.info.readOnly);
        QTRY_VERIFY(user.tree.size() > 0);

        QHash<QString, QJsonObject> nodes;
        const QJsonArray stored =
            QJsonDocument::fromJson(before.value(folder.filePath(stack + u".json"_s)))["nodes"_L1]
                .toArray();
        for (const QJsonValue &node : stored)
            nodes.insert(node["id"_L1].toString(), node.toObject());
        QCOMPARE(user.info.nodes, int(nodes.size()));
        QSet<QString> shown;
        const QList<TreeRow> rows = user.tree.all();
        for (const TreeRow &row : rows) {
            shown.insert(row.nodeId);
            if (shown.size() > 12)
                continue;
            const RowDetail detail = user.inspect(row.uid);
            const QJsonObject node = nodes.value(row.nodeId);
            QCOMPARE(detail.props, node["props"_L1].toObject());
            QCOMPARE(detail.outputs.value_or(QJsonObject()), node["outputs"_L1].toObject());
        }
        QCOMPARE(shown.size(), nodes.size());
        const QStringList ids = nodes.keys();
        QCOMPARE(shown, QSet(ids.begin(), ids.end()));
        QCOMPARE(user.deploy().error().code, ErrorCode::InvalidArgument);
        QCOMPARE(user.tree.faults(), QStringList());
        QCOMPARE(user.auditLog()->isEmpty(), stack == u"agent"_s);
    }
    QCOMPARE(bytesOf(folder.path()), before);
}

void TestSession::brokenDocumentIsMendedAndDeployed()
{
    const StackBench bench;
    QVERIFY(bench.edit("\"ChatModel\"", "\"ChatModle\""));
    EngineUser user;
    QCOMPARE(user.open(bench.request()).error().code, ErrorCode::DocumentInvalid);
    QTRY_COMPARE(user.problems.size(), 1);
    QVERIFY(user.problems.first().line > 1);
    QVERIFY(user.problems.first().column > 1);
    QCOMPARE(user.deploy().error().code, ErrorCode::DocumentInvalid);
    QCOMPARE(user.plan().error().code, ErrorCode::DocumentInvalid);
    QTRY_COMPARE(user.info.status, StackInfo::Status::Idle);
    QVERIFY(!QFile::exists(bench.lockPath()));

    QFile file(bench.document);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll().replace("ChatModle", "ChatModel");
    writeFile(bench.document, whole.left(whole.size() / 2));
    QCOMPARE(user.open(bench.request()).error().code, ErrorCode::DocumentInvalid);
    QTRY_VERIFY(!user.problems.isEmpty());

    writeFile(bench.document, whole);
    QVERIFY(user.deploy().ok());
    QTRY_COMPARE(user.problems.size(), 0);
    QTRY_COMPARE(user.info.name, u"agent"_s);
    QCOMPARE(user.ask(u"Who was Ada Lovelace?"_s)->state, ChatTurn::State::Answered);
}

void TestSession::documentBrokenAfterOpeningLeavesTheTree()
{
    const StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QTRY_VERIFY(!user.tree.withTitle(u"Memory"_s).isEmpty());
    QVERIFY(bench.edit("\"creact\": 1", "\"creact\": 1, \"bogus\": 2"));
    QCOMPARE(user.deploy().error().code, ErrorCode::DocumentInvalid);
    QTRY_VERIFY(!user.tree.withTitle(u"Memory"_s).isEmpty());
    for (const TreeRow &row : user.tree.all())
        QCOMPARE(user.inspect(row.uid).row.uid, row.uid);

    QVERIFY(bench.edit(", \"bogus\": 2", ""));
    QVERIFY(user.deploy().ok());
    QVERIFY(bench.edit("\"creact\": 1", "\"creact\": 1, \"bogus\": 2"));
    QCOMPARE(user.deploy().error().code, ErrorCode::DocumentInvalid);
    QTRY_COMPARE(user.info.status, StackInfo::Status::Live);
    QCOMPARE(user.ask(u"Who was Ada Lovelace?"_s)->state, ChatTurn::State::Answered);
    QVERIFY(user.stop().ok());
    QTRY_COMPARE(user.info.status, StackInfo::Status::Idle);
}

void TestSession::renamedStackIsAnotherStack()
{
    const StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(bench.edit("\"stack\": \"agent\"", "\"stack\": \"other\""));
    const Result<void> refused = user.deploy();
    QVERIFY(!refused.ok());
    QVERIFY(refused.error().message.contains(u"other"_s));
    QVERIFY(user.stop().ok());
    const QByteArray before = bytesOf(bench.folder()).value(bench.statePath());
    QVERIFY(user.deploy().ok());
    QTRY_COMPARE(user.info.name, u"other"_s);
    QVERIFY(user.stop().ok());
    QCOMPARE(bytesOf(bench.folder()).value(bench.statePath()), before);
    QVERIFY(QFile::exists(bench.folder() + u"/.creact-state/other.json"_s));
}

void TestSession::lostLockStopsAndWritesNothing()
{
    StackBench bench;
    ManualClock clock;
    Session session(bench.request(), clock);
    int deployed = 0;
    session.open([](const Result<void> &) {});
    session.deploy([&](const Result<void> &) { ++deployed; });
    QTRY_COMPARE(session.info().status, StackInfo::Status::Live);
    QCOMPARE(deployed, 1);
    bench.demo.failNext(DemoServer::Fault::Hang);
    session.sendMessage({}, {u"Who was Ada Lovelace?"_s, {}, {}}, [](const Result<ChatTurn> &) {});
    QTRY_COMPARE(bench.modelCalls(), 1);
    // Another takes over, and writes.
    const QByteArray theirs = bytesOf(bench.folder()).value(bench.statePath()) + "\n";
    const LockInfo lock{u"alan"_s, u"elsewhere"_s, 1, clock.now(), clock.now() + 600'000};
    writeFile(bench.lockPath(), QJsonDocument(lock.toJson()).toJson());
    writeFile(bench.statePath(), theirs);
    QFile::remove(bench.folder() + u"/.creact-state/agent.journal"_s);
    clock.advance(21s);
    QTRY_COMPARE(session.info().status, StackInfo::Status::Idle);
    QTRY_VERIFY(session.info().lock.has_value());
    QCOMPARE(session.info().error->code, ErrorCode::LockLost);
    QVERIFY(session.info().readOnly);
    QCOMPARE(bytesOf(bench.folder()).value(bench.statePath()), theirs);
    std::optional<Error> refused;
    session.deploy([&](const Result<void> &result) { refused = result.error(); });
    QTRY_VERIFY(refused.has_value());
    QCOMPARE(refused->code, ErrorCode::Locked);
    clock.advance(10min);
    session.deploy([&](const Result<void> &) { ++deployed; });
    QTRY_COMPARE(deployed, 2);
    QCOMPARE(session.info().status, StackInfo::Status::Live);
}

void TestSession::unreadableStateIsLeftAlone()
{
    const StackBench bench;
    QVERIFY(QDir().mkpath(bench.folder() + u"/.creact-state"_s));
    writeFile(bench.statePath(), "{\"nodes\": [");
    EngineUser user;
    QCOMPARE(user.open(bench.request()).error().code, ErrorCode::StateUnreadable);
    QCOMPARE(user.plan().error().code, ErrorCode::StateUnreadable);
    const QList<TreeRow> before = user.tree.all();
    QCOMPARE(user.deploy().error().code, ErrorCode::StateUnreadable);
    QTRY_COMPARE(user.info.error->code, ErrorCode::StateUnreadable);
    QVERIFY(!QFile::exists(bench.lockPath()));
    // The tree that is shown again is the one that was shown.
    QVERIFY(!before.isEmpty());
    QVERIFY(user.tree.all() == before);
    for (const TreeRow &row : user.tree.all())
        QCOMPARE(user.inspect(row.uid).row.uid, row.uid);
    user.drop();
    QFile file(bench.statePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("{\"nodes\": ["));
}

void TestSession::stateFolderThatIsAFileIsSaid()
{
    const StackBench bench;
    const QString path = bench.folder() + u"/.creact-state"_s;
    writeFile(path, "a file");
    EngineUser user;
    const Result<void> opened = user.open(bench.request());
    const Result<void> deployed = user.deploy();
    QVERIFY(!deployed.ok());
    QVERIFY2(deployed.error().message.contains(path) || deployed.error().where.contains(path),
             qPrintable(deployed.error().message));
    QTRY_COMPARE(user.info.status, StackInfo::Status::Idle);
    QTRY_VERIFY(user.info.error.has_value());
    Q_UNUSED(opened)
}

void TestSession::destroyStackLeavesNothing()
{
    const StackBench bench;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(user.ask(u"Who was Ada Lovelace?"_s).ok());
    const auto destroy = [&] {
        return user.await<void>([&](const Done<void> &done) { user.engine().destroyStack(done); });
    };
    QCOMPARE(destroy().error().code, ErrorCode::InvalidArgument);
    QVERIFY(user.stop().ok());
    QVERIFY(destroy().ok());
    QTRY_COMPARE(user.info.status, StackInfo::Status::Idle);
    QCOMPARE(QDir(bench.folder() + u"/.creact-state"_s)
                 .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList());
    QCOMPARE(user.turns()->size(), 0);
    QTRY_COMPARE(user.tree.ofKind(TreeRow::Kind::Turn).size(), 0);
    QVERIFY(user.deploy().ok());
    QCOMPARE(user.ask(u"What did I ask before?"_s)->state, ChatTurn::State::Answered);
    QCOMPARE(bench.remembered().size(), 2);
}

void TestSession::newEndpointCountsFromTheNextDeploy()
{
    const StackBench bench;
    StackBench other;
    EngineUser user;
    QVERIFY(user.open(bench.request()).ok());
    QVERIFY(user.deploy().ok());
    user.engine().setOptions(other.options);
    QVERIFY(user.ask(u"Who was Ada Lovelace?"_s).ok());
    QCOMPARE(other.modelCalls(), 0);
    QVERIFY(user.stop().ok());
    QVERIFY(user.deploy().ok());
    QVERIFY(user.ask(u"Who was Alan Turing?"_s).ok());
    QCOMPARE(other.modelCalls(), 2);
    QVERIFY(user.stop().ok());
    user.engine().setOptions(bench.options);
    QTRY_VERIFY(user.info.endpoint.contains(QString::number(bench.demo.port())));
    QVERIFY(!user.tree.withTitle(u"Memory"_s).isEmpty());
    QCOMPARE(user.tree.faults(), QStringList());
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
