// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filebackend.h"

#include "core/backend/file/stackfiles.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace creact {

namespace {
constexpr qint64 turnDayMs = 86'400'000;
} // namespace

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
        const QString journal = pathOf(stack, u".journal"_s);
        const QString audit = pathOf(stack, u".audit.json"_s);
        const QString lock = pathOf(stack, u".lock"_s);
        const QString guard = m_options.directory + u"/."_s + stack + u".guard"_s;
        entry.reset(new StackFiles{state,
                                   journal,
                                   audit,
                                   lock,
                                   guard,
                                   {*m_files, stack, state, m_options.prettyPrint},
                                   {*m_files, m_clock, audit, m_options.policy},
                                   {*m_files, m_clock, lock, guard},
                                   {*m_files, pathOf(stack, u".turns"_s)},
                                   {*m_files, pathOf(stack, u".deployments"_s)},
                                   {*m_files, m_options.directory, stack, m_options.policy}});
        entry->state.setKeep([this, files = entry.get()](const QString &path, const QString &log) {
            return files->history.keep(path, log, m_clock.now());
        });
    }
    return *entry;
}

void FileBackend::getState(const QString &stack, Done<std::optional<StackRecord>> done)
{
    with(stack, done, [&](StackFiles &files) {
        auto state = files.state.read();
        if (files.lock.isHeld())
            tellLoss(stack, files);
        return state;
    });
}

/// Someone who only looks may look in the middle of the owner's write; so the owner tells.
void FileBackend::tellLoss(const QString &stack, StackFiles &files)
{
    const qint64 lost = files.state.takeLostBytes();
    if (lost <= 0)
        return;
    AuditEntry entry;
    entry.timestamp = m_clock.now();
    entry.action = u"journal_torn"_s;
    entry.details = {{u"lostBytes"_s, lost}};
    Q_EMIT repaired(stack, entry);
}

void FileBackend::saveState(const StackRecord &state, const StateChange &change, Done<void> done)
{
    writing(state.stackName, done, [&](StackFiles &files) {
        const Result<void> saved = files.state.save(state, change);
        if (saved)
            tellLoss(state.stackName, files);
        return saved;
    });
}

void FileBackend::closeState(const QString &stack, Done<void> done)
{
    with(stack, done, [](StackFiles &files) -> Result<void> {
        if (!files.state.wantsRest())
            return {};
        const Result<GuardFile> guard = files.lock.enter();
        return guard ? files.state.rest() : guard.error();
    });
}

void FileBackend::listStacks(Done<QStringList> done)
{
    const Result<QStringList> names = m_files->fileNames(m_options.directory);
    if (!names)
        return done(names);
    QStringList stacks;
    for (const QString &name : *names) {
        if (const QString stack = stackOfStateFile(name); !stack.isEmpty())
            stacks.append(stack);
    }
    stacks.sort();
    stacks.removeDuplicates();
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
    // What is left after a crash can be deleted again, and is not taken for an older state: the
    // snapshot goes before its journal. The lock last but one: until the rest is gone, nobody else
    // begins with it.
    Result<void> removed = files.turns.remove({});
    if (removed)
        removed = files.deployments.remove();
    if (removed)
        removed = files.history.removeAll();
    for (const QString &path : {files.statePath, files.journalPath, files.auditPath, files.lockPath,
                                files.lockPath + u".new"_s, files.guardPath}) {
        if (removed)
            removed = m_files->removeUnsynced(path);
    }
    if (removed)
        removed = m_files->syncNames(m_options.directory);
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

/// Turns are packed against the state as it is stored now.
TurnPacking FileBackend::packingFor(const QString &stack, const StackFiles &files) const
{
    const NumberedState *state = files.state.stored();
    Result<StoredState> read = state
        ? Result<StoredState>(StoredState())
        : StoredState::read(*m_files, stack, files.statePath, files.journalPath);
    if (!state && read && !read->error)
        state = &read->state;
    TurnPacking packing;
    for (qint64 i = 0; state && i < state->nextNumber(); ++i) {
        if (const NodeRecord *node = state->node(i))
            packing.add(*node);
    }
    return packing;
}

void FileBackend::saveTurn(const QString &stack, const TurnRecord &turn, int keep, Done<void> done)
{
    const StoragePolicy &policy = m_options.policy;
    const qint64 oldest = policy.days > 0 ? m_clock.now() - policy.days * turnDayMs : 0;
    writing(stack, done, [&](StackFiles &files) {
        return files.turns.save(turn, keep < 0 ? policy.turns : keep, oldest,
                                packingFor(stack, files));
    });
}

void FileBackend::getTurns(const QString &stack, Done<QList<TurnRecord>> done)
{
    with(stack, done,
         [&](StackFiles &files) { return files.turns.read(packingFor(stack, files)); });
}

void FileBackend::saveDeployment(const QString &stack, const DeploymentRecord &deployment, int keep,
                                 Done<void> done)
{
    const StoragePolicy &policy = m_options.policy;
    const qint64 oldest = policy.days > 0 ? m_clock.now() - policy.days * turnDayMs : 0;
    writing(stack, done, [&](StackFiles &files) {
        return files.deployments.save(deployment, keep < 0 ? policy.deployments : keep, oldest);
    });
}

void FileBackend::getDeployments(const QString &stack, Done<QList<DeploymentRecord>> done)
{
    with(stack, done, [](StackFiles &files) { return files.deployments.list(); });
}

void FileBackend::getDeployment(const QString &stack, const QString &id,
                                Done<DeploymentRecord> done)
{
    with(stack, done, [&](StackFiles &files) { return files.deployments.read(id); });
}

} // namespace creact
