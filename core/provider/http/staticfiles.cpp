// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/http/staticfiles.h"

#include <QDateTime>
#include <QFileInfo>
#include <QMimeDatabase>

namespace creact {

using namespace Qt::StringLiterals;

namespace {

bool isInside(const QString &path, const QString &folder)
{
    return !folder.isEmpty() && (path == folder || path.startsWith(folder + u'/'));
}

QByteArray contentTypeOf(const QString &path)
{
    static const QMimeDatabase database;
    const QString name = database.mimeTypeForFile(path, QMimeDatabase::MatchExtension).name();
    const bool text = name.startsWith("text/"_L1) || name == "application/javascript"_L1
        || name == "application/json"_L1 || name == "image/svg+xml"_L1;
    return name.toLatin1() + (text ? "; charset=utf-8" : "");
}

} // namespace

StaticFiles::StaticFiles(const QString &folder, const QStringList &privateDirs)
    : m_folder(folder)
    , m_privateDirs(privateDirs)
{
}

bool StaticFiles::serve(const ServerRequest &request, const HttpReplyPtr &reply) const
{
    const QString path = fileFor(request.path);
    if (path.isEmpty())
        return false;
    if (request.method != "GET") {
        reply->send(ServerAnswer::error(405, u"method_not_allowed"_s, u"Files are only read."_s)
                        .with("Allow"_ba, "GET, HEAD"_ba));
        return true;
    }
    const QFileInfo info(path);
    const QByteArray tag = '"' + QByteArray::number(info.lastModified().toMSecsSinceEpoch(), 36)
        + '-' + QByteArray::number(info.size(), 36) + '"';
    const HttpHeaders headers{{"ETag"_ba, tag}, {"Cache-Control"_ba, "no-cache"_ba}};
    if (request.header("if-none-match") == tag)
        reply->send({304, {}, {}, headers});
    else
        reply->sendFile(path, contentTypeOf(path), headers);
    return true;
}

QString StaticFiles::fileFor(const QString &path) const
{
    const QString folder = m_folder.isEmpty() ? QString() : QFileInfo(m_folder).canonicalFilePath();
    if (folder.isEmpty() || path.contains(QChar::Null) || path.contains(u'\\'))
        return {};
    QStringList segments = path.mid(1).split(u'/');
    if (segments.last().isEmpty())
        segments.last() = u"index.html"_s;
    for (const QString &segment : std::as_const(segments)) {
        if (segment.isEmpty() || segment.startsWith(u'.'))
            return {};
    }
    const QFileInfo info(QFileInfo(folder + u'/' + segments.join(u'/')).canonicalFilePath());
    const QString file = info.filePath();
    if (!info.isFile() || !info.isReadable() || !isInside(file, folder))
        return {};
    // What a link leads to counts as much as the name it was asked by.
    if (file.mid(folder.size()).contains("/."_L1) || file.endsWith(".stack.json"_L1)
        || isPrivate(file))
        return {};
    return file;
}

bool StaticFiles::isPrivate(const QString &canonicalPath) const
{
    return std::any_of(m_privateDirs.begin(), m_privateDirs.end(), [&](const QString &dir) {
        return isInside(canonicalPath, QFileInfo(dir).canonicalFilePath());
    });
}

} // namespace creact
