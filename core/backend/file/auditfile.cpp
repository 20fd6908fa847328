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
/// So many of the oldest entries are looked at together.
constexpr qsizetype staleAtOnce = 64;

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
    const qsizetype tail = m_known.tail;
    for (const AuditEntry &entry : entries) {
        content += m_known.marks.isEmpty() ? "\n" : ",\n";
        m_known.marks.add(tail + content.size());
        m_known.last = lineOf(entry);
        content += m_known.last;
    }
    m_known.tail += content.size();
    const Result<void> written = m_files.writeTail(m_path, tail, content + auditClosing);
    if (!written) {
        // Closing it where it was needs no new space; the next append looks again either way.
        std::ignore = m_files.writeTail(m_path, tail, auditClosing);
        m_known = {};
        return written;
    }
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
    if (!m_known.stamp || m_known.stamp->device != stamp.device
        || m_known.stamp->inode != stamp.inode || stamp.size < m_known.tail
        || m_known.marks.isEmpty() || !m_known.clean)
        return false;
    const qsizetype first = m_known.tail - m_known.last.size();
    const Result<QByteArray> text = m_files.readPart(m_path, first, stamp.size - first);
    if (!text)
        return text.error();
    if (!text->startsWith(m_known.last))
        return false;
    auto scanner = AuditScanner::behindAnEntry(m_known.tail);
    scanner.read(text->sliced(m_known.last.size()), true);
    for (const AuditScan::Range &range : scanner.scan().entries) {
        m_known.marks.add(range.start);
        m_known.last = text->sliced(range.start - first, range.end - range.start);
    }
    m_known.clean = scanner.scan().clean;
    m_known.tail = scanner.scan().tail;
    m_known.stamp = stamp;
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
        for (const AuditScan::Range &range : scanner.takeEntries())
            m_known.marks.add(range.start);
        if (!scanner.scan().isLog)
            return noAuditLog(m_path);
        // An entry longer than a piece.
        size = scanner.next() == from ? 2 * size : auditPiece;
    }
    m_known.clean = scanner.scan().clean;
    m_known.tail = scanner.scan().tail;
    if (const qsizetype count = m_known.marks.count(); count > 0) {
        const Result<QList<QByteArray>> last = textsOf(count - 1, count);
        if (!last) {
            m_known = {};
            return last.error();
        }
        m_known.last = last->value(0);
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
    return m_known.clean ? Result<void>() : repair();
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
    Known known;
    for (const AuditScan::Range &range : entries) {
        content += known.marks.isEmpty() ? "\n" : ",\n";
        known.marks.add(content.size());
        known.last = text.sliced(range.start, range.end - range.start);
        content += known.last;
    }
    known.tail = content.size();
    if (const Result<void> written = m_files.replace(m_path, content + auditClosing); !written)
        return written;
    m_known = std::move(known);
    return remember();
}

/// Too many by a quarter, or a day too old: the file is written anew without them.
Result<void> AuditFile::trim()
{
    const qsizetype count = m_known.marks.count();
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
    const Result<qsizetype> from = startOf(count);
    if (!from)
        return from.error();
    Known known = std::exchange(m_known, {});
    if (const Result<void> written =
            m_files.replaceByPart(m_path, auditOpening, *from, known.tail - *from, auditClosing);
        !written)
        return written;
    const qsizetype to = sizeof(auditOpening) - 1;
    known.marks.dropFirst(count, *from, to);
    known.tail += to - *from;
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
    const qsizetype count = m_known.marks.count();
    qsizetype stale = 0;
    while (stale < count - 1) {
        const auto some = textsOf(stale, std::min(stale + staleAtOnce, count - 1));
        if (!some)
            return some.error();
        for (const QByteArray &text : *some) {
            const qint64 at = entryIn(text).timestamp;
            if (stale == 0)
                m_known.oldestAt = at;
            if (at >= (stale == 0 ? oldestKept - auditDayMs : oldestKept))
                return stale;
            ++stale;
        }
        if (some->isEmpty())
            break;
    }
    return stale;
}

/// The entries from the first to the one before `end`, found from the mark before them.
Result<AuditFile::Part> AuditFile::partOf(qsizetype first, qsizetype end)
{
    const AuditMarks::Mark mark = m_known.marks.before(first);
    const qsizetype behind = m_known.marks.startBehind(end, m_known.tail);
    Result<QByteArray> text = m_files.readPart(m_path, mark.start, behind - mark.start);
    if (!text)
        return text.error();
    auto scanner = AuditScanner::atAnEntry(mark.start);
    scanner.read(*text, false);
    return Part{*text, mark.start, scanner.takeEntries().mid(first - mark.number, end - first)};
}

Result<QList<QByteArray>> AuditFile::textsOf(qsizetype first, qsizetype end)
{
    const Result<Part> part = partOf(first, end);
    if (!part)
        return part.error();
    QList<QByteArray> texts;
    texts.reserve(part->entries.size());
    for (const AuditScan::Range &range : part->entries)
        texts.append(part->text.mid(range.start - part->start, range.end - range.start));
    return texts;
}

/// Where an entry begins.
Result<qsizetype> AuditFile::startOf(qsizetype number)
{
    const Result<Part> part = partOf(number, number + 1);
    if (!part)
        return part.error();
    if (part->entries.isEmpty())
        return noAuditLog(m_path);
    return part->entries.first().start;
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
        const qint64 total = m_known.marks.count();
        const qint64 end = query.before < 0 ? total : std::min(query.before, total);
        AuditPage page{{}, query.limit > 0 ? std::max<qint64>(0, end - query.limit) : 0, total};
        if (page.first >= end)
            return page;
        const Result<QList<QByteArray>> texts = textsOf(page.first, end);
        // Where the entries lie may have changed between the two.
        const auto stamp = m_files.stamp(m_path);
        if (stamp && *stamp != m_known.stamp && attempt < auditAttempts)
            continue;
        if (!texts)
            return texts.error();
        page.entries.reserve(texts->size());
        for (const QByteArray &text : *texts)
            page.entries.append(entryIn(text));
        return page;
    }
}

} // namespace creact
