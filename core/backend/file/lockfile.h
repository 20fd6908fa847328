// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/backend.h"

namespace creact {

class FileSystem;

/// `<stack>.lock`: CReact 0.2's {holder, expiresAt} and who that is. Changed only while the guard
/// is held, so that of many processes one gets it. All times are the caller's wall clock.
class LockFile {
public:
    LockFile(FileSystem &files, QString path, QString guardPath);

    Result<LockInfo> acquire(const LockRequest &request, qint64 now);
    Result<LockInfo> renew(const LockRequest &request, qint64 now);
    Result<void> release(const QString &holder);
    Result<std::optional<LockInfo>> info() const;

private:
    struct Content {
        LockInfo info;
        QString process;
    };
    Result<std::optional<Content>> read() const;
    Result<LockInfo> write(const Result<LockInfo> &lease);

    FileSystem &m_files;
    QString m_path;
    QString m_guardPath;
};

} // namespace creact
