// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/http/httpreply.h"

#include <QStringList>

namespace creact {

/// Serves the files of one folder: never outside it (symbolic links followed), never a dot file, a
/// stack document or a private folder.
class StaticFiles {
public:
    /// No folder: serves nothing. `privateDirs` are never served, wherever they lie.
    StaticFiles() = default;
    StaticFiles(const QString &folder, const QStringList &privateDirs);

    /// False: there is no such file here.
    bool serve(const ServerRequest &request, const HttpReplyPtr &reply) const;

private:
    /// Empty: nothing to serve under that path.
    QString fileFor(const QString &path) const;
    bool isPrivate(const QString &canonicalPath) const;

    QString m_folder;
    QStringList m_privateDirs;
};

} // namespace creact
