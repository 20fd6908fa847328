// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/backend/steppedfilesystem.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace creact::test {

namespace {

QByteArray liveContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

quint64 inodeOf(const QString &path)
{
    struct stat info = {};
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_ino : 0;
}

QString pathOfDescriptor(int descriptor)
{
    return QFile::symLinkTarget(u"/proc/self/fd/%1"_s.arg(descriptor));
}

} // namespace

Disk::Disk(QString root)
    : m_root(QFileInfo(root).canonicalFilePath())
{
    m_names.insert(m_root, namesIn(m_root));
}

Disk::Names Disk::namesIn(const QString &directory)
{
    Names names;
    const QFileInfoList all =
        QDir(directory).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QFileInfo &each : all)
        names.insert(each.fileName(), {inodeOf(each.filePath()), each.isDir()});
    return names;
}

void Disk::hold(int descriptor, Inode inode)
{
    if (!m_held.contains(inode))
        m_held.insert(inode, std::make_shared<Descriptor>(::dup(descriptor)));
}

void Disk::dataSynced(int descriptor)
{
    struct stat info = {};
    if (::fstat(descriptor, &info) != 0)
        return;
    if (S_ISDIR(info.st_mode))
        return; // fdatasync may leave a new name in a directory out
    m_content.insert(info.st_ino, liveContent(u"/proc/self/fd/%1"_s.arg(descriptor)));
    hold(descriptor, info.st_ino);
}

void Disk::contentSynced(const QString &path, const QByteArray &content)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    struct stat info = {};
    if (!file || ::fstat(file.get(), &info) != 0 || liveContent(path) != content)
        return;
    m_content.insert(info.st_ino, content);
    hold(file.get(), info.st_ino);
}

void Disk::namesSynced(int directory)
{
    const QString path = pathOfDescriptor(directory);
    m_names.insert(path, namesIn(path));
}

QByteArray Disk::survivor(const QString &path, const QByteArray &live, Luck luck) const
{
    const QByteArray synced = m_content.value(inodeOf(path));
    if (luck == Luck::Nothing || luck == Luck::Names || live == synced)
        return synced;
    const auto differ = std::mismatch(live.begin(), live.end(), synced.begin(), synced.end()).first;
    const qsizetype same = differ - live.begin();
    const qsizetype half = same + (live.size() - same) / 2;
    if (luck == Luck::FirstHalf)
        return live.first(half) + synced.sliced(qMin(half, synced.size()));
    return live.first(same) + QByteArray(half - same, '\0') + live.sliced(half);
}

void Disk::collect(const QString &directory, Luck luck, QMap<QString, QByteArray> &files,
                   QStringList &directories) const
{
    const Names names = luck == Luck::Names ? namesIn(directory) : m_names.value(directory);
    const Names live = namesIn(directory);
    for (auto it = names.constBegin(); it != names.constEnd(); ++it) {
        const QString path = directory + u'/' + it.key();
        if (it->isDirectory) {
            directories.append(path);
            collect(path, luck, files, directories);
        } else if (live.value(it.key()).inode == it->inode) {
            files.insert(path, survivor(path, liveContent(path), luck));
        } else {
            files.insert(path, m_content.value(it->inode)); // its new name was not synced
        }
    }
}

void Disk::restore(Luck luck) const
{
    QMap<QString, QByteArray> files;
    QStringList directories;
    collect(m_root, luck, files, directories);
    const QStringList there =
        QDir(m_root).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QString &name : there) {
        const QString path = m_root + u'/' + name;
        if (QFileInfo(path).isDir())
            QDir(path).removeRecursively();
        else
            QFile::remove(path);
    }
    for (const QString &path : std::as_const(directories))
        QDir().mkpath(path);
    for (auto it = files.constBegin(); it != files.constEnd(); ++it) {
        QFile file(it.key());
        if (!file.open(QIODevice::WriteOnly) || file.write(*it) != it->size())
            qFatal("a file could not be put back");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
}

SteppedFileSystem::SteppedFileSystem(std::shared_ptr<Trouble> trouble, std::shared_ptr<Disk> disk)
    : m_trouble(std::move(trouble))
    , m_disk(std::move(disk))
{
}

int SteppedFileSystem::step(const char *what, const QString &path)
{
    m_struckNow = false;
    Trouble &trouble = *m_trouble;
    if (trouble.down)
        return EIO;
    ++trouble.steps;
    if (trouble.kind == Trouble::Kind::None || trouble.at <= 0 || trouble.steps < trouble.at)
        return 0;
    if (trouble.steps > trouble.at)
        return trouble.staysFull ? ENOSPC : 0;
    m_struckNow = true;
    trouble.struck = QLatin1StringView(what) + u' ' + QFileInfo(path).fileName();
    trouble.down = trouble.kind == Trouble::Kind::Crash || trouble.kind == Trouble::Kind::PowerCut;
    return trouble.kind == Trouble::Kind::Full ? ENOSPC : EIO;
}

bool SteppedFileSystem::isDying() const
{
    return m_struckNow && m_trouble->kind == Trouble::Kind::PowerCut;
}

template <typename Call>
Result<void> SteppedFileSystem::plain(const char *what, const QString &path, Call call)
{
    const int failure = step(what, path);
    if (failure == 0)
        return call();
    if (isDying())
        std::ignore = call();
    return fileError(failure, u"written"_s, path);
}

Result<void> SteppedFileSystem::replace(const QString &path, const QByteArray &content)
{
    return put("replace", path, content);
}

Result<void> SteppedFileSystem::replaceByPart(const QString &path, const QByteArray &head,
                                              qint64 offset, qint64 size, const QByteArray &tail)
{
    const Result<QByteArray> part = readPart(path, offset, size);
    if (!part)
        return part.error();
    return put("replaceByPart", path, head + *part + tail);
}

Result<void> SteppedFileSystem::put(const char *what, const QString &path,
                                    const QByteArray &content)
{
    const int failure = step(what, path);
    if (failure != 0 && !isDying()) {
        // A crash leaves what QSaveFile had begun.
        QFile left(path + u".AbCdEf"_s);
        if (m_struckNow && m_trouble->kind == Trouble::Kind::Crash
            && left.open(QIODevice::WriteOnly))
            left.write(content.first(content.size() / 2));
        return fileError(failure, u"written"_s, path);
    }
    const Result<void> done = FileSystem::replace(path, content);
    if (m_disk)
        m_disk->contentSynced(path, content);
    return failure == 0 ? done : fileError(failure, u"written"_s, path);
}

Result<void> SteppedFileSystem::replaceUnsynced(const QString &path, const QByteArray &content)
{
    return plain("replaceUnsynced", path,
                 [&] { return FileSystem::replaceUnsynced(path, content); });
}

Result<void> SteppedFileSystem::writeTail(const QString &path, qint64 offset,
                                          const QByteArray &content)
{
    const int failure = step("writeTail", path);
    if (failure == 0)
        return FileSystem::writeTail(path, offset, content);
    if (isDying()) {
        std::ignore = FileSystem::writeTail(path, offset, content);
    } else if (m_struckNow && m_trouble->kind != Trouble::Kind::Error) {
        // Written, not cut off behind it: what stood there before stands there still.
        QFile file(path);
        if (file.open(QIODevice::ReadWrite) && file.seek(offset))
            file.write(content.first(content.size() / 2));
    }
    return fileError(failure, u"written"_s, path);
}

Result<void> SteppedFileSystem::remove(const QString &path)
{
    return plain("remove", path, [&] { return FileSystem::remove(path); });
}

Result<void> SteppedFileSystem::removeUnsynced(const QString &path)
{
    return plain("removeUnsynced", path, [&] { return FileSystem::removeUnsynced(path); });
}

Result<void> SteppedFileSystem::link(const QString &path, const QString &newPath)
{
    return plain("link", newPath, [&] { return FileSystem::link(path, newPath); });
}

Result<void> SteppedFileSystem::rename(const QString &path, const QString &newPath)
{
    return plain("rename", newPath, [&] { return FileSystem::rename(path, newPath); });
}

Result<void> SteppedFileSystem::makeDirectory(const QString &path)
{
    if (QFileInfo(path).isDir())
        return FileSystem::makeDirectory(path);
    return plain("makeDirectory", path, [&] { return FileSystem::makeDirectory(path); });
}

Result<void> SteppedFileSystem::removeDirectory(const QString &path)
{
    return plain("removeDirectory", path, [&] { return FileSystem::removeDirectory(path); });
}

int SteppedFileSystem::syncData(int descriptor)
{
    if (const int failure = step("syncData", pathOfDescriptor(descriptor)); failure != 0) {
        errno = failure;
        return -1;
    }
    if (m_disk)
        m_disk->dataSynced(descriptor);
    return 0;
}

int SteppedFileSystem::syncDirectory(int descriptor)
{
    if (const int failure = step("syncDirectory", pathOfDescriptor(descriptor)); failure != 0) {
        errno = failure;
        return -1;
    }
    if (m_disk)
        m_disk->namesSynced(descriptor);
    return 0;
}

} // namespace creact::test
