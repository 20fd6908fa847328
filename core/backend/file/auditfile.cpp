// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/auditfile.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

constexpr char auditOpening[] = "[\n";
constexpr char auditClosing[] = "\n]";
/// So much of a log is read at once.
constexpr qint64 auditPiece = 64 * 1024;
constexpr qint64 auditDayMs = 86'400'000;
/// A log that changes while it is read is looked at again, so often at most.
constexpr int auditAttempts = 5;

QByteArray lineOf(const AuditEntry &entry)
{
    return QJsonDocument(toJson(entry)).toJson(QJsonDocument::Compact);
}

Error noAuditLog(const QString &path)
{
    return {ErrorCode::StateUnreadable,
            u"%1 holds no audit log: it does not begin with '['."_s.arg(QFileInfo(path).fileName()),
            path, u"The file was left as it is. Move it away to begin a new log."_s};
}

AuditEntry entryIn(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (document.isObject())
        return auditEntryFromJson(document.object());
    AuditEntry entry;
    entry.action = u"unreadable"_s;
    entry.details = {{u"text"_s, QString::fromUtf8(text.left(1000))}};
    return entry;
}

} // namespace

AuditFile::AuditFile(FileSystem &files, const Clock &clock, QString path,
                     const StoragePolicy &policy)
    : m_files(files)
    , m_clock(clock)
    , m_path(std::move(path))
    , m_limit(policy.auditEntries)
    , m_maxAgeMs(policy.days * auditDayMs)
{
}

Result<void> AuditFile::append(const QList<AuditEntry> &entries)
{
    if (entries.isEmpty())
        return {};
    if (const Result<void> found = findEnd(); !found)
        return found;
    QByteArray content;
    QList<AuditScan::Range> added;
    for (const AuditEntry &entry : entries) {
        content += m_known.scan.entries.isEmpty() && added.isEmpty() ? "\n" : ",\n";
        const qsizetype start = m_known.scan.tail + content.size();
        const QByteArray line = lineOf(entry);
        content += line;
        added.append({start, start + line.size()});
    }
    const Result<void> written =
        m_files.writeTail(m_path, m_known.scan.tail, content + auditClosing);
    if (!written) {
        // Closing it where it was needs no new space; the next append looks again either way.
        std::ignore = m_files.writeTail(m_path, m_known.scan.tail, auditClosing);
        m_known = {};
        return written;
    }
    m_known.scan.entries += added;
    m_known.scan.tail = added.last().end;
    m_known.last = lineOf(entries.last());
    if (const Result<void> remembered = remember(); !remembered)
        return remembered;
    return trim();
}

/// Brings what we know up to date with the file.
Result<void> AuditFile::look()
{
    const auto stamp = m_files.stamp(m_path);
    if (!stamp)
        return stamp.error();
    if (!*stamp) {
        m_known = {};
        return {};
    }
    if (m_known.stamp == *stamp)
        return {};
    const Result<bool> wentOn = lookOn(**stamp);
    if (!wentOn)
        return wentOn.error();
    return *wentOn ? Result<void>() : lookAtAll(**stamp);
}

/// The log we know, appended to by somebody else: only what is new is read. False: it is not.
Result<bool> AuditFile::lookOn(const FileStamp &stamp)
{
    const QList<AuditScan::Range> &entries = m_known.scan.entries;
    if (!m_known.stamp || m_known.stamp->device != stamp.device
        || m_known.stamp->inode != stamp.inode || stamp.size < m_known.scan.tail
        || entries.isEmpty() || !m_known.scan.clean)
        return false;
    const qsizetype first = entries.last().start;
    const Result<QByteArray> text = m_files.readPart(m_path, first, stamp.size - first);
    if (!text)
        return text.error();
    if (!text->startsWith(m_known.last))
        return false;
    AuditScanner scanner(m_known.scan.tail);
    scanner.read(text->sliced(m_known.last.size()), true);
    AuditScan &scan = m_known.scan;
    scan.entries += scanner.scan().entries;
    scan.clean = scanner.scan().clean;
    scan.lost = scanner.scan().lost;
    scan.tail = scanner.scan().tail;
    m_known.stamp = stamp;
    const AuditScan::Range newest = entries.last();
    m_known.last = text->sliced(newest.start - first, newest.end - newest.start);
    return true;
}

Result<void> AuditFile::lookAtAll(const FileStamp &stamp)
{
    m_known = {};
    AuditScanner scanner;
    qint64 size = auditPiece;
    for (bool isLast = false; !isLast;) {
        const qint64 from = scanner.next();
        const Result<QByteArray> piece = m_files.readPart(m_path, from, size);
        if (!piece)
            return piece.error();
        isLast = piece->size() < size;
        scanner.read(*piece, isLast);
        if (!scanner.scan().isLog)
            return noAuditLog(m_path);
        // An entry longer than a piece.
        size = scanner.next() == from ? 2 * size : auditPiece;
    }
    m_known.scan = scanner.scan();
    if (const qsizetype count = m_known.scan.entries.size(); count > 0) {
        const Result<QByteArray> last = textOf(count - 1, count);
        if (!last) {
            m_known = {};
            return last.error();
        }
        m_known.last = *last;
    }
    m_known.stamp = stamp;
    return {};
}

Result<void> AuditFile::findEnd()
{
    if (const Result<void> looked = look(); !looked)
        return looked;
    if (!m_known.stamp)
        return rewrite({}, {});
    return m_known.scan.clean ? Result<void>() : repair();
}

Result<void> AuditFile::repair()
{
    const Result<QByteArray> text = m_files.read(m_path);
    if (!text)
        return text.error();
    AuditScan scan = AuditScan::of(*text);
    QByteArray kept = *text;
    if (scan.lost > 0) {
        AuditEntry note;
        note.timestamp = m_clock.now();
        note.action = u"audit_repaired"_s;
        note.details = {{u"lostBytes"_s, scan.lost}};
        kept += lineOf(note);
        scan.entries.append({text->size(), kept.size()});
    }
    return rewrite(kept, scan.entries);
}

Result<void> AuditFile::rewrite(const QByteArray &text, const QList<AuditScan::Range> &entries)
{
    m_known = {};
    QByteArray content = "[";
    content.reserve(text.size() + 16);
    QList<AuditScan::Range> kept;
    kept.reserve(entries.size());
    for (const AuditScan::Range &range : entries) {
        content += kept.isEmpty() ? "\n" : ",\n";
        const qsizetype start = content.size();
        content += QByteArrayView(text).sliced(range.start, range.end - range.start);
        kept.append({start, content.size()});
    }
    const qsizetype tail = content.size();
    if (const Result<void> written = m_files.replace(m_path, content + auditClosing); !written)
        return written;
    if (!kept.isEmpty())
        m_known.last = content.sliced(kept.last().start, tail - kept.last().start);
    m_known.scan.entries = std::move(kept);
    m_known.scan.tail = tail;
    return remember();
}

/// Too many by a quarter, or a day too old: the file is written anew without them.
Result<void> AuditFile::trim()
{
    const qsizetype count = m_known.scan.entries.size();
    qsizetype dropped = 0;
    if (m_limit > 0 && count > m_limit + std::max<qsizetype>(m_limit / 4, 10))
        dropped = count - m_limit;
    if (m_maxAgeMs > 0) {
        const Result<qsizetype> stale = staleEntries();
        if (!stale)
            return stale.error();
        dropped = std::max(dropped, *stale);
    }
    return dropped > 0 ? dropOldest(dropped) : Result<void>();
}

/// The log is clean. What is kept is copied as it stands, so that no more of it is held than a
/// piece.
Result<void> AuditFile::dropOldest(qsizetype count)
{
    Known known = std::exchange(m_known, {});
    QList<AuditScan::Range> &entries = known.scan.entries;
    entries.remove(0, count);
    const qsizetype from = entries.first().start;
    if (const Result<void> written =
            m_files.replaceByPart(m_path, auditOpening, from, known.scan.tail - from, auditClosing);
        !written)
        return written;
    const qsizetype moved = from - qsizetype(sizeof(auditOpening) - 1);
    for (AuditScan::Range &range : entries)
        range = {range.start - moved, range.end - moved};
    known.scan.tail -= moved;
    known.oldestAt = -1;
    m_known = std::move(known);
    return remember();
}

/// How many of the oldest entries are older than they may be; none while that is less than a day.
/// The newest one stays.
Result<qsizetype> AuditFile::staleEntries()
{
    const qint64 oldestKept = m_clock.now() - m_maxAgeMs;
    if (m_known.oldestAt >= oldestKept - auditDayMs)
        return 0;
    qsizetype stale = 0;
    for (; stale < m_known.scan.entries.size() - 1; ++stale) {
        const Result<AuditEntry> entry = entryAt(stale);
        if (!entry)
            return entry.error();
        if (stale == 0)
            m_known.oldestAt = entry->timestamp;
        if (entry->timestamp >= (stale == 0 ? oldestKept - auditDayMs : oldestKept))
            break;
    }
    return stale;
}

/// The bytes from the first entry to the one before `end`.
Result<QByteArray> AuditFile::textOf(qsizetype first, qsizetype end)
{
    const QList<AuditScan::Range> &entries = m_known.scan.entries;
    const qsizetype start = entries.at(first).start;
    return m_files.readPart(m_path, start, entries.at(end - 1).end - start);
}

Result<AuditEntry> AuditFile::entryAt(qsizetype index)
{
    const Result<QByteArray> text = textOf(index, index + 1);
    return text ? Result<AuditEntry>(entryIn(*text)) : text.error();
}

Result<void> AuditFile::remember()
{
    const auto stamp = m_files.stamp(m_path);
    if (!stamp) {
        m_known = {};
        return stamp.error();
    }
    m_known.stamp = *stamp;
    return {};
}

Result<AuditPage> AuditFile::read(const AuditQuery &query)
{
    for (int attempt = 1;; ++attempt) {
        if (const Result<void> looked = look(); !looked)
            return looked.error();
        const QList<AuditScan::Range> &entries = m_known.scan.entries;
        const qint64 total = entries.size();
        const qint64 end = query.before < 0 ? total : std::min(query.before, total);
        AuditPage page{{}, query.limit > 0 ? std::max<qint64>(0, end - query.limit) : 0, total};
        if (page.first >= end)
            return page;
        const Result<QByteArray> text = textOf(page.first, end);
        // Where the entries lie may have changed between the two.
        const auto stamp = m_files.stamp(m_path);
        if (stamp && *stamp != m_known.stamp && attempt < auditAttempts)
            continue;
        if (!text)
            return text.error();
        page.entries.reserve(end - page.first);
        const qsizetype base = entries.at(page.first).start;
        for (qint64 i = page.first; i < end; ++i) {
            const AuditScan::Range range = entries.at(i);
            page.entries.append(entryIn(text->mid(range.start - base, range.end - range.start)));
        }
        return page;
    }
}

} // namespace creact
