// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/guardfile.h"
#include "core/base/clock.h"
#include "core/runtime/backend.h"

namespace creact {

class FileSystem;

/// `<stack>.lock`: CReact 0.2's {holder, expiresAt} and who that is. Changed only while the guard
/// is held, so that of many processes one gets it; and whoever writes anything of the stack holds
/// the guard too, so that nobody writes who lost the lock.
class LockFile {
public:
    LockFile(FileSystem &files, const Clock &clock, QString path, QString guardPath);

    Result<LockInfo> acquire(const LockRequest &request);
    Result<LockInfo> renew(const LockRequest &request);
    Result<void> release(const QString &holder);
    /// Removes whatever lock is there, readable or not, and says whose it was.
    Result<std::optional<LockInfo>> breakIt();
    Result<std::optional<LockInfo>> info();

    /// For every write to the stack: nobody else writes or takes the lock while the guard lives.
    /// LockLost when this object acquired the lock and it is no longer its holder's; Locked when it
    /// did not and another has it.
    Result<GuardFile> enter();
    /// Acquired by this object, and not released since.
    bool isHeld() const { return m_held.has_value(); }

private:
    struct Content {
        LockInfo info;
        QString process;
        qint64 ttlMs = 0;
        QByteArray text;
    };
    struct Held {
        QString holder;
        QByteArray text;
    };
    struct Watched {
        QByteArray text;
        qint64 since = 0;
    };

    Result<std::optional<Content>> read() const;
    Result<std::optional<LockInfo>> live();
    bool isAlive(const Content &content);
    Result<void> mayWrite();
    Result<LockInfo> write(const Result<LockInfo> &lease, const LockRequest &request);
    Result<void> remove();

    FileSystem &m_files;
    const Clock &m_clock;
    QString m_path;
    QString m_guardPath;
    std::optional<Held> m_held;
    std::optional<Watched> m_watched;
};

} // namespace creact
