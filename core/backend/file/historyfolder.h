// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/filesystem.h"
#include "core/runtime/backend.h"

namespace creact {

/// What a stack's state was before: `<stack>.history/<number, 8 digits>-<at, 16 digits>.json`, each
/// with the journal that goes on from it under the same name (`.journal`), and beside the state
/// itself `<stack>.unreadable-<yyyyMMdd-HHmmss>.json`, which somebody set aside. The numbers tell
/// what came after what, whatever the clock did.
class HistoryFolder {
public:
    struct Entry {
        /// "12", "unreadable-20261122-061500"
        QString id;
        SnapshotInfo::Kind kind = SnapshotInfo::Kind::Kept;
        qint64 at = 0;
        /// Where they are, or would be: one of the two may be absent.
        QString snapshotPath;
        QString journalPath;
    };

    /// `directory`/`stack`.json is the state. Of `policy` count: snapshots, days, snapshotBytes.
    HistoryFolder(FileSystem &files, QString directory, QString stack, const StoragePolicy &policy);

    /// Keeps a snapshot that is about to be replaced, and its journal, as they are: a second name
    /// for the same files, durable when it returns. Then drops what is too much; never this one.
    /// What is not there is not kept.
    Result<void> keep(const QString &snapshotPath, const QString &journalPath, qint64 at);
    /// Newest first, the kept ones before those set aside.
    Result<QList<Entry>> entries() const;
    Result<Entry> entry(const QString &id) const;
    Result<qint64> bytesOf(const Entry &entry) const;
    /// Moves both (those that are there) out of the way, under a name that was free, and answers
    /// with the name of the first.
    Result<QString> setAside(const QString &snapshotPath, const QString &journalPath, qint64 now);
    /// Durable. The folder itself only when nobody else put something there.
    Result<void> removeAll();

private:
    Result<QList<Entry>> keptEntries() const;
    Result<QList<Entry>> asideEntries() const;
    Result<void> link(const QString &path, const QString &newPath, bool *linked);
    Result<void> dropSameAs(const QString &snapshotPath, QList<Entry> &kept);
    Result<void> prune(qint64 now);
    Result<void> removeFilesOf(const Entry &entry);
    Result<QString> freeName(qint64 now) const;

    FileSystem &m_files;
    QString m_directory;
    QString m_stack;
    QString m_path;
    StoragePolicy m_policy;
};

/// A name that setAside() gives: no stack is called so.
bool isSetAsideName(const QString &name);

} // namespace creact
