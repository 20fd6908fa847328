// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/folderlook.h"

#include "core/backend/stacknamecheck.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

const QString stateFolderName = u".creact-state"_s;

QList<StoredStack> storedIn(const QDir &folder)
{
    QList<StoredStack> stacks;
    const QFileInfoList files = folder.entryInfoList(QDir::Files | QDir::Hidden, QDir::Name);
    for (const QFileInfo &file : files) {
        const QString name = stackOfStateFile(file.fileName());
        if (name.isEmpty())
            continue;
        const auto known =
            std::find_if(stacks.begin(), stacks.end(),
                         [&name](const StoredStack &each) { return each.name == name; });
        if (known == stacks.end())
            stacks.append({name, file.lastModified()});
        else
            known->changedAt = std::max(known->changedAt, file.lastModified());
    }
    return stacks;
}

} // namespace

FolderLook FolderLook::of(const QString &path)
{
    FolderLook look;
    const QFileInfo info(path);
    look.isFolder = info.isDir();
    if (!look.isFolder)
        return look;
    const QDir folder(info.absoluteFilePath());
    const QStringList names = folder.entryList({u"*.stack.json"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names)
        look.documents.append(folder.absoluteFilePath(name));
    const QString inside = folder.absoluteFilePath(stateFolderName);
    look.stateFolder = QFileInfo(inside).isDir() ? inside : folder.absolutePath();
    look.stacks = storedIn(QDir(look.stateFolder));
    // Documents are no states, even if they are called like them.
    look.stacks.removeIf([](const StoredStack &each) { return each.name.endsWith(".stack"_L1); });
    return look;
}

} // namespace creact
