// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace creact {

/// Tells whether a file is still the one that was there before.
struct FileStamp {
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = 0;
    qint64 modifiedNs = 0;

    bool operator==(const FileStamp &) const = default;
};

/// Storage as the file backend uses it: every write is durable when it returns. This one is the
/// machine's; a test puts another in its place to fail or cut short the i-th call.
///
/// Errors: NotFound, PermissionDenied, DiskFull, IoError; Error::where is the path.
class FileSystem {
public:
    virtual ~FileSystem() = default;

    virtual Result<QByteArray> read(const QString &path);
    /// What is there of these bytes.
    virtual Result<QByteArray> readPart(const QString &path, qint64 offset, qint64 size);
    /// Empty: there is no such file.
    virtual Result<std::optional<FileStamp>> stamp(const QString &path);
    /// Puts a file with this content (0600) in place of what is there: all of it, or nothing.
    virtual Result<void> replace(const QString &path, const QByteArray &content);
    /// The same with `head`, `size` bytes of what is there from `offset` on, and `tail`. They are
    /// copied a piece at a time, so that a long file costs no memory.
    virtual Result<void> replaceByPart(const QString &path, const QByteArray &head, qint64 offset,
                                       qint64 size, const QByteArray &tail);
    /// The same without the disk being waited for: for what means nothing after a crash. Not for
    /// two writers at once.
    virtual Result<void> replaceUnsynced(const QString &path, const QByteArray &content);
    /// Overwrites an existing file from `offset`; it ends where `content` ends. A crash may leave
    /// any part of `content` written, and nothing before `offset` changed.
    virtual Result<void> writeTail(const QString &path, qint64 offset, const QByteArray &content);
    /// Nothing there is fine.
    virtual Result<void> remove(const QString &path);
    /// The same; the name may come back after a crash, until syncNames().
    virtual Result<void> removeUnsynced(const QString &path);
    /// Gives a file a second name in a directory of the same disk (where there are none: a copy).
    /// AlreadyExists. Durable after syncNames().
    virtual Result<void> link(const QString &path, const QString &newPath);
    /// Moves a file or a directory. AlreadyExists. Durable after syncNames().
    virtual Result<void> rename(const QString &path, const QString &newPath);
    /// Makes what was added to and removed from a directory durable.
    virtual Result<void> syncNames(const QString &directory);
    /// Names of the files and folders in a directory, sorted; none when there is no directory.
    virtual Result<QStringList> fileNames(const QString &directory);
    /// With its parents; 0700 where it is new.
    virtual Result<void> makeDirectory(const QString &path);
    /// Only when it is empty; leaves it otherwise.
    virtual Result<void> removeDirectory(const QString &path);

protected:
    /// 0, or -1 with errno set. (QSaveFile syncs its content by itself.)
    virtual int syncData(int descriptor);
    virtual int syncDirectory(int descriptor);

private:
    Result<void> syncDirectoryOf(const QString &path);
};

/// `verb` as in "could not be written".
Error fileError(int errnoValue, const QString &verb, const QString &path);

} // namespace creact
