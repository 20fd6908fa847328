// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/descriptor.h"
#include "core/backend/file/filesystem.h"

#include <QHash>
#include <QMap>

#include <memory>

namespace creact::test {

/// What a disk really has: of each file the content that was synced, of each directory the names
/// that were. Real files stand for what the system would give to a reader; after a power cut they
/// are put back to what the disk has.
class Disk {
public:
    /// What else the disk has of what was not synced.
    enum class Luck {
        Nothing,
        Names, ///< every name there is, with what was synced of its file: perhaps nothing
        FirstHalf, ///< the first half of what was written
        SecondHalf, ///< the second half, and zeros before it
    };

    explicit Disk(QString root);

    void dataSynced(int descriptor);
    /// QSaveFile syncs what it writes by itself.
    void contentSynced(const QString &path, const QByteArray &content);
    void namesSynced(int directory);
    /// The power comes back.
    void restore(Luck luck) const;

private:
    using Inode = quint64;
    struct Name {
        Inode inode = 0;
        bool isDirectory = false;
    };
    using Names = QMap<QString, Name>;

    static Names namesIn(const QString &directory);
    QByteArray survivor(const QString &path, const QByteArray &live, Luck luck) const;
    void collect(const QString &directory, Luck luck, QMap<QString, QByteArray> &files,
                 QStringList &directories) const;
    void hold(int descriptor, Inode inode);

    QString m_root;
    QHash<Inode, QByteArray> m_content;
    QHash<QString, Names> m_names;
    /// As long as a file is open no other gets its inode.
    QHash<Inode, std::shared_ptr<Descriptor>> m_held;
};

/// What goes wrong, and at which step. Every call that changes something is a step, and every sync
/// below it is another.
struct Trouble {
    enum class Kind {
        None,
        Error, ///< the step fails (EIO), and the next ones do not
        Full, ///< the step writes a part and fails (ENOSPC), and the next ones do not
        Crash, ///< the step does a part and nothing works from then on
        PowerCut, ///< the same; and what was not synced is lost (Disk::restore)
    };

    Kind kind = Kind::None;
    /// From 1; 0: never.
    int at = 0;
    int steps = 0;
    /// Nothing works any more.
    bool down = false;
    /// What the step was, for the message of a failing test.
    QString struck = {};
    /// No space from `at` on, until someone makes some.
    bool staysFull = false;
};

/// The machine's files, with trouble at one step.
class SteppedFileSystem final : public FileSystem {
public:
    explicit SteppedFileSystem(std::shared_ptr<Trouble> trouble, std::shared_ptr<Disk> disk = {});

    Result<void> replace(const QString &path, const QByteArray &content) override;
    Result<void> replaceByPart(const QString &path, const QByteArray &head, qint64 offset,
                               qint64 size, const QByteArray &tail) override;
    Result<void> replaceUnsynced(const QString &path, const QByteArray &content) override;
    Result<void> writeTail(const QString &path, qint64 offset, const QByteArray &content) override;
    Result<void> remove(const QString &path) override;
    Result<void> removeUnsynced(const QString &path) override;
    Result<void> link(const QString &path, const QString &newPath) override;
    Result<void> rename(const QString &path, const QString &newPath) override;
    Result<void> makeDirectory(const QString &path) override;
    Result<void> removeDirectory(const QString &path) override;

protected:
    int syncData(int descriptor) override;
    int syncDirectory(int descriptor) override;

private:
    Result<void> put(const char *what, const QString &path, const QByteArray &content);
    /// 0: go on. Else errno of the failure.
    int step(const char *what, const QString &path);
    /// Power is cut while this is done: it is done as far as a reader could see, and not synced.
    bool isDying() const;
    template <typename Call> Result<void> plain(const char *what, const QString &path, Call call);

    std::shared_ptr<Trouble> m_trouble;
    std::shared_ptr<Disk> m_disk;
    bool m_struckNow = false;
};

} // namespace creact::test
