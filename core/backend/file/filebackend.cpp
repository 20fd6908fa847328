// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filebackend.h"

#include "core/backend/file/auditfile.h"
#include "core/backend/file/guardfile.h"
#include "core/backend/file/lockfile.h"
#include "core/backend/file/statefile.h"
#include "core/backend/file/turnfolder.h"
#include "core/backend/stacknamecheck.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace creact {

namespace {
constexpr qint64 dayMs = 86'400'000;
} // namespace

struct FileBackend::StackFiles {
    QString statePath;
    QString auditPath;
    QString lockPath;
    QString guardPath;
    StateFile state;
    AuditFile audit;
    LockFile lock;
    TurnFolder turns;
};

FileBackend::FileBackend(Options options, Clock &clock, std::unique_ptr<FileSystem> files,
                         QObject *parent)
    : Backend(parent)
    , m_options(std::move(options))
    , m_clock(clock)
    , m_files(files ? std::move(files) : std::make_unique<FileSystem>())
{
}

FileBackend::~FileBackend() = default;

QString FileBackend::url() const
{
    return u"file:"_s + m_options.directory;
}

void FileBackend::initialize(Done<void> done)
{
    done(m_files->makeDirectory(m_options.directory));
}

QString FileBackend::pathOf(const QString &stack, const QString &suffix) const
{
    return m_options.directory + u'/' + stack + suffix;
}

FileBackend::StackFiles &FileBackend::filesOf(const QString &stack)
{
    std::unique_ptr<StackFiles> &entry = m_stacks[stack];
    if (!entry) {
        const QString state = pathOf(stack, u".json"_s);
        const QString audit = pathOf(stack, u".audit.json"_s);
        const QString lock = pathOf(stack, u".lock"_s);
        const QString guard = m_options.directory + u"/."_s + stack + u".guard"_s;
        entry.reset(new StackFiles{state,
                                   audit,
                                   lock,
                                   guard,
                                   {*m_files, stack, state, m_options.prettyPrint},
                                   {*m_files, m_clock, audit, m_options.policy},
                                   {*m_files, m_clock, lock, guard},
                                   {*m_files, pathOf(stack, u".turns"_s)}});
    }
    return *entry;
}

/// Checks the name, then answers with what `call` gives.
template <typename T, typename Call>
void FileBackend::with(const QString &stack, const Done<T> &done, Call call)
{
    if (const Result<void> name = checkStackName(stack); !name)
        done(name.error());
    else
        done(call(filesOf(stack)));
}

template <typename T, typename Call>
void FileBackend::writing(const QString &stack, const Done<T> &done, Call call)
{
    with(stack, done, [&](StackFiles &files) -> Result<T> {
        const Result<GuardFile> guard = files.lock.enter();
        if (!guard)
            return guard.error();
        return call(files);
    });
}

void FileBackend::getState(const QString &stack, Done<std::optional<StackRecord>> done)
{
    with(stack, done, [](StackFiles &files) { return files.state.read(); });
}

void FileBackend::saveState(const StackRecord &state, const StateChange &, Done<void> done)
{
    writing(state.stackName, done, [&](StackFiles &files) { return files.state.write(state); });
}

void FileBackend::closeState(const QString &stack, Done<void> done)
{
    with(stack, done, [](StackFiles &) { return Result<void>(); });
}

namespace {
Error notYet()
{
    return {ErrorCode::Unsupported, u"The file backend keeps no history yet."_s, {}, {}};
}
} // namespace

void FileBackend::history(const QString &stack, Done<QList<SnapshotInfo>> done)
{
    with(stack, done, [](StackFiles &) { return Result<QList<SnapshotInfo>>(notYet()); });
}

void FileBackend::getSnapshot(const QString &stack, const QString &, Done<StackRecord> done)
{
    with(stack, done, [](StackFiles &) { return Result<StackRecord>(notYet()); });
}

void FileBackend::rollback(const QString &stack, const QString &, Done<void> done)
{
    with(stack, done, [](StackFiles &) { return Result<void>(notYet()); });
}

void FileBackend::setAside(const QString &stack, Done<QString> done)
{
    with(stack, done, [](StackFiles &) { return Result<QString>(notYet()); });
}

void FileBackend::purge(const StackRecord &state, const QStringList &, Done<void> done)
{
    with(state.stackName, done, [](StackFiles &) { return Result<void>(notYet()); });
}

void FileBackend::listStacks(Done<QStringList> done)
{
    const Result<QStringList> names = m_files->fileNames(m_options.directory);
    if (!names)
        return done(names);
    const QString suffix = u".json"_s;
    QStringList stacks;
    for (const QString &name : *names) {
        const QString stack = name.chopped(std::min(suffix.size(), name.size()));
        if (name.endsWith(suffix) && checkStackName(stack))
            stacks.append(stack);
    }
    stacks.sort();
    done(stacks);
}

void FileBackend::deleteStack(const QString &stack, Done<void> done)
{
    if (!QFileInfo(m_options.directory).isDir())
        return with(stack, done, [](StackFiles &) { return Result<void>(); });
    writing(stack, done, [&](StackFiles &files) { return removeAll(stack, files); });
}

Result<void> FileBackend::removeAll(const QString &stack, StackFiles &files)
{
    // The lock last but one: until the rest is gone, nobody else begins with it.
    Result<void> removed = files.turns.remove({});
    for (const QString &path : {files.statePath, files.auditPath, files.lockPath,
                                files.lockPath + u".new"_s, files.guardPath}) {
        if (removed)
            removed = m_files->remove(path);
    }
    m_stacks.erase(stack);
    return removed;
}

void FileBackend::acquireLock(const QString &stack, const LockRequest &request, Done<LockInfo> done)
{
    with(stack, done, [&](StackFiles &files) { return files.lock.acquire(request); });
}

void FileBackend::renewLock(const QString &stack, const LockRequest &request, Done<LockInfo> done)
{
    with(stack, done, [&](StackFiles &files) { return files.lock.renew(request); });
}

void FileBackend::releaseLock(const QString &stack, const QString &holder, Done<void> done)
{
    with(stack, done, [&](StackFiles &files) { return files.lock.release(holder); });
}

void FileBackend::breakLock(const QString &stack, Done<std::optional<LockInfo>> done)
{
    with(stack, done, [](StackFiles &files) { return files.lock.breakIt(); });
}

void FileBackend::lockInfo(const QString &stack, Done<std::optional<LockInfo>> done)
{
    with(stack, done, [](StackFiles &files) { return files.lock.info(); });
}

void FileBackend::appendAuditLog(const QString &stack, const QList<AuditEntry> &entries,
                                 Done<void> done)
{
    writing(stack, done, [&](StackFiles &files) { return files.audit.append(entries); });
}

void FileBackend::getAuditLog(const QString &stack, const AuditQuery &query, Done<AuditPage> done)
{
    with(stack, done, [&](StackFiles &files) { return files.audit.read(query); });
}

void FileBackend::saveTurn(const QString &stack, const TurnRecord &turn, int keep, Done<void> done)
{
    const StoragePolicy &policy = m_options.policy;
    const qint64 oldest = policy.days > 0 ? m_clock.now() - policy.days * dayMs : 0;
    writing(stack, done, [&](StackFiles &files) {
        return files.turns.save(turn, keep < 0 ? policy.turns : keep, oldest, nullptr);
    });
}

void FileBackend::getTurns(const QString &stack, Done<QList<TurnRecord>> done)
{
    with(stack, done, [](StackFiles &files) { return files.turns.read(nullptr); });
}

} // namespace creact
