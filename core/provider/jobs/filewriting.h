// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace creact {

// All of these block. IoError, DiskFull, PermissionDenied. Folders that are not there are made.

/// The whole file at once: never half of the old and half of the new.
Result<void> replaceFile(const QString &path, const QByteArray &bytes);

/// At the end of the file, durable when it returns. With `markedAt` an append of these bytes was
/// begun there and may have happened: what is there already is not written again, what is there in
/// part is completed.
Result<void> appendToFile(const QString &path, const QByteArray &bytes,
                          const std::optional<qint64> &markedAt);

/// 0 when it is not there.
qint64 fileLength(const QString &path);

} // namespace creact
