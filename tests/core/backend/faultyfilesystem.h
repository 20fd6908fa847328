// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/filesystem.h"

#include <algorithm>
#include <cerrno>
#include <memory>

namespace creact::test {

/// The machine's files, counted, and with a call that fails when a test says so.
class FaultyFileSystem final : public FileSystem {
public:
    struct Log {
        int replaces = 0;
        int tails = 0;
        qint64 bytes = 0;
        qint64 bytesRead = 0;
        qint64 longestRead = 0;
        /// A file that nobody may read.
        QString forbiddenPath;
        /// The number of the write that fails, from 1; 0: none.
        int failAt = 0;
        int errnoValue = EIO;
        /// The failing write does its work all the same (the directory's sync failed), or, of a
        /// tail, this many bytes of it.
        bool failAfterwards = false;
        qsizetype partOfTail = -1;
        bool staysBroken = false;
        int writes = 0;
        /// Of tails and directories; a replace syncs its content besides.
        int syncs = 0;
        /// False: counted, not done, so that a test of many writes does not measure the disk.
        bool really = true;
    };

    explicit FaultyFileSystem(std::shared_ptr<Log> log)
        : m_log(std::move(log))
    {
    }

    Result<QByteArray> readPart(const QString &path, qint64 offset, qint64 size) override
    {
        if (path == m_log->forbiddenPath)
            return fileError(EACCES, QStringLiteral("read"), path);
        Result<QByteArray> content = FileSystem::readPart(path, offset, size);
        m_log->bytesRead += content ? content->size() : 0;
        m_log->longestRead = std::max(m_log->longestRead, content ? qint64(content->size()) : 0);
        return content;
    }

    Result<void> replace(const QString &path, const QByteArray &content) override
    {
        ++m_log->replaces;
        m_log->bytes += content.size();
        if (!fails())
            return FileSystem::replace(path, content);
        if (m_log->failAfterwards)
            std::ignore = FileSystem::replace(path, content);
        return fileError(m_log->errnoValue, QStringLiteral("written"), path);
    }

    Result<void> replaceByPart(const QString &path, const QByteArray &head, qint64 offset,
                               qint64 size, const QByteArray &tail) override
    {
        ++m_log->replaces;
        m_log->bytes += head.size() + size + tail.size();
        if (!fails())
            return FileSystem::replaceByPart(path, head, offset, size, tail);
        if (m_log->failAfterwards)
            std::ignore = FileSystem::replaceByPart(path, head, offset, size, tail);
        return fileError(m_log->errnoValue, QStringLiteral("written"), path);
    }

    Result<void> writeTail(const QString &path, qint64 offset, const QByteArray &content) override
    {
        ++m_log->tails;
        m_log->bytes += content.size();
        if (!fails())
            return FileSystem::writeTail(path, offset, content);
        if (m_log->partOfTail >= 0)
            std::ignore = FileSystem::writeTail(
                path, offset, content.first(std::min(m_log->partOfTail, content.size())));
        return fileError(m_log->errnoValue, QStringLiteral("written"), path);
    }

    Result<void> replaceUnsynced(const QString &path, const QByteArray &content) override
    {
        m_log->bytes += content.size();
        return fails() ? failure(path) : FileSystem::replaceUnsynced(path, content);
    }
    Result<void> link(const QString &path, const QString &newPath) override
    {
        return fails() ? failure(newPath) : FileSystem::link(path, newPath);
    }
    Result<void> rename(const QString &path, const QString &newPath) override
    {
        return fails() ? failure(path) : FileSystem::rename(path, newPath);
    }
    Result<void> remove(const QString &path) override
    {
        return fails() ? failure(path) : FileSystem::remove(path);
    }
    Result<void> removeUnsynced(const QString &path) override
    {
        return fails() ? failure(path) : FileSystem::removeUnsynced(path);
    }

protected:
    int syncData(int descriptor) override
    {
        ++m_log->syncs;
        return m_log->really ? FileSystem::syncData(descriptor) : 0;
    }
    int syncDirectory(int descriptor) override
    {
        ++m_log->syncs;
        return m_log->really ? FileSystem::syncDirectory(descriptor) : 0;
    }

private:
    Error failure(const QString &path) const
    {
        return fileError(m_log->errnoValue, QStringLiteral("changed"), path);
    }
    bool fails()
    {
        ++m_log->writes;
        return m_log->failAt > 0
            && (m_log->writes == m_log->failAt
                || (m_log->staysBroken && m_log->writes > m_log->failAt));
    }

    std::shared_ptr<Log> m_log;
};

} // namespace creact::test
