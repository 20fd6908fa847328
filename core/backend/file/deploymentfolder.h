// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/filesystem.h"
#include "core/runtime/deployment.h"

namespace creact {

/// `<stack>.deployments/`: one file a deployment, `<id>.json`, so that their names sort by age and
/// nothing needs an index.
class DeploymentFolder {
public:
    DeploymentFolder(FileSystem &files, QString path);

    /// Drops the oldest beyond `keep` (0: none) and those that began before `oldest` (ms since
    /// 1970), but never this one. One that is at work is written without the disk being waited for.
    Result<void> save(const DeploymentRecord &deployment, int keep, qint64 oldest);
    /// Newest first, summaries. One that cannot be read has its id and the error StateUnreadable.
    Result<QList<DeploymentRecord>> list() const;
    /// NotFound, StateUnreadable.
    Result<DeploymentRecord> read(const QString &id) const;
    /// Leaves of each what DeploymentRecord::forgotten() does; one that cannot be read goes.
    Result<void> forget();
    /// Only what this class wrote.
    Result<void> remove();

private:
    Result<QStringList> ids() const;
    QString pathOf(const QString &id) const;

    FileSystem &m_files;
    QString m_path;
};

} // namespace creact
