// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/lockfile.h"

#include "core/backend/file/filesystem.h"
#include "core/backend/file/guardfile.h"
#include "core/backend/file/processmark.h"
#include "core/backend/lease.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

/// A lock that cannot be read is someone's until it has not been touched for this long.
constexpr qint64 unreadableLockMs = 60'000;

LockInfo unreadableLock(const std::optional<FileStamp> &stamp)
{
    LockInfo info;
    info.holder = u"unknown (the lock file cannot be read)"_s;
    info.acquiredAt = stamp ? stamp->modifiedNs / 1'000'000 : 0;
    info.expiresAt = info.acquiredAt + unreadableLockMs;
    return info;
}

} // namespace

LockFile::LockFile(FileSystem &files, QString path, QString guardPath)
    : m_files(files)
    , m_path(std::move(path))
    , m_guardPath(std::move(guardPath))
{
}

Result<std::optional<LockFile::Content>> LockFile::read() const
{
    const Result<QByteArray> content = m_files.read(m_path);
    if (!content && content.error().code == ErrorCode::NotFound)
        return std::optional<Content>();
    if (!content)
        return content.error();
    const QJsonObject object = QJsonDocument::fromJson(*content).object();
    if (object.value(u"holder"_s).isString() && object.value(u"expiresAt"_s).isDouble())
        return std::optional(
            Content{LockInfo::fromJson(object), object.value(u"process"_s).toString()});
    const auto stamp = m_files.stamp(m_path);
    if (!stamp)
        return stamp.error();
    return std::optional(Content{unreadableLock(*stamp), {}});
}

Result<LockInfo> LockFile::write(const Result<LockInfo> &lease)
{
    if (!lease)
        return lease;
    QJsonObject object = lease->toJson();
    if (const QString mark = processMark(); !mark.isEmpty())
        object.insert(u"process"_s, mark);
    const Result<void> written = m_files.replace(m_path, QJsonDocument(object).toJson());
    return written ? lease : written.error();
}

Result<LockInfo> LockFile::acquire(const LockRequest &request, qint64 now)
{
    const Result<GuardFile> guard = GuardFile::take(m_guardPath);
    if (!guard)
        return guard.error();
    const auto current = read();
    if (!current)
        return current.error();
    std::optional<LockInfo> held;
    if (*current && !isProcessGone((*current)->process))
        held = (*current)->info;
    return write(takeLease(held, request, now));
}

Result<LockInfo> LockFile::renew(const LockRequest &request, qint64 now)
{
    const Result<GuardFile> guard = GuardFile::take(m_guardPath);
    if (!guard)
        return guard.error();
    const auto current = read();
    if (!current)
        return current.error();
    return write(
        renewLease(*current ? std::optional((*current)->info) : std::nullopt, request, now));
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
    return m_files.remove(m_path);
}

Result<std::optional<LockInfo>> LockFile::info() const
{
    const auto current = read();
    if (!current)
        return current.error();
    // What a process left behind that died keeps nobody out.
    const bool held = *current && !isProcessGone((*current)->process);
    return held ? std::optional((*current)->info) : std::nullopt;
}

} // namespace creact
