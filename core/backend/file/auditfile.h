// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/auditmarks.h"
#include "core/backend/file/auditscan.h"
#include "core/backend/file/filesystem.h"
#include "core/base/clock.h"
#include "core/runtime/backend.h"

namespace creact {

/// `<stack>.audit.json`: a JSON array, one entry a line, as CReact 0.2 reads it.
///
/// An append writes its entries over the closing bracket and a new bracket behind them: the cost of
/// the entries, one sync. A log whose end was cut off is put in order by the next append; reading
/// does not mind it. Appends are made while the guard is held (LockFile::enter).
///
/// Where its entries lie is remembered (AuditMarks): a page of a log costs the page, and of one
/// that somebody else appended to the new entries besides. Of `policy` count: auditEntries, days; a
/// quarter more are kept between two trims. A log is looked through and cut a piece at a time; only
/// one that was damaged is held whole, while it is put in order.
class AuditFile {
public:
    AuditFile(FileSystem &files, const Clock &clock, QString path, const StoragePolicy &policy);

    /// StateUnreadable when the file is something else than an audit log.
    Result<void> append(const QList<AuditEntry> &entries);
    /// An entry that is there but is no JSON has the action "unreadable" and its text in the
    /// details.
    Result<AuditPage> read(const AuditQuery &query);

private:
    /// What we know of the file: true as long as its stamp is this one.
    struct Known {
        std::optional<FileStamp> stamp;
        AuditMarks marks;
        /// See AuditScan.
        bool clean = true;
        qsizetype tail = 0;
        /// The last entry's text: tells a log that goes on from another one.
        QByteArray last;
        /// When the oldest entry was written; -1: not looked up yet.
        qint64 oldestAt = -1;
    };

    /// Some of the log's text, which begins at `start` of the file, and the entries in it.
    struct Part {
        QByteArray text;
        qsizetype start = 0;
        QList<AuditScan::Range> entries;
    };

    Result<void> look();
    Result<bool> lookOn(const FileStamp &stamp);
    Result<void> lookAtAll(const FileStamp &stamp);
    Result<void> findEnd();
    Result<void> repair();
    Result<void> rewrite(const QByteArray &text, const QList<AuditScan::Range> &entries);
    Result<void> trim();
    Result<void> dropOldest(qsizetype count);
    Result<qsizetype> staleEntries();
    Result<Part> partOf(qsizetype first, qsizetype end);
    Result<qsizetype> startOf(qsizetype number);
    Result<QList<QByteArray>> textsOf(qsizetype first, qsizetype end);
    Result<void> remember();

    FileSystem &m_files;
    const Clock &m_clock;
    QString m_path;
    qsizetype m_limit;
    qint64 m_maxAgeMs;
    Known m_known;
};

} // namespace creact
