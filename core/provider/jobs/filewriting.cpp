// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/filewriting.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <unistd.h>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

Error unwritableFile(const QString &path, const QFileDevice &file)
{
    const ErrorCode code = file.error() == QFileDevice::PermissionsError
        ? ErrorCode::PermissionDenied
        : ErrorCode::IoError;
    return {code, u"%1 cannot be written: %2"_s.arg(path, file.errorString()), path, {}};
}

Result<void> makeFolderOf(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    if (QDir().mkpath(folder))
        return {};
    return Error{ErrorCode::IoError, u"The folder %1 cannot be made."_s.arg(folder), folder, {}};
}

} // namespace

qint64 fileLength(const QString &path)
{
    return QFileInfo(path).size();
}

Result<void> replaceFile(const QString &path, const QByteArray &bytes)
{
    if (const Result<void> made = makeFolderOf(path); !made)
        return made;
    QSaveFile file(path);
    if (!file.open(QFile::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return unwritableFile(path, file);
    return {};
}

Result<void> appendToFile(const QString &path, const QByteArray &bytes,
                          const std::optional<qint64> &markedAt)
{
    if (const Result<void> made = makeFolderOf(path); !made)
        return made;
    QFile file(path);
    if (!file.open(QFile::ReadWrite | QFile::Unbuffered))
        return unwritableFile(path, file);
    if (markedAt && *markedAt < file.size()) {
        if (!file.seek(*markedAt))
            return unwritableFile(path, file);
        const QByteArray there = file.read(bytes.size());
        if (there == bytes)
            return {};
        const bool torn = *markedAt + there.size() == file.size() && bytes.startsWith(there);
        if (torn && !file.resize(*markedAt))
            return unwritableFile(path, file);
    }
    if (!file.seek(file.size()) || file.write(bytes) != bytes.size() || ::fsync(file.handle()) != 0)
        return unwritableFile(path, file);
    return {};
}

} // namespace creact
