// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/filesystem.h"

#include "core/backend/file/descriptor.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

/// Small enough that an allocator gives it back without keeping as much for later.
constexpr qint64 pieceToCopy = 64 * 1024;

ErrorCode codeOfErrno(int value)
{
    switch (value) {
    case ENOENT:
        return ErrorCode::NotFound;
    case EEXIST:
        return ErrorCode::AlreadyExists;
    case EISDIR:
        return ErrorCode::StateUnreadable;
    case EACCES:
    case EPERM:
    case EROFS:
        return ErrorCode::PermissionDenied;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return ErrorCode::DiskFull;
    default:
        return ErrorCode::IoError;
    }
}

QString hintFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::PermissionDenied:
        return u"Give this user the right to write there, or choose another folder."_s;
    case ErrorCode::DiskFull:
        return u"Free some space and try again; the last good state is kept."_s;
    case ErrorCode::NotFound:
        return u"Check that the folder is there."_s;
    case ErrorCode::AlreadyExists:
    case ErrorCode::StateUnreadable:
        return u"Move it away, and try again."_s;
    default:
        return u"Check the disk, and try again."_s;
    }
}

/// QSaveFile tells "Unknown error" of a full disk, so errno (cleared before the call) goes first.
Error saveError(const QSaveFile &file, int errnoValue)
{
    if (errnoValue != 0)
        return fileError(errnoValue, u"written"_s, file.fileName());
    const ErrorCode code = file.error() == QFileDevice::PermissionsError
        ? ErrorCode::PermissionDenied
        : ErrorCode::IoError;
    return {code,
            u"%1 could not be written: %2."_s.arg(QFileInfo(file.fileName()).fileName(),
                                                  file.errorString()),
            file.fileName(), hintFor(code)};
}

bool writeAll(int descriptor, qint64 offset, const QByteArray &content)
{
    qsizetype done = 0;
    while (done < content.size()) {
        const ssize_t n = ::pwrite(descriptor, content.constData() + done,
                                   static_cast<size_t>(content.size() - done), offset + done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += n;
    }
    return true;
}

} // namespace

Error fileError(int errnoValue, const QString &verb, const QString &path)
{
    const ErrorCode code = codeOfErrno(errnoValue);
    return {code,
            u"%1 could not be %2: %3."_s.arg(QFileInfo(path).fileName(), verb,
                                             qt_error_string(errnoValue)),
            path, hintFor(code)};
}

Result<QByteArray> FileSystem::read(const QString &path)
{
    return readPart(path, 0, std::numeric_limits<qint64>::max());
}

Result<QByteArray> FileSystem::readPart(const QString &path, qint64 offset, qint64 size)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    struct stat info = {};
    if (!file || ::fstat(file.get(), &info) != 0)
        return fileError(errno, u"read"_s, path);
    if (S_ISDIR(info.st_mode))
        return fileError(EISDIR, u"read"_s, path);
    QByteArray content(std::clamp<qint64>(info.st_size - offset, 0, size), Qt::Uninitialized);
    qsizetype done = 0;
    while (done < content.size()) {
        const ssize_t n = ::pread(file.get(), content.data() + done,
                                  static_cast<size_t>(content.size() - done), offset + done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fileError(errno, u"read"_s, path);
        if (n == 0)
            break;
        done += n;
    }
    content.truncate(done);
    return content;
}

Result<std::optional<FileStamp>> FileSystem::stamp(const QString &path)
{
    struct stat info = {};
    if (::stat(QFile::encodeName(path).constData(), &info) == 0) {
        return std::optional(FileStamp{info.st_dev, info.st_ino, info.st_size,
                                       info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec});
    }
    if (errno == ENOENT)
        return std::optional<FileStamp>();
    return fileError(errno, u"read"_s, path);
}

Result<void> FileSystem::replace(const QString &path, const QByteArray &content)
{
    return FileSystem::replaceByPart(path, content, 0, 0, {});
}

Result<void> FileSystem::replaceByPart(const QString &path, const QByteArray &head, qint64 offset,
                                       qint64 size, const QByteArray &tail)
{
    QSaveFile file(path);
    errno = 0;
    if (!file.open(QIODevice::WriteOnly))
        return saveError(file, errno);
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    const auto write = [&file](const QByteArray &content) {
        errno = 0;
        return file.write(content) == content.size();
    };
    bool written = write(head);
    for (qint64 done = 0; written && done < size;) {
        const Result<QByteArray> piece =
            FileSystem::readPart(path, offset + done, std::min(size - done, pieceToCopy));
        if (!piece)
            return piece.error();
        if (piece->isEmpty())
            return fileError(EIO, u"read"_s, path); // shorter than its writer knows it
        written = write(*piece);
        done += piece->size();
    }
    if (!written || !write(tail) || !file.commit())
        return saveError(file, errno);
    return syncDirectoryOf(path); // QSaveFile syncs the file, not its name
}

Result<void> FileSystem::replaceUnsynced(const QString &path, const QByteArray &content)
{
    const QByteArray name = QFile::encodeName(path);
    const QByteArray newName = name + ".new"; // what a crash left there is overwritten
    const Descriptor file(
        ::open(newName.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file)
        return fileError(errno, u"written"_s, path);
    if (writeAll(file.get(), 0, content) && ::rename(newName.constData(), name.constData()) == 0)
        return {};
    const int failure = errno;
    ::unlink(newName.constData());
    return fileError(failure, u"written"_s, path);
}

Result<void> FileSystem::writeTail(const QString &path, qint64 offset, const QByteArray &content)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_WRONLY | O_CLOEXEC));
    struct stat info = {};
    const qint64 end = offset + content.size();
    if (!file || ::fstat(file.get(), &info) != 0 || !writeAll(file.get(), offset, content)
        || (info.st_size > end && ::ftruncate(file.get(), end) != 0) || syncData(file.get()) != 0)
        return fileError(errno, u"written"_s, path);
    return {};
}

Result<void> FileSystem::remove(const QString &path)
{
    if (::unlink(QFile::encodeName(path).constData()) == 0)
        return syncDirectoryOf(path);
    if (errno == ENOENT)
        return {};
    return fileError(errno, u"removed"_s, path);
}

Result<void> FileSystem::removeUnsynced(const QString &path)
{
    if (::unlink(QFile::encodeName(path).constData()) == 0 || errno == ENOENT)
        return {};
    return fileError(errno, u"removed"_s, path);
}

Result<void> FileSystem::link(const QString &path, const QString &newPath)
{
    const QByteArray from = QFile::encodeName(path);
    const QByteArray to = QFile::encodeName(newPath);
    if (::linkat(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), AT_SYMLINK_FOLLOW) == 0)
        return {};
    if (errno != EPERM && errno != EOPNOTSUPP && errno != EMLINK && errno != EXDEV)
        return fileError(errno, u"linked"_s, newPath);
    const Result<QByteArray> content = read(path); // a file system without links
    return content ? replace(newPath, *content) : content.error();
}

Result<void> FileSystem::rename(const QString &path, const QString &newPath)
{
    const QByteArray from = QFile::encodeName(path);
    const QByteArray to = QFile::encodeName(newPath);
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return {};
    if (errno != EINVAL && errno != ENOSYS)
        return fileError(errno, u"moved"_s, path);
    struct stat info = {}; // a file system that cannot promise it: the guard is held
    if (::lstat(to.constData(), &info) == 0)
        return fileError(EEXIST, u"moved"_s, path);
    return ::rename(from.constData(), to.constData()) == 0 ? Result<void>()
                                                           : fileError(errno, u"moved"_s, path);
}

Result<void> FileSystem::syncNames(const QString &directory)
{
    const Descriptor file(
        ::open(QFile::encodeName(directory).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!file || syncDirectory(file.get()) != 0)
        return fileError(errno, u"synced"_s, directory);
    return {};
}

Result<QStringList> FileSystem::fileNames(const QString &directory)
{
    const QDir dir(directory);
    if (!dir.exists())
        return QStringList();
    if (!dir.isReadable())
        return fileError(EACCES, u"listed"_s, directory);
    return dir.entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden, QDir::Name);
}

Result<void> FileSystem::makeDirectory(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return {};
    if (!info.dir().exists()) {
        if (const Result<void> parent = makeDirectory(info.path()); !parent)
            return parent;
    }
    if (::mkdir(QFile::encodeName(path).constData(), 0700) != 0 && errno != EEXIST)
        return fileError(errno, u"made"_s, path);
    if (!QFileInfo(path).isDir())
        return fileError(ENOTDIR, u"made"_s, path);
    return syncDirectoryOf(path);
}

Result<void> FileSystem::removeDirectory(const QString &path)
{
    if (::rmdir(QFile::encodeName(path).constData()) == 0)
        return syncDirectoryOf(path);
    if (errno == ENOENT || errno == ENOTEMPTY || errno == EEXIST)
        return {};
    return fileError(errno, u"removed"_s, path);
}

int FileSystem::syncData(int descriptor)
{
    return ::fdatasync(descriptor);
}

int FileSystem::syncDirectory(int descriptor)
{
    return ::fsync(descriptor); // fdatasync may leave a new name in a directory out
}

Result<void> FileSystem::syncDirectoryOf(const QString &path)
{
    return syncNames(QFileInfo(path).path());
}

} // namespace creact
