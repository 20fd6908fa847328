// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/historyfolder.h"

#include <QDateTime>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

constexpr int numberDigits = 8;
constexpr int atDigits = 16;
constexpr qint64 historyDayMs = 86'400'000;
const QString timeFormat = u"yyyyMMdd-HHmmss"_s;

QString keptName(qint64 number, qint64 at)
{
    return u"%1-%2"_s.arg(number, numberDigits, 10, QLatin1Char('0'))
        .arg(std::max<qint64>(at, 0), atDigits, 10, QLatin1Char('0'));
}

} // namespace

bool isSetAsideName(const QString &name)
{
    static const QRegularExpression pattern(u"\\.unreadable-\\d{8}-\\d{6}(-\\d+)?\\z"_s);
    return pattern.match(name).hasMatch();
}

HistoryFolder::HistoryFolder(FileSystem &files, QString directory, QString stack,
                             const StoragePolicy &policy)
    : m_files(files)
    , m_directory(std::move(directory))
    , m_stack(std::move(stack))
    , m_path(m_directory + u'/' + m_stack + u".history"_s)
    , m_policy(policy)
{
}

Result<QList<HistoryFolder::Entry>> HistoryFolder::keptEntries() const
{
    static const QRegularExpression pattern(u"\\A(\\d{8,18})-(\\d{16})\\.(json|journal)\\z"_s);
    const Result<QStringList> names = m_files.fileNames(m_path);
    if (!names)
        return names.error();
    std::map<qint64, Entry> entries;
    for (const QString &name : *names) {
        const QRegularExpressionMatch match = pattern.match(name);
        if (!match.hasMatch())
            continue;
        Entry &entry = entries[match.captured(1).toLongLong()];
        entry.id = QString::number(match.captured(1).toLongLong());
        entry.at = match.captured(2).toLongLong();
        const QString base = m_path + u'/' + name.left(name.lastIndexOf(u'.'));
        entry.snapshotPath = base + u".json"_s;
        entry.journalPath = base + u".journal"_s;
    }
    QList<Entry> result;
    for (auto it = entries.rbegin(); it != entries.rend(); ++it)
        result.append(it->second);
    return result;
}

Result<QList<HistoryFolder::Entry>> HistoryFolder::asideEntries() const
{
    const Result<QStringList> names = m_files.fileNames(m_directory);
    if (!names)
        return names.error();
    QMap<QString, Entry> entries;
    for (const QString &name : *names) {
        const QString base = name.left(name.lastIndexOf(u'.'));
        if ((!name.endsWith(u".json"_s) && !name.endsWith(u".journal"_s)) || !isSetAsideName(base)
            || !base.startsWith(m_stack + u".unreadable-"_s))
            continue;
        Entry &entry = entries[base];
        entry.id = base.sliced(m_stack.size() + 1);
        entry.kind = SnapshotInfo::Kind::SetAside;
        entry.at = QDateTime::fromString(entry.id.sliced(11).first(timeFormat.size()), timeFormat)
                       .toMSecsSinceEpoch();
        entry.snapshotPath = m_directory + u'/' + base + u".json"_s;
        entry.journalPath = m_directory + u'/' + base + u".journal"_s;
    }
    QList<Entry> result = entries.values();
    std::reverse(result.begin(), result.end());
    return result;
}

Result<QList<HistoryFolder::Entry>> HistoryFolder::entries() const
{
    Result<QList<Entry>> kept = keptEntries();
    const Result<QList<Entry>> aside = asideEntries();
    if (!kept || !aside)
        return kept ? aside.error() : kept.error();
    kept.value() += *aside;
    return kept;
}

Result<HistoryFolder::Entry> HistoryFolder::entry(const QString &id) const
{
    const Result<QList<Entry>> all = entries();
    if (!all)
        return all.error();
    for (const Entry &each : *all) {
        if (each.id == id)
            return each;
    }
    return Error{ErrorCode::NotFound, u"There is no earlier state '%1'."_s.arg(id), m_path,
                 u"See what there is: creact state history"_s};
}

Result<qint64> HistoryFolder::bytesOf(const Entry &entry) const
{
    qint64 bytes = 0;
    for (const QString &path : {entry.snapshotPath, entry.journalPath}) {
        const auto stamp = m_files.stamp(path);
        if (!stamp)
            return stamp.error();
        bytes += *stamp ? (*stamp)->size : 0;
    }
    return bytes;
}

/// Of a keep that a crash cut short: the same snapshot would stand there twice, and its journal has
/// gone on since.
Result<void> HistoryFolder::dropSameAs(const QString &snapshotPath, QList<Entry> &kept)
{
    if (kept.isEmpty())
        return {};
    const auto now = m_files.stamp(snapshotPath);
    const auto before = m_files.stamp(kept.first().snapshotPath);
    if (!now || !before)
        return now ? before.error() : now.error();
    if (!*now || !*before || (*now)->inode != (*before)->inode
        || (*now)->device != (*before)->device)
        return {};
    return removeFilesOf(kept.takeFirst());
}

Result<void> HistoryFolder::link(const QString &path, const QString &newPath, bool *linked)
{
    const auto stamp = m_files.stamp(path);
    if (!stamp)
        return stamp.error();
    if (!*stamp)
        return {};
    *linked = true;
    return m_files.link(path, newPath);
}

Result<void> HistoryFolder::keep(const QString &snapshotPath, const QString &journalPath, qint64 at)
{
    if (const Result<void> made = m_files.makeDirectory(m_path); !made)
        return made;
    Result<QList<Entry>> kept = keptEntries();
    if (!kept)
        return kept.error();
    const qint64 number = kept->isEmpty() ? 1 : kept->first().id.toLongLong() + 1;
    if (const Result<void> dropped = dropSameAs(snapshotPath, kept.value()); !dropped)
        return dropped;
    const QString path = m_path + u'/' + keptName(number, at);
    // The journal first: a snapshot without its journal would be an older state than it says.
    bool linked = false;
    Result<void> result = link(journalPath, path + u".journal"_s, &linked);
    if (result)
        result = link(snapshotPath, path + u".json"_s, &linked);
    if (!result || !linked)
        return result;
    if (const Result<void> synced = m_files.syncNames(m_path); !synced)
        return synced;
    return prune(at);
}

/// Not synced: what comes back after a crash is dropped by the next one. The newest one stays.
Result<void> HistoryFolder::prune(qint64 now)
{
    const Result<QList<Entry>> kept = keptEntries();
    if (!kept)
        return kept.error();
    qint64 bytes = 0;
    for (qsizetype i = 0; i < kept->size(); ++i) {
        const Entry &entry = kept->at(i);
        const Result<qint64> size = bytesOf(entry);
        if (!size)
            return size.error();
        bytes += *size;
        const bool tooMany = m_policy.snapshots > 0 && i >= m_policy.snapshots;
        const bool tooLarge = m_policy.snapshotBytes > 0 && bytes > m_policy.snapshotBytes;
        const bool tooOld = m_policy.days > 0 && entry.at < now - m_policy.days * historyDayMs;
        if (i == 0 || (!tooMany && !tooLarge && !tooOld))
            continue;
        if (const Result<void> removed = removeFilesOf(entry); !removed)
            return removed;
    }
    return {};
}

Result<void> HistoryFolder::removeFilesOf(const Entry &entry)
{
    for (const QString &path : {entry.snapshotPath, entry.journalPath}) {
        if (const Result<void> removed = m_files.removeUnsynced(path); !removed)
            return removed;
    }
    return {};
}

Result<QString> HistoryFolder::freeName(qint64 now) const
{
    const QString name =
        m_stack + u".unreadable-"_s + QDateTime::fromMSecsSinceEpoch(now).toString(timeFormat);
    QString candidate = name;
    for (int i = 2;; ++i) {
        const auto snapshot = m_files.stamp(m_directory + u'/' + candidate + u".json"_s);
        const auto journal = m_files.stamp(m_directory + u'/' + candidate + u".journal"_s);
        if (!snapshot || !journal)
            return snapshot ? journal.error() : snapshot.error();
        if (!*snapshot && !*journal)
            return candidate;
        candidate = name + u"-%1"_s.arg(i);
    }
}

Result<QString> HistoryFolder::setAside(const QString &snapshotPath, const QString &journalPath,
                                        qint64 now)
{
    const Result<QString> name = freeName(now);
    if (!name)
        return name;
    QString moved;
    // The snapshot first: a crash in between must not leave one without its journal, which could be
    // read.
    for (const auto &[path, suffix] :
         {std::pair(snapshotPath, u".json"_s), std::pair(journalPath, u".journal"_s)}) {
        const auto stamp = m_files.stamp(path);
        if (!stamp)
            return stamp.error();
        if (!*stamp)
            continue;
        const Result<void> renamed = m_files.rename(path, m_directory + u'/' + *name + suffix);
        if (!renamed)
            return renamed.error();
        if (moved.isEmpty())
            moved = *name + suffix;
    }
    const Result<void> synced = m_files.syncNames(m_directory);
    return synced ? Result<QString>(moved) : synced.error();
}

Result<void> HistoryFolder::removeAll()
{
    const Result<QList<Entry>> kept = keptEntries();
    const Result<QList<Entry>> aside = asideEntries();
    if (!kept || !aside)
        return kept ? aside.error() : kept.error();
    for (const Entry &entry : *kept + *aside) {
        if (const Result<void> removed = removeFilesOf(entry); !removed)
            return removed;
    }
    if (!kept->isEmpty()) {
        if (const Result<void> synced = m_files.syncNames(m_path); !synced)
            return synced;
    }
    if (!aside->isEmpty()) {
        if (const Result<void> synced = m_files.syncNames(m_directory); !synced)
            return synced;
    }
    return m_files.removeDirectory(m_path);
}

} // namespace creact
