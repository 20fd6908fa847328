// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backend/backendfactory.h"

#include "core/backend/file/filebackend.h"
#include "core/backend/memory/memorybackend.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace creact {

namespace {

QString knownBackends()
{
    return u"Known backends: file:DIRECTORY and memory:"_s;
}

Result<std::unique_ptr<Backend>> makeFileBackend(QString directory, const QString &baseDir,
                                                 Clock &clock, const StoragePolicy &policy)
{
    const QString prettyOption = u"?prettyPrint"_s;
    FileBackend::Options options;
    options.policy = policy;
    options.prettyPrint = directory.endsWith(prettyOption);
    if (options.prettyPrint)
        directory.chop(prettyOption.size());
    if (directory.startsWith(u"//"_s))
        directory.remove(0, 2); // file:///home/ada
    if (directory.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     u"The backend \"file:\" names no directory."_s,
                     {},
                     u"Write for example file:.creact-state"_s};
    options.directory = QDir::cleanPath(QDir(baseDir).absoluteFilePath(directory));
    return std::unique_ptr<Backend>(std::make_unique<FileBackend>(std::move(options), clock));
}

} // namespace

Result<std::unique_ptr<Backend>> makeBackend(const QString &url, const QString &baseDir,
                                             Clock &clock, const StoragePolicy &policy)
{
    const qsizetype colon = url.indexOf(u':');
    const QString scheme = colon < 0 ? QString() : url.first(colon);
    if (scheme == u"file"_s)
        return makeFileBackend(url.sliced(colon + 1), baseDir, clock, policy);
    if (url == u"memory:"_s)
        return std::unique_ptr<Backend>(std::make_unique<MemoryBackend>(clock));
    if (scheme.isEmpty() || scheme == u"memory"_s)
        return Error{ErrorCode::InvalidArgument, u"\"%1\" is no backend."_s.arg(url), url,
                     knownBackends()};
    return Error{ErrorCode::Unsupported, u"There is no backend \"%1:\"."_s.arg(scheme), url,
                 knownBackends()};
}

} // namespace creact
