// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/filesystem.h"
#include "core/backend/file/journal/journaltext.h"
#include "core/backend/file/journal/numberedstate.h"

namespace creact {

/// A state as its two files say it: `<stack>.json`, the snapshot, and `<stack>.journal`, what
/// changed since.
struct StoredState {
    /// Both taken before the files were read: a change since is seen at the next write.
    std::optional<FileStamp> snapshotStamp;
    std::optional<FileStamp> journalStamp;
    /// What cannot be used is told here; the files stay as they are.
    std::optional<Error> error;

    NumberedState state;
    /// The state in the snapshot, when there is no journal: saves making it once more.
    std::optional<StackRecord> record;
    qint64 generation = 0;
    std::optional<SnapshotPrint> snapshot;
    /// Where the journal goes on; 0: with a new one. (One that is older than the snapshot, from a
    /// crash after the snapshot was written, says nothing.)
    qint64 journalEnd = 0;
    qint64 lostBytes = 0;
    /// Lengths of the full ids in the snapshot.
    qint64 snapshotIdLengths = 0;

    bool exists() const { return snapshot || journalEnd > 0; }

    /// The error: not even the stamps could be had.
    static Result<StoredState> read(FileSystem &files, const QString &stack,
                                    const QString &snapshotPath, const QString &journalPath);
    /// Of files that are damaged, as much as can be read: the snapshot, and the journal up to the
    /// damage. Nothing when the snapshot itself is damaged, or a newer version wrote it.
    static std::optional<StackRecord> salvage(FileSystem &files, const QString &stack,
                                              const QString &snapshotPath,
                                              const QString &journalPath);
};

/// The snapshot of a state with this generation, in CReact 0.2's format.
QByteArray snapshotText(const StackRecord &state, qint64 generation, bool prettyPrint);

} // namespace creact
