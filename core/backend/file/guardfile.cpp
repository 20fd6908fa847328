// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/file/guardfile.h"

#include "core/backend/file/filesystem.h"

#include <QDeadlineTimer>
#include <QFile>

#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>

namespace creact {

namespace {

bool isNamed(const Descriptor &file, const QByteArray &path)
{
    struct stat open = {};
    struct stat named = {};
    return ::fstat(file.get(), &open) == 0 && ::stat(path.constData(), &named) == 0
        && open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

} // namespace

Result<GuardFile> GuardFile::take(const QString &path)
{
    using namespace std::chrono_literals;
    const QByteArray name = QFile::encodeName(path);
    const QDeadlineTimer deadline(2s);
    for (;;) {
        Descriptor file(::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (!file)
            return fileError(errno, QStringLiteral("opened"), path);
        while (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
            if (errno != EWOULDBLOCK && errno != EINTR)
                return fileError(errno, QStringLiteral("locked"), path);
            if (deadline.hasExpired())
                return Error{ErrorCode::TimedOut,
                             QStringLiteral("Another process holds the guard of this stack."), path,
                             QStringLiteral("Look for a stopped CReact process, and end it.")};
            std::this_thread::sleep_for(200us);
        }
        if (isNamed(file, name))
            return GuardFile(std::move(file));
    }
}

} // namespace creact
