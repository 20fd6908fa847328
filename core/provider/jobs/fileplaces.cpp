// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jobs/fileplaces.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

bool isBelow(const QString &path, const QString &folder)
{
    return !folder.isEmpty()
        && (path == folder || path.startsWith(folder == "/"_L1 ? folder : folder + u'/'));
}

Error notAllowedThere(const QString &path)
{
    return {ErrorCode::NotAllowed,
            u"The path %1 leads out of the folders that this stack may use."_s.arg(path),
            {},
            u"Use a file in the document's folder whose name does not begin with a dot, or allow "
            "another folder (creact's --allow-folder)."_s};
}

/// Where a path leads when what is not there yet is made; empty: nobody knows (a broken link).
QString canonicalTarget(const QString &path)
{
    QString rest;
    QString there = path;
    while (true) {
        const QFileInfo info(there);
        if (info.isSymLink() && !info.exists())
            return {};
        if (info.exists())
            return QDir::cleanPath(info.canonicalFilePath() + rest);
        if (there == "/"_L1 || there.isEmpty())
            return {};
        rest.prepend(u'/' + info.fileName());
        there = info.path();
    }
}

} // namespace

FilePlaces::FilePlaces(const ProviderOptions &options)
    : m_documentDir(options.documentDir)
{
    if (!m_documentDir.isEmpty())
        m_roots += QFileInfo(m_documentDir).canonicalFilePath();
    for (const QString &dir : options.allowedDirs)
        m_roots += QFileInfo(dir).canonicalFilePath();
    for (const QString &dir : options.privateDirs)
        m_privateDirs += QFileInfo(dir).canonicalFilePath();
}

Result<QString> FilePlaces::resolved(const QString &path) const
{
    if (path.isEmpty() || path.contains(QChar::Null))
        return Error{ErrorCode::InvalidProps, u"There is no path."_s, {}, {}};
    if (m_documentDir.isEmpty() && QDir::isRelativePath(path))
        return notAllowedThere(path);
    const QString absolute = QDir::cleanPath(QDir(m_documentDir).absoluteFilePath(path));
    const QString target = canonicalTarget(absolute);
    if (target.isEmpty() || !isAllowed(target))
        return notAllowedThere(path);
    return target;
}

bool FilePlaces::isAllowed(const QString &canonicalPath) const
{
    const auto inside = [&](const QString &folder) { return isBelow(canonicalPath, folder); };
    if (std::any_of(m_privateDirs.begin(), m_privateDirs.end(), inside))
        return false;
    return std::any_of(m_roots.begin(), m_roots.end(), [&](const QString &root) {
        return inside(root) && !canonicalPath.mid(root.size() - 1).contains("/."_L1);
    });
}

Result<QString> FilePlaces::file(const QString &path) const
{
    const Result<QString> target = resolved(path);
    if (!target)
        return target;
    const QFileInfo info(*target);
    // A pipe or a device may never end.
    if (info.exists() && !info.isFile())
        return Error{ErrorCode::InvalidProps, u"%1 is no file."_s.arg(path), {}, {}};
    return target;
}

Result<QString> FilePlaces::fileToWrite(const QString &path) const
{
    const Result<QString> target = file(path);
    if (target && target->endsWith(".stack.json"_L1))
        return Error{ErrorCode::NotAllowed, u"A stack writes no stack documents."_s, {}, {}};
    return target;
}

Result<QString> FilePlaces::folder(const QString &path) const
{
    const Result<QString> target = resolved(path.isEmpty() ? u"."_s : path);
    if (target && !QFileInfo(*target).isDir())
        return Error{ErrorCode::InvalidProps, u"%1 is no folder."_s.arg(path), {}, {}};
    return target;
}

} // namespace creact
