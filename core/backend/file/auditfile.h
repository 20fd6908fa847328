// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/auditscan.h"
#include "core/backend/file/filesystem.h"
#include "core/runtime/backend.h"

namespace creact {

/// `<stack>.audit.json`: a JSON array, one entry a line, as CReact 0.2 reads it.
///
/// An append writes its entries over the closing bracket and a new bracket behind them: the cost of
/// the entries, one sync. A log whose end was cut off is put in order by the next append; reading
/// does not mind it. Appends are made while the guard is held (LockFile::enter). At most `limit`
/// entries are kept (0: all), some more between two trims.
class AuditFile {
public:
    AuditFile(FileSystem &files, QString path, int limit);

    /// StateUnreadable when the file is something else than an audit log.
    Result<void> append(const QList<AuditEntry> &entries);
    /// An entry that is there but is no JSON has the action "unreadable" and its text in the
    /// details.
    Result<AuditPage> read(const AuditQuery &query) const;
    void forget() { m_end = {}; }

private:
    /// What the file looks like after our last write.
    struct End {
        std::optional<FileStamp> stamp;
        /// Just behind the last entry.
        qsizetype tail = 0;
        qsizetype count = 0;
    };

    Result<void> findEnd();
    Result<void> repair(const QByteArray &text, const AuditScan &scan);
    Result<void> rewrite(const QByteArray &text, const QList<AuditScan::Range> &entries);
    Result<void> trim();
    Result<void> remember(qsizetype tail, qsizetype count);

    FileSystem &m_files;
    QString m_path;
    qsizetype m_limit;
    End m_end;
};

} // namespace creact
