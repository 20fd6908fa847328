// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

namespace creact {

/// A stack whose state is kept in a folder.
struct StoredStack {
    QString name;
    QDateTime changedAt;
};

/// What a folder that a person named has for us.
struct FolderLook {
    bool isFolder = false;
    /// Stack documents in it, absolute.
    QStringList documents;
    /// Where states are kept: the folder itself, or the `.creact-state` in it.
    QString stateFolder;
    QList<StoredStack> stacks;

    /// Asks the disk: not on the thread of a window.
    static FolderLook of(const QString &path);
};

} // namespace creact
