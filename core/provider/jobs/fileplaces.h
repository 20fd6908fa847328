// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/provideroptions.h"

#include <QString>
#include <QStringList>

namespace creact {

/// Which files a document may name: those in its own folder and in the folders that the person
/// allowed, but nothing whose name begins with a dot (keys, state), nothing of the state folder,
/// and nothing that a link leads out to. A plain value; asks the disk.
class FilePlaces {
public:
    explicit FilePlaces(const ProviderOptions &options);

    /// The absolute path, links resolved. Relative ones are relative to the document's folder.
    /// InvalidProps: no path; NotAllowed.
    Result<QString> file(const QString &path) const;
    /// The same for a file that is written: stack documents are not.
    Result<QString> fileToWrite(const QString &path) const;
    /// The same for a folder that is there; "" is the document's.
    Result<QString> folder(const QString &path) const;

private:
    Result<QString> resolved(const QString &path) const;
    bool isAllowed(const QString &canonicalPath) const;

    QString m_documentDir;
    QStringList m_roots;
    QStringList m_privateDirs;
};

} // namespace creact
