// SPDX-FileCopyrightText: 2026 CReact Studio developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backend/file/filesystem.h"
#include "core/runtime/records.h"

namespace creact {

/// `<stack>.turns/`: one file a finished turn, `<endedAt, 16 digits>-<id>.json`, so that their
/// names sort by age and nothing needs an index.
class TurnFolder {
public:
    TurnFolder(FileSystem &files, QString path);

    Result<void> save(const TurnRecord &turn, int keep);
    /// Oldest first. One that cannot be read has its id, its time and the error StateUnreadable.
    Result<QList<TurnRecord>> read() const;
    /// Only what this class wrote.
    Result<void> removeAll();

private:
    Result<QStringList> turnFiles() const;
    TurnRecord readOne(const QString &name) const;
    QString pathOf(const QString &name) const { return m_path + u'/' + name; }

    FileSystem &m_files;
    QString m_path;
};

} // namespace creact
