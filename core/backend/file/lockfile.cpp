// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/lockfile.h"

#include "core/backend/file/filesystem.h"
#include "core/backend/file/processmark.h"
#include "core/backend/lease.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

/// A lock that cannot be read is someone's until it has not been touched for this long.
constexpr qint64 unreadableLockMs = 60'000;

/// Clocks of two machines differ by less, or nothing that expires could be agreed on.
constexpr qint64 clockSlackMs = 10'000;

LockInfo unreadableLock(const std::optional<FileStamp> &stamp)
{
    LockInfo info;
    info.holder = u"unknown (the lock file cannot be read)"_s;
    info.acquiredAt = stamp ? stamp->modifiedNs / 1'000'000 : 0;
    info.expiresAt = info.acquiredAt + unreadableLockMs;
    return info;
}

} // namespace

LockFile::LockFile(FileSystem &files, const Clock &clock, QString path, QString guardPath)
    : m_files(files)
    , m_clock(clock)
    , m_path(std::move(path))
    , m_guardPath(std::move(guardPath))
{
}

Result<std::optional<LockFile::Content>> LockFile::read() const
{
    const Result<QByteArray> text = m_files.read(m_path);
    if (!text && text.error().code == ErrorCode::NotFound)
        return std::optional<Content>();
    const QJsonObject object = text ? QJsonDocument::fromJson(*text).object() : QJsonObject();
    if (object.value(u"holder"_s).isString() && object.value(u"expiresAt"_s).isDouble())
        return std::optional(Content{LockInfo::fromJson(object),
                                     object.value(u"process"_s).toString(),
                                     object.value(u"ttlMs"_s).toInteger(), *text});
    const auto stamp = m_files.stamp(m_path);
    if (!stamp)
        return stamp.error();
    const LockInfo info = unreadableLock(*stamp);
    return std::optional(Content{info, {}, unreadableLockMs, QByteArray::number(info.acquiredAt)});
}

/// A lease ends when its time has come, when its process is certainly gone, and, should its end lie
/// further ahead than its holder ever asks for (a clock was set back since), when it has not been
/// renewed for its time as this process sees it pass.
bool LockFile::isAlive(const Content &content)
{
    const qint64 left = content.info.expiresAt - m_clock.now();
    if (left <= 0 || isProcessGone(content.process))
        return false;
    if (content.ttlMs <= 0 || left <= content.ttlMs + clockSlackMs)
        return true;
    if (!m_watched || m_watched->text != content.text)
        m_watched = {content.text, m_clock.monotonic()};
    return m_clock.monotonic() - m_watched->since < content.ttlMs;
}

/// The lock that keeps others out.
Result<std::optional<LockInfo>> LockFile::live()
{
    const auto current = read();
    if (!current)
        return current.error();
    return *current && isAlive(**current) ? std::optional((*current)->info) : std::nullopt;
}

Result<LockInfo> LockFile::write(const Result<LockInfo> &lease, const LockRequest &request)
{
    if (!lease)
        return lease;
    QJsonObject object = lease->toJson();
    object.insert(u"ttlMs"_s, qint64(request.ttl.count()));
    if (const QString mark = processMark(); !mark.isEmpty())
        object.insert(u"process"_s, mark);
    const QByteArray text = QJsonDocument(object).toJson();
    // Not synced: after a crash of the machine nobody lives who holds it.
    if (const Result<void> written = m_files.replaceUnsynced(m_path, text); !written)
        return written.error();
    m_held = {request.holder, text};
    return lease;
}

Result<LockInfo> LockFile::acquire(const LockRequest &request)
{
    // Whoever is refused anyway need not wait for the holder's writes.
    const auto before = live();
    if (!before)
        return before.error();
    if (const auto lease = takeLease(*before, request, m_clock.now()); !lease)
        return lease;
    const Result<GuardFile> guard = GuardFile::take(m_guardPath);
    if (!guard)
        return guard.error();
    const auto current = live();
    if (!current)
        return current.error();
    return write(takeLease(*current, request, m_clock.now()), request);
}

Result<LockInfo> LockFile::renew(const LockRequest &request)
{
    const Result<GuardFile> guard = GuardFile::take(m_guardPath);
    if (!guard)
        return guard.error();
    const auto current = read();
    if (!current)
        return current.error();
    return write(renewLease(*current ? std::optional((*current)->info) : std::nullopt, request,
                            m_clock.now()),
                 request);
}

Result<void> LockFile::release(const QString &holder)
{
    const auto before = read();
    if (before && !*before)
        return {}; // nothing to guard, perhaps not even a directory
    const Result<GuardFile> guard = GuardFile::take(m_guardPath);
    if (!guard)
        return guard.error();
    const auto current = read();
    if (!current)
        return current.error();
    if (!*current || (*current)->info.holder != holder)
        return {};
    const Result<void> removed = m_files.removeUnsynced(m_path);
    if (removed)
        m_held = {};
    return removed;
}

Result<std::optional<LockInfo>> LockFile::breakIt()
{
    const auto before = read();
    if (before && !*before)
        return std::optional<LockInfo>();
    const Result<GuardFile> guard = GuardFile::take(m_guardPath);
    if (!guard)
        return guard.error();
    const auto current = read();
    if (!current)
        return current.error();
    if (!*current)
        return std::optional<LockInfo>();
    if (const Result<void> removed = m_files.removeUnsynced(m_path); !removed)
        return removed.error();
    return std::optional((*current)->info);
}

Result<std::optional<LockInfo>> LockFile::info()
{
    const auto current = read();
    if (!current)
        return current.error();
    // What a process left behind that died keeps nobody out; a lease that has expired is shown.
    const bool shown = *current && !isProcessGone((*current)->process);
    return shown ? std::optional((*current)->info) : std::nullopt;
}

Result<GuardFile> LockFile::enter()
{
    Result<GuardFile> guard = GuardFile::take(m_guardPath);
    if (!guard)
        return guard;
    if (const Result<void> may = mayWrite(); !may)
        return may.error();
    return guard;
}

Result<void> LockFile::mayWrite()
{
    if (!m_held) {
        const auto other = live();
        if (!other)
            return other.error();
        return *other ? Result<void>(lockedBy(**other)) : Result<void>();
    }
    const Result<QByteArray> text = m_files.read(m_path);
    if (text && *text == m_held->text)
        return {};
    // Ours in other words: a renewal whose answer was an error may have been written all the same.
    const auto current = read();
    if (!current)
        return current.error();
    if (*current && (*current)->info.holder == m_held->holder)
        return {};
    return lockLostTo(*current ? std::optional((*current)->info) : std::nullopt);
}

} // namespace creact
