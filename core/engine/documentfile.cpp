// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/documentfile.h"

#include "core/backend/file/filesystem.h"

#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>

namespace creact {

namespace {

Result<void> isAsExpected(const SaveRequest &request)
{
    if (!request.expected)
        return {};
    const Result<QByteArray> text = readDocumentText(request.path);
    if (!text)
        return text.error().code == ErrorCode::NotFound ? Result<void>() : text.error();
    if (*text == *request.expected)
        return {};
    return Error{ErrorCode::AlreadyExists,
                 QStringLiteral("%1 has been changed by another program.")
                     .arg(QFileInfo(request.path).fileName()),
                 request.path, QStringLiteral("Compare the two, then keep one of them.")};
}

Error writeError(const QSaveFile &file, int errnoValue)
{
    // QSaveFile tells "Unknown error" of a full disk.
    if (errnoValue != 0)
        return fileError(errnoValue, QStringLiteral("written"), file.fileName());
    const bool denied = file.error() == QFileDevice::PermissionsError;
    return {denied ? ErrorCode::PermissionDenied : ErrorCode::IoError,
            QStringLiteral("%1 could not be written: %2.")
                .arg(QFileInfo(file.fileName()).fileName(), file.errorString()),
            file.fileName(),
            {}};
}

} // namespace

Result<void> writeDocument(const SaveRequest &request)
{
    if (const Result<void> expected = isAsExpected(request); !expected)
        return expected;
    QSaveFile file(request.path);
    errno = 0;
    if (!file.open(QIODevice::WriteOnly))
        return writeError(file, errno);
    errno = 0;
    if (file.write(request.text) != request.text.size() || !file.commit())
        return writeError(file, errno);
    const QFileInfo written(QFileInfo(request.path).canonicalFilePath());
    return FileSystem().syncNames(written.path());
}

} // namespace creact
