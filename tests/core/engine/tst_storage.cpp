// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/enginebench.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace creact;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
}

using Lock = std::optional<LockInfo>;

Result<QList<SnapshotInfo>> history(EngineUser &user)
{
    return user.await<QList<SnapshotInfo>>(
        [&](const Done<QList<SnapshotInfo>> &done) { user.engine().history(done); });
}

Result<void> rollback(EngineUser &user, const QString &id)
{
    return user.await<void>([&](const Done<void> &done) { user.engine().rollback(id, done); });
}

Result<QString> startOver(EngineUser &user)
{
    return user.await<QString>([&](const Done<QString> &done) { user.engine().startOver(done); });
}

Result<Lock> breakLock(EngineUser &user)
{
    return user.await<Lock>([&](const Done<Lock> &done) { user.engine().breakLock(done); });
}

Result<Lock> freeLock(EngineUser &user)
{
    return user.await<Lock>([&](const Done<Lock> &done) { user.engine().freeLock(done); });
}

Result<Lock> lockInfo(EngineUser &user)
{
    return user.await<Lock>([&](const Done<Lock> &done) { user.engine().lockInfo(done); });
}

std::optional<AuditEntry> entryOf(EngineUser &user, const QString &action)
{
    const Result<QList<AuditEntry>> log = user.auditLog();
    for (const AuditEntry &entry : log.ok() ? *log : QList<AuditEntry>()) {
        if (entry.action == action)
            return entry;
    }
    return {};
}

qsizetype remembered(EngineUser &user)
{
    const Result<StackRecord> state = user.state();
    for (const NodeRecord &node : state->nodes()) {
        if (node.constructType == u"Memory"_s)
            return spoken((*node.outputs)["messages"_L1].toArray()).size();
    }
    return -1;
}

} // namespace

/// Earlier states, unreadable ones and locks of others, as a person meets them.
class TestStorage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void earlierStateIsGoneBackTo();
    void liveStackIsNotGoneBack();
    void unreadableStateIsDecidedUpon_data();
    void unreadableStateIsDecidedUpon();
    void readableStateIsNotSetAside();
    void othersLockRefusesEveryChange();
    void brokenLockIsAuditedAndStopsItsHolder();
    void expiredLockIsFreedAndALiveOneIsNot();
    void policyIsHeeded();

private:
    /// Two runs with a turn each, so that there is an earlier state.
    static void live(EngineUser &user, const StackBench &bench);
};

void TestStorage::live(EngineUser &user, const StackBench &bench)
{
    QVERIFY(user.open(bench.request()).ok());
    for (int run = 0; run < 2; ++run) {
        QVERIFY(user.deploy().ok());
        QCOMPARE(user.ask(u"Who was Ada Lovelace?"_s)->state, ChatTurn::State::Answered);
        QVERIFY(user.stop().ok());
    }
}

void TestStorage::earlierStateIsGoneBackTo()
{
    const StackBench bench;
    EngineUser user;
    live(user, bench);
    QCOMPARE(remembered(user), 4);
    const Result<QList<SnapshotInfo>> before = history(user);
    QVERIFY(before.ok());
    QVERIFY(!before->isEmpty());
    std::optional<SnapshotInfo> wanted;
    for (const SnapshotInfo &each : *before) {
        const Result<StackRecord> state = user.await<StackRecord>(
            [&](const Done<StackRecord> &done) { user.engine().snapshot(each.id, done); });
        QVERIFY(state.ok());
        for (const NodeRecord &node : state->nodes()) {
            if (node.constructType == u"Memory"_s && node.outputs
                && spoken((*node.outputs)["messages"_L1].toArray()).size() == 2)
                wanted = each;
        }
    }
    QVERIFY(wanted.has_value());
    const Result<void> back = rollback(user, wanted->id);
    QVERIFY2(back.ok(), qPrintable(back.ok() ? QString() : back.error().message));
    QTRY_COMPARE(user.info.status, StackInfo::Status::Idle);
    QCOMPARE(remembered(user), 2);
    QVERIFY(!QFile::exists(bench.lockPath()));
    const std::optional<AuditEntry> entry = entryOf(user, u"state_rolled_back"_s);
    QVERIFY(entry.has_value());
    QCOMPARE(entry->details["to"_L1].toString(), wanted->id);
    QCOMPARE(entry->details["at"_L1].toInteger(), wanted->at);
    // What was there can be gone back to, too.
    QVERIFY(history(user)->size() >= before->size());
    QCOMPARE(rollback(user, u"no-such"_s).error().code, ErrorCode::NotFound);
    QVERIFY(user.deploy().ok());
    QCOMPARE(remembered(user), 2);
    QCOMPARE(user.tree.faults(), QStringList());
}

void TestStorage::liveStackIsNotGoneBack()
{
    const StackBench bench;
    EngineUser user;
    live(user, bench);
    const QString id = history(user)->first().id;
    QVERIFY(user.deploy().ok());
    QCOMPARE(rollback(user, id).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(startOver(user).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(breakLock(user).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(freeLock(user).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(user.ask(u"Who was Ada Lovelace?"_s)->state, ChatTurn::State::Answered);
}

void TestStorage::unreadableStateIsDecidedUpon_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("goBack");
    for (const bool goBack : {true, false}) {
        const QByteArray how = goBack ? ", gone back" : ", started over";
        QTest::newRow("cut" + how) << "{\"nodes\": ["_ba << goBack;
        QTest::newRow("empty" + how) << ""_ba << goBack;
        QTest::newRow("zeros" + how) << QByteArray(100, '\0') << goBack;
        QTest::newRow("null" + how) << "null"_ba << goBack;
        QTest::newRow("{}" + how) << "{}"_ba << goBack;
        QTest::newRow("newer" + how)
            << "{\"nodes\":[],\"status\":\"deployed\",\"creactStudio\":{\"version\":99}}"_ba
            << goBack;
    }
}

void TestStorage::unreadableStateIsDecidedUpon()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, goBack);
    const StackBench bench;
    {
        EngineUser before;
        live(before, bench);
    }
    QFile::remove(bench.statePath().chopped(5) + u".journal"_s);
    overwrite(bench.statePath(), bytes);
    const bool newer = bytes.contains("99");

    EngineUser user;
    const Result<void> opened = user.open(bench.request());
    QCOMPARE(opened.error().code, newer ? ErrorCode::StateNewer : ErrorCode::StateUnreadable);
    QVERIFY(!opened.error().hint.isEmpty());
    QTRY_COMPARE(user.info.status, StackInfo::Status::Idle);
    // Lasting, whatever is asked meanwhile.
    QCOMPARE(user.deploy().error().code, opened.error().code);
    QTRY_COMPARE(user.info.error->code, opened.error().code);
    QVERIFY(!user.auditLog()->isEmpty());
    const Result<QList<SnapshotInfo>> states = history(user);
    QVERIFY(states.ok());
    QVERIFY(!states->isEmpty());
    QCOMPARE(contentOf(bench.statePath()), bytes);
    if (!newer)
        QVERIFY2(opened.error().hint.contains(u"nodes"_s), qPrintable(opened.error().hint));

    QString aside;
    if (goBack) {
        const Result<void> back = rollback(user, states->first().id);
        QVERIFY2(back.ok(), qPrintable(back.ok() ? QString() : back.error().message));
        QVERIFY(entryOf(user, u"state_rolled_back"_s).has_value());
        const Result<QList<SnapshotInfo>> now = history(user);
        for (const SnapshotInfo &each : *now) {
            if (each.kind == SnapshotInfo::Kind::SetAside)
                aside = each.id;
        }
    } else {
        const Result<QString> name = startOver(user);
        QVERIFY2(name.ok(), qPrintable(name.ok() ? QString() : name.error().message));
        QCOMPARE(user.state()->nodeCount(), 0);
        QCOMPARE(entryOf(user, u"state_set_aside"_s)->details["name"_L1].toString(), *name);
        aside = *name;
    }
    QVERIFY(!aside.isEmpty());
    QTRY_VERIFY(!user.info.error.has_value());
    QVERIFY(!QFile::exists(bench.lockPath()));
    // The file as it was found is still there.
    bool kept = false;
    const QDir folder(bench.folder() + u"/.creact-state"_s);
    for (const QString &file : folder.entryList({u"*unreadable*"_s}, QDir::Files))
        kept = kept || contentOf(folder.filePath(file)) == bytes;
    QVERIFY(kept);
    const Result<void> deployed = user.deploy();
    QVERIFY2(deployed.ok(), qPrintable(deployed.ok() ? QString() : deployed.error().message));
    QCOMPARE(user.ask(u"Who was Ada Lovelace?"_s)->state, ChatTurn::State::Answered);
    QCOMPARE(user.tree.faults(), QStringList());
}

void TestStorage::readableStateIsNotSetAside()
{
    const StackBench bench;
    EngineUser user;
    live(user, bench);
    QCOMPARE(startOver(user).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(remembered(user), 4);
    QTRY_COMPARE(user.info.status, StackInfo::Status::Idle);
    QVERIFY(user.deploy().ok());
}

void TestStorage::othersLockRefusesEveryChange()
{
    const StackBench bench;
    EngineUser first;
    live(first, bench);
    const QString id = history(first)->first().id;
    QVERIFY(first.deploy().ok());

    EngineUser second;
    QVERIFY(second.open(bench.request()).ok());
    QTRY_VERIFY(second.info.readOnly);
    QCOMPARE(remembered(second), 4);
    QVERIFY(history(second).ok());
    QVERIFY(second.plan().ok());
    QVERIFY(!second.auditLog()->isEmpty());
    const auto destroy =
        second.await<void>([&](const Done<void> &done) { second.engine().destroyStack(done); });
    const auto forgotten =
        second.await<void>([&](const Done<void> &done) { second.engine().forget({}, done); });
    const auto cancelled = second.await<void>(
        [&](const Done<void> &done) { second.engine().cancelTurn({}, u"x"_s, done); });
    const auto retried = second.await<void>(
        [&](const Done<void> &done) { second.engine().retry(u"http-server"_s, done); });
    for (const Error &error :
         {second.deploy().error(), rollback(second, id).error(), startOver(second).error(),
          destroy.error(), forgotten.error(), second.send(u"hello"_s).error(), cancelled.error(),
          retried.error(), freeLock(second).error()}) {
        QCOMPARE(error.code, ErrorCode::Locked);
        QVERIFY(error.where.contains(second.info.lock->holder));
    }
    QCOMPARE(first.ask(u"Who was Ada Lovelace?"_s)->state, ChatTurn::State::Answered);
    QVERIFY(first.stop().ok());

    QVERIFY(!lockInfo(second)->has_value());
    QTRY_VERIFY(!second.info.readOnly);
    QTRY_VERIFY2(!second.info.error.has_value(), "the lock is nobody's any more");
    QVERIFY(second.deploy().ok());
    QCOMPARE(remembered(second), 6);
}

void TestStorage::brokenLockIsAuditedAndStopsItsHolder()
{
    const StackBench bench;
    EngineUser first;
    QVERIFY(first.open(bench.request()).ok());
    QVERIFY(first.deploy().ok());
    EngineUser second;
    QVERIFY(second.open(bench.request()).ok());
    QTRY_VERIFY(second.info.lock.has_value());
    const QString holder = second.info.lock->holder;
    const Result<Lock> broken = breakLock(second);
    QVERIFY(broken.ok());
    QCOMPARE((*broken)->holder, holder);
    QTRY_VERIFY(!second.info.readOnly);
    const std::optional<AuditEntry> entry = entryOf(second, u"lock_broken"_s);
    QVERIFY(entry.has_value());
    QCOMPARE(entry->details["holder"_L1].toString(), holder);
    QCOMPARE(entry->details["pid"_L1].toInteger(), QCoreApplication::applicationPid());
    QVERIFY(!entry->details["host"_L1].toString().isEmpty());
    QVERIFY(entry->details["until"_L1].toInteger() > entry->details["since"_L1].toInteger());
    QVERIFY(!entry->details["by"_L1].toString().isEmpty());

    QVERIFY(second.deploy().ok());
    // The first one writes no more, and says so.
    QVERIFY(!first.send(u"Who was Ada Lovelace?"_s).ok());
    QTRY_COMPARE(first.info.status, StackInfo::Status::Idle);
    QTRY_VERIFY(first.info.error.has_value());
    QCOMPARE(first.info.error->code, ErrorCode::LockLost);
    QCOMPARE(second.ask(u"Who was Ada Lovelace?"_s)->state, ChatTurn::State::Answered);
    QVERIFY(second.stop().ok());
    QVERIFY(!breakLock(second)->has_value());
}

void TestStorage::expiredLockIsFreedAndALiveOneIsNot()
{
    const StackBench bench;
    EngineUser user;
    live(user, bench);
    const qint64 now = bench.clock.now();
    const LockInfo lock{u"alan"_s, u"elsewhere"_s, 1, now, now + 600'000};
    overwrite(bench.lockPath(), QJsonDocument(lock.toJson()).toJson());
    const Result<Lock> refused = freeLock(user);
    QCOMPARE(refused.error().code, ErrorCode::Locked);
    QVERIFY2(refused.error().where.contains(u"alan"_s), qPrintable(refused.error().where));
    QVERIFY(QFile::exists(bench.lockPath()));
    LockInfo expired = lock;
    expired.acquiredAt = now - 120'000;
    expired.expiresAt = now - 60'000;
    overwrite(bench.lockPath(), QJsonDocument(expired.toJson()).toJson());
    const Result<Lock> freed = freeLock(user);
    QVERIFY(freed.ok());
    QVERIFY(freed->has_value());
    QCOMPARE((*freed)->holder, u"alan"_s);
    QVERIFY(!QFile::exists(bench.lockPath()));
    QVERIFY(!freeLock(user)->has_value());
}

void TestStorage::policyIsHeeded()
{
    const StackBench bench;
    OpenRequest request = bench.request();
    request.policy.turns = 2;
    request.policy.snapshots = 1;
    EngineUser user;
    QVERIFY(user.open(request).ok());
    for (int run = 0; run < 4; ++run) {
        QVERIFY(user.deploy().ok());
        QCOMPARE(user.ask(u"Who was Ada Lovelace?"_s)->state, ChatTurn::State::Answered);
        QVERIFY(user.stop().ok());
    }
    QCOMPARE(history(user)->size(), 1);
    QVERIFY(user.open(request).ok());
    QTRY_COMPARE(user.tree.ofKind(TreeRow::Kind::Turn).size(), 2);
}

QTEST_GUILESS_MAIN(TestStorage)
#include "tst_storage.moc"
