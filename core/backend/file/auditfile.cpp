// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/auditfile.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

constexpr char opening[] = "[";
constexpr char closing[] = "\n]";

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

AuditEntry entryIn(const QByteArray &text, AuditScan::Range range)
{
    const QByteArray part = text.sliced(range.start, range.end - range.start);
    const QJsonDocument document = QJsonDocument::fromJson(part);
    if (document.isObject())
        return auditEntryFromJson(document.object());
    AuditEntry entry;
    entry.action = u"unreadable"_s;
    entry.details = {{u"text"_s, QString::fromUtf8(part.left(1000))}};
    return entry;
}

} // namespace

AuditFile::AuditFile(FileSystem &files, QString path, int limit)
    : m_files(files)
    , m_path(std::move(path))
    , m_limit(limit)
{
}

Result<void> AuditFile::append(const QList<AuditEntry> &entries)
{
    if (entries.isEmpty())
        return {};
    if (const Result<void> found = findEnd(); !found)
        return found;
    QByteArray content;
    for (const AuditEntry &entry : entries) {
        content += m_end.count == 0 && content.isEmpty() ? "\n" : ",\n";
        content += lineOf(entry);
    }
    const qsizetype tail = m_end.tail + content.size();
    const qsizetype count = m_end.count + entries.size();
    const Result<void> written = m_files.writeTail(m_path, m_end.tail, content + closing);
    if (!written) {
        // Closing it where it was needs no new space; the next append looks again either way.
        std::ignore = m_files.writeTail(m_path, m_end.tail, closing);
        m_end = {};
        return written;
    }
    if (const Result<void> remembered = remember(tail, count); !remembered)
        return remembered;
    const qsizetype slack = std::max<qsizetype>(m_limit / 10, 10);
    return m_limit > 0 && count > m_limit + slack ? trim() : Result<void>();
}

Result<void> AuditFile::findEnd()
{
    const auto stamp = m_files.stamp(m_path);
    if (!stamp)
        return stamp.error();
    if (!*stamp)
        return rewrite({}, {});
    if (m_end.stamp == *stamp)
        return {};
    const Result<QByteArray> text = m_files.read(m_path);
    if (!text)
        return text.error();
    const AuditScan scan = AuditScan::of(*text);
    if (!scan.isLog)
        return noAuditLog(m_path);
    if (!scan.clean)
        return repair(*text, scan);
    const qsizetype tail =
        scan.entries.isEmpty() ? text->indexOf('[') + 1 : scan.entries.last().end;
    return remember(tail, scan.entries.size());
}

Result<void> AuditFile::repair(const QByteArray &text, const AuditScan &scan)
{
    QByteArray kept = text;
    QList<AuditScan::Range> entries = scan.entries;
    if (scan.lost > 0) {
        AuditEntry note;
        note.timestamp = QFileInfo(m_path).lastModified().toMSecsSinceEpoch();
        note.action = u"audit_repaired"_s;
        note.details = {{u"lostBytes"_s, scan.lost}};
        kept += lineOf(note);
        entries.append({text.size(), kept.size()});
    }
    return rewrite(kept, entries);
}

Result<void> AuditFile::rewrite(const QByteArray &text, const QList<AuditScan::Range> &entries)
{
    QByteArray content = opening;
    content.reserve(text.size() + 16);
    for (qsizetype i = 0; i < entries.size(); ++i) {
        content += i == 0 ? "\n" : ",\n";
        content += QByteArrayView(text).sliced(entries.at(i).start,
                                               entries.at(i).end - entries.at(i).start);
    }
    const qsizetype tail = content.size();
    m_end = {};
    if (const Result<void> written = m_files.replace(m_path, content + closing); !written)
        return written;
    return remember(tail, entries.size());
}

Result<void> AuditFile::trim()
{
    const Result<QByteArray> text = m_files.read(m_path);
    if (!text)
        return text.error();
    const QList<AuditScan::Range> entries = AuditScan::of(*text).entries;
    return rewrite(*text, entries.sliced(std::max<qsizetype>(0, entries.size() - m_limit)));
}

Result<void> AuditFile::remember(qsizetype tail, qsizetype count)
{
    const auto stamp = m_files.stamp(m_path);
    m_end = {};
    if (!stamp)
        return stamp.error();
    m_end = {*stamp, tail, count};
    return {};
}

Result<AuditPage> AuditFile::read(const AuditQuery &query) const
{
    const Result<QByteArray> text = m_files.read(m_path);
    if (!text && text.error().code == ErrorCode::NotFound)
        return AuditPage();
    if (!text)
        return text.error();
    const AuditScan scan = AuditScan::of(*text);
    if (!scan.isLog)
        return noAuditLog(m_path);
    const qint64 total = scan.entries.size();
    const qint64 end = query.before < 0 ? total : std::min(query.before, total);
    AuditPage page{{}, query.limit > 0 ? std::max<qint64>(0, end - query.limit) : 0, total};
    for (qint64 i = page.first; i < end; ++i)
        page.entries.append(entryIn(*text, scan.entries.at(i)));
    return page;
}

} // namespace creact
