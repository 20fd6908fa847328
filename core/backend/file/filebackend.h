// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/filesystem.h"
#include "core/base/clock.h"
#include "core/runtime/backend.h"

#include <map>
#include <memory>

namespace creact {

class TurnPacking;

/// Keeps stacks in a directory, in CReact 0.2's files and some of ours (../FORMAT.md). Answers
/// before the call returns.
class FileBackend final : public Backend {
    Q_OBJECT
public:
    struct Options {
        QString directory;
        bool prettyPrint = false;
        StoragePolicy policy = {};
    };

    FileBackend(Options options, Clock &clock, std::unique_ptr<FileSystem> files = {},
                QObject *parent = nullptr);
    ~FileBackend() override;

    QString url() const override;
    void initialize(Done<void> done) override;
    void getState(const QString &stack, Done<std::optional<StackRecord>> done) override;
    /// Also: StateUnreadable when the file could not be read, AlreadyExists when someone else
    /// changed it since it was read (or it was not read at all), NotFound when someone removed it.
    void saveState(const StackRecord &state, const StateChange &change, Done<void> done) override;
    void closeState(const QString &stack, Done<void> done) override;
    void listStacks(Done<QStringList> done) override;
    void history(const QString &stack, Done<QList<SnapshotInfo>> done) override;
    void getSnapshot(const QString &stack, const QString &id, Done<StackRecord> done) override;
    void rollback(const QString &stack, const QString &id, Done<void> done) override;
    void setAside(const QString &stack, Done<QString> done) override;
    void purge(const StackRecord &state, const QStringList &turns, Done<void> done) override;
    void deleteStack(const QString &stack, Done<void> done) override;
    void acquireLock(const QString &stack, const LockRequest &request,
                     Done<LockInfo> done) override;
    void renewLock(const QString &stack, const LockRequest &request, Done<LockInfo> done) override;
    void releaseLock(const QString &stack, const QString &holder, Done<void> done) override;
    void breakLock(const QString &stack, Done<std::optional<LockInfo>> done) override;
    void lockInfo(const QString &stack, Done<std::optional<LockInfo>> done) override;
    void appendAuditLog(const QString &stack, const QList<AuditEntry> &entries,
                        Done<void> done) override;
    void getAuditLog(const QString &stack, const AuditQuery &query, Done<AuditPage> done) override;
    void saveTurn(const QString &stack, const TurnRecord &turn, int keep, Done<void> done) override;
    void getTurns(const QString &stack, Done<QList<TurnRecord>> done) override;
    void saveDeployment(const QString &stack, const DeploymentRecord &deployment, int keep,
                        Done<void> done) override;
    void getDeployments(const QString &stack, Done<QList<DeploymentRecord>> done) override;
    void getDeployment(const QString &stack, const QString &id,
                       Done<DeploymentRecord> done) override;

private:
    struct StackFiles;
    template <typename T, typename Call>
    void with(const QString &stack, const Done<T> &done, Call call);
    /// For what writes: while the guard is held and the lock allows it (LockFile::enter).
    template <typename T, typename Call>
    void writing(const QString &stack, const Done<T> &done, Call call);
    QString pathOf(const QString &stack, const QString &suffix) const;
    StackFiles &filesOf(const QString &stack);
    Result<void> removeAll(const QString &stack, StackFiles &files);
    void tellLoss(const QString &stack, StackFiles &files);
    TurnPacking packingFor(const QString &stack, const StackFiles &files) const;
    Result<StackRecord> readSnapshot(const QString &stack, StackFiles &files, const QString &id);

    Options m_options;
    Clock &m_clock;
    std::unique_ptr<FileSystem> m_files;
    std::map<QString, std::unique_ptr<StackFiles>> m_stacks;
};

} // namespace creact
