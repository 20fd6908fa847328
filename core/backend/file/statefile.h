// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/storedstate.h"
#include "core/backend/file/journal/valuehints.h"

namespace creact {

/// A stack's state: `<stack>.json`, the snapshot, in CReact 0.2's format, and `<stack>.journal`,
/// what changed since.
///
/// Never overwrites what it does not know: files that it could not read, never read, or that
/// someone else changed since (AlreadyExists) or removed (NotFound).
class StateFile {
public:
    /// Keeps both files as they are; they are about to be replaced.
    using Keep =
        std::function<Result<void>(const QString &snapshotPath, const QString &journalPath)>;
    enum class Before { Kept, Forgotten };

    /// The journal stands beside the snapshot (`path`, which ends with .json).
    StateFile(FileSystem &files, QString stack, QString path, bool prettyPrint);

    void setKeep(Keep keep) { m_keep = std::move(keep); }
    Result<std::optional<StackRecord>> read();
    /// Writes what changed: to the journal, or, when that outgrew it, a new snapshot. The state in
    /// the change costs nothing that did not change.
    Result<void> save(const StackRecord &state, const StateChange &change);
    /// Writes all of it. Forgotten: nothing of what was before is left in the two files.
    Result<void> write(const StackRecord &state, Before before = Before::Kept);
    /// The stack is at rest: true when a snapshot should take the journal's place, false when it is
    /// well as it is.
    bool wantsRest() const;
    Result<void> rest();
    /// What is stored, when it was read or written here and nobody changed it since; null
    /// otherwise.
    const NumberedState *stored() const;
    /// The files were removed or moved by their owner.
    void forget();
    /// What the last read had to drop.
    qint64 takeLostBytes() { return std::exchange(m_lostBytes, 0); }

private:
    /// What this process knows of the files.
    struct Seen {
        bool known = false;
        std::optional<FileStamp> snapshotStamp;
        std::optional<FileStamp> journalStamp;
        std::optional<Error> error;
    };

    Result<void> mayWrite();
    Result<void> mayReplace(const QString &path, const std::optional<FileStamp> &seen);
    Result<void> writeAll(const StackRecord &state, Before before);
    Result<void> writeSnapshot(const StackRecord &state, Before before);
    Result<void> writeWholeJournal(const StackRecord &state);
    Result<void> writeBatch(const QByteArray &line);
    Result<void> dropJournal(Before before);
    bool isThere(const QByteArray &content);
    qint64 snapshotEstimate() const;
    void see();

    FileSystem &m_files;
    QString m_stack;
    QString m_path;
    QString m_journalPath;
    bool m_prettyPrint;
    Keep m_keep;
    Seen m_seen;
    /// What is stored, unless a write failed since.
    NumberedState m_base;
    ValueHints m_hints;
    qint64 m_generation = 0;
    std::optional<SnapshotPrint> m_snapshot;
    qint64 m_snapshotIdLengths = 0;
    qint64 m_journalEnd = 0;
    qint64 m_lostBytes = 0;
    /// A write failed: what is on the disk is not certain, so the next one writes all.
    bool m_uncertain = false;
};

} // namespace creact
